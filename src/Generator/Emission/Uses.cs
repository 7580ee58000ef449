using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What terms and statements read and bind.</summary>
internal static class Uses
{
    /// <summary>Whether a function writes entries one after the other, by an object that counts them.</summary>
    public static bool WritesEntries(Function function) => function.Body.Statements.Any(statement => statement is Construct { Target.Type.CSharp: var type } && type.Contains(".Entry"));

    /// <summary>The values that a term reads, each once.</summary>
    public static IEnumerable<Value> In(Expression expression)
    {
        Effort.Step();
        if (expression is Value only)
        {
            return only.IsInput ? [] : [only];
        }

        return expression.Operands.Count == 0 ? [] : Search(expression);
    }

    /// <summary>The terms that a statement evaluates where it begins, those of its regions and of a loop's guard left out.</summary>
    public static IEnumerable<Expression> Direct(Statement statement) => statement is For { Guard: not null } ? Walk.Head(statement) : statement.Roots;

    /// <summary>What a loop evaluates at the start of every iteration beside its regions.</summary>
    public static IEnumerable<Expression> Guard(Statement statement) => statement is For { Guard: { } guard } ? [guard] : [];

    public static Region[] Regions(Statement statement) => Walk.Regions(statement);

    /// <summary>The values that a statement binds, those bound inside its regions left out (a loop's own are bound in it).</summary>
    public static IEnumerable<Value> Bound(Statement statement) => statement switch
    {
        For loop => [loop.Index, .. Phis(loop), .. loop.Results],
        Loop loop => [.. Phis(loop), .. loop.Results],
        _ => Walk.Binds(statement),
    };

    public static IEnumerable<Value> Phis(Loop loop) => loop.Carried.Select(carried => carried.Phi);

    public static IEnumerable<Expression> Initials(Loop loop) => loop.Carried.Select(carried => carried.Initial);

    /// <summary>Every value that a loop reads once it runs: all but the initial values.</summary>
    public static HashSet<Value> Running(Loop loop)
    {
        var found = new HashSet<Value>();
        var head = loop is For counted ? new[] { counted.Start, counted.Bound, counted.Step } : [];
        foreach (var term in head.Concat(Guard(loop)))
        {
            found.UnionWith(In(term));
        }

        foreach (var region in Regions(loop))
        {
            Everywhere(region, found);
        }

        return found;
    }

    /// <summary>Every value that statements read, those of their regions included.</summary>
    public static HashSet<Value> Read(IEnumerable<Statement> statements)
    {
        var found = new HashSet<Value>();
        foreach (var statement in statements)
        {
            Everywhere(statement, found);
        }

        return found;
    }

    private static void Everywhere(Statement statement, HashSet<Value> found)
    {
        foreach (var term in Direct(statement).Concat(Guard(statement)))
        {
            found.UnionWith(In(term));
        }

        foreach (var region in Regions(statement))
        {
            Everywhere(region, found);
        }
    }

    /// <summary>Every value that is bound anywhere in a statement, its regions included.</summary>
    public static IEnumerable<Value> BoundEverywhere(Statement statement) =>
        Bound(statement).Concat(Regions(statement).SelectMany(region => region.Statements).SelectMany(BoundEverywhere));

    private static void Everywhere(Region region, HashSet<Value> found)
    {
        foreach (var statement in region.Statements)
        {
            Everywhere(statement, found);
        }

        foreach (var yield in region.Yields)
        {
            found.UnionWith(In(yield));
        }
    }

    private static List<Value> Search(Expression root)
    {
        var values = new List<Value>();
        var visited = Visited.Rent();
        visited.Add(root);
        visited.Push(root);
        while (!visited.IsDone)
        {
            var term = visited.Pop()!;
            if (term is Value { IsInput: false } value)
            {
                values.Add(value);
            }

            foreach (var operand in term.Operands)
            {
                if (visited.Add(operand))
                {
                    visited.Push(operand);
                }
            }
        }

        visited.Return();
        return values;
    }
}
