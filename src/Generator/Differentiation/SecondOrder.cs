using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// A function with its second derivatives by columns that can be told apart, one triangle of them: the forward sweep over the
/// function of the first derivatives, which is itself the outcome of a sweep.
/// </summary>
internal sealed class SecondOrder
{
    private readonly IReadOnlyList<(int Row, int I, int J)> _places;

    private SecondOrder(Function function, IReadOnlyList<(int Row, int I, int J)> places)
    {
        Function = function;
        _places = places;
    }

    /// <summary>The statements that the entries need, and the entries as yields.</summary>
    public Function Function { get; }

    /// <summary>The entries that are no structural zeros, j ≤ i among the columns.</summary>
    public IEnumerable<(int Row, int I, int J, Expression Term)> Entries =>
        _places.Select((place, k) => (place.Row, place.I, place.J, Function.Body.Yields[k]));

    /// <param name="first">Row by row, one term for each of the columns, and the tangents that the sweep kept.</param>
    /// <param name="rows">The rows of the function that it came from.</param>
    /// <param name="space">Where the columns stand.</param>
    /// <param name="columns">Those of <paramref name="first"/>.</param>
    /// <param name="order">In which the chain rule is multiplied out this time.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SecondOrder Of(
        (Function Function, KnownTangents Known) first,
        int rows,
        ColumnSpace space,
        IReadOnlyList<Column> columns,
        Order order,
        CancellationToken cancellation)
    {
        var (function, known) = first;
        var dependence = new Dependence(function, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(function, space, dependence, order, null, cancellation, known);
        var body = sweep.Run();
        var (places, entries) = (new List<(int, int, int)>(), new List<Expression>());
        for (var k = 0; k < sweep.Rows.Count; k++)
        {
            var (row, i) = (k / columns.Count, k % columns.Count);
            for (var j = 0; j <= i; j++)
            {
                if (dependence.Entry(sweep.Rows[k], columns[j]) is { } term)
                {
                    var entry = function.Pool.Convert(function.Output.Element, term);
                    if (function.Pool.IsLoose(entry))
                    {
                        function.Pool.Hint(entry, Name(rows > 1 ? $"f{row}" : "f", columns[i], columns[j]));
                    }

                    places.Add((row, i, j));
                    entries.Add(entry);
                }
            }
        }

        return new SecondOrder(DeadCode.Eliminate(Composition.OfTerms(function, body.Statements, entries), cancellation), places);
    }

    private static string Name(string of, Column i, Column j) => TangentNames.Of($"d{of}_d{j.Name}", i.Name);
}
