using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Jvp, Vjp and GaussNewton as their callers meet them: compiled, run, misused.</summary>
public class ProductMemberTests
{
    private static readonly Lazy<Type> _driver = new(() =>
    {
        var result = GeneratorHost.Run(GeneratorHost.Usings + Source);
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.Empty(errors.Select(error => error.ToString()));
        return assembly!.GetType("Driver")!;
    });

    [Theory]
    [InlineData("ShortTangent", "'tangent' has length 1 but needs exactly 2. (Parameter 'tangent')")]
    [InlineData("LongTangent", "'tangent' has length 3 but needs exactly 2. (Parameter 'tangent')")]
    [InlineData("ShortResult", "'result' has length 1 but needs 3. (Parameter 'result')")]
    [InlineData("ShortCotangent", "'cotangent' has length 2 but needs exactly 3. (Parameter 'cotangent')")]
    [InlineData("ShortGradient", "'result' has length 1 but needs 2. (Parameter 'result')")]
    [InlineData("ShortProducts", "'jtj' has length 3 but needs 4. (Parameter 'jtj')")]
    [InlineData("ShortRight", "'jtr' has length 1 but needs 2. (Parameter 'jtr')")]
    [InlineData("ShortArrayCotangent", "'cotangent' has length 1 but needs exactly 2. (Parameter 'cotangent')")]
    [InlineData("BranchCotangent", "'cotangent' has length 2 but needs exactly 3. (Parameter 'cotangent')")]
    [InlineData("ScalarTangent", "'tangent' has length 1 but needs exactly 2. (Parameter 'tangent')")]
    [InlineData("DifferencedTangent", "'tangent' has length 1 but needs exactly 2. (Parameter 'tangent')")]
    [InlineData("DifferencedCotangent", "'cotangent' has length 1 but needs exactly 2. (Parameter 'cotangent')")]
    public void WrongLengthsAreSaidBeforeAnythingIsWritten(string misuse, string message)
    {
        var fault = Assert.Throws<TargetInvocationException>(() => _driver.Value.GetMethod(misuse)!.Invoke(null, []));
        Assert.Equal(message, Assert.IsType<ArgumentException>(fault.InnerException).Message);
        Assert.Equal(7.0, _driver.Value.GetField("Untouched")!.GetValue(null));
    }

    [Theory]
    [InlineData("Returned", "11 2 30")]
    [InlineData("Guarded", "System.ArgumentException: negative")]
    [InlineData("Single", "12 2")]
    [InlineData("OfInstance", "6 1")]
    [InlineData("OfStruct", "6 1")]
    [InlineData("Hostile", "15 5 2.5 1 2")]
    [InlineData("OfMatrix", "1 20 300 4000 | 2 2 4 4")]
    [InlineData("Differenced", "1.00 20.00 | 2.00 20.00 | 14.50 6.00 18.00 | IsExact False")]
    public void MembersDoWhatIsExpected(string what, string expected) =>
        Assert.Equal(expected, _driver.Value.GetMethod(what)!.Invoke(null, []));

    [Fact]
    public void TooFewRowsThrowAsTheMethodDoes() => Assert.IsType<IndexOutOfRangeException>(
        Assert.Throws<TargetInvocationException>(() => _driver.Value.GetMethod("TooFewRows")!.Invoke(null, [])).InnerException);

    [Fact]
    public void NothingIsAllocatedInPlace() => Assert.Equal(0L, _driver.Value.GetMethod("Allocated")!.Invoke(null, []));

    [Fact]
    public void AnOldCompilerTakesThem()
    {
        const string Members = """
            using System;
            using SymbolicJacobian;
            public static partial class Old
            {
                const Derivatives All = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.GaussNewton;
                [Differentiable(All)] public static double[] F(double x, double y) { return new[] { x * x + y, x * y }; }
                [Differentiable(All)] public static void G([Size(2)] double[] p, [Constant] double[] t, Span<double> r)
                {
                    for (int i = 0; i < r.Length; i++) { r[i] = p[0] * Math.Exp(p[1] * t[i]); }
                }
                [Differentiable(All)] public static double[] H(double[] x)
                {
                    var y = (double[])x.Clone();
                    for (int i = 1; i < y.Length; i++) { y[i] += y[i - 1] * y[i]; }
                    return y;
                }
                [Differentiable(All)] public static double[] K(double[] x) { lock (x) { return new[] { x[0], x[1] }; } }
            }
            """;
        var options = GeneratorHost.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp7_3);
        var compilation = GeneratorHost.Compile("").RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(Members, options, "Old.cs"));
        compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        var driver = CSharpGeneratorDriver.Create([new JacobianGenerator().AsSourceGenerator()], parseOptions: options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("[Differentiable(Derivatives.Jvp)] public static double F(double x) => x; static void FJvp(double x, ReadOnlySpan<double> v) { }", "FJvp")]
    [InlineData("[Differentiable(Derivatives.Vjp)] public static double[] F(double x) => [x]; static void FVjp(double x, ReadOnlySpan<double> v, Span<double> r) { }", "FVjp")]
    [InlineData("[Differentiable(Derivatives.GaussNewton)] public static double[] F(double x) => [x]; static int FGaussNewton => 1;", "FGaussNewton")]
    [InlineData("[Differentiable(Derivatives.Jvp)] public static double[] F(double x) => [x]; static void FVjp(double x, ReadOnlySpan<double> v) { }", null)]
    public void AMemberThatIsThereAlreadyIsSaid(string members, string? name)
    {
        var diagnostics = GeneratorHost.RunMembers(members).Diagnostics;
        Assert.Equal(name is null ? 0 : 1, diagnostics.Count);
        Assert.All(diagnostics, diagnostic => Assert.Contains($"'{name}'", diagnostic.GetMessage(), StringComparison.Ordinal));
    }

    private const string Source = """
        public static partial class Products
        {
            public const Derivatives All = Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.GaussNewton;

            [Differentiable(All)]
            public static double[] Three(double x, double y) => [x + y, x, 3 * y];

            [Differentiable(All)]
            public static void Fill(double x, double y, Span<double> r)
            {
                for (int i = 0; i < r.Length; i++) r[i] = x * i + y;
            }

            [Differentiable(All)]
            public static void At(double x, [Constant] double[] t, Span<double> r)
            {
                for (int i = 0; i < t.Length; i++) r[i] = x * t[i];
            }

            [Differentiable(All)]
            public static double[] Twice(double[] x)
            {
                var r = new double[x.Length];
                for (int i = 0; i < r.Length; i++) r[i] = 2 * x[i];
                return r;
            }

            [Differentiable(All)]
            public static double[] Branch(double[] x, bool more)
            {
                double[] r;
                if (more) { r = new double[x.Length + 1]; r[x.Length] = x[0]; }
                else { r = new double[x.Length]; }
                for (int i = 0; i < x.Length; i++) r[i] = x[i] * x[i];
                return r;
            }

            [Differentiable(All)]
            public static double[] Guard(double[] x)
            {
                var r = new double[x.Length];
                for (int i = 0; i < r.Length; i++)
                {
                    if (x[i] < 0) throw new ArgumentException("negative");
                    r[i] = Math.Sqrt(x[i]);
                }
                return r;
            }

            [Differentiable(Derivatives.Jvp)]
            public static double Sum(double x, double y) => x * y;

            [Differentiable(All)]
            public static float[] Single(float x, float y) => [x * y, x];

            [Differentiable(All)]
            public static double[] Names(double tangent, double result, double cotangent, double jtj, double jtr, double rows, double point) =>
                [tangent * result, cotangent + jtj, jtr * rows + point];

            [Differentiable(All)]
            public static void NamesInto(double tangent, double cotangent, double rows, double jtj, double jtr, Span<double> result)
            {
                for (int i = 0; i < result.Length; i++) result[i] = tangent * cotangent + rows * i + jtj * jtr;
            }

            [Differentiable(All)]
            public static double[,] Scale(double[,] a)
            {
                var r = new double[a.GetLength(0), a.GetLength(1)];
                for (int i = 0; i < a.GetLength(0); i++)
                    for (int j = 0; j < a.GetLength(1); j++) r[i, j] = (i + 1) * a[i, j];
                return r;
            }

        #pragma warning disable SJ1004
            [Differentiable(All)]
            public static double[] Jumping(double[] x)
            {
                if (x[0] > 0) goto end;
            end:
                return new[] { x[0] * x[0] / 2, 2 * x[1] };
            }
        }

        public partial class Model(double k)
        {
            [Differentiable(Products.All)]
            public double[] F(double x) => [k * x * x, x];
        }

        public partial struct Spring
        {
            public double K;

            [Differentiable(Products.All)]
            public readonly double[] F(double x) => [K * x * x, x];
        }

        public static class Driver
        {
            public static double Untouched = 7;

            private static void Kept(double[] memory, Action action)
            {
                Array.Fill(memory, 7.0);
                try { action(); }
                finally { Untouched = memory.All(one => one == 7.0) ? 7.0 : -1; }
            }

            public static void ShortTangent() { var r = new double[3]; Kept(r, () => Products.ThreeJvp(1, 2, new double[1], r)); }
            public static void LongTangent() { var r = new double[3]; Kept(r, () => Products.ThreeJvp(1, 2, new double[3], r)); }
            public static void ShortResult() { var r = new double[1]; Kept(r, () => Products.ThreeJvp(1, 2, new double[2], r)); }
            public static void ShortCotangent() { var r = new double[2]; Kept(r, () => Products.ThreeVjp(1, 2, new double[2], r)); }
            public static void ShortGradient() { var r = new double[1]; Kept(r, () => Products.FillVjp(1, 2, new double[5], r)); }
            public static void ShortProducts() { var r = new double[3]; Kept(r, () => Products.FillGaussNewton(1, 2, 4, r, new double[2])); }
            public static void ShortRight() { var r = new double[4]; Kept(r, () => Products.FillGaussNewton(1, 2, 4, r, new double[1])); }
            public static void ShortArrayCotangent() { var r = new double[2]; Kept(r, () => Products.TwiceVjp([1, 2], new double[1], r)); }
            public static void BranchCotangent() { var r = new double[2]; Kept(r, () => Products.BranchVjp([1, 2], true, new double[2], r)); }
            public static void TooFewRows() => Products.AtGaussNewton(2, [1, 2, 3], 2, new double[1], new double[1]);
            public static void ScalarTangent() => Products.SumJvp(1, 2, [1]);
            public static void DifferencedTangent() { var r = new double[2]; Kept(r, () => Products.JumpingJvp([1, 2], new double[1], r)); }
            public static void DifferencedCotangent() { var r = new double[2]; Kept(r, () => Products.JumpingVjp([1, 2], new double[1], r)); }

            public static string Returned() => Text(Products.ThreeJvp(1, 2, [1, 10]).Select((one, i) => i == 1 ? Products.FillJvp(1, 1, 3, [1, 0])[2] : one));

            public static string Guarded()
            {
                try { return Text(Products.GuardVjp([1, -1], [1, 1])); }
                catch (ArgumentException fault) { return $"{fault.GetType()}: {fault.Message}"; }
            }

            public static string Single() => Text(Products.SingleJvp(2, 3, [2, 3]).Select(one => (double)one));

            public static string OfInstance() => Text(new Model(3).FJvp(1, [1]));

            public static string OfStruct() => Text(new Spring { K = 3 }.FJvp(1, [1]));

            public static string Hostile()
            {
                var vjp = Products.NamesVjp(1, 2, 3, 4, 5, 6, 7, [1, 0.5, 2.5]);
                var into = Products.NamesIntoVjp(2, 3, 4, 5, 1, [1, 0, 0]);
                var (a, b) = (new double[49], new double[7]);
                Products.NamesGaussNewton(1, 2, 3, 4, 5, 6, 7, a, b);
                Products.NamesIntoGaussNewton(2, 3, 4, 5, 1, 3, new double[25], new double[5]);
                Products.NamesIntoJvp(2, 3, 4, 5, 1, 3, new double[5]);
                return Text([vjp[4], into[4], vjp[6], a[8], vjp[0]]);
            }

            public static string OfMatrix()
            {
                double[,] a = { { 1, 2 }, { 3, 4 } };
                var jvp = Products.ScaleJvp(a, [1, 20, 150, 2000]);
                return Text(jvp) + " | " + Text(Products.ScaleVjp(a, [2, 2, 2, 2]));
            }

            public static string Differenced()
            {
                var (a, b) = (new double[4], new double[2]);
                var half = Products.JumpingGaussNewton([1, 5], a, b);
                var exact = typeof(Products).GetMethods().Where(one => one.Name.StartsWith("JumpingVjp")).SelectMany(one => one.GetCustomAttributes(false).OfType<GeneratedDerivativeAttribute>());
                _ = half;
                half = Products.JumpingGaussNewton([2, 2.5], a, b);
                return Short(Products.JumpingJvp([1, 5], [1, 10])) + " | " + Short(Products.JumpingVjp([2, 5], [1, 10])) + " | " + Short([half, b[0] + 2, b[1] + 8])
                    + " | IsExact " + exact.Any(one => one.IsExact);
            }

            public static long Allocated()
            {
                double[] x = [1, 2, 3], r3 = new double[3], r2 = new double[2], u = [1, 2, 3], v = [1, 2], a = new double[9], b = new double[3];
                double[] r4 = new double[4], u4 = [1, 2, 3, 4];
                // A collection that another thread starts moves the count by the room that was left: what is allocated is in every round.
                long least = long.MaxValue;
                for (var round = 0; round < 6; round++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Products.ThreeJvp(1, 2, v, r3);
                    Products.ThreeVjp(1, 2, u, r2);
                    Products.FillJvp(1, 2, v, r4);
                    Products.FillVjp(1, 2, u4, r2);
                    Products.FillGaussNewton(1, 2, 100, a, b);
                    Products.TwiceJvp(x, u, r3);
                    Products.TwiceVjp(x, u, r3);
                    Products.TwiceGaussNewton(x, a, b);
                    Products.GuardVjp(x, u, r3);
                    Products.GuardGaussNewton(x, a, b);
                    least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - before));
                }

                return least;
            }

            private static string Text(IEnumerable<double> numbers) => string.Join(" ", numbers.Select(one => one.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

            private static string Short(IEnumerable<double> numbers) => string.Join(" ", numbers.Select(one => one.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)));
        }
        """;
}
