using SymbolicJacobian.Generator.Tests.Calls;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>Methods that write to arrays which are constant for the derivative: each call that differences make finds them as the caller left them.</summary>
public sealed class WrittenConstantsTests
{
    [Fact]
    public void Differences_start_each_call_with_the_same_arrays() => Executed.Exactly(
        "[Differentiable] public static double F(double x, [Constant] double[] w, [Constant] Span<int> n, [Constant] double[,] m) { w[0] += 1; n[0]++; m[0, 0] *= 2; return x * x * w[0] * n[0] * m[0, 0]; }",
        "0.7, new[] { 1.5 }, new[] { 3 }, new[,] { { 0.3 } }");

    [Fact]
    public void So_do_those_that_stand_in_for_a_derivative() => Assert.False(Executed.Of(
        "[Differentiable] public static double F(double x, [Constant] double[] w) { w[0] += 1; try { return x * x * w[0] / w.Length; } catch (System.InvalidOperationException) { return x + w[0]; } }",
        "0.7, new[] { 1.5 }").IsExact);
}
