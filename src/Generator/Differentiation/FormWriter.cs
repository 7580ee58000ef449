using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Where a gradient is laid down: the elements from start on of an array of reals.</summary>
/// <param name="Array">A vector of the sweep, a shadow array, or the Jacobian.</param>
/// <param name="Start">Index of the first column.</param>
/// <param name="Form">What to lay down.</param>
/// <param name="IsZero">The memory holds zeros already.</param>
internal sealed record Target(Expression Array, Expression Start, LinearForm Form, bool IsZero);

/// <summary>Writes linear forms into memory: one loop over the columns for what is dense, single additions for what is not.</summary>
internal sealed class FormWriter(ColumnSpace space, ColumnHulls hulls, IrType element, CancellationToken cancellation)
{
    private readonly ExpressionPool _pool = space.Pool;

    /// <summary>Lays down several gradients at one point of the program; all are read before any is written.</summary>
    public void Write(IReadOnlyList<Target> targets, List<Statement> into)
    {
        var dense = targets.Where(target => Rows(target).Any() && !IsUnchanged(target)).ToArray();
        if (dense.Length > 0)
        {
            Dense(dense, into);
        }

        foreach (var target in targets)
        {
            var isFresh = !Rows(target).Any();
            if (isFresh && !target.IsZero)
            {
                var (start, count) = hulls.Of(target.Array);
                into.Add(new Clear(target.Array, At(target.Start, start), count));
            }

            var assigned = isFresh ? Disjoint.In(target.Form) : [];
            if (isFresh && target.Form.Parts.Count > 0 && target.Form.Parts[0] is Spike first)
            {
                assigned.Add(first);
            }

            foreach (var part in target.Form.Parts)
            {
                Add(part, part.Coefficient, target, assigned, into, expression => expression);
            }
        }
    }

    private static IEnumerable<Row> Rows(Target target) => target.Form.Parts.OfType<Row>();

    /// <summary>The dense part of the new gradient is the one that is there.</summary>
    private static bool IsUnchanged(Target target) =>
        Rows(target).Count() == 1
        && Rows(target).Single() is { Guard: null } row
        && ReferenceEquals(row.Array, target.Array)
        && ReferenceEquals(row.Start, target.Start)
        && Algebra.IsConstant(row.Coefficient, 1);

    private void Dense(IReadOnlyList<Target> targets, List<Statement> into)
    {
        var hull = hulls.Of(targets.SelectMany(Rows).Select(row => row.Array));
        foreach (var target in targets.Where(target => !target.IsZero))
        {
            into.AddRange(hulls.Beside(hulls.Of(target.Array), hull).Select(part => new Clear(target.Array, At(target.Start, part.Start), part.Count)));
        }

        var column = _pool.ColumnIndex("column");
        var body = new List<Statement>();
        var loads = new Dictionary<(Expression, Expression), Value>();
        var sums = targets.Select(target => Rows(target).Select(row => Term(row, hull.Start, column, loads, body)).Aggregate((a, b) => a + b)).ToArray();
        for (var i = 0; i < targets.Count; i++)
        {
            body.Add(new Store(targets[i].Array, [At(At(targets[i].Start, hull.Start), column)], sums[i]));
        }

        into.Add(Ranges.For(column, hull.Count, new Region(body, [])));
    }

    private Expression Term(Row row, Expression first, Value column, Dictionary<(Expression, Expression), Value> loads, List<Statement> body)
    {
        if (!loads.TryGetValue((row.Array, row.Start), out var entry))
        {
            entry = _pool.Local(element);
            loads.Add((row.Array, row.Start), entry);
            body.Add(new Let(entry, _pool.Element(row.Array, At(At(row.Start, first), column))));
        }

        var product = _pool.Convert(element, row.Coefficient) * entry;
        return row.Guard is null ? product : _pool.Select(row.Guard, product, _pool.Real(0, element));
    }

    /// <summary>Adds a sparse part to a target whose dense part is in place.</summary>
    /// <param name="part">A spike or a sum; rows are dense and done.</param>
    /// <param name="coefficient">The part's own, times that of the sums around it.</param>
    /// <param name="target">Where.</param>
    /// <param name="assigned">The spikes that find a zero where they go.</param>
    /// <param name="into">Receives the statements.</param>
    /// <param name="translate">Takes terms of a loop's body to those of its copy.</param>
    private void Add(Part part, Expression coefficient, Target target, HashSet<Spike> assigned, List<Statement> into, Func<Expression, Expression> translate)
    {
        switch (part)
        {
            case Spike spike:
                Where(spike.Guard, translate, into, statements => AddSpike(spike, coefficient, target, assigned, statements, translate));
                break;
            case Sum sum:
                Where(sum.Guard, translate, into, statements => AddSum(sum, coefficient, target, assigned, statements, translate));
                break;
        }
    }

    /// <summary>What a guard excludes must not be evaluated at all: its position may lie outside of the row.</summary>
    private static void Where(Expression? guard, Func<Expression, Expression> translate, List<Statement> into, Action<List<Statement>> add)
    {
        if (guard is null)
        {
            add(into);
            return;
        }

        var statements = new List<Statement>();
        add(statements);
        into.Add(new If(translate(guard), new Region(statements, []), new Region([], []), []));
    }

    private void AddSpike(Spike spike, Expression coefficient, Target target, HashSet<Spike> assigned, List<Statement> into, Func<Expression, Expression> translate)
    {
        var term = _pool.Convert(element, coefficient);
        var index = At(target.Start, translate(spike.Position));
        if (assigned.Contains(spike))
        {
            into.Add(new Store(target.Array, [index], term));
            return;
        }

        var before = _pool.Local(element);
        into.Add(new Let(before, _pool.Element(target.Array, index)));

        // As it stands, without simplification: the printer knows it as +=.
        into.Add(new Store(target.Array, [index], _pool.Operation(Operator.Add, element, before, term)));
    }

    private void AddSum(Sum sum, Expression coefficient, Target target, HashSet<Spike> assigned, List<Statement> into, Func<Expression, Expression> translate)
    {
        var copy = new LoopCopy(_pool, translate, cancellation);
        into.Add(copy.Of(sum.Loop, body =>
        {
            foreach (var term in sum.Terms.Parts)
            {
                Add(term, coefficient * copy.Rewrite(term.Coefficient), target, assigned, body, copy.Rewrite);
            }
        }));
        copy.Done();
    }

    private Expression At(Expression start, Expression offset) => _pool.Operation(Operator.Add, IrType.Int, start, offset);

    /// <summary>The range of a loop again, with fresh bindings, and more statements at the end of its body.</summary>
    private sealed class LoopCopy(ExpressionPool pool, Func<Expression, Expression> outer, CancellationToken cancellation)
        : Rewriter(pool, cancellation)
    {
        public For Of(For loop, Action<List<Statement>> extend)
        {
            var (start, bound, step) = (Rewrite(loop.Start), Rewrite(loop.Bound), Rewrite(loop.Step));
            var carried = RewriteCarried(loop);
            var index = Bind(loop.Index);
            var body = Rewrite(loop.Body);
            var statements = body.Statements.ToList();
            extend(statements);
            return new For(index, start, loop.Comparison, bound, step, null, carried, new Region(statements, body.Yields), [.. loop.Results.Select(Bind)]);
        }

        protected override Expression Unbound(Value value) => outer(value);
    }
}
