namespace Problems.Checking;

/// <summary>A point at which the method beside it is tested: one argument for each of its parameters.</summary>
/// <remarks>
/// Numbers and one-dimensional arrays are given as such, tuples and structs as the array of their numbers, 2-D and jagged arrays as text:
/// rows between semicolons, numbers between blanks. The last parameter, where it is a span that the method fills, may be its length.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AtAttribute(params object[] arguments) : Attribute
{
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
