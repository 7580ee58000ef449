using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Emission;

public class DerivativeFileTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] _pair = ["new double[] { ", ", ", " }"];

    private static Expression Op(Operator op, params Expression[] operands) => operands[0].Pool.Operation(op, operands[0].Type, operands);

    private static MethodModel Course(MethodSketch sketch, string first = "x", string second = "y")
    {
        var (x, y) = (sketch.Active(first, IrType.Double), sketch.Active(second, IrType.Double));
        return sketch.Exact(
            OutputShape.List, IrType.Double, sketch.Pool.Int(2), _pair, [], Op(Operator.Add, Op(Operator.Multiply, x, x), y), Op(Operator.Multiply, x, y));
    }

    private Type Compile(MethodModel model, string user, string type = "Sketches.Course", LanguageVersion version = LanguageVersion.CSharp7_3)
    {
        var text = DerivativeFile.Write(model, DerivativeKinds.Jacobian, null, default);
        output.WriteLine(text);
        Assert.DoesNotContain('\r', text);

        // The pragma would hide what a test must see.
        var loud = text.Replace("#pragma warning disable\n", "");
        return CompiledText.Load(version, loud, "using System;\nusing SymbolicJacobian;\n" + user).GetType(type)!;
    }

    private static object Call(Type type, string method, object[] arguments, params Type[] types) =>
        type.GetMethod(method, types.Length == 0 ? [.. arguments.Select(argument => argument.GetType())] : types)!.Invoke(null, arguments)!;

    [Fact]
    public void TheCourseFunction()
    {
        var type = Compile(
            Course(new MethodSketch()),
            "namespace Sketches { public static partial class Course { public static double[] F(double x, double y) { return new double[] { x * x + y, x * y }; } } }");
        Assert.Equal(new double[,] { { 2, 1 }, { 2, 1 } }, Call(type, "FJacobian", [1.0, 2.0]));
        Assert.Contains("Correct", Call(type, "FCheckJacobian", [1.0, 2.0]).ToString());
    }

    [Fact]
    public void NamesThatCollide()
    {
        var type = Compile(
            Course(new MethodSketch { Context = new(false, 703, false) }, "jacobian", "@rows"),
            "namespace Sketches { class Math {} class Span<T> {} class GeneratedCode {} public static partial class Course { public static double[] F(double jacobian, double @rows) { return new double[] { jacobian * jacobian + rows, jacobian * rows }; } } }");
        Assert.Equal(new double[,] { { 2, 1 }, { 2, 1 } }, Call(type, "FJacobian", [1.0, 2.0]));
        Assert.Contains("Correct", Call(type, "FCheckJacobian", [1.0, 2.0]).ToString());
    }

    [Fact]
    public void AScalarFunctionOfAnArray()
    {
        var sketch = new MethodSketch { ReturnType = "double" };
        var a = sketch.Active("a", IrType.Array(IrType.Double));
        var pool = sketch.Pool;
        var variable = pool.NewVariable();
        Value phi = pool.Local(IrType.Double, "s", variable), next = pool.Local(IrType.Double, "s", variable), result = pool.Local(IrType.Double, "s", variable);
        var i = pool.Local(IrType.Int, "i");
        var loop = new For(
            i, pool.Int(0), Operator.Less, pool.Length(a), pool.Int(1), null, [new Carried(phi, pool.Real(0))],
            new Region([new Let(next, Op(Operator.Add, phi, Op(Operator.Multiply, pool.Element(a, i), pool.Element(a, i))))], [next]), [result]);
        var model = sketch.Exact(OutputShape.Scalar, IrType.Double, pool.Int(1), [], [loop], result);
        var type = Compile(
            model,
            "namespace Sketches { public static partial class Course { public static double F(double[] a) { double s = 0; for (int i = 0; i < a.Length; i++) { s += a[i] * a[i]; } return s; } } }");
        Assert.Equal(new double[] { 2, 4, 6 }, Call(type, "FGradient", [new double[] { 1, 2, 3 }]));
        Assert.Contains("Correct", Call(type, "FCheckGradient", [new double[] { 1, 2, 3 }]).ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ADestinationOfUnknownLength(bool hasCreateSpan)
    {
        var sketch = new MethodSketch { ReturnType = "void", Context = new(true, 1300, hasCreateSpan) };
        var x = sketch.Active("x", IrType.ReadOnlySpan(IrType.Double));
        var y = sketch.Destination("y", IrType.Double);
        var pool = sketch.Pool;
        var i = pool.Local(IrType.Int, "i");
        var element = pool.Element(x, i);
        var loop = new For(
            i, pool.Int(0), Operator.Less, pool.Length(y), pool.Int(1), null, [], new Region([new Store(y, [i], Op(Operator.Multiply, element, element))], []), []);
        var model = sketch.Exact(OutputShape.Destination, IrType.Double, null, [], [loop], y);
        var type = Compile(
            model,
            "namespace Sketches { public static partial class Course { public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { y[i] = x[i] * x[i]; } } public static double[,] Try(double[] x) { double[] y = new double[2], j = new double[4]; FValueAndJacobian(x, y, j); if (y[1] != 9 || j[3] != 6) throw new Exception(); if (FCheckJacobian(x, 2).Verdict != Verdict.Correct) throw new Exception(); return FJacobian(x, 2); } } }",
            version: LanguageVersion.CSharp13);
        Assert.Equal(new double[,] { { 4, 0 }, { 0, 6 } }, Call(type, "Try", [new double[] { 2, 3 }]));
    }

    [Fact]
    public void DifferencesWhereTheBodyIsUnknown()
    {
        var sketch = new MethodSketch { ReturnType = "float[,]", Types = ["partial struct Outer<T>", "readonly partial struct Course"], Modifiers = "internal" };
        sketch.Active("x", IrType.Float);
        sketch.Active("a", IrType.Array(IrType.Double, 2));
        sketch.Active("s", IrType.Span(IrType.Float));
        sketch.Constant("name", IrType.Opaque("string"));
        sketch.Active("r", IrType.ReadOnlySpan(IrType.Double), 2);
        var type = Compile(
            sketch.Opaque(OutputShape.Array, IrType.Float, 0, 2),
            "namespace Sketches { public partial struct Outer<T> { public readonly partial struct Course { internal float[,] F(float x, double[,] a, Span<float> s, string name, ReadOnlySpan<double> r) { return new float[,] { { x * (float)a[0, 1] }, { s[1] * (float)r[0] } }; }"
            + " public float[,] Try() { if (FCheckJacobian(2f, new double[1, 2] { { 3, 4 } }, new float[] { 5, 6 }, name: \"\", new double[] { 7, 8 }).Verdict != Verdict.Correct) throw new Exception(); return FJacobian(2f, new double[1, 2] { { 3, 4 } }, new float[] { 5, 6 }, \"\", new double[] { 7, 8 }); } } }"
            + " public static class Run { public static float[,] It() { return new Outer<int>.Course().Try(); } } }",
            "Sketches.Run");
        var jacobian = (float[,])Call(type, "It", []);
        float[] expected = [4, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 7, 6, 0];
        foreach (var (wanted, actual) in expected.Zip(jacobian.Cast<float>()))
        {
            Assert.Equal(wanted, actual, 1e-2f);
        }
    }
}
