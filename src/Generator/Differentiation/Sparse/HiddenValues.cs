using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// What the structure of a Jacobian must not read: whatever the numbers in the active inputs decide. Integers and conditions
/// computed from them, the results of branches on such conditions, what loops of such a length carry. All else (sizes, indices,
/// constant tables, the control flow on them) is known and is computed as the method does.
/// </summary>
internal sealed class HiddenValues
{
    private readonly Func<Expression, bool> _isHiddenLeaf;
    private readonly Func<Expression, bool> _isHiddenLength;
    private readonly ArrayAliases _aliases;
    private readonly HashSet<Expression> _hidden = [];
    private readonly HashSet<Expression> _hiddenLengths = [];
    private readonly Dictionary<Expression, bool> _terms = [];
    private readonly CancellationToken _cancellation;
    private bool _changed;

    private HiddenValues(Function function, ArrayAliases aliases, Func<Expression, bool> isHiddenLeaf, Func<Expression, bool> isHiddenLength, CancellationToken cancellation)
    {
        _aliases = aliases;
        _isHiddenLeaf = isHiddenLeaf;
        _isHiddenLength = isHiddenLength;
        _cancellation = cancellation;
        do
        {
            _changed = false;
            _terms.Clear();
            Visit(function.Body, false);
        }
        while (_changed);
    }

    /// <summary>Nothing is hidden: for a sweep that follows the values themselves.</summary>
    public static HiddenValues None(Function function, ArrayAliases aliases, CancellationToken cancellation) =>
        new(function, aliases, _ => false, _ => false, cancellation);

    /// <summary>What the numbers in the active inputs decide.</summary>
    public static HiddenValues OfActive(Function function, ArrayAliases aliases, CancellationToken cancellation)
    {
        var active = new HashSet<Expression>(function.Inputs.Where(input => input.IsActive).Select(input => input.Value));
        return new(function, aliases, active.Contains, _ => false, cancellation);
    }

    /// <summary>What any real decides, constant or not: for a structure that is right at all of them.</summary>
    public static HiddenValues OfReals(Function function, ArrayAliases aliases, CancellationToken cancellation) =>
        new(function, aliases, leaf => (leaf.Type.Element ?? leaf.Type).IsReal, _ => false, cancellation);

    /// <summary>What any input decides: for a structure that is asked for without inputs.</summary>
    public static HiddenValues OfAll(Function function, ArrayAliases aliases, CancellationToken cancellation) =>
        new(function, aliases, leaf => leaf is Value, array => array is Value { IsInput: true }, cancellation);

    /// <summary>Whether a scalar term, or any element of an array, is hidden.</summary>
    public bool Is(Expression term)
    {
        if (!_terms.TryGetValue(term, out var hidden))
        {
            foreach (var part in Walk.ExpressionsOf(term, _terms.ContainsKey))
            {
                _terms[part] = OfPart(part);
            }

            hidden = _terms[term];
        }

        return hidden;
    }

    /// <summary>Whether not even the lengths of an array are known.</summary>
    public bool IsLength(Expression array) => array is not Value { IsInput: true } && _hiddenLengths.Contains(_aliases.Class(array));

    /// <summary>What a branch on hidden values hands on: known only where both sides hand on the same, or one side throws.</summary>
    public static Expression? Common(If branch, int result)
    {
        if (branch.Then.Throws || branch.Else.Throws)
        {
            return branch.Then.Throws && branch.Else.Throws ? null : (branch.Then.Throws ? branch.Else : branch.Then).Yields[result];
        }

        return ReferenceEquals(branch.Then.Yields[result], branch.Else.Yields[result]) ? branch.Then.Yields[result] : null;
    }

    /// <summary>Whether a loop runs over a known range, though it may leave it early.</summary>
    public bool HasKnownRange(Loop loop) => loop is For counted && !Is(counted.Start) && !Is(counted.Bound) && !Is(counted.Step);

    /// <summary>Whether the number of iterations is known.</summary>
    public bool IsKnown(Loop loop) => loop switch
    {
        For counted => HasKnownRange(counted) && (counted.Guard is null || !Is(counted.Guard)),
        While repeat => !Is(repeat.Test.Yields[0]),
        _ => false,
    };

    private bool OfPart(Expression part) => part switch
    {
        Value { IsInput: true } or Opaque { Operands.Count: 0 } => _isHiddenLeaf(part),
        Value value => _hidden.Contains(value.Type.IsArray ? _aliases.Class(value) : value),
        Operation { Operator: Operator.Length } length => IsLength(length.Operands[0]) || _isHiddenLength(length.Operands[0]),
        _ => part.Operands.Any(operand => _terms[operand]) || (part is Opaque && _isHiddenLeaf(part)),
    };

    private void Visit(Region region, bool isHidden)
    {
        foreach (var statement in region.Statements)
        {
            _cancellation.ThrowIfCancellationRequested();
            Visit(statement, isHidden);
        }
    }

    private void Visit(Statement statement, bool isHidden)
    {
        switch (statement)
        {
            case Let let:
                Hide(let.Target, Is(let.Definition));
                break;
            case Evaluate evaluate:
                Hide(evaluate.Target, isHidden || Is(evaluate.Code));
                if (!evaluate.IsPure && (isHidden || evaluate.Code.Operands.Any(Is)))
                {
                    // What it does to an object is not known, nor is the object from then on.
                    foreach (var changed in Walk.ExpressionsOf([evaluate.Code]).Where(term => term is Value { Type.Kind: TypeKind.Opaque }))
                    {
                        Hide(changed, true);
                    }
                }

                if (evaluate.Target.Type.IsArray && Is(evaluate.Target))
                {
                    HideLengths(evaluate.Target);
                }

                break;
            case Allocate allocate when allocate.Lengths.Any(Is):
                HideLengths(allocate.Target);
                break;
            case Store store:
                Hide(store.Array, isHidden || Is(store.Value) || store.Indices.Any(Is));
                break;
            case Copy copy:
                Hide(copy.Destination, isHidden || Is(copy.Source));
                break;
            case Clear clear:
                Hide(clear.Array, isHidden || Is(clear.Start) || Is(clear.Count));
                break;
            case If branch:
                Visit(branch, isHidden);
                break;
            case Loop loop:
                Visit(loop, isHidden);
                break;
        }
    }

    private void Visit(If branch, bool isHidden)
    {
        var isHiddenHere = isHidden || Is(branch.Condition);
        Visit(branch.Then, isHiddenHere);
        Visit(branch.Else, isHiddenHere);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            if (!Is(branch.Condition))
            {
                HideYield(branch.Results[i], branch.Then, i);
                HideYield(branch.Results[i], branch.Else, i);
            }
            else if (Common(branch, i) is { } common)
            {
                HideAs(branch.Results[i], common);
            }
            else
            {
                Hide(branch.Results[i], true);
                HideLengths(branch.Results[i]);
            }
        }
    }

    private void Visit(Loop loop, bool isHidden)
    {
        var isKnown = IsKnown(loop);
        if (loop is For counted && !HasKnownRange(counted))
        {
            Hide(counted.Index, true);
        }

        for (var i = 0; i < loop.Carried.Count; i++)
        {
            var (phi, next) = (loop.Carried[i].Phi, loop.Body.Yields.Count > i ? loop.Body.Yields[i] : loop.Carried[i].Phi);
            HideAs(phi, loop.Carried[i].Initial);
            HideAs(phi, next);
            if (!isKnown && !ReferenceEquals(next, phi))
            {
                // In a known range a variable is known in each iteration, and only after the loop it is not.
                var target = HasKnownRange(loop) ? loop.Results[i] : phi;
                Hide(target, true);
                HideLengths(target);
            }

            HideAs(loop.Results[i], phi);
        }

        foreach (var region in Walk.Regions(loop))
        {
            Visit(region, isHidden || !isKnown);
        }
    }

    private void HideYield(Value target, Region region, int index)
    {
        if (index < region.Yields.Count)
        {
            HideAs(target, region.Yields[index]);
        }
    }

    private void HideAs(Value target, Expression source) => Hide(target, Is(source));

    private void HideLengths(Expression array)
    {
        if (array.Type.IsArray && _hiddenLengths.Add(_aliases.Class(array)))
        {
            Changed();
        }
    }

    private void Hide(Expression target, bool isHidden)
    {
        if (isHidden && _hidden.Add(target.Type.IsArray ? _aliases.Class(target) : target))
        {
            Changed();
        }
    }

    private void Changed()
    {
        _changed = true;
        _terms.Clear();
    }
}
