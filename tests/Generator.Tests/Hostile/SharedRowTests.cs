namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Rows that are one array under several names: what is written to one shows in all, or the derivative says that it does not follow.</summary>
public sealed class SharedRowTests
{
    private const string Slope = "static double[] G(double[] x) { var r = new double[2]; for (int i = 0; i < 2; i++) r[i] = x[i] * x[1 - i] * x[i]; return r; } ";

    [Theory]
    [InlineData("var r = G(x); var a = new[] { r, r }; a[0][0] = x[1] * x[1]; return a[1][0] * r[1];")]
    [InlineData("var a = System.Linq.Enumerable.Repeat(new double[2], 3).ToArray(); a[0][0] = x[1] * x[1]; return a[1][0] * x[0];")]
    [InlineData("var r = G(x); var a = new[] { 1, 2 }.Select(_ => r).ToArray(); a[0][0] = x[1] * x[1]; return a[1][0] * x[0];")]
    [InlineData("var r = G(x); var a = new double[2][]; for (int i = 0; i < 2; i++) a[i] = r; a[0][0] += x[1]; return a[1][0] * x[0];")]
    [InlineData("var r = G(x); var a = new double[2][]; for (int i = 0; i < 2; i++) { a[i] = r; r[0] += x[1]; } return a[0][0];")]
    [InlineData("var r = G(x); var a = new double[2][]; a[0] = r; a[1] = r; r[0] += x[1]; return a[1][0];")]
    [InlineData("var a = new[] { G(x), G(x) }; var b = new[] { a[1], a[0] }; b[0][0] *= x[0]; return a[1][0];")]
    public void Written_to(string body) => Guest.SaysOfMember(Marked(body), "SJ1018");

    [Theory]
    [InlineData("var a = new[] { G(x), G(x) }; var b = new[] { a[1], a[0] }; return b[0][0] * a[0][0] * a[1][1];")]
    [InlineData("var r = G(x); var s = r; var a = new[] { r, new double[2] }; s[0] *= x[1]; a[0][1] += 2 * x[0]; return r[0] * r[1] + a[0][0] * s[1];")]
    [InlineData("var y = (double[])x.Clone(); Span<double> z = y; var a = new[] { x, y }; z[0] += x[1]; a[1][1] *= 2; y[1] *= a[1][0]; return a[0][0] * a[1][1] + y[1] + z[1];")]
    [InlineData("var a = new double[2][]; for (int i = 0; i < 2; i++) { var row = new double[2]; a[i] = row; row[0] = x[0] * (i + 1); } a[1] = a[0]; a[0][1] = x[1] * x[1]; return a[1][1] * x[0];")]
    [InlineData("var a = new[] { G(x), G(x) }; var b = (double[][])a.Clone(); b[1][0] = x[1]; return a[1][0] * b[0][0];")]
    [InlineData("var a = new double[2][]; a[0] = G(x); a[1] = a[0].ToArray(); a[1][0] += x[0]; return a[0][0] * a[1][0];")]
    public void Followed(string body) => Guest.IsFollowedAsMember(Marked(body));

    private static string Marked(string body) => Slope + "[Differentiable] public static double F(double[] x) { " + body + " }";
}
