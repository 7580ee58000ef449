using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Unrolls loops with few, constant trips whose index addresses arrays: their elements then become scalars and their
/// derivatives single entries. A loop that only iterates (a Newton step, a time step) stays a loop.
/// </summary>
internal sealed class Unrolling(ExpressionPool pool, CancellationToken cancellation) : Rewriter(pool, cancellation)
{
    private const int MostTrips = 16;
    private const int MostStatements = 600;
    private int _statements;

    public static Function Run(Function function, CancellationToken cancellation) =>
        new Unrolling(new ExpressionPool(function.Pool), cancellation).Rewrite(function);

    protected override void Rewrite(For loop, List<Statement> into)
    {
        if (Trips(loop) is not { } indices || !AddressesByIndex(loop) || !Fits(loop, indices.Count))
        {
            base.Rewrite(loop, into);
            return;
        }

        var state = loop.Carried.Select(c => Rewrite(c.Initial)).ToArray();
        foreach (var index in indices)
        {
            Cancellation.ThrowIfCancellationRequested();
            ForgetTerms();
            Replace(loop.Index, Pool.Int(index, loop.Index.Type));
            for (var i = 0; i < state.Length; i++)
            {
                Replace(loop.Carried[i].Phi, state[i]);
            }

            foreach (var statement in loop.Body.Statements)
            {
                Rewrite(statement, into);
            }

            state = [.. loop.Body.Yields.Select(Rewrite)];
        }

        for (var i = 0; i < state.Length; i++)
        {
            Replace(loop.Results[i], state[i]);
        }
    }

    private List<long>? Trips(For loop)
    {
        if (loop.Guard is not null
            || Rewrite(loop.Start) is not Constant start
            || Rewrite(loop.Bound) is not Constant bound
            || Rewrite(loop.Step) is not Constant { Integer: not 0 } step)
        {
            return null;
        }

        var indices = new List<long>();
        for (var index = start.Integer; Holds(loop.Comparison, index, bound.Integer); index += step.Integer)
        {
            if (indices.Count == MostTrips)
            {
                return null;
            }

            indices.Add(index);
        }

        return indices;
    }

    private static bool Holds(Operator comparison, long left, long right) => comparison switch
    {
        Operator.Less => left < right,
        Operator.LessOrEqual => left <= right,
        Operator.Greater => left > right,
        Operator.GreaterOrEqual => left >= right,
        _ => left != right,
    };

    private bool Fits(For loop, int trips)
    {
        var size = trips * Size(loop.Body);
        if (_statements + size > MostStatements)
        {
            return false;
        }

        // What is nested here is counted with this loop, not again when its turn comes.
        _statements += trips * loop.Body.Statements.Count;
        return true;
    }

    private static int Size(Region region)
    {
        var size = region.Yields.Count;
        foreach (var statement in region.Statements)
        {
            size += statement switch
            {
                If branch => 1 + Size(branch.Then) + Size(branch.Else),
                Loop loop => 1 + Size(loop.Body),
                _ => 1,
            };
        }

        return size;
    }

    private static bool AddressesByIndex(For loop)
    {
        var derived = new HashSet<Expression> { loop.Index };
        var addresses = false;
        Walk.Statements(loop.Body, statement =>
        {
            if (statement is Store store && store.Indices.Any(index => Walk.Mentions(index, derived)))
            {
                addresses = true;
            }

            if (statement is Let let && let.Target.Type.Kind == TypeKind.Integer && Walk.Mentions(let.Definition, derived))
            {
                derived.Add(let.Target);
            }

            foreach (var root in Walk.Roots(statement))
            {
                addresses |= Walk.Any(root, e =>
                    e is Operation { Operator: Operator.Element } element && element.Operands.Skip(1).Any(index => Walk.Mentions(index, derived)));
            }
        });
        return addresses || Walk.ExpressionsOf(loop.Body.Yields).Any(e =>
            e is Operation { Operator: Operator.Element } element && element.Operands.Skip(1).Any(index => Walk.Mentions(index, derived)));
    }
}
