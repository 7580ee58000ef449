namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// A list of statements in order, and what it hands on at its end: the results of an <see cref="If"/> arm, the next
/// values of a loop's carried variables, the outputs of a function. A value bound in a region is visible in the rest
/// of it and in the regions nested there.
/// </summary>
internal sealed class Region
{
    public Region(IReadOnlyList<Statement> statements, IReadOnlyList<Expression> yields)
    {
        Statements = statements;
        Yields = yields;
    }

    public IReadOnlyList<Statement> Statements { get; }

    public IReadOnlyList<Expression> Yields { get; }

    /// <summary>The region ends by throwing: it hands nothing on and an <see cref="If"/> takes its results from the other arm.</summary>
    public bool Throws => Statements.Count > 0 && Statements[Statements.Count - 1] is Throw;
}

internal abstract class Statement
{
    private Expression[]? _roots;
    private Region[]? _regions;

    /// <summary>See <see cref="Walk.Roots"/>: a statement never changes, and every pass asks.</summary>
    internal Expression[] Roots => _roots ??= [.. Walk.RootsOf(this)];

    /// <summary>See <see cref="Walk.Regions"/>.</summary>
    internal Region[] Regions => _regions ??= Walk.RegionsOf(this);
}

/// <summary>Binds a value. An <see cref="Operator.Element"/> of an array that is written anywhere is read only here, at the root.</summary>
internal sealed class Let : Statement
{
    public Let(Value target, Expression definition)
    {
        Target = target;
        Definition = definition;
    }

    public Value Target { get; }

    public Expression Definition { get; }
}

/// <summary>Binds the result of C# that is constant for the derivative but must run once, here and in this order.</summary>
internal sealed class Evaluate : Statement
{
    /// <summary>In the text of the code: begins names that are the statement's own, however often it is copied.</summary>
    public const string OwnName = "\u00a7";

    public Evaluate(Value target, Opaque code, bool isPure = false)
    {
        Target = target;
        Code = code;
        IsPure = isPure;
    }

    public Value Target { get; }

    /// <summary>Nobody misses it where nobody reads the result: a function of our own.</summary>
    public bool IsPure { get; }

    public Opaque Code { get; }

    /// <summary>The function of a recursive method that this calls, where it gives value and partials of one real; null for anything else.</summary>
    public string? Companion { get; init; }

    /// <summary>The arrays that the code adds to; null for code that leaves all of them alone.</summary>
    public IReadOnlyList<Expression>? Adds { get; init; }

    /// <summary>The same over other terms.</summary>
    public Evaluate With(Value target, Opaque code, Func<Expression, Expression> array) =>
        new(target, code, IsPure) { Companion = Companion, Adds = Adds is null ? null : [.. Adds.Select(array)] };
}

/// <summary>Binds the real that a recursive method gives; its adjoint is a call of a function of its own. Stands only in what a reverse sweep reads.</summary>
internal sealed class Recursion : Statement
{
    public Recursion(Value target, Companion companion, IReadOnlyList<Expression> given)
    {
        Target = target;
        Companion = companion;
        Given = given;
    }

    public Value Target { get; }

    public Companion Companion { get; }

    public IReadOnlyList<Expression> Given { get; }
}

/// <summary>Binds a new array of zeros, one length per dimension. <see cref="Target"/> has the type that the user's local has.</summary>
internal sealed class Allocate : Statement
{
    public Allocate(Value target, IReadOnlyList<Expression> lengths)
    {
        Target = target;
        Lengths = lengths;
    }

    public Value Target { get; }

    public IReadOnlyList<Expression> Lengths { get; }
}

/// <summary>Copies all elements of <see cref="Source"/> over those of <see cref="Destination"/>, which has at least as many.</summary>
internal sealed class Copy : Statement
{
    public Copy(Expression destination, Expression source)
    {
        Destination = destination;
        Source = source;
    }

    public Expression Destination { get; }

    public Expression Source { get; }
}

/// <summary>Sets elements [start, start + count) of a one-dimensional array to zero.</summary>
internal sealed class Clear : Statement
{
    public Clear(Expression array, Expression start, Expression count)
    {
        Array = array;
        Start = start;
        Count = count;
    }

    public Expression Array { get; }

    public Expression Start { get; }

    public Expression Count { get; }
}

/// <summary>array[indices] = value.</summary>
internal sealed class Store : Statement
{
    public Store(Expression array, IReadOnlyList<Expression> indices, Expression value)
    {
        Array = array;
        Indices = indices;
        Value = value;
    }

    public Expression Array { get; }

    public IReadOnlyList<Expression> Indices { get; }

    public Expression Value { get; }
}

/// <summary>Both arms yield one expression for each of <see cref="Results"/>; an arm that throws yields none.</summary>
internal sealed class If : Statement
{
    public If(Expression condition, Region then, Region otherwise, IReadOnlyList<Value> results)
    {
        Condition = condition;
        Then = then;
        Else = otherwise;
        Results = results;
    }

    public Expression Condition { get; }

    public Region Then { get; }

    public Region Else { get; }

    public IReadOnlyList<Value> Results { get; }
}

/// <summary>A variable that a loop hands from one iteration to the next: its value at the start of an iteration, and before the first.</summary>
internal sealed class Carried
{
    public Carried(Value phi, Expression initial)
    {
        Phi = phi;
        Initial = initial;
    }

    public Value Phi { get; }

    public Expression Initial { get; }
}

/// <summary>What <c>for</c> and <c>while</c> have in common. The body yields the next value of each carried variable.</summary>
internal abstract class Loop : Statement
{
    private protected Loop(IReadOnlyList<Carried> carried, Region body, IReadOnlyList<Value> results)
    {
        Carried = carried;
        Body = body;
        Results = results;
    }

    public IReadOnlyList<Carried> Carried { get; }

    public Region Body { get; }

    /// <summary>The carried variables after the loop, in the order of <see cref="Carried"/>.</summary>
    public IReadOnlyList<Value> Results { get; }
}

/// <summary>
/// <c>for (index = start; index (comparison) bound &amp;&amp; guard; index += step)</c>: start, bound and step are evaluated once, before
/// the loop; the guard, if any, reads the carried variables at the start of an iteration (it is how <c>break</c> arrives here).
/// </summary>
internal sealed class For : Loop
{
    public For(
        Value index,
        Expression start,
        Operator comparison,
        Expression bound,
        Expression step,
        Expression? guard,
        IReadOnlyList<Carried> carried,
        Region body,
        IReadOnlyList<Value> results)
        : base(carried, body, results)
    {
        Index = index;
        Start = start;
        Comparison = comparison;
        Bound = bound;
        Step = step;
        Guard = guard;
    }

    public Value Index { get; }

    public Expression Start { get; }

    /// <summary>Less, LessOrEqual, Greater, GreaterOrEqual or NotEqual.</summary>
    public Operator Comparison { get; }

    public Expression Bound { get; }

    /// <summary>A constant other than 0, or an expression that does not change in the loop.</summary>
    public Expression Step { get; }

    public Expression? Guard { get; }
}

/// <summary>
/// <c>while (test)</c>: the test region reads the carried variables, may bind values of its own (not visible in the body) and
/// yields the condition alone.
/// </summary>
internal sealed class While : Loop
{
    public While(IReadOnlyList<Carried> carried, Region test, Region body, IReadOnlyList<Value> results)
        : base(carried, body, results)
    {
        Test = test;
    }

    public Region Test { get; }
}

/// <summary>Ends the method as the user's own guard does; always the last statement of its region.</summary>
internal class Throw : Statement
{
    public Throw(Opaque exception)
    {
        Exception = exception;
    }

    public Opaque Exception { get; }

    /// <summary>The same end with another text.</summary>
    public virtual Throw With(Opaque exception) => new(exception);
}

/// <summary>Ends a function that yields whether it went through: it did not, and its caller has to go another way.</summary>
internal sealed class GiveUp(Opaque no) : Throw(no)
{
    public override Throw With(Opaque exception) => new GiveUp(exception);
}

/// <summary>Checks the length of a span before anything is written: an ArgumentException that names it otherwise.</summary>
internal sealed class Require : Statement
{
    public Require(Value destination, Expression length, IReadOnlyList<Expression>? dimensions = null, bool isExact = false)
    {
        Destination = destination;
        Length = length;
        Dimensions = dimensions ?? [];
        IsExact = isExact;
    }

    public Value Destination { get; }

    public Expression Length { get; }

    /// <summary>A vector that is read has this length and no other; a destination may be longer.</summary>
    public bool IsExact { get; }

    /// <summary>Lengths of an array that the method makes and this function does not: negative ones throw here as they would there.</summary>
    public IReadOnlyList<Expression> Dimensions { get; }
}
