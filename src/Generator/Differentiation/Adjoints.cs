using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>The adjoints collected so far in one region: ∂result/∂value, a sum over the uses met.</summary>
internal sealed class Adjoints
{
    private readonly Dictionary<Value, Expression> _sums = [];
    private readonly List<Value> _order = [];

    /// <summary>The values that have one, in the order in which they were first met.</summary>
    public IReadOnlyList<Value> Values => [.. _order.Where(_sums.ContainsKey)];

    public IEnumerable<(Value Input, Expression Adjoint)> Inputs => Values.Where(value => value.IsInput).Select(value => (value, _sums[value]));

    public bool Has(Value value) => _sums.ContainsKey(value);

    public Expression? Of(Value value) => _sums.TryGetValue(value, out var sum) ? sum : null;

    public void Add(Value value, Expression adjoint)
    {
        if (_sums.TryGetValue(value, out var sum))
        {
            _sums[value] = sum + adjoint;
            return;
        }

        _sums.Add(value, adjoint);
        _order.Add(value);
    }

    /// <summary>The adjoint of a value, which is complete now: all its uses are behind.</summary>
    public Expression? Take(Value value)
    {
        if (!_sums.TryGetValue(value, out var sum))
        {
            return null;
        }

        _sums.Remove(value);
        _order.Remove(value);
        return sum;
    }
}
