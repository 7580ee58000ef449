using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>One entry of a row: where, when, how much.</summary>
internal sealed record RowEntry(Spike Spike, Polynomial Position, Expression Presence, Expression Value);

/// <summary>What becomes of the entries of a row.</summary>
internal enum EntryUse
{
    /// <summary>Their columns go into the pattern.</summary>
    Pattern,

    /// <summary>They are counted.</summary>
    Count,

    /// <summary>Their values are written.</summary>
    Values,
}

/// <summary>The entries of a row in the order of their columns, as far as that is known while compiling.</summary>
internal sealed class RowEntries(Function function, ColumnSpace space, HiddenValues hidden, Value writer, EntryUse use)
{
    private const int MostEntries = 40;

    private readonly ExpressionPool _pool = function.Pool;
    private readonly Possibility _possible = new(function.Pool, hidden);

    /// <summary>Uses the entries of one row; false where they are not single elements in a known order.</summary>
    public bool Write(Expression row, LinearForm form, Facts facts, List<Statement> into)
    {
        if (form.Parts.Count > MostEntries || form.Parts.Any(part => part is not Spike spike || spike.Indices.Any(hidden.Is)))
        {
            return false;
        }

        var entries = new List<RowEntry>();
        foreach (var group in Groups([.. form.Parts.Cast<Spike>()], facts))
        {
            var place = entries.FindIndex(other => IsBefore(group, other, facts));
            place = place < 0 ? entries.Count : place;
            if (!entries.Take(place).All(other => IsBefore(other, group, facts)) || !entries.Skip(place).All(other => IsBefore(group, other, facts)))
            {
                return false;
            }

            entries.Insert(place, group);
        }

        if (use == EntryUse.Count)
        {
            Count(entries, into);
            return true;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (Run(entries, i) is var run && run > 1)
            {
                into.Add(AddAll(row, entry, run));
                i += run - 1;
                continue;
            }

            into.Add(When(entry.Presence, use == EntryUse.Pattern
                ? new Invoke(writer, "Add", row, entry.Spike.Position)
                : new Invoke(writer, "Add", _pool.Convert(function.Output.Element, entry.Value))));
        }

        return true;
    }

    /// <summary>How many entries from one on follow each other in the row, and their values in memory.</summary>
    private int Run(List<RowEntry> entries, int first)
    {
        var run = 1;
        while (first + run < entries.Count && IsNext(entries[first], entries[first + run], run))
        {
            run++;
        }

        return run;
    }

    private bool IsNext(RowEntry first, RowEntry other, int distance) =>
        Conditions.IsAlways(first.Presence) && Conditions.IsAlways(other.Presence)
        && first.Spike.Block is { } block && ReferenceEquals(block.Array, other.Spike.Block?.Array) && ReferenceEquals(block.Start, other.Spike.Block!.Value.Start)
        && ReferenceEquals(first.Value, first.Spike.Coefficient) && ReferenceEquals(other.Value, other.Spike.Coefficient)
        && other.Position.Minus(first.Position).Plus(Polynomial.Constant(-distance)).IsZero && other.Spike.Block!.Value.Column == block.Column + distance;

    private Statement AddAll(Expression row, RowEntry first, int count)
    {
        if (use == EntryUse.Pattern)
        {
            var k = _pool.Local(IrType.Int, "k");
            return Ranges.For(k, _pool.Int(count), new Region([new Invoke(writer, "Add", row, _pool.Operation(Operator.Add, IrType.Int, first.Spike.Position, k))], []));
        }

        var block = first.Spike.Block!.Value;
        return new Invoke(writer, "Add", block.Array, _pool.Operation(Operator.Add, IrType.Int, block.Start, _pool.Int(block.Column)), _pool.Int(count));
    }

    private void Count(List<RowEntry> entries, List<Statement> into)
    {
        var always = entries.Count(entry => Conditions.IsAlways(entry.Presence));
        if (always > 0)
        {
            into.Add(new Invoke(writer, "Add", _pool.Int(always)));
        }

        foreach (var entry in entries.Where(entry => !Conditions.IsAlways(entry.Presence)))
        {
            into.Add(When(entry.Presence, new Invoke(writer, "Add", _pool.Int(1))));
        }
    }

    private static Statement When(Expression presence, Statement statement) => Conditions.IsAlways(presence)
        ? statement
        : new If(presence, new Region([statement], []), new Region([], []), []);

    /// <summary>Spikes at one position are one entry.</summary>
    private IEnumerable<RowEntry> Groups(IReadOnlyList<Spike> spikes, Facts facts)
    {
        var open = spikes.Select(spike => (Spike: spike, Position: facts.Of(spike.Position))).ToList();
        while (open.Count > 0)
        {
            var (first, position) = open[0];
            var group = open.Where(other => other.Position.Minus(position).IsZero).Select(other => other.Spike).ToArray();
            open.RemoveAll(other => group.Contains(other.Spike));
            var presence = group.Select(spike => Presence(spike, facts)).Aggregate(Conditions.Either);
            if (!Conditions.IsNever(presence))
            {
                yield return new RowEntry(first, position, presence, Value(group, presence));
            }
        }
    }

    private Expression Presence(Spike spike, Facts facts)
    {
        if (spike.Guard is null || !hidden.Is(spike.Guard))
        {
            return spike.Guard ?? _pool.Boolean(true);
        }

        return Conditions.Both(_possible.OfTrue(spike.Guard), SpikeRange.Within(spike, space, facts));
    }

    private Expression Value(IReadOnlyList<Spike> group, Expression presence)
    {
        if (group.Count == 1)
        {
            return Guarded(group[0], presence);
        }

        var open = group.ToList();
        var terms = new List<Expression>();
        while (open.Count > 0)
        {
            var spike = open[0];
            open.RemoveAt(0);
            var otherwise = open.Find(other => IsNegation(spike.Guard, other.Guard));
            terms.Add(otherwise is null ? Guarded(spike, presence) : _pool.Select(spike.Guard!, spike.Coefficient, otherwise.Coefficient));
            open.Remove(otherwise!);
        }

        return terms.Aggregate((a, b) => a + b);
    }

    /// <summary>The coefficient where the spike counts, 0 elsewhere; that the entry is there at all is known.</summary>
    private Expression Guarded(Spike spike, Expression presence) => spike.Guard is { } guard && Without(guard, presence) is { } condition
        ? _pool.Select(condition, spike.Coefficient, _pool.Real(0, spike.Coefficient.Type))
        : spike.Coefficient;

    private static Expression? Without(Expression condition, Expression known)
    {
        if (ReferenceEquals(condition, known) || Conditions.IsAlways(condition))
        {
            return null;
        }

        return condition is not Operation { Operator: Operator.And } both ? condition
            : Without(both.Operands[0], known) is not { } first ? Without(both.Operands[1], known)
            : Without(both.Operands[1], known) is not { } second ? first
            : Conditions.Both(first, second);
    }

    private static bool IsNegation(Expression? condition, Expression? negation) =>
        condition is not null && negation is Operation { Operator: Operator.Not } not && ReferenceEquals(not.Operands[0], condition);

    private bool IsBefore(RowEntry a, RowEntry b, Facts facts) =>
        Existing(b, Existing(a, facts.Where(a.Presence).Where(b.Presence))).IsLess(a.Position, b.Position);

    /// <summary>What is read lies inside of its input.</summary>
    private Facts Existing(RowEntry entry, Facts facts)
    {
        var (input, indices) = (entry.Spike.Input, entry.Spike.Indices);
        if (indices.Count == 0)
        {
            return facts;
        }

        if (space.InputOf(input).Layout is not null)
        {
            return indices.Select((index, d) => (Index: facts.Of(index), Length: facts.Of(space.LengthAt(input, indices, d))))
                .Aggregate(facts, (known, one) => known.With(one.Index, one.Length.Minus(one.Index).Plus(Polynomial.Constant(-1))));
        }

        var (first, count) = space.Range(input);
        var start = facts.Of(first);
        var end = start.Plus(facts.Of(count));
        return facts.With(entry.Position.Minus(start), end.Minus(entry.Position).Plus(Polynomial.Constant(-1)));
    }
}

/// <summary>Where hidden values may exclude a read, its index may lie anywhere: only an element that is there counts.</summary>
internal static class SpikeRange
{
    /// <summary>The condition that an element exists, as far as it is not known to.</summary>
    public static Expression Within(Spike spike, ColumnSpace space, Facts facts)
    {
        var pool = space.Pool;
        Expression condition = pool.Boolean(true);
        if (IsReadAnyway(spike))
        {
            return condition;
        }

        for (var d = 0; d < spike.Indices.Count; d++)
        {
            var index = spike.Indices[d];
            var length = space.LengthAt(spike.Input, spike.Indices, d);
            var position = facts.Of(index);
            if (!facts.IsNotNegative(position))
            {
                condition = Conditions.Both(condition, pool.Operation(Operator.GreaterOrEqual, IrType.Boolean, index, pool.Int(0)));
            }

            if (!facts.IsLess(position, facts.Of(length)))
            {
                condition = Conditions.Both(condition, pool.Operation(Operator.Less, IrType.Boolean, index, length));
            }
        }

        return condition;
    }

    /// <summary>The condition itself reads the element.</summary>
    private static bool IsReadAnyway(Spike spike) => spike.Guard is not null && Walk.Any(spike.Guard, term =>
        term is Operation { Operator: Operator.Element } element
        && ReferenceEquals(element.Operands[0], spike.Input)
        && element.Operands.Skip(1).SequenceEqual(spike.Indices));
}
