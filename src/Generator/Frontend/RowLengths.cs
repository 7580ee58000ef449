using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The lengths of the rows that arrays of arrays are given after they are made, as far as lowering has come to know them.</summary>
internal sealed class RowLengths
{
    /// <summary>More than so many lengths are no plan.</summary>
    private const int Limit = 64;

    private readonly Dictionary<SyntaxNode, List<(long? Index, RowLength Length)>> _known = [];

    /// <summary>False where it was known already.</summary>
    /// <param name="rows">Where the array of arrays is made.</param>
    /// <param name="index">The row; null for any.</param>
    /// <param name="length">One of the lengths that it may have.</param>
    public bool Add(SyntaxNode rows, long? index, RowLength length)
    {
        if (Knows(rows, index, length) || Of(rows).Count >= Limit)
        {
            return false;
        }

        if (!_known.TryGetValue(rows, out var all))
        {
            _known.Add(rows, all = []);
        }

        all.Add((index, length));
        return true;
    }

    public bool Knows(SyntaxNode rows, long? index, RowLength length) =>
        Of(rows).Any(one => one.Length.Text == length.Text && (one.Index == index || (one.Index is null && length.IsUniform)));

    /// <summary>The rows of an array come from anywhere. False where that was known already.</summary>
    public bool Give(SyntaxNode rows)
    {
        if (_known.ContainsKey(rows))
        {
            return false;
        }

        _known.Add(rows, []);
        return true;
    }

    public bool AreGiven(SyntaxNode rows) => _known.ContainsKey(rows);

    public IReadOnlyList<(long? Index, RowLength Length)> Of(SyntaxNode rows) => _known.TryGetValue(rows, out var all) ? all : [];
}
