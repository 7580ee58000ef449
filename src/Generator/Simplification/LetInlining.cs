using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Before sharing: takes the lets that no user wrote back into the terms, so that sharing alone decides what has a name. Their
/// names stay as proposals. Exact.
/// </summary>
internal sealed class LetDissolving : Refining
{
    private readonly ArrayAliases _aliases;
    private readonly List<Expression> _order = [];

    private LetDissolving(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    /// <returns>Also what the lets were, in their order: what is named again is best read in that.</returns>
    public static (Function Function, IReadOnlyList<Expression> Order) Run(Function function, CancellationToken cancellation)
    {
        var pass = new LetDissolving(function, cancellation);
        return (pass.Rewrite(function), pass._order);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is Let let && (let.Definition is Value or Constant || (let.Target.Variable == 0 && !_aliases.IsRead(let.Definition))))
        {
            var definition = Rewrite(let.Definition);
            if (definition is not (Value or Constant))
            {
                Pool.Hint(definition, let.Target.Name);
                _order.Add(definition);
            }

            Replace(let.Target, definition);
            return;
        }

        _order.AddRange(Walk.Roots(statement).Select(Rewrite));
        base.Rewrite(statement, into);
    }

    /// <summary>if (c) { flag = true; } else { flag = false; } is flag = c.</summary>
    protected override void Rewrite(If branch, List<Statement> into)
    {
        var isCondition = branch.Results.Select((result, i) => !branch.Then.Throws && !branch.Else.Throws
            && result.Type == IrType.Boolean
            && branch.Then.Yields[i] is Constant { Bits: 1 }
            && branch.Else.Yields[i] is Constant { Bits: 0 }).ToArray();
        if (!isCondition.Contains(true))
        {
            base.Rewrite(branch, into);
            return;
        }

        var kept = Enumerable.Range(0, isCondition.Length).Where(i => !isCondition[i]).ToArray();
        if (kept.Length > 0 || branch.Then.Statements.Count > 0 || branch.Else.Statements.Count > 0)
        {
            var then = new Region(branch.Then.Statements, [.. kept.Select(i => branch.Then.Yields[i])]);
            var otherwise = new Region(branch.Else.Statements, [.. kept.Select(i => branch.Else.Yields[i])]);
            base.Rewrite(new If(branch.Condition, then, otherwise, [.. kept.Select(i => branch.Results[i])]), into);
        }

        for (var i = 0; i < isCondition.Length; i++)
        {
            if (isCondition[i])
            {
                Replace(branch.Results[i], Rewrite(branch.Condition));
            }
        }
    }
}

/// <summary>
/// After sharing: a load that is used once, before the array changes, is read where it is used (<c>y[i] += …</c>). Exact.
/// </summary>
internal sealed class LoadInlining : Refining
{
    private readonly ArrayAliases _aliases;
    private readonly Stack<Expression> _pending = new();
    private readonly Dictionary<Value, int> _uses = [];
    private readonly Dictionary<Let, bool> _inlined = [];

    private LoadInlining(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
        Count(function.Body);
        Decide(function.Body, false);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new LoadInlining(function, cancellation).Rewrite(function);

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is Let let && _inlined.ContainsKey(let))
        {
            Replace(let.Target, Rewrite(let.Definition));
            return;
        }

        base.Rewrite(statement, into);
    }

    private void Count(Region region)
    {
        foreach (var statement in region.Statements)
        {
            foreach (var root in Walk.Roots(statement))
            {
                Count(root);
            }

            foreach (var nested in Walk.Regions(statement))
            {
                Count(nested);
            }
        }

        foreach (var yield in region.Yields)
        {
            Count(yield);
        }
    }

    // Printed trees, not interned terms: what stands twice is evaluated twice.
    private void Count(Expression root)
    {
        var stack = _pending;
        stack.Push(root);
        while (stack.Count > 0)
        {
            var term = stack.Pop();
            if (term is Value value)
            {
                _uses[value] = _uses.TryGetValue(value, out var uses) ? uses + 1 : 1;
            }

            foreach (var operand in term.Operands)
            {
                stack.Push(operand);
            }
        }
    }

    private void Decide(Region region, bool isInner)
    {
        for (var i = 0; i < region.Statements.Count; i++)
        {
            if (region.Statements[i] is Let step && IsNextValue(step, region, isInner))
            {
                _inlined[step] = true;
            }

            if (region.Statements[i] is Let { Target.Variable: 0, Definition: Operation { Operator: Operator.Element } load } let
                && _uses.TryGetValue(let.Target, out var uses) && uses == 1
                && IsReadBeforeWritten(let.Target, load.Operands[0], region, i, isInner))
            {
                _inlined[let] = true;
            }

            foreach (var nested in Walk.Regions(region.Statements[i]))
            {
                Decide(nested, true);
            }
        }
    }

    /// <summary>Whether a let only computes what its region hands on: z = z + … then stands at the end, where z is due.</summary>
    private bool IsNextValue(Let let, Region region, bool isInner) =>
        isInner
        && !_aliases.IsRead(let.Definition)
        && _uses.TryGetValue(let.Target, out var uses) && uses == 1
        && region.Yields.Any(yield => ReferenceEquals(yield, let.Target));

    private bool IsLeftAlone(Expression array, Region region, int position) => region.Statements.Skip(position)
        .All(statement => !Walk.Written(statement).Any(written => _aliases.MayBeSame(written, array)));

    private bool IsReadBeforeWritten(Value target, Expression array, Region region, int position, bool isInner)
    {
        for (var i = position + 1; i < region.Statements.Count; i++)
        {
            var statement = region.Statements[i];
            if (Walk.Roots(statement).Any(root => Walk.Any(root, term => ReferenceEquals(term, target))))
            {
                // A let that is itself moved further would take the load along.
                return statement is Store or If
                    || (statement is Let { Target.Variable: not 0 } user && (!IsNextValue(user, region, isInner) || IsLeftAlone(array, region, i + 1)));
            }

            if (Walk.Written(statement).Any(written => _aliases.MayBeSame(written, array)) || Walk.Regions(statement).Any())
            {
                return false;
            }
        }

        return false;
    }
}
