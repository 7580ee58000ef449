namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>A compiled program, its twin in hyper-dual numbers, and everything that was generated for it.</summary>
public interface ISubject
{
    double[] Value(Pack<double> p);

    Hyper[] Twin(Pack<Hyper> p);

    void Run(Recording recording);
}
