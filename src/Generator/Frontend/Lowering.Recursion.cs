using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Methods that call themselves, however deep at run time: a function of its own beside the derivatives gives their value and partials
/// in one call. It is lowered as a method whose parameters, and what it captures, are the inputs; its own calls of itself are
/// calls of that function.
/// </summary>
internal sealed partial class Lowering
{
    private readonly List<Recursive> _recursive = [];

    /// <summary>Second derivatives are asked for.</summary>
    private bool _isTwice;

    /// <summary>The functions of their own that the body needs, by name.</summary>
    public IReadOnlyList<Companion> Companions => [.. _recursive.Select(one => one.Result(IsTwice(one) ? 2 : 1)).OfType<Companion>(), .. _derived.SelectMany(one => one.Companions)];

    /// <summary>A recursive method with the delegates it is called with.</summary>
    private sealed class Recursive(IMethodSymbol method, IReadOnlyList<Expression> callees, Frame? enclosing, Expression? receiver, string name)
    {
        public string Name { get; } = name;

        /// <summary>The variables outside that it reads; they are handed on as inputs after the parameters.</summary>
        public IReadOnlyList<Variable> Captured { get; set; } = [];

        public Function? Function { get; set; }

        /// <summary>Its form as a function of arrays; null for one of reals.</summary>
        public RowForm? Rows { get; init; }

        /// <summary>The function gives the partials already: it calls a derivative that there is.</summary>
        public bool IsDerived { get; init; }

        /// <summary>It gives second partials, too.</summary>
        public bool HasSecond { get; init; }

        public bool IsFor(IMethodSymbol other, IReadOnlyList<Expression> otherCallees, Frame? otherEnclosing, Expression? otherReceiver) =>
            SymbolEqualityComparer.Default.Equals(method, other) && ReferenceEquals(enclosing, otherEnclosing)
            && ReferenceEquals(receiver, otherReceiver) && callees.SequenceEqual(otherCallees);

        public Companion? Result(int order) => Function is { } function ? new Companion(Name, function, IsDerived ? 0 : order) { IsWhole = Rows is not null, IsApart = IsDerived } : null;
    }

    private Operand CallRecursive(
        IOperation site, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IReadOnlyList<Passed> arguments, Expression? receiver)
    {
        Require(receiver is null && !arguments.Any(argument => argument.Concrete is not null || argument.Value?.Leaves().Any(IsObject) == true), site, method);
        Expression[] leaves = [.. arguments.SelectMany(argument => argument.Value?.Leaves() ?? [])];
        Expression[] callees = [.. leaves.Where(IsCallee)];
        var recursive = _recursive.FirstOrDefault(one => one.IsFor(method, callees, enclosing, receiver))
            ?? Lowered(NeedsArrays(arguments, leaves, method), callees, site, method, body, model, enclosing, arguments);
        if (recursive.Rows is not null)
        {
            return EvaluatedWhole(recursive, site, method, arguments);
        }

        Expression[] given = [.. leaves.Where(leaf => !IsCallee(leaf)), .. recursive.Captured.Select(variable => _state[variable] ?? throw Unsupported.Recursion(site, method))];
        return Evaluated(recursive, Unsupported.Recursion(site, method), method, given);
    }

    private bool NeedsArrays(IReadOnlyList<Passed> arguments, Expression[] leaves, IMethodSymbol method) =>
        method.ReturnsVoid || arguments.Any(argument => argument.Reference is not null) || leaves.Any(leaf => leaf.Type.IsArray && (IsActive(leaf) || IsWritable(leaf)));

    /// <summary>The function for a method, over reals if that can be, else over arrays.</summary>
    private Recursive Lowered(
        bool isWhole, Expression[] callees, IOperation site, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IReadOnlyList<Passed> arguments)
    {
        var (count, frame, nesting) = (_recursive.Count, _frame, _nesting);
        var recursive = new Recursive(method, callees, enclosing, null, CompanionName(method)) { Rows = isWhole ? new RowForm() : null };
        _recursive.Add(recursive);
        try
        {
            if (isWhole)
            {
                LowerWhole(recursive, site, method, body, model, enclosing, arguments);
            }
            else
            {
                LowerApart(recursive, site, method, body, model, enclosing, arguments);
            }

            return recursive;
        }
        catch (Refusal)
        {
            (_frame, _nesting) = (frame, nesting);
            _recursive.RemoveRange(count, _recursive.Count - count);
            if (isWhole)
            {
                throw;
            }

            return Lowered(isWhole: true, callees, site, method, body, model, enclosing, arguments);
        }
    }

    /// <summary>One call for the value and the partials; what comes of it is bound here, so that no branch asks twice.</summary>
    /// <param name="recursive">The function.</param>
    /// <param name="twice">Why a second derivative takes differences of it.</param>
    /// <param name="method">The method that it is for.</param>
    /// <param name="given">Its arguments.</param>
    private Operand Evaluated(Recursive recursive, Refusal twice, IMethodSymbol method, Expression[] given)
    {
        var isTwice = IsTwice(recursive);
        if (!isTwice)
        {
            ApproximateOnce(Unsupported.Display(method), twice, HighestOrder);
        }

        var place = PlaceOf(null, method.ReturnType, "");
        Variable[] results = [.. place.Variables()];
        int[] reals = [.. Enumerable.Range(0, given.Length).Where(i => given[i].Type.IsReal)];
        var partials = reals.Length + (isTwice ? reals.Length * reals.Length : 0);
        string[] types = [.. results.Select(result => result.Type.CSharp), .. Derived(reals.Length), .. Derived(partials - reals.Length)];
        var type = types.Length == 1 ? results[0].Type : IrType.Opaque($"({string.Join(", ", types)})");
        string[] spelling = given.Length == 0 ? [$"{recursive.Name}()"] : [$"{recursive.Name}(", .. Enumerable.Repeat(", ", given.Length - 1), ")"];
        var stem = method.Name.Length == 0 ? "all" : char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
        var all = _pool.Local(type, stem);
        Add(new Evaluate(all, _pool.Opaque(type, spelling, given)), all);
        var whole = new ForeignFunction(stem, "recursive", spelling, given.Length, (arguments, _) => new Expression?[arguments.Count]);
        for (var r = 0; r < results.Length; r++)
        {
            var value = Name(_pool.Opaque(results[r].Type, ["", Item(r)], all), "");
            var links = Active().Select(k => (given[reals[k]], First(r, k))).ToList();
            _state[results[r]] = links.Count == 0 ? value : Shallow(Known.Value(value.Type, "", ["", ""], [value], links));
        }

        var operand = Peek(place)!;
        Forget(place);
        return operand;

        IEnumerable<string> Derived(int count) => results.SelectMany(result => Enumerable.Repeat(result.Type.CSharp, count));

        IEnumerable<int> Active() => Enumerable.Range(0, reals.Length).Where(k => IsActive(given[reals[k]]));

        string Item(int position) => types.Length == 1 ? "" : $".Item{position + 1}";

        Expression First(int r, int k)
        {
            var position = results.Length + (r * reals.Length) + k;
            if (!isTwice)
            {
                return Name(Differences.Item(recursive.Name, Item(position), whole, type, results[r].Type, all, given), "");
            }

            var second = results.Length * (1 + reals.Length) + (((r * reals.Length) + k) * reals.Length);
            var links = Active().Select(j => (given[reals[j]], (Expression)_pool.Opaque(results[r].Type, ["", Item(second + j)], all))).ToList();
            return Name(Known.Value(results[r].Type, "", ["", Item(position)], [all], links), "");
        }
    }

    /// <summary>Second derivatives are asked for, and the function can give them.</summary>
    private bool IsTwice(Recursive recursive) => _isTwice && (!recursive.IsDerived || recursive.HasSecond);

    /// <summary>Lowers the method apart, again until it is known what it captures.</summary>
    private void LowerApart(
        Recursive recursive, IOperation site, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IReadOnlyList<Passed> arguments)
    {
        while (true)
        {
            var outer = _state;
            var inputs = new List<Input>();
            var captured = new Dictionary<Variable, Value>();
            Region? region = null;
            var arm = Fork(new Arm(new RegionBuilder(_builder), new State()), () => Apart(EnterApart(method, model, enclosing, body, arguments), () =>
            {
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var argument in arguments)
                {
                    EnterApart(argument, inputs, names);
                }

                foreach (var variable in outer.Variables)
                {
                    Capture(variable, outer[variable]!, captured, names);
                }

                var result = RunBody(method.OriginalDefinition, body);
                if (_state.Thrown || !result.Leaves().All(leaf => leaf.Type.IsReal))
                {
                    throw Unsupported.Recursion(site, method);
                }

                region = new Region([.. _builder.Statements], [.. result.Leaves()]);
                RequireUnwrittenRows(region);
                return 0;
            }));

            var used = new HashSet<Expression>(Walk.AllTerms(region!).OfType<Value>());
            Variable[] needed = [.. captured.Where(pair => used.Contains(pair.Value)).Select(pair => pair.Key)];
            if (captured.Any(pair => arm.State[pair.Key] is { } after && !ReferenceEquals(after, pair.Value)))
            {
                throw Unsupported.Recursion(site, method);
            }

            inputs.AddRange(needed.Select(variable => new Input(captured[variable], captured[variable].Type.IsReal)));
            if (!needed.SequenceEqual(recursive.Captured))
            {
                recursive.Captured = needed;
                continue;
            }

            RequireClosed(region!, inputs, site, method);
            var pruned = Pruning.Apply(region!, inputs);
            var output = new Output(OutputShape.List, pruned.Yields[0].Type, "", [], _pool.Int(pruned.Yields.Count));
            recursive.Function = new Function(recursive.Name, _pool, inputs, pruned, output);
            return;
        }
    }

    private Frame EnterApart(IMethodSymbol method, SemanticModel model, Frame? enclosing, IOperation body, IReadOnlyList<Passed> arguments)
    {
        var definition = method.OriginalDefinition;
        var active = enclosing?.Active ?? ActiveSymbols.In([body], arguments.Select(argument => (ISymbol)argument.Parameter), _cancellation);
        var frame = new Frame(definition, model, _frame, enclosing, active);
        for (var i = 0; i < method.TypeParameters.Length; i++)
        {
            frame.TypeArguments[definition.TypeParameters[i]] = Substitute(method.TypeArguments[i])!;
        }

        if (enclosing is null)
        {
            AddTypeArguments(frame, method.ContainingType);
        }

        return frame;
    }

    private void EnterApart(Passed argument, List<Input> inputs, HashSet<string> names)
    {
        var place = PlaceOf(argument.Parameter, argument.Parameter.Type, argument.Parameter.Name);
        _frame.Places[argument.Parameter] = place;
        foreach (var (variable, leaf) in place.Variables().Zip(argument.Value!.Leaves(), (variable, leaf) => (variable, leaf)))
        {
            if (IsCallee(leaf))
            {
                _state[variable] = leaf;
                continue;
            }

            var input = NewInput(variable.Type, variable.Name, names);
            inputs.Add(new Input(input, input.Type.IsReal));
            _state[variable] = input;
            if (input.Type.IsReal)
            {
                _active.Add(input);
            }
        }
    }

    /// <summary>What is known while compiling stays known; everything else outside would be an input.</summary>
    private void Capture(Variable variable, Expression term, Dictionary<Variable, Value> captured, HashSet<string> names)
    {
        if (term is Constant or Opaque { Operands.Count: 0 })
        {
            _state[variable] = term;
        }
        else if (!term.Type.IsArray || !(IsActive(term) || IsWritable(term)))
        {
            var input = NewInput(term.Type, variable.Name.Length == 0 ? "captured" : variable.Name, names);
            captured.Add(variable, input);
            _state[variable] = input;
            if (IsActive(term))
            {
                _active.Add(input);
            }
        }
    }

    private Value NewInput(IrType type, string name, HashSet<string> names)
    {
        var free = name;
        for (var version = 2; !names.Add(free); version++)
        {
            free = $"{name}_{version}";
        }

        return _pool.Input(type, free, MethodName.Escape(free));
    }

    /// <summary>Nothing of the method around it is left in a function that stands apart.</summary>
    private static void RequireClosed(Region region, List<Input> inputs, IOperation site, IMethodSymbol method)
    {
        var known = new HashSet<Expression>(inputs.Select(input => input.Value));
        Walk.Statements(region, statement =>
        {
            // A derivative may ask for a value more than once; what changes an object then changes it as often.
            if (statement is Evaluate { IsPure: false, Companion: null, Code: var code } && Walk.ExpressionsOf([code]).Any(term => term is Value { Type.Kind: Ir.TypeKind.Opaque }))
            {
                throw Unsupported.Recursion(site, method);
            }

            known.UnionWith(Walk.Binds(statement));
            if (statement is Loop loop)
            {
                known.UnionWith(loop.Carried.Select(carried => carried.Phi));
            }

            if (statement is For counted)
            {
                known.Add(counted.Index);
            }
        });
        if (Walk.AllTerms(region).Any(term => term is Value && !known.Contains(term)))
        {
            throw Unsupported.Recursion(site, method);
        }
    }

    /// <summary>FDerivative for F itself, FPowerDerivative for its helper Power.</summary>
    private string CompanionName(IMethodSymbol method)
    {
        var marked = _context.Method;
        var position = marked.ContainingType.GetMembers(marked.Name).TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, marked)).Count();
        var own = SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, marked.OriginalDefinition) ? "" : method.Name.Length == 0 ? "Lambda" : char.ToUpperInvariant(method.Name[0]) + method.Name.Substring(1);
        var stem = $"{marked.Name}{(position == 0 ? "" : $"{position + 1}")}{own}Derivative";
        var name = stem;
        for (var version = 2; new[] { name, Companion.ValueOf(name), Companion.AdjointOf(name) }.Any(taken => !marked.ContainingType.GetMembers(taken).IsEmpty) || _recursive.Any(one => one.Name == name) || _derived.Any(one => one.Name == name); version++)
        {
            name = $"{stem}{version}";
        }

        return name;
    }
}
