using System.Numerics;

namespace Stiff.Solver;

/// <summary>The values of a sparse Jacobian in the order of its pattern.</summary>
public delegate void FillValues(ReadOnlySpan<double> y, Span<double> values);

/// <summary>A Jacobian whose entries are near the diagonal; work and memory grow with the size alone.</summary>
public sealed class BandedJacobian(SparsityPattern pattern, FillValues fill) : IJacobian
{
    private readonly double[] _values = new double[pattern.ColumnIndices.Length];

    public void Evaluate(ReadOnlySpan<double> y) => fill(y, _values);

    public Action<double[]> Factor(double shift) => Lu(shift, value => value).Solve;

    public Action<Complex[]> Factor(Complex shift) => Lu(shift, value => value).Solve;

    private BandedLu<T> Lu<T>(T shift, Func<double, T> convert)
        where T : struct, INumberBase<T>
    {
        var width = 0;
        for (var i = 0; i < pattern.RowCount; i++)
        {
            for (var k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++) width = Math.Max(width, Math.Abs(pattern.ColumnIndices[k] - i));
        }

        var lu = new BandedLu<T>(pattern.RowCount, width);
        for (var i = 0; i < pattern.RowCount; i++)
        {
            lu[i, i] = shift;
            for (var k = pattern.RowPointers[i]; k < pattern.RowPointers[i + 1]; k++) lu[i, pattern.ColumnIndices[k]] -= convert(_values[k]);
        }

        lu.Factor();
        return lu;
    }
}
