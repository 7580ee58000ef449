namespace SymbolicJacobian.Generator.Ir;

/// <summary>One leaf of the parameters: a scalar, an array or a span, in the order of the columns.</summary>
internal sealed class Input
{
    public Input(Value value, bool isActive, IReadOnlyList<int>? size = null, ArrayLayout? layout = null)
    {
        Layout = layout;
        Value = value;
        IsActive = isActive;
        Size = size;
    }

    public Value Value { get; }

    /// <summary>Where its elements do not simply follow each other among the columns; null for everything else.</summary>
    public ArrayLayout? Layout { get; }

    /// <summary>It is the other one, or its columns lie among those of the other: then <see cref="Layout"/> says in which order.</summary>
    public bool IsBeside(Input other) => ReferenceEquals(this, other) || (Layout is { } own && other.Layout is { } layout && own.Group == layout.Group);

    /// <summary>Differentiated: its elements are columns.</summary>
    public bool IsActive { get; }

    /// <summary>The lengths that [Size] fixes, one per dimension; null where they are known at run time only (and for scalars).</summary>
    public IReadOnlyList<int>? Size { get; }
}

internal enum OutputShape
{
    /// <summary>The body yields the one real that the method returns.</summary>
    Scalar,

    /// <summary>The body yields one real per row; <see cref="Output.Fragments"/> put them back into what the method returns.</summary>
    List,

    /// <summary>The body yields the array of reals that the method returns.</summary>
    Array,

    /// <summary>The method fills a span parameter, which the body yields; the method returns nothing.</summary>
    Destination,
}

/// <summary>What a method gives: its rows.</summary>
internal sealed class Output
{
    public Output(OutputShape shape, IrType element, string returnType, IReadOnlyList<string> fragments, Expression? rows)
    {
        Shape = shape;
        Element = element;
        ReturnType = returnType;
        Fragments = fragments;
        Rows = rows;
    }

    public OutputShape Shape { get; }

    /// <summary>double or float.</summary>
    public IrType Element { get; }

    /// <summary>R of the contract: the C# type the method returns, <c>void</c> for <see cref="OutputShape.Destination"/>.</summary>
    public string ReturnType { get; }

    /// <summary>
    /// For a list of m rows m + 1 texts around them: <c>new double[] { </c>, <c>, </c>, <c> }</c>. For an array whose elements are more than
    /// numbers the two texts around the array of its rows. Empty otherwise.
    /// </summary>
    public IReadOnlyList<string> Fragments { get; }

    /// <summary>
    /// The number of rows as a term over the inputs alone (their lengths, integers), so that it is known before the body
    /// runs; null where only the caller can tell (a destination without [Size]) or only the body.
    /// </summary>
    public Expression? Rows { get; }

    /// <summary>
    /// Where a method gives more than its rows: what it returns and the parameters it sets, each with the texts around its parts. The
    /// parts are yielded after the rows, in this order. Empty where the rows themselves are what it gives.
    /// </summary>
    public IReadOnlyList<Carrier> Carriers { get; init; } = [];

    /// <summary>How many yields are no rows.</summary>
    public int PartCount => Carriers.Sum(carrier => carrier.Fragments.Count - 1);
}

/// <summary>One value that a method gives.</summary>
/// <param name="Target">The parameter that it is put into; empty for what is returned.</param>
/// <param name="Fragments">The texts around its parts, one more than there are.</param>
internal sealed record Carrier(string Target, IReadOnlyList<string> Fragments);

/// <summary>A method as the IR holds it, primal or derived. Nothing of the compiler is reachable from here.</summary>
internal sealed class Function
{
    public Function(
        string name,
        ExpressionPool pool,
        IReadOnlyList<Input> inputs,
        Region body,
        Output output,
        Value? destination = null)
    {
        Destination = destination
            ?? (output.Shape == OutputShape.Destination && body.Yields.Count - output.PartCount == 1 && body.Yields[0] is Value { Type.IsArray: true } span ? span : null);
        Name = name;
        Pool = pool;
        Inputs = inputs;
        Body = body;
        Output = output;
    }

    public string Name { get; }

    public ExpressionPool Pool { get; }

    public IReadOnlyList<Input> Inputs { get; }

    public Region Body { get; }

    public Output Output { get; }

    /// <summary>The span that the method fills, for <see cref="OutputShape.Destination"/>: one of the inputs.</summary>
    public Value? Destination { get; }

    /// <summary>The rows among what the body yields.</summary>
    public IReadOnlyList<Expression> Rows => Output.PartCount == 0 ? Body.Yields : [.. Body.Yields.Take(Body.Yields.Count - Output.PartCount)];

    /// <summary>What is yielded beside the rows, for <see cref="Output.Carriers"/>.</summary>
    public IReadOnlyList<Expression> Parts => Output.PartCount == 0 ? [] : [.. Body.Yields.Skip(Body.Yields.Count - Output.PartCount)];

    public bool HasLoops
    {
        get
        {
            var has = false;
            Walk.Statements(Body, statement => has |= statement is For);
            return has;
        }
    }

    /// <summary>No loop of it is unrolled: what that makes of it would be too long.</summary>
    public bool KeepsLoops { get; init; }

    /// <summary>The same with all its loops left as they are.</summary>
    public Function WithLoops() => new(Name, Pool, Inputs, Body, Output, Destination) { KeepsLoops = true };

    /// <summary>The function of the inputs that is differentiated: its rows alone.</summary>
    public Function OfRows() => Output.PartCount == 0
        ? this
        : new Function(Name, Pool, Inputs, new Region(Body.Statements, Rows), new Output(Output.Shape, Output.Element, Output.ReturnType, [], Output.Rows), Destination) { KeepsLoops = KeepsLoops };
}
