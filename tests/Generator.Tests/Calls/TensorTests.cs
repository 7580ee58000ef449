using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>
/// Functions of whole spans. The library here rounds as no loop would: it adds up from the back, and what it approximates is off by a bit. So a value
/// that is the library's own shows, and so does a derivative that is not.
/// </summary>
public sealed class TensorTests
{
    private static readonly Lazy<MetadataReference> _library = new(Library);

    [Theory]
    [InlineData("TensorPrimitives.Sum<double>(x) * TensorPrimitives.Norm<double>(x) + TensorPrimitives.Product<double>(x)")]
    [InlineData("TensorPrimitives.Dot<double>(x, y) + TensorPrimitives.Distance<double>(x, y) * TensorPrimitives.CosineSimilarity<double>(y, x)")]
    [InlineData("TensorPrimitives.Dot<double>(Weights, x) * TensorPrimitives.Dot<double>(x, x)")]
    [InlineData("TensorPrimitives.Max<double>(x) + TensorPrimitives.Max<double>(x.AsSpan(0, 2)) * x[TensorPrimitives.IndexOfMax<double>(y)]")]
    [InlineData("TensorPrimitives.SumOfSquares<double>(x) / TensorPrimitives.StdDev<double>(y)")]
    public void A_number_made_of_all_elements(string expression) => Check($"public static double F(double[] x, double[] y) => {expression};");

    [Theory]
    [InlineData("TensorPrimitives.Tanh<double>(x, t); TensorPrimitives.Multiply<double>(t, 2.0, t); TensorPrimitives.Add<double>(t, y, t);")]
    [InlineData("TensorPrimitives.SoftMax<double>(x, t); TensorPrimitives.MultiplyAdd<double>(t, y, x, t);")]
    [InlineData("TensorPrimitives.Sigmoid<double>(x, t); TensorPrimitives.SoftMax<double>(t, t);")]
    [InlineData("for (int i = 0; i < 3; i++) { TensorPrimitives.Add<double>(t, x, t); TensorPrimitives.Tanh<double>(t, t); TensorPrimitives.Multiply<double>(t, TensorPrimitives.Sum<double>(t), t); }")]
    [InlineData("TensorPrimitives.Pow<double>(y, x, t); TensorPrimitives.Pow<double>(t, 1.5, t); TensorPrimitives.Pow<double>(1.5, t, t);")]
    public void Element_by_element(string statements) =>
        Check($"public static double F(double[] x, double[] y) {{ var t = new double[x.Length]; {statements} double s = 0; for (int i = 0; i < t.Length; i++) s += t[i] * (i + 1); return s; }}");

    [Fact]
    public void Lengths_are_compared_as_the_library_does()
    {
        var run = Run("public static double F(double[] x, double[] y) => TensorPrimitives.Dot<double>(x, y);");
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        var gradient = Assembly.Load(image.ToArray()).GetType("Sample")!.GetMethod("FGradient", [typeof(double[]), typeof(double[])])!;

        Assert.IsType<ArgumentException>(Assert.Throws<TargetInvocationException>(() => gradient.Invoke(null, [new double[2], new double[3]])).InnerException);
    }

    [Fact]
    public void What_has_no_derivative_is_refused() =>
        Assert.Contains(Run("public static double F(double[] x, double[] y) { var t = new double[2]; TensorPrimitives.Floor<double>(x, t); return t[0] * y[0]; }").Diagnostics, diagnostic => diagnostic.Id == "SJ1001");

    private static string Source(string method) =>
        $"{GeneratorHost.Usings}using System.Numerics.Tensors;\npublic static partial class Sample\n{{\nprivate static readonly double[] Weights = [0.5, -1, 2];\n[Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] {method}\n}}\n";

    private static HostResult Run(string method) => GeneratorHost.Run(GeneratorHost.Compile(Source(method)).AddReferences(_library.Value));

    private static void Check(string method)
    {
        var executed = Executed.Of(GeneratorHost.Compile(Source(method) + Executed.Probe("[0.7, 1.3, 0.4], [1.2, 0.3, 2]")).AddReferences(_library.Value));
        Assert.Empty(executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        Assert.True(executed.IsExact, executed.Text);
    }

    private static MetadataReference Library()
    {
        const string Source = """
            using System;
            namespace System.Numerics.Tensors;
            public static class TensorPrimitives
            {
                static double Fold(int n, Func<int, double> term, Func<double, double, double> op, double start) { for (int i = n - 1; i >= 0; i--) start = op(start, term(i)); return start; }
                static double[] Of<T>(ReadOnlySpan<T> x) => (double[])(object)x.ToArray();
                static T To<T>(double v) => (T)(object)v;
                static double D<T>(T v) => (double)(object)v!;
                static void Map<T>(double[] x, Func<double, double> f, Span<T> to) { for (int i = 0; i < x.Length; i++) to[i] = To<T>(Math.BitIncrement(f(x[i]))); }
                static void Exact<T>(double[] x, Func<double, int, double> f, Span<T> to) { for (int i = 0; i < x.Length; i++) to[i] = To<T>(f(x[i], i)); }
                public static T Sum<T>(ReadOnlySpan<T> x) { var a = Of(x); return To<T>(Fold(a.Length, i => a[i], (p, q) => p + q, 0)); }
                public static T Product<T>(ReadOnlySpan<T> x) { var a = Of(x); return To<T>(Fold(a.Length, i => a[i], (p, q) => p * q, 1)); }
                public static T SumOfSquares<T>(ReadOnlySpan<T> x) => Dot(x, x);
                public static T Norm<T>(ReadOnlySpan<T> x) => To<T>(Math.BitIncrement(Math.Sqrt(D(Dot(x, x)))));
                public static T StdDev<T>(ReadOnlySpan<T> x) { var a = Of(x); double m = D(Sum(x)) / a.Length; return To<T>(Math.Sqrt(Fold(a.Length, i => (a[i] - m) * (a[i] - m), (p, q) => p + q, 0) / a.Length)); }
                public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) { var (a, b) = (Of(x), Of(y)); return To<T>(Fold(a.Length, i => a[i] * b[i], (p, q) => p + q, 0)); }
                public static T Distance<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) { var (a, b) = (Of(x), Of(y)); return To<T>(Math.BitIncrement(Math.Sqrt(Fold(a.Length, i => (a[i] - b[i]) * (a[i] - b[i]), (p, q) => p + q, 0)))); }
                public static T CosineSimilarity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => To<T>(D(Dot(x, y)) / (D(Norm(x)) * D(Norm(y))));
                public static int IndexOfMax<T>(ReadOnlySpan<T> x) { var a = Of(x); int k = 0; for (int i = 1; i < a.Length; i++) if (a[i] > a[k]) k = i; return k; }
                public static T Max<T>(ReadOnlySpan<T> x) => x[IndexOfMax(x)];
                public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> to) => Map(Of(x), Math.Tanh, to);
                public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> to) => Map(Of(x), v => 1 / (1 + Math.Exp(-v)), to);
                public static void SoftMax<T>(ReadOnlySpan<T> x, Span<T> to) { var a = Of(x); double s = Fold(a.Length, i => Math.Exp(a[i]), (p, q) => p + q, 0); Map(a, v => Math.Exp(v) / s, to); }
                public static void Floor<T>(ReadOnlySpan<T> x, Span<T> to) => Exact(Of(x), (v, _) => Math.Floor(v), to);
                public static void Multiply<T>(ReadOnlySpan<T> x, T y, Span<T> to) => Exact(Of(x), (v, _) => v * D(y), to);
                public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> to) { var b = Of(y); Exact(Of(x), (v, i) => v + b[i], to); }
                public static void MultiplyAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> to) { var (b, c) = (Of(y), Of(z)); Exact(Of(x), (v, i) => v * b[i] + c[i], to); }
                public static void Pow<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> to) { var b = Of(y); Exact(Of(x), (v, i) => Math.BitIncrement(Math.Pow(v, b[i])), to); }
                public static void Pow<T>(ReadOnlySpan<T> x, T y, Span<T> to) => Map(Of(x), v => Math.Pow(v, D(y)), to);
                public static void Pow<T>(T x, ReadOnlySpan<T> y, Span<T> to) => Map(Of(y), v => Math.Pow(D(x), v), to);
            }
            """;
        var image = new MemoryStream();
        var result = GeneratorHost.Compile(Source).WithAssemblyName("Tensors" + Guid.NewGuid().ToString("N")).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        var assembly = Assembly.Load(image.ToArray());
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => wanted.Name == assembly.FullName ? assembly : null;
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
