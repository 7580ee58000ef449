using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>
/// Makes of a derivative at one point the same at four points: what varies becomes a vector, a condition a vector of masks. Of a branch
/// both sides run and the masks select, a loop runs for as long as any point is in it, and a point that has left keeps what it had.
/// </summary>
internal sealed partial class Widening : Rewriter
{
    private readonly Variance _variance;
    private readonly LaneTerms _lanes;
    private readonly PointTile _tile;
    private readonly Value _destination;

    /// <summary>The points that are here; null for all of them.</summary>
    private Expression? _mask;

    /// <summary>Under which mask an array was made: there, nobody else reads it.</summary>
    private readonly Dictionary<Expression, Expression?> _madeUnder = [];

    /// <summary>Where terms put what has to have a name.</summary>
    private List<Statement> _into = [];

    private Widening(Function function, Variance variance, IReadOnlyList<UnknownLength> unknown, CancellationToken cancellation)
        : base(new ExpressionPool(function.Pool), cancellation)
    {
        _variance = variance;
        _lanes = new LaneTerms(Pool);
        _tile = new PointTile(function, Pool, unknown);
        var last = function.Inputs[function.Inputs.Count - 1].Value;
        _destination = Pool.Input(IrType.Span(LaneTerms.Vector), last.Name, last.Access!);
        Replace(last, _destination);
        _madeUnder[_destination] = null;
    }

    /// <summary>
    /// The function of a tile. Its inputs are the tile, then what all points have in common, then unknown lengths, and last the tile of the
    /// derivatives. It yields whether it went through.
    /// </summary>
    public static Function Run(Function function, Variance variance, IReadOnlyList<UnknownLength> unknown, CancellationToken cancellation)
    {
        var widening = new Widening(function, variance, unknown, cancellation);
        return widening.Widen(function);
    }

    private Function Widen(Function function)
    {
        var common = function.Inputs.Take(function.Inputs.Count - 1).Where(input => !input.IsActive).Select(RewriteInput).ToArray();
        var statements = new List<Statement>();
        _into = statements;
        foreach (var input in function.Inputs.Where(input => input.IsActive && !input.Value.Type.IsArray))
        {
            var value = Pool.Local(LaneTerms.Vector, input.Value.Name);
            statements.Add(new Let(value, Pool.Element(_tile.Tile, _tile.Position(input.Value, []))));
            Replace(input.Value, value);
        }

        Splice(function.Body, [], statements);
        Input[] inputs = [new Input(_tile.Tile, false), .. common, .. _tile.Lengths.Select(length => new Input(length, false)), new Input(_destination, false)];
        var output = new Output(OutputShape.Scalar, IrType.Boolean, "bool", [], null);
        return new Function(function.Name, Pool, inputs, new Region(statements, _variance.GivesUp ? [Pool.Boolean(true)] : []), output);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        var outer = _into;
        _into = into;
        Widen(statement, into);
        _into = outer;
    }

    private void Widen(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Let let when _variance.IsVarying(let.Definition):
                var definition = Wide(let.Definition);
                into.Add(new Let(BindWide(let.Target), definition));
                break;
            case Pop pop when _variance.IsVarying(pop.Tape):
                into.Add(new Pop(BindWide(pop.Target), (Value)Rewrite(pop.Tape)));
                break;
            case OpenTape tape when _variance.IsVarying(tape.Target):
                var wide = Pool.Local(OpenTape.TypeOf(LaneTerms.Vector), tape.Target.Name, tape.Target.Variable);
                Replace(tape.Target, wide);
                into.Add(new OpenTape(wide, LaneTerms.Vector));
                break;
            case Push push when _variance.IsVarying(push.Tape):
                into.Add(new Push((Value)Rewrite(push.Tape), Wide(push.Value)));
                break;
            case Allocate allocate when _variance.IsVarying(allocate.Target):
                Widen(allocate, into);
                break;
            case Store store when _variance.IsVarying(store.Array):
                var indices = store.Indices.Select(Rewrite).ToArray();
                Write((Value)store.Array, indices, Wide(store.Value), into);
                break;
            case Copy copy when _variance.IsVarying(copy.Destination):
                Widen(copy, into);
                break;
            case Clear clear when _variance.IsVarying(clear.Array):
                Widen(clear, into);
                break;
            case Throw:
                into.Add(new GiveUp(Pool.Opaque(IrType.Boolean, ["false"])));
                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    private Value BindWide(Value value)
    {
        var copy = Pool.Local(LaneTerms.Vector, value.Name, value.Variable);
        Replace(value, copy);
        return copy;
    }

    /// <summary>A binding as wide as what it binds.</summary>
    private Value BindAs(Value value) => _variance.IsVarying(value) && !value.Type.IsArray && value.Type.Kind != TypeKind.Integer ? BindWide(value) : Bind(value);

    private void Widen(Allocate allocate, List<Statement> into)
    {
        var lengths = allocate.Lengths.Select(Rewrite).ToArray();
        var span = Pool.Local(IrType.Span(LaneTerms.Vector), allocate.Target.Name, allocate.Target.Variable);
        Replace(allocate.Target, span);
        _madeUnder[span] = _mask;
        into.Add(new Allocate(span, lengths));
    }

    /// <summary>array[indices] = value for the points that are here.</summary>
    private void Write(Value array, Expression[] indices, Expression value, List<Statement> into)
    {
        var (target, index) = Place(array, indices);
        if (_mask is not null && !(_madeUnder.TryGetValue(target, out var mask) && ReferenceEquals(mask, _mask)))
        {
            var old = Pool.Local(LaneTerms.Vector);
            into.Add(new Let(old, Pool.Element(target, index)));
            value = _lanes.Choose(_mask, value, old);
        }

        into.Add(new Store(target, [index], value));
    }

    private (Expression Array, Expression Index) Place(Value array, Expression[] indices) =>
        _tile.Holds(array) ? (_tile.Tile, _tile.Position(array, indices)) : (Rewrite(array), indices[0]);

    private void Widen(Clear clear, List<Statement> into)
    {
        if (_mask is null && !_tile.Holds(clear.Array))
        {
            into.Add(new Clear(Rewrite(clear.Array), Rewrite(clear.Start), Rewrite(clear.Count)));
            return;
        }

        var (start, count) = (Rewrite(clear.Start), Rewrite(clear.Count));
        Each(count, into, (i, body) => Write((Value)clear.Array, [Pool.Operation(Operator.Add, IrType.Int, start, i)], _lanes.Zero, body));
    }

    private void Widen(Copy copy, List<Statement> into)
    {
        var count = Rewrite(Length(copy.Source));
        Each(count, into, (i, body) =>
        {
            var item = Pool.Local(LaneTerms.Vector);
            var element = copy.Source is Value source && _tile.Holds(source) ? Pool.Element(_tile.Tile, _tile.Position(source, [i])) : Pool.Element(Rewrite(copy.Source), i);
            body.Add(new Let(item, _variance.IsVarying(copy.Source) ? element : _lanes.Broadcast(element)));
            Write((Value)copy.Destination, [i], item, body);
        });
    }

    private static Expression Length(Expression array) => array.Pool.Length(array);

    private void Each(Expression count, List<Statement> into, Action<Expression, List<Statement>> write)
    {
        var (index, body) = (Pool.Local(IrType.Int), new List<Statement>());
        write(index, body);
        into.Add(Ranges.For(index, count, new Region(body, [])));
    }
}
