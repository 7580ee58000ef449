using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Where a loop or branch hands on an input (or a static table) under another name, hands on a copy. Nothing is ever written to those, so
/// nobody can tell; and the adjoint of the copy is a local array like the others, whose entries go to the input when the copy is reversed.
/// </summary>
internal sealed class HandedInputs : Refining
{
    private HandedInputs(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var isNeeded = false;
        Walk.Statements(function.Body, statement =>
        {
            isNeeded |= statement is Loop loop && loop.Carried.Any(carried => NeedsCopy(carried.Initial));
            isNeeded |= Walk.Regions(statement).Any(region => region.Yields.Any(NeedsCopy));
        });
        return isNeeded ? new HandedInputs(function.Pool, cancellation).Rewrite(function) : function;
    }

    protected override Region RewriteBody(Region body) => base.Rewrite(body);

    protected override Region Rewrite(Region region)
    {
        var statements = base.Rewrite(new Region(region.Statements, [])).Statements.ToList();
        return new Region(statements, [.. region.Yields.Select(yield => Own(yield, statements))]);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is Loop loop && loop.Carried.Any(carried => NeedsCopy(carried.Initial)))
        {
            Carried[] carried = [.. loop.Carried.Select(one => new Carried(one.Phi, OwnInitial(one.Initial, into)))];
            statement = loop switch
            {
                For f => new For(f.Index, f.Start, f.Comparison, f.Bound, f.Step, f.Guard, carried, f.Body, f.Results),
                While w => new While(carried, w.Test, w.Body, w.Results),
                _ => loop,
            };
        }

        base.Rewrite(statement, into);
    }

    private static bool NeedsCopy(Expression term) => term is Opaque { Type: { IsArray: true, Element.IsReal: true } } or Value { IsInput: true, Type: { IsArray: true, Element.IsReal: true } };

    private Expression Own(Expression term, List<Statement> into) => NeedsCopy(term) ? Copied(Rewrite(term), into) : Rewrite(term);

    private Expression OwnInitial(Expression term, List<Statement> into)
    {
        if (!NeedsCopy(term))
        {
            return term;
        }

        var copy = Copied(Rewrite(term), into);
        Replace(copy, copy);
        return copy;
    }

    private Value Copied(Expression array, List<Statement> into)
    {
        var copy = Pool.Local(IrType.Array(array.Type.Element!, array.Type.Rank), array is Value value ? value.Name : "");
        into.Add(new Allocate(copy, [.. Enumerable.Range(0, array.Type.Rank).Select(dimension => Pool.Length(array, dimension))]));
        into.Add(new Copy(copy, array));
        return copy;
    }
}
