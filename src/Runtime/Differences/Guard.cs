using System.Diagnostics.CodeAnalysis;

namespace SymbolicJacobian;

/// <summary>Checks of arguments; each throws before anything is written.</summary>
internal static class Guard
{
    internal static void NotNull([NotNull] object? value, string parameterName)
    {
        if (value is null) throw new ArgumentNullException(parameterName);
    }

    internal static void NotNegative(int value, string parameterName)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(parameterName, value, $"'{parameterName}' must not be negative.");
    }

    /// <summary>A destination may be longer than needed.</summary>
    internal static void AtLeast(int actual, long needed, string parameterName)
    {
        if (actual < needed)
            throw new ArgumentException($"'{parameterName}' has length {Invariant(actual)} but needs {Invariant(needed)}.", parameterName);
    }

    /// <summary>A source must have exactly the length that it is read with.</summary>
    internal static void Exactly(int actual, long needed, string parameterName)
    {
        if (actual != needed)
            throw new ArgumentException($"'{parameterName}' has length {Invariant(actual)} but must have {Invariant(needed)}.", parameterName);
    }

    private static string Invariant(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
