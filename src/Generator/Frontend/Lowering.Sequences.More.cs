using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Sequences in pieces and by several keys; the one element that is wanted of a sequence.</content>
internal sealed partial class Lowering
{
    /// <summary><c>OrderBy(a).ThenBy(b)</c>: each sort is stable, so the last key goes first.</summary>
    private Sequence OrderedByAll(IInvocationOperation call)
    {
        var keys = new List<(IInvocationOperation Call, IOperation Key)>();
        IOperation source = call;
        while (Unwrapped(source) is IInvocationOperation { TargetMethod: { Name: "ThenBy" or "ThenByDescending" or "OrderBy" or "OrderByDescending" } method } sort && IsLinq(method) && Values(sort) is { Length: 2 } values)
        {
            keys.Add((sort, values[1]));
            source = values[0];
            if (method.Name[0] == 'O')
            {
                break;
            }
        }

        if (keys[keys.Count - 1].Call.TargetMethod.Name[0] != 'O')
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var sorted = AtHand(source, call);
        foreach (var (sort, key) in keys)
        {
            sorted = Ordered(sorted, FunctionOf(key), sort.TargetMethod.TypeArguments[1], sort);
        }

        return sorted;
    }

    /// <summary>Arrays of so many elements each, the last of what is left.</summary>
    private Sequence Chunks(Sequence source, IOperation[] values, IInvocationOperation call)
    {
        var size = Stable(Operand.Of(Term(values[1]))).Term!;
        ThrowIf(Operation(Operator.Less, IrType.Boolean, size, _pool.Int(1)), "ArgumentOutOfRangeException", "size");
        var all = Untabled(ToArray(source, call.TargetMethod.TypeArguments[0], call), _context.Compilation.CreateArrayTypeSymbol(Substitute(call.TargetMethod.TypeArguments[0])!), call);
        var length = Stable(Operand.Of(LengthOf(all))).Term!;
        return Indexed(
            call,
            Operation(Operator.Divide, IrType.Int, Operation(Operator.Subtract, IrType.Int, Plus(length, size), _pool.Int(1)), size),
            index =>
            {
                var start = Stable(Operand.Of(Times(index, size))).Term!;
                var count = Stable(Operand.Of(Smaller(size, Operation(Operator.Subtract, IrType.Int, length, start)))).Term!;
                return Section(all, start, count);
            },
            source.Code);
    }

    private Sequence Indexes(Sequence source, IInvocationOperation call) => Indexed(call, source.Count!, index => Operand.Of([Operand.Of(index), source.At!(index)]), source.Code);

    private Sequence OrElse(Sequence source, IOperation? other, IInvocationOperation call)
    {
        var type = Substitute(call.TargetMethod.TypeArguments[0])!;
        var instead = other is not null ? Stable(LowerAs(other, type)) : type.IsValueType ? Default(type) : throw Unsupported.Linq(call, call.TargetMethod);
        var isEmpty = Stable(Operand.Of(Operation(Operator.Equal, IrType.Boolean, source.Count!, _pool.Int(0)))).Term!;
        return Indexed(call, _pool.Select(isEmpty, _pool.Int(1), source.Count!), index => Choose(isEmpty, () => instead, () => source.At!(index), call.Syntax), source.Code);
    }

    /// <summary>The element whose key is the largest or smallest; of equal ones the first. NaN is smaller than any number.</summary>
    private Operand ExtremeBy(IInvocationOperation call, IOperation[] values)
    {
        var source = AtHand(values[0], call);
        var key = FunctionOf(values[1]);
        var type = TypeOf(call.TargetMethod.TypeArguments[1]);
        if (!IsNumber(type))
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var isMax = call.TargetMethod.Name == "MaxBy";
        ThrowIf(Operation(Operator.Equal, IrType.Boolean, source.Count!, _pool.Int(0)), "InvalidOperationException", NoElements);
        var best = Accumulator("best", IrType.Int, _pool.Int(0));
        var bestKey = Accumulator("bestKey", type, ConvertTo(key.Apply([Kept(source.At!(_pool.Int(0)))]).Term!, type));
        Each(call, _pool.Int(1), source.Count!, [.. source.Code, .. key.Code], [best, bestKey], index =>
        {
            var value = Kept(Operand.Of(ConvertTo(key.Apply([Kept(source.At!(index))]).Term!, type))).Term!;
            var before = _state[bestKey]!;
            var isBetter = Operation(isMax ? Operator.Greater : Operator.Less, IrType.Boolean, value, before);
            if (type.IsReal)
            {
                var (number, nan) = isMax ? (value, before) : (before, value);
                isBetter = Operation(Operator.Or, IrType.Boolean, isBetter, Operation(Operator.And, IrType.Boolean, Operation(Operator.Equal, IrType.Boolean, number, number), IsNaN(nan)));
            }

            isBetter = Name(isBetter, "isBetter");
            Assign(best, _pool.Select(isBetter, index, _state[best]!));
            Assign(bestKey, _pool.Select(isBetter, value, before));
        });
        Taken(bestKey);
        return source.At!(Taken(best).Term!);
    }

    /// <summary>The last element, or the only one, that passes a test.</summary>
    private Operand LastOrOnly(IInvocationOperation call, IOperation[] values)
    {
        var source = AtHand(values[0], call);
        var test = values.Length > 1 ? FunctionOf(values[1]) : null;
        var isOnly = call.TargetMethod.Name == "Single";
        var found = Accumulator("found", IrType.Int, _pool.Int(-1));
        var count = Accumulator("count", IrType.Int, _pool.Int(0));
        Each(call, _pool.Int(0), source.Count!, [.. source.Code, .. test?.Code ?? []], [found, count], index =>
        {
            var passes = test is null ? _pool.Boolean(true) : test.Apply([Kept(source.At!(index))]).Term!;
            Branch(
                passes,
                () =>
                {
                    Assign(found, index);
                    Assign(count, Operation(Operator.Add, IrType.Int, _state[count]!, _pool.Int(1)));
                },
                () => { });
        });
        var (place, number) = (Taken(found).Term!, Taken(count).Term!);
        ThrowIf(Operation(Operator.Equal, IrType.Boolean, number, _pool.Int(0)), "InvalidOperationException", test is null ? NoElements : "Sequence contains no matching element");
        if (isOnly)
        {
            ThrowIf(Operation(Operator.Less, IrType.Boolean, _pool.Int(1), number), "InvalidOperationException", test is null ? "Sequence contains more than one element" : "Sequence contains more than one matching element");
        }

        return source.At!(place);
    }

    /// <summary>The first or last element, or nothing: zeros, or a value that is given.</summary>
    private Operand OrDefault(IInvocationOperation call, IOperation[] values)
    {
        var source = AtHand(values[0], call);
        var test = values.Length > 1 && IsDelegate(values[1]) ? FunctionOf(values[1]) : null;
        var other = values.Length > (test is null ? 1 : 2) ? Stable(LowerAs(values[values.Length - 1], call.Type!)) : Default(call.Type!);
        var isFirst = call.TargetMethod.Name[0] == 'F';
        var place = test is null ? isFirst ? _pool.Int(0) : Less(source.Count!, _pool.Int(1))
            : isFirst ? IndexOf(source, test)
            : throw Unsupported.Linq(call, call.TargetMethod);
        var isThere = test is null ? Operation(Operator.Less, IrType.Boolean, _pool.Int(0), source.Count!) : Operation(Operator.LessOrEqual, IrType.Boolean, _pool.Int(0), place);
        return Choose(isThere, () => source.At!(place), () => other, call.Syntax);
    }
}
