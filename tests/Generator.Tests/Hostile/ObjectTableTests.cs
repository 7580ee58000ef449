using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Arrays of objects of several classes that are not what they were made as: refused at a token, never followed as if they were.</summary>
public sealed class ObjectTableTests
{
    private const string Types = """
        public abstract class Figure { public abstract double Area { get; } }
        public sealed class Disc(double r) : Figure { public override double Area => r * r; }
        public sealed class Box(double w, double h) : Figure { public override double Area => w * h; }
        public interface IFilter { double Next(double x); }
        static double Depth(Figure s, Figure o, int k) => k == 0 ? s.Area : Depth(o, s, k - 1) * 0.5 + s.Area;
        static readonly Figure[] Figures = { new Disc(2), new Box(2, 3) };
        static void Set() => Figures[0] = new Box(1, 1);
        """;

    [Theory]
    [InlineData("var s = new Figure[] { new Disc(a), new Box(a, b) }; System.Array.Reverse(s); return s[0].Area;", "Disc")]
    [InlineData("Figure[] p = { new Disc(a) }, q = { new Box(a, b), new Disc(b) }; var s = a > b ? p : q; double t = 0; foreach (var x in s) t += x.Area; return t;", "Disc")]
    [InlineData("return Depth(new Disc(a), new Box(a, b), 4);", "Depth")]
    [InlineData("var s = new System.Collections.Generic.List<Figure> { new Disc(a) }; if (a > b) s.Add(new Box(a, b)); double t = 0; foreach (var q in s) t += q.Area; return t;", "Disc")]
    [InlineData("var s = new System.Collections.Generic.List<Figure> { new Disc(a) }; while (a < 3) { a += b; s.Add(new Box(a, b)); } return s[1].Area;", "Disc")]
    [InlineData("var s = new System.Collections.Generic.List<Figure> { new Disc(a) }; foreach (var q in s) s.Add(q); return s[0].Area;", "Disc")]
    [InlineData("var s = new Figure[] { new Disc(a), new Box(a, b) }; int i = a > b ? 1 : 0; s[i] = new Disc(b); return s[0].Area;", "Disc")]
    public void What_may_change_is_refused(string body, string token)
    {
        var diagnostics = GeneratorHost.RunMembers($"{Types}\n[Differentiable] public static double F(double a, double b) {{ {body} }}").Diagnostics;
        var warning = Assert.Single(diagnostics, diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);

        Assert.StartsWith("SJ1", warning.Id, StringComparison.Ordinal);
        Assert.Equal(token, warning.Location.SourceTree!.GetText().ToString(warning.Location.SourceSpan));
    }

    [Theory]
    [InlineData("var s = new Figure[] { new Disc(a), new Box(a, b) }; s[0] = new Disc(b); double t = 0; foreach (var q in s) t += q.Area; return t;")]
    [InlineData("var s = new Figure[] { new Disc(a), new Box(a, b) }; (s[0], s[1]) = (s[1], s[0]); return s[0].Area;")]
    [InlineData("var s = new System.Collections.Generic.List<Figure> { new Disc(a) }; s.Add(new Box(a, b)); return s[1].Area;")]
    public void What_is_put_into_a_table_is_followed(string body) =>
        Assert.DoesNotContain(GeneratorHost.RunMembers($"{Types}\n[Differentiable] public static double F(double a, double b) {{ {body} }}").Diagnostics, diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("a[0].Bump(y); return a[0].V * a[1].V;")]
    [InlineData("a[0].W = y; return a[0].V * a[1].V;")]
    [InlineData("for (int i = 0; i < a.Length; i++) a[i].Bump(y); double s = 1; foreach (var t in a) s *= t.V; return s;")]
    public void An_element_that_its_members_set_is_no_value_in_a_table(string body) =>
        Assert.Contains(
            GeneratorHost.RunMembers($"public struct Tag {{ public string Name; public double V; public void Bump(double x) {{ V += x; }} public double W {{ get => V; set => V = value * 2; }} }}\n[Differentiable] public static double F(double x, double y) {{ var a = new Tag[] {{ new() {{ Name = \"a\", V = x }}, new() {{ Name = \"b\", V = y }} }}; {body} }}").Diagnostics,
            diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("SJ1", StringComparison.Ordinal));

    [Fact]
    public void A_static_array_that_is_set_is_not_its_initializer() =>
        Assert.Contains(
            GeneratorHost.RunMembers($"{Types}\n[Differentiable] public static double F(double a) {{ double t = a; foreach (var q in Figures) t *= q.Area + a; return t; }}").Sources,
            source => source.SourceText.ToString() is var text && (text.Contains("IsExact = false", StringComparison.Ordinal) || text.Contains("Figures", StringComparison.Ordinal)));
}
