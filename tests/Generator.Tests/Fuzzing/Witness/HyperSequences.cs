namespace SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

/// <summary>What Enumerable has for sequences of double, in the same order of additions.</summary>
public static class HyperSequences
{
    public static Hyper Sum(this IEnumerable<Hyper> values) => values.Aggregate((Hyper)0.0, (sum, value) => sum + value);

    public static Hyper Sum<T>(this IEnumerable<T> values, Func<T, Hyper> term) => values.Select(term).Sum();

    public static Hyper Average(this IEnumerable<Hyper> values) => values.Sum() / values.Count();

    public static Hyper Max(this IEnumerable<Hyper> values) => values.Aggregate(HyperMath.Max);

    public static Hyper Min(this IEnumerable<Hyper> values) => values.Aggregate(HyperMath.Min);
}
