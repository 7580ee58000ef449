using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace Stiff.Solver;

/// <summary>A row-major Jacobian in place.</summary>
public delegate void FillJacobian(ReadOnlySpan<double> y, Span<double> jacobian);

/// <summary>A full Jacobian, factored by MathNet.Numerics.</summary>
public sealed class DenseJacobian(int size, FillJacobian fill) : IJacobian
{
    private readonly double[] _entries = new double[size * size];

    public void Evaluate(ReadOnlySpan<double> y) => fill(y, _entries);

    public Action<double[]> Factor(double shift)
    {
        var lu = Matrix<double>.Build.Dense(size, size, (i, j) => (i == j ? shift : 0) - _entries[i * size + j]).LU();
        return right => lu.Solve(Vector<double>.Build.DenseOfArray(right)).AsArray().CopyTo(right, 0);
    }

    public Action<Complex[]> Factor(Complex shift)
    {
        var lu = Matrix<Complex>.Build.Dense(size, size, (i, j) => (i == j ? shift : 0) - _entries[i * size + j]).LU();
        return right => lu.Solve(Vector<Complex>.Build.DenseOfArray(right)).AsArray().CopyTo(right, 0);
    }
}
