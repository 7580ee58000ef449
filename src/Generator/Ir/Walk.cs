namespace SymbolicJacobian.Generator.Ir;

/// <summary>Visits statements and terms: what every analysis needs of the shape of the IR.</summary>
internal static class Walk
{
    /// <summary>All statements of a region, in order, each before those nested in it.</summary>
    public static void Statements(Region region, Action<Statement> visit)
    {
        foreach (var statement in region.Statements)
        {
            Effort.Step();
            visit(statement);
            foreach (var nested in Regions(statement))
            {
                Statements(nested, visit);
            }
        }
    }

    public static Region[] Regions(Statement statement) => statement.Regions;

    internal static Region[] RegionsOf(Statement statement) => statement switch
    {
        If branch => [branch.Then, branch.Else],
        While loop => [loop.Test, loop.Body],
        For loop => [loop.Body],
        _ => [],
    };

    /// <summary>The terms that a statement itself evaluates; those of nested regions are not among them.</summary>
    public static Expression[] Roots(Statement statement) => statement.Roots;

    /// <summary>The guard of a loop stands between its bounds and what it carries.</summary>
    internal static IEnumerable<Expression> RootsOf(Statement statement) => statement is For { Guard: { } guard } loop
        ? [loop.Start, loop.Bound, loop.Step, guard, .. loop.Carried.Select(c => c.Initial)]
        : Head(statement);

    /// <summary>The terms that a statement evaluates once, where it begins: a loop's guard, too, is left out.</summary>
    public static IEnumerable<Expression> Head(Statement statement) => statement switch
    {
        Let let => [let.Definition],
        Evaluate evaluate => [evaluate.Code],
        Recursion recursion => recursion.Given,
        Allocate allocate => allocate.Lengths,
        Copy copy => [copy.Destination, copy.Source],
        Clear clear => [clear.Array, clear.Start, clear.Count],
        Store store => [store.Array, .. store.Indices, store.Value],
        If branch => [branch.Condition],
        For loop => [loop.Start, loop.Bound, loop.Step, .. loop.Carried.Select(c => c.Initial)],
        While loop => loop.Carried.Select(c => c.Initial),
        Throw exception => [exception.Exception],
        Require require => [require.Destination, require.Length, .. require.Dimensions],
        OpenTape => [],
        Push push => [push.Tape, push.Value],
        Pop pop => [pop.Tape],
        Construct construct => construct.Arguments,
        Invoke invoke => [invoke.Receiver, .. invoke.Arguments],
        _ => throw new InvalidOperationException($"No roots of {statement.GetType().Name}."),
    };

    /// <summary>The values that a statement binds for the rest of its region.</summary>
    public static IEnumerable<Value> Binds(Statement statement) => statement switch
    {
        Let let => [let.Target],
        Evaluate evaluate => [evaluate.Target],
        Recursion recursion => [recursion.Target],
        Allocate allocate => [allocate.Target],
        OpenTape tape => [tape.Target],
        Pop pop => [pop.Target],
        Construct construct => [construct.Target],
        If branch => branch.Results,
        Loop loop => loop.Results,
        _ => [],
    };

    /// <summary>Every distinct term reachable from the roots, operands before what uses them.</summary>
    /// <param name="roots">Where to start.</param>
    /// <param name="isKnown">Terms to leave out, with all below them.</param>
    public static Expression[] ExpressionsOf(IEnumerable<Expression> roots, Func<Expression, bool>? isKnown = null)
    {
        var visited = Visited.Rent();
        foreach (var root in roots)
        {
            Visit(root, isKnown, visited);
        }

        return visited.Return();
    }

    /// <summary>The same for one root.</summary>
    public static Expression[] ExpressionsOf(Expression root, Func<Expression, bool>? isKnown = null)
    {
        var visited = Visited.Rent();
        Visit(root, isKnown, visited);
        return visited.Return();
    }

    private static void Visit(Expression root, Func<Expression, bool>? isKnown, Visited visited)
    {
        visited.Push(root);
        while (!visited.IsDone)
        {
            // A term under a null is left: all below it are in the list.
            if (visited.Pop() is not { } term)
            {
                visited.Note(visited.Pop()!);
            }
            else if (isKnown?.Invoke(term) != true && visited.Add(term))
            {
                var operands = term.Operands;
                if (operands.Count == 0)
                {
                    visited.Note(term);
                    continue;
                }

                visited.Push(term);
                visited.Push(null);
                for (var i = operands.Count - 1; i >= 0; i--)
                {
                    visited.Push(operands[i]);
                }
            }
        }
    }

    public static bool Any(Expression root, Func<Expression, bool> test)
    {
        var visited = Visited.Rent();
        visited.Push(root);
        var found = false;
        while (!found && !visited.IsDone)
        {
            var term = visited.Pop()!;
            if (visited.Add(term))
            {
                found = test(term);
                foreach (var operand in term.Operands)
                {
                    visited.Push(operand);
                }
            }
        }

        visited.Return();
        return found;
    }

    public static bool Mentions(Expression root, ICollection<Expression> terms) => Any(root, terms.Contains);

    /// <summary>Every distinct term a statement evaluates, nested regions included.</summary>
    public static Expression[] AllTerms(Statement statement)
    {
        var roots = new List<Expression>();
        AddRoots(statement, roots);
        return ExpressionsOf(roots);
    }

    /// <summary>Every distinct term of a function.</summary>
    public static Expression[] AllTerms(Function function) => AllTerms(function.Body);

    public static Expression[] AllTerms(Region region)
    {
        var roots = new List<Expression>();
        AddRoots(region, roots);
        return ExpressionsOf(roots);
    }

    private static void AddRoots(Region region, List<Expression> roots)
    {
        roots.AddRange(region.Yields);
        foreach (var statement in region.Statements)
        {
            AddRoots(statement, roots);
        }
    }

    private static void AddRoots(Statement statement, List<Expression> roots)
    {
        roots.AddRange(Roots(statement));
        foreach (var region in Regions(statement))
        {
            AddRoots(region, roots);
        }
    }

    /// <summary>The arrays that a statement writes, nested regions included.</summary>
    public static IReadOnlyList<Expression> Written(Statement statement)
    {
        var written = new List<Expression>();
        Visit(statement);
        foreach (var region in Regions(statement))
        {
            Statements(region, Visit);
        }

        return written;

        void Visit(Statement nested)
        {
            switch (nested)
            {
                case Store store:
                    written.Add(store.Array);
                    break;
                case Copy copy:
                    written.Add(copy.Destination);
                    break;
                case Clear clear:
                    written.Add(clear.Array);
                    break;
                case Evaluate { Adds: { } adds }:
                    written.AddRange(adds);
                    break;
            }
        }
    }
}
