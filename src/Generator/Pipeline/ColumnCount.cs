using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>C# that counts the columns of a parameter, of its elements, of parts of them.</summary>
internal static class ColumnCount
{
    /// <param name="leaf">A scalar, an array of reals, or an array of more than that.</param>
    /// <param name="access">What reads it; its own access where left out.</param>
    /// <param name="depth">How many lambdas it stands in.</param>
    public static string Of(LeafModel leaf, string? access = null, int depth = 0)
    {
        access ??= leaf.Access;
        if (!leaf.IsArray)
        {
            return "1";
        }

        if (leaf.Elements is not { } elements)
        {
            return access + ".Length";
        }

        return elements.Columns is { } columns
            ? columns == 1 ? $"{access}.Length" : $"{columns} * {access}.Length"
            : Before(elements, access, access + ".Length", depth);
    }

    /// <summary>The columns of all elements before one, as the runtime counts them.</summary>
    public static string Before(ElementsModel elements, string access, string index, int depth = 0)
    {
        // No parameter of the user's is called so.
        var item = "item_" + (depth == 0 ? "" : $"{depth}");
        return $"{ArrayLayout.Counting}{access}, {index}, {item} => {OfOne(elements, item, depth: depth + 1)})";
    }

    /// <summary>The columns of one element, or of its first leaves.</summary>
    public static string OfOne(ElementsModel elements, string item, int leaves = int.MaxValue, int depth = 0)
    {
        var scalars = elements.Leaves.Take(leaves).Count(leaf => !leaf.IsArray);
        var counts = elements.Leaves.Take(leaves).Where(leaf => leaf.IsArray).Select(leaf => Of(leaf, item + leaf.Access, depth)).ToList();
        if (scalars > 0 || counts.Count == 0)
        {
            counts.Insert(0, $"{scalars}");
        }

        return string.Join(" + ", counts);
    }
}
