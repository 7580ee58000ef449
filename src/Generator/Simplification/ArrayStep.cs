using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>A statement as one array sees it: what it stores there, and whether it reads more than it has to for that.</summary>
internal sealed class ArrayStep
{
    private readonly Value _array;

    private ArrayStep(Statement statement, Value array, bool isSum)
    {
        Statement = statement;
        IsSum = isSum;
        _array = array;
    }

    public Statement Statement { get; }

    /// <summary><c>t = a[i]; a[i] = t + e</c> where nobody else reads t: together one step.</summary>
    public bool IsSum { get; }

    /// <summary>The statements in it that store into the array.</summary>
    public IEnumerable<Statement> Stores
    {
        get
        {
            var found = new List<Statement>();
            if (IsStore(Statement))
            {
                found.Add(Statement);
            }

            foreach (var region in Walk.Regions(Statement))
            {
                Walk.Statements(region, inner => found.AddRange(IsStore(inner) ? [inner] : Array.Empty<Statement>()));
            }

            return found;
        }
    }

    /// <summary>Anything is done with the array but storing into it, adding to it and asking for its length.</summary>
    public bool Reads
    {
        get
        {
            var terms = Statement switch
            {
                Store store when IsSum => [.. store.Indices, Added(store)],
                Store store when IsStore(store) => [.. store.Indices, store.Value],
                Clear clear when IsStore(clear) => [clear.Start, clear.Count],
                Require => [],
                _ => Walk.Roots(Statement),
            };
            return terms.Any(IsRead) || Walk.Regions(Statement).Any(region => region.Yields.Any(IsRead) || Of(region, _array).Any(step => step.Reads));
        }
    }

    public static IEnumerable<ArrayStep> Of(Region region, Value array)
    {
        Dictionary<Expression, int>? last = null;
        for (var i = 0; i < region.Statements.Count; i++)
        {
            var isSum = i + 1 < region.Statements.Count && Updated(region, i, array) is { } read && (last ??= LastReads(region))[read] == i + 1;
            yield return new ArrayStep(region.Statements[isSum ? ++i : i], array, isSum);
        }
    }

    /// <summary>What such a step adds.</summary>
    public static Expression Added(Store sum) => sum.Value is Operation { Operator: Operator.Subtract } ? Algebra.Negate(sum.Value.Operands[1]) : sum.Value.Operands[1];

    /// <summary>The statement of the region that reads each value last, the one behind all for what is yielded.</summary>
    private static Dictionary<Expression, int> LastReads(Region region)
    {
        var last = new Dictionary<Expression, int>();
        for (var i = 0; i <= region.Statements.Count; i++)
        {
            foreach (var value in (i < region.Statements.Count ? Walk.AllTerms(region.Statements[i]) : Walk.ExpressionsOf(region.Yields)).OfType<Value>())
            {
                last[value] = i;
            }
        }

        return last;
    }

    /// <summary>What an update loads, adds to and stores again.</summary>
    private static Value? Updated(Region region, int at, Value array) =>
        region.Statements[at] is Let { Definition: Operation { Operator: Operator.Element } element } load
        && region.Statements[at + 1] is Store { Value: Operation { Operator: Operator.Add or Operator.Subtract } sum } store
        && ReferenceEquals(store.Array, array) && ReferenceEquals(element.Operands[0], array) && element.Operands.Skip(1).SequenceEqual(store.Indices)
        && ReferenceEquals(sum.Operands[0], load.Target)
        && Walk.ExpressionsOf([.. store.Indices, sum.Operands[1]]).All(term => !ReferenceEquals(term, load.Target))
            ? load.Target
            : null;

    private bool IsStore(Statement statement) => statement switch
    {
        Store store => ReferenceEquals(store.Array, _array),
        Clear clear => ReferenceEquals(clear.Array, _array),
        _ => false,
    };

    private bool IsRead(Expression root) => ReferenceEquals(root, _array) || Walk.ExpressionsOf(root).Any(term =>
        term is not Operation { Operator: Operator.Length } && term.Operands.Any(operand => ReferenceEquals(operand, _array)));
}
