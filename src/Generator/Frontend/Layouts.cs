using System.Globalization;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>One number, or array of numbers, in the elements of a parameter: what reads it, and where it lies among the columns.</summary>
/// <param name="Access">The C#, with the number of an index where it stands: <c>points[#0].X</c>.</param>
/// <param name="Terms">See <see cref="ArrayLayout.Terms"/>.</param>
/// <param name="Lengths">See <see cref="ArrayLayout.Lengths"/>.</param>
/// <param name="Depth">How many indices name the element.</param>
internal sealed record ElementPath(string Access, IReadOnlyList<LayoutTerm> Terms, IReadOnlyList<LayoutTerm> Lengths, int Depth)
{
    /// <summary>The access as <see cref="ArrayLayout"/> wants it.</summary>
    public static string Unnumbered(string access) => string.Concat(access.Split(ArrayLayout.Hole).Select((text, i) => i == 0 ? text : ArrayLayout.Hole + text.Substring(1)));

    /// <summary>One element of an array that this path leads to.</summary>
    public ElementPath Element(ElementsModel elements) => new(
        $"{Access}[{ArrayLayout.Hole}{Depth}]",
        [.. Terms, elements.Columns is { } columns ? LayoutTerm.Index(columns, Depth) : Text(ColumnCount.Before(elements, Access, $"{ArrayLayout.Hole}{Depth}"))],
        Depth == 0 ? Lengths : [.. Lengths, Text(Access + ".Length")],
        Depth + 1);

    /// <summary>One leaf of the element.</summary>
    public ElementPath Leaf(ElementsModel elements, int number) => new(
        Access + elements.Leaves[number].Access,
        elements.Leaves.Take(number).Any(leaf => leaf.IsArray) ? [.. Terms, Text(ColumnCount.OfOne(elements, Access, number))] : [.. Terms, LayoutTerm.Constant(number)],
        Lengths,
        Depth);

    /// <summary>A part that is no column.</summary>
    public ElementPath Part(string reader) => this with { Access = Access + reader };

    /// <summary>Each number of an array of reals that this path leads to.</summary>
    public ElementPath Numbers(int rank)
    {
        List<LayoutTerm> terms = [.. Terms];
        for (var d = 0; d < rank - 1; d++)
        {
            terms.Add(Text($"{ArrayLayout.Hole}{Depth + d}" + string.Concat(Enumerable.Range(d + 1, rank - d - 1).Select(k => $" * {Access}.GetLength({k})"))));
        }

        terms.Add(LayoutTerm.Index(1, Depth + rank - 1));
        return new($"{Access}[{string.Join(", ", Enumerable.Range(Depth, rank).Select(d => $"{ArrayLayout.Hole}{d}"))}]", terms, [.. Lengths, .. Enumerable.Range(0, rank).Select(d => Text(rank == 1 ? Access + ".Length" : $"{Access}.GetLength({d})"))], Depth + rank);
    }

    /// <summary>C# with indices in it, each by its number after a hole.</summary>
    public static LayoutTerm Text(string text)
    {
        var pieces = text.Split(ArrayLayout.Hole);
        return new LayoutTerm(
            1,
            [.. pieces.Select((piece, i) => i == 0 ? piece : piece.Substring(1))],
            [.. pieces.Skip(1).Select(piece => int.Parse(piece.Substring(0, 1), CultureInfo.InvariantCulture))]);
    }
}
