using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Rules;

/// <summary>The points where a formula alone would give NaN or the wrong branch.</summary>
public class SpecialPointTests
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[] Awkward = [0.0, -0.0, 1, -1, 2, -2, 1e-310, Infinity, -Infinity, NaN];

    /// <summary>Row, arguments, expected partials; all arguments active.</summary>
    public static TheoryData<string, double[], double[]> Points => new()
    {
        { "Abs", [0], [0] },
        { "Abs", [-0.0], [0] },
        { "Abs", [1e-320], [1] },
        { "Abs", [-Infinity], [-1] },
        { "Abs", [NaN], [0] },
        { "Sqrt", [0], [Infinity] },
        { "Cbrt", [0], [Infinity] },
        { "Cbrt", [-8], [1.0 / 12] },
        { "Max", [1, 1], [0, 1] },
        { "Max", [NaN, 1], [NaN, NaN] },
        { "Min", [1, NaN], [NaN, NaN] },
        { "MaxNumber", [NaN, 1], [0, 1] },
        { "MinNumber", [1, NaN], [1, 0] },
        { "MaxMagnitude", [-2, 2], [0, 1] },
        { "MaxMagnitude", [2, -2], [1, 0] },
        { "MinMagnitude", [-2, 2], [1, 0] },
        { "MinMagnitude", [2, -2], [0, 1] },
        { "Clamp", [1, 1, 2], [1, 0, 0] },
        { "Clamp", [2, 1, 2], [1, 0, 0] },
        { "Clamp", [1, 1, 1], [1, 0, 0] },
        { "Clamp", [0, 1, 1], [0, 1, 0] },
        { "Clamp", [3, 1, 1], [0, 0, 1] },
        { "Clamp", [NaN, 1, 2], [1, 0, 0] },
        { "Hypot", [0, 0], [0, 0] },
        { "Hypot", [-0.0, 0], [0, 0] },
        { "Hypot", [0, -2], [0, -1] },
        { "Hypot", [1e300, 0], [1, 0] },
        { "Atan2", [0, 0], [0, 0] },
        { "Atan2", [0, -2], [-0.5, 0] },
        { "Atan2Pi", [0, 0], [0, 0] },
        { "CopySign", [0, -1], [0, 0] },
        { "CopySign", [3, -0.0], [-1, 0] },
        { "Pow", [0, 2], [0, 0] },
        { "Pow", [0, 1], [1, 0] },
        { "Pow", [0, 0], [0, -Infinity] },
        { "Pow", [0, 0.5], [Infinity, 0] },
        { "Pow", [0, 1.5], [0, 0] },
        { "Pow", [-2, 3], [12, NaN] },
        { "Pow", [-2, -1], [-0.25, NaN] },
        { "Pow", [-2, 0], [0, NaN] },
        { "Pow", [-2, 0.5], [NaN, NaN] },
        { "Pow", [1, 0], [0, 0] },
        { "IEEERemainder", [5, 3], [1, -2] },
        { "IEEERemainder", [2, 4], [1, 0] },
        { "IEEERemainder", [-6, 4], [1, 2] },
        { "Acosh", [1], [Infinity] },
        { "Atanh", [1], [Infinity] },
        { "ExpM1", [-50], [1.9287498479639178e-22] },
        { "Exp2M1", [-60], [6.012093432122359e-19] },
        { "Tan", [0], [1] },
        { "ScaleB", [3, 4], [16, 0] },
        { "RootN", [-27, 3], [1.0 / 27, 0] },
        { "RootN", [0, 1], [1, 0] },
        { "RootN", [0, 2], [Infinity, 0] },
        { "RootN", [4, -2], [-1.0 / 16, 0] },
    };

    /// <summary>xᶜ with a literal c: base, exponent, ∂/∂x.</summary>
    public static TheoryData<double, double, double> LiteralPowers => new()
    {
        { 0, 0, 0 }, { 0, 1, 1 }, { 0, 2, 0 }, { 0, 3, 0 }, { 0, 0.5, Infinity }, { 0, 1.5, 0 }, { 0, 0.3, Infinity }, { 0, 2.7, 0 },
        { 0, -1, -Infinity }, { 0, -0.5, -Infinity }, { 0, 40, 0 },
        { -3, 0, 0 }, { -3, 1, 1 }, { -3, 2, -6 }, { -3, 3, 27 }, { -3, 4, -108 }, { -3, -1, -1.0 / 9 }, { -3, -2, 2.0 / 27 }, { -3, 0.5, NaN },
        { -1, 41, 41 }, { -1, -41, -41 }, { 2, 10, 5120 }, { 2, 7, 448 }, { 2, 33, 33 * 4294967296.0 }, { 2, -40, -40 * 4.547473508864641e-13 },
        { 4, 0.5, 0.25 }, { 4, 1.5, 3 }, { 4, -0.5, -0.0625 }, { 4, 2.5, 20 }, { NaN, 2, NaN }, { Infinity, -0.5, 0 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Partials_at(string name, double[] arguments, double[] expected)
    {
        var takesInteger = name is "ScaleB" or "RootN";
        var point = arguments.Select((x, i) => takesInteger && i == 1 ? (object)(int)x : x).ToArray();
        AssertClose(expected, RuleSweep.Partials(Row(name), point).Select(partial => partial ?? 0));
    }

    [Theory]
    [MemberData(nameof(LiteralPowers))]
    public void Literal_power(double x, double exponent, double expected)
    {
        var pool = new ExpressionPool();
        var inputs = RuleSweep.Inputs(pool, IrType.Double, [x]);
        Expression[] arguments = [inputs.Keys.Single(), pool.Real(exponent)];
        var partials = Row("Pow").Partials(arguments, pool.Call(Row("Pow"), IrType.Double, arguments));
        Assert.Null(partials[1]);
        Assert.Equal(exponent == 0, partials[0] is null);
        AssertClose([expected], [partials[0] is { } partial ? new Evaluator(inputs).Real(partial) : 0]);
    }

    [Fact]
    public void Literal_integer_powers_only_multiply()
    {
        Assert.Equal("2 * x", LiteralPower(2));
        Assert.Equal("3 * (x * x)", LiteralPower(3));
        Assert.Equal("4 * (x * (x * x))", LiteralPower(4));
        Assert.Equal("-1 / (x * x)", LiteralPower(-1));
        Assert.Equal("0.5 / Pow(x, 0.5)", LiteralPower(0.5));
        Assert.Equal("1.5 * Sqrt(x)", LiteralPower(1.5));
        Assert.Equal("2.5 * Pow(x, 1.5)", LiteralPower(2.5));

        static string LiteralPower(double exponent)
        {
            var pool = new ExpressionPool();
            Expression[] arguments = [pool.Input(IrType.Double, "x", "x"), pool.Real(exponent)];
            return Infix.Of(Row("Pow").Partials(arguments, pool.Call(Row("Pow"), IrType.Double, arguments))[0]!);
        }
    }

    /// <summary>Whatever the arguments, partials 1 and 0 name the argument that C# returned; both are NaN only where the result is.</summary>
    [Theory]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("MaxMagnitude")]
    [InlineData("MinMagnitude")]
    [InlineData("MaxNumber")]
    [InlineData("MinNumber")]
    [InlineData("MaxMagnitudeNumber")]
    [InlineData("MinMagnitudeNumber")]
    public void Extremes_choose_as_the_primal(string name)
    {
        foreach (var x in Awkward)
        {
            foreach (var y in Awkward)
            {
                var partials = RuleSweep.Partials(Row(name), [x, y]);
                var result = (double)Methods.Invoke(RuleTable.MethodFor(Row(name), IrType.Double), IrType.Double, [x, y]);
                if (double.IsNaN(partials[0]!.Value))
                {
                    Assert.True(double.IsNaN(partials[1]!.Value) && double.IsNaN(result));
                    continue;
                }

                Assert.Equal(1, partials[0] + partials[1]);
                Assert.True(result.Equals(partials[0] == 1 ? x : y) || (result == 0 && x == y), $"{name}({x}, {y}) = {result}");
            }
        }
    }

    /// <summary>The shorter forms beside a literal choose alike.</summary>
    [Theory]
    [InlineData("Max")]
    [InlineData("Min")]
    public void Extremes_beside_a_literal_choose_as_the_primal(string name)
    {
        foreach (var literal in Awkward)
        {
            foreach (var x in Awkward)
            {
                AssertChoice([x, literal], literalAt: 1);
                AssertChoice([literal, x], literalAt: 0);
            }
        }

        void AssertChoice(double[] point, int literalAt)
        {
            var pool = new ExpressionPool();
            var active = 1 - literalAt;
            var inputs = RuleSweep.Inputs(pool, IrType.Double, [point[active]]);
            Expression[] arguments = literalAt == 1 ? [inputs.Keys.Single(), pool.Real(point[1])] : [pool.Real(point[0]), inputs.Keys.Single()];
            var call = pool.Call(Row(name), IrType.Double, arguments);
            var partial = new Evaluator(inputs).Real(Row(name).Partials(arguments, call)[active]!);
            var result = new Evaluator(inputs).Real(call);
            if (!double.IsNaN(partial))
            {
                Assert.True(result.Equals(partial == 1 ? point[active] : point[literalAt]) || (result == 0 && point[0] == point[1]), $"{name}({point[0]}, {point[1]}): {partial}");
            }
        }
    }

    [Fact]
    public void Rectifier_reads_as_one_comparison()
    {
        var pool = new ExpressionPool();
        Expression x = pool.Input(IrType.Double, "x", "x");
        Expression zero = pool.Real(0);
        Assert.Equal("x <= 0 ? 0 : 1", Infix.Of(Row("Max").Partials([x, zero], pool.Call(Row("Max"), IrType.Double, x, zero))[0]!));
        Assert.Equal("x < 0 ? 0 : 1", Infix.Of(Row("Max").Partials([zero, x], pool.Call(Row("Max"), IrType.Double, zero, x))[1]!));
    }

    private static Rule Row(string name) => RuleTable.All.Single(rule => rule.Name == name);

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.True(e.Equals(a) || (e == 0 && a == 0) || Math.Abs(e - a) <= 1e-14 * Math.Abs(e), $"{a:R} instead of {e:R}");
        }
    }
}
