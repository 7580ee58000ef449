using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Finds the block and the statement where each local is declared: as far in and as late as all its uses allow.</summary>
internal sealed class Placement
{
    private readonly Dictionary<Value, Local> _locals;
    private readonly Dictionary<Local, Touch> _first = [];
    private readonly List<Local> _order = [];

    private readonly Dictionary<Region, Dictionary<int, Part>> _parts;

    private Placement(Dictionary<Value, Local> locals, Dictionary<Region, Dictionary<int, Part>> parts)
    {
        _locals = locals;
        _parts = parts;
    }

    /// <summary>The block of every region.</summary>
    public Dictionary<Region, Scope> Scopes { get; } = [];

    /// <summary>The locals in the order in which they first occur.</summary>
    public IReadOnlyList<Local> Order => _order;

    /// <summary>For each statement the locals to declare before it, without a value.</summary>
    public Dictionary<Statement, List<Local>> DeclaredBefore { get; } = [];

    /// <summary>How many statements read a value.</summary>
    public Dictionary<Value, int> Readers { get; } = [];

    public static Placement Of(Function function, Dictionary<Value, Local> locals, Dictionary<Region, Dictionary<int, Part>> parts)
    {
        var placement = new Placement(locals, parts);
        var scope = new Scope(null, null);
        placement.Walk(function.Body, scope);
        foreach (var yield in function.Body.Yields)
        {
            placement.Read(yield, scope, null);
        }

        placement.Settle();
        return placement;
    }

    private void Walk(Region region, Scope scope)
    {
        Scopes.Add(region, scope);
        _parts.TryGetValue(region, out var parts);
        for (var i = 0; i < region.Statements.Count; i++)
        {
            if (parts is not null && parts.TryGetValue(i, out var part))
            {
                Walk(region.Statements.Skip(part.First).Take(part.Count), new Scope(scope, part));
                i += part.Count - 1;
            }
            else
            {
                Walk([region.Statements[i]], scope);
            }
        }
    }

    private void Walk(IEnumerable<Statement> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            foreach (var term in Uses.Direct(statement))
            {
                Read(term, scope, statement);
            }

            switch (statement)
            {
                case If branch:
                    WalkIf(branch, scope);
                    break;
                case Loop loop:
                    WalkLoop(loop, scope);
                    break;
                default:
                    Bind(Uses.Bound(statement), scope, statement, isAssignment: true);
                    break;
            }
        }
    }

    private void WalkIf(If branch, Scope scope)
    {
        Bind(branch.Results, scope, branch, isAssignment: false);
        foreach (var arm in new[] { branch.Then, branch.Else })
        {
            var inner = new Scope(scope, branch);
            Walk(arm, inner);
            foreach (var yield in arm.Yields)
            {
                Read(yield, inner, null);
            }
        }
    }

    private void WalkLoop(Loop loop, Scope scope)
    {
        Bind(Uses.Phis(loop), scope, loop, isAssignment: true);
        var inner = new Scope(scope, loop);
        if (loop is While repeat)
        {
            Walk(repeat.Test, inner);
            Read(repeat.Test.Yields[0], inner, null);
        }
        else if (loop is For counted)
        {
            Bind([counted.Index], inner, loop, isAssignment: true);
            foreach (var guard in Uses.Guard(loop))
            {
                Read(guard, inner, loop);
            }
        }

        Walk(loop.Body, inner);
        foreach (var yield in loop.Body.Yields)
        {
            Read(yield, inner, null);
        }

        Bind(loop.Results, scope, loop, isAssignment: false);
    }

    private void Bind(IEnumerable<Value> values, Scope scope, Statement statement, bool isAssignment)
    {
        foreach (var value in values)
        {
            Occur(_locals[value], scope, statement, isAssignment);
        }
    }

    private void Read(Expression term, Scope scope, Statement? statement)
    {
        foreach (var value in Uses.In(term))
        {
            Readers[value] = Readers.TryGetValue(value, out var count) ? count + 1 : 1;
            Occur(_locals[value], scope, statement, isAssignment: false);
        }
    }

    private void Occur(Local local, Scope scope, Statement? statement, bool isAssignment)
    {
        if (local.Scope is null)
        {
            _first.Add(local, new Touch(scope, statement, isAssignment));
            _order.Add(local);
            local.Scope = scope;
        }
        else
        {
            local.Scope = Scope.Common(local.Scope, scope);
        }
    }

    /// <summary>Once every occurrence is known: where the first of them lies, seen from the block that declares.</summary>
    private void Settle()
    {
        foreach (var local in _order)
        {
            var touch = _first[local];
            var statement = touch.Statement;
            for (var scope = touch.Scope; !ReferenceEquals(scope, local.Scope); scope = scope.Parent!)
            {
                statement = scope.Owner;
            }

            local.FirstStatement = statement;
            local.IsDeclaredByAssignment = ReferenceEquals(touch.Scope, local.Scope) && touch.IsAssignment;
            if (!local.IsDeclaredByAssignment && statement is not null)
            {
                if (!DeclaredBefore.TryGetValue(statement, out var list))
                {
                    DeclaredBefore.Add(statement, list = []);
                }

                list.Add(local);
            }
        }
    }

    private readonly record struct Touch(Scope Scope, Statement? Statement, bool IsAssignment);
}
