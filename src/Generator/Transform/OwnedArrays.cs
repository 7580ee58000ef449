using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Gives every name that loops and branches hand arrays on to memory of its own, and a copy in place of each hand-on, where nobody can
/// tell and all the arrays have the same lengths. After it a name is an array again: small ones become scalars, the others scratch
/// memory, and sweeps need not ask which array a name stands for.
/// </summary>
internal sealed class OwnedArrays : Rewriter
{
    private readonly ArrayOwners _owners;
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths;
    private readonly HashSet<Expression> _placeholders;
    private readonly Dictionary<Region, List<(Value Buffer, Expression Given)>> _copies = [];
    private readonly Stack<HashSet<Value>> _visible = new([[]]);

    private OwnedArrays(Function function, ArrayOwners owners, Dictionary<Expression, IReadOnlyList<Expression>> lengths, HashSet<Expression> placeholders, CancellationToken cancellation)
        : base(new ExpressionPool(function.Pool), cancellation)
    {
        _owners = owners;
        _lengths = lengths;
        _placeholders = placeholders;
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var owners = new ArrayOwners(function);
        if (!owners.HandsOn)
        {
            return function;
        }

        var shapes = new ArrayLengths(function);
        var lengths = new Dictionary<Expression, IReadOnlyList<Expression>>();
        foreach (var all in owners.Classes())
        {
            if (!owners.Kept.Contains(all.Key) && shapes.Common(all) is { } common)
            {
                lengths.Add(all.Key, common);
            }
        }

        return lengths.Count == 0 ? function : new OwnedArrays(function, owners, lengths, shapes.Placeholders, cancellation).Rewrite(function);
    }

    protected override Region Rewrite(Region region)
    {
        _visible.Push([]);
        var rewritten = base.Rewrite(region);
        _visible.Pop();
        if (!_copies.TryGetValue(region, out var copies))
        {
            return rewritten;
        }

        var statements = rewritten.Statements.ToList();
        InParallel([.. copies.Select(copy => (copy.Buffer, Rewrite(copy.Given)))], statements);
        return new Region(statements, rewritten.Yields);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        base.Rewrite(statement, into);
        _visible.Peek().UnionWith(Walk.Binds(statement));
    }

    protected override void Rewrite(If branch, List<Statement> into)
    {
        if (!branch.Results.Any(IsOwned) || branch.Condition is Constant)
        {
            base.Rewrite(branch, into);
            return;
        }

        var (then, otherwise) = (new List<(Value, Expression)>(), new List<(Value, Expression)>());
        for (var i = 0; i < branch.Results.Count; i++)
        {
            if (IsOwned(branch.Results[i]))
            {
                var buffer = BufferOf(branch, i, into);
                AddCopy(then, buffer, branch.Then, i);
                AddCopy(otherwise, buffer, branch.Else, i);
                Replace(branch.Results[i], buffer);
            }
        }

        bool Stays(int i) => !IsOwned(branch.Results[i]);
        base.Rewrite(
            new If(
                branch.Condition,
                Without(branch.Then, Stays, then),
                Without(branch.Else, Stays, otherwise),
                [.. branch.Results.Where((_, i) => Stays(i))]),
            into);
    }

    protected override void Rewrite(For loop, List<Statement> into)
    {
        if (!loop.Carried.Any(carried => IsOwned(carried.Phi)))
        {
            base.Rewrite(loop, into);
            return;
        }

        var (carried, body, results) = WithoutOwned(loop, into);
        base.Rewrite(new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, carried, body, results), into);
    }

    protected override void Rewrite(While loop, List<Statement> into)
    {
        if (!loop.Carried.Any(carried => IsOwned(carried.Phi)))
        {
            base.Rewrite(loop, into);
            return;
        }

        var (carried, body, results) = WithoutOwned(loop, into);
        base.Rewrite(new While(carried, loop.Test, body, results), into);
    }

    private (Carried[] Carried, Region Body, Value[] Results) WithoutOwned(Loop loop, List<Statement> into)
    {
        var copies = new List<(Value, Expression)>();
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            if (IsOwned(loop.Carried[i].Phi))
            {
                var buffer = BufferOf(loop, i, into);
                Replace(loop.Carried[i].Phi, buffer);
                Replace(loop.Results[i], buffer);
                AddCopy(copies, buffer, loop.Body, i);
            }
        }

        bool Stays(int i) => !IsOwned(loop.Carried[i].Phi);
        return (
            [.. loop.Carried.Where((_, i) => Stays(i))],
            Without(loop.Body, Stays, copies),
            [.. loop.Results.Where((_, i) => Stays(i))]);
    }

    private Region Without(Region region, Func<int, bool> stays, List<(Value, Expression)> copies)
    {
        var reduced = new Region(region.Statements, [.. region.Yields.Where((_, i) => stays(i))]);
        _copies.Add(reduced, copies);
        return reduced;
    }

    private bool IsOwned(Value name) => name.Type.IsArray && _lengths.ContainsKey(_owners.Class(name));

    private void AddCopy(List<(Value, Expression)> copies, Value buffer, Region from, int index)
    {
        if (!from.Throws && !_placeholders.Contains(from.Yields[index]))
        {
            copies.Add((buffer, from.Yields[index]));
        }
    }

    /// <summary>The memory of a loop's carried array: that of the first one, where nobody uses it any more.</summary>
    private Value BufferOf(Loop loop, int index, List<Statement> into)
    {
        var initial = loop.Carried[index].Initial;
        if (CanTake(initial) && _owners.IsLastUse(loop, index) && Rewrite(initial) is Value { IsInput: false } taken)
        {
            return taken;
        }

        var buffer = NewBuffer(loop.Carried[index].Phi, into);
        if (!_placeholders.Contains(initial))
        {
            into.Add(new Copy(buffer, Rewrite(initial)));
        }

        return buffer;
    }

    /// <summary>The memory of a branch's result: that of an array from before it, which one arm leaves as it is.</summary>
    private Value BufferOf(If branch, int index, List<Statement> into)
    {
        foreach (var arm in new[] { branch.Then, branch.Else })
        {
            var other = ReferenceEquals(arm, branch.Then) ? branch.Else : branch.Then;
            if (!arm.Throws && CanTake(arm.Yields[index]) && IsVisible(arm.Yields[index]) && _owners.IsLastUse(arm, index)
                && !other.Yields.Contains(arm.Yields[index])
                && Rewrite(arm.Yields[index]) is Value { IsInput: false } taken)
            {
                return taken;
            }
        }

        return NewBuffer(branch.Results[index], into);
    }

    private bool CanTake(Expression array) => array is Value { IsInput: false } && !_placeholders.Contains(array);

    private bool IsVisible(Expression array) => _visible.Any(scope => scope.Contains((Value)array));

    private Value NewBuffer(Value name, List<Statement> into)
    {
        var buffer = Pool.Local(IrType.Array(name.Type.Element!, name.Type.Rank), name.Name, name.Variable);
        into.Add(new Allocate(buffer, [.. _lengths[_owners.Class(name)].Select(Rewrite)]));
        return buffer;
    }

    /// <summary>Copies as if all happened at once: none overwrites what another still reads.</summary>
    private void InParallel(List<(Value To, Expression From)> copies, List<Statement> into)
    {
        copies.RemoveAll(copy => ReferenceEquals(copy.To, copy.From));
        while (copies.Count > 0)
        {
            var next = copies.FindIndex(copy => !copies.Any(other => ReferenceEquals(other.From, copy.To)));
            if (next < 0)
            {
                var held = copies[0].To;
                var kept = Pool.Local(held.Type, held.Name.Length == 0 ? "" : held.Name + "Before");
                into.Add(new Allocate(kept, [.. Enumerable.Range(0, held.Type.Rank).Select(dimension => Pool.Length(held, dimension))]));
                into.Add(new Copy(kept, held));
                copies = [.. copies.Select(copy => ReferenceEquals(copy.From, held) ? (copy.To, kept) : copy)];
                next = 0;
            }

            into.Add(new Copy(copies[next].To, copies[next].From));
            copies.RemoveAt(next);
        }
    }
}
