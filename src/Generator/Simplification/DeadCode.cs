using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Keeps what the outputs need: values that are used, stores into arrays that are read or returned, loops and branches around
/// them, and whatever throws or has to run once. Exact.
/// </summary>
internal sealed class DeadCode
{
    private readonly ArrayAliases _aliases;
    private readonly HashSet<Expression> _live = [];
    private readonly TermMap<bool> _walked = TermMap<bool>.Rent();
    private readonly Func<Expression, bool> _isWalked;
    private readonly HashSet<Statement> _liveStatements = [];
    private bool _changed;

    private DeadCode(Function function)
    {
        _aliases = new ArrayAliases(function.Body);
        _isWalked = _walked.ContainsKey;
    }

    public static Function Eliminate(Function function, CancellationToken cancellation)
    {
        var pass = new DeadCode(function);
        foreach (var yield in function.Body.Yields)
        {
            pass.Mark(yield);
        }

        do
        {
            cancellation.ThrowIfCancellationRequested();
            pass._changed = false;
            pass.Visit(function.Body);
        }
        while (pass._changed);
        pass._walked.Return();
        return new Function(function.Name, function.Pool, function.Inputs, pass.Keep(function.Body, function.Body.Yields), function.Output, function.Destination);
    }

    private bool Visit(Region region)
    {
        var any = false;
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            any |= Visit(region.Statements[i]);
        }

        return any;
    }

    /// <summary>Marks what a live statement needs; tells whether the statement is live.</summary>
    private bool Visit(Statement statement)
    {
        var live = statement switch
        {
            Let let => _live.Contains(let.Target),
            Evaluate { IsPure: true } evaluate => _live.Contains(evaluate.Target),
            Allocate allocate => IsLiveArray(allocate.Target),
            Store store => IsLiveArray(store.Array),
            Copy copy => IsLiveArray(copy.Destination),
            Clear clear => IsLiveArray(clear.Array),

            // A tape is used in pairs: if any value that comes off it is needed, so is all that goes on and off.
            OpenTape tape => _live.Contains(tape.Target),
            Push push => _live.Contains(push.Tape),
            Pop pop => _live.Contains(pop.Tape) | _live.Contains(pop.Target),
            Construct construct => _live.Contains(construct.Target),
            If branch => Visit(branch),
            Loop loop => Visit(loop),
            _ => true,
        };
        if (!live || !_liveStatements.Add(statement))
        {
            return live;
        }

        _changed = true;
        if (statement is not (If or Loop))
        {
            foreach (var root in Walk.Roots(statement))
            {
                Mark(root);
            }
        }

        return live;
    }

    private bool Visit(If branch)
    {
        var live = Visit(branch.Then) | Visit(branch.Else);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            if (_live.Contains(branch.Results[i]))
            {
                live = true;
                MarkYield(branch.Then, i);
                MarkYield(branch.Else, i);
            }
        }

        if (live)
        {
            Mark(branch.Condition);
        }

        return live;
    }

    private bool Visit(Loop loop)
    {
        var live = Visit(loop.Body) | (loop is While w && Visit(w.Test));
        for (var i = 0; i < loop.Results.Count; i++)
        {
            if (_live.Contains(loop.Results[i]))
            {
                live = true;
                Mark(loop.Carried[i].Phi);
            }

            if (_live.Contains(loop.Carried[i].Phi))
            {
                Mark(loop.Carried[i].Initial);
                MarkYield(loop.Body, i);
            }
        }

        if (live)
        {
            switch (loop)
            {
                case For f:
                    Mark(f.Start);
                    Mark(f.Bound);
                    Mark(f.Step);
                    if (f.Guard is not null)
                    {
                        Mark(f.Guard);
                    }

                    break;
                case While whileLoop:
                    MarkYield(whileLoop.Test, 0);
                    break;
            }
        }

        return live;
    }

    private void MarkYield(Region region, int index)
    {
        if (index < region.Yields.Count)
        {
            Mark(region.Yields[index]);
        }
    }

    private void Mark(Expression root)
    {
        // What is below a term that was live before is live, too.
        if (_isWalked(root))
        {
            return;
        }

        foreach (var term in Walk.ExpressionsOf(root, _isWalked))
        {
            _walked[term] = true;
            if ((term is Value || term.Type.IsArray) && _live.Add(term))
            {
                _changed = true;
                if (term.Type.IsArray)
                {
                    _live.Add(_aliases.Class(term));
                }
            }
        }
    }

    // The caller sees what is written into a span that the signature binds.
    private bool IsLiveArray(Expression array) => _live.Contains(_aliases.Class(array)) || array is Value { IsInput: true };

    private Region Keep(Region region, IReadOnlyList<Expression> yields)
    {
        var statements = new List<Statement>();
        foreach (var statement in region.Statements.Where(_liveStatements.Contains))
        {
            statements.Add(statement switch
            {
                If branch => Keep(branch),
                For loop => new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, LiveCarried(loop), KeepBody(loop), LiveResults(loop)),
                While loop => new While(LiveCarried(loop), Keep(loop.Test, loop.Test.Yields), KeepBody(loop), LiveResults(loop)),
                _ => statement,
            });
        }

        return new Region(statements, yields);
    }

    private If Keep(If branch)
    {
        var live = Enumerable.Range(0, branch.Results.Count).Where(i => _live.Contains(branch.Results[i])).ToArray();
        return new If(
            branch.Condition,
            Keep(branch.Then, [.. live.Where(i => i < branch.Then.Yields.Count).Select(i => branch.Then.Yields[i])]),
            Keep(branch.Else, [.. live.Where(i => i < branch.Else.Yields.Count).Select(i => branch.Else.Yields[i])]),
            [.. live.Select(i => branch.Results[i])]);
    }

    private IEnumerable<int> Live(Loop loop) => Enumerable.Range(0, loop.Carried.Count).Where(i => _live.Contains(loop.Carried[i].Phi));

    private Carried[] LiveCarried(Loop loop) => [.. Live(loop).Select(i => loop.Carried[i])];

    private Value[] LiveResults(Loop loop) => [.. Live(loop).Select(i => loop.Results[i])];

    private Region KeepBody(Loop loop) => Keep(loop.Body, [.. Live(loop).Where(i => i < loop.Body.Yields.Count).Select(i => loop.Body.Yields[i])]);
}
