using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;
using SymbolicJacobian.Generator.Tests.Hostile;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Second derivatives of well-known functions, compiled and run: against differences of the generated gradient, symmetric to the
/// last bit, H·v against H times v, and without a byte allocated in place.
/// </summary>
public class HessianMembersTests
{
    private static readonly Lazy<Type> _functions = new(() => Compile(Source + Judge, Functions));

    public static TheoryData<string> Scalars => [.. Names("Scalar")];

    public static TheoryData<string> Vectors => [.. Names("Vector")];

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_function_has_an_exact_hessian(string name) => Assert.Equal("", Run("Scalar", name));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_vector_function_has_exact_hessians(string name) => Assert.Equal("", Run("Vector", name));

    [Fact]
    public void A_destination_that_is_too_short_is_named()
    {
        var type = _functions.Value;
        var fault = Assert.Throws<TargetInvocationException>(() => type.GetMethod("TooShort")!.Invoke(null, [3, false])).InnerException;
        Assert.Equal("'hessian' has length 8 but needs 9. (Parameter 'hessian')", Assert.IsType<ArgumentException>(fault).Message);
        fault = Assert.Throws<TargetInvocationException>(() => type.GetMethod("TooShort")!.Invoke(null, [3, true])).InnerException;
        Assert.Equal("result", Assert.IsType<ArgumentException>(fault).ParamName);
    }

    [Fact]
    public void The_guards_of_the_method_act_without_columns()
    {
        var fault = Assert.Throws<TargetInvocationException>(() => _functions.Value.GetMethod("Empty")!.Invoke(null, [])).InnerException;
        Assert.Equal("empty", Assert.IsType<ArgumentException>(fault).Message);
    }

    [Fact]
    public void What_is_not_followed_is_differenced()
    {
        const string Members = """
            [Differentiable(Derivatives.Hessian | Derivatives.HessianVectorProduct)]
            public static double F(double x, float[] y) => x < -100 ? F(x + 1, y) : x * x * y[0] + y[1] * y[1];
            [Differentiable(Derivatives.Hessian)]
            public static double[] G(double x, double y) { try { return [x * y, x * x * y]; } catch { return []; } }
            public static double[] Values()
            {
                var (f, g, v) = (new double[9], new double[8], new double[3]);
                FHessian(2, [3, 5], f);
                GHessian(2, 3, g);
                FHessianVectorProduct(2, [3, 5], [1, 10, 100], v);
                return [.. f, .. g, .. v];
            }
            """;
        var result = GeneratorHost.RunMembers(Members);
        Assert.Equal(["SJ1002", "SJ1005"], result.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(result.Sources, source => Assert.Contains("IsExact = false", source.SourceText.ToString(), StringComparison.Ordinal));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.Empty(errors);
        var values = (double[])assembly!.GetType("Sample")!.GetMethod("Values")!.Invoke(null, [])!;
        double[] expected = [6, 4, 0, 4, 0, 0, 0, 0, 2, 0, 1, 1, 0, 6, 4, 4, 0, 46, 4, 200];
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.Latest)]
    public void It_compiles_without_a_word(LanguageVersion version) => Guest.IsFollowedAsMember(
        """
        /// <summary>Names that we use.</summary>
        /// <param name="hessian">Ours.</param>
        /// <param name="vector">Ours.</param>
        /// <param name="result">Ours.</param>
        /// <param name="column">Ours.</param>
        /// <param name="i">Ours.</param>
        /// <returns>A number.</returns>
        [Differentiable(Derivatives.Jacobian | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
        public static double F(double[] hessian, double vector, double result, [Constant] int column, double[] i)
        {
            double size = vector, row = result, j = 0;
            for (int k = 0; k < hessian.Length && k < i.Length; k++)
            {
                j = j * size + Math.Sin(hessian[k] * row) * i[k];
                size = j * j + column;
            }

            return j * size;
        }

        /// <summary>Short.</summary>
        /// <param name="class">A keyword.</param>
        /// <param name="hessianValues">Ours.</param>
        /// <returns>A number.</returns>
        [Differentiable(Derivatives.Jacobian | Derivatives.Hessian | Derivatives.HessianVectorProduct)]
        public static double G(double @class, float hessianValues) { double d2f_dxdy = @class * hessianValues; return d2f_dxdy * d2f_dxdy; }

        /// <summary>Fills.</summary>
        /// <param name="rows">Ours.</param>
        /// <param name="y">Filled.</param>
        [Differentiable(Derivatives.Jacobian | Derivatives.Hessian)]
        public static void H(double[] rows, Span<double> y) { for (int k = 0; k < y.Length; k++) y[k] = rows[0] * rows[1] * k; }
        """,
        new House(version));

    [Fact]
    public void A_product_with_the_hessian_is_of_one_output()
    {
        const string Members = "[Differentiable(Derivatives.HessianVectorProduct | Derivatives.Hessian)] public static double[] F(double x) => [x, x * x];";
        var result = Guest.SaysOfMember(Members, "SJ0024");
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("HessianVectorProduct", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(
            "Derivatives.HessianVectorProduct of 'F' has no members, because 'F' has several outputs; ask for Derivatives.Hessian, or mark a method that adds up the weighted outputs",
            diagnostic.GetMessage());
        Assert.Single(result.Sources);
    }

    [Theory]
    [InlineData("public static void FHessian(double x, Span<double> hessian) { }", "FHessian")]
    [InlineData("public static double[,] FHessian(double x) => null!;", "FHessian")]
    [InlineData("public static void FHessianVectorProduct(double x, ReadOnlySpan<double> v, Span<double> r) { }", "FHessianVectorProduct")]
    public void A_member_that_exists_already_is_named(string member, string name)
    {
        var result = Guest.SaysOfMember($"[Differentiable(Derivatives.Hessian | Derivatives.HessianVectorProduct)] public static double F(double x) => x * x;\n{member}", "SJ0015");
        Assert.Contains($"'{name}'", Assert.Single(result.Diagnostics).GetMessage(), StringComparison.Ordinal);
    }

    private static string Run(string kind, string name) =>
        (string)_functions.Value.GetMethod("Judge" + kind)!.Invoke(null, [name])!;

    private static IEnumerable<string> Names(string kind) => Source.Split('\n')
        .SkipWhile(line => !line.Contains($"// {kind}s", StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.Contains("// end", StringComparison.Ordinal))
        .Where(line => line.Contains("public static", StringComparison.Ordinal))
        .Select(line => line.Substring(line.IndexOf("public static", StringComparison.Ordinal)).Split('(')[0].Split(' ')[^1]);

    private static Type Compile(string members, string name)
    {
        var result = GeneratorHost.Run(GeneratorHost.Usings + members);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        Assert.All(result.Sources, source => Assert.DoesNotContain("IsExact = false", source.SourceText.ToString(), StringComparison.Ordinal));
        using var image = new MemoryStream();
        var emitted = ((CSharpCompilation)result.Output).WithOptions(((CSharpCompilation)result.Output).Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(image.ToArray()).GetType(name)!;
    }

    private const string Functions = "Functions";

    private const string Source = """
        public static partial class Functions
        {
            const Derivatives All = Derivatives.Jacobian | Derivatives.Hessian | Derivatives.HessianVectorProduct;
            // Scalars
            [Differentiable(All)] public static double Rosenbrock(double[] x) { double s = 0; for (int i = 0; i + 1 < x.Length; i++) { double a = 1 - x[i], b = x[i + 1] - x[i] * x[i]; s += a * a + 100 * b * b; } return s; }
            [Differentiable(All)] public static double Himmelblau([Size(2)] double[] x) => Math.Pow(x[0] * x[0] + x[1] - 11, 2) + Math.Pow(x[0] + x[1] * x[1] - 7, 2);
            [Differentiable(All)] public static double Beale([Size(2)] double[] x) { double f = 0; double[] c = [1.5, 2.25, 2.625]; for (int i = 0; i < 3; i++) { double t = c[i] - x[0] * (1 - Math.Pow(x[1], i + 1)); f += t * t; } return f; }
            [Differentiable(All)] public static double Wood([Size(4)] double[] x) { double a = x[1] - x[0] * x[0], b = x[3] - x[2] * x[2]; return 100 * a * a + Math.Pow(1 - x[0], 2) + 90 * b * b + Math.Pow(1 - x[2], 2) + 10.1 * (Math.Pow(x[1] - 1, 2) + Math.Pow(x[3] - 1, 2)) + 19.8 * (x[1] - 1) * (x[3] - 1); }
            [Differentiable(All)] public static double HelicalValley([Size(3)] double[] x) { double th = x[0] > 0 ? Math.Atan(x[1] / x[0]) / (2 * Math.PI) : Math.Atan(x[1] / x[0]) / (2 * Math.PI) + 0.5; double r = Math.Sqrt(x[0] * x[0] + x[1] * x[1]); return 100 * ((x[2] - 10 * th) * (x[2] - 10 * th) + (r - 1) * (r - 1)) + x[2] * x[2]; }
            [Differentiable(All)] public static double LogSumExp(double[] x) { if (x.Length == 0) throw new ArgumentException("empty"); double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); double s = 0; foreach (var e in x) s += Math.Exp(e - m); return m + Math.Log(s); }
            [Differentiable(All)] public static double LogisticLoss(double[] w) { double loss = 0; for (int k = 0; k < 7; k++) { double t = 0; for (int j = 0; j < w.Length; j++) t += w[j] * Math.Sin(k * 3 + j); double y = k % 2; loss += Math.Log(1 + Math.Exp(t)) - y * t; } return loss / 7; }
            [Differentiable(All)] public static double LennardJones(double[] p) { double e = 0; int n = p.Length / 3; for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) { double dx = p[3 * i] - p[3 * j], dy = p[3 * i + 1] - p[3 * j + 1], dz = p[3 * i + 2] - p[3 * j + 2]; double r2 = dx * dx + dy * dy + dz * dz + 1; double s = 1 / (r2 * r2 * r2); e += 4 * s * (s - 1); } return e; }
            [Differentiable(All)] public static double Chain(double[] x) { var w = new double[x.Length]; for (int k = 0; k < w.Length; k++) w[k] = Math.Sin(x[k]); for (int k = 1; k < w.Length; k++) w[k] = w[k] * w[k - 1] + x[k]; double s = 0; for (int k = 0; k < w.Length; k++) s += w[k] * w[k]; return s; }
            [Differentiable(All)] public static double HeronsRoot(double[] x) { double a = 1; foreach (var e in x) a += e * e; double z = a; while (Math.Abs(z * z - a) > 1e-14) { z = 0.5 * (z + a / z); if (z > 1e6) break; } return z * x[0]; }
            [Differentiable(All)] public static double Horner(double[] c) { double z = c[0], y = 0; for (int k = 0; k < c.Length; k++) { if (c[k] > 0.5) y = y * z + c[k]; else { y = Math.Cos(y) * c[k]; z = z * y; } } return y; }
            [Differentiable(All)] public static double Quadratic(double[] x) { var a = new double[x.Length, x.Length]; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) a[i, j] = x[i] * x[j] / (1 + i + j); double s = 0; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) s += a[i, j] * x[i]; return s; }
            [Differentiable(All)] public static double Trigonometric(double[] x) { double sum = 0, f = 0; for (int j = 0; j < x.Length; j++) sum += Math.Cos(x[j]); for (int i = 0; i < x.Length; i++) { double t = x.Length - sum + (i + 1) * (1 - Math.Cos(x[i])) - Math.Sin(x[i]); f += t * t; } return f; }
            [Differentiable(All)] public static double Pendulum([Size(2)] double[] x) { double q = x[0], p = x[1], e = 0; for (int k = 0; k < 60; k++) { p -= 0.05 * Math.Sin(q); q += 0.05 * p; e += p * p / 2 - Math.Cos(q); } return e; }
            [Differentiable(All)] public static double PowellSingular([Size(4)] double[] x) => Math.Pow(x[0] + 10 * x[1], 2) + 5 * Math.Pow(x[2] - x[3], 2) + Math.Pow(x[1] - 2 * x[2], 4) + 10 * Math.Pow(x[0] - x[3], 4);
            // end
            const Derivatives Some = Derivatives.Jacobian | Derivatives.Hessian;
            // Vectors
            [Differentiable(Some)] public static double[] Cumulative(double[] x) { var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) { y[i] = x[i] * x[i]; if (i > 0) y[i] += Math.Sin(x[i - 1] * x[i]) + y[i - 1]; } return y; }
            [Differentiable(Some)] public static double[] Polar([Size(2)] double[] x) => [x[0] * Math.Cos(x[1]), x[0] * Math.Sin(x[1])];
            [Differentiable(Some)] public static double[] Map([Size(2)] double[] x) { var y = new double[9]; double z = x[0]; for (int i = 0; i < 9; i++) { z = z * x[1] + x[0] * Math.Sin(z); y[i] = z; } return y; }
            [Differentiable(Some)] public static double[] Either(double[] x) { var a = new double[3]; var b = new double[3]; for (int i = 0; i < 3; i++) { a[i] = x[i] * x[0]; b[i] = Math.Exp(x[i] * x[1]); } return x[0] > 0 ? a : b; }
            [Differentiable(Some)] public static double[] Counted(double[] x) { int m = 1; for (int i = 0; i < x.Length; i++) if (x[i] > 0) m++; var y = new double[m]; for (int i = 0; i < m; i++) y[i] = x[0] * x[0] * x[1] * i; return y; }
            // end
        }

        """;

    private const string Judge = """
        public delegate void InPlace(double[] x, Span<double> result);
        public delegate void Product(double[] x, ReadOnlySpan<double> vector, Span<double> result);

        public static partial class Functions
        {
            static readonly double[] Point = [0.3, -1.2, 0.7, 1.1, -0.4, 0.9];

            public static string JudgeScalar(string name)
            {
                var n = Size(name);
                var gradient = Get<InPlace>(name + "Gradient");
                var fault = Judge(n, 1, Get<InPlace>(name + "Hessian"), gradient, out var hessian);
                if (fault != "") return fault;
                var returned = (double[,])typeof(Functions).GetMethod(name + "Hessian", [typeof(double[])])!.Invoke(null, [Point[..n]])!;
                var place = 0;
                foreach (var entry in returned)
                {
                    // One may be a literal, the other not: the terms are the same.
                    if (!(Math.Abs(entry - hessian[place++]) <= 1e-12 * (1 + Math.Abs(entry)))) return $"returned {entry}, in place {hessian[place - 1]}";
                }

                var product = Get<Product>(name + "HessianVectorProduct");
                var vector = new double[n];
                for (var i = 0; i < n; i++) vector[i] = Math.Cos(i + 0.5);
                var result = new double[n + 1];
                Array.Fill(result, 77);
                product(Point[..n], vector, result);
                for (var i = 0; i < n; i++)
                {
                    double sum = 0, size = 1;
                    for (var j = 0; j < n; j++) { sum += hessian[i * n + j] * vector[j]; size += Math.Abs(hessian[i * n + j]); }
                    if (!(Math.Abs(sum - result[i]) <= 1e-12 * size)) return $"H·v[{i}] is {result[i]} instead of {sum}";
                }

                if (result[n] != 77) return "written beyond the end";
                var point = Point[..n];
                return Allocates(() => product(point, vector, result)) ? "H·v allocates" : "";
            }

            public static string JudgeVector(string name)
            {
                var n = Size(name);
                var rows = ((double[])typeof(Functions).GetMethod(name)!.Invoke(null, [Point[..n]])!).Length;
                var fault = Judge(n, rows, Get<InPlace>(name + "Hessian"), Get<InPlace>(name + "Jacobian"), out _);

                // Arrays that take turns under one name stay arrays.
                return name == "Either" && fault == "it allocates" ? "" : fault;
            }

            static string Judge(int n, int rows, InPlace second, InPlace first, out double[] hessian)
            {
                hessian = new double[rows * n * n + 1];
                Array.Fill(hessian, 77);
                second(Point[..n], hessian);
                var (ahead, behind) = (new double[rows * n], new double[rows * n]);
                for (var j = 0; j < n; j++)
                {
                    const double Step = 1e-5;
                    var x = Point[..n];
                    x[j] += Step;
                    first(x, ahead);
                    x[j] -= 2 * Step;
                    first(x, behind);
                    for (var k = 0; k < rows * n; k++)
                    {
                        var numeric = (ahead[k] - behind[k]) / (2 * Step);
                        var exact = hessian[k * n + j];
                        if (!(Math.Abs(numeric - exact) <= 1e-6 * (1 + Math.Abs(numeric)))) return $"entry ({k / n}, {k % n}, {j}) is {exact}, differences say {numeric}";
                        var mirrored = hessian[(k / n * n + j) * n + k % n];
                        if (BitConverter.DoubleToInt64Bits(exact) != BitConverter.DoubleToInt64Bits(mirrored)) return $"entry ({k / n}, {k % n}, {j}) is not symmetric";
                    }
                }

                if (hessian[rows * n * n] != 77) return "written beyond the end";
                var (point, entries) = (Point[..n], hessian);
                return Allocates(() => second(point, entries)) ? "it allocates" : "";
            }

            static bool Allocates(Action action)
            {
                for (var k = 0; k < 3; k++) action();
                // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
                for (var round = 0; round < 5; round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    action();
                    if (GC.GetAllocatedBytesForCurrentThread() == before) return false;
                }

                return true;
            }

            static T Get<T>(string name) where T : Delegate
            {
                Type[] types = typeof(T) == typeof(Product) ? [typeof(double[]), typeof(ReadOnlySpan<double>), typeof(Span<double>)] : [typeof(double[]), typeof(Span<double>)];
                return typeof(Functions).GetMethod(name, types)!.CreateDelegate<T>();
            }

            static int Size(string name) =>
                typeof(Functions).GetMethod(name)!.GetParameters()[0].GetCustomAttributes(typeof(SizeAttribute), false) is [SizeAttribute size] ? size.Length : 6;

            public static void TooShort(int n, bool product)
            {
                if (product) RosenbrockHessianVectorProduct(new double[n], new double[n], new double[n - 1]);
                else RosenbrockHessian(new double[n], new double[n * n - 1]);
            }

            public static void Empty() => LogSumExpHessian([], default);
        }
        """;
}
