using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>A fault of ours costs exactness and says so; it never takes away members that the user calls.</summary>
public class InternalFaultTests
{
    [Fact]
    public void A_broken_function_falls_back_to_differences()
    {
        var model = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) => x * x;").Model;
        var function = model.Body!.Function;

        // Planted: the function yields a value that nothing binds, which no lowering does.
        var unbound = function.Pool.Local(IrType.Double, "nobody");
        var broken = new Function("F", function.Pool, function.Inputs, new Region([], [unbound]), function.Output);
        var source = GeneratedFile.Of(model with { Body = new LoweredBody(broken) }, DerivativeKinds.Jacobian, default);

        Assert.Contains("nobody", source.Fault);
        Assert.Contains("FiniteDifference", source.Text);
        Assert.Contains("IsExact = false", source.Text);
        Assert.Contains("FValueAndGradient", source.Text);
    }

    [Fact]
    public void A_sound_function_has_no_fault()
    {
        var model = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) => x * x;").Model;
        var source = GeneratedFile.Of(model, DerivativeKinds.Jacobian, default);
        Assert.Null(source.Fault);
        Assert.DoesNotContain("FiniteDifference", source.Text);
    }
}
