using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// What a sweep has made, as a function that a sweep can take: it returns the derivatives, and the value that the primal
/// returned is dropped. A derivative is a program like the one it comes from.
/// </summary>
internal sealed class Composition : Rewriter
{
    private readonly Value _destination;
    private readonly Value _array;
    private bool _isFresh;

    private Composition(Value destination, CancellationToken cancellation)
        : base(destination.Pool, cancellation)
    {
        _destination = destination;
        _array = Pool.Local(IrType.Array(destination.Type.Element!), destination.Name);
        Replace(destination, _array);
    }

    /// <summary>Derivatives that are terms: one yield each.</summary>
    public static Function OfTerms(Function primal, IReadOnlyList<Statement> statements, IEnumerable<Expression> entries) => new(
        primal.Name,
        primal.Pool,
        primal.Inputs,
        new Region(statements, [.. entries]),
        new Output(OutputShape.List, primal.Output.Element, "", [], null));

    /// <summary>Derivatives that a sweep writes into a destination, whose length it checks: it becomes a local array, which is returned.</summary>
    /// <param name="primal">What was swept.</param>
    /// <param name="statements">What came out.</param>
    /// <param name="destination">The span that they fill.</param>
    /// <param name="length">The number of its entries, where the inputs tell.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Function OfDestination(
        Function primal, IReadOnlyList<Statement> statements, Value destination, Expression? length, CancellationToken cancellation) =>
        OfDestination(primal, statements, destination, length, new KnownTangents(), cancellation).Function;

    /// <summary>The same, and where the tangents are by now that the sweep has kept.</summary>
    public static (Function Function, KnownTangents Known) OfDestination(
        Function primal, IReadOnlyList<Statement> statements, Value destination, Expression? length, KnownTangents known, CancellationToken cancellation)
    {
        var pass = new Composition(destination, cancellation);
        var function = new Function(
            primal.Name,
            primal.Pool,
            primal.Inputs,
            pass.Rewrite(new Region(statements, [destination])),
            new Output(OutputShape.Array, primal.Output.Element, "", [], length));
        return (function, known.Mapped(pass.Rewrite));
    }

    /// <summary>What the primal returns, and behind it the derivatives as an array.</summary>
    public static Function WithValues(Function primal, Region swept, Value destination, CancellationToken cancellation) => new(
        primal.Name,
        primal.Pool,
        primal.Inputs,
        new Composition(destination, cancellation).Rewrite(new Region(swept.Statements, [.. swept.Yields, destination])),
        new Output(OutputShape.List, primal.Output.Element, "", [], null));

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Require require when ReferenceEquals(require.Destination, _destination):
                _isFresh = true;
                into.Add(new Allocate(_array, [Rewrite(require.Length)]));
                break;
            case Clear clear when _isFresh && ReferenceEquals(clear.Array, _destination):
                // A new array is zero as it is.
                break;
            default:
                _isFresh &= !Walk.Written(statement).Contains(_destination);
                base.Rewrite(statement, into);
                break;
        }
    }

    protected override Expression Unbound(Value value) => value;
}
