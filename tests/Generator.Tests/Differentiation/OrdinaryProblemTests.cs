using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Kernels as people write them (an arm, a camera, Kepler's equation, an option, Runge-Kutta, elimination, a tridiagonal system…),
/// compiled, run and judged by the runtime's own check. All are exact, none falls back.
/// </summary>
public class OrdinaryProblemTests
{
    private static readonly Lazy<Assembly> _problems = new(Compile);

    [Theory]
    [InlineData("arm")]
    [InlineData("snavely")]
    [InlineData("kepler")]
    [InlineData("bs")]
    [InlineData("fill")]
    [InlineData("fill2")]
    [InlineData("sw")]
    [InlineData("early")]
    [InlineData("rk4")]
    [InlineData("mat")]
    [InlineData("cum")]
    [InlineData("float")]
    [InlineData("lse")]
    [InlineData("det")]
    [InlineData("tri")]
    [InlineData("poly")]
    [InlineData("span")]
    [InlineData("tuple")]
    [InlineData("pows")]
    public void IsExact(string problem)
    {
        var report = (JacobianReport)_problems.Value.GetType("Problems")!.GetMethod("Check")!.Invoke(null, [problem])!;
        Assert.True(report.Verdict == Verdict.Correct, report.ToString());
    }

    private static Assembly Compile()
    {
        var result = GeneratorHost.Run(GeneratorHost.Usings + Source);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        using var image = new MemoryStream();
        var emitted = result.Output.Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(image.ToArray());
    }

    private const string Source = """
        public static class Problems
        {
            public static JacobianReport Check(string problem) => problem switch
            {
                    "arm" => new Arm(1.0, 0.7, 0.4).EndCheckJacobian([0.3, -0.2, 0.9]),
            "snavely" => Vision.ProjectCheckJacobian([0.1, -0.2, 0.3, 0.5, -0.4, -6, 500, 320, 240], [0.3, 0.2, 1.1]),
            "kepler" => Space.KeplerCheckGradient(1.2, 0.4),
            "bs" => Finance.BlackScholesCheckGradient(100, 95, 0.02, 0.3, 1.5),
            "fill" => Fill.FCheckJacobian([1, 2, 3.5]),
            "fill2" => Fill.RunCheckJacobian([1, 2, 3.5, 0.3], 4),
            "sw" => Fill.SwitchCheckGradient(0.7, -1.3, 2),
            "early" => Fill.EarlyCheckGradient([0.5, 1.5, 2.5, 3]),
            "rk4" => Fill.Rk4CheckJacobian(0.5, -0.2, 1.3, 25),
            "mat" => Fill.MatMulCheckJacobian(new double[,] { { 1, 2 }, { 3, 4.5 } }, new double[,] { { 0.5, -1, 2 }, { 0.3, 1, 0 } }),
            "cum" => Fill.CumCheckJacobian([0.5, 1.5, 2.5, 3]),
            "float" => Fill.FloatCheckJacobian(0.5f, 1.25f),
            "lse" => Fill.LseCheckGradient([0.5, 1.5, 2.5, 3]),
            "det" => Fill.DetCheckGradient(new double[,] { { 1, 2, 0.5 }, { 3, 4.5, 1 }, { -1, 0.3, 2 } }),
            "tri" => Fill.TridiagonalCheckJacobian([0.5, 1.5, 2.5, 3, 1]),
            "poly" => Fill.HornerCheckJacobian([0.5, 1.5, 2.5, 3, 1], 0.7),
            "span" => Fill.SpanCheckJacobian([0.5, 1.5, 2.5]),
            "tuple" => Fill.TupCheckJacobian(0.5, 2),
            "pows" => Fill.PowsCheckJacobian(0.5, 2),
                _ => throw new ArgumentOutOfRangeException(nameof(problem)),
            };
        }

        public partial class Arm(double l1, double l2, double l3)
        {
            private readonly double[] _lengths = [l1, l2, l3];
            [Differentiable]
            public (double X, double Y) End([Size(3)] double[] q)
            {
                double angle = 0, x = 0, y = 0;
                for (int i = 0; i < q.Length; i++) { angle += q[i]; x += _lengths[i] * Math.Cos(angle); y += _lengths[i] * Math.Sin(angle); }
                return (x, y);
            }
        }
        public static partial class Vision
        {
            static double[] Cross(double[] a, double[] b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
            static double Dot(double[] a, double[] b) { double s = 0; for (int i = 0; i < 3; i++) s += a[i] * b[i]; return s; }
            [Differentiable]
            public static double[] Project([Size(9)] double[] c, [Size(3)] double[] X)
            {
                double[] r = [c[0], c[1], c[2]], Xo = [X[0] - c[3], X[1] - c[4], X[2] - c[5]];
                double theta2 = Dot(r, r);
                double[] Xc = new double[3];
                if (theta2 > 0)
                {
                    double theta = Math.Sqrt(theta2), cos = Math.Cos(theta), sin = Math.Sin(theta);
                    double[] v = [r[0] / theta, r[1] / theta, r[2] / theta];
                    var vxX = Cross(v, Xo);
                    double t = Dot(v, Xo) * (1 - cos);
                    for (int i = 0; i < 3; i++) Xc[i] = Xo[i] * cos + vxX[i] * sin + v[i] * t;
                }
                else
                {
                    var rxX = Cross(r, Xo);
                    for (int i = 0; i < 3; i++) Xc[i] = Xo[i] + rxX[i];
                }
                double u = Xc[0] / Xc[2], w = Xc[1] / Xc[2];
                return [u * c[6] + c[7], w * c[6] + c[8]];
            }
        }
        public static partial class Space
        {
            [Differentiable]
            public static double Kepler(double m, double e)
            {
                double E = m;
                while (true)
                {
                    double step = (E - e * Math.Sin(E) - m) / (1 - e * Math.Cos(E));
                    E -= step;
                    if (Math.Abs(step) < 1e-14) break;
                }
                return E;
            }
        }
        public static partial class Finance
        {
            static double Phi(double x) => 1 / (1 + Math.Exp(-1.702 * x));
            [Differentiable]
            public static double BlackScholes(double s, double k, double r, double sigma, double t)
            {
                double d1 = (Math.Log(s / k) + (r + sigma * sigma / 2) * t) / (sigma * Math.Sqrt(t));
                double d2 = d1 - sigma * Math.Sqrt(t);
                return s * Phi(d1) - k * Math.Exp(-r * t) * Phi(d2);
            }
        }
        public static partial class Fill
        {
            [Differentiable]
            public static void F(ReadOnlySpan<double> x, [Size(2)] Span<double> y) { y[0] = x[0] * x[1]; y[1] = Math.Exp(x[2]); }
            [Differentiable]
            public static void Run(double[] x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length]; }
            [Differentiable]
            public static double Switch(double x, double y, int mode) => mode switch { 0 => x * y, 1 => x + y, > 1 when x > 0 => Math.Pow(x, 3) * y, _ => Math.Atan2(y, x) };
            [Differentiable]
            public static double Early(double[] x)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++) { if (x[i] > 2) return s * x[i]; if (x[i] < 0) continue; s += x[i] * x[i]; }
                return s;
            }
            [Differentiable]
            public static double[] Rk4(double x, double v, double k, int steps)
            {
                double h = 0.05;
                for (int i = 0; i < steps; i++)
                {
                    double k1x = v, k1v = -k * Math.Sin(x);
                    double k2x = v + h / 2 * k1v, k2v = -k * Math.Sin(x + h / 2 * k1x);
                    double k3x = v + h / 2 * k2v, k3v = -k * Math.Sin(x + h / 2 * k2x);
                    double k4x = v + h * k3v, k4v = -k * Math.Sin(x + h * k3x);
                    x += h / 6 * (k1x + 2 * k2x + 2 * k3x + k4x);
                    v += h / 6 * (k1v + 2 * k2v + 2 * k3v + k4v);
                }
                return [x, v];
            }
            [Differentiable]
            public static double[,] MatMul(double[,] a, double[,] b)
            {
                var c = new double[a.GetLength(0), b.GetLength(1)];
                for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < b.GetLength(1); j++) for (int k = 0; k < b.GetLength(0); k++) c[i, j] += a[i, k] * b[k, j];
                return c;
            }
            [Differentiable]
            public static double[] Cum(double[] x)
            {
                var y = new double[x.Length];
                double p = 1;
                for (int i = 0; i < x.Length; i++) { p *= x[i]; y[i] = p + (i > 0 ? y[i - 1] : 0); }
                return y;
            }
            [Differentiable]
            public static float[] Float(float x, float y) => [MathF.Sin(x) * y, x / y];
            [Differentiable]
            public static double Lse(double[] x)
            {
                double m = double.NegativeInfinity;
                foreach (double v in x) m = Math.Max(m, v);
                double s = 0;
                foreach (double v in x) s += Math.Exp(v - m);
                return m + Math.Log(s);
            }
            [Differentiable]
            public static double Det(double[,] a)
            {
                int n = a.GetLength(0);
                var lu = (double[,])a.Clone();
                double det = 1;
                for (int k = 0; k < n; k++)
                {
                    det *= lu[k, k];
                    for (int i = k + 1; i < n; i++)
                    {
                        double f = lu[i, k] / lu[k, k];
                        for (int j = k; j < n; j++) lu[i, j] -= f * lu[k, j];
                    }
                }
                return det;
            }
            [Differentiable]
            public static double[] Tridiagonal(double[] x)
            {
                int n = x.Length;
                var f = new double[n];
                for (int i = 0; i < n; i++)
                {
                    double left = i == 0 ? 0 : x[i - 1], right = i == n - 1 ? 0 : x[i + 1];
                    f[i] = (3 - 2 * x[i]) * x[i] - left - 2 * right + 1;
                }
                return f;
            }
            [Differentiable]
            public static double[] Horner(double[] c, double x)
            {
                double p = 0, d = 0;
                for (int i = c.Length - 1; i >= 0; i--) { d = d * x + p; p = p * x + c[i]; }
                return [p, d];
            }
            [Differentiable]
            public static double[] Span(ReadOnlySpan<double> x)
            {
                Span<double> t = stackalloc double[3];
                for (int i = 0; i < 3; i++) t[i] = x[i] * x[i];
                (t[0], t[2]) = (t[2], t[0]);
                return t.ToArray();
            }
            [Differentiable]
            public static (double A, double B) Tup(double x, double y) { var (a, b) = (x * y, x + y); (a, b) = (b, a); return (a * a, b); }
            [Differentiable]
            public static double[] Pows(double x, double y) => [Math.Pow(x, y), Math.Pow(x, 2), Math.Pow(x, -1.5), Math.Sqrt(x), Math.Cbrt(y), Math.Pow(2, x)];
        }
        """;
}
