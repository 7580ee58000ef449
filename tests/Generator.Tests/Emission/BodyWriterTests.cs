using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>The cases that out-of-SSA translations are known to get wrong, and the idioms a reader expects. Each text is also run.</summary>
public class BodyWriterTests
{
    private readonly ExpressionPool _pool = new();
    private readonly List<Value> _inputs = [];

    private Value In(string name, IrType? type = null)
    {
        var value = _pool.Input(type ?? IrType.Double, name, name);
        _inputs.Add(value);
        return value;
    }

    private Expression Op(Operator op, params Expression[] operands) => _pool.Operation(op, operands[0].Type, operands);

    private Expression Is(Operator op, Expression a, Expression b) => _pool.Operation(op, IrType.Boolean, a, b);

    private Value Local(string name = "", int variable = 0, IrType? type = null) => _pool.Local(type ?? IrType.Double, name, variable);

    private For Loop(Value index, Expression bound, (Value Phi, Expression Initial, Expression Next)[] carried, Statement[] body, params Value[] results) =>
        new(index, _pool.Int(0), Operator.Less, bound, _pool.Int(1), null, [.. carried.Select(c => new Carried(c.Phi, c.Initial))], new Region(body, [.. carried.Select(c => c.Next)]), results);

    private void Check(string expected, Statement[] statements, Expression[] yields, params object[][] points)
    {
        var function = new Function("F", _pool, [.. _inputs.Select(input => new Input(input, true))], new Region(statements, yields), ExpressionPrinterTests.Nothing);
        Assert.Equal(expected.Replace("\r", ""), string.Join('\n', PrintedFunction.Body(function).Split('\n').SkipLast(2)));
        var method = PrintedFunction.Compile([function])[0];
        foreach (var point in points)
        {
            PrintedFunction.AssertSame(function, method, point);
        }
    }

    [Fact]
    public void ASwapInALoopIsOneAssignment()
    {
        var (n, x, y) = (In("n", IrType.Int), In("x"), In("y"));
        var (a, b, i) = (_pool.NewVariable(), _pool.NewVariable(), Local("i", 0, IrType.Int));
        Value a1 = Local("a", a), b1 = Local("b", b), a2 = Local("a", a), b2 = Local("b", b);
        Check(
            """
            double a = x;
            double b = y;
            for (int i = 0; i < n; i++)
            {
                (a, b) = (b, a);
            }
            """,
            [Loop(i, n, [(a1, x, b1), (b1, y, a1)], [], a2, b2)],
            [a2, b2],
            [3, 1.0, 2.0],
            [0, 1.0, 2.0]);
    }

    [Fact]
    public void FibonacciReadsBothBeforeItWrites()
    {
        var n = In("n", IrType.Int);
        var (a, b, i) = (_pool.NewVariable(), _pool.NewVariable(), Local("", 0, IrType.Int));
        Value a1 = Local("a", a), b1 = Local("b", b), a2 = Local("a", a), b2 = Local("b", b);
        Check(
            """
            double a = 0;
            double b = 1;
            for (int i = 0; i < n; i++)
            {
                (a, b) = (b, a + b);
            }
            """,
            [Loop(i, n, [(a1, _pool.Real(0), b1), (b1, _pool.Real(1), Op(Operator.Add, a1, b1))], [], a2, b2)],
            [a2],
            [10]);
    }

    [Fact]
    public void TheLostCopyKeepsTheOldValue()
    {
        // The next value is bound while the old one is still to be read after the loop's body.
        var (n, x) = (In("n", IrType.Int), In("x"));
        var (z, old, i) = (_pool.NewVariable(), _pool.NewVariable(), Local("i", 0, IrType.Int));
        Value phi = Local("z", z), previous = Local("previous", old), next = Local("z", z), last = Local("z", z), before = Local("previous", old);
        Check(
            """
            double z = x;
            double previous = 0;
            for (int i = 0; i < n; i++)
            {
                double z2 = z * z;
                previous = z;
                z = z2;
            }
            """,
            [Loop(i, n, [(phi, x, next), (previous, _pool.Real(0), phi)], [new Let(next, Op(Operator.Multiply, phi, phi))], last, before)],
            [last, before],
            [3, 1.5]);
    }

    [Fact]
    public void VersionsOfAVariableShareALocal()
    {
        var x = In("x");
        var z = _pool.NewVariable();
        Value first = Local("z", z), second = Local("z", z), third = Local("z", z), merged = Local("z", z);
        Check(
            """
            double z = x * x;
            z += 1;
            if (z > x)
            {
                z = Math.Sin(z);
            }
            """,
            [
                new Let(first, Op(Operator.Multiply, x, x)),
                new Let(second, Op(Operator.Add, first, _pool.Real(1))),
                new If(Is(Operator.Greater, second, x), new Region([new Let(third, _pool.Call(RandomTerms.Sin, IrType.Double, second))], [third]), new Region([], [second]), [merged]),
            ],
            [merged],
            [1.0],
            [-2.0]);
    }

    [Fact]
    public void AVersionThatIsStillReadGetsALocalOfItsOwn()
    {
        var x = In("x");
        var z = _pool.NewVariable();
        Value first = Local("z", z), second = Local("z", z);
        Check(
            """
            double z = x * x;
            double z2 = z + 1;
            """,
            [new Let(first, Op(Operator.Multiply, x, x)), new Let(second, Op(Operator.Add, first, _pool.Real(1)))],
            [Op(Operator.Multiply, first, second)],
            [3.0]);
    }

    [Fact]
    public void BranchesChainAndInvert()
    {
        var x = In("x");
        var s = _pool.NewVariable();
        Value inner = Local("s", s), outer = Local("s", s), lone = Local("w");
        Check(
            """
            double s;
            if (x < 0)
            {
                s = -1;
            }
            else if (x == 0)
            {
                s = 0;
            }
            else
            {
                s = 1;
            }
            double w = s;
            if (x != 1)
            {
                w = x;
            }
            """,
            [
                new If(
                    Is(Operator.Less, x, _pool.Real(0)),
                    new Region([], [_pool.Real(-1)]),
                    new Region([new If(Is(Operator.Equal, x, _pool.Real(0)), new Region([], [_pool.Real(0)]), new Region([], [_pool.Real(1)]), [inner])], [inner]),
                    [outer]),
                new Let(lone, outer),
                new If(Is(Operator.Equal, x, _pool.Real(1)), new Region([], [lone]), new Region([], [x]), [Local("w")]),
            ],
            [outer],
            [-2.0],
            [0.0],
            [1.0]);
    }

    [Fact]
    public void AWhileWithATestOfItsOwn()
    {
        var (a, x) = (In("a", IrType.Array(IrType.Double)), In("x"));
        var k = _pool.NewVariable();
        Value phi = Local("k", k, IrType.Int), next = Local("k", k, IrType.Int), last = Local("k", k, IrType.Int), element = Local("element");
        Check(
            """
            int k = 0;
            while (true)
            {
                double element = a[k];
                if (!(element < x))
                {
                    break;
                }

                a[k] += 1;
                k++;
            }
            """,
            [
                new While(
                    [new Carried(phi, _pool.Int(0))],
                    new Region([new Let(element, _pool.Element(a, phi))], [Is(Operator.Less, element, x)]),
                    new Region([new Store(a, [phi], Op(Operator.Add, _pool.Element(a, phi), _pool.Real(1))), new Let(next, Op(Operator.Add, phi, _pool.Int(1)))], [next]),
                    [last]),
            ],
            [last],
            [new double[] { 1, 2, 5 }, 3.0]);
    }

    [Fact]
    public void NestedLoopsCarryOneVariableThroughout()
    {
        var n = In("n", IrType.Int);
        var s = _pool.NewVariable();
        Value i = Local("i", 0, IrType.Int), j = Local("i", 0, IrType.Int);
        Value outer = Local("s", s), inner = Local("s", s), next = Local("s", s), afterInner = Local("s", s), after = Local("s", s);
        var index = _pool.Convert(IrType.Double, Op(Operator.Multiply, i, j));
        Check(
            """
            double s = 0;
            for (int i = 0; i < n; i++)
            {
                for (int i2 = 0; i2 < i; i2++)
                {
                    s += i * i2;
                }
            }
            """,
            [
                Loop(
                    i, n, [(outer, _pool.Real(0), afterInner)],
                    [Loop(j, i, [(inner, outer, next)], [new Let(next, Op(Operator.Add, inner, index))], afterInner)],
                    after),
            ],
            [after],
            [5]);
    }

    [Fact]
    public void NamesAreLegalAndFree()
    {
        var x = In("x");
        Check(
            """
            double @for = x + 1;
            double x2 = x * x;
            double t1 = @for * x2;
            double Math2 = Math.Sin(t1);
            double p_X = Math2 * 2;
            """,
            [
                .. Chain(x),
            ],
            [x],
            [1.0]);
    }

    private IEnumerable<Statement> Chain(Value x)
    {
        Value keyword = Local("for"), parameter = Local("x"), nameless = Local(), type = Local("Math"), member = Local("p.X");
        yield return new Let(keyword, Op(Operator.Add, x, _pool.Real(1)));
        yield return new Let(parameter, Op(Operator.Multiply, x, x));
        yield return new Let(nameless, Op(Operator.Multiply, keyword, parameter));
        yield return new Let(type, _pool.Call(RandomTerms.Sin, IrType.Double, nameless));
        yield return new Let(member, Op(Operator.Multiply, type, _pool.Real(2)));
    }

    [Fact]
    public void ScratchIsOnTheStackWhereItIsSmallAndRentedElsewhere()
    {
        var n = In("n", IrType.Int);
        Value small = Local("small", 0, IrType.Span(IrType.Double)), large = Local("large", 0, IrType.Span(IrType.Double)), array = Local("array", 0, IrType.Array(IrType.Double));
        var sum = Local("sum");
        var first = Local("first");
        Check(
            """
            Span<double> small = stackalloc double[12];
            small.Clear();
            var largeRented = GeneratedCode.Rent<double>(n, out Span<double> large);
            large[0] = 2;
            double[] array = new double[n];
            large.CopyTo(array);
            large.Slice(0, 1).Clear();
            array.CopyTo(small.Slice(0));
            double first = small[0];
            double sum = first + array[0];
            GeneratedCode.Return(largeRented);
            """.Replace("small.Slice(0)", "small").Replace("array.CopyTo(small)", "array.AsSpan().CopyTo(small)"),
            [
                new Allocate(small, [_pool.Int(12)]), new Allocate(large, [n]), new Store(large, [_pool.Int(0)], _pool.Real(2)), new Allocate(array, [n]),
                new Copy(array, large), new Clear(large, _pool.Int(0), _pool.Int(1)), new Copy(small, array),
                new Let(first, _pool.Element(small, _pool.Int(0))), new Let(sum, Op(Operator.Add, first, _pool.Element(array, _pool.Int(0)))),
            ],
            [sum],
            [3]);
    }

    [Fact]
    public void ThousandsOfVersionsShareOneLocal()
    {
        var x = In("x");
        var z = _pool.NewVariable();
        var statements = new List<Statement>();
        Value current = x;
        var old = new List<Value>();
        for (var k = 0; k < 6000; k++)
        {
            var next = Local("z", z);
            statements.Add(new Let(next, Op(Operator.Add, current, k % 3 == 0 && old.Count > 0 ? old[k % old.Count] : x)));
            current = next;
            old.Add(next);
        }

        var body = new Region(statements, [current]);
        var lines = PrintedFunction.Body(new Function("F", _pool, [new Input(x, true)], body, ExpressionPrinterTests.Nothing));
        Assert.InRange(lines.Split('\n').Length, 6000, 6010);
    }
}
