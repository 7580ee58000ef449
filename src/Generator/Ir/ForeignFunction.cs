namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// A function that is no row of the table: its value comes from C# that is spelled here, its partials are terms as those of a row
/// are. Of its operands the first ones stand in the holes of the spelling; any others are not printed, and only have partials:
/// an item of a tuple that a call of (x, y) gives is <c>hole.Item1</c> over (the call, x, y). Functions of the same key are one.
/// </summary>
internal sealed class ForeignFunction : Rule
{
    private readonly string _identity;

    /// <param name="name">What a temporary for its value is called, and how messages call it.</param>
    /// <param name="key">Tells apart functions that are spelled alike and have other partials; they have to follow from it.</param>
    /// <param name="spelling">The texts around the operands: <c>global::Special.Gamma(</c>, <c>)</c>.</param>
    /// <param name="arity">The number of operands, those that are not printed included.</param>
    /// <param name="partials">One per operand; null where there is none.</param>
    public ForeignFunction(string name, string key, IReadOnlyList<string> spelling, int arity, Partials partials)
        : base(name, arity, [], partials, [])
    {
        Spelling = spelling;
        Key = key;
        _identity = key + "|" + string.Concat(spelling.Select(text => $"{text.Length}:{text}")) + arity;
    }

    public string Key { get; }

    public IReadOnlyList<string> Spelling { get; }

    /// <summary>The number of operands that are printed.</summary>
    public int Holes => Spelling.Count - 1;

    /// <summary>The same call with nothing but what is printed: for functions that are differentiated no more.</summary>
    public ForeignFunction Printed => new(Name, Key, Spelling, Holes, (arguments, _) => new Expression?[arguments.Count]);

    /// <summary>The call as C#, given what to write for an operand.</summary>
    public string Text(Func<int, string> operand) =>
        string.Concat(Spelling.Select((text, i) => i < Holes ? text + operand(i) : text));

    public override bool Equals(object? obj) => obj is ForeignFunction other && _identity == other._identity;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_identity);
}
