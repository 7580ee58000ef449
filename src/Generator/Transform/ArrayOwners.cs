using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Finds the arrays that loops and branches hand on under another name (a buffer swap, <c>y = Step(y)</c>) and for which a copy in place
/// of the alias means the same: what is handed on is not used under its old name again, or nothing is written to it any more.
/// </summary>
internal sealed class ArrayOwners
{
    private readonly ArrayAliases _aliases;
    private readonly Dictionary<Expression, List<Use>> _uses = [];
    private readonly List<HandOn> _handed = [];
    private readonly HashSet<HandOn> _last = [];
    private readonly Dictionary<Expression, IReadOnlyList<Loop>> _homes = [];
    private readonly HashSet<Expression> _made = [];
    private readonly HashSet<Expression> _foreign = [];
    private readonly HashSet<Expression> _shared = [];
    private readonly HashSet<Expression> _writtenLate = [];
    private readonly List<Loop> _loops = [];
    private readonly List<(If Branch, bool IsThen)> _arms = [];
    private int _position;

    public ArrayOwners(Function function)
    {
        _aliases = new ArrayAliases(function.Body);
        foreach (var input in function.Inputs)
        {
            Bind(input.Value);
            _made.Add(input.Value);
        }

        Visit(function.Body);
        foreach (var yield in function.Body.Yields)
        {
            Note(yield, false);
        }

        foreach (var handOn in _handed)
        {
            Judge(handOn);
        }

        if (function.Destination is { } destination)
        {
            _foreign.Add(destination);
        }

        HandsOn = _handed.Count > 0;
        Kept = [.. _foreign.Select(_aliases.Class), .. _shared.Where(_writtenLate.Contains)];
    }

    /// <summary>Whether any array goes by several names.</summary>
    public bool HandsOn { get; }

    /// <summary>Classes of arrays that stay what they are: foreign code or the caller sees them, or a copy could be told.</summary>
    public HashSet<Expression> Kept { get; }

    public Expression Class(Expression array) => _aliases.Class(array);

    /// <summary>Classes that are handed on at all, each with what is in it that was made, not handed on.</summary>
    public IEnumerable<IGrouping<Expression, Expression>> Classes() =>
        from all in _handed.Select(handOn => _aliases.Class(handOn.Array)).Distinct()
        from array in _made.Union(_handed.Select(handOn => handOn.Array).Where(array => array is not Value))
        where ReferenceEquals(_aliases.Class(array), all)
        group array by all;

    /// <summary>Whether what the holder (a loop, an arm, a loop's body) hands on at an index is not used under its old name again.</summary>
    public bool IsLastUse(object holder, int index) => _last.Any(handOn => ReferenceEquals(handOn.Holder, holder) && handOn.Index == index);

    private sealed record Use(int Position, IReadOnlyList<Loop> Loops, bool IsWrite);

    /// <param name="Arms">The sides of branches that it stands in.</param>
    private sealed record HandOn(object Holder, int Index, Expression Array, int Position, IReadOnlyList<Loop> Loops, IReadOnlyList<(If Branch, bool IsThen)> Arms)
    {
        /// <summary>The program comes to one of them at most.</summary>
        public bool Excludes(HandOn other) => Arms.Any(arm => other.Arms.Contains((arm.Branch, !arm.IsThen)));
    }

    private void Judge(HandOn handOn)
    {
        var home = _homes.TryGetValue(handOn.Array, out var known) ? known : [];
        var isRepeated = handOn.Loops.Count > home.Count;
        var all = _aliases.Class(handOn.Array);

        // What is handed on again later is used under its old name, too.
        var isShared = isRepeated || _handed.Exists(other => ReferenceEquals(other.Array, handOn.Array) && !ReferenceEquals(other, handOn) && other.Position >= handOn.Position && !other.Excludes(handOn));
        foreach (var use in _uses.TryGetValue(handOn.Array, out var uses) ? uses : [])
        {
            if (use.Position > handOn.Position
                || (isRepeated && use.Loops.Count > home.Count && ReferenceEquals(use.Loops[home.Count], handOn.Loops[home.Count])))
            {
                isShared = true;
                if (use.IsWrite)
                {
                    _writtenLate.Add(all);
                }
            }
        }

        if (isShared)
        {
            _shared.Add(all);
        }
        else
        {
            _last.Add(handOn);
        }
    }

    private void Visit(Region region)
    {
        foreach (var statement in region.Statements)
        {
            _position++;
            switch (statement)
            {
                case If branch:
                    Note(branch.Condition, false);
                    Visit(branch, isThen: true);
                    Visit(branch, isThen: false);
                    break;
                case Loop loop:
                    Visit(loop);
                    break;
                default:
                    Written(statement);
                    foreach (var root in Walk.Roots(statement))
                    {
                        Note(root, false);
                    }

                    break;
            }

            _position++;
            foreach (var bound in Walk.Binds(statement))
            {
                Bind(bound);
            }

            if (statement is Allocate allocate)
            {
                _made.Add(allocate.Target);
            }
            else if (statement is Let { Target.Type.IsArray: true } or Evaluate { Target.Type.IsArray: true })
            {
                _foreign.UnionWith(Walk.Binds(statement));
            }
        }
    }

    private void Visit(If branch, bool isThen)
    {
        var arm = isThen ? branch.Then : branch.Else;
        _arms.Add((branch, isThen));
        Visit(arm);
        HandOnAll(branch.Results, arm, arm.Yields);
        _arms.RemoveAt(_arms.Count - 1);
    }

    private void Visit(Loop loop)
    {
        HandOnAll([.. loop.Carried.Select(carried => carried.Phi)], loop, [.. loop.Carried.Select(carried => carried.Initial)]);
        foreach (var root in Walk.Roots(loop).Where(root => !root.Type.IsArray))
        {
            Note(root, false);
        }

        _loops.Add(loop);
        foreach (var carried in loop.Carried)
        {
            Bind(carried.Phi);
        }

        if (loop is While repeated)
        {
            Visit(repeated.Test);
            Note(repeated.Test.Yields[0], false);
        }

        Visit(loop.Body);
        HandOnAll([.. loop.Carried.Select(carried => carried.Phi)], loop.Body, loop.Body.Yields);
        _loops.RemoveAt(_loops.Count - 1);
    }

    private void HandOnAll(IReadOnlyList<Value> names, object holder, IReadOnlyList<Expression> given)
    {
        _position++;
        for (var i = 0; i < given.Count && i < names.Count; i++)
        {
            if (names[i].Type.IsArray)
            {
                _handed.Add(new HandOn(holder, i, given[i], _position, [.. _loops], [.. _arms]));
            }
            else
            {
                Note(given[i], false);
            }
        }

        _position++;
    }

    private void Bind(Value value)
    {
        if (value.Type.IsArray)
        {
            _homes[value] = [.. _loops];
        }
    }

    private void Written(Statement statement)
    {
        foreach (var array in Walk.Written(statement))
        {
            NoteUse(array, true);
            if (!_made.Contains(array))
            {
                _writtenLate.Add(_aliases.Class(array));
            }
        }
    }

    private void Note(Expression root, bool isWrite)
    {
        foreach (var term in Walk.ExpressionsOf(root))
        {
            switch (term)
            {
                case Opaque opaque:
                    _foreign.UnionWith(opaque.Operands.Where(operand => operand.Type.IsArray));
                    break;
                case Operation { Operator: Operator.Element } element:
                    NoteUse(element.Operands[0], isWrite);
                    break;
                case Operation { Type.IsArray: true } choice:
                    _foreign.UnionWith(choice.Operands.Where(operand => operand.Type.IsArray));
                    break;
            }
        }

        // The length of an array never changes; all else is a use.
        if (root.Type.IsArray)
        {
            NoteUse(root, isWrite);
        }
    }

    private void NoteUse(Expression array, bool isWrite)
    {
        if (!_uses.TryGetValue(array, out var uses))
        {
            _uses.Add(array, uses = []);
        }

        uses.Add(new Use(_position, [.. _loops], isWrite));
    }
}
