using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Iterators run when they are run through, in turns with what uses their elements: the derivative does the same, or it is said.</summary>
public sealed class IteratorTests
{
    private const string Terms = "static IEnumerable<double> Terms(double x, int n) { for (int i = 0; i < n; i++) { yield return x; x *= x; } } ";

    [Theory]
    [InlineData("public static double F(double x) { var s = Terms(x, 3); x = 2 * x; return s.Sum() * x; }", "Terms", "SJ1001")]
    [InlineData("public static double F(double x) { var e = Terms(x, 3).GetEnumerator(); e.MoveNext(); return e.Current * x; }", "Terms", "SJ1001")]
    [InlineData("public static double F(double x) => Down(x, 3).Sum(); static IEnumerable<double> Down(double x, int n) { yield return x; if (n > 0) foreach (var t in Down(x * x, n - 1)) yield return t; }", "Down", "SJ1002")]
    public void What_is_not_followed_is_said(string members, string token, string id)
    {
        var result = GeneratorHost.RunMembers($"{Terms}[Differentiable] {members}");
        var said = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id.StartsWith("SJ1", StringComparison.Ordinal));
        Assert.Equal((id, token), (said.Id, said.Location.SourceTree!.ToString().Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length)));
    }

    [Theory]
    [InlineData("public static double F(double x) { double s = 0; foreach (var t in Terms(x, 5)) { if (t > 2) break; s += t; } return s; }")]
    [InlineData("public static double F(double x) { foreach (var t in Terms(x, 5)) if (t > 2) return t * x; return x; }")]
    public void Nothing_is_kept_of_the_elements(string members)
    {
        var result = Guest.IsFollowedAsMember($"{Terms}[Differentiable] {members}");
        var text = Ir.IrText.Of(result.Function);
        Assert.DoesNotContain("new ", text, StringComparison.Ordinal);
    }
}
