using FsCheck;
using FsCheck.Fluent;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

public class ScalarTermProperties
{
    [Fact]
    public void BothOrdersRowsAndReverseGiveTheDerivativesOfDualNumbers() =>
        Prop.ForAll(ScalarTerm.Arbitrary, Gen.Choose(-150, 150).Three().ToArbitrary(), (term, point) => Fault(term, point) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Math.Max(400, Setting.Of("SJ_RANDOM_PROGRAMS", 0))));

    [Fact]
    public void AWrongDerivativeIsFound()
    {
        // As if the product rule had been forgotten: x² with the slope of x.
        var function = Square(out var pool, out var x);
        var jacobian = pool.Input(IrType.Span(IrType.Double), "jacobian", "jacobian");
        var wrong = new Function("F", pool, [.. function.Inputs, new Input(jacobian, false)], new Region([new Store(jacobian, [pool.Int(0)], x)], function.Body.Yields), function.Output);
        var right = new Agreement(function, 1e-9);
        Assert.Null(right.At(new Dictionary<string, object> { ["x"] = 1.5 }));
        var planted = new Agreement(function, [("planted", wrong, wrong)], 1e-9);
        Assert.Contains("entry (0, 0) is 1.5 instead of 3", planted.At(new Dictionary<string, object> { ["x"] = 1.5 }), StringComparison.Ordinal);
    }

    private static Function Square(out ExpressionPool pool, out Value x)
    {
        pool = new ExpressionPool();
        x = pool.Input(IrType.Double, "x", "x");
        return Of(pool, [x], pool.Operation(Operator.Multiply, IrType.Double, x, x));
    }

    private static string? Fault(ScalarTerm term, (int X, int Y, int Z) point)
    {
        var pool = new ExpressionPool();
        var inputs = new[] { "x", "y", "z" }.ToDictionary(name => name, name => pool.Input(IrType.Double, name, name));
        var function = Of(pool, [.. inputs.Values], term.Build(pool, inputs));
        var agreement = new Agreement(function, term.Mentions("float") ? 1e-3 : 1e-9);
        return agreement.At(new Dictionary<string, object> { ["x"] = point.X / 97.0, ["y"] = point.Y / 101.0, ["z"] = point.Z / 103.0 });
    }

    private static Function Of(ExpressionPool pool, Value[] inputs, Expression yield) =>
        new("F", pool, [.. inputs.Select(input => new Input(input, true))], new Region([], [yield]), new Output(OutputShape.Scalar, IrType.Double, "double", [], pool.Int(1)));
}
