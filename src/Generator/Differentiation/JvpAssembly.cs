using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Builds J·v: the forward sweep along one direction, at the cost of a few evaluations of the method whatever its sizes.</summary>
internal sealed class JvpAssembly
{
    private readonly Function _primal;
    private readonly ExpressionPool _pool;
    private readonly CancellationToken _cancellation;
    private readonly Value _tangent;
    private readonly Value _result;
    private readonly DirectionSpace _space;

    public JvpAssembly(Function primal, string tangentName, string resultName, CancellationToken cancellation)
    {
        _primal = primal;
        _pool = primal.Pool;
        _cancellation = cancellation;
        _tangent = _pool.Input(IrType.ReadOnlySpan(primal.Output.Element), tangentName, tangentName);
        _result = _pool.Input(IrType.Span(primal.Output.Element), resultName, resultName);
        _space = new DirectionSpace(primal, position => _pool.Element(_tangent, position));
    }

    public ProductPlan Plan()
    {
        var function = DestinationAsLocal.Run(_primal, _result, _space);
        var (forward, reverse) = (Sweep(function, Order.Forward), Sweep(function, Order.Reverse));
        var chosen = OperationCount.CostOfTerms(reverse.Body) < OperationCount.CostOfTerms(forward.Body) ? reverse : forward;
        var inPlace = InPlace(function, chosen);
        return new ProductPlan
        {
            InPlace = inPlace,
            Literal = Literal(function, chosen),
            Count = JacobianAssembly.RowsOf(_primal),
            Rows = JacobianAssembly.RowsOf(_primal),
            Columns = _space.Length,
            Mode = "forward, along the one direction",
            OperationCount = OperationCount.HasLoops(inPlace) ? 0 : OperationCount.Of(inPlace),
        };
    }

    /// <summary>Every way in which the product can be computed, whichever the plan prefers: they have to agree.</summary>
    public IEnumerable<(string Mode, Function InPlace)> Candidates()
    {
        var function = DestinationAsLocal.Run(_primal, _result, _space);
        foreach (var order in new[] { Order.Forward, Order.Reverse })
        {
            yield return ($"jvp {order}", InPlace(function, Sweep(function, order)));
        }
    }

    private bool IsScalar => _primal.Output.Shape == OutputShape.Scalar;

    private (Region Body, Expression[] Rows) Sweep(Function function, Order order)
    {
        var dependence = new Dependence(function, _space, new LocalPartials(), _cancellation);
        var sweep = new ForwardSweep(function, _space, dependence, order, IsScalar ? null : _result, _cancellation);
        var body = sweep.Run();
        var element = _primal.Output.Element;
        Expression[] rows = [.. sweep.Rows.Select(row => row[0] is { } term ? _pool.Convert(element, term) : _pool.Real(0, element))];
        return (new Region(body.Statements, rows), rows);
    }

    private Function InPlace(Function function, (Region Body, Expression[] Rows) swept)
    {
        List<Statement> statements = [new Require(_tangent, _space.Length, isExact: true)];
        if (IsScalar)
        {
            statements.AddRange(swept.Body.Statements);
            return Finish(function, statements, swept.Rows, [_tangent]);
        }

        if (swept.Rows.Length > 0)
        {
            statements.Add(new Require(_result, _pool.Int(swept.Rows.Length)));
        }

        statements.AddRange(swept.Body.Statements);
        statements.AddRange(swept.Rows.Select((row, i) => new Store(_result, [_pool.Int(i)], _pool.Convert(_result.Type.Element!, row))));
        return Finish(function, statements, [], [_tangent, _result]);
    }

    /// <summary>The product as a list of terms, where there is no array to fill.</summary>
    private Function? Literal(Function function, (Region Body, Expression[] Rows) swept)
    {
        if (IsScalar || !LiteralForm.IsPossible(function, swept.Rows.Length))
        {
            return null;
        }

        Statement check = new Require(_tangent, _space.Length, isExact: true);
        return Finish(function, [check, .. function.Body.Statements], swept.Rows, [_tangent]);
    }

    private Function Finish(Function function, IReadOnlyList<Statement> statements, IReadOnlyList<Expression> yields, Value[] added)
    {
        Input[] inputs = [.. function.Inputs, .. added.Select(value => new Input(value, false))];
        var output = new Output(IsScalar ? OutputShape.Scalar : OutputShape.List, function.Output.Element, "", [], null);
        return Finishing.Run(new Function(function.Name, _pool, inputs, SilentStores.Drop(new Region(statements, yields)), output, function.Destination), _cancellation);
    }
}
