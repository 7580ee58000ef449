namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// How the elements of an input lie among the columns where they do not simply follow each other: the X of an array of points, the rows
/// of a jagged array. Such an input is read element by element and is nowhere an array in memory; its <see cref="Value.Access"/> has a
/// <see cref="Hole"/> for each index.
/// </summary>
internal sealed class ArrayLayout
{
    /// <summary>Where an index stands in the access of such an input: <c>points[#].X</c>.</summary>
    public const char Hole = '#';

    /// <param name="group">Which array of the signature it is a part of: parts of one have the same number.</param>
    /// <param name="count">The columns of that whole array.</param>
    /// <param name="terms">What adds up to the position of an element among those columns.</param>
    /// <param name="lengths">The lengths of the second and further dimensions, which may depend on the indices before.</param>
    public ArrayLayout(int group, Expression count, IReadOnlyList<LayoutTerm> terms, IReadOnlyList<LayoutTerm> lengths)
    {
        Group = group;
        Count = count;
        Terms = terms;
        Lengths = lengths;
    }

    public int Group { get; }

    public Expression Count { get; }

    public IReadOnlyList<LayoutTerm> Terms { get; }

    public IReadOnlyList<LayoutTerm> Lengths { get; }

    /// <summary>The position of an element among the columns of the whole array.</summary>
    public Expression Position(IReadOnlyList<Expression> indices)
    {
        var pool = Count.Pool;
        Expression sum = pool.Int(0);
        foreach (var term in Terms)
        {
            sum = pool.Operation(Operator.Add, IrType.Int, sum, term.Of(pool, indices));
        }

        return sum;
    }

    public ArrayLayout With(Expression count) => new(Group, count, Terms, Lengths);

    /// <summary>The C# that counts the columns of elements: it reads lengths alone, never fails, and is worth computing once.</summary>
    public const string Counting = "global::SymbolicJacobian.GeneratedCode.Before(";

    public static bool IsCount(Expression term) => term is Opaque opaque && opaque.Fragments[0].StartsWith(Counting, StringComparison.Ordinal);

    public static bool IsScattered(Expression array) => array is Value { Access: { } access } && access.IndexOf(Hole) >= 0;
}

/// <summary>A multiple of an index, or C# with some indices in its gaps.</summary>
/// <param name="Scale">What it is multiplied by.</param>
/// <param name="Fragments">The C#, empty for an index itself.</param>
/// <param name="Indices">Which indices stand in it; none for a constant.</param>
internal sealed record LayoutTerm(int Scale, IReadOnlyList<string> Fragments, params int[] Indices)
{
    public static LayoutTerm Constant(int value) => new(value, []);

    public static LayoutTerm Index(int scale, int index) => new(scale, [], index);

    public Expression Of(ExpressionPool pool, IReadOnlyList<Expression> indices)
    {
        if (Fragments.Count == 0 && Indices.Length == 0)
        {
            return pool.Int(Scale);
        }

        var term = Fragments.Count == 0 ? indices[Indices[0]] : pool.Hint(pool.Opaque(IrType.Int, Fragments, [.. Indices.Select(index => indices[index])]), "start");
        return pool.Operation(Operator.Multiply, IrType.Int, pool.Int(Scale), term);
    }
}
