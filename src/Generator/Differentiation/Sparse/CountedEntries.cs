using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Counts the entries of a loop without running it, where each iteration has equally many, or as many as a comparison of the index says.</summary>
internal sealed class CountedEntries(ExpressionPool pool, Value counter)
{
    /// <param name="loop">With a step that is positive.</param>
    /// <param name="body">The statements that count one iteration.</param>
    /// <param name="inside">What is known in it.</param>
    public Invoke? Of(For loop, IReadOnlyList<Statement> body, Facts inside)
    {
        if (loop.Guard is not null || loop.Carried.Count > 0 || loop.Step is not Constant { Integer: > 0 } step || loop.Comparison is not (Operator.Less or Operator.LessOrEqual))
        {
            return null;
        }

        var bound = new HashSet<Expression>(body.SelectMany(Walk.Binds)) { loop.Index };
        Expression each = pool.Int(0);
        Expression? others = null;
        foreach (var statement in body)
        {
            switch (statement)
            {
                case Let:
                    break;
                case Invoke { Arguments: [var entries] } add when ReferenceEquals(add.Receiver, counter) && !Walk.Mentions(entries, bound):
                    each = Integer(Operator.Add, each, entries);
                    break;
                case If branch when step.Integer == 1 && Count(branch.Then, bound) is { } then && Count(branch.Else, bound) is { } otherwise && new IndexInterval(loop, bound, inside).Trips(branch.Condition) is { } holds:
                    each = Integer(Operator.Add, each, otherwise);
                    var more = Integer(Operator.Multiply, holds, Integer(Operator.Subtract, then, otherwise));
                    others = others is null ? more : Integer(Operator.Add, others, more);
                    break;
                default:
                    return null;
            }
        }

        var all = Integer(Operator.Multiply, Trips(loop, (int)step.Integer, inside), each);
        return new Invoke(counter, "Add", others is null ? all : each is Constant { Integer: 0 } ? others : Integer(Operator.Add, all, others));
    }

    /// <summary>How many entries a side of a branch has in each iteration; null where they differ.</summary>
    private Expression? Count(Region side, HashSet<Expression> bound)
    {
        Expression sum = pool.Int(0);
        foreach (var statement in side.Statements)
        {
            if (statement is not Invoke { Arguments: [var entries] } add || !ReferenceEquals(add.Receiver, counter) || Walk.Mentions(entries, bound))
            {
                return null;
            }

            sum = Integer(Operator.Add, sum, entries);
        }

        return side.Yields.Count == 0 ? sum : null;
    }

    /// <summary>How often a loop runs: its range over its step, rounded up.</summary>
    private Expression Trips(For loop, int step, Facts inside)
    {
        var range = Integer(Operator.Subtract, loop.Bound, loop.Start);
        var rounding = step - (loop.Comparison == Operator.Less ? 1 : 0);
        if (rounding > 0)
        {
            range = Integer(Operator.Add, range, pool.Int(rounding));
        }

        var trips = step == 1 ? range : Integer(Operator.Divide, range, pool.Int(step));
        return IsLength(loop.Bound) && loop.Start is Constant { Integer: 0 }
            ? trips
            : pool.Select(pool.Operation(loop.Comparison, IrType.Boolean, loop.Start, loop.Bound), trips, pool.Int(0));

        bool IsLength(Expression term) => inside.Of(term) is var polynomial
            && polynomial.Atoms.All(atom => atom is Operation { Operator: Operator.Length })
            && polynomial.Monomials.All(monomial => polynomial[monomial] > 0)
            && polynomial.ConstantTerm >= 0;
    }

    private Expression Integer(Operator op, Expression a, Expression b) => pool.Operation(op, IrType.Int, a, b);
}
