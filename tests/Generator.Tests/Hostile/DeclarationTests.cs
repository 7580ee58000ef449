using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Declarations that cannot be used: one located word, or silence where the compiler speaks.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("public class A { [Differentiable] public static double F(double x) => x; }", "SJ0001")]
    [InlineData("public class A { public partial class B { [Differentiable] public static double F(double x) => x; } }", "SJ0001")]
    [InlineData("public struct A { [Differentiable] public static double F(double x) => x; }", "SJ0001")]
    [InlineData("public record A { [Differentiable] public static double F(double x) => x; }", "SJ0001")]
    [InlineData("[Differentiable] static double F(double x) => x; Console.WriteLine(F(1));", "SJ0011", true)]
    [InlineData("public static class X { extension(double x) { [Differentiable] public double F() => x * x; } }", "", true)]
    [InlineData("public partial class A { [Differentiable] public static void F(double x) { } }", "SJ0002")]
    [InlineData("public partial class A { [Differentiable] public static void F(double x, double[] y) { y[0] += x; } }", "SJ0002")]
    [InlineData("public partial class A { [Differentiable] public static void F(double x, Span<int> y) { y[0] = 1; } }", "SJ0002")]
    [InlineData("public partial class A { [Differentiable] public static double F() => 1; }", "SJ0003")]
    [InlineData("public partial class A { [Differentiable] public static double F(int n, string s, bool b, Func<double> f) => n; }", "SJ0003")]
    [InlineData("public partial class A { [Differentiable] public static double F([Constant] double x, [Constant] double[] y, [Constant] Span<double> z) => x; }", "SJ0003")]
    [InlineData("public partial class A { [Differentiable] public static System.Threading.Tasks.Task<double> F(double x) => System.Threading.Tasks.Task.FromResult(x); }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static async System.Threading.Tasks.ValueTask<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x; } }", "SJ0004")]
    [InlineData("public partial class A { [Differentiable] public static async IAsyncEnumerable<double> F(double x) { await System.Threading.Tasks.Task.Yield(); yield return x; } }", "SJ0004")]
    [InlineData("public partial class A { [Differentiable] public static async void F(double x) { await System.Threading.Tasks.Task.Yield(); } }", "SJ0004")]
    [InlineData("public partial class A { [Differentiable] public static IEnumerator<double> F(double x) { yield return x; } }", "SJ0005")]
    [InlineData("public partial class A { [Differentiable] public static IEnumerable<double> F(double x) => new[] { x }; }", "SJ0008")]
    [InlineData("public partial interface I { [Differentiable] static double F(double x) => x; }", "SJ0010")]
    [InlineData("public partial interface I { [Differentiable] static abstract double F(double x); }", "SJ0010")]
    [InlineData("public partial interface I { [Differentiable] static virtual double F(double x) => x; }", "SJ0010")]
    [InlineData("public partial class A { [Differentiable] partial void F(double x); }", "SJ0006")]
    [InlineData("public partial class A { [Differentiable] public static ref double F(double[] x) => ref x[0]; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static ref readonly double F(double[] x) => ref x[0]; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static Span<double> F(double[] x) => x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static int F(double x) => (int)x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static decimal F(double x) => (decimal)x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static dynamic F(double x) => x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static object F(double x) => x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static double? F(double x) => x; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static List<double> F(double x) => new() { x }; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static double[,,] F(double x) => new double[1, 1, 1]; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static unsafe double* F(double x) => null; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static T F<T>(double x) => default!; }", "SJ0008")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, ref double[] y) { y = null; return x; } }", "SJ0009")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, ref object y) { y = x; return x; } }", "SJ0009")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, out object y) { y = 1; return x; } }", "SJ0009")]
    [InlineData("public partial class A { [Differentiable] public static double F(Half c) => (double)c; }", "SJ0007")]
    [InlineData("public partial class A { [Differentiable] public static double F(double? c) => c ?? 0; }", "SJ0007")]
    [InlineData("public partial class A { [Differentiable] public static double F(Memory<double> c) => c.Span[0]; }", "SJ0007")]
    [InlineData("public partial class A { [Differentiable] public static double F(IReadOnlyList<double> c) => c[0]; }", "SJ0007")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Size(-1)] double[] y) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Size(0)] double[] y) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Size(2, 2)] double[] y) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Size(4)] double[,] y) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F([Size(1)] double x) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Size(2)] string y) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] [return: Size(1)] public static double F(double x) => x; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] [return: Size(2)] public static (double, double) F(double x) => (x, x); }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] [return: Size(-2)] public static double[] F(double x) => new[] { x }; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static A operator +(A a, A b) => a; }", "SJ0011")]
    [InlineData("public partial class A { [Differentiable] public static explicit operator double(A a) => 1; }", "SJ0011")]
    [InlineData("public partial class A { [Differentiable] public A(double x) { } }", "SJ0011", true)]
    [InlineData("public partial class A { public double this[double x] { [Differentiable] get => x; } }", "SJ0011")]
    [InlineData("public partial class A { public static double G(double x) { [Differentiable] static double F(double t) => t; return F(x); } }", "SJ0011")]
    [InlineData("public partial class A { public static Func<double, double> G = [Differentiable] (double t) => t; }", "SJ0011")]
    [InlineData("public interface I { double F(double x); } public partial class A : I { [Differentiable] double I.F(double x) => x; }", "SJ0011")]
    [InlineData("public delegate double D(double x); public partial class A { [Differentiable] ~A() { } }", "SJ0011", true)]
    [InlineData("file partial class A { [Differentiable] public static double F(double x) => x; }", "SJ0012")]
    [InlineData("public partial class A { [Differentiable] public static void F(double x, Span<double> y, Span<float> z) { y[0] = x; z[0] = 1; } }", "SJ0014")]
    [InlineData("public partial class A { [Differentiable] public static double F([Size(2147483647)] double[] x) => x[0]; }", "SJ0013")]
    [InlineData("public partial class A { [Differentiable] public static double F([Size(65536, 65536)] double[,] x) => x[0, 0]; }", "SJ0013")]
    [InlineData("public partial struct S { public S Inner; public double X; [Differentiable] public static double F(S s) => s.X; }", "SJ0007", true)]
    [InlineData("public struct T { public double X; public S? Back; } public partial struct S { public (T, int) Inner; public double X; [Differentiable] public static double F(S s) => s.X; }", "SJ0007", true)]
    public void Refused(string source, string id, bool isBroken = false)
    {
        source = "using System; using System.Collections.Generic; using SymbolicJacobian; " + source;
        if (isBroken)
        {
            Survives(source);
            return;
        }

        Assert.Empty(Guest.Says(source, id).Sources);
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => x +;")]
    [InlineData("[Differentiable] public static double F(double x) { return }")]
    [InlineData("[Differentiable] public static double F(double x) { return y; }")]
    [InlineData("[Differentiable] public static double F(double x) { return x.Foo(); }")]
    [InlineData("[Differentiable] public static Foo F(double x) => x;")]
    [InlineData("[Differentiable] public static double F(Foo x) => 1;")]
    [InlineData("[Differentiable] public static (double, Foo[]) F(double x) => default;")]
    [InlineData("[Differentiable] public static double F(double x, double x) => x;")]
    [InlineData("[Differentiable] public static double (double x) => x;")]
    [InlineData("[Differentiable] public static double F(double) => 1;")]
    [InlineData("[Differentiable] public static double F(double x)")]
    [InlineData("[Differentiable] public static double F(double x);")]
    [InlineData("[Differentiable] public static F(double x) => x;")]
    [InlineData("[Differentiable] public static double F(double x) => x; [Differentiable] public static double F(double x) => x;")]
    [InlineData("[Differentiable] [Differentiable] public static double F(double x) => x;")]
    [InlineData("[Differentiable(3, 4)] public static double F(double x) => x;")]
    [InlineData("[Differentiable(Fallback = 7)] public static double F(double x) => x;")]
    [InlineData("[Differentiable(\"a\")] public static double F(double x) => x;")]
    [InlineData("[Differentiable(Nope.Jacobian)] public static double F(double x) => x;")]
    [InlineData("[Differentiable( public static double F(double x) => x;")]
    [InlineData("[Differentiable] public double P => 1;")]
    [InlineData("[Differentiable] public double f;")]
    [InlineData("[Differentiable] public class N { }")]
    [InlineData("public static double G([Differentiable] double x) => x;")]
    [InlineData("public static double G<[Differentiable] T>(double x) => x;")]
    [InlineData("[return: Differentiable] public static double G(double x) => x;")]
    [InlineData("[Differentiable] public static double F(double x, [Size] double[] y) => x;")]
    [InlineData("[Differentiable] public static double F(double x, [Size(\"a\")] double[] y) => x;")]
    [InlineData("[Differentiable] public static double F(double x, [Size(null)] double[] y) => x;")]
    [InlineData("[Differentiable] public static double F(double x, int n = ) => x;")]
    [InlineData("[Differentiable] public static double F(double x, double y = \"a\") => x;")]
    [InlineData("[Differentiable] public static double F<T>(double x) where T : Foo => x;")]
    [InlineData("[Differentiable] public static double F(this int n, double x) => x; [Differentiable")]
    [InlineData("[Differentiable] public static double F(double x) { if (x > 0) return x; }")]
    [InlineData("[Differentiable] public static double F(double x) { double y; return y * x; }")]
    [InlineData("[Differentiable] public static double F(double x) { for (;;) }")]
    [InlineData("[Differentiable] public static double F(double x) { goto nowhere; return x; }")]
    [InlineData("[Differentiable] public static double F(double x) { break; return x; }")]
    [InlineData("[Differentiable] public static double F(double[] x) => x[];")]
    [InlineData("[Differentiable] public static double F(double[] x) => x[0, 1];")]
    [InlineData("[Differentiable] public static double F(double x) => Math.Sin();")]
    [InlineData("[Differentiable] public static double F(double x) => Math.Sin(x, x, x);")]
    [InlineData("[Differentiable] public static double F(double x) => G(x); static double G(double x) => H(x); static double H(double x) => nothing;")]
    [InlineData("[Differentiable] public static double F(double x) => G(x); static double G(double x) { return }")]
    [InlineData("[Differentiable] public static double F(double x) => G(x); static double G(double x);")]
    [InlineData("[Differentiable] public static double F(double x) { var (a, b) = x; return a; }")]
    [InlineData("[Differentiable] public static double F(double x) => x switch { };")]
    [InlineData("[Differentiable] public static double F(double x) => x switch { > => 1 };")]
    [InlineData("[Differentiable] public static double F(double x) { foreach (var v in x) { } return x; }")]
    [InlineData("[Differentiable] public static double F(double x) { x = x = = x; return x; }")]
    [InlineData("[Differentiable] public static double F(double x) { int i = x; return i; }")]
    [InlineData("[Differentiable] public static double[] F(double x) => [x, ..];")]
    [InlineData("[Differentiable] public static double[] F(double x) => [x, .. x];")]
    [InlineData("[Differentiable] public static double F(double x) { const double c = x; return c; }")]
    [InlineData("[Differentiable] public static double F(double x) { stackalloc int[3]; Span<double> s = stackalloc double[]; return x; }")]
    [InlineData("[Differentiable] public static double F(double x) => ((Func<double, double>)(t => t + ))(x);")]
    [InlineData("[Differentiable] public static double F(double x) { void L() => M(); L(); return x; }")]
    [InlineData("[Differentiable] public static double F(double x) => 1 / 0 * x;")]
    [InlineData("[Differentiable] public static double F(double x) => checked(int.MaxValue + 1) * x;")]
    [InlineData("[Differentiable] public static double F(double x) => 1.0e999 * x;")]
    [InlineData("[Differentiable] public static double F(double x) => x /* ")]
    [InlineData("[Differentiable] public static double F(double x) => x; }}}} {{{{")]
    public void What_does_not_compile(string members) => Survives(Guest.Usings + "public static partial class Sample\n{\n" + members + "\n}\n");

    /// <summary>Whatever is wrong with the source, nothing is thrown, and the compiler says no more of what we add.</summary>
    private static void Survives(string source)
    {
        var result = GeneratorHost.Run(source);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal) || diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.DoesNotContain(
            result.Output.GetDiagnostics(),
            diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("[Differentiable((Derivatives)256)]", 0, "SJ0017 (Derivatives)256")]
    [InlineData("[Differentiable(Derivatives.Jvp | Derivatives.Jacobian | (Derivatives)256, Fallback = Fallback.Error)]", 2, "SJ0017 Derivatives.Jvp | Derivatives.Jacobian | (Derivatives)256")]
    [InlineData("[Differentiable((Derivatives)0)]", 0, "SJ0017 (Derivatives)0")]
    [InlineData("[Differentiable((Derivatives)4096 | Derivatives.Jacobian)]", 1, "SJ0017 (Derivatives)4096 | Derivatives.Jacobian")]
    [InlineData("[Differentiable((Derivatives)(511 - 64))]", 6, "SJ0017 (Derivatives)(511 - 64)")]
    public void Kinds_that_are_not_generated(string attribute, int sources, params string[] said)
    {
        var members = $"{attribute} public static double F(double x) => x * x;";
        var result = Guest.SaysOfMember(members, [.. said.Select(one => one.Split(' ')[0])]);
        Assert.Equal(sources, result.Sources.Count);
        Assert.Equal(said, result.Diagnostics.Select(diagnostic => $"{diagnostic.Id} {Text(diagnostic)}").ToArray());
        Assert.All(result.Diagnostics, diagnostic => Assert.EndsWith(" of 'F' is not generated yet; ask for Derivatives.Jacobian", diagnostic.GetMessage(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Differentiable(Derivatives.Vjp)]", 0, "Vjp")]
    [InlineData("[Differentiable(Derivatives.Jacobian | Derivatives.Vjp)]", 1, null)]
    [InlineData("[Differentiable(Derivatives.Jvp | Derivatives.Vjp)]", 1, "Vjp")]
    [InlineData("[Differentiable(derivatives: Derivatives.Jacobian | Derivatives.GaussNewton)]", 1, "GaussNewton")]
    public void Kinds_without_members(string attribute, int sources, string? token)
    {
        var result = Guest.SaysOfMember($"{attribute} public static double F(double x) => x * x;", token is null ? [] : ["SJ0024"]);
        Assert.Equal(sources, result.Sources.Count);
        Assert.Equal(token, result.Diagnostics.Select(Text).SingleOrDefault());
    }

    private static string Text(Microsoft.CodeAnalysis.Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
