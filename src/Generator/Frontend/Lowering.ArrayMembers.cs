using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Methods of arrays and spans: lengths, copies, fills.</summary>
internal sealed partial class Lowering
{
    /// <summary>What a method of arrays or spans gives; null where the call is none of those.</summary>
    private Operand? ArrayMember(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (type is null || !IsLibrary(type))
        {
            return null;
        }

        // Extension methods come as static calls.
        IOperation[] values = [.. call.Instance is { } instance ? [instance] : Array.Empty<IOperation>(), .. InOrder(call)];
        if (method is { Name: "Empty", TypeArguments.Length: 1 } && TypeOf(call.Type).IsArray)
        {
            return Operand.Of(Allocate(TypeOf(call.Type), [_pool.Int(0)]));
        }

        if (values.Length == 0 || !TypeOf(values[0].Type).IsArray)
        {
            return null;
        }

        return (type.Name, method.Name, values.Length) switch
        {
            ("Array", "GetLength", 2) when values[1].ConstantValue.Value is int dimension => Operand.Of(LengthOf(Term(values[0]), dimension)),
            ("Array", "GetLowerBound", 2) => Operand.Of(_pool.Int(0)),
            ("Array", "GetUpperBound", 2) when values[1].ConstantValue.Value is int dimension =>
                Operand.Of(Operation(Operator.Subtract, IrType.Int, LengthOf(Term(values[0]), dimension), _pool.Int(1))),
            ("Array", "Clone", 1) or ("Enumerable" or "Span" or "ReadOnlySpan", "ToArray", 1) => CopyOf(values[0]),
            ("MemoryExtensions", "AsSpan", 1) => Lower(values[0]),
            ("MemoryExtensions", "AsSpan", _) or ("Span" or "ReadOnlySpan", "Slice", _) => throw Unsupported.Slice(call, values[0].Syntax),
            ("Span" or "ReadOnlySpan" or "MemoryExtensions", "CopyTo", 2) =>
                CopyPart(call, values[0], _pool.Int(0), values[1], _pool.Int(0), null),
            ("Array", "CopyTo", 3) => CopyPart(call, values[0], _pool.Int(0), values[1], Term(values[2]), null),
            ("Array", "Copy", 3) => CopyPart(call, values[0], _pool.Int(0), values[1], _pool.Int(0), values[2]),
            ("Array", "Copy", 5) => CopyPart(call, values[0], Term(values[1]), values[2], Term(values[3]), values[4]),
            ("Array", "Fill", 2) or ("Span", "Fill", 2) => FillAll(call, Term(values[0]), values[1]),
            ("Array", "Clear", 1) or ("Span", "Clear", 1) => ClearPart(call, Term(values[0]), null, null),
            ("Array", "Clear", 3) => ClearPart(call, Term(values[0]), values[1], values[2]),
            _ => null,
        };
    }

    private static bool IsLibrary(INamedTypeSymbol type) =>
        type is { Name: "Array" or "Span" or "ReadOnlySpan" or "MemoryExtensions" or "Enumerable" }
        && type.ContainingNamespace is { Name: "System" or "Linq" };

    /// <summary>Argument values by position.</summary>
    private static IOperation[] InOrder(IInvocationOperation call) =>
        [.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => Bare(argument.Value))];

    /// <summary>Without the conversion to Array or object that a parameter asks for.</summary>
    private static IOperation Bare(IOperation value) =>
        value is IConversionOperation { IsImplicit: true, Operand.Type: { TypeKind: Microsoft.CodeAnalysis.TypeKind.Array } } conversion
            ? conversion.Operand
            : value;

    private Operand CopyOf(IOperation array)
    {
        var receiver = _receiver;
        _receiver = null;
        var source = Term(array);
        _receiver = receiver;
        return Operand.Of(CopyOf(source, IrType.Array(source.Type.Element!, source.Type.Rank)));
    }

    /// <summary>destination[to..] = source[from..], count elements; without a count all.</summary>
    private Operand CopyPart(IInvocationOperation call, IOperation source, Expression from, IOperation destination, Expression to, IOperation? count)
    {
        var origin = Term(source);
        var target = Term(destination);
        RequireWritable(target, destination);
        if (ReferenceEquals(origin, target) || origin.Type.Rank != 1 || target.Type.Rank != 1 || origin.Type.Element != target.Type.Element)
        {
            throw Unsupported.Slice(call, source.Syntax);
        }

        if (count is null && to is Constant { Bits: 0 })
        {
            MarkWritten(target, origin);
            Add(new Copy(target, origin));
            return Operand.Of(_pool.Boolean(false));
        }

        ForEachIndex(count is null ? LengthOf(origin) : Term(count), index =>
        {
            var element = Read(origin, Operation(Operator.Add, IrType.Int, from, index));
            Store(target, [Operation(Operator.Add, IrType.Int, to, index)], element, call);
        });
        return Operand.Of(_pool.Boolean(false));
    }

    private Operand FillAll(IInvocationOperation call, Expression array, IOperation value)
    {
        RequireWritable(array, call);
        var term = Stable(Operand.Of(ConvertTo(Term(value), array.Type.Element!))).Term!;
        ForEachIndex(LengthOf(array), index => Store(array, [index], term, call));
        return Operand.Of(_pool.Boolean(false));
    }

    private Operand ClearPart(IInvocationOperation call, Expression array, IOperation? start, IOperation? count)
    {
        RequireWritable(array, call);
        if (array.Type.Rank != 1)
        {
            throw Unsupported.Call(call, call.TargetMethod);
        }

        var from = start is null ? _pool.Int(0) : Term(start);
        Add(new Clear(array, from, count is null ? LengthOf(array) : Term(count)));
        return Operand.Of(_pool.Boolean(false));
    }

    private void MarkWritten(Expression target, Expression value)
    {
        if (IsActive(value))
        {
            _active.Add((Value)target);
        }
    }

    /// <summary>A loop that only stores.</summary>
    private void ForEachIndex(Expression count, Action<Value> store)
    {
        var index = _pool.Local(IrType.Int);
        var arm = Fork(() =>
        {
            _bound[index] = _builder;
            store(index);
        });
        Add(new For(index, _pool.Int(0), Operator.Less, count, _pool.Int(1), null, [], arm.Builder.Close(), []));
    }
}
