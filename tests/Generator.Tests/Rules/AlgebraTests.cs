using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Rules;

public class AlgebraTests
{
    private readonly ExpressionPool _pool = new();
    private readonly Expression _x;
    private readonly Expression _y;
    private readonly Expression _z;

    public AlgebraTests()
    {
        _x = _pool.Input(IrType.Double, "x", "x");
        _y = _pool.Input(IrType.Double, "y", "y");
        _z = _pool.Input(IrType.Double, "z", "z");
    }

    /// <summary>The derivative of a product of equal factors, by the product rule on what the user wrote.</summary>
    [Fact]
    public void Powers_written_as_products_have_the_textbook_derivative()
    {
        var (square, slope) = Times(_x, One, _x, One);
        Assert.Equal("2 * x", Infix.Of(slope));
        var (cube, slopeOfCube) = Times(square, slope, _x, One);
        Assert.Equal("3 * (x * x)", Infix.Of(slopeOfCube));
        var (_, slopeOfFourth) = Times(cube, slopeOfCube, _x, One);
        Assert.Equal("4 * (x * x * x)", Infix.Of(slopeOfFourth));
    }

    [Fact]
    public void Like_terms_merge()
    {
        AssertForm("2 * x", _x + _x);
        AssertForm("5 * x", (2 * _x) + (3 * _x));
        AssertForm("x", (2 * _x) - _x);
        AssertForm("2 * x + y", _x + _y + _x);
        AssertForm("x + 3", _x + 1 + 2);
        AssertForm("3 * (x * x)", (2 * (_x * _x)) + (_x * _x));
        AssertForm("2.5 * x / y", (1.5 * _x / _y) + (_x / _y));
        AssertForm("3 / x", (1 / _x) + (2 / _x));
    }

    [Fact]
    public void Terms_that_cancel_are_gone()
    {
        AssertForm("0", _x - _x);
        AssertForm("y", _x + _y - _x);
        AssertForm("0", (_x * _y) - (_y * _x));
        AssertForm("x", _x + 1 - 1);
    }

    [Fact]
    public void A_product_with_zero_stays() => AssertForm("0 * x", 0 * _x);

    [Fact]
    public void Negations_come_out_once()
    {
        AssertForm("x", -(-_x));
        AssertForm("-(x * y)", -_x * _y);
        AssertForm("x * y", -_x * -_y);
        AssertForm("-(x / y)", -_x / _y);
        AssertForm("-(x / y)", _x / -_y);
        AssertForm("x / y", -_x / -_y);
        AssertForm("x - y", _x + -_y);
        AssertForm("x + y", _x - -_y);
        AssertForm("y - x", -_x + _y);
        AssertForm("y - x", -(_x - _y));
        AssertForm("-2 * x", -(2 * _x));
        AssertForm("x - 2 * y", _x + (-2 * _y));
        AssertForm("-1 / x", -(1 / _x));
        AssertForm("1 / x", -(-1 / _x));
        AssertForm("x - 2 / y", _x + (-2 / _y));
    }

    [Fact]
    public void Coefficients_stand_in_front_or_on_top()
    {
        AssertForm("6 * (x * y)", 2 * _x * (3 * _y));
        AssertForm("x / y", _x * (1 / _y));
        AssertForm("2 / x", 2 * (1 / _x));
        AssertForm("x / z", 2 * _x * (0.5 / _z));
        AssertForm("1.5 * x / z", 3 * _x * (0.5 / _z));
        AssertForm("-(x / y)", _x * (-1 / _y));
        AssertForm("3", 3 * _x / _x);

        // A quotient that the value already has is used, not divided anew.
        AssertForm("2 * (x / y)", 2 * (_x / _y));
        AssertForm("z * (2 * x / y)", 2 * _x / _y * _z);
    }

    [Fact]
    public void Neutral_elements_disappear()
    {
        AssertForm("x", _x + 0);
        AssertForm("x", _x - 0);
        AssertForm("-x", 0 - _x);
        AssertForm("x", 1 * _x);
        AssertForm("x", _x / 1);
    }

    [Fact]
    public void Both_orders_of_a_product_share()
    {
        Assert.Same(_x * _y, _y * _x);
        var written = _pool.Operation(Operator.Multiply, IrType.Double, _z, _y);
        Assert.Same(written, _y * _z);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_terms_have_the_value_of_the_plain_operations(int seed)
    {
        var random = new Random(seed);
        var (values, reals) = (new Dictionary<Expression, object>(), new List<Term>());
        foreach (var input in new[] { _x, _y, _z })
        {
            var value = (random.NextDouble() * 4) - 2;
            values.Add(input, value);
            reals.Add(new Term(input, value, Math.Abs(value)));
        }

        for (var i = 0; i < 2000; i++)
        {
            var made = Make(random, Pick(), Pick());
            var actual = new Evaluator(values).Real(made.Expression);
            Assert.True(
                Math.Abs(actual - made.Value) <= 1e-12 * made.Size,
                $"seed {seed}, term {i}: {Infix.Of(made.Expression)} is {actual:R}, not {made.Value:R}");
            if (made.Size is < 1e6 and > 1e-6 && Infix.Of(made.Expression).Length < 200)
            {
                reals.Add(made);
            }
        }

        Term Pick()
        {
            if (random.Next(5) == 0)
            {
                var literal = random.Next(-3, 4) / 2.0;
                return new Term(_pool.Real(literal), literal, Math.Abs(literal));
            }

            return reals[random.Next(reals.Count)];
        }
    }

    private static Term Make(Random random, Term a, Term b) => random.Next(5) switch
    {
        0 => new(a.Expression + b.Expression, a.Value + b.Value, a.Size + b.Size),
        1 => new(a.Expression - b.Expression, a.Value - b.Value, a.Size + b.Size),
        2 => new(a.Expression * b.Expression, a.Value * b.Value, a.Size * b.Size),
        3 when Math.Abs(b.Value) > 0.1 * b.Size => new(a.Expression / b.Expression, a.Value / b.Value, 100 * a.Size / b.Size),
        _ => new(-a.Expression, -a.Value, a.Size),
    };

    private Expression One => _pool.Real(1);

    private (Expression Value, Expression Slope) Times(Expression a, Expression da, Expression b, Expression db) =>
        (_pool.Operation(Operator.Multiply, IrType.Double, a, b), (da * b) + (a * db));

    private static void AssertForm(string expected, Expression actual) => Assert.Equal(expected, Infix.Of(actual));

    /// <param name="Size">A bound on the magnitudes that were added up: what a rounding error is relative to.</param>
    private sealed record Term(Expression Expression, double Value, double Size);
}
