using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Which values are needed at the same time and so cannot share a local. Found by walking the structured code backwards
/// with the set of values that are still to be read: whatever is in it where a value is bound would be overwritten.
/// </summary>
internal sealed class Interference
{
    /// <summary>Fewer pairs are looked up one by one.</summary>
    private const int FewPairs = 16;

    /// <summary>What is bound while more than this many of its own kind are needed shares with none: room is rare and the search long.</summary>
    private const int Crowd = 64;

    private readonly HashSet<(Value, Value)> _pairs = [];
    private readonly HashSet<Value> _crowded = [];
    private readonly Dictionary<Value, List<Value>> _neighbours = [];
    private readonly IReadOnlyDictionary<Value, int> _groups;

    private Interference(IReadOnlyDictionary<Value, int> groups)
    {
        _groups = groups;
    }

    /// <summary>Values that have to keep a local of their own.</summary>
    public IReadOnlyCollection<Value> Crowded => _crowded;

    /// <param name="function">The code.</param>
    /// <param name="groups">The values that could share a local with another at all, those of one group with each other; the rest need no account.</param>
    public static Interference Of(Function function, IReadOnlyDictionary<Value, int> groups)
    {
        var interference = new Interference(groups);
        var live = new HashSet<Value>();
        interference.Read(function.Body.Yields, live);
        interference.Walk(function.Body, live);
        return interference;
    }

    /// <param name="a">One local.</param>
    /// <param name="b">Another.</param>
    /// <param name="locals">To which local each value belongs by now.</param>
    public bool Between(Local a, Local b, Dictionary<Value, Local> locals)
    {
        if ((long)a.Values.Count * b.Values.Count > FewPairs)
        {
            // A local of thousands of versions: what is beside the few of the other is looked at instead.
            var (few, many) = a.Values.Count <= b.Values.Count ? (a, b) : (b, a);
            return few.Values.Any(value => _neighbours.TryGetValue(value, out var beside) && beside.Any(other => ReferenceEquals(locals[other], many)));
        }

        foreach (var x in a.Values)
        {
            foreach (var y in b.Values)
            {
                if (_pairs.Contains((x, y)) || _pairs.Contains((y, x)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>From what is needed after a region (its yields included) to what is needed before it.</summary>
    private void Walk(Region region, HashSet<Value> live)
    {
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            var statement = region.Statements[i];
            switch (statement)
            {
                case If branch:
                    WalkIf(branch, live);
                    break;
                case Loop loop:
                    WalkLoop(loop, live);
                    break;
                case Throw:
                    live.Clear();
                    break;
                default:
                    Write([.. Uses.Bound(statement)], live);
                    break;
            }

            Read(Uses.Direct(statement), live);
        }
    }

    private void WalkIf(If branch, HashSet<Value> live)
    {
        Write(branch.Results, live);
        var otherwise = new HashSet<Value>(live);
        WalkArm(branch.Then, live);
        WalkArm(branch.Else, otherwise);
        live.UnionWith(otherwise);
    }

    private void WalkArm(Region arm, HashSet<Value> live)
    {
        Read(arm.Yields, live);
        Walk(arm, live);
    }

    private void WalkLoop(Loop loop, HashSet<Value> live)
    {
        var neededPhis = new List<Value>();
        for (var k = 0; k < loop.Results.Count; k++)
        {
            if (live.Remove(loop.Results[k]))
            {
                neededPhis.Add(loop.Carried[k].Phi);
            }
        }

        // What comes from outside and is read in the loop at all is needed in every iteration up to the last.
        var outside = Uses.Running(loop);
        outside.ExceptWith(Uses.BoundEverywhere(loop));
        outside.RemoveWhere(value => !_groups.ContainsKey(value));
        live.UnionWith(outside);

        // The carried variables are written together before the first iteration and at the end of each.
        Write([.. Uses.Phis(loop)], live);

        var iteration = new HashSet<Value>(live);
        Read(loop.Body.Yields, iteration);
        Walk(loop.Body, iteration);

        // The test runs before the body, and once more before the results are taken from the carried variables.
        if (loop is While repeat)
        {
            iteration.UnionWith(live);
            iteration.UnionWith(neededPhis.Where(_groups.ContainsKey));
            Read(repeat.Test.Yields, iteration);
            Walk(repeat.Test, iteration);
        }
    }

    /// <summary>Binds values together: each would overwrite all that are needed afterwards, and the others.</summary>
    private void Write(IReadOnlyList<Value> bound, HashSet<Value> live)
    {
        foreach (var value in bound)
        {
            live.Remove(value);
        }

        for (var i = 0; i < bound.Count; i++)
        {
            if (_groups.TryGetValue(bound[i], out var group) && !NoteAll(bound[i], live, group))
            {
                _crowded.Add(bound[i]);
            }

            for (var j = 0; j < i; j++)
            {
                if (_groups.ContainsKey(bound[i]) && _groups.ContainsKey(bound[j]))
                {
                    Note(bound[i], bound[j]);
                }
            }
        }
    }

    /// <summary>Whether there were few enough of its group to note.</summary>
    private bool NoteAll(Value bound, HashSet<Value> live, int group)
    {
        var count = 0;
        foreach (var other in live)
        {
            if (_groups[other] == group)
            {
                if (++count > Crowd)
                {
                    return false;
                }

                Note(bound, other);
            }
        }

        return true;
    }

    private void Note(Value a, Value b)
    {
        if (a.Type == b.Type && !_pairs.Contains((b, a)) && _pairs.Add((a, b)))
        {
            Beside(a).Add(b);
            Beside(b).Add(a);
        }
    }

    private List<Value> Beside(Value value)
    {
        if (!_neighbours.TryGetValue(value, out var beside))
        {
            _neighbours.Add(value, beside = []);
        }

        return beside;
    }

    private void Read(IEnumerable<Expression> terms, HashSet<Value> live)
    {
        foreach (var term in terms)
        {
            foreach (var value in Uses.In(term))
            {
                if (_groups.ContainsKey(value))
                {
                    live.Add(value);
                }
            }
        }
    }
}
