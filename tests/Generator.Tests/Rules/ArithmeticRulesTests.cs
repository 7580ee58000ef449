using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Rules;

public class ArithmeticRulesTests
{
    private readonly ExpressionPool _pool = new();

    [Theory]
    [InlineData("Add", "1", "1")]
    [InlineData("Subtract", "1", "-1")]
    [InlineData("Multiply", "y", "x")]
    [InlineData("Divide", "1 / y", "-(x / y / y)")]
    [InlineData("Remainder", "1", "-Round((x - (x % y)) / y)")]
    public void Binary_partials_read_as_in_a_textbook(string name, string byX, string byY)
    {
        var partials = Partials(Enum.Parse<Operator>(name), X, Y);
        Assert.Equal([byX, byY], partials.Select(partial => Infix.Of(partial!)));
    }

    [Fact]
    public void Negation_and_conversion_have_slope_minus_one_and_one()
    {
        Assert.Equal(["-1"], Partials(Operator.Negate, X).Select(partial => Infix.Of(partial!)));
        var widened = ArithmeticRules.Partials((Operation)_pool.Convert(IrType.Double, _pool.Input(IrType.Float, "s", "s")));
        Assert.Equal(IrType.Double, Assert.Single(widened)!.Type);
    }

    [Fact]
    public void Literals_integers_and_conditions_have_no_partial()
    {
        Assert.Null(Partials(Operator.Multiply, X, _pool.Real(3))[1]);
        Assert.Null(Partials(Operator.Divide, _pool.Real(3), X)[0]);
        Assert.Equal("1 / 4", Infix.Of(Partials(Operator.Divide, X, _pool.Real(4))[0]!));
        var n = _pool.Input(IrType.Int, "n", "n");
        Assert.Equal([null], ArithmeticRules.Partials((Operation)_pool.Convert(IrType.Double, n)));
        Assert.Equal([null], ArithmeticRules.Partials((Operation)_pool.Convert(IrType.Int, X)));
        Assert.Equal([null, null], ArithmeticRules.Partials((Operation)_pool.Operation(Operator.Less, IrType.Boolean, X, Y)));
        var choice = (Operation)_pool.Select(_pool.Operation(Operator.Less, IrType.Boolean, X, Y), X, Y);
        Assert.Throws<InvalidOperationException>(() => ArithmeticRules.Partials(choice));
    }

    /// <summary>1 / 0.1 rounds to 10, but the remainder took nine tenths away.</summary>
    [Theory]
    [InlineData(1, 0.1, -9)]
    [InlineData(5.5, 2, -2)]
    [InlineData(-5.5, 2, 2)]
    [InlineData(5.5, -2, 2)]
    [InlineData(1, 3, 0)]
    [InlineData(6, 3, -2)]
    public void Remainder_counts_as_the_primal_does(double x, double y, double expected)
    {
        foreach (var type in new[] { IrType.Double, IrType.Float })
        {
            var pool = new ExpressionPool();
            var inputs = RuleSweep.Inputs(pool, type, [x, y]);
            var operation = (Operation)pool.Operation(Operator.Remainder, type, [.. inputs.Keys]);
            var partial = ArithmeticRules.Partials(operation)[1]!;
            Assert.Equal(type, partial.Type);
            var seen = type == IrType.Float ? -Math.Round((x - ((float)x % (float)y)) / y) : expected;
            Assert.Equal(seen, new Evaluator(inputs).Real(partial));
        }
    }

    private Value X => _x ??= _pool.Input(IrType.Double, "x", "x");

    private Value Y => _y ??= _pool.Input(IrType.Double, "y", "y");

    private Value? _x;
    private Value? _y;

    private Expression?[] Partials(Operator op, params Expression[] operands) =>
        ArithmeticRules.Partials((Operation)_pool.Operation(op, IrType.Double, operands));
}
