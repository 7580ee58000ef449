using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Sparse Jacobians in strangers' projects: names, kinds of members, old languages, bodies that are not followed.</summary>
public sealed class SparseTests
{
    private const string Marked = "[Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]";

    /// <summary>A structure that comes in parts and is asked for without inputs hands none of them on.</summary>
    [Fact]
    public void LongStructuresOfFixedSize()
    {
        var steps = string.Concat(Enumerable.Repeat("for (int k = 0; k < n; k++) { if (a > b) { b += 0.1 * a * x[1]; } else { a *= 0.5 * b; } }\n", 60));
        Guest.IsFollowedAsMember($"{Marked} public static double[] F([Size(3)] ReadOnlySpan<double> x, int n) {{ double a = x[0], b = x[1]; {steps} return new[] {{ a, b }}; }}");
    }

    [Theory]
    [InlineData("public static double[] F(double[] values, double pattern, double[] entries) { var rows = new double[values.Length]; for (int i = 0; i < rows.Length; i++) rows[i] = values[i] * pattern + entries[0]; return rows; }")]
    [InlineData("public static void F(double[] values, int count, Span<double> rows) { for (int i = 0; i < rows.Length; i++) rows[i] = values[i] * values[0]; }")]
    [InlineData("public static double[] F(double FJacobianPattern, double SparsityPattern) => new[] { FJacobianPattern * SparsityPattern, 1 };")]
    [InlineData("public static double[] F(double[] ColumnSets, double[] EntryWriter) { var y = new double[2]; for (int i = 0; i < 2; i++) y[i] = ColumnSets[i] * EntryWriter[1 - i]; return y; }")]
    [InlineData("public static double[] @class(double @int, double @new) => new[] { @int, @int * @new };")]
    [InlineData("public static double[] F<T>([Size(40)] double[] x, [Constant] T t) where T : struct { var y = new double[40]; for (int i = 0; i < 40; i++) y[i] = x[i] * x[0]; return y; }")]
    [InlineData("public static float[] F(float[] x, int n = 3) { var y = new float[n]; for (int i = 0; i < n; i++) y[i] = x[i] * x[i]; return y; }")]
    [InlineData("public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; }")]
    [InlineData("public static double[,] F(double[,] m) { var y = new double[m.GetLength(0), 2]; for (int i = 0; i < m.GetLength(0); i++) for (int j = 0; j < 2; j++) y[i, j] = m[i, j] * m[i, 0]; return y; }")]
    [InlineData("public static double[] F(double[] x) => x;")]
    [InlineData("public static double[] F(double[] x, double[] y, bool c) => c ? x : y;")]
    [InlineData("public static double[] F(double[] x) { if (x.Length < 1) throw new ArgumentException(\"short\" + x.Length); var y = new double[(int)x[0] + 1]; for (int i = 0; i < y.Length; i++) y[i] = x[0] * i; return y; }", "SJ2001")]
    [InlineData("public static double[] F(double[] x) { if (x[0] > 1e9) throw new ArgumentException($\"{x[0]}\"); return new[] { x[0], x[x.Length - 1] }; }")]
    [InlineData("public static double[] F(double[] x) { var y = new double[3]; int k = (int)x[0]; y[k] = x[1] * x[k]; return y; }", "SJ2001")]
    [InlineData("public static (double A, double B) F(double x, double[] t) => (x * t[0], t[1]);")]
    [InlineData("#pragma warning disable SJ1005\n{0} public static double[] G(double[] x) {{ try {{ return new[] {{ x[0] }}; }} finally {{ new global::System.Random().Next(); }} }}\n public static double[] F(double x) => new[] { x };")]
    [InlineData("public static void F(double[] x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = x[i]; for (int i = 1; i < y.Length; i++) y[i] += x[i - 1]; y[0] = 0; }")]
    [InlineData("public static double[] F(in double x, out object y, double[] z) { y = 1; var r = new double[z.Length]; for (int i = 0; i < r.Length; i++) r[i] = x * z[i]; return r; }", "SJ0009")]
    public void Compile(string member, params string[] said)
    {
        var text = member.Contains("{0}", StringComparison.Ordinal) ? member.Replace("{0}", Marked, StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : Marked + " " + member;
        foreach (var version in new[] { LanguageVersion.CSharp7_3, LanguageVersion.Latest })
        {
            if (said.Length > 0)
            {
                Guest.SaysOfMember(text, said);
            }
            else
            {
                Guest.IsFollowedAsMember(text, new House(version));
            }
        }
    }

    [Theory]
    [InlineData("public sealed partial class A { private readonly int n = 3; private readonly double h = 0.1; {0} public double[] F(double[] x) { var y = new double[n]; for (int i = 0; i < n; i++) y[i] = h * x[i]; return y; } }")]
    [InlineData("public partial struct A { private double h; {0} public double[] F(double[] x) { var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = (h > 0 ? x[i] : x[0]); return y; } }")]
    [InlineData("public partial class A<T> { {0} public static double[] F(double x, double y) => new[] { x, y * y }; {0} public static double[] G(double[] x) { var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[i]; return y; } }")]
    [InlineData("public static class SparseRows { } public partial record struct B(double H) { {0} private static double[] F(double[] x) { var y = new double[x.Length]; double s = 0; for (int i = 0; i < y.Length; i++) { s += x[i]; y[i] = s; } return y; } }")]
    public void Inside_types_of_all_kinds(string type) => Guest.IsFollowed(Guest.Usings + type.Replace("{0}", Marked, StringComparison.Ordinal));

    [Theory]
    [InlineData("public static void FJacobianPattern() { }", "public static double[] F(double x) => new[] { x };", "FJacobianPattern")]
    [InlineData("public static int FJacobianPatternKept;", "public static double[] F(double x) => new[] { x };", "FJacobianPatternKept")]
    [InlineData("public static void FJacobianValues(double[] x, Span<double> v) { }", "public static double[] F(double[] x) => new[] { x[0] };", "FJacobianValues")]
    public void A_name_that_is_taken_is_said(string taken, string method, string name)
    {
        var result = Guest.SaysOfMember($"{taken} {Marked} {method}", "SJ0015");
        Assert.Contains($"'{name}'", result.Diagnostics[0].GetMessage(), StringComparison.Ordinal);
    }
}
