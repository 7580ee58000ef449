namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>A derivative rule whose check is to be generated. Equal by value.</summary>
/// <param name="HintName">Unique in the compilation.</param>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="ContainingTypes">Outermost first, as headers to reopen.</param>
/// <param name="Modifiers">Of the rule.</param>
/// <param name="Name">Of the rule.</param>
/// <param name="Check">Of the member that checks it.</param>
/// <param name="Function">The function as C# calls it, fully qualified.</param>
/// <param name="Parameters">Of both.</param>
/// <param name="Context">What the surroundings allow.</param>
internal sealed record RuleModel(
    string HintName,
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Modifiers,
    string Name,
    string Check,
    string Function,
    EquatableArray<RuleParameter> Parameters,
    CodeContext Context)
{
    /// <summary>The rule gives a tuple: one item for each real parameter.</summary>
    public bool IsTuple { get; init; }
}

/// <param name="Name">As C# spells it in code.</param>
/// <param name="Type">Fully qualified.</param>
/// <param name="IsReal">double or float.</param>
internal sealed record RuleParameter(string Name, string Type, bool IsReal)
{
    /// <summary>An array of reals, whose partials are an array.</summary>
    public bool IsArray { get; init; }
}
