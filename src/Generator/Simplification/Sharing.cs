using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Decides which terms become named temporaries and where: what is used twice is computed once, at the last point that comes
/// before all its uses, outside of loops it does not change in. What is left unnamed is printed where it stands. The order of
/// floating-point operations inside a value never changes, so the pass is exact.
/// </summary>
internal sealed class Sharing
{
    private readonly Function _function;
    private readonly Scopes _scopes;
    private readonly ArrayAliases _aliases;
    private readonly Evaluations _evaluations;
    private readonly HashSet<Let> _moved = [];
    private readonly TermMap<(long Uses, Place Place)> _uses = TermMap<(long Uses, Place Place)>.Rent();
    private readonly List<Expression> _roots;
    private readonly TermMap<int> _order = TermMap<int>.Rent();
    private readonly TermMap<Value> _names = TermMap<Value>.Rent();
    private readonly TermMap<Expression> _replaced = TermMap<Expression>.Rent();
    private readonly Dictionary<Region, SortedDictionary<int, List<Let>>> _inserted = [];
    private readonly Dictionary<Expression, (Let Let, Place Place)> _given = [];
    private readonly Func<Expression, Expression> _replace;
    private readonly Stack<Statement> _around = new();

    /// <summary>Terms that would nest too deep to read, or for the compiler, if they had no name.</summary>
    private readonly HashSet<Expression> _tall = [];
    private readonly CancellationToken _cancellation;

    private Sharing(Function function, IEnumerable<Expression> order, CancellationToken cancellation)
    {
        _roots = [.. order];
        _function = function;
        _scopes = new Scopes(function);
        _aliases = new ArrayAliases(function.Body);
        _evaluations = new Evaluations(_scopes);
        _replace = Replace;
        _cancellation = cancellation;
    }

    /// <param name="function">Whose lets are dissolved.</param>
    /// <param name="order">Terms in the order in which their temporaries are to stand where several may.</param>
    /// <param name="cancellation">Stops the pass.</param>
    public static Function Run(Function function, IEnumerable<Expression> order, CancellationToken cancellation)
    {
        var pass = new Sharing(function, order, cancellation);
        pass.Count(function.Body);
        pass.Decide();
        var body = pass.Rebuild(function.Body);
        pass.Done();
        return new Function(function.Name, function.Pool, function.Inputs, body, function.Output, function.Destination);
    }

    private void Done()
    {
        _uses.Return();
        _order.Return();
        _names.Return();
        _replaced.Return();
        _scopes.Done();
    }

    private void Count(Region region)
    {
        for (var position = 0; position < region.Statements.Count; position++)
        {
            var statement = region.Statements[position];
            var place = new Place(region, position, true);
            var update = UpdateOf(region, position);
            foreach (var root in Terms(statement))
            {
                if (IsGuard(root, statement) || (update is not null && update.Indices.Contains(root)))
                {
                    continue;
                }

                _roots.Add(root);
                Use(root, 1, place);
                _evaluations.Note(root, place);
            }

            if (statement is Let let && !_aliases.IsRead(let.Definition) && !_given.ContainsKey(let.Definition))
            {
                _given.Add(let.Definition, (let, place));
            }

            if (statement is For loop && FirstIteration.IsCertain(loop, _around))
            {
                _evaluations.NoteFirst(loop, place with { IsCertain = true });
            }

            _around.Push(statement);
            foreach (var nested in Walk.Regions(statement))
            {
                Count(nested);
            }

            _around.Pop();
        }

        foreach (var yield in region.Yields)
        {
            _roots.Add(yield);
            Use(yield, 1, new Place(region, region.Statements.Count, true));
        }
    }

    /// <summary>What runs once in its place is no term that another could stand for, also where the same text runs twice (<c>stack.Push(1); stack.Push(1);</c>).</summary>
    private static IReadOnlyList<Expression> Terms(Statement statement) => statement is Evaluate { Code: var code } ? code.Operands : Walk.Roots(statement);

    // t = y[i]; y[i] = t + e is printed as y[i] += e: the index stands there once.
    private static Store? UpdateOf(Region region, int position) =>
        position > 0
        && region.Statements[position] is Store { Value: Operation { Operator: Operator.Add } sum } store
        && region.Statements[position - 1] is Let { Definition: Operation { Operator: Operator.Element } load } before
        && ReferenceEquals(sum.Operands[0], before.Target)
        && ReferenceEquals(load.Operands[0], store.Array)
        && load.Operands.Skip(1).SequenceEqual(store.Indices)
            ? store
            : null;

    // A guard is evaluated between iterations, where no temporary can stand.
    private static bool IsGuard(Expression root, Statement statement) => statement is For { Guard: { } guard } && ReferenceEquals(root, guard);

    private void Use(Expression term, long times, Place place)
    {
        Effort.Step();
        if (term is Constant or Value)
        {
            return;
        }

        if (_uses.TryGetValue(term, out var known))
        {
            times = Math.Min(known.Uses + times, int.MaxValue);
            place = _scopes.Join(known.Place, place);
        }

        _uses[term] = (times, place);
    }

    private void Decide()
    {
        // Operands before what uses them, in the order of the program: backwards, all uses of a term come before the term.
        var terms = Walk.ExpressionsOf(_roots);
        Heights.Mark(terms, _tall);
        for (var i = terms.Length - 1; i >= 0; i--)
        {
            _cancellation.ThrowIfCancellationRequested();
            var term = terms[i];
            _order[term] = i;
            if (!_uses.TryGetValue(term, out var use))
            {
                continue;
            }

            var place = use.Place;
            if (NameAndPlace(term, use.Uses, ref place))
            {
                use = (1, place with { IsCertain = true });
            }

            for (var operand = 0; operand < term.Operands.Count; operand++)
            {
                Use(term.Operands[operand], use.Uses, Evaluations.IsLazy(term, operand) ? use.Place with { IsCertain = false } : use.Place);
            }
        }
    }

    private bool NameAndPlace(Expression term, long uses, ref Place place)
    {
        var isGiven = _given.TryGetValue(term, out var given);
        var isLoad = term is Operation { Operator: Operator.Element } && term.Type.IsReal;
        if (_aliases.IsRead(term) || term.Type.IsArray || (TermKinds.IsCheap(term) && !isLoad && !(isGiven && uses > 1)) || !IsVisible(term, place))
        {
            return false;
        }

        if (!place.IsCertain && !_evaluations.IsSafe(term, place))
        {
            return false;
        }

        var original = place;
        var hoisted = _scopes.Hoist(place, term);
        var isHoisted = !ReferenceEquals(hoisted.Region, place.Region) && _evaluations.IsSafe(term, hoisted);
        if (uses < 2 && !(isHoisted && (isLoad || TermKinds.IsCostly(term))) && !_tall.Contains(term))
        {
            return false;
        }

        place = isHoisted ? hoisted : place;
        if (isGiven && ReferenceEquals(given.Place.Region, place.Region))
        {
            // The user's own name for it, if need be a few lines earlier.
            _names[term] = given.Let.Target;
            if (given.Place.Position != place.Position)
            {
                _moved.Add(given.Let);
                Insert(place, given.Let);
            }

            return true;
        }

        // The machine's compiler takes a load out of a loop itself, unless the loop stores something.
        if (TermKinds.IsCheap(term) && !(isLoad && isHoisted && _scopes.IsStoredIn(original, place.Region)))
        {
            return false;
        }

        var hint = _function.Pool.HintOf(term);
        var name = _function.Pool.Local(term.Type, hint.Length > 0 ? hint : TemporaryNames.For(term));
        _names[term] = name;
        Insert(place, new Let(name, term));
        return true;
    }

    private void Insert(Place place, Let let)
    {
        if (!_inserted.TryGetValue(place.Region, out var positions))
        {
            _inserted[place.Region] = positions = [];
        }

        if (!positions.TryGetValue(place.Position, out var lets))
        {
            positions[place.Position] = lets = [];
        }

        lets.Add(let);
    }

    private int Order(Expression term) => _order.TryGetValue(term, out var order) ? order : throw new InvalidOperationException("A term that nobody asked for has a name.");

    private bool IsVisible(Expression term, Place place) => _scopes.IsInside(place.Region, _scopes.Home(term));

    private Region Rebuild(Region region)
    {
        var statements = new List<Statement>();
        _inserted.TryGetValue(region, out var inserted);
        for (var position = 0; position <= region.Statements.Count; position++)
        {
            if (inserted is not null && inserted.TryGetValue(position, out var lets))
            {
                statements.AddRange(lets.OrderBy(let => Order(let.Definition)).Select(let => new Let(let.Target, ReplaceParts(let.Definition))));
            }

            if (position < region.Statements.Count && !(region.Statements[position] is Let let && _moved.Contains(let)))
            {
                statements.Add(Rebuild(region.Statements[position]));
            }
        }

        return new Region(statements, [.. region.Yields.Select(Replace)]);
    }

    private Statement Rebuild(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                var definition = _names.TryGetValue(let.Definition, out var name) && !ReferenceEquals(name, let.Target) ? name : ReplaceParts(let.Definition);
                return ReferenceEquals(definition, let.Definition) ? let : new Let(let.Target, definition);
            case Evaluate evaluate:
                return evaluate.With(evaluate.Target, (Opaque)ReplaceParts(evaluate.Code), array => array);
            case Allocate allocate:
                return new Allocate(allocate.Target, [.. allocate.Lengths.Select(Replace)]);
            case Copy or OpenTape or Pop:
                return statement;
            case Push push:
                return new Push(push.Tape, Replace(push.Value));
            case Clear clear:
                return new Clear(clear.Array, Replace(clear.Start), Replace(clear.Count));
            case Store store:
                return new Store(store.Array, [.. store.Indices.Select(Replace)], Replace(store.Value));
            case If branch:
                return new If(Replace(branch.Condition), Rebuild(branch.Then), Rebuild(branch.Else), branch.Results);
            case For loop:
                return new For(loop.Index, Replace(loop.Start), loop.Comparison, Replace(loop.Bound), Replace(loop.Step), loop.Guard, Rebuild(loop.Carried), Rebuild(loop.Body), loop.Results);
            case While loop:
                return new While(Rebuild(loop.Carried), Rebuild(loop.Test), Rebuild(loop.Body), loop.Results);
            case Construct construct:
                return new Construct(construct.Target, [.. construct.Arguments.Select(Replace)]);
            case Invoke invoke:
                return new Invoke(invoke.Receiver, invoke.Method, [.. invoke.Arguments.Select(Replace)]);
            case Throw exception:
                return exception.With((Opaque)ReplaceParts(exception.Exception));
            case Require require:
                return new Require(require.Destination, Replace(require.Length), [.. require.Dimensions.Select(Replace)], require.IsExact);
            default:
                throw new InvalidOperationException($"No rebuilding of {statement.GetType().Name}.");
        }
    }

    private Carried[] Rebuild(IReadOnlyList<Carried> carried) => [.. carried.Select(c => new Carried(c.Phi, Replace(c.Initial)))];

    private Expression Replace(Expression term) => _names.TryGetValue(term, out var name) ? name : ReplaceParts(term);

    private Expression ReplaceParts(Expression term)
    {
        if (_replaced.TryGetValue(term, out var known))
        {
            return known;
        }

        var copy = term.Operands.Changed(_replace) is { } operands ? term.Pool.With(term, operands) : term;
        _replaced[term] = copy;
        return copy;
    }
}
