using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Objects that change: which of them a name means is known, or it is said.</summary>
public sealed class ObjectTests
{
    private const string Class = "public sealed class P { public double X, V; public P(double x, double v) { X = x; V = v; } public void Kick(double d) => V += d; } ";

    [Theory]
    [InlineData("public static double F(double x) { var p = new P(x, 1); var s = p; for (int i = 0; i < 3; i++) { s.X += i; if (s.X > 2) s = new P(x, s.V); } return s.X * p.X; }", "for", "SJ1012")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); P best = p; for (int i = 0; i < 3; i++) { var q = new P(p.X * i, x); if (q.X > 1) best = q; p.X += 1; p = q; } return best.X * p.V; }", "for", "SJ1012")]
    [InlineData("public static double F(double x) { var l = new List<P>(); l.Add(new P(x, 1)); l[0].Kick(x); return l[0].V; }", "P", "SJ1012")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); return p.GetHashCode() * x; }", "GetHashCode", "SJ1001")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); object o = p; Keep(o); return p.X; } static object? kept; static void Keep(object o) => kept = o;", "kept", "SJ1010")]
    public void What_is_not_known_is_said(string members, string token, string id)
    {
        var result = GeneratorHost.RunMembers($"{Class}[Differentiable] {members}");
        var said = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id[2] == '1');
        Assert.Equal(id, said.Id);
        Assert.StartsWith(said.Location.SourceTree!.ToString().Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length), token, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_are_locals()
    {
        var result = GeneratorHost.RunMembers(Class + "[Differentiable] public static double F(double x) { var p = new P(x, 1); var q = p; for (int i = 0; i < 9; i++) { q.Kick(p.X); p.X *= 1.5; } return q.V; }");
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info));
        var text = Ir.IrText.Of(result.Function);
        Assert.Contains("pX", text, StringComparison.Ordinal);
        Assert.DoesNotContain("object", text, StringComparison.Ordinal);
    }
}
