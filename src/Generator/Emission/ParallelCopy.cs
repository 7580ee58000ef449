using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Assignments that happen together (the next values of a loop, the results of an arm), put in an order in which none
/// overwrites what a later one reads. Where there is no such order, as in a swap, the group stays together.
/// </summary>
internal static class ParallelCopy
{
    /// <summary>One assignment of a parallel group.</summary>
    public sealed class Move(Local target, Expression source)
    {
        public Local Target { get; } = target;

        public Expression Source { get; } = source;
    }

    public static List<Move> Moves(IReadOnlyList<Value> targets, IReadOnlyList<Expression> sources, IReadOnlyDictionary<Value, Local> locals)
    {
        var moves = new List<Move>();
        for (var k = 0; k < sources.Count; k++)
        {
            var target = locals[targets[k]];
            if (sources[k] is not Value source || !locals.TryGetValue(source, out var same) || !ReferenceEquals(same, target))
            {
                moves.Add(new Move(target, sources[k]));
            }
        }

        return moves;
    }

    public static IEnumerable<IReadOnlyList<Move>> Sequence(List<Move> moves, IReadOnlyDictionary<Value, Local> locals)
    {
        var pending = new List<Move>(moves);
        var reads = moves.ToDictionary(move => move, move => new HashSet<Local>(Uses.In(move.Source).Select(value => locals[value])));
        while (pending.Count > 0)
        {
            var next = pending.FirstOrDefault(move => !pending.Any(other => !ReferenceEquals(other, move) && reads[other].Contains(move.Target)));
            var group = next is not null ? [next] : SmallestClosed(pending, reads);
            pending.RemoveAll(group.Contains);
            yield return group;
        }
    }

    /// <summary>The smallest group in which everyone who reads a target of the group is a member.</summary>
    private static List<Move> SmallestClosed(List<Move> pending, Dictionary<Move, HashSet<Local>> reads)
    {
        List<Move> smallest = pending;
        foreach (var start in pending)
        {
            var group = new List<Move> { start };
            for (var i = 0; i < group.Count; i++)
            {
                group.AddRange(pending.Where(other => !group.Contains(other) && reads[other].Contains(group[i].Target)).ToList());
            }

            if (group.Count < smallest.Count)
            {
                smallest = group;
            }
        }

        return [.. pending.Where(smallest.Contains)];
    }
}
