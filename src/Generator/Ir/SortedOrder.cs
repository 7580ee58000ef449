namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// The places of the elements of an array when they are sorted: C# that is constant for the derivative and calls the runtime, which asks
/// <c>Array.Sort</c> itself, so that equal elements go where it puts them.
/// </summary>
internal static class SortedOrder
{
    private const string Class = "global::SymbolicJacobian.GeneratedCode.";
    private const string Down = ", isDescending: true)";

    /// <summary>As <c>Array.Sort</c> does it.</summary>
    public const string AsArray = "SortedOrder";

    /// <summary>As <c>Array.Sort</c> does it that is given a comparison.</summary>
    public const string ByComparison = "ComparedOrder";

    /// <summary>As <c>OrderBy</c> does it.</summary>
    public const string AsSequence = "StableOrder";

    public static string[] Spelling(string how, IrType element, bool isDescending) => [$"{Class}{how}<{element.CSharp}>(", isDescending ? Down : ")"];

    /// <summary>The order of some keys, if this is what the text asks for; the keys are reals or not, which is said.</summary>
    public static int[]? Of(IReadOnlyList<string> spelling, Func<bool, double[]> keys)
    {
        if (spelling.Count != 2 || !new[] { AsArray, ByComparison, AsSequence }.Any(how => spelling[0].StartsWith($"{Class}{how}<", StringComparison.Ordinal)))
        {
            return null;
        }

        // Stable in each case: what compares a derivative with its method needs one order for both, not that of a certain runtime.
        var values = keys(spelling[0].EndsWith("<double>(", StringComparison.Ordinal) || spelling[0].EndsWith("<float>(", StringComparison.Ordinal));
        var places = Enumerable.Range(0, values.Length);
        return [.. spelling[1] == Down ? places.OrderByDescending(i => values[i]) : places.OrderBy(i => values[i])];
    }
}
