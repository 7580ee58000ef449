using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What the columns of a method are called: <c>x</c>, <c>a[2]</c>, <c>p.X</c>.</summary>
internal static class ColumnLabels
{
    /// <summary>How many columns there are, or null where only the run knows.</summary>
    public static int? Count(MethodModel model)
    {
        var count = 0;
        foreach (var leaf in Leaves(model))
        {
            if (leaf.IsArray && leaf.Size.Count == 0)
            {
                return null;
            }

            count += leaf.IsArray ? Length(leaf) : 1;
        }

        return count;
    }

    /// <summary>One label a column, where <see cref="Count"/> knows them.</summary>
    public static IEnumerable<string> Of(MethodModel model) =>
        Leaves(model).SelectMany(leaf => leaf.IsArray ? Enumerable.Range(0, Length(leaf)).Select(k => Element(leaf, k)) : [leaf.Access.TrimStart('@')]);

    /// <summary>A short text for all columns: <c>x, a[0] … a[8]</c>.</summary>
    public static string Summary(MethodModel model) =>
        string.Join(", ", Leaves(model).Select(Summary));

    private static IEnumerable<LeafModel> Leaves(MethodModel model) =>
        model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination).SelectMany(parameter => parameter.Columns);

    private static string Summary(LeafModel leaf)
    {
        if (!leaf.IsArray)
        {
            return leaf.Access.TrimStart('@');
        }

        if (leaf.Elements is { } elements)
        {
            return string.Join(", ", elements.Leaves.Select(part => Summary(part with { Access = $"{leaf.Access}[0]{part.Access}" }).Replace(", …", ""))) + ", …";
        }

        if (leaf.Size.Count == 0)
        {
            return leaf.Type.Rank > 1 ? $"{leaf.Access}[0, 0], … (row by row)" : $"{leaf.Access}[0], …";
        }

        var length = Length(leaf);
        return length == 1 ? Element(leaf, 0) : $"{Element(leaf, 0)} … {Element(leaf, length - 1)}";
    }

    private static int Length(LeafModel leaf) => leaf.Size.Aggregate(1, (product, length) => product * length);

    private static string Element(LeafModel leaf, int number)
    {
        var width = leaf.Size[leaf.Size.Count - 1];
        return leaf.Size.Count > 1 ? $"{leaf.Access}[{number / width}, {number % width}]" : $"{leaf.Access}[{number}]";
    }
}
