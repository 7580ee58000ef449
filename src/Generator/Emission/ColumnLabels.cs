using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What the columns of a method are called: <c>x</c>, <c>a[2]</c>, <c>p.X</c>.</summary>
internal static class ColumnLabels
{
    /// <summary>One label a column, or null where only the run knows how many there are.</summary>
    public static List<string>? Of(MethodModel model)
    {
        var labels = new List<string>();
        foreach (var leaf in Leaves(model))
        {
            if (!leaf.IsArray)
            {
                labels.Add(leaf.Access.TrimStart('@'));
            }
            else if (leaf.Size.Count == 0)
            {
                return null;
            }
            else
            {
                labels.AddRange(Elements(leaf));
            }
        }

        return labels;
    }

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

        var labels = Elements(leaf);
        return labels.Count == 1 ? labels[0] : $"{labels[0]} … {labels[labels.Count - 1]}";
    }

    private static List<string> Elements(LeafModel leaf)
    {
        var width = leaf.Size[leaf.Size.Count - 1];
        return leaf.Size.Count > 1
            ? [.. Enumerable.Range(0, leaf.Size[0] * width).Select(k => $"{leaf.Access}[{k / width}, {k % width}]")]
            : [.. Enumerable.Range(0, width).Select(k => $"{leaf.Access}[{k}]")];
    }
}
