using System.Globalization;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Quotients that C# computes as 0/0 at one point have a derivative there, however they are written and guarded; what only looks like one keeps
/// the derivative of its text. The functions of the runtime behind it are tested against 120 digits in Runtime.Tests.
/// </summary>
public class RemovableSingularityTests
{
    /// <summary>Body of a method of x, a point, the derivative there and the second one.</summary>
    private static readonly (string Body, double X, double First, double? Second)[] Rows =
    [
        ("=> Math.Sin(x) / x;", 0, 0, -1 / 3.0),
        ("=> Math.Sin(x) / x;", 1e-5, -3.3333333333e-6, -0.33333333332333333),
        ("=> Math.Sin(x) / x;", 2, -0.4353977749799916, -0.01925093843284925),
        ("=> x == 0 ? 1 : Math.Sin(x) / x;", 0, 0, -1 / 3.0),
        ("=> 0 != x ? Math.Sin(x) / x : 1.0;", 0, 0, -1 / 3.0),
        ("{ if (x == 0) return 1; return Math.Sin(x) / x; }", 0, 0, -1 / 3.0),
        ("{ double s; if (x == 0) { s = 1; } else { var sine = Math.Sin(x); s = sine / x; } return s; }", 0, 0, -1 / 3.0),
        ("=> x == 0 ? 0 : (1 - Math.Cos(x)) / x;", 0, 0.5, 0),
        ("=> (1 - Math.Cos(x)) / x;", 1e-7, 0.5, -2.5e-8),
        ("=> (1 - Math.Cos(x)) / (x * x);", 0, 0, -1 / 12.0),
        ("=> (Math.Cos(x) - 1) / Math.Pow(x, 2);", 1e-6, 8.3333333333e-8, 0.08333333333331667),
        ("=> 3 * (x - Math.Sin(x)) / (x * x * x);", 0, 0, 3 * -1 / 60.0),
        ("=> Math.Sinh(x) / x;", 0, 0, 1 / 3.0),
        ("=> (Math.Cosh(x) - 1) / x;", 0, 0.5, 0),
        ("=> (Math.Sinh(x) - x) / Math.Pow(x, 3);", 0, 0, 1 / 60.0),
        ("=> Math.Tan(x) / x;", 0, 0, 2 / 3.0),
        ("=> Math.Tanh(x) / x;", 0, 0, -2 / 3.0),
        ("=> (Math.Exp(x) - 1) / x;", 0, 0.5, 1 / 3.0),
        ("=> double.ExpM1(x) / x;", 0, 0.5, 1 / 3.0),
        ("{ var e = Math.Exp(x) - 1; return e / x; }", 1e-9, 0.50000000033333333, 0.33333333358333333),
        ("=> Math.Log(1 + x) / x;", 0, -0.5, 2 / 3.0),
        ("=> double.LogP1(x) / x;", 0, -0.5, 2 / 3.0),
        ("=> Math.Log(x) / (x - 1);", 1, -0.5, 2 / 3.0),
        ("=> Math.Acos(x) / Math.Sqrt(1 - x * x);", 1, -1 / 3.0, 4 / 15.0),
        ("=> Math.Acos(x) / Math.Sqrt((1 - x) * (1 + x));", 1, -1 / 3.0, 4 / 15.0),
        ("=> x == 1 ? 1 : Math.Acos(x) / Math.Sqrt(1 - x * x);", 1, -1 / 3.0, 4 / 15.0),
        ("=> x == 0 ? 0.5 : x / (2 * Math.Sin(x));", 0, 0, 1 / 6.0),
        ("=> x / (Math.Exp(x) - 1);", 0, -0.5, 1 / 6.0),
        ("=> Math.Sqrt(x) * Math.Sqrt(x);", 0, 1, 0),
        ("{ var r = Math.Sqrt(x * x + 0.0); return r * r; }", 0, 0, 2),
        ("=> Math.Pow(Math.Sqrt(3 * x), 2);", 0, 3, 0),

        // The angle of a rotation: as a function of its square it is smooth, which the root is not.
        ("{ var angle = Math.Sqrt(x * x); return angle == 0 ? 1 : Math.Sin(angle) / angle; }", 0, 0, -1 / 3.0),
        ("{ var square = x * x; var angle = Math.Sqrt(square); return square == 0 ? 0.5 : (1 - Math.Cos(angle)) / square; }", 1.5, -0.10734314570622594, null),

        // A norm has the subgradient 0 at 0, as Hypot does; the root of anything else is steep there.
        ("=> Math.Sqrt(x * x);", 0, 0, 0),
        ("=> Math.Sqrt(2 * x * x + 3 * Math.Pow(x, 2) + (x - x) * (x - x));", 0, 0, null),
        ("{ double s = 0; for (int i = 0; i < 30; i++) { var d = i * x; s += d * d; } return Math.Sqrt(s) + 2 * x; }", 0, 2, null),
        ("{ var s = x * x; if (x > 1) s += 4 * s; return Math.Sqrt(s); }", 2, 2.23606797749979, null),
        ("=> Math.Sqrt(x * x + x);", 0, double.PositiveInfinity, null),
        ("{ var s = x; for (int i = 0; i < 30; i++) s += x * x; return Math.Sqrt(s); }", 0, double.PositiveInfinity, null),
        ("=> Math.Sqrt(x * x + 9);", 4, 0.8, null),

        // Not of this kind: another argument, another limit, a guard that is more than the limit.
        ("=> x == 0 ? 2 : Math.Sin(x) / x;", 0, 0, 0),
        ("=> x == 0 ? 0 : Math.Sin(2 * x) / x;", 0, 0, 0),
        ("=> Math.Sin(x) / (x + 1);", 0, 1, null),
        ("=> x * Math.Log(x);", 0, double.NegativeInfinity, null),

        // Exponentials that overflow, in the derivatives alone or in both.
        ("=> 1 / (1 + Math.Exp(-x));", -800, 0, 0),
        ("=> 1 / (1 + Math.Exp(-x));", 0, 0.25, 0),
        ("=> x / (1 + Math.Exp(-x));", -800, 0, 0),
        ("=> x / (1 + Math.Exp(-x));", 40, 1 + (39 * 4.248354255291589e-18), null),
        ("=> Math.Log(1 + Math.Exp(x));", 800, 1, 0),
        ("=> Math.Log(1 + Math.Exp(x));", -40, 4.248354255291589e-18, 4.248354255291589e-18),
        ("=> Math.Log(1 + Math.Exp(x));", 1, 0.7310585786300049, 0.19661193324148185),
        ("=> 2 / (1 + Math.Exp(-2 * x)) - 1;", -500, 0, 0),
    ];

    [Fact]
    public void Derivatives_go_through_the_singularity()
    {
        var members = string.Concat(Rows.Select((row, i) => $"[Differentiable(Derivatives.Jacobian | Derivatives.Hessian | Derivatives.Jvp | Derivatives.HessianVectorProduct)] public static double F{i}(double x) {row.Body}\n"));
        var result = GeneratorHost.RunMembers(members);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));
        var sample = assembly.GetType("Sample")!;
        var faults = new List<string>();
        for (var i = 0; i < Rows.Length; i++)
        {
            var (body, x, first, second) = Rows[i];
            Compare(((double[])sample.GetMethod($"F{i}Gradient", [typeof(double)])!.Invoke(null, [x])!)[0], first, "gradient");
            Compare(((double[,])sample.GetMethod($"F{i}Hessian", [typeof(double)])!.Invoke(null, [x])!)[0, 0], second, "Hessian");

            void Compare(double found, double? expected, string name)
            {
                if (expected is { } value && !(found == value || Math.Abs(found - value) <= (1e-13 * Math.Abs(value)) + 1e-16))
                {
                    faults.Add($"{body} at {x.ToString("R", CultureInfo.InvariantCulture)}: {name} {found:R}, not {value:R}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void A_rotation_by_nothing_has_all_derivatives()
    {
        // exp of a rotation vector (Rodrigues), whose Jacobian at 0 is that of the cross product.
        var result = GeneratorHost.RunMembers("""
            [Differentiable(Derivatives.Jacobian | Derivatives.Vjp)] public static double[] F([Size(3)] double[] w, [Constant] double px, [Constant] double py, [Constant] double pz)
            {
                var theta = Math.Sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
                var a = theta == 0 ? 1 : Math.Sin(theta) / theta;
                var b = theta == 0 ? 0.5 : (1 - Math.Cos(theta)) / (theta * theta);
                var dot = w[0] * px + w[1] * py + w[2] * pz;
                var c = Math.Cos(theta);
                return new[]
                {
                    (1 - b * theta * theta) * px + a * (w[1] * pz - w[2] * py) + b * dot * w[0],
                    (1 - b * theta * theta) * py + a * (w[2] * px - w[0] * pz) + b * dot * w[1],
                    (1 - b * theta * theta) * pz + a * (w[0] * py - w[1] * px) + b * dot * w[2],
                };
            }
            """);
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));
        var jacobian = (double[,])assembly.GetType("Sample")!.GetMethod("FJacobian", [typeof(double[]), typeof(double), typeof(double), typeof(double)])!.Invoke(null, [new double[3], 2.0, 3.0, 5.0])!;
        Assert.Equal(new double[,] { { 0, 5, -3 }, { -5, 0, 2 }, { 3, -2, 0 } }, jacobian);
    }

    [Fact]
    public void Values_stay_what_they_were()
    {
        var result = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) { if (x == 0) return 0; return (1 - Math.Cos(x)) / x; }");
        var (assembly, _) = GeneratedAssembly.Load(result);
        var sample = assembly!.GetType("Sample")!;
        foreach (var x in new[] { 0, 1e-9, 1e-4, 0.1, 3, -7 })
        {
            var value = (double)sample.GetMethod("F", [typeof(double)])!.Invoke(null, [x])!;
            var beside = sample.GetMethod("FValueAndGradient")!.CreateDelegate<ValueAndGradient>()(x, new double[1]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(beside));
        }
    }

    private delegate double ValueAndGradient(double x, Span<double> gradient);
}
