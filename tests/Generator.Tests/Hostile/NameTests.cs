namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Names of the user that the generated text could trip over.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("[Differentiable] public static double @class(double x) => x * x;")]
    [InlineData("[Differentiable] public static double F(double @class, double @int) => @class * @int;")]
    [InlineData("[Differentiable] public static double[] F(double[] @params, [Constant] double @this) { var @new = @params[0] * @this; return new[] { @new, @new * @new }; }")]
    [InlineData("[Differentiable] public static double F<@class>(double x, [Constant] @class c) => x * x;")]
    [InlineData("[Differentiable] public static double[] F(double jacobian, double gradient, double rows) => new[] { jacobian * gradient, rows };")]
    [InlineData("[Differentiable] public static double F(double gradient, double point, double at) => gradient * point * at;")]
    [InlineData("[Differentiable] public static double[] F(double[] values, double[] next, double[] row) { var r = new double[values.Length]; for (int i = 0; i < r.Length; i++) r[i] = values[i] * next[i] + row[i]; return r; }")]
    [InlineData("[Differentiable] public static float F(float[] item, float[] k, float[,] entries, float entry) => item[0] * k[0] + entries[0, 0] * entry;")]
    [InlineData("[Differentiable] public static void F(double[] column, double size, Span<double> columns) { for (int i = 0; i < column.Length; i++) columns[i] = column[i] * size; }")]
    [InlineData("[Differentiable] public static void F(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> jacobianCopy, Span<double> rows) { for (int i = 0; i < rows.Length; i++) rows[i] = jacobian[i] * jacobianCopy[i]; }")]
    [InlineData("[Differentiable] public static double F(double i, double j, double[] k) { double s = 0; for (int l = 0; l < k.Length; l++) s += k[l] * i * j; return s; }")]
    [InlineData("[Differentiable] public static double F(double x, double t, double t1, double t2) { var t3 = Math.Sin(x * t) * t1; return t3 * t3 + Math.Cos(x * t) * t2; }")]
    [InlineData("[Differentiable] public static double F(double var, double dynamic, double nameof, double _) => var * dynamic * nameof * _;")]
    [InlineData("[Differentiable] public static double F(double record, double field, double value, double scoped) => record * field * value * scoped;")]
    [InlineData("[Differentiable] public static double F(double await, double async, double yield, double partial) => await * async * yield * partial;")]
    [InlineData("[Differentiable] public static double F(double Math, double System) => Math * System;")]
    [InlineData("[Differentiable] public static double F(double Span, double GeneratedCode, double SymbolicJacobian) => global::System.Math.Sin(Span) * GeneratedCode * SymbolicJacobian;")]
    [InlineData("[Differentiable] public static double F(double F, double x) => F * x;")]
    [InlineData("[Differentiable] public static double F(double FGradient, double Sample) => FGradient * Sample;")]
    [InlineData("[Differentiable] public static double[] F(double FJacobian, double[] FCheckJacobian) => new[] { FJacobian * FCheckJacobian[0] };")]
    [InlineData("[Differentiable] public static double F(double été, double \\u0061b) => été * \\u0061b;")]
    [InlineData("[Differentiable] public static double F(double x, double X) => x * X;")]
    [InlineData("[Differentiable] public static double nameof(double x) => x * x;")]
    [InlineData("static string nameof(object o) => \"\"; [Differentiable] public static double F(double x) => x * x;")]
    [InlineData("[Differentiable] public static double _(double _) => _ * 2;")]
    [InlineData("[Differentiable] public static double[] F(double @double, double @float) { var @void = Math.Sin(@double); var @object = @void * @float; return new[] { @object, @void }; }")]
    [InlineData("[Differentiable] public static double F(double[] x, double result, double self, double rowCount) { x[0] *= result; return x[0] * self * rowCount; }")]
    public void Of_methods_parameters_and_locals(string members) => Guest.IsFollowedAsMember(members);

    [Theory]
    [InlineData("public static class Math { }")]
    [InlineData("public static class MathF { }")]
    [InlineData("public class Span<T> { }")]
    [InlineData("public class ReadOnlySpan { }")]
    [InlineData("public class MemoryMarshal { }")]
    [InlineData("public enum Derivatives { }")]
    [InlineData("public class GeneratedCode { }")]
    [InlineData("public class GeneratedCodeAttribute { }")]
    [InlineData("public class GeneratedDerivative { }")]
    [InlineData("public class JacobianCheck { }")]
    [InlineData("public class JacobianReport { }")]
    [InlineData("public class FiniteDifference { }")]
    [InlineData("public class Precision { }")]
    [InlineData("public class Tape { }")]
    [InlineData("public class Array { }")]
    [InlineData("public class ArgumentException { }")]
    [InlineData("public class Double { }")]
    [InlineData("public class Exception { }")]
    [InlineData("namespace System { }")]
    [InlineData("namespace SymbolicJacobian { public class Math { } }")]
    public void Of_types(string type)
    {
        const string Body = """
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = global::System.Math.Max(x[i], a) * global::System.Math.Sin(x[0]);
                }

                return y;
            }
            """;
        var marked = $"[global::SymbolicJacobian.Differentiable] public static double[] F(double[] x, double a) {Body} [global::SymbolicJacobian.Differentiable] public static float G(float x) => global::System.MathF.Sin(x) * global::System.MathF.Max(x, 2);"
            + $"[global::SymbolicJacobian.Differentiable] public static double[,] H(double[,] x) {{ try {{ return x; }} finally {{ new global::System.Random().Next(); }} }}";
        foreach (var ids in new[] { new[] { "SJ1005" } })
        {
            Guest.Says($"using System; using SymbolicJacobian; namespace Ours {{ {type} public static partial class Sample {{ {marked} }} }}", ids);
            Guest.Says($"namespace Ours {{ public static partial class Sample {{ {marked} {(type.StartsWith("namespace", StringComparison.Ordinal) ? "" : type)} }} }}", ids);
            Guest.Says($"namespace Ours.Deep {{ public static partial class Sample {{ {marked} }} }} namespace Ours {{ {type} }}", ids);
            if (!type.StartsWith("namespace", StringComparison.Ordinal))
            {
                Guest.Says($"{type} namespace Ours {{ public static partial class Sample {{ {marked} }} }}", ids);
                Guest.Says($"{type} public static partial class Sample {{ {marked} }}", ids);
            }
        }
    }

    [Theory]
    [InlineData("namespace Ours { public class System { } public static partial class Sample { [SymbolicJacobian.Differentiable] public static double[] F(double[] x) => new[] { x[0] * 2, global::System.Math.Sin(x[1]) }; } }")]
    [InlineData("namespace Ours { public static partial class System { [SymbolicJacobian.Differentiable] public static double[] F(double[] x) => new[] { x[0] * 2, global::System.Math.Sin(x[1]) }; } }")]
    [InlineData("namespace Ours { public static partial class SymbolicJacobian { [global::SymbolicJacobian.Differentiable] public static double F(double x) => x * x; } }")]
    [InlineData("namespace Ours.SymbolicJacobian { public static partial class A { [global::SymbolicJacobian.Differentiable] public static double F(double x) => x * x; } }")]
    [InlineData("namespace Ours.System { public static partial class A { [global::SymbolicJacobian.Differentiable] public static double F(double x) => global::System.Math.Sin(x) * x; } }")]
    [InlineData("namespace System { public static partial class A { [SymbolicJacobian.Differentiable] public static double[] F(double[] x) => new[] { Math.Sin(x[0]) * x[1] }; } }")]
    [InlineData("namespace SymbolicJacobian { public static partial class A { [Differentiable] public static double[] F(double[] x) => new[] { System.Math.Sin(x[0]) * x[1] }; } }")]
    [InlineData("namespace @class.@int { public static partial class @struct { [SymbolicJacobian.Differentiable] public static double @void(double @base) => @base * @base; } }")]
    [InlineData("public static partial class @class<@int> { [SymbolicJacobian.Differentiable] public static double F(double x) => x * x; }")]
    [InlineData("using S = System; using D = SymbolicJacobian.DifferentiableAttribute; public static partial class A { [D] public static double F(double x) => S.Math.Sin(x); }")]
    [InlineData("using D = SymbolicJacobian.DifferentiableAttribute; using K = SymbolicJacobian.ConstantAttribute; public static partial class A { [method: D] public static double F(double x, [K] double y) => x * y; }")]
    [InlineData("using static System.Math; public static partial class A { [SymbolicJacobian.Differentiable] public static double F(double x) => Sin(x) * PI; }")]
    [InlineData("using SymbolicJacobian; using static System.Math; public static partial class A { [DifferentiableAttribute()] public static double[] F(double[] x) { return new[] { Pow(x[0], E), Sqrt(x[1]) }; } }")]
    [InlineData("extern alias x; public static partial class A { [SymbolicJacobian.Differentiable] public static double F(double x) => x; }", true)]
    public void Of_namespaces_and_aliases(string source, bool isBroken = false)
    {
        if (!isBroken)
        {
            Guest.IsFollowed(source);
        }
    }
}
