using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What a list forbids and an array does not: an index beyond its elements where its array still has room, a change while a foreach goes through it.</summary>
internal sealed partial class Lowering
{
    /// <summary>Lists that a foreach is going through.</summary>
    private readonly List<ListObject> _enumerated = [];

    /// <summary>For the index of a counted loop upwards, what it stays below; downwards, where it starts.</summary>
    private readonly Dictionary<Value, (Expression Limit, bool IsIncluded)> _limits = [];

    /// <summary>Indices that a guard has let through.</summary>
    private readonly List<(Expression Index, Expression Count, RegionBuilder Region)> _guarded = [];

    /// <summary>Runs the body of a foreach over a list.</summary>
    private void Enumerate(IOperation collection, Action body)
    {
        var list = NamedList(collection);
        if (list is not null)
        {
            _enumerated.Add(list);
        }

        body();
        if (list is not null)
        {
            _enumerated.RemoveAt(_enumerated.Count - 1);
        }
    }

    /// <summary>The list of a name; a call would be made a second time.</summary>
    private ListObject? NamedList(IOperation instance) => Unwrapped(instance) is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation ? ListAt(instance) : null;

    /// <summary>The next step of the foreach would throw.</summary>
    private void RequireResting(ListObject? list, IOperation at)
    {
        if (list is not null && _enumerated.Contains(list))
        {
            throw Unsupported.Expression(at);
        }
    }

    /// <summary>The index of an element of a list; where nothing shows that it is one, a guard that throws what the list would.</summary>
    private Expression[] ListIndices(Operand items, IOperation instance, IReadOnlyList<IOperation> given, IOperation element)
    {
        var indices = Indices(items, instance, given, element);
        var count = LengthOf(items);
        if (!IsBelow(indices[0], count))
        {
            if (_guarded.Any(guard => ReferenceEquals(guard.Index, indices[0]) && ReferenceEquals(guard.Count, count) && guard.Region.Encloses(_builder)))
            {
                return indices;
            }

            _guarded.Add((indices[0], count, _builder));
            var index = Stable(Operand.Of(indices[0])).Term!;
            ThrowIf(Operation(Operator.GreaterOrEqual, IrType.Boolean, index, count), "ArgumentOutOfRangeException", "index");
        }

        return indices;
    }

    private bool IsBelow(Expression index, Expression count)
    {
        switch (index)
        {
            case Constant { Integer: var position } when count is Constant { Integer: var known }:
                return position < known;
            case Value value when _limits.TryGetValue(value, out var limit):
                return limit.IsIncluded ? IsBelow(limit.Limit, count) : ReferenceEquals(limit.Limit, count);
            case Value value when _definitions.TryGetValue(value, out var definition):
                return IsBelow(definition, count);
            case Operation { Operator: Operator.Subtract } less when less.Operands[1] is Constant { Integer: var by }:
                return (by > 0 && ReferenceEquals(less.Operands[0], count)) || (by >= 0 && IsBelow(less.Operands[0], count));
            case Operation { Operator: Operator.Remainder } rest:
                return ReferenceEquals(rest.Operands[1], count);
            default:
                return false;
        }
    }
}
