using System.Text.RegularExpressions;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>What the derivative of a local by another, or by a column, is called: <c>dz_dx</c>, and of that again <c>d2z_dxdy</c>.</summary>
internal static class TangentNames
{
    private static readonly Regex _first = new("^d(?!2)(?<of>.+?)_d(?<by>.+)$", RegexOptions.CultureInvariant);

    /// <summary>Empty where nobody named the local, or where the name would explain nothing.</summary>
    public static string Of(string local, string by)
    {
        var first = _first.Match(local);
        if (local.Length == 0 || by.Length == 0 || (first.Success && _first.IsMatch(by)))
        {
            return "";
        }

        if (!first.Success)
        {
            return $"d{local}_d{by}";
        }

        var (of, before) = (first.Groups["of"].Value, first.Groups["by"].Value);
        return before == by ? $"d2{of}_d{by}2" : $"d2{of}_d{before}d{by}";
    }
}
