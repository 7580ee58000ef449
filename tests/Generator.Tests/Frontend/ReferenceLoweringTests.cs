using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>References that methods return. (What only the newest compiler reads, tests/Problems.Tests/Idioms has.)</summary>
public sealed class ReferenceLoweringTests
{
    [Fact]
    public void A_returned_reference_is_the_callers_variable() => Assert.Equal(
        """
          x'2: double #1 = Multiply(x, 2d)
          yield Multiply(x'2, y)
        """,
        Lowered.Body("static ref double First(ref double a, ref double b) => ref a; [Differentiable] public static double F(double x, double y) { First(ref x, ref y) *= 2; return x * y; }"));

    [Theory]
    [InlineData("while (true) { if (a > 1) return ref a; return ref b; }", "while")]
    [InlineData("if (a > 1) { a = 2; return ref b; } return ref a;", "if")]
    public void Which_variable_it_is_has_to_be_known_by_conditions_alone(string body, string token) => Refused.Members(
        $"static ref double Some(ref double a, ref double b) {{ {body} }} [Differentiable] public static double F(double x, double y) {{ Some(ref x, ref y) = 3; return x * y; }}",
        "SJ1006", token, "'F' uses the reference that 'Some' returns on a value that depends on the inputs; write it with arithmetic, Math functions and arrays");
}
