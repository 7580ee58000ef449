using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Builds the function of a Hessian by sweeping what a sweep has made: the gradient (or the Jacobian) is a function like any
/// other. Each entry of one triangle is written to both its places, so that it is symmetric to the last bit.
/// </summary>
internal sealed class HessianAssembly
{
    private readonly Function _primal;
    private readonly FirstOrder _first;
    private readonly IReadOnlyList<Column>? _columns;
    private readonly Value _hessian;
    private readonly CancellationToken _cancellation;

    /// <param name="primal">The method, without a destination of its own.</param>
    /// <param name="hessian">The span to fill.</param>
    /// <param name="cancellation">Stops it.</param>
    public HessianAssembly(Function primal, Value hessian, CancellationToken cancellation)
    {
        _primal = primal;
        _hessian = hessian;
        _cancellation = cancellation;
        _first = new FirstOrder(primal, cancellation);
        _columns = _first.Columns();
    }

    public HessianPlan Plan()
    {
        if (Terms() is { } terms)
        {
            return terms.Plan();
        }

        var (mode, inPlace) = Loops().Aggregate((best, next) => OperationCount.Cost(next.InPlace) < OperationCount.Cost(best.InPlace) ? next : best);
        return new HessianPlan { InPlace = inPlace, Columns = _first.Space.Total, Mode = mode };
    }

    /// <summary>Every way in which the Hessian can be computed, whichever the plan prefers: they have to agree.</summary>
    public IEnumerable<(string Mode, Function InPlace)> Candidates() => Terms() is { } terms
        ? terms.Candidates().Select(candidate => (candidate.Mode, terms.InPlace(candidate.Swept))).Concat(Loops())
        : Loops();

    private HessianByColumns? Terms() => HessianByColumns.IsPossible(_primal, _columns) && !SweepSize.IsTooLargeTwice(_primal, _columns!.Count)
        ? new HessianByColumns(_primal, _first, _columns!, _hessian, _cancellation)
        : null;

    private IEnumerable<(string Mode, Function InPlace)> Loops()
    {
        var space = _first.Space;
        var directions = new MatrixByDirections(_primal, space.Total, _hessian, _cancellation);
        var sweep = new HessianBySweep(_primal, space, _hessian, _cancellation);
        foreach (var (mode, function) in _first.Candidates())
        {
            yield return ($"column by column, forward over {mode}", directions.Hessian(function));
            if (sweep.ByRows(function) is { } rows)
            {
                yield return ($"row by row over {mode}", rows);
            }
        }

        if (_columns is not null && _primal.Body.Yields[0].Type.IsArray)
        {
            var orders = new[] { Order.Forward, Order.Reverse };
            foreach (var (outer, inner) in orders.SelectMany(outer => orders.Select(inner => (outer, inner))))
            {
                yield return ("all columns at once, twice", sweep.ByColumns(_first.Columnwise(outer), inner));
            }
        }
    }
}
