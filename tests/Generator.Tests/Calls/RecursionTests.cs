using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>Recursion whose depth is known at run time only: through functions of their own that give value and partials together.</summary>
public sealed class RecursionTests
{
    private const string Power = "static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1); ";

    [Theory]
    [InlineData(Power + "[Differentiable] public static double F(double x, int n) => Power(Math.Sin(x), n) * x;", "0.7, 7")]
    [InlineData("[Differentiable] public static double F(double x, double y, int n) => n == 0 ? y : x * F(x, Math.Sin(y), n - 1);", "0.7, 1.3, 6")]
    [InlineData("static double Cheb(double x, int n) { if (n == 0) return 1; if (n == 1) return x; return 2 * x * Cheb(x, n - 1) - Cheb(x, n - 2); } [Differentiable] public static double F(double x, int n) => Cheb(x, n);", "0.7, 9")]
    [InlineData("static double Fast(double x, int n) { if (n == 0) return 1; var h = Fast(x, n / 2); return n % 2 == 0 ? h * h : h * h * x; } [Differentiable] public static double F(double x, int n) => Fast(x * x, n);", "0.7, 13")]
    [InlineData("static double Even(double x, int n) => n == 0 ? x : Math.Cos(Odd(x, n - 1)) * x; static double Odd(double x, int n) => n == 0 ? 1 : Math.Sin(Even(x, n - 1)) + x; [Differentiable] public static double F(double x, int n) => Even(x, n) + Odd(2 * x, n);", "0.7, 5")]
    [InlineData("static double Fraction(double x, int k, int n) => k > n ? 1 : 1 + k * x / Fraction(x, k + 1, n); [Differentiable] public static double F(double x, int n) => 1 / Fraction(x, 1, n);", "0.7, 12")]
    [InlineData("static double Root(double a, double g, double eps) { var next = 0.5 * (g + a / g); return Math.Abs(next - g) < eps ? next : Root(a, next, eps); } [Differentiable] public static double F(double x) => Root(x, 1, 1e-13) * x;", "2.7")]
    [InlineData("static double Agm(double a, double b) => Math.Abs(a - b) < 1e-14 ? a : Agm((a + b) / 2, Math.Sqrt(a * b)); [Differentiable] public static double F(double x, double y) => Agm(x, y);", "2.7, 1.2")]
    [InlineData("static (double S, double C) Angles(double x, int n) { if (n == 0) return (Math.Sin(x), Math.Cos(x)); var (s, c) = Angles(x / 2, n - 1); return (2 * s * c, c * c - s * s); } [Differentiable] public static double F(double x, int n) { var (s, c) = Angles(x, n); return s * x + c; }", "0.7, 4")]
    [InlineData("static double Horner(double[] c, int i, double x) => i == c.Length ? 0 : c[i] + x * Horner(c, i + 1, x); [Differentiable] public static double F(double x, [Constant] double[] c) => Horner(c, 0, x * 2);", "0.7, [1, 2, 3, 4]")]
    [InlineData("[Differentiable] public static double F(double x, double w, int n) { double Sum(double v, int k) => k == 0 ? v * w : Sum(v * x, k - 1) + w; return Sum(2, n) * x; }", "0.7, 1.3, 5")]
    [InlineData("static double Simpson(Func<double, double> f, double a, double b) => (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b)); static double Adapt(Func<double, double> f, double a, double b, double eps, int depth) { double m = (a + b) / 2, whole = Simpson(f, a, b), left = Simpson(f, a, m), right = Simpson(f, m, b); return depth == 0 || Math.Abs(left + right - whole) < eps ? left + right : Adapt(f, a, m, eps / 2, depth - 1) + Adapt(f, m, b, eps / 2, depth - 1); } [Differentiable] public static double F(double x, double y) => Adapt(t => Math.Exp(-x * t * t), 0, y, 1e-6, 20);", "0.7, 1.3")]
    [InlineData(Power + "[Differentiable] public static double F(double[] x, int n) { double s = 0; for (int i = 0; i < x.Length; i++) if (x[i] > 0) s += Power(x[i], n + i) * x[0]; return s; }", "[0.7, 1.2, -1, 0.4], 3")]
    [InlineData("[Differentiable] public static double F(double x) { Func<double, double> f = null!; f = v => v < 1 ? v * x : f(v / 2); return f(x); }", "5.7")]
    [InlineData("static double Tree(double v, double w, int d) { if (d == 0) return v * w; double s = 0; for (int i = 1; i <= 2; i++) s += Tree(v * i, w / i, d - 1) * v; return s; } [Differentiable] public static double F(double x, double y) => Tree(x, y, 3);", "0.7, 1.3")]
    [InlineData("static double Ack(double v, int m, int n) => m == 0 ? v + n : n == 0 ? Ack(v, m - 1, 1) * v : Ack(Ack(v, m, n - 1), m - 1, n); [Differentiable] public static double F(double x) => Ack(x, 1, 3);", "0.7")]
    [InlineData("static double Sum(double[] v, int i) => i == v.Length ? 0 : v[i] * v[i] + Sum(v, i + 1); [Differentiable] public static double F(double[] x) => Sum(x, 0);", "[0.7, 1.2, -1, 0.4]")]
    [InlineData("static void Fill(double[] v, double x, int i) { if (i == v.Length) return; v[i] = x * i; Fill(v, x, i + 1); } [Differentiable] public static double F(double x) { var v = new double[4]; Fill(v, x, 0); return v[3]; }", "0.7")]
    [InlineData("[Differentiable] public static double F(double x, int n) { double s = 0; void Add(int k) { if (k == 0) return; s += x * k; Add(k - 1); } Add(n); return s; }", "0.7, 4")]
    [InlineData("static bool Find(double[] v, double t, int i, ref int steps, out double at) { steps++; at = 0; if (i == v.Length) return false; if (v[i] > t) { at = v[i] * t; return true; } return Find(v, t, i + 1, ref steps, out at); } [Differentiable] public static double F(double[] x) { int n = 0; return Find(x, 1, 0, ref n, out var a) ? a * n * x[0] : x[1]; }", "[0.7, 1.2, -1, 0.4]")]
    [InlineData("static double Minor(double[,] a, int row, int used) { if (row == a.GetLength(0)) return 1; double sum = 0, sign = 1; for (int j = 0; j < a.GetLength(1); j++) { if ((used & (1 << j)) != 0) continue; sum += sign * a[row, j] * Minor(a, row + 1, used | (1 << j)); sign = -sign; } return sum; } [Differentiable] public static double F(double[,] x) => Minor(x, 0, 0) * x[0, 0];", "new[,] { { 0.7, 1.2, -1 }, { 0.4, 0.3, 0.9 }, { 1.1, -0.2, 0.6 } }")]
    [InlineData("static double Node(double[] x, int from, int to) { if (to - from == 1) return x[from]; int mid = (from + to) / 2; double a = Node(x, from, mid), b = Node(x, mid, to); return a * b + Math.Cos(a); } [Differentiable] public static double F(double[] x) => Node(x, 0, x.Length);", "[0.7, 1.2, -1, 0.4, 0.8]")]
    [InlineData("static double Chain(double[] x, double y, int i) => i == x.Length ? y : Math.Sin(x[i] * Chain(x, y * 0.9, i + 1)) + y; [Differentiable] public static double F(double[] x, double y) { double s = 0; for (int k = 0; k < 3; k++) s = Math.Sin(s + Chain(x, y * k, k)); return s; }", "[0.7, 1.2, -1, 0.4, 0.8], 1.3")]
    [InlineData("static double Walk(double[] a, double[] w, int i) => i == a.Length ? 1 : a[i] * w[i] * Walk(a, w, i + 1) + w[0]; [Differentiable] public static double F(double[] x, [Constant] double[] c) { var local = new double[x.Length]; for (int i = 0; i < x.Length; i++) local[i] = x[i] * x[i]; double s = Walk(local, c, 0); return s * s + Walk(x, x, 1); }", "[0.7, 1.2, -1], [1.5, 0.2, 0.8]")]
    [InlineData("static double Sum(double[] v, int i) => i == v.Length ? 0 : v[i] * v[i] * v[0] + Sum(v, i + 1); [Differentiable] public static double F(double[] x) { var v = new double[x.Length]; double s = 0; for (int k = 1; k < 3; k++) { for (int i = 0; i < x.Length; i++) v[i] = x[i] * k; s += Sum(v, 0) * s + x[k]; v[0] = s; } return s * v[0]; }", "[0.7, 1.2, -1, 0.4]")]
    [InlineData("static double Even(double[] x, int i) => i >= x.Length ? 1 : x[i] * Odd(x, i + 1) + x[0]; static double Odd(double[] x, int i) => i >= x.Length ? 2 : Math.Sin(x[i]) - Even(x, i + 1); [Differentiable] public static double F(double[] x) => Even(x, 0) + Odd(x, 0);", "[0.7, 1.2, -1, 0.4]")]
    [InlineData("static double Guarded(double[] x, int i) { if (i > 9) throw new ArgumentException(); if (i == x.Length) return 0; var t = x[i] > 0 ? Guarded(x, i + 1) : -Guarded(x, i + 1); return t + x[i] * x[i]; } [Differentiable] public static double F(double[] x) => Guarded(x, 0);", "[0.7, 1.2, -1, 0.4]")]
    public void Is_exact(string members, string arguments) => Executed.Exactly(members, arguments);

    [Theory]
    [InlineData(Power + "[Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(double x, double y) => Power(x * y, 5) + y * Power(y, 3);", "0.7, 1.3")]
    [InlineData("static double Agm(double a, double b) => Math.Abs(a - b) < 1e-14 ? a : Agm((a + b) / 2, Math.Sqrt(a * b)); [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(double x, double y) => Agm(x, y);", "2.7, 1.2")]
    [InlineData("static (double S, double C) Angles(double x, int n) { if (n == 0) return (Math.Sin(x), Math.Cos(x)); var (s, c) = Angles(x / 2, n - 1); return (2 * s * c, c * c - s * s); } [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static double F(double x, double y) { var (s, c) = Angles(x * y, 3); return s * x + c; }", "0.7, 1.3")]
    public void Second_derivatives_are_exact(string members, string point)
    {
        var probe = Executed.Probe(point) + $$"""

            public static class Second
            {
                public static double Error()
                {
                    double h = 1e-5, worst = 0;
                    double[] at = { {{point}} };
                    var hessian = Sample.FHessian(at[0], at[1]);
                    for (int j = 0; j < 2; j++)
                    {
                        double[] up = { at[0], at[1] }, down = { at[0], at[1] };
                        up[j] += h; down[j] -= h;
                        double[] a = Sample.FGradient(up[0], up[1]), b = Sample.FGradient(down[0], down[1]);
                        for (int i = 0; i < 2; i++) worst = Math.Max(worst, Math.Abs((a[i] - b[i]) / (2 * h) - hessian[i, j]));
                    }
                    return worst;
                }
            }
            """;
        var run = GeneratorHost.Run(GeneratorHost.Compile($"{GeneratorHost.Usings}public static partial class Sample\n{{\n{members}\n}}\n{probe}"));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.DoesNotContain("IsExact = false", string.Join("\n", run.Sources.Select(source => source.SourceText)), StringComparison.Ordinal);
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        var error = (double)System.Reflection.Assembly.Load(image.ToArray()).GetType("Second")!.GetMethod("Error")!.Invoke(null, null)!;
        Assert.True(error < 1e-7, error.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_instance_method() => Executed.Exactly(
        "private static readonly Inner I = new(); public static double F(double x, int n) => I.F(x, n); public static double[] FGradient(double x, int n) => I.FGradient(x, n); public static double FValueAndGradient(double x, int n, Span<double> g) => I.FValueAndGradient(x, n, g); public static JacobianReport FCheckGradient(double x, int n) => I.FCheckGradient(x, n);\n}\npublic partial class Inner { double k = 1.5; double P(double x, int n) => n == 0 ? k : k * x * P(x + k, n - 1); [Differentiable] public double F(double x, int n) => P(x, n) * x;",
        "0.7, 4");

    /// <summary>What the sum of the calls counts for goes down with each call: one call gives the value and adds to the gradient.</summary>
    [Fact]
    public void A_sum_of_calls_goes_down_and_back_in_one_call()
    {
        var executed = Executed.Exactly(
            "static double Sum(double[] v, double t, int i) => i == v.Length ? t : v[i] * v[i] + t * Sum(v, t, i + 1); [Differentiable] public static double F(double[] x, double t) => Sum(x, t, 0);", "[0.7, 1.2, -1, 0.4], 1.3");
        var companion = executed.Run.Sources.Single(source => source.HintName.EndsWith(".Companions.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("private static (double, double) FSumAdjoint(ReadOnlySpan<double> v, double t, int i, double adjoint, Span<double> vBar)", companion, StringComparison.Ordinal);
        Assert.DoesNotContain("FSumDerivative", companion, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_recursion_costs_one_call_a_level()
    {
        var executed = Executed.Exactly(Power + "[Differentiable] public static double F(double x, int n) => Power(x, n);", "0.9, 60");
        Assert.Contains("private static (double, double) FPowerDerivative(double x, int n)", executed.Text, StringComparison.Ordinal);
        var companion = executed.Run.Sources.Single(source => source.HintName.EndsWith(".Companions.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Equal(2, companion.Split("FPowerDerivative(").Length - 1);
        Assert.DoesNotContain(" Power(", executed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_marked_methods_share_a_recursive_helper()
    {
        var result = GeneratorHost.RunMembers(Power + "[Differentiable] public static double F(double x, int n) => Power(x, n); [Differentiable] public static double F(double x) => Power(x, (int)x); [Differentiable] public static double G(double x) => Power(x, 3) + F(x, 2);");
        Assert.Empty(result.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("static double Sum(double[] v, float f, int i) => i == v.Length ? f : v[i] * v[i] + Sum(v, f, i + 1); [Differentiable] public static double F(double[] x, float y) => Sum(x, y, 0);")]
    [InlineData("static void Fill(double[] v, double x, ref long i) { if (i == v.Length) return; v[i] = x * i; i++; Fill(v, x, ref i); } [Differentiable] public static double F(double x) { var v = new double[4]; long i = 0; Fill(v, x, ref i); return v[3]; }")]
    public void Stays_refused(string members)
    {
        var result = GeneratorHost.RunMembers(members);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Id == "SJ1002");
        Assert.Empty(result.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
