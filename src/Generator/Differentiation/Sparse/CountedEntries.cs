using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Counts the entries of a loop without running it, where each iteration has equally many.</summary>
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
        foreach (var statement in body)
        {
            switch (statement)
            {
                case Let:
                    break;
                case Invoke { Arguments: [var entries] } add when ReferenceEquals(add.Receiver, counter) && !Walk.Mentions(entries, bound):
                    each = Integer(Operator.Add, each, entries);
                    break;
                default:
                    return null;
            }
        }

        return new Invoke(counter, "Add", Integer(Operator.Multiply, Trips(loop, (int)step.Integer, inside), each));
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
