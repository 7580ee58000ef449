using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Where a gradient is laid down.</summary>
/// <param name="Rows">The object that holds it among others.</param>
/// <param name="Element">Which one; null for each of them, because hidden values decide.</param>
/// <param name="Form">What to lay down.</param>
/// <param name="IsFresh">It is empty already.</param>
internal sealed record SparseTarget(Expression Rows, Expression? Element, LinearForm Form, bool IsFresh = false);

/// <summary>Writes linear forms into sparse memory, entry by entry: with their coefficients, or their columns alone.</summary>
internal sealed class SparseFormWriter(ColumnSpace space, SparseMemory memory, HiddenValues hidden, bool withValues)
{
    private readonly ExpressionPool _pool = space.Pool;
    private readonly Possibility _possible = new(space.Pool, hidden);

    /// <summary>What is known at this point of the program.</summary>
    public Facts Facts { get; set; } = Facts.None(_ => null);

    /// <summary>Something was taken to depend on more than it may at any one point.</summary>
    public bool IsWidened { get; private set; }

    /// <summary>Lays down several gradients at one point of the program; all are read before any is written.</summary>
    /// <param name="targets">What goes where.</param>
    /// <param name="isWeak">It may or may not happen when the method runs: what was there stays.</param>
    /// <param name="into">Receives the statements.</param>
    public void Write(IReadOnlyList<SparseTarget> targets, bool isWeak, List<Statement> into)
    {
        if (isWeak || !targets.Any(target => IsReadElsewhere(target, targets)))
        {
            foreach (var target in targets)
            {
                Write(target, isWeak, into);
            }

            return;
        }

        var staged = targets.Select(_ => memory.NewVector(null)).ToArray();
        for (var i = 0; i < targets.Count; i++)
        {
            Write(new SparseTarget(staged[i], _pool.Int(0), targets[i].Form), false, into);
        }

        for (var i = 0; i < targets.Count; i++)
        {
            into.Add(targets[i].Element is { } element
                ? new Invoke(targets[i].Rows, "Assign", element, staged[i], _pool.Int(0))
                : new Invoke(targets[i].Rows, "IncludeInAll", staged[i], _pool.Int(0)));
        }
    }

    /// <summary>Whether the old contents are read for more than to be added to.</summary>
    private bool IsReadElsewhere(SparseTarget target, IReadOnlyList<SparseTarget> targets) => targets.Any(other => other.Form.Parts
        .OfType<Row>()
        .Any(row => memory.MayBeSame(row.Array, target.Rows) && !(ReferenceEquals(other, target) && IsItself(row, target))));

    private bool IsItself(Part part, SparseTarget target) =>
        part is Row { Guard: null } row
        && ReferenceEquals(row.Array, target.Rows)
        && ReferenceEquals(row.Start, target.Element)
        && (!withValues || Algebra.IsConstant(row.Coefficient, 1));

    private void Write(SparseTarget target, bool isWeak, List<Statement> into)
    {
        if (target.Element is null)
        {
            IsWidened = true;
            var any = memory.NewVector(null);
            into.Add(new Invoke(any, "Clear", _pool.Int(0)));
            Write(new SparseTarget(any, _pool.Int(0), target.Form), true, into);
            into.Add(new Invoke(target.Rows, "IncludeInAll", any, _pool.Int(0)));
            return;
        }

        if (!isWeak && !target.IsFresh && !target.Form.Parts.Any(part => IsItself(part, target)))
        {
            into.Add(new Invoke(target.Rows, "Clear", target.Element));
        }

        foreach (var (part, guard) in Guarded(target))
        {
            var condition = isWeak || (part.Guard is { } known && hidden.Is(known)) ? Conditions.Both(guard, Within(part)) : guard;
            if (Conditions.IsAlways(condition))
            {
                Add(part, target, into);
            }
            else if (!Conditions.IsNever(condition))
            {
                var statements = new List<Statement>();
                Add(part, target, statements);
                into.Add(new If(condition, new Region(statements, []), new Region([], []), []));
            }
        }
    }

    /// <summary>The parts with what is known of when they count; for structure alone, parts that differ in nothing else as one.</summary>
    private IEnumerable<(Part Part, Expression Guard)> Guarded(SparseTarget target)
    {
        var parts = new List<(Part Part, Expression Guard)>();
        var places = new Dictionary<(object, object?, object?), int>();
        foreach (var part in target.Form.Parts.Where(part => !IsItself(part, target)))
        {
            var guard = part.Guard is null ? _pool.Boolean(true) : _possible.OfTrue(part.Guard);
            var key = part.With(part.Coefficient, null).Key;
            if (withValues || !places.TryGetValue(key, out var like))
            {
                places[key] = parts.Count;
                parts.Add((part, guard));
            }
            else
            {
                parts[like] = (parts[like].Part, Conditions.Either(parts[like].Guard, guard));
            }
        }

        return parts;
    }

    private void Add(Part part, SparseTarget target, List<Statement> into)
    {
        switch (part)
        {
            case Spike spike when spike.Indices.Any(hidden.Is):
                IsWidened = true;
                var (first, count) = space.Range(spike.Input);
                into.Add(new Invoke(target.Rows, "AddRange", target.Element!, first, count));
                break;
            case Spike spike:
                into.Add(new Invoke(target.Rows, "Add", With([target.Element!, spike.Position], spike)));
                break;
            case Row row when hidden.Is(row.Start):
                IsWidened = true;
                into.Add(new Invoke(target.Rows, "IncludeAll", target.Element!, row.Array));
                break;
            case Row row:
                into.Add(new Invoke(target.Rows, "Include", With([target.Element!, row.Array, row.Start], row)));
                break;
            default:
                throw new InvalidOperationException($"No sparse form of {part.GetType().Name}.");
        }
    }

    private Expression[] With(Expression[] place, Part part) => withValues ? [.. place, part.Coefficient] : place;

    private Expression Within(Part part) => part is Spike spike && !spike.Indices.Any(hidden.Is)
        ? SpikeRange.Within(spike, space, Facts)
        : _pool.Boolean(true);
}
