using System.Reflection;

namespace SymbolicJacobian.Tests.Attributes;

public class AttributeTests
{
    [Differentiable]
    private static double Plain([Constant] double a, [Size(3)] double[] x) => a * x[0];

    [Differentiable(Derivatives.Jvp | Derivatives.Vjp, Fallback = Fallback.Error)]
    [JacobianOf(nameof(Plain))]
    [DerivativeRule(typeof(Math), nameof(Math.Sin))]
    [DerivativeRule(typeof(Math), nameof(Math.Cos))]
    [GeneratedDerivative(nameof(Plain), Derivatives.Hessian, IsExact = true)]
    [return: Size(2, 4)]
    private static double[,] Dressed(double x) => new double[2, 4];

    private static MethodInfo Method(string name) =>
        typeof(AttributeTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    [Fact]
    public void WithoutArgumentsTheJacobianIsMeantAndDifferencesFillGaps()
    {
        var attribute = Method(nameof(Plain)).GetCustomAttribute<DifferentiableAttribute>()!;
        Assert.Equal(Derivatives.Jacobian, attribute.Derivatives);
        Assert.Equal(Fallback.FiniteDifference, attribute.Fallback);
        Assert.Equal(0.0, Plain(1.0, [0.0]));
    }

    [Fact]
    public void ArgumentsAreKept()
    {
        var method = Method(nameof(Dressed));
        var differentiable = method.GetCustomAttribute<DifferentiableAttribute>()!;
        Assert.Equal(Derivatives.Jvp | Derivatives.Vjp, differentiable.Derivatives);
        Assert.Equal(Fallback.Error, differentiable.Fallback);
        Assert.Equal(nameof(Plain), method.GetCustomAttribute<JacobianOfAttribute>()!.Method);
        Assert.Equal(["Cos", "Sin"], method.GetCustomAttributes<DerivativeRuleAttribute>().Select(rule => rule.Method).Order());
        Assert.All(method.GetCustomAttributes<DerivativeRuleAttribute>(), rule => Assert.Equal(typeof(Math), rule.Type));
        var generated = method.GetCustomAttribute<GeneratedDerivativeAttribute>()!;
        Assert.Equal((nameof(Plain), Derivatives.Hessian, true), (generated.Method, generated.Kind, generated.IsExact));
        Assert.Equal(8, Dressed(0.0).Length);
    }

    [Fact]
    public void SizesStandOnParametersAndOnTheResult()
    {
        var x = Method(nameof(Plain)).GetParameters()[1].GetCustomAttribute<SizeAttribute>()!;
        Assert.Equal((3, 3, 1), (x.Length, x.Rows, x.Columns));
        var matrix = (SizeAttribute)Method(nameof(Dressed)).ReturnTypeCustomAttributes.GetCustomAttributes(typeof(SizeAttribute), false)[0];
        Assert.Equal((8, 2, 4), (matrix.Length, matrix.Rows, matrix.Columns));
    }

    [Fact]
    public void ConstantMarksParametersOnly()
    {
        Assert.NotNull(Method(nameof(Plain)).GetParameters()[0].GetCustomAttribute<ConstantAttribute>());
        Assert.Equal(AttributeTargets.Parameter, Usage<ConstantAttribute>());
        Assert.Equal(AttributeTargets.Parameter | AttributeTargets.ReturnValue, Usage<SizeAttribute>());
        Assert.Equal(AttributeTargets.Method, Usage<DifferentiableAttribute>());
        Assert.Equal(AttributeTargets.Method, Usage<DerivativeRuleAttribute>());
        Assert.Equal(AttributeTargets.Method, Usage<JacobianOfAttribute>());
        Assert.Equal(AttributeTargets.Method, Usage<GeneratedDerivativeAttribute>());

        static AttributeTargets Usage<T>() => typeof(T).GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn;
    }

    [Fact]
    public void DerivativesAreDistinctBits()
    {
        var values = Enum.GetValues<Derivatives>().Select(value => (int)value).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128], values);
    }
}
