namespace SymbolicJacobian.Generator.Tests.Language;

/// <summary>One construct of C#, an example of it, and what becomes of it.</summary>
/// <param name="Construct">Its name.</param>
/// <param name="Example">What the table shows.</param>
/// <param name="Members">The members of a class, F among them, that the test compiles.</param>
/// <param name="Call">The check member's call that the test runs; empty where F gets no members.</param>
/// <param name="Outcome">"exact", or the diagnostic that refuses it.</param>
/// <param name="How">How it is done, or what to write instead.</param>
/// <param name="Hint">What is said beside an exact derivative; empty for nothing.</param>
internal sealed record LanguageRow(string Construct, string Example, string Members, string Call, string Outcome, string How, string Hint = "")
{
    public const string Exact = "exact";

    public bool IsExact => Outcome == Exact;

    /// <summary>A body, or an expression, of <c>double F(double x, double y)</c>.</summary>
    public static LanguageRow Of(string construct, string body, string how = "", string outcome = Exact, string helpers = "", string hint = "") => new(
        construct, Shown(helpers, body), $"{helpers} [Differentiable] public static double F(double x, double y) {Body(body)}", "FCheckGradient(0.7, 1.3)", outcome, how, hint);

    /// <summary>A body, or an expression, of <c>double F(double[] u)</c>.</summary>
    public static LanguageRow OfArray(string construct, string body, string how = "", string outcome = Exact, string helpers = "", string result = "double") => new(
        construct,
        Shown(helpers, body),
        $"{helpers} [Differentiable] public static {result} F(double[] u) {Body(body)}",
        result == "double" ? "FCheckGradient([0.7, 1.3, 0.4])" : "FCheckJacobian([0.7, 1.3, 0.4])",
        outcome,
        how);

    /// <summary>Whole members; the example is the text from F's attribute on.</summary>
    public static LanguageRow OfMembers(string construct, string members, string call, string how = "", string outcome = Exact, string? example = null, string hint = "") => new(
        construct, example ?? members, members.Replace("[D]", "[Differentiable]", StringComparison.Ordinal), call, outcome, how, hint);

    private static string Body(string body) => body.Contains("return ", StringComparison.Ordinal) ? $"{{ {body} }}" : $"=> {body};";

    private static string Shown(string helpers, string body) => helpers.Length == 0 ? body : $"{helpers} … {body}";
}
