using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Sorting moves elements and changes none: each goes where the number of those before it says. The places are integers, so derivatives
/// move along with their elements.
/// </content>
internal sealed partial class Lowering
{
    private Operand? Sort(IInvocationOperation call, IOperation[] values)
    {
        var isDescending = false;
        Operand? items = null;
        var keys = Lower(values[0]);
        switch (values.Length)
        {
            case 1:
                break;
            case 2 when IsArray(values[1].Type):
                items = Lower(values[1]);
                break;
            case 2 when IsDelegate(values[1]) && Comparison(values[1]) is { } found:
                isDescending = found;
                break;
            case 3 when TypeOf(values[1].Type) == IrType.Int && TypeOf(values[2].Type) == IrType.Int:
                keys = Section(keys, Term(values[1]), Term(values[2]));
                break;
            default:
                return null;
        }

        return Sorted(keys, items, isDescending, call) ? Operand.Of(_pool.Boolean(false)) : null;
    }

    /// <summary>Sorts numbers where they lie, and takes other elements along; false where they are no numbers.</summary>
    private bool Sorted(Operand keys, Operand? items, bool isDescending, IOperation call)
    {
        if (keys.Term is not { Type: { Rank: 1, Element: { } element } } || !(element.IsReal || (element.Kind == Ir.TypeKind.Integer && items is null)))
        {
            return false;
        }

        foreach (var leaf in keys.Leaves().Concat(items?.Leaves() ?? []))
        {
            RequireWritable(leaf, call);
        }

        var count = Stable(Operand.Of(LengthOf(keys))).Term!;
        var kept = KeptElements(keys, count, call);
        var keptItems = items is null ? null : KeptElements(items, count, call);
        var order = Order(call, kept, count, isDescending);
        ForEachIndex(count, index =>
        {
            var from = Stable(Read(order, index)).Term!;
            Store(keys, [index], Read(kept, from), call);
            if (items is not null)
            {
                Store(items, [index], Read(keptItems!, from), call);
            }
        });
        return true;
    }

    /// <summary>A copy of the first elements: what is sorted is read while it is written.</summary>
    private Operand KeptElements(Operand array, Expression count, IOperation call) => Each(array, leaf =>
    {
        var kept = Allocate(IrType.Array(leaf.Type.Element!), [count]);
        CopyElements(ReferenceEquals(count, LengthOf(leaf)) ? leaf : Part(leaf, _pool.Int(0), count), kept, _pool.Int(0), count, call);
        return kept;
    });

    /// <summary>Whether <c>(a, b) => …</c> is descending; null for what is not simply one number against the other.</summary>
    private static bool? Comparison(IOperation value)
    {
        var lambda = value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        return lambda is { Symbol.Parameters: [var a, var b], Body.Operations: [IReturnOperation { ReturnedValue: IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: IParameterReferenceOperation first, Arguments: [{ Value: IParameterReferenceOperation second }] } }] }
            && !SymbolEqualityComparer.Default.Equals(first.Parameter, second.Parameter)
            && (SymbolEqualityComparer.Default.Equals(first.Parameter, a) || SymbolEqualityComparer.Default.Equals(first.Parameter, b))
                ? SymbolEqualityComparer.Default.Equals(first.Parameter, b)
                : null;
    }

    /// <summary>LINQ's sort is stable, and compares each key once it has them all.</summary>
    private Sequence Ordered(Sequence source, FunctionValue? key, ITypeSymbol type, IInvocationOperation call)
    {
        if (!IsNumber(TypeOf(type)))
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var count = Stable(Operand.Of(source.Count!)).Term!;
        var keys = ToArray(key is null ? source : Mapped(source, key, call), type, call);
        var order = Order(call, keys, count, call.TargetMethod.Name.EndsWith("Descending", StringComparison.Ordinal));
        return Indexed(call, count, index => source.At!(Stable(Read(order, index)).Term!), source.Code);
    }

    /// <summary>The positions of the elements in ascending or descending order; equal ones as they stand, NaN before all numbers.</summary>
    private Operand Order(IOperation at, Operand keys, Expression count, bool isDescending)
    {
        var receiver = _receiver;
        _receiver = null;
        var order = Allocate(IrType.Array(IrType.Int), [count]);
        Each(at, _pool.Int(0), count, [], [], index =>
        {
            var key = Kept(Read(keys, index)).Term!;
            var rank = Accumulator("rank", IrType.Int, _pool.Int(0));
            Each(at, _pool.Int(0), count, [], [rank], other =>
            {
                var otherKey = Kept(Read(keys, other)).Term!;
                var (less, greater) = isDescending ? (IsLess(key, otherKey), IsLess(otherKey, key)) : (IsLess(otherKey, key), IsLess(key, otherKey));
                var isTie = Operation(Operator.And, IrType.Boolean, Not(greater), Operation(Operator.Less, IrType.Boolean, other, index));
                var before = _state[rank]!;
                Assign(rank, _pool.Select(Operation(Operator.Or, IrType.Boolean, less, isTie), Operation(Operator.Add, IrType.Int, before, _pool.Int(1)), before));
            });
            Add(new Store(order, [Taken(rank).Term!], index));
        });
        _receiver = receiver;
        return Operand.Of(order);
    }

    private Expression IsLess(Expression a, Expression b)
    {
        var less = Operation(Operator.Less, IrType.Boolean, a, b);
        if (!a.Type.IsReal)
        {
            return less;
        }

        var isFirst = Operation(Operator.And, IrType.Boolean, Operation(Operator.NotEqual, IrType.Boolean, a, a), Operation(Operator.Equal, IrType.Boolean, b, b));
        return Operation(Operator.Or, IrType.Boolean, less, isFirst);
    }

    /// <summary>The first position of a number; −1 where there is none.</summary>
    private Operand IndexOf(IInvocationOperation call, IOperation[] values)
    {
        var array = Lower(values[0]);
        var wanted = Stable(LowerAs(values[1], ElementOf(values[0].Type)!)).Term!;
        var found = Accumulator("found", IrType.Int, _pool.Int(-1));
        Each(call, _pool.Int(0), LengthOf(array), [], [found], index =>
        {
            var (item, before) = (Kept(Read(array, index)).Term!, _state[found]!);
            var isSame = Operation(Operator.Or, IrType.Boolean, Operation(Operator.Equal, IrType.Boolean, item, wanted), Operation(Operator.And, IrType.Boolean, Operation(Operator.NotEqual, IrType.Boolean, item, item), Operation(Operator.NotEqual, IrType.Boolean, wanted, wanted)));
            var isFirst = Operation(Operator.And, IrType.Boolean, isSame, Operation(Operator.Less, IrType.Boolean, before, _pool.Int(0)));
            Assign(found, _pool.Select(isFirst, index, before));
        });
        return Taken(found);
    }
}
