using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Objects that change: which of them a name means is known, or it is said.</summary>
public sealed class ObjectTests
{
    private const string Class = "public sealed class P { public double X, V; public P(double x, double v) { X = x; V = v; } public void Kick(double d) => V += d; } ";

    [Theory]
    [InlineData("public static double F(double x) { var p = new P(x, 1); var s = p; for (int i = 0; i < 3; i++) { s.X += i; if (s.X > 2) s = new P(x, s.V); } return s.X * p.X; }", "for", "SJ1012")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); P best = p; for (int i = 0; i < 3; i++) { var q = new P(p.X * i, x); if (q.X > 1) best = q; p.X += 1; p = q; } return best.X * p.V; }", "for", "SJ1012")]
    [InlineData("public static double F(double x) { var l = new P[2]; l[0] = new P(x, 1); l[1] = l[0]; l[0].X = 7 * x; return l[1].X; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var l = new P[2]; l[0] = l[1] = new P(x, 1); l[0].X = 7 * x; return l[1].X; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); var l = new P[3]; for (int i = 0; i < 3; i++) l[i] = p; l[0].X = 7; return l[1].X; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var l = Enumerable.Repeat(new P(x, 1), 3).ToArray(); l[0].X = 7; return l[1].X; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var l = new[] { new P(x, 1), new P(1, x) }; var m = (P[])l.Clone(); m[0].X = 7; return l[0].X * x; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var l = new P[2]; if (l[0] == null) l[0] = new P(x, 1); return l[0].X; }", "l[0] == null", "SJ1006")]
    [InlineData("static readonly P[] Mine = { new P(1, 2) }; public static double F(double x) { var m = Mine; m[0].X = x; return m[0].X; }", "X", "SJ1010")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); return p.GetHashCode() * x; }", "GetHashCode", "SJ1001")]
    [InlineData("public static double F(double[] x) { Node? head = null; for (int i = 0; i < x.Length; i++) head = new Node { V = x[i], Next = head }; double s = 0; for (var n = head; n != null; n = n.Next) { n.V += s; s += n.V * n.V; } return s; } class Node { public double V; public Node? Next; }", "for", "SJ1012")]
    [InlineData("public static double F(double[] x) { Left? l = null; for (int i = 0; i < x.Length; i++) l = new Left { V = x[i], Other = new Right { Other = l } }; return l!.V + l.Other!.Other!.V; } class Left { public double V; public Right? Other; } class Right { public Left? Other; }", "for", "SJ1012")]
    [InlineData("public static double F(double x) { var p = new P(x, 1); object o = p; Keep(o); return p.X; } static object? kept; static void Keep(object o) => kept = o;", "kept", "SJ1010")]
    public void What_is_not_known_is_said(string members, string token, string id)
    {
        var result = GeneratorHost.RunMembers($"{Class}{(members.StartsWith("static", StringComparison.Ordinal) ? members.Replace("public static", "[Differentiable] public static", StringComparison.Ordinal) : "[Differentiable] " + members)}");
        var said = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id is "SJ1001" or "SJ1006" or "SJ1010" or "SJ1012");
        Assert.Equal(id, said.Id);
        Assert.StartsWith(said.Location.SourceTree!.ToString().Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length), token, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_are_locals()
    {
        var result = GeneratorHost.RunMembers(Class + "[Differentiable] public static double F(double x) { var p = new P(x, 1); var q = p; for (int i = 0; i < 9; i++) { q.Kick(p.X); p.X *= 1.5; } return q.V; }");
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info);
        var text = Ir.IrText.Of(result.Function);
        Assert.Contains("pX", text, StringComparison.Ordinal);
        Assert.DoesNotContain("object", text, StringComparison.Ordinal);
    }
}
