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

    private SecondOrder(Function function, IReadOnlyList<(int Row, int I, int J)> places, IReadOnlyList<Column> columns, int rows)
    {
        Function = function;
        _places = places;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The statements that the entries need, and the entries as yields.</summary>
    public Function Function { get; }

    /// <summary>The columns that are read at all, in the order of the Hessian's.</summary>
    public IReadOnlyList<Column> Columns { get; }

    public int Rows { get; }

    /// <summary>The entries that are no structural zeros, j ≤ i among <see cref="Columns"/>.</summary>
    public IEnumerable<(int Row, int I, int J, Expression Term)> Entries =>
        _places.Select((place, k) => (place.Row, place.I, place.J, Function.Body.Yields[k]));

    /// <summary>The first derivatives as a function: row by row, one yield for each of the columns.</summary>
    public static Function FirstOf(Function primal, ColumnSpace space, IReadOnlyList<Column> columns, Order order, CancellationToken cancellation)
    {
        var dependence = new Dependence(primal, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(primal, space, dependence, order, null, cancellation);
        var body = sweep.Run();
        var zero = primal.Pool.Real(0, primal.Output.Element);
        var entries = sweep.Rows.SelectMany(row => columns.Select(column => Entry(row, dependence, column) is { } term
            ? primal.Pool.Convert(primal.Output.Element, term)
            : zero));
        return Compose(primal, body, entries, cancellation);
    }

    /// <param name="first">What <see cref="FirstOf"/> gave.</param>
    /// <param name="rows">The rows of the function that it came from.</param>
    /// <param name="space">Where the columns stand.</param>
    /// <param name="columns">Those of <paramref name="first"/>.</param>
    /// <param name="order">In which the chain rule is multiplied out this time.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SecondOrder Of(Function first, int rows, ColumnSpace space, IReadOnlyList<Column> columns, Order order, CancellationToken cancellation)
    {
        if (first.Body.Yields.Count == 0)
        {
            return new SecondOrder(first, [], columns, rows);
        }

        var dependence = new Dependence(first, space, new LocalPartials(), cancellation);
        var sweep = new ForwardSweep(first, space, dependence, order, null, cancellation);
        var body = sweep.Run();
        var (places, entries) = (new List<(int, int, int)>(), new List<Expression>());
        for (var k = 0; k < sweep.Rows.Count; k++)
        {
            var (row, i) = (k / columns.Count, k % columns.Count);
            for (var j = 0; j <= i; j++)
            {
                if (Entry(sweep.Rows[k], dependence, columns[j]) is { } term)
                {
                    var entry = first.Pool.Convert(first.Output.Element, term);
                    if (first.Pool.IsLoose(entry))
                    {
                        first.Pool.Hint(entry, Name(rows > 1 ? $"f{row}" : "f", columns[i], columns[j]));
                    }

                    places.Add((row, i, j));
                    entries.Add(entry);
                }
            }
        }

        return new SecondOrder(Compose(first, body, entries, cancellation), places, columns, rows);
    }

    private static string Name(string of, Column i, Column j) => TangentNames.Of($"d{of}_d{j.Name}", i.Name);

    private static Expression? Entry(Tangent row, Dependence dependence, Column column)
    {
        for (var number = 0; number < dependence.Columns.Count; number++)
        {
            if (dependence.Columns[number].Equals(column))
            {
                return row[number];
            }
        }

        return null;
    }

    /// <summary>What a sweep has made as a function of its own, without what its entries do not need.</summary>
    private static Function Compose(Function function, Region body, IEnumerable<Expression> entries, CancellationToken cancellation)
    {
        var output = new Output(OutputShape.List, function.Output.Element, "", [], null);
        return DeadCode.Eliminate(new Function(function.Name, function.Pool, function.Inputs, new Region(body.Statements, [.. entries]), output), cancellation);
    }
}
