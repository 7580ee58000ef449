using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// The inputs whose adjoints are sums in locals until the sweep ends: scalars, and the elements of an array that is read at
/// constant indices alone. Adjoints of the others are added up in the gradient itself.
/// </summary>
internal sealed class GradientLeaves
{
    /// <summary>Of a longer array the elements are added up in memory.</summary>
    private const int MostElements = 32;

    /// <summary>A longer gradient is cleared instead of filled with literal zeros.</summary>
    private const int MostZeros = 100;

    private readonly ExpressionPool _pool;
    private readonly ColumnSpace _space;
    private readonly HashSet<Value> _arrays;
    private readonly bool _isComplete;
    private readonly Dictionary<Expression, Value> _leaves = [];
    private readonly Dictionary<Value, Expression> _positions = [];

    public GradientLeaves(Function function, ColumnSpace space)
    {
        _pool = function.Pool;
        _space = space;
        var arrays = function.Inputs.Where(input => input.IsActive && input.Value.Type.IsArray).ToArray();
        _arrays = [.. arrays.Where(input => input.Size is { } size && size.Aggregate((a, b) => a * b) <= MostElements).Select(input => input.Value)];
        _arrays.ExceptWith(ReadOtherwise(function));
        _isComplete = arrays.All(input => _arrays.Contains(input.Value));
    }

    /// <summary>What stands for an element of an input among the adjoints; null where its adjoint is added up in memory.</summary>
    public Value? Of(Operation element)
    {
        if (element.Operands[0] is not Value array || !_arrays.Contains(array))
        {
            return null;
        }

        if (!_leaves.TryGetValue(element, out var leaf))
        {
            var indices = element.Operands.Skip(1).ToArray();
            leaf = _pool.Local(element.Type, _space.Static(array, indices)!.Name);
            _leaves.Add(element, leaf);
            _positions.Add(leaf, _space.Position(array, indices));
        }

        return leaf;
    }

    /// <summary>Values with adjoints, the inputs among them first and as they stand in the gradient.</summary>
    public IEnumerable<Value> InOrder(IReadOnlyList<Value> values) => values.OrderBy(value =>
        value.IsInput && _space.Position(value, []) is Constant scalar ? scalar.Integer
        : _positions.TryGetValue(value, out var position) && position is Constant element ? element.Integer
        : long.MaxValue);

    /// <summary>What brings the sums into the gradient at the end, and clears it before, unless every entry is such a sum.</summary>
    public (IReadOnlyList<Statement> Cleared, IReadOnlyList<Statement> Stores) Collect(Adjoints adjoints, Value gradient, IrType type)
    {
        var entries = new SortedDictionary<int, Expression>();
        var stores = new List<Statement>();
        foreach (var value in adjoints.Values.Where(value => value.IsInput || _positions.ContainsKey(value)).ToArray())
        {
            var position = value.IsInput ? _space.Position(value, []) : _positions[value];
            var sum = _pool.Convert(type, adjoints.Take(value)!);
            stores.Add(new Store(gradient, [position], sum));
            if (position is Constant constant)
            {
                entries[(int)constant.Integer] = sum;
            }
        }

        if (!_isComplete || _space.Total is not Constant { Integer: <= MostZeros } total)
        {
            return ([new Clear(gradient, _pool.Int(0), _space.Total)], stores);
        }

        var zero = _pool.Real(0, type);
        var all = Enumerable.Range(0, (int)total.Integer).Select(k => new Store(gradient, [_pool.Int(k)], entries.TryGetValue(k, out var sum) ? sum : zero));
        return ([], [.. all]);
    }

    /// <summary>The arrays of which an element is read at an index known at run time, or that are handed on whole.</summary>
    private HashSet<Value> ReadOtherwise(Function function)
    {
        var roots = new List<Expression>(function.Body.Yields);
        Walk.Statements(function.Body, statement =>
        {
            roots.AddRange(Walk.Roots(statement));
            roots.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
        });
        var otherwise = new HashSet<Value>(roots.OfType<Value>());
        foreach (var term in Walk.ExpressionsOf(roots))
        {
            var first = term is Operation { Operator: Operator.Length } ? 1
                : term is Operation { Operator: Operator.Element } element && IsStatic(element) ? 1
                : 0;
            otherwise.UnionWith(term.Operands.Skip(first).OfType<Value>());
        }

        return otherwise;
    }

    private bool IsStatic(Operation element) => element.Operands[0] is Value array && _space.Static(array, [.. element.Operands.Skip(1)]) is not null;
}
