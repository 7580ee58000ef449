using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Emission;

public class ExpressionPrinterTests
{
    private readonly ExpressionPool _pool = new();

    private Expression Op(Operator op, params Expression[] operands) => _pool.Operation(op, operands[0].Type, operands);

    private Value In(string name, IrType? type = null) => _pool.Input(type ?? IrType.Double, name, name);

    private static string Print(Expression expression, Latitude latitude = Latitude.None) =>
        new ExpressionPrinter(new Spelling(PrintedFunction.Context), value => value.Access ?? value.Name).Print(expression, latitude);

    [Fact]
    public void KeepsTheGroupingOfTheTree()
    {
        var (a, b, c) = (In("a"), In("b"), In("c"));
        Assert.Equal("a - (b - c)", Print(Op(Operator.Subtract, a, Op(Operator.Subtract, b, c))));
        Assert.Equal("a - b - c", Print(Op(Operator.Subtract, Op(Operator.Subtract, a, b), c)));
        Assert.Equal("a / (b * c)", Print(Op(Operator.Divide, a, Op(Operator.Multiply, b, c))));
        Assert.Equal("a * (b / c)", Print(Op(Operator.Multiply, a, Op(Operator.Divide, b, c))));
        Assert.Equal("a + (b + c)", Print(Op(Operator.Add, a, Op(Operator.Add, b, c))));
        Assert.Equal("-(a + b)", Print(Op(Operator.Negate, Op(Operator.Add, a, b))));
        Assert.Equal("-a * b", Print(Op(Operator.Multiply, Op(Operator.Negate, a), b)));
        Assert.Equal("-(-a)", Print(Op(Operator.Negate, Op(Operator.Negate, a))));
    }

    [Fact]
    public void PrintsLiteralsShortOnlyWhereTheyStayReal()
    {
        var (x, i) = (In("x"), In("i", IrType.Int));
        var (one, two, three) = (_pool.Real(1), _pool.Real(2), _pool.Real(3));
        var real = _pool.Convert(IrType.Double, i);
        Assert.Equal("2 * x", Print(Op(Operator.Multiply, two, x)));
        Assert.Equal("1.0 / 3.0", Print(Op(Operator.Divide, one, three)));
        Assert.Equal("1.0 / 3.0 * x", Print(Op(Operator.Multiply, Op(Operator.Divide, one, three), x)));
        Assert.Equal("1.0 / (double)i", Print(Op(Operator.Divide, one, real)));
        Assert.Equal("i * x", Print(Op(Operator.Multiply, real, x)));
        Assert.Equal("(double)(i / 2) * x", Print(Op(Operator.Multiply, _pool.Convert(IrType.Double, _pool.Operation(Operator.Divide, IrType.Int, i, _pool.Int(2))), x)));
        Assert.Equal("x + -0.0", Print(Op(Operator.Add, x, _pool.Real(-0.0))));
        Assert.Equal("double.NaN", Print(_pool.Real(double.NaN)));
        Assert.Equal("0.5f", Print(_pool.Real(0.5, IrType.Float)));
        Assert.Equal("1e-5", Print(_pool.Real(1e-5)));
        Assert.Equal("-Math.PI", Print(_pool.Real(-Math.PI)));
        Assert.Equal("int.MinValue", Print(_pool.Int(int.MinValue)));
        Assert.Equal("Math.Max(x, 0)", Print(_pool.Call(RandomTerms.Max, IrType.Double, x, _pool.Real(0))));
        Assert.Equal("Math.Max(1.0, 0.0)", Print(_pool.Call(RandomTerms.Max, IrType.Double, one, _pool.Real(0))));
        var chosen = _pool.Operation(Operator.Less, IrType.Boolean, x, two);
        Assert.Equal("(x < 2 ? 1.0 : 2.0) * x", Print(Op(Operator.Multiply, _pool.Select(chosen, one, two), x)));
    }

    [Fact]
    public void PutsBracketsRoundOpaqueTextAndItsHolesWhereNeeded()
    {
        var x = In("x");
        var sum = _pool.Opaque(IrType.Double, ["scale + ", ""], Op(Operator.Add, x, x));
        Assert.Equal("(scale + (x + x)) * x", Print(Op(Operator.Multiply, sum, x)));
        var call = _pool.Opaque(IrType.Double, ["Table.At(", ", ", ")"], Op(Operator.Add, x, x), x);
        Assert.Equal("Table.At(x + x, x) * x", Print(Op(Operator.Multiply, call, x)));
    }

    [Fact]
    public void PrintsTermsOfAnyDepth()
    {
        Expression left = In("x");
        var right = left;
        for (var i = 0; i < 20_000; i++)
        {
            left = Op(Operator.Add, left, In("y"));
            right = _pool.Call(RandomTerms.Sin, IrType.Double, right);
        }

        Assert.Equal(1 + (20_000 * 4), Print(left).Length);
        Assert.StartsWith("Math.Sin(Math.Sin(", Print(right));
    }

    [Fact]
    public void RandomTermsComputeTheSameBits()
    {
        var functions = new List<Function>();
        for (var seed = 0; seed < 300; seed++)
        {
            var pool = new ExpressionPool();
            var random = new Random(seed);
            var terms = new RandomTerms(random, pool);
            Value[] inputs =
            [
                pool.Input(IrType.Double, "x", "x"), pool.Input(IrType.Double, "y", "y"), pool.Input(IrType.Float, "f", "f"),
                pool.Input(IrType.Int, "i", "i"), pool.Input(IrType.Int, "j", "j"), pool.Input(IrType.Boolean, "b", "b"),
            ];
            terms.Doubles.AddRange(inputs[..2]);
            terms.Floats.Add(inputs[2]);
            terms.Integers.AddRange(inputs[3..5]);
            terms.Booleans.Add(inputs[5]);
            Expression[] yields = [terms.Real(5), terms.Real(IrType.Float, 5), terms.Boolean(5)];
            var local = pool.Local(IrType.Double, "z");
            var body = new Region([new Let(local, terms.Real(6))], [local, .. yields, terms.Integer(4)]);
            functions.Add(new Function($"F{seed}", pool, [.. inputs.Select(input => new Input(input, true))], body, Nothing));
        }

        var methods = PrintedFunction.Compile(functions);
        var points = new Random(7);
        for (var k = 0; k < functions.Count; k++)
        {
            for (var n = 0; n < 5; n++)
            {
                PrintedFunction.AssertSame(
                    functions[k], methods[k], points.NextDouble() * 4 - 2, n == 0 ? -0.0 : points.NextDouble() * 1e3, (float)points.NextDouble(), points.Next(-5, 5), points.Next(), n % 2 == 0);
            }
        }
    }

    internal static readonly Output Nothing = new(OutputShape.Destination, IrType.Double, "void", [], null);
}
