using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>The rows that a part of the program stores, each once and in ascending order.</summary>
/// <param name="First">None is before it.</param>
/// <param name="Last">None is after it.</param>
/// <param name="Single">The row, where it is one; null otherwise.</param>
/// <param name="IfAny">What is not negative wherever there is any row at all.</param>
internal sealed record RowRange(Polynomial First, Polynomial Last, Expression? Single, IReadOnlyList<Polynomial> IfAny)
{
    /// <summary>Those of one side of a branch or the other; null where they cannot be compared.</summary>
    public static RowRange? Either(RowRange a, RowRange b, Facts facts)
    {
        var first = Smaller(a.First, b.First, facts);
        var last = Smaller(b.Last, a.Last, facts) is { } smaller ? (ReferenceEquals(smaller, b.Last) ? a.Last : b.Last) : null;
        return first is null || last is null ? null : new RowRange(first, last, null, []);
    }

    /// <summary>Those of all iterations of a loop, if each begins after the one before; null otherwise.</summary>
    public RowRange? Over(For loop, Facts inside)
    {
        if (loop.Step is not Constant { Integer: > 0 } step || loop.Comparison is not (Operator.Less or Operator.LessOrEqual))
        {
            return null;
        }

        var bound = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi)) { loop.Index };
        Walk.Statements(loop.Body, statement => bound.UnionWith(Walk.Binds(statement)));
        if (First.Atoms.Concat(Last.Atoms).Any(atom => !ReferenceEquals(atom, loop.Index) && Walk.Mentions(atom, bound)))
        {
            return null;
        }

        var index = inside.Of(loop.Index);
        var end = inside.Of(loop.Bound).Plus(Polynomial.Constant(loop.Comparison == Operator.Less ? -1 : 0));
        var next = index.Plus(Polynomial.Constant(step.Integer));
        var (firstOfNext, lastOfNext) = (First.With(loop.Index, next), Last.With(loop.Index, next));
        if (firstOfNext is null || lastOfNext is null)
        {
            return null;
        }

        Polynomial[] always = [.. IfAny.Where(fact => fact.Atoms.All(atom => !Walk.Mentions(atom, bound)))];
        var facts = inside.With([end.Minus(next), .. always]);
        var (first, last) = (First.With(loop.Index, inside.Of(loop.Start)), Last.With(loop.Index, end));
        var ascends = first is not null && last is not null
            && facts.IsLess(Last, firstOfNext)
            && facts.IsNotNegative(firstOfNext.Minus(First))
            && facts.IsNotNegative(lastOfNext.Minus(Last))
            && (step.Integer == 1 || facts.IsNotNegative(last.Minus(Last)));
        return ascends ? new RowRange(first!, last!, null, [.. always, end.Minus(inside.Of(loop.Start))]) : null;
    }

    public static Polynomial? Smaller(Polynomial a, Polynomial b, Facts facts) =>
        facts.IsNotNegative(b.Minus(a)) ? a : facts.IsNotNegative(a.Minus(b)) ? b : null;
}

/// <summary>Parts of the program one after the other, whose rows have to ascend.</summary>
internal sealed class RowSequence(ExpressionPool pool)
{
    private readonly List<(RowRange? Rows, List<Statement> Statements)> _parts = [];

    public IEnumerable<Statement> Statements => _parts.SelectMany(part => part.Statements);

    /// <summary>
    /// Takes the next part; false where its rows are not known to lie before or after those of each other part. What has later rows
    /// moves behind it. One row that is stored again is left out the first time.
    /// </summary>
    public bool Add(RowRange? rows, Facts facts, List<Statement> statements)
    {
        var later = new List<(RowRange? Rows, List<Statement> Statements)>();
        foreach (var part in _parts.Where(part => part.Rows is not null && rows is not null))
        {
            if (IsBefore(part.Rows!, rows!, facts, part.Statements))
            {
                if (later.Count > 0)
                {
                    return false;
                }
            }
            else if (IsBefore(rows!, part.Rows!, facts, part.Statements))
            {
                later.Add(part);
            }
            else
            {
                return false;
            }
        }

        _parts.RemoveAll(later.Contains);
        _parts.Add((rows, statements));
        _parts.AddRange(later);
        return true;
    }

    /// <param name="a">Some rows.</param>
    /// <param name="b">The others.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="earlier">The statements of that part of the two which runs first.</param>
    private bool IsBefore(RowRange a, RowRange b, Facts facts, List<Statement> earlier)
    {
        if (facts.IsLess(a.Last, b.First))
        {
            return true;
        }

        if (a.Single is null || b.Single is null || !facts.With(a.First, b.First).IsNotNegative(b.First.Minus(a.First)))
        {
            return false;
        }

        var inner = earlier.ToArray();
        earlier.Clear();
        earlier.Add(new If(pool.Operation(Operator.Less, IrType.Boolean, a.Single, b.Single), new Region(inner, []), new Region([], []), []));
        return true;
    }

    /// <summary>The rows of all parts, null for none; false where their bounds are not known.</summary>
    public bool TryWhole(Facts facts, out RowRange? whole)
    {
        whole = null;
        foreach (var rows in _parts.Select(part => part.Rows).OfType<RowRange>())
        {
            whole = whole is null ? rows : RowRange.Either(whole, rows, facts);
            if (whole is null)
            {
                return false;
            }
        }

        return true;
    }
}
