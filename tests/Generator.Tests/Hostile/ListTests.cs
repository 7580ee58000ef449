using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>What a list forbids and the array under it would not: the derivative does as the method does, or it is said.</summary>
public sealed class ListTests
{
    [Theory]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x }; for (int i = 0; i < 4; i++) if (x < i) l.Add(x * i); return l[n + 3] + l[0]; }")]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x }; l.Clear(); return l[n - 2]; }")]
    [InlineData("public static double F(double x, int n) { var l = new List<double>(); double s = x; while (s < 2) { l.Add(s); s += 0.3; } l[l.Count] = x; return l[0]; }")]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x, x }; l.RemoveAt(0); double s = 0; for (int i = 0; i <= l.Count; i++) s += l[i] * i; return s; }")]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x, x }; l.RemoveAt(0); l[n] *= 3; return l[0]; }")]
    public void An_index_beyond_the_elements_throws_as_it_does(string method)
    {
        const string Run = """
            static bool Throws(Action action) { try { action(); return false; } catch (ArgumentOutOfRangeException) { return true; } }
            public static string Run() => Throws(() => F(0.7, 2)) + " " + Throws(() => FGradient(0.7, 2)) + " " + Throws(() => FValueAndGradient(0.7, 2, new double[1]));
            """;
        var result = GeneratorHost.RunMembers($"[Differentiable] {method}\n{Run}");
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        Assert.Equal("True True True", assembly!.GetType("Sample")!.GetMethod("Run")!.Invoke(null, null));
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Id[2] is '1' or '9');
    }

    [Theory]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x, x }; l.RemoveAt(1); double s = 0; for (int i = 0; i < l.Count; i++) s += l[i] * i; for (int i = l.Count - 1; i > 0; i--) s += l[i - 1] * l[(i + n) % l.Count] * l[^1] * l[l.Count - 2]; return s; }")]
    [InlineData("public static double F(double x, int n) { var l = new List<double> { x, 2 * x, x }; return l[1] * l[^3]; }")]
    public void What_is_surely_inside_has_no_guard(string method)
    {
        var result = Guest.IsFollowedAsMember($"[Differentiable] {method}");
        Assert.All(result.Sources, source => Assert.DoesNotContain("ArgumentOutOfRangeException", source.SourceText.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public static double F(double x) { var l = new List<double> { x, 2 * x }; double s = 0; foreach (var e in l) { s += e; l[0] = s; } return s; }", "l[0]")]
    [InlineData("public static double F(double x) { var l = new List<double> { x, 2 * x }; double s = 0; foreach (var e in l) { s += e; if (s < 1) l.Add(s); } return s; }", "Add")]
    public void A_change_within_a_foreach_is_said(string method, string token)
    {
        var result = GeneratorHost.RunMembers($"[Differentiable] {method}");
        var said = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id == "SJ1006");
        Assert.Equal(token, said.Location.SourceTree!.ToString().Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length));
    }
}
