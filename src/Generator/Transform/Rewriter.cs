using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>Copies a function into a pool of its own, statement by statement; passes override what they change.</summary>
internal class Rewriter
{
    private readonly TermMap<Expression> _map = TermMap<Expression>.Rent();
    private readonly Func<Expression, Expression> _rewrite;

    /// <summary>The terms, other than values, that have a copy.</summary>
    private readonly List<Expression> _terms = [];

    public Rewriter(ExpressionPool pool, CancellationToken cancellation)
    {
        Pool = pool;
        Cancellation = cancellation;
        _rewrite = Rewrite;
    }

    protected ExpressionPool Pool { get; }

    protected CancellationToken Cancellation { get; }

    public Function Rewrite(Function function)
    {
        var inputs = function.Inputs.Select(RewriteInput).ToArray();
        var body = RewriteBody(function.Body);
        var destination = function.Destination is null ? null : (Value)Rewrite(function.Destination);
        var output = RewriteOutput(function.Output);
        Done();
        return new Function(function.Name, Pool, inputs, body, output, destination);
    }

    /// <summary>Hands the memory of what became what to the next pass: this one rewrites nothing more.</summary>
    public void Done() => _map.Return();

    protected virtual Region RewriteBody(Region body) => Rewrite(body);

    protected virtual Output RewriteOutput(Output output) =>
        new(output.Shape, output.Element, output.ReturnType, output.Fragments, output.Rows is null ? null : Rewrite(output.Rows)) { Carriers = output.Carriers };

    protected void Replace(Expression old, Expression replacement)
    {
        Note(old);
        _map[old] = replacement;
    }

    private void Note(Expression term)
    {
        if (term is not Value)
        {
            _terms.Add(term);
        }
    }

    /// <summary>The copy of a binding: the same name in the new pool.</summary>
    protected virtual Value Bind(Value value)
    {
        var copy = Pool.Local(value.Type, value.Name, value.Variable);
        if (value.Pool.IsColumnIndex(value))
        {
            Pool.MarkColumnIndex(copy);
        }

        _map[value] = copy;
        return copy;
    }

    protected virtual Region Rewrite(Region region)
    {
        var statements = new List<Statement>();
        foreach (var statement in region.Statements)
        {
            Cancellation.ThrowIfCancellationRequested();
            Rewrite(statement, statements);
        }

        return new Region(statements, [.. region.Yields.Select(Rewrite)]);
    }

    protected virtual void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Let let:
                var definition = Rewrite(let.Definition);
                into.Add(new Let(Bind(let.Target), definition));
                break;
            case Evaluate evaluate:
                var code = (Opaque)Rewrite(evaluate.Code);
                into.Add(evaluate.With(Bind(evaluate.Target), code, Rewrite));
                break;
            case Recursion recursion:
                Expression[] given = [.. recursion.Given.Select(Rewrite)];
                into.Add(new Recursion(Bind(recursion.Target), recursion.Companion, given));
                break;
            case Allocate allocate:
                var lengths = allocate.Lengths.Select(Rewrite).ToArray();
                into.Add(new Allocate(Bind(allocate.Target), lengths));
                break;
            case Copy copy:
                into.Add(new Copy(Rewrite(copy.Destination), Rewrite(copy.Source)));
                break;
            case Clear clear:
                into.Add(new Clear(Rewrite(clear.Array), Rewrite(clear.Start), Rewrite(clear.Count)));
                break;
            case Store store:
                into.Add(new Store(Rewrite(store.Array), [.. store.Indices.Select(Rewrite)], Rewrite(store.Value)));
                break;
            case If branch:
                Rewrite(branch, into);
                break;
            case For loop:
                Rewrite(loop, into);
                break;
            case While loop:
                Rewrite(loop, into);
                break;
            case OpenTape tape:
                into.Add(new OpenTape(Bind(tape.Target), tape.Element));
                break;
            case Push push:
                into.Add(new Push((Value)Rewrite(push.Tape), Rewrite(push.Value)));
                break;
            case Pop pop:
                var from = (Value)Rewrite(pop.Tape);
                into.Add(new Pop(Bind(pop.Target), from));
                break;
            case Construct construct:
                Expression[] arguments = [.. construct.Arguments.Select(Rewrite)];
                into.Add(new Construct(Bind(construct.Target), arguments));
                break;
            case Invoke invoke:
                into.Add(new Invoke(Rewrite(invoke.Receiver), invoke.Method, [.. invoke.Arguments.Select(Rewrite)]));
                break;
            case Throw exception:
                into.Add(exception.With((Opaque)Rewrite(exception.Exception)));
                break;
            case Require require:
                into.Add(new Require((Value)Rewrite(require.Destination), Rewrite(require.Length), [.. require.Dimensions.Select(Rewrite)], require.IsExact));
                break;
            default:
                throw new InvalidOperationException($"No rewrite of {statement.GetType().Name}.");
        }
    }

    protected virtual void Rewrite(If branch, List<Statement> into)
    {
        var condition = Rewrite(branch.Condition);
        if (condition is Constant decided)
        {
            Splice(decided.Bits != 0 ? branch.Then : branch.Else, branch.Results, into);
            return;
        }

        var then = Rewrite(branch.Then);
        var otherwise = Rewrite(branch.Else);
        into.Add(new If(condition, then, otherwise, [.. branch.Results.Select(Bind)]));
    }

    protected virtual void Rewrite(While loop, List<Statement> into)
    {
        var carried = RewriteCarried(loop);
        into.Add(new While(carried, Rewrite(loop.Test), Rewrite(loop.Body), [.. loop.Results.Select(Bind)]));
    }

    protected Carried[] RewriteCarried(Loop loop)
    {
        var initials = loop.Carried.Select(c => Rewrite(c.Initial)).ToArray();
        return [.. loop.Carried.Select((c, i) => new Carried(Bind(c.Phi), initials[i]))];
    }

    protected virtual void Rewrite(For loop, List<Statement> into)
    {
        var (start, bound, step) = (Rewrite(loop.Start), Rewrite(loop.Bound), Rewrite(loop.Step));
        var carried = RewriteCarried(loop);
        var index = Bind(loop.Index);
        var guard = loop.Guard is null ? null : Rewrite(loop.Guard);
        var body = Rewrite(loop.Body);
        into.Add(new For(index, start, loop.Comparison, bound, step, guard, carried, body, [.. loop.Results.Select(Bind)]));
    }

    /// <summary>Puts the statements of a region here, in place of the construct it belonged to.</summary>
    protected void Splice(Region region, IReadOnlyList<Value> results, List<Statement> into)
    {
        foreach (var statement in region.Statements)
        {
            Rewrite(statement, into);
        }

        var yields = region.Yields.Select(Rewrite).ToArray();
        for (var i = 0; i < results.Count && i < yields.Length; i++)
        {
            Replace(results[i], yields[i]);
        }
    }

    /// <summary>Forgets the copies of terms made so far, which a value about to be bound anew may occur in.</summary>
    protected void ForgetTerms()
    {
        foreach (var key in _terms)
        {
            _map.Remove(key);
        }

        _terms.Clear();
    }

    public Expression Rewrite(Expression expression)
    {
        if (_map.TryGetValue(expression, out var known))
        {
            return known;
        }

        if (Special(expression) is { } special)
        {
            Note(expression);
            _map[expression] = special;
            return special;
        }

        var copy = expression switch
        {
            Constant c => Pool.Constant(c.Type, c.Bits),
            Value v => Unbound(v),
            _ when expression.Operands.Changed(_rewrite) is { } operands => Pool.With(expression, operands),
            _ when ReferenceEquals(Pool, expression.Pool) => expression,
            _ => Pool.With(expression, []),
        };
        Pool.Hint(copy, expression.Pool.HintOf(expression));
        Note(expression);
        _map[expression] = copy;
        return copy;
    }

    /// <summary>A term that the pass replaces by another; null leaves it to the plain copy.</summary>
    protected virtual Expression? Special(Expression expression) => null;

    protected virtual Expression Unbound(Value value) =>
        throw new InvalidOperationException($"The value '{value.Name}' is used before it is bound.");

    protected virtual Input RewriteInput(Input input)
    {
        var copy = Pool.Input(input.Value.Type, input.Value.Name, input.Value.Access!);
        _map[input.Value] = copy;
        return new Input(copy, input.IsActive, input.Size, input.Layout is { } layout ? layout.With(Rewrite(layout.Count)) : null);
    }
}
