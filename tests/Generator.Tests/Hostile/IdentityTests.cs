using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Whether two names mean one array: a derivative makes copies, and keeps small arrays nowhere, so it cannot ask.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("public static double F(double[] x) { var a = (double[])x.Clone(); var b = x[0] > 1 ? a : x; return a == b ? x[0] * x[1] : x[0]; }", "==")]
    [InlineData("public static double F(double[] x, double[] y) { var a = x; return (a != y ? x[0] * y[1] : x[0]) * y[0]; }", "!=")]
    [InlineData("public static double F(double[] x) { int n = 0; while (n < 4 && x[0] < x[^1]) { n++; var a = (double[])x.Clone(); a[0] *= n; if (a == x) break; x[0] = a[0]; } return x[0] * x[1]; }", "==")]
    public void Of_arrays_is_said(string method, string token)
    {
        var result = GeneratorHost.RunMembers($"[Differentiable(Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Hessian)] {method}");
        var said = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Id[2] is '1' or '9');
        Assert.Equal("SJ1006", said.Id);
        Assert.Equal(token, said.Location.SourceTree!.ToString().Substring(said.Location.SourceSpan.Start, said.Location.SourceSpan.Length));
        var (_, errors) = GeneratedAssembly.Load(result);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("public static double F(double[] x) { if (x == null) throw new ArgumentNullException(nameof(x)); return x[0] * x[1]; }")]
    [InlineData("public static double F(double x, [Constant] double[] w) => w != null ? x * w[0] : x;")]
    public void With_null_is_followed(string method) => Guest.IsFollowedAsMember($"[Differentiable] {method}");
}
