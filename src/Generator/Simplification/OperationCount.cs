using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>Floating-point operations that a function, as it will be printed, carries out.</summary>
internal static class OperationCount
{
    /// <summary>What a loop of unknown length is taken to repeat when two plans are compared.</summary>
    private const long AssumedTrips = 8;

    /// <summary>How many columns there are taken to be where their number is not known.</summary>
    private const long AssumedColumns = 100;

    /// <summary>Divisions and elementary functions against an addition.</summary>
    private const int DivisionWeight = 4;
    private const int CallWeight = 20;

    /// <summary>A value put on a tape or taken from it: a check, a store, and memory that is not there yet.</summary>
    private const int TapeWeight = 5;

    public static bool HasLoops(Function function)
    {
        var loops = false;
        Walk.Statements(function.Body, statement => loops |= statement is Loop);
        return loops;
    }

    public static int Of(Function function)
    {
        var count = 0;
        Visit(function.Body, 1, (_, _) => count++);
        return count;
    }

    /// <summary>A weight for choosing between plans: expensive operations and loops count more.</summary>
    public static long Cost(Function function)
    {
        var cost = 0L;
        Visit(function.Body, 1, (term, trips) => cost += trips * Weight(term), trips => cost += trips * TapeWeight);
        Walk.Statements(function.Body, statement =>
        {
            // Rows that are moved or cleared take as long as rows that are computed.
            if (statement is For loop && loop.Index.Pool.IsColumnIndex(loop.Index) && loop.Body.Statements.All(inner => inner is Let or Store { Value: Value or Constant or Operation { Operator: Operator.Element } }))
            {
                cost += AssumedColumns;
            }
        });
        return cost;
    }

    /// <summary>The same for a body whose terms are still interned: each counts once, as sharing will compute it.</summary>
    public static long CostOfTerms(Region body)
    {
        var seen = TermMap<bool>.Rent();
        Func<Expression, bool> isSeen = seen.ContainsKey;
        var total = Of(body, 1);
        seen.Return();
        return total;

        long Of(Region region, long trips)
        {
            var cost = Sum(region.Yields, trips);
            foreach (var statement in region.Statements)
            {
                cost += Sum(Walk.Roots(statement), trips) + (statement is Push or Pop ? trips * TapeWeight : statement is Evaluate { Companion: not null } ? trips * TapeWeight * AssumedColumns : 0);
                foreach (var nested in Walk.Regions(statement))
                {
                    cost += Of(nested, Trips(statement, trips));
                }
            }

            return cost;
        }

        long Sum(IEnumerable<Expression> roots, long trips)
        {
            var cost = 0L;
            foreach (var term in Walk.ExpressionsOf(roots, isSeen))
            {
                seen[term] = true;
                cost += IsCounted(term) ? trips * Weight(term) : 0;
            }

            return cost;
        }
    }

    /// <summary>How often the body of a statement is taken to run that itself runs so often.</summary>
    private static long Trips(Statement statement, long trips) => statement switch
    {
        For loop when loop.Index.Pool.IsColumnIndex(loop.Index) => Math.Min(trips * AssumedColumns, int.MaxValue),
        Loop => Math.Min(trips * AssumedTrips, int.MaxValue),
        _ => trips,
    };

    private static int Weight(Expression term) => term switch
    {
        Call => CallWeight,
        Operation { Operator: Operator.Divide } => DivisionWeight,
        _ => 1,
    };

    private static bool IsCounted(Expression term) =>
        term.Type.IsReal && term is Call or Operation { Operator: not (Operator.Element or Operator.Convert or Operator.Select) };

    private static void Visit(Region region, long trips, Action<Expression, long> operation, Action<long>? tape = null)
    {
        foreach (var statement in region.Statements)
        {
            if (statement is Push or Pop)
            {
                tape?.Invoke(trips);
            }
            else if (statement is Evaluate { Companion: not null })
            {
                // A Jacobian at each depth.
                tape?.Invoke(trips * AssumedColumns);
            }

            foreach (var root in Walk.Roots(statement))
            {
                Visit(root, trips, operation);
            }

            foreach (var nested in Walk.Regions(statement))
            {
                Visit(nested, Trips(statement, trips), operation, tape);
            }
        }

        foreach (var yield in region.Yields)
        {
            Visit(yield, trips, operation);
        }
    }

    private static void Visit(Expression root, long trips, Action<Expression, long> operation)
    {
        var stack = new Stack<Expression>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var term = stack.Pop();
            if (IsCounted(term))
            {
                operation(term, trips);
            }

            foreach (var operand in term.Operands)
            {
                stack.Push(operand);
            }
        }
    }
}
