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
        foreach (var parameter in model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination))
        {
            if (!parameter.Type.IsArray)
            {
                labels.AddRange(parameter.Leaves.Count > 0 ? parameter.Leaves : [parameter.Name.TrimStart('@')]);
            }
            else if (parameter.Size.Count == 0)
            {
                return null;
            }
            else
            {
                labels.AddRange(Elements(parameter));
            }
        }

        return labels;
    }

    /// <summary>A short text for all columns: <c>x, a[0] … a[8]</c>.</summary>
    public static string Summary(MethodModel model) =>
        string.Join(", ", model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination).Select(Summary));

    private static string Summary(ParameterModel parameter)
    {
        if (!parameter.Type.IsArray)
        {
            return parameter.Leaves.Count > 0 ? string.Join(", ", parameter.Leaves) : parameter.Name.TrimStart('@');
        }

        if (parameter.Size.Count == 0)
        {
            return parameter.Type.Rank > 1 ? $"{parameter.Name}[0, 0], … (row by row)" : $"{parameter.Name}[0], …";
        }

        var labels = Elements(parameter);
        return labels.Count == 1 ? labels[0] : $"{labels[0]} … {labels[labels.Count - 1]}";
    }

    private static List<string> Elements(ParameterModel parameter)
    {
        var width = parameter.Size[parameter.Size.Count - 1];
        return parameter.Size.Count > 1
            ? [.. Enumerable.Range(0, parameter.Size[0] * width).Select(k => $"{parameter.Name}[{k / width}, {k % width}]")]
            : [.. Enumerable.Range(0, width).Select(k => $"{parameter.Name}[{k}]")];
    }
}
