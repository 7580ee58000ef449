using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Between which numbers an integer lies; either end may be unknown.</summary>
internal readonly record struct Interval(long Low, long High)
{
    /// <summary>Anything.</summary>
    public static readonly Interval All = new(-Far, Far);

    /// <summary>Past the integers of C#: nothing is added up beyond it.</summary>
    private const long Far = 1L << 40;

    public bool IsBounded => Low > -Far && High < Far;

    public Interval Plus(Interval other) => Of(Low + other.Low, High + other.High);

    public Interval Minus(Interval other) => Of(Low - other.High, High - other.Low);

    public Interval Times(Interval other) => !IsBounded || !other.IsBounded || Math.Max(Size, other.Size) > int.MaxValue
        ? All
        : Hull([Low * other.Low, Low * other.High, High * other.Low, High * other.High]);

    /// <summary>By a positive number, towards zero.</summary>
    public Interval Over(long divisor) => IsBounded ? new(Low / divisor, High / divisor) : All;

    /// <summary>The remainder by a positive number has the sign of what is divided.</summary>
    public Interval Modulo(long divisor) => new(Low >= 0 ? 0 : Math.Max(Low, 1 - divisor), High <= 0 ? 0 : Math.Min(High, divisor - 1));

    public Interval Or(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    public Interval And(Interval other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    private long Size => Math.Max(Math.Abs(Low), Math.Abs(High));

    private static Interval Of(long low, long high) => new(Math.Max(low, -Far), Math.Min(high, Far));

    private static Interval Hull(long[] ends) => new(ends.Min(), ends.Max());
}

/// <summary>
/// Which elements of small inputs a method may read at indices that only a run knows: what loops with constant bounds, integer arithmetic and the
/// conditions around a read say of its index.
/// </summary>
internal sealed class IndexRanges
{
    /// <summary>Names for names are followed only so far.</summary>
    private const int MostSteps = 400;

    private readonly Dictionary<Expression, Interval> _reads = [];
    private readonly Dictionary<Expression, Expression> _definitions = [];
    private int _steps;

    public IndexRanges(Function function) => Visit(function.Body, []);

    /// <summary>The indices at which an element is read, over all places where the term stands.</summary>
    public Interval Of(Expression element) => _reads.TryGetValue(element, out var range) ? range : Interval.All;

    private void Visit(Region region, Dictionary<Expression, Interval> known)
    {
        foreach (var statement in region.Statements)
        {
            Note(Walk.Roots(statement), known);
            switch (statement)
            {
                case Let { Target.Type.Kind: TypeKind.Integer or TypeKind.Boolean } let:
                    _definitions[let.Target] = let.Definition;
                    break;
                case If branch:
                    Visit(branch.Then, Where(branch.Condition, true, known));
                    Visit(branch.Else, Where(branch.Condition, false, known));
                    break;
                case For loop:
                    Visit(loop.Body, new Dictionary<Expression, Interval>(known) { [loop.Index] = Range(loop, known) });
                    break;
                default:
                    foreach (var nested in Walk.Regions(statement))
                    {
                        Visit(nested, known);
                    }

                    break;
            }
        }

        Note(region.Yields, known);
    }

    private Interval Range(For loop, Dictionary<Expression, Interval> known)
    {
        var (start, bound) = (Of(loop.Start, known), Of(loop.Bound, known));
        return (loop.Step, loop.Comparison) switch
        {
            (Constant { Integer: > 0 }, Operator.Less) => new Interval(start.Low, bound.High - 1),
            (Constant { Integer: > 0 }, Operator.LessOrEqual) => new Interval(start.Low, bound.High),
            (Constant { Integer: < 0 }, Operator.Greater) => new Interval(bound.Low + 1, start.High),
            (Constant { Integer: < 0 }, Operator.GreaterOrEqual) => new Interval(bound.Low, start.High),
            _ => Interval.All,
        };
    }

    private void Note(IEnumerable<Expression> roots, Dictionary<Expression, Interval> known)
    {
        foreach (var element in Walk.ExpressionsOf(roots).OfType<Operation>().Where(term => term is { Operator: Operator.Element, Operands.Count: 2 } && term.Operands[0] is Value { IsInput: true }))
        {
            _steps = 0;
            var range = Of(element.Operands[1], known);
            _reads[element] = _reads.TryGetValue(element, out var before) ? before.Or(range) : range;
        }
    }

    /// <summary>What is known where a condition holds, or does not.</summary>
    private Dictionary<Expression, Interval> Where(Expression condition, bool holds, Dictionary<Expression, Interval> known)
    {
        var more = new Dictionary<Expression, Interval>(known);
        Add(condition, holds, more);
        return more;
    }

    private void Add(Expression condition, bool holds, Dictionary<Expression, Interval> known)
    {
        switch (condition)
        {
            case Value name when _definitions.TryGetValue(name, out var definition):
                Add(definition, holds, known);
                break;
            case Operation { Operator: Operator.Not } not:
                Add(not.Operands[0], !holds, known);
                break;
            case Operation { Operator: Operator.And } both when holds:
            case Operation { Operator: Operator.Or } either when !holds:
                Add(condition.Operands[0], holds, known);
                Add(condition.Operands[1], holds, known);
                break;
            case Operation { Operands: [{ Type.Kind: TypeKind.Integer } left, { Type.Kind: TypeKind.Integer } right] } comparison:
                var (a, b) = (Of(left, known), Of(right, known));
                if (Limit(holds ? comparison.Operator : Opposite(comparison.Operator), b) is { } limit)
                {
                    known[left] = a.And(limit);
                }

                if (Limit(Mirrored(holds ? comparison.Operator : Opposite(comparison.Operator)), a) is { } other)
                {
                    known[right] = b.And(other);
                }

                break;
        }
    }

    private static Interval? Limit(Operator comparison, Interval by) => comparison switch
    {
        Operator.Less => new Interval(Interval.All.Low, by.High - 1),
        Operator.LessOrEqual => new Interval(Interval.All.Low, by.High),
        Operator.Greater => new Interval(by.Low + 1, Interval.All.High),
        Operator.GreaterOrEqual => new Interval(by.Low, Interval.All.High),
        Operator.Equal => by,
        _ => null,
    };

    private static Operator Opposite(Operator comparison) => comparison switch
    {
        Operator.Less => Operator.GreaterOrEqual,
        Operator.LessOrEqual => Operator.Greater,
        Operator.Greater => Operator.LessOrEqual,
        Operator.GreaterOrEqual => Operator.Less,
        Operator.NotEqual => Operator.Equal,
        _ => Operator.NotEqual,
    };

    private static Operator Mirrored(Operator comparison) => comparison switch
    {
        Operator.Less => Operator.Greater,
        Operator.LessOrEqual => Operator.GreaterOrEqual,
        Operator.Greater => Operator.Less,
        Operator.GreaterOrEqual => Operator.LessOrEqual,
        _ => comparison,
    };

    private Interval Of(Expression term, Dictionary<Expression, Interval> known)
    {
        var found = known.TryGetValue(term, out var given) ? given : Interval.All;
        if (++_steps > MostSteps)
        {
            return found;
        }

        return found.And(term switch
        {
            Constant { Type.Kind: TypeKind.Integer } constant => new Interval(constant.Integer, constant.Integer),
            Value name when _definitions.TryGetValue(name, out var definition) => Of(definition, known),
            Operation { Operator: Operator.Length } => new Interval(0, int.MaxValue),
            Operation { Type: var type } operation when type == IrType.Int => OfParts(operation, known),
            _ => Interval.All,
        });
    }

    private Interval OfParts(Operation operation, Dictionary<Expression, Interval> known)
    {
        Interval Part(int operand) => Of(operation.Operands[operand], known);
        return operation.Operator switch
        {
            Operator.Add => Wrapped(Part(0).Plus(Part(1))),
            Operator.Subtract => Wrapped(Part(0).Minus(Part(1))),
            Operator.Multiply => Wrapped(Part(0).Times(Part(1))),
            Operator.Negate => Wrapped(new Interval(0, 0).Minus(Part(0))),
            Operator.Divide when operation.Operands[1] is Constant { Integer: > 0 and var divisor } => Part(0).Over(divisor),
            Operator.Remainder when operation.Operands[1] is Constant { Integer: > 0 and var divisor } => Part(0).Modulo(divisor),
            Operator.Select => Of(operation.Operands[1], Where(operation.Operands[0], true, known)).Or(Of(operation.Operands[2], Where(operation.Operands[0], false, known))),
            _ => Interval.All,
        };
    }

    /// <summary>What passes the range of int may come round to anything.</summary>
    private static Interval Wrapped(Interval range) => range.Low >= int.MinValue && range.High <= int.MaxValue ? range : Interval.All;
}
