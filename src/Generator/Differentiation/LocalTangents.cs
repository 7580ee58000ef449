using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>In which order the chain rule is multiplied out inside a stretch of straight-line code.</summary>
internal enum Order
{
    /// <summary>From the inputs on: cheap where there are few columns.</summary>
    Forward,

    /// <summary>From each result back to what enters the stretch: cheap where there are few results.</summary>
    Reverse,
}

/// <summary>
/// Tangents of terms within one function. What enters a stretch of straight-line code (inputs, loop-carried values, results
/// of branches, loads) has its tangent set by the sweep; what is computed there gets it by the chain rule in the chosen order.
/// </summary>
/// <typeparam name="T">How a tangent is held: by column, or as a linear form over rows of memory.</typeparam>
/// <param name="none">The tangent of what depends on nothing.</param>
/// <param name="input">The tangent of an input (no indices) or of an element of one.</param>
/// <param name="dependence">Tells which terms are worth an adjoint.</param>
/// <param name="order">See <see cref="Order"/>.</param>
/// <param name="name">Proposes names for the terms of a local's tangent.</param>
internal sealed class LocalTangents<T>(
    T none,
    Func<Value, IReadOnlyList<Expression>, T> input,
    Dependence dependence,
    Order order,
    Action<Value, T> name)
    where T : class, ITangent<T>
{
    private const int LongestChain = 8;

    private readonly LocalPartials _partials = new();
    private readonly Dictionary<Expression, T> _tangents = [];
    private readonly HashSet<Expression> _given = [];
    private readonly Dictionary<Value, (Expression Definition, Region Home)> _definitions = [];
    private readonly Dictionary<Expression, bool> _active = [];

    public void Set(Value value, T tangent)
    {
        _tangents[value] = tangent;
        _given.Add(value);
    }

    /// <summary>Drops what was multiplied out, because something it came from is about to be set anew.</summary>
    public void Forget()
    {
        foreach (var term in _tangents.Keys.Where(term => !_given.Contains(term)).ToArray())
        {
            _tangents.Remove(term);
        }
    }

    /// <summary>Makes the definition of a local known, in the region it stands in.</summary>
    public void Define(Let let, Region home)
    {
        _definitions[let.Target] = (let.Definition, home);
        if (order == Order.Forward)
        {
            Name(let.Target, Of(let.Definition, let.Target, home));
        }
    }

    public T Of(Expression term, Region home) => Of(term, term, home);

    private void Name(Value target, T tangent)
    {
        _tangents[target] = tangent;
        if (target.Name.Length > 0)
        {
            name(target, tangent);
        }
    }

    private T Of(Expression term, Expression result, Region home)
    {
        if (_tangents.TryGetValue(term, out var known))
        {
            return known;
        }

        if (order == Order.Reverse)
        {
            var tangent = Expanded(term, home) switch
            {
                Operation { Operator: Operator.Select, Type.IsReal: true } choice =>
                    Choose(choice, home),
                Operation { Operator: not Operator.Element, Type.IsReal: true } or Call =>
                    new AdjointAccumulation(this, home).Run(term, result),
                _ => Step(term, result, home),
            };
            if (ReferenceEquals(term, result))
            {
                _tangents[term] = tangent;
            }

            return tangent;
        }

        foreach (var node in Walk.ExpressionsOf(term))
        {
            if (!_tangents.ContainsKey(node))
            {
                var tangent = Step(node, ReferenceEquals(node, term) ? result : node, home);
                if (ReferenceEquals(node, term) && !ReferenceEquals(term, result))
                {
                    // It may name the local it is assigned to, which the same term elsewhere cannot see.
                    return tangent;
                }

                _tangents[node] = tangent;
            }
        }

        return _tangents[term];
    }

    /// <summary>The definition of a local that belongs to the stretch in hand, the term itself otherwise.</summary>
    private Expression Expanded(Expression term, Region home) =>
        term is Value value && !_tangents.ContainsKey(value) && _definitions.TryGetValue(value, out var let) && ReferenceEquals(let.Home, home)
            ? let.Definition
            : term;

    /// <summary>The tangent of a term whose operands have theirs.</summary>
    private T Step(Expression node, Expression result, Region home)
    {
        switch (node)
        {
            case Value value:
                return OfValue(value, home);
            case Operation { Operator: Operator.Element } element:
                return element.Operands[0] is Value array ? input(array, [.. element.Operands.Skip(1)]) : none;
            case Operation { Operator: Operator.Select, Type.IsReal: true } choice:
                return Choose(choice, home);
            case Operation { Operator: Operator.Convert, Type.IsReal: true } conversion:
                return _tangents[conversion.Operands[0]].Converted(conversion.Type);
            default:
                var sum = none;
                foreach (var (operand, partial) in node.Type.IsReal ? _partials.Links(node, result) : [])
                {
                    if (_tangents[operand] is { IsNone: false } tangent)
                    {
                        NamePartial(partial, result, operand);
                        sum = sum.Plus(tangent.Scaled(partial).Converted(node.Type));
                    }
                }

                return sum;
        }
    }

    /// <summary>The derivative of one local by another is called so, unless it is a term that was there before.</summary>
    private static void NamePartial(Expression partial, Expression result, Expression operand)
    {
        if (result is Value { Name.Length: > 0 } local && operand is Value { Name.Length: > 0 } argument
            && (partial.Pool.IsLoose(partial) || partial is Operation { Operator: Operator.Select }))
        {
            partial.Pool.Hint(partial, TangentNames.Of(local.Name, argument.Name));
        }
    }

    private T OfValue(Value value, Region home)
    {
        if (_definitions.TryGetValue(value, out var let))
        {
            // Another stretch ends where its region does: the tangent is multiplied out there.
            var tangent = Of(let.Definition, value, ReferenceEquals(let.Home, home) ? home : let.Home);
            if (order == Order.Reverse)
            {
                Name(value, tangent);
            }

            return tangent;
        }

        return input(value, []);
    }

    private T None => none;

    /// <summary>Only the operand that the value takes is differentiated: the other may be infinite here.</summary>
    private T Choose(Operation choice, Region home) => Gate(choice, home) is var (node, then, otherwise)
        ? Of(node, home).Scaled(choice.Pool.Select(choice.Operands[0], then, otherwise))
        : Of(choice.Operands[1], home).Chosen(choice.Operands[0], Of(choice.Operands[2], home), choice.Type);

    /// <summary>
    /// What both operands of a choice are functions of and of nothing else that counts (<c>x &lt; 0 ? tail : 1 - tail</c>), with the partial of each:
    /// the choice is then one between two numbers, and what lies before it is gone through once.
    /// </summary>
    private (Expression Node, Expression Then, Expression Else)? Gate(Operation choice, Region home)
    {
        var others = Chain(choice.Operands[2], home);
        foreach (var (node, partial) in Chain(choice.Operands[1], home))
        {
            var common = others.FindIndex(other => ReferenceEquals(other.Node, node));
            if (common >= 0)
            {
                return (node, partial, others[common].Partial);
            }
        }

        return null;
    }

    /// <summary>A term, what it alone depends on, what that alone depends on: each with the derivative of the term by it.</summary>
    private List<(Expression Node, Expression Partial)> Chain(Expression term, Region home)
    {
        var chain = new List<(Expression Node, Expression Partial)>();
        var (node, partial) = (term, (Expression)term.Pool.Real(1, term.Type));
        while (IsActive(node) && chain.Count < LongestChain)
        {
            chain.Add((node, partial));
            var definition = _given.Contains(node) ? node : Expanded(node, home);
            var links = definition is Operation { Operator: not (Operator.Element or Operator.Select or Operator.Convert) } or Call
                ? _partials.Links(definition, node).Where(link => IsActive(link.Operand)).Take(2).ToArray()
                : [];
            if (links.Length != 1)
            {
                break;
            }

            (node, partial) = (links[0].Operand, partial * links[0].Partial);
        }

        return chain;
    }

    /// <summary>Reverse accumulation from one result to what enters the stretch.</summary>
    private sealed class AdjointAccumulation(LocalTangents<T> owner, Region home)
    {
        private readonly Dictionary<Expression, Expression> _adjoints = [];

        public T Run(Expression root, Expression result)
        {
            var order = Order(root);
            _adjoints[root] = root.Pool.Real(1, root.Type);
            var tangent = owner.None;
            for (var i = order.Count - 1; i >= 0; i--)
            {
                var node = order[i];
                if (!_adjoints.TryGetValue(node, out var adjoint))
                {
                    continue;
                }

                var term = owner.Expanded(node, home);
                if (term is Operation { Operator: Operator.Select } choice && owner.Gate(choice, home) is var (gate, then, otherwise))
                {
                    Add(gate, term.Pool.Select(choice.Operands[0], adjoint * then, adjoint * otherwise), root);
                    continue;
                }

                if (IsEntry(term))
                {
                    // The adjoint of a float is one, whatever the precision of the result.
                    tangent = tangent.Plus(owner.Of(node, home).Scaled(adjoint).Converted(root.Type));
                    continue;
                }

                Propagate(term, ReferenceEquals(node, root) ? result : node, adjoint, root);
            }

            return tangent;
        }

        private void Propagate(Expression term, Expression result, Expression adjoint, Expression root)
        {
            if (term is Operation { Operator: Operator.Convert } conversion)
            {
                Add(conversion.Operands[0], adjoint.Pool.Convert(conversion.Operands[0].Type, adjoint), root);
                return;
            }

            foreach (var (operand, partial) in owner._partials.Links(term, result))
            {
                if (owner.IsActive(operand))
                {
                    NamePartial(partial, result, operand);
                    Add(operand, adjoint.Pool.Convert(operand.Type, adjoint * partial), root);
                }
            }
        }

        private void Add(Expression node, Expression adjoint, Expression root)
        {
            var sum = _adjoints.TryGetValue(node, out var known) ? known + adjoint : adjoint;
            _adjoints[node] = sum;
            if (node is Value { IsInput: false, Name.Length: > 0 } local && root is Value { Name.Length: > 0 } output && sum.Pool.IsLoose(sum))
            {
                node.Pool.Hint(sum, TangentNames.Of(output.Name, local.Name));
            }
        }

        // A choice is an entry: an adjoint of 0 into the operand not taken would meet its infinite partial.
        private static bool IsEntry(Expression term) =>
            term is Value or Constant or Opaque or Operation { Operator: Operator.Element or Operator.Select };

        private List<Expression> Order(Expression root)
        {
            var order = new List<Expression>();
            var seen = new HashSet<Expression>();
            var stack = new Stack<(Expression Node, bool Leave)>();
            stack.Push((root, false));
            while (stack.Count > 0)
            {
                Effort.Step();
                var (node, leave) = stack.Pop();
                if (leave)
                {
                    order.Add(node);
                }
                else if (seen.Add(node))
                {
                    stack.Push((node, true));
                    var term = owner.Expanded(node, home);
                    if (!ReferenceEquals(term, node) && term is Value)
                    {
                        stack.Push((term, false));
                    }
                    else if (term is Operation { Operator: Operator.Select } choice && owner.Gate(choice, home) is var (gate, _, _))
                    {
                        stack.Push((gate, false));
                    }
                    else if (!IsEntry(term))
                    {
                        foreach (var operand in term.Operands)
                        {
                            stack.Push((operand, false));
                        }
                    }
                }
            }

            return order;
        }
    }

    private bool IsActive(Expression term)
    {
        if (!_active.TryGetValue(term, out var active))
        {
            active = dependence.IsActive(term);
            _active.Add(term, active);
        }

        return active;
    }
}
