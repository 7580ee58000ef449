using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Gives the local arrays of a derivative memory that is not allocated anew at every call: flat spans on the stack or from a
/// pool. Arrays that the method returns, that foreign code sees, or that take turns under one name stay what they are.
/// </summary>
internal sealed class ScratchArrays : Refining
{
    private readonly HashSet<Value> _scratch;
    private readonly Dictionary<Value, Expression[]> _lengths = [];

    private ScratchArrays(Function function, HashSet<Value> scratch, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _scratch = scratch;
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var scratch = Find(function);
        return scratch.Count == 0 ? function : new ScratchArrays(function, scratch, cancellation).Rewrite(function);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Allocate allocate when _scratch.Contains(allocate.Target):
                var lengths = allocate.Lengths.Select(Rewrite).ToArray();
                _lengths[allocate.Target] = lengths;
                var count = lengths.Aggregate((a, b) => Pool.Operation(Operator.Multiply, IrType.Int, a, b));
                var span = Pool.Local(IrType.Span(allocate.Target.Type.Element!), allocate.Target.Name, allocate.Target.Variable);
                Replace(allocate.Target, span);
                into.Add(new Allocate(span, [count]));
                break;
            case Store { Array: Value array } store when _scratch.Contains(array):
                into.Add(new Store(Rewrite(array), [Flat(array, store.Indices)], Rewrite(store.Value)));
                break;
            case Copy { Source.Type.Rank: 2 } copy:
                CopyMatrix(copy, into);
                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    protected override Expression? Special(Expression expression) => expression switch
    {
        Operation { Operator: Operator.Element } element when element.Operands[0] is Value array && _scratch.Contains(array) =>
            Pool.Element(Rewrite(array), Flat(array, element.Operands.Skip(1))),
        Operation { Operator: Operator.Length } length when length.Operands[0] is Value array && _scratch.Contains(array) =>
            _lengths[array][(int)((Constant)length.Operands[1]).Integer],
        _ => null,
    };

    private static HashSet<Value> Find(Function function)
    {
        var aliases = new ArrayAliases(function.Body);
        var scratch = new HashSet<Value>();
        var roots = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            if (statement is Allocate { Target.Type.Kind: TypeKind.Array } allocate && aliases.IsAlone(allocate.Target))
            {
                scratch.Add(allocate.Target);
            }

            roots.AddRange(Walk.Roots(statement));
        });

        scratch.ExceptWith(function.Body.Yields.OfType<Value>());
        foreach (var opaque in Walk.ExpressionsOf(roots).OfType<Opaque>())
        {
            scratch.ExceptWith(opaque.Operands.OfType<Value>());
        }

        return scratch;
    }

    private void CopyMatrix(Copy copy, List<Statement> into)
    {
        var (i, j) = (Pool.Local(IrType.Int, "i"), Pool.Local(IrType.Int, "j"));
        var (rows, columns) = (Rewrite(Pool.Length(copy.Source)), Rewrite(Pool.Length(copy.Source, 1)));
        Replace(i, i);
        Replace(j, j);
        var entry = Pool.Local(copy.Source.Type.Element!);
        var inner = new List<Statement>();
        inner.Add(new Let(entry, Rewrite(Pool.Element(copy.Source, i, j))));
        Replace(entry, entry);
        Rewrite(new Store(copy.Destination, [i, j], entry), inner);
        var row = new Region([Ranges.For(j, columns, new Region(inner, []))], []);
        into.Add(Ranges.For(i, rows, row));
    }

    private Expression Flat(Value array, IEnumerable<Expression> indices)
    {
        var (flat, dimension) = ((Expression?)null, 0);
        foreach (var index in indices.Select(Rewrite))
        {
            flat = flat is null
                ? index
                : Pool.Operation(Operator.Add, IrType.Int, Pool.Operation(Operator.Multiply, IrType.Int, flat, _lengths[array][dimension]), index);
            dimension++;
        }

        return flat!;
    }
}
