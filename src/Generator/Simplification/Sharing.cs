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
    private readonly Dictionary<Expression, (long Uses, Place Place)> _uses = [];
    private readonly Dictionary<Expression, Value> _names = [];
    private readonly Dictionary<Region, SortedDictionary<int, List<Let>>> _inserted = [];
    private readonly Dictionary<Expression, (Let Let, Place Place)> _given = [];
    private readonly CancellationToken _cancellation;

    private Sharing(Function function, CancellationToken cancellation)
    {
        _function = function;
        _scopes = new Scopes(function);
        _aliases = new ArrayAliases(function.Body);
        _evaluations = new Evaluations(_scopes);
        _cancellation = cancellation;
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var pass = new Sharing(function, cancellation);
        pass.Count(function.Body);
        pass.Decide();
        return new Function(function.Name, function.Pool, function.Inputs, pass.Rebuild(function.Body), function.Output, function.Destination);
    }

    private void Count(Region region)
    {
        for (var position = 0; position < region.Statements.Count; position++)
        {
            var statement = region.Statements[position];
            var place = new Place(region, position, true);
            foreach (var root in Roots(statement).Where(root => !IsOfUpdate(root, region, position)))
            {
                Use(root, 1, place);
                _evaluations.Note(root, place);
            }

            if (statement is Let let && !_aliases.IsRead(let.Definition) && !_given.ContainsKey(let.Definition))
            {
                _given.Add(let.Definition, (let, place));
            }

            foreach (var nested in Walk.Regions(statement))
            {
                Count(nested);
            }
        }

        foreach (var yield in region.Yields)
        {
            Use(yield, 1, new Place(region, region.Statements.Count, true));
        }
    }

    // t = y[i]; y[i] = t + e is printed as y[i] += e: the index stands there once.
    private static bool IsOfUpdate(Expression root, Region region, int position) =>
        position > 0
        && region.Statements[position] is Store store
        && region.Statements[position - 1] is Let { Definition: Operation { Operator: Operator.Element } load } before
        && ReferenceEquals(load.Operands[0], store.Array)
        && load.Operands.Skip(1).SequenceEqual(store.Indices)
        && store.Value is Operation { Operator: Operator.Add } sum
        && ReferenceEquals(sum.Operands[0], before.Target)
        && store.Indices.Contains(root);

    // A guard is evaluated between iterations, where no temporary can stand.
    private static IEnumerable<Expression> Roots(Statement statement) => statement is For { Guard: not null } loop
        ? Walk.Roots(loop).Where(root => !ReferenceEquals(root, loop.Guard))
        : Walk.Roots(statement);

    private void Use(Expression term, long times, Place place)
    {
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
        var roots = _uses.Keys.ToArray();
        foreach (var term in Walk.ExpressionsOf(roots).OrderByDescending(term => term.Id))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!_uses.TryGetValue(term, out var use))
            {
                continue;
            }

            var place = use.Place;
            if (NameAndPlace(term, use.Uses, ref place))
            {
                use = (1, place with { IsCertain = true });
            }

            for (var i = 0; i < term.Operands.Count; i++)
            {
                Use(term.Operands[i], use.Uses, Evaluations.IsLazy(term, i) ? use.Place with { IsCertain = false } : use.Place);
            }
        }
    }

    private bool NameAndPlace(Expression term, long uses, ref Place place)
    {
        var isGiven = _given.TryGetValue(term, out var given);
        if (_aliases.IsRead(term) || term.Type.IsArray || (TermKinds.IsCheap(term) && !(isGiven && uses > 1)) || !IsVisible(term, place))
        {
            return false;
        }

        if (!place.IsCertain && !_evaluations.IsSafe(term, place))
        {
            return false;
        }

        var hoisted = _scopes.Hoist(place, term);
        var isHoisted = !ReferenceEquals(hoisted.Region, place.Region) && _evaluations.IsSafe(term, hoisted);
        if (uses < 2 && !(isHoisted && TermKinds.IsCostly(term)))
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

        if (TermKinds.IsCheap(term))
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

    private bool IsVisible(Expression term, Place place) => _scopes.IsInside(place.Region, _scopes.Home(term));

    private Region Rebuild(Region region)
    {
        var statements = new List<Statement>();
        _inserted.TryGetValue(region, out var inserted);
        for (var position = 0; position <= region.Statements.Count; position++)
        {
            if (inserted is not null && inserted.TryGetValue(position, out var lets))
            {
                // Operands have lower numbers than what uses them.
                statements.AddRange(lets.OrderBy(let => let.Definition.Id).Select(let => new Let(let.Target, ReplaceParts(let.Definition))));
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
                return new Let(let.Target, _names.TryGetValue(let.Definition, out var name) && !ReferenceEquals(name, let.Target) ? name : ReplaceParts(let.Definition));
            case Evaluate evaluate:
                return new Evaluate(evaluate.Target, (Opaque)ReplaceParts(evaluate.Code));
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
                return new Throw((Opaque)ReplaceParts(exception.Exception));
            case Require require:
                return new Require(require.Destination, Replace(require.Length), [.. require.Dimensions.Select(Replace)], require.IsExact);
            default:
                throw new InvalidOperationException($"No rebuilding of {statement.GetType().Name}.");
        }
    }

    private Carried[] Rebuild(IReadOnlyList<Carried> carried) => [.. carried.Select(c => new Carried(c.Phi, Replace(c.Initial)))];

    private readonly Dictionary<Expression, Expression> _replaced = [];

    private Expression Replace(Expression term) => _names.TryGetValue(term, out var name) ? name : ReplaceParts(term);

    private Expression ReplaceParts(Expression term)
    {
        if (_replaced.TryGetValue(term, out var known))
        {
            return known;
        }

        var operands = term.Operands.Select(Replace).ToArray();
        var isSame = operands.Zip(term.Operands, ReferenceEquals).All(same => same);
        var firstNew = term.Pool.Count;
        var copy = isSame ? term : term switch
        {
            Operation o => term.Pool.Operation(o.Operator, o.Type, operands),
            Call c => term.Pool.Call(c.Rule, c.Type, operands),
            Opaque q => term.Pool.Opaque(q.Type, q.Fragments, operands),
            _ => term,
        };
        if (!isSame)
        {
            term.Pool.CopyLooseness(term, copy, copy.Id >= firstNew);
        }

        _replaced[term] = copy;
        return copy;
    }
}
