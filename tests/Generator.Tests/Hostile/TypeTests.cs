namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Where a method may stand.</summary>
public sealed class TypeTests
{
    private const string F = "[Differentiable] public static double F(double x) => x * x;";
    private const string G = "[Differentiable] public double G(double x) => x * k;";
    private const string Broken = "[Differentiable] public double H(double x) { try { return x * x; } finally { new global::System.Random().Next(); } }";

    [Theory]
    [InlineData("public partial class A { " + F + " }")]
    [InlineData("public partial struct A { " + F + " public double k; " + G + " }")]
    [InlineData("public readonly partial struct A { " + F + " private readonly double k; " + G + " public A(double v) { k = v; } }")]
    [InlineData("public partial record A(double k) { " + F + G + " }")]
    [InlineData("public sealed partial record class A(double k) { " + F + G + " }")]
    [InlineData("public partial record struct A(double k) { " + F + G + " }")]
    [InlineData("public readonly partial record struct A(double k) { " + F + G + " }")]
    [InlineData("public partial class A(double k) { " + F + G + " }")]
    [InlineData("public partial struct A(double k) { " + F + G + " }")]
    [InlineData("public ref partial struct A { " + F + " public double k; " + G + " }")]
    [InlineData("public readonly ref partial struct A { " + F + " private readonly double k; " + G + " public A(double v) { k = v; } }")]
    [InlineData("public abstract partial class A { " + F + " protected double k = 3; " + G + " }")]
    [InlineData("public partial class A<T> where T : class, new() { " + F + " private double k = 2; " + G + " }")]
    [InlineData("public partial class A<T, U> where T : IEnumerable<U>? where U : notnull { public partial struct B<V> where V : unmanaged { " + F + " } }")]
    [InlineData("public partial class A { public partial record B { internal partial struct C { private partial class D { " + F + " } } } }")]
    [InlineData("internal partial class A { internal static class X { } protected partial class B { " + F + " } }")]
    [InlineData("namespace N.M { namespace K { public partial class A { " + F + " } } }")]
    [InlineData("public partial class A { } public partial class A { " + F + " } public partial class A { public static double Y => FGradient(2)[0]; }")]
    [InlineData("public partial class A { [Differentiable] public static partial double F(double x); public static partial double F(double y) => y * y; }")]
    [InlineData("public partial class A { public static partial double F(double x); [Differentiable] public static partial double F(double y) => y * y; }")]
    [InlineData("public unsafe partial class A { " + F + " }")]
    [InlineData("public class Base { public double[] FGradient(double x) => new double[0]; } public partial class A : Base { " + F + " }")]
    [InlineData("public abstract partial class A { public abstract double F(double x); } public partial class B : A { [Differentiable] public override double F(double x) => x * x; }")]
    [InlineData("public partial class A { [Differentiable] public virtual double F(double x) => x * x; }")]
    [InlineData("public interface I { double F(double x); } public partial class A : I { [Differentiable] public double F(double x) => x * x; }")]
    [InlineData("public partial class A { public static double G(double x) => Inner.F(x); private static partial class Inner { [Differentiable] internal static double F(double x) => x * x; } }")]
    [InlineData("public static partial class A { [Differentiable] public static double F(this double x) => x * x; }")]
    [InlineData("public static partial class A { [Differentiable] public static double F(this double[] x, double y) => x[0] * y; }")]
    [InlineData("public partial class A { double k = 1; [Differentiable] private double F1(double x) => x * k; [Differentiable] protected double F2(double x) => x * k; [Differentiable] internal double F3(double x) => x * k; [Differentiable] protected internal double F4(double x) => x * k; [Differentiable] private protected double F5(double x) => x * k; [Differentiable] double F6(double x) => x * k; }")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x) => x; [Differentiable] public static double F(double x, double y) => x * y; [Differentiable] public static double F(double[] x) => x[0]; [Differentiable] public static double[] F(double x, int n) => new[] { x * n }; [Differentiable] public static double F<T>(double x) => x; }")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x) => x; [Differentiable] public static double f(double x) => x * x; } public partial class a { [Differentiable] public static double F(double x) => x; [Differentiable] public static double f(double x) => x * x; }")]
    [InlineData("public partial class A { public partial class B { [Differentiable] public static double F(double x) => x; } } public partial class A<T> { public partial class B { [Differentiable] public static double F(double x) => x; } public partial class B<U> { [Differentiable] public static double F(double x) => x; } }")]
    [InlineData("namespace N { public partial class A { [Differentiable] public static double F(double x) => x; } } namespace n { public partial class A { [Differentiable] public static double F(double x) => x; } }")]
    [InlineData("public partial class A { [Differentiable, Obsolete] public static double F(double x) => x * x; }")]
    [InlineData("public partial class A { [Differentiable, Obsolete(\"no\", true)] public static double F(double x) => x * x; }")]
    [InlineData("public partial class A { [Differentiable, System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] public static double F(double x) => x * x; }")]
    [InlineData("[Obsolete(\"no\", true)] public enum E { A } public partial class A { [Differentiable, Obsolete] public static double F(double x, E e = E.A) => x * x; }")]
    [InlineData("\n/// <summary>See <see cref=\"F(double)\"/>.</summary>\npublic partial class A {\n/// <summary>One.</summary>\n/// <param name=\"x\">X.</param>\n/// <returns>R.</returns>\n [Differentiable] public static double F(double x) => x; [Differentiable] public static double F(float x, double y) => x * y; }")]
    [InlineData("public partial class A { [Differentiable] public static T F<T>(T x) where T : System.Numerics.INumber<T> => x * x; }", "SJ0007")]
    [InlineData("public partial class A { [Differentiable] public double F<T, U>(double x, [Constant] T t, [Constant] U? u = default) where T : class?, IDisposable, new() where U : struct => x * x; }")]
    [InlineData("public partial class A { [Differentiable] public double F<T>(double x, [Constant] T? t = null) where T : class => x * x; [Differentiable] public double F2<T>(double x, [Constant] T? t = default) => x * x; }")]
    [InlineData("public partial class A { [Differentiable] public double F<T>(double x) where T : allows ref struct => x * x; [Differentiable] public double F2<T>(double x) where T : Enum, IComparable => x * x; [Differentiable] public double F3<T>(double x) where T : Delegate => x * x; }")]
    [InlineData("public abstract class A { public abstract double F<T>(double x, T? t) where T : struct; } public partial class B : A { [Differentiable] public override double F<T>(double x, [Constant] T? t) => x * x; }")]
    [InlineData("public partial class A { private class P { } private enum E { X } [Differentiable] private static double F(double x, P? p, E e = E.X) => x * x; }")]
    public void Followed(string source, params string[] ids)
    {
        Guest.Says("using System; using System.Collections.Generic; using SymbolicJacobian; " + source, ids);
        if (!source.StartsWith("namespace", StringComparison.Ordinal))
        {
            Guest.Says("using System; using System.Collections.Generic; using SymbolicJacobian; namespace Deep.Down; " + source, ids);
        }
    }

    [Theory]
    [InlineData("public partial class A { " + Broken + " }")]
    [InlineData("public partial struct A { " + Broken + " }")]
    [InlineData("public readonly partial struct A { " + Broken + " }")]
    [InlineData("public partial record struct A { " + Broken + " }")]
    [InlineData("public partial class A { [Differentiable, Obsolete(\"no\", true)] public static double F(double x) { try { return x * x; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double[] F(in double x, in double[] y) { try { return new[] { x * y[0] }; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, double y = 2, params double[] z) { try { return x * y; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double[,] F(ReadOnlySpan<double> x, Span<float> z, float[,] y) { try { return new double[1, 2] { { x[0] * y[0, 0], z[1] } }; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static (double A, double B) F(double x) { try { return (x, x * x); } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static (float, float) F(float x) { try { return (x, x * x); } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static void F(float x, Span<float> y) { try { y[0] = x; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, ReadOnlySpan<char> text, ReadOnlySpan<int> n) { try { return x * n.Length * text.Length; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double F<T>(double x, [Constant] T t) where T : allows ref struct { try { return x; } finally { new global::System.Random().Next(); } } }")]
    [InlineData("public partial class A { [Differentiable] public static double F(double x, [Constant] in Guid g, [Constant] scoped ReadOnlySpan<double> r) { try { return x; } finally { new global::System.Random().Next(); } } }")]
    public void Differenced(string source) => Guest.Says("using System; using SymbolicJacobian; " + source, "SJ1005");

    [Theory]
    [InlineData("public ref partial struct A { " + Broken + " }")]
    [InlineData("public readonly ref partial struct A { " + Broken + " }")]
    [InlineData("public ref struct R { } public partial class A { [Differentiable] public static double F(double x, R r) { try { return x; } finally { new global::System.Random().Next(); } } }")]
    public void Beyond_differences(string source) => Assert.Empty(Guest.Says("using System; using SymbolicJacobian; " + source, "SJ0019", "SJ1005").Sources);

    [Theory]
    [InlineData("[Differentiable] public static double F(double x, ReadOnlySpan<char> text, ReadOnlySpan<int> n) => x * n.Length * text.Length;")]
    [InlineData("public ref struct R { public double V; } [Differentiable] public static double F(double x, R r) => x * r.V;")]
    [InlineData("public ref struct R { public int V; } [Differentiable] public static double F(double x, [Constant] R r) => x * x;")]
    [InlineData("[Differentiable] public static double F<T>(double x, [Constant] T t) where T : allows ref struct => x * x;")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] in Guid g, [Constant] scoped ReadOnlySpan<double> r) => x * x;")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] ref readonly double r) => x * r;")]
    [InlineData("[Differentiable] public static double F(ref readonly double x) => x * x;")]
    [InlineData("[Differentiable] public static unsafe double F(double x, [Constant] double* p) => x * x;", "SJ0016")]
    [InlineData("[Differentiable] public static unsafe double F(double x, [Constant] int* p) => x * x;", "SJ0016")]
    [InlineData("[Differentiable] public static unsafe double F(double x, [Constant] delegate*<double, double> p) => x * x;", "SJ0016")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] dynamic d) => x * x;")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] dynamic d) => x * (d ?? 1);", "SJ1006")]
    [InlineData("[Differentiable] public static double F(double x, __arglist) => x * x;", "SJ0011")]
    [InlineData("[Differentiable, System.Runtime.InteropServices.UnmanagedCallersOnly] public static double F(double x) => x * x;", "SJ0011")]
    [InlineData("[Differentiable] public static double F(double x, [Constant] TypedReference r) => x * x;")]
    public void Strange_parameters(string members, params string[] ids) => Guest.SaysOfMember(members, ids);
}
