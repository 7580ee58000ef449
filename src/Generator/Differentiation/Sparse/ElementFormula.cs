using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>One store into an array as a formula of the element's index: in which loops it stands, on which conditions, what it stores.</summary>
internal sealed class ElementFormula
{
    private readonly ExpressionPool _pool;
    private readonly IReadOnlyList<For> _loops;
    private readonly IReadOnlyList<Let> _lets;
    private readonly IReadOnlyList<(Expression Condition, bool Holds)> _conditions;
    private readonly Store _store;

    private ElementFormula(IReadOnlyList<For> loops, IReadOnlyList<Let> lets, IReadOnlyList<(Expression Condition, bool Holds)> conditions, Store store)
    {
        (_loops, _lets, _conditions, _store) = (loops, lets, conditions, store);
        _pool = store.Array.Pool;
    }

    /// <summary>All stores into an array in order, if they are of this kind and come before all that is read; null otherwise.</summary>
    public static IReadOnlyList<ElementFormula>? Of(Function function, Value array, ArrayAliases aliases)
    {
        var formulas = new List<ElementFormula>();
        var isRead = false;
        foreach (var statement in function.Body.Statements)
        {
            var writes = Walk.Written(statement).Any(written => ReferenceEquals(written, array));
            var before = formulas.Count;
            if (writes && (isRead || !Collect([statement], [], [], [], array, aliases, formulas)))
            {
                return null;
            }

            // Of two places in one loop the later iteration wins, not the later statement.
            if (formulas.Skip(before).Select(formula => formula._store.Indices).Any(indices => !indices.SequenceEqual(formulas[before]._store.Indices)))
            {
                return null;
            }

            isRead |= !writes && Walk.AllTerms(statement).Any(term => term is Operation { Operator: Operator.Element } && ReferenceEquals(term.Operands[0], array));
            if (Walk.AllTerms(statement).Any(term => term is Opaque && term.Operands.Contains(array)) || CopiesOrClears(statement, array))
            {
                return null;
            }
        }

        return formulas;
    }

    /// <summary>The value of an element after this store, given the one before; null where the element's place among the stored ones is not known.</summary>
    public Expression? At(IReadOnlyList<Expression> indices, Facts facts, Expression before)
    {
        var copy = new Inlining(_pool);
        var value = At(indices, facts, before, copy);
        copy.Done();
        return value;
    }

    private Expression? At(IReadOnlyList<Expression> indices, Facts facts, Expression before, Inlining copy)
    {
        Expression condition = _pool.Boolean(true);
        for (var d = 0; d < indices.Count; d++)
        {
            var place = _store.Indices[d];
            var loop = _loops.SingleOrDefault(candidate => Walk.Mentions(place, new HashSet<Expression> { candidate.Index }));
            if (loop is null)
            {
                var difference = facts.Of(indices[d]).Minus(facts.Of(copy.Rewrite(place)));
                if (!difference.IsZero)
                {
                    condition = Conditions.Both(condition, _pool.Operation(Operator.Equal, IrType.Boolean, indices[d], copy.Rewrite(place)));
                }

                continue;
            }

            if (copy.Has(loop.Index) || Iteration(place, loop.Index, indices[d]) is not { } iteration)
            {
                return null;
            }

            copy.Set(loop.Index, iteration);
            condition = Conditions.Both(condition, InRange(loop, iteration, facts, copy));
        }

        if (_loops.Any(loop => !copy.Has(loop.Index)))
        {
            return null;
        }

        foreach (var let in _lets)
        {
            copy.Set(let.Target, copy.Rewrite(let.Definition));
        }

        foreach (var (guard, holds) in _conditions)
        {
            var here = copy.Rewrite(guard);
            condition = Conditions.Both(condition, holds ? here : Conditions.Not(here));
        }

        var value = copy.Rewrite(_store.Value);
        return Conditions.IsAlways(condition) ? value : Conditions.IsNever(condition) ? before : _pool.Select(condition, value, before);
    }

    private static bool CopiesOrClears(Statement statement, Value array)
    {
        var found = Is(statement);
        foreach (var region in Walk.Regions(statement))
        {
            Walk.Statements(region, inner => found |= Is(inner));
        }

        return found;

        bool Is(Statement inner) => inner switch
        {
            Copy copy => ReferenceEquals(copy.Source, array) || ReferenceEquals(copy.Destination, array),
            Clear clear => ReferenceEquals(clear.Array, array),
            _ => false,
        };
    }

    private static bool Collect(
        IReadOnlyList<Statement> statements,
        IReadOnlyList<For> loops,
        IReadOnlyList<Let> outer,
        IReadOnlyList<(Expression Condition, bool Holds)> conditions,
        Value array,
        ArrayAliases aliases,
        List<ElementFormula> into)
    {
        var lets = outer.ToList();
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Let let when !aliases.IsRead(let.Definition):
                    lets.Add(let);
                    break;
                case Store store when ReferenceEquals(store.Array, array):
                    into.Add(new ElementFormula(loops, [.. lets], conditions, store));
                    break;
                case For { Guard: null, Carried.Count: 0, Step: Constant { Integer: 1 }, Comparison: Operator.Less or Operator.LessOrEqual } loop
                    when Collect(loop.Body.Statements, [.. loops, loop], lets, conditions, array, aliases, into):
                    break;
                case If { Results.Count: 0 } branch
                    when Collect(branch.Then.Statements, loops, lets, [.. conditions, (branch.Condition, true)], array, aliases, into)
                        && Collect(branch.Else.Statements, loops, lets, [.. conditions, (branch.Condition, false)], array, aliases, into):
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The iteration that stores a given index: for a place that is the loop's index, or that and something that stays the same.</summary>
    private Expression? Iteration(Expression place, Value index, Expression wanted)
    {
        var own = new HashSet<Expression>(_loops.Select(loop => loop.Index).Concat(_lets.Select(let => let.Target)));
        return place switch
        {
            Value value when ReferenceEquals(value, index) => wanted,
            Operation { Operator: Operator.Add } sum when ReferenceEquals(sum.Operands[0], index) && !Walk.Mentions(sum.Operands[1], own) => Minus(wanted, sum.Operands[1]),
            Operation { Operator: Operator.Add } sum when ReferenceEquals(sum.Operands[1], index) && !Walk.Mentions(sum.Operands[0], own) => Minus(wanted, sum.Operands[0]),
            Operation { Operator: Operator.Subtract } difference when ReferenceEquals(difference.Operands[0], index) && !Walk.Mentions(difference.Operands[1], own) =>
                difference.Operands[1] is Constant less ? Shifted(wanted, less.Integer) : _pool.Operation(Operator.Add, IrType.Int, wanted, difference.Operands[1]),
            _ => null,
        };
    }

    private static Expression Minus(Expression a, Expression b) =>
        b is Constant constant ? Shifted(a, -constant.Integer) : a.Pool.Operation(Operator.Subtract, IrType.Int, a, b);

    /// <summary>An index some places further, in the shortest form.</summary>
    private static Expression Shifted(Expression index, long by) => index switch
    {
        Operation { Operator: Operator.Add } sum when sum.Operands[1] is Constant more => Shifted(sum.Operands[0], by + more.Integer),
        Operation { Operator: Operator.Subtract } difference when difference.Operands[1] is Constant less => Shifted(difference.Operands[0], by - less.Integer),
        _ when by == 0 => index,
        _ => index.Pool.Operation(by > 0 ? Operator.Add : Operator.Subtract, IrType.Int, index, index.Pool.Int(Math.Abs(by))),
    };

    private Expression InRange(For loop, Expression iteration, Facts facts, Inlining copy)
    {
        var (start, bound) = (copy.Rewrite(loop.Start), copy.Rewrite(loop.Bound));
        Expression condition = _pool.Boolean(true);
        if (!facts.IsNotNegative(facts.Of(iteration).Minus(facts.Of(start))))
        {
            condition = _pool.Operation(Operator.GreaterOrEqual, IrType.Boolean, iteration, start);
        }

        var slack = facts.Of(bound).Minus(facts.Of(iteration)).Plus(Polynomial.Constant(loop.Comparison == Operator.Less ? -1 : 0));
        return facts.IsNotNegative(slack)
            ? condition
            : Conditions.Both(condition, _pool.Operation(loop.Comparison, IrType.Boolean, iteration, bound));
    }

    /// <summary>A formula with terms in the place of its variables.</summary>
    private sealed class Inlining(ExpressionPool pool) : Rewriter(pool, CancellationToken.None)
    {
        private readonly HashSet<Value> _set = [];

        public bool Has(Value value) => _set.Contains(value);

        public void Set(Value value, Expression term)
        {
            _set.Add(value);
            Replace(value, term);
        }

        protected override Expression Unbound(Value value) => value;

        protected override Expression? Special(Expression expression) => expression is Operation { Operator: Operator.Add or Operator.Subtract } sum
            && sum.Type == IrType.Int && sum.Operands[1] is Constant by
                ? Shifted(Rewrite(sum.Operands[0]), sum.Operator == Operator.Add ? by.Integer : -by.Integer)
                : null;
    }
}
