using System.Reflection;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Snapshots;

/// <summary>
/// Do products with the Jacobian and normal equations read as if written by hand? One approved file for a representative of each
/// shape, and its executed twin against the Jacobian of the same method.
/// </summary>
public class ProductSnapshots
{
    private static readonly Lazy<HostResult> _run = new(() => GeneratorHost.Run(GeneratorHost.Usings + Source));

    private static readonly Lazy<Assembly> _assembly = new(() =>
    {
        var (assembly, errors) = GeneratedAssembly.Load(_run.Value);
        Assert.Empty(errors.Select(error => error.ToString()));
        return assembly!;
    });

    private static IEnumerable<string> Names => _run.Value.Sources.Select(source => source.HintName).Where(hint => !hint.Contains(".Jacobian.", StringComparison.Ordinal));

    public static TheoryData<string> Hints() => [.. Names];

    [Theory]
    [MemberData(nameof(Hints))]
    public void Shape(string hint)
    {
        var source = _run.Value.Sources.Single(source => source.HintName == hint);
        Verifier.Verify(nameof(ProductSnapshots), nameof(Shape), hint[..^3], source.SourceText.ToString());
    }

    [Fact]
    public void NothingIsSaidAndNoneIsLeftOver()
    {
        Assert.Empty(_run.Value.Diagnostics.Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info).Select(diagnostic => diagnostic.ToString()));
        Assert.Empty(Verifier.Orphans(nameof(ProductSnapshots), nameof(Shape), Names.Select(hint => hint[..^3])));
    }

    [Theory]
    [InlineData("Polar")]
    [InlineData("Decay")]
    [InlineData("Chain")]
    [InlineData("Robust")]
    [InlineData("Running")]
    [InlineData("Norm")]
    public void Twin(string name) =>
        Assert.InRange((double)_assembly.Value.GetType("Twins")!.GetMethod(name)!.Invoke(null, [])!, 0, 1e-13);

    private const string Source = """
        public static partial class Shapes
        {
            private const Derivatives All = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.GaussNewton;

            [Differentiable(All)]
            public static double[] Polar(double r, double phi)
            {
                double c = Math.Cos(phi), s = Math.Sin(phi);
                return [r * c, r * s];
            }

            [Differentiable(All)]
            public static void Decay([Size(2)] double[] p, [Constant] double[] t, [Constant] double[] y, Span<double> r)
            {
                for (int i = 0; i < t.Length; i++)
                {
                    r[i] = p[0] * Math.Exp(-p[1] * t[i]) - y[i];
                }
            }

            [Differentiable(All)]
            public static void Robust(double slope, double offset, [Constant] double[] t, [Constant] double[] y, Span<double> r)
            {
                for (int i = 0; i < t.Length; i++)
                {
                    double error = slope * t[i] + offset - y[i];
                    if (Math.Abs(error) < 1)
                    {
                        r[i] = error;
                    }
                    else
                    {
                        r[i] = Math.Sqrt(2 * Math.Abs(error) - 1);
                    }
                }
            }

            [Differentiable(All)]
            public static double[] Chain(double[] x)
            {
                var r = new double[2 * (x.Length - 1)];
                for (int i = 0; i < x.Length - 1; i++)
                {
                    r[2 * i] = 10 * (x[i + 1] - x[i] * x[i]);
                    r[2 * i + 1] = 1 - x[i];
                }

                return r;
            }

            [Differentiable(All)]
            public static double[] Running(double[] x)
            {
                var y = new double[x.Length];
                y[0] = x[0];
                for (int i = 1; i < x.Length; i++)
                {
                    y[i] = Math.Sin(y[i - 1]) + x[i];
                }

                return y;
            }

            [Differentiable(Derivatives.Jacobian | Derivatives.Jvp)]
            public static double Norm(double[] x)
            {
                double sum = 0;
                foreach (double item in x)
                {
                    sum += item * item;
                }

                return Math.Sqrt(sum);
            }
        }

        public static class Twins
        {
            public static double Polar() => Worst(
                Shapes.Polar(1.5, 0.4), Shapes.PolarJacobian(1.5, 0.4),
                v => Shapes.PolarJvp(1.5, 0.4, v), u => Shapes.PolarVjp(1.5, 0.4, u), (a, b) => Shapes.PolarGaussNewton(1.5, 0.4, a, b));

            public static double Decay()
            {
                double[] p = [2, 0.3], t = [0, 1, 2, 3, 4], y = [2, 1.4, 1.2, 0.7, 0.7], r = new double[5];
                Shapes.Decay(p, t, y, r);
                return Worst(
                    r, Shapes.DecayJacobian(p, t, y, 5),
                    v => Shapes.DecayJvp(p, t, y, 5, v), u => Shapes.DecayVjp(p, t, y, u), (a, b) => Shapes.DecayGaussNewton(p, t, y, 5, a, b));
            }

            public static double Robust()
            {
                double[] t = [0, 1, 2, 3, 4], y = [2, 1.4, 1.2, 9.7, 0.7], r = new double[5];
                Shapes.Robust(-0.4, 2.1, t, y, r);
                return Worst(
                    r, Shapes.RobustJacobian(-0.4, 2.1, t, y, 5),
                    v => Shapes.RobustJvp(-0.4, 2.1, t, y, 5, v), u => Shapes.RobustVjp(-0.4, 2.1, t, y, u), (a, b) => Shapes.RobustGaussNewton(-0.4, 2.1, t, y, 5, a, b));
            }

            public static double Chain()
            {
                double[] x = [-1.2, 1, 0.5, 2];
                return Worst(
                    Shapes.Chain(x), Shapes.ChainJacobian(x), v => Shapes.ChainJvp(x, v), u => Shapes.ChainVjp(x, u), (a, b) => Shapes.ChainGaussNewton(x, a, b));
            }

            public static double Running()
            {
                double[] x = [-1.2, 1, 0.5, 2];
                return Worst(
                    Shapes.Running(x), Shapes.RunningJacobian(x), v => Shapes.RunningJvp(x, v), u => Shapes.RunningVjp(x, u), (a, b) => Shapes.RunningGaussNewton(x, a, b));
            }

            public static double Norm()
            {
                double[] x = [3, 4], v = [1, 2];
                var gradient = Shapes.NormGradient(x);
                return Math.Abs(Shapes.NormJvp(x, v) - (gradient[0] * v[0] + gradient[1] * v[1]));
            }

            private static double Worst(
                double[] f, double[,] j, Func<double[], double[]> jvp, Func<double[], double[]> vjp, Func<double[], double[], double> gaussNewton)
            {
                var (m, n) = (j.GetLength(0), j.GetLength(1));
                double[] v = [.. Enumerable.Range(0, n).Select(k => Math.Cos(k + 1.0))], u = [.. Enumerable.Range(0, m).Select(k => Math.Sin(2.0 * k + 1))];
                var (jv, uj, jtj, jtr) = (jvp(v), vjp(u), new double[n * n], new double[n]);
                var worst = Math.Abs(gaussNewton(jtj, jtr) - 0.5 * f.Sum(one => one * one));
                for (var i = 0; i < m; i++)
                {
                    worst = Math.Max(worst, Math.Abs(jv[i] - Enumerable.Range(0, n).Sum(k => j[i, k] * v[k])));
                }

                for (var a = 0; a < n; a++)
                {
                    worst = Math.Max(worst, Math.Abs(uj[a] - Enumerable.Range(0, m).Sum(i => u[i] * j[i, a])));
                    worst = Math.Max(worst, Math.Abs(jtr[a] - Enumerable.Range(0, m).Sum(i => f[i] * j[i, a])) * 1e-3);
                    for (var b = 0; b < n; b++)
                    {
                        worst = Math.Max(worst, Math.Abs(jtj[a * n + b] - Enumerable.Range(0, m).Sum(i => j[i, b] * j[i, a])) * 1e-3);
                        worst = jtj[a * n + b] == jtj[b * n + a] ? worst : 1;
                    }
                }

                return worst;
            }
        }
        """;
}
