using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Builds vᵀ·J: the reverse sweep from the cotangent, at the cost of a few evaluations of the method whatever its sizes; where the
/// columns can be told apart and are few, also the rows of the Jacobian weighted by it, if that is cheaper.
/// </summary>
internal sealed class VjpAssembly
{
    private readonly Function _primal;
    private readonly ExpressionPool _pool;
    private readonly CancellationToken _cancellation;
    private readonly Value _cotangent;
    private readonly Value _result;
    private readonly ColumnSpace _space;
    private readonly Expression? _rows;
    private readonly IReadOnlyList<Companion> _companions;

    /// <param name="primal">The method.</param>
    /// <param name="cotangentName">What the cotangent is called.</param>
    /// <param name="resultName">What the product is called.</param>
    /// <param name="companions">Of the recursive methods that it calls those that can be called backwards.</param>
    /// <param name="cancellation">Stops it.</param>
    public VjpAssembly(Function primal, string cotangentName, string resultName, IReadOnlyList<Companion> companions, CancellationToken cancellation)
    {
        _companions = companions;
        _pool = primal.Pool;
        _cancellation = cancellation;
        _cotangent = _pool.Input(IrType.ReadOnlySpan(primal.Output.Element), cotangentName, cotangentName);
        _result = _pool.Input(IrType.Span(primal.Output.Element), resultName, resultName);
        _space = new ColumnSpace(primal);
        _primal = primal.Destination is null ? primal : DestinationAsLocal.Run(primal, primal.Output.Rows ?? _pool.Length(_cotangent));
        _rows = JacobianAssembly.RowsOf(_primal);
    }

    public ProductPlan Plan()
    {
        var (mode, chosen, swept) = Sweeps().Select(sweep => (sweep.Mode, Function: DeadCode.Eliminate(InPlace(sweep.Swept), _cancellation), sweep.Swept))
            .OrderBy(sweep => OperationCount.CostOfTerms(sweep.Function.Body)).First();
        var inPlace = Finishing.Run(chosen, _cancellation);
        return new ProductPlan
        {
            InPlace = inPlace,
            Literal = Literal(swept),
            Count = _space.Total,
            Rows = _rows,
            Columns = _space.Total,
            Mode = mode,
            OperationCount = OperationCount.HasLoops(inPlace) ? 0 : OperationCount.Of(inPlace),
        };
    }

    /// <summary>Every way in which the product can be computed, whichever the plan prefers: they have to agree.</summary>
    public IEnumerable<(string Mode, Function InPlace)> Candidates() => Sweeps().Select(sweep => ($"vjp {sweep.Mode}", Finishing.Run(InPlace(sweep.Swept), _cancellation)));

    private bool IsArray => _primal.Body.Yields[0].Type.IsArray;

    private IEnumerable<(string Mode, Region Swept)> Sweeps()
    {
        yield return ("in reverse", Reverse());
        if (!IsArray && _space.Total is Constant && !new Dependence(_primal, _space, new LocalPartials(), _cancellation).IsDynamic)
        {
            var size = new SweepSize(_primal, _space, _cancellation);
            if (size.IsForwardPossible)
            {
                yield return ("the rows of the Jacobian, weighted", Weighted(Order.Forward));
            }

            if (size.IsReversePossible)
            {
                yield return ("the rows of the Jacobian, each in reverse, weighted", Weighted(Order.Reverse));
            }
        }
    }

    private Region Reverse()
    {
        var function = ReverseSweep.Prepare(Recursions.Run(_primal, _companions, _cancellation), _cancellation);
        var dependence = new Dependence(function, _space, new LocalPartials(), _cancellation);
        var seeds = IsArray
            ? new ReverseSweep.Seeds([], _cotangent)
            : new ReverseSweep.Seeds([.. function.Body.Yields.Select((yield, row) => _pool.Convert(yield.Type, Entry(row)))]);
        return new ReverseSweep(function, _space, dependence, _result, repeats: false, seeds, _cancellation).Run();
    }

    private Region Weighted(Order order)
    {
        var dependence = new Dependence(_primal, _space, new LocalPartials(), _cancellation);
        var sweep = new ForwardSweep(_primal, _space, dependence, order, null, _cancellation);
        var body = sweep.Run();
        var element = _primal.Output.Element;
        var sums = Enumerable.Repeat<Expression>(_pool.Real(0, element), (int)((Constant)_space.Total).Integer).ToArray();
        for (var row = 0; row < sweep.Rows.Count; row++)
        {
            foreach (var column in sweep.Rows[row].Columns)
            {
                var position = (int)((Constant)_space.Position(dependence.Columns[column])).Integer;
                sums[position] += Entry(row) * _pool.Convert(element, sweep.Rows[row][column]!);
            }
        }

        return new Region([.. body.Statements, .. sums.Select((sum, k) => new Store(_result, [_pool.Int(k)], _pool.Convert(_result.Type.Element!, sum)))], body.Yields);
    }

    private Expression Entry(int row) => _pool.Element(_cotangent, _pool.Int(row));

    private Function InPlace(Region swept) =>
        Added([.. Checks(), new Require(_result, _space.Total), .. swept.Statements], [], [_cotangent, _result]);

    /// <summary>The entries as a list, where the sweep ends with storing all of them and has no loops before.</summary>
    private Function? Literal(Region swept)
    {
        if (_space.Total is not Constant { Integer: var total } || swept.Statements.Count < total)
        {
            return null;
        }

        Statement[] before = [.. swept.Statements.Take(swept.Statements.Count - (int)total)];
        Expression[] entries = [.. swept.Statements.Skip(before.Length).OfType<Store>().Where(store => ReferenceEquals(store.Array, _result)).Select(store => store.Value)];
        var body = new Function(_primal.Name, _pool, _primal.Inputs, new Region(before, entries), _primal.Output);
        return entries.Length == total && LiteralForm.IsPossible(body, total)
            ? Finishing.Run(Added([.. Checks(), .. before], entries, [_cotangent]), _cancellation)
            : null;
    }

    private Statement[] Checks() => _rows is null || ReferenceEquals(_rows, _pool.Length(_cotangent)) ? [] : [new Require(_cotangent, _rows, isExact: true)];

    private Function Added(IReadOnlyList<Statement> statements, IReadOnlyList<Expression> yields, Value[] added)
    {
        Input[] inputs = [.. _primal.Inputs, .. added.Select(value => new Input(value, false))];
        return new Function(_primal.Name, _pool, inputs, new Region(statements, yields), new Output(OutputShape.List, _primal.Output.Element, "", [], null));
    }
}
