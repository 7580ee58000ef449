using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The Hessian as the Jacobian of an array of first derivatives: by the sweep over rows, where a row costs what it has
/// non-zeros, or by that over columns which can be told apart.
/// </summary>
/// <param name="primal">The method, without a destination of its own.</param>
/// <param name="space">Its columns.</param>
/// <param name="hessian">The span to fill.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class HessianBySweep(Function primal, ColumnSpace space, Value hessian, CancellationToken cancellation)
{
    /// <summary>A row for each element of a longer array would take more memory than the result.</summary>
    private const int LongestKept = 16;

    /// <summary>Row by row; null where the function needs what rows cannot have: tapes, or arrays whose gradients outgrow the Hessian.</summary>
    public Function? ByRows(Function first)
    {
        if (first.Output.Shape != OutputShape.Array)
        {
            return null;
        }

        var live = DeadCode.Eliminate(first, cancellation);
        var dependence = new Dependence(live, space, new LocalPartials(), cancellation);
        var fits = true;
        Walk.Statements(live.Body, statement => fits &= statement switch
        {
            OpenTape or Push or Pop => false,
            Allocate allocate => ReferenceEquals(allocate.Target, live.Body.Yields[0]) || !dependence.IsActive(allocate.Target)
                || allocate.Lengths.All(length => length is Constant { Integer: <= LongestKept }),
            _ => true,
        });
        return fits ? Finish(live, new RowSweep(live, space, dependence, hessian, cancellation).Run()) : null;
    }

    /// <summary>All columns at once; they have to be such as can be told apart.</summary>
    public Function ByColumns((Function Function, KnownTangents Known) first, Order order)
    {
        var dependence = new Dependence(first.Function, space, new LocalPartials(), cancellation);
        return Finish(first.Function, new ForwardSweep(first.Function, space, dependence, order, hessian, cancellation, first.Known).Run());
    }

    private Function Finish(Function first, Region swept)
    {
        var size = swept.Statements.OfType<Require>().First(require => ReferenceEquals(require.Destination, hessian)).Length;
        var live = SilentStores.Drop(DeadCode.Eliminate(With(first, swept.Statements), cancellation).Body);
        return Finishing.Run(With(first, [.. live.Statements, new Mirror(primal, space.Total, hessian).Of(size)]), cancellation);
    }

    private Function With(Function first, IReadOnlyList<Statement> statements) =>
        new(primal.Name, primal.Pool, [.. first.Inputs, new Input(hessian, false)], new Region(statements, []), primal.Output);
}
