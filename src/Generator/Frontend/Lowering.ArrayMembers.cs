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
        if (type is { Name: "Buffer", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } && method.Name == "BlockCopy")
        {
            return BlockCopy(call, InOrder(call));
        }

        if (type is null || !IsLibrary(type))
        {
            return null;
        }

        // Extension methods come as static calls.
        IOperation[] values = [.. call.Instance is { } instance ? [instance] : Array.Empty<IOperation>(), .. InOrder(call)];
        if (method is { Name: "Empty", TypeArguments.Length: 1 } && IsArray(call.Type))
        {
            return Allocate(call.Type!, [_pool.Int(0)]);
        }

        if (values.Length == 0 || !IsArray(values[0].Type) || (!TypeOf(values[0].Type).IsArray && IsRepeatable(values[0]) && IsTable(Lower(values[0]))))
        {
            return null;
        }

        return Measure(call, method, values) ?? Copies(call, method, values) ?? Fills(call, method, values);
    }

    private Operand? Measure(IInvocationOperation call, IMethodSymbol method, IOperation[] values) => (method.ContainingType.Name, method.Name, values.Length) switch
    {
        ("Array", "GetLength", 2) when values[1].ConstantValue.Value is int dimension => Operand.Of(LengthOf(Lower(values[0]), dimension)),
        ("Array", "GetLowerBound", 2) => Operand.Of(_pool.Int(0)),
        ("Array", "GetUpperBound", 2) when values[1].ConstantValue.Value is int dimension =>
            Operand.Of(Operation(Operator.Subtract, IrType.Int, LengthOf(Lower(values[0]), dimension), _pool.Int(1))),
        ("MemoryExtensions", "AsSpan", 1) => Lower(values[0]),
        ("MemoryExtensions", "AsSpan", _) or ("Span" or "ReadOnlySpan", "Slice", _) => Slice(call, values),
        _ => null,
    };

    private Operand? Copies(IInvocationOperation call, IMethodSymbol method, IOperation[] values) => (method.ContainingType.Name, method.Name, values.Length) switch
    {
        ("Array", "Clone", 1) or ("Enumerable" or "Span" or "ReadOnlySpan", "ToArray", 1) => CopyOf(values[0]),
        ("Span" or "ReadOnlySpan" or "MemoryExtensions", "TryCopyTo", 2) => TryCopy(call, values),
        ("Span" or "ReadOnlySpan" or "MemoryExtensions", "CopyTo", 2) => CopyPart(call, values[0], null, values[1], null, null),
        ("Array", "CopyTo", 3) => CopyPart(call, values[0], null, values[1], values[2], null),
        ("Array", "Copy", 3) => CopyPart(call, values[0], null, values[1], null, values[2]),
        ("Array", "Copy" or "ConstrainedCopy", 5) => CopyPart(call, values[0], values[1], values[2], values[3], values[4]),
        ("Array", "Resize", 2) => Resize(call, values),
        ("Array", "ConvertAll", 2) => ToArray(Mapped(Source(values[0], call), FunctionOf(values[1]), call), method.TypeArguments[1], call),
        _ => null,
    };

    private Operand? Fills(IInvocationOperation call, IMethodSymbol method, IOperation[] values) => (method.ContainingType.Name, method.Name, values.Length) switch
    {
        ("Array", "Fill", 2) or ("Span", "Fill", 2) => FillPart(call, values[0], null, null, values[1]),
        ("Array", "Fill", 4) => FillPart(call, values[0], values[2], values[3], values[1]),
        ("Array", "Clear", 1) or ("Span", "Clear", 1) => ClearPart(call, values[0], null, null),
        ("Array", "Clear", 3) => ClearPart(call, values[0], values[1], values[2]),
        ("Array" or "MemoryExtensions", "Reverse", 1) when method.ReturnsVoid => Reverse(call, values[0], null, null),
        ("Array" or "MemoryExtensions", "Sort", _) when method.ReturnsVoid => Sort(call, values),
        ("Array", "IndexOf", 2) when TypeOf(ElementOf(values[0].Type)) is { IsReal: true } => IndexOf(call, values),
        ("Array", "Reverse", 3) when method.ReturnsVoid => Reverse(call, values[0], values[1], values[2]),
        _ => null,
    };

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
        var source = Source(array);
        _receiver = null;
        return CopyOf(source, receiver);
    }

    /// <summary>A new array of the same elements, under the name of what receives it.</summary>
    private Operand CopyOf(Operand source, Place? receiver)
    {
        if (source.IsRows)
        {
            // The copy has the same rows.
            return Operand.OfRows([.. source.Items.Select((item, i) => i > 0 && item.Term is { Type.IsArray: true } ? CopyOf(item, null) : item)]);
        }

        if (source.Term is not { } leaf)
        {
            NoteCopy(source);
            return Operand.OfObjects([.. source.Items.Select((item, i) => CopyOf(item, receiver is { Items.Count: > 0 } ? receiver.Items[i] : null))], source.Objects);
        }

        _receiver = receiver;
        return Operand.Of(CopyOf(leaf, IrType.Array(leaf.Type.Element!, leaf.Type.Rank)));
    }

    /// <summary>destination[to..] = source[from..], count elements; without a count all.</summary>
    private Operand CopyPart(IInvocationOperation call, IOperation source, IOperation? from, IOperation destination, IOperation? to, IOperation? count)
    {
        var whole = Untabled(Lower(source), source.Type!, source);
        NoteCopy(whole);
        var start = from is null ? _pool.Int(0) : Term(from);
        var into = Lower(destination);
        var position = to is null ? _pool.Int(0) : Term(to);
        var length = count is null ? TotalLength(whole) : Term(count);
        if (IsTable(into))
        {
            throw Unsupported.SideEffect(destination);
        }

        foreach (var (origin, target) in whole.Leaves().Zip(into.Leaves(), (origin, target) => (origin, target)))
        {
            CopyPart(call, source, origin, start, target, position, length);
        }

        return Operand.Of(_pool.Boolean(false));
    }

    private void CopyPart(IInvocationOperation call, IOperation source, Expression origin, Expression start, Expression target, Expression position, Expression length)
    {
        RequireWritable(target, call);
        if (origin.Type.Element != target.Type.Element || origin.Type.Rank != target.Type.Rank)
        {
            throw Unsupported.Call(call, call.TargetMethod);
        }

        if (origin.Type.Rank > 1)
        {
            if (MayBe(origin).Intersect(MayBe(target)).Any())
            {
                throw Unsupported.Slice(call, source.Syntax);
            }

            if (start is Constant { Bits: 0 } && position is Constant { Bits: 0 } && ReferenceEquals(length, TotalLength(origin)) && SameLengths(origin, target) is not null)
            {
                MarkWritten(target, origin);
                Add(new Copy(target, origin));
                return;
            }

            ForEachIndex(length, index =>
            {
                var element = Read(origin, InRows(origin, Operation(Operator.Add, IrType.Int, start, index)));
                Store(target, InRows(target, Operation(Operator.Add, IrType.Int, position, index)), element, call);
            });
            return;
        }

        // What is copied within an array is read before any of it is overwritten.
        if (MayBe(origin).Intersect(MayBe(target)).Any())
        {
            var kept = Allocate(IrType.Array(origin.Type.Element!), [length]);
            CopyElements(Part(origin, start, length), kept, _pool.Int(0), length, call);
            (origin, start) = (kept, _pool.Int(0));
        }

        CopyElements(start is Constant { Bits: 0 } && ReferenceEquals(length, LengthOf(origin)) ? origin : Part(origin, start, length), target, position, length, call);
    }

    /// <summary>Whether it fits, and if so the copy.</summary>
    private Operand TryCopy(IInvocationOperation call, IOperation[] values)
    {
        var fits = Stable(Operand.Of(Operation(Operator.LessOrEqual, IrType.Boolean, LengthOf(Lower(values[0])), LengthOf(Lower(values[1]))))).Term!;
        Branch(fits, () => CopyPart(call, values[0], null, values[1], null, null), () => { });
        return Operand.Of(fits);
    }

    /// <summary>Buffer.BlockCopy counts bytes; what is no whole number of elements is left to C#.</summary>
    private Operand? BlockCopy(IInvocationOperation call, IOperation[] values)
    {
        if (values.Length != 5 || !TypeOf(values[0].Type).IsArray || TypeOf(values[0].Type).Element is not { IsReal: true } element || TypeOf(values[2].Type) != TypeOf(values[0].Type))
        {
            return null;
        }

        var (origin, from) = (Term(values[0]), Elements(values[1]));
        var (target, to, count) = (Term(values[2]), Elements(values[3]), Elements(values[4]));
        if (from is null || to is null || count is null)
        {
            return null;
        }

        CopyPart(call, values[0], origin, from, target, to, count);
        return Operand.Of(_pool.Boolean(false));

        Expression? Elements(IOperation bytes)
        {
            var size = element.Kind == Ir.TypeKind.Double ? 8 : 4;
            return Term(bytes) switch
            {
                Constant constant when constant.Integer % size == 0 => _pool.Int(constant.Integer / size),
                Operation { Operator: Operator.Multiply } product when product.Operands[1] is Constant factor && factor.Integer % size == 0 => Times(product.Operands[0], factor.Integer / size),
                Operation { Operator: Operator.Multiply } product when product.Operands[0] is Constant factor && factor.Integer % size == 0 => Times(product.Operands[1], factor.Integer / size),
                _ => null,
            };
        }

        Expression Times(Expression term, long factor) => factor == 1 ? term : Operation(Operator.Multiply, IrType.Int, _pool.Int(factor), term);
    }

    /// <summary>The indices of what lies at a position in memory, row by row.</summary>
    private Expression[] InRows(Expression array, Expression position)
    {
        var indices = new Expression[array.Type.Rank];
        for (var dimension = indices.Length - 1; dimension > 0; dimension--)
        {
            indices[dimension] = Operation(Operator.Remainder, IrType.Int, position, LengthOf(array, dimension));
            position = Operation(Operator.Divide, IrType.Int, position, LengthOf(array, dimension));
        }

        indices[0] = position;
        return indices;
    }

    private Operand FillPart(IInvocationOperation call, IOperation array, IOperation? start, IOperation? count, IOperation value)
    {
        var target = Lower(array);
        var filled = Stable(LowerAs(value, ElementOf(array.Type)!));
        var from = start is null ? _pool.Int(0) : Term(start);
        var length = count is null ? LengthOf(target) : Term(count);
        ForEachIndex(length, index => Store(target, [Operation(Operator.Add, IrType.Int, from, index)], filled, call));
        return Operand.Of(_pool.Boolean(false));
    }

    private Operand ClearPart(IInvocationOperation call, IOperation array, IOperation? start, IOperation? count)
    {
        var target = Lower(array);
        if (First(target).Type.Rank != 1)
        {
            throw Unsupported.Call(call, call.TargetMethod);
        }

        var from = start is null ? _pool.Int(0) : Term(start);
        var length = count is null ? LengthOf(target) : Term(count);
        foreach (var leaf in target.Leaves())
        {
            RequireWritable(leaf, call);
            Add(new Clear(BaseOf(leaf), Operation(Operator.Add, IrType.Int, ViewOf(leaf).Offset, from), length));
        }

        return Operand.Of(_pool.Boolean(false));
    }

    /// <summary>Swaps elements from both ends up to the middle.</summary>
    private Operand Reverse(IInvocationOperation call, IOperation array, IOperation? start, IOperation? count)
    {
        var whole = Lower(array);
        var (from, number) = start is null ? (null, null) : (Term(start), Term(count!));
        Reverse(from is null ? whole : Section(whole, from, number!), call);
        return Operand.Of(_pool.Boolean(false));
    }

    private void Reverse(Operand part, IOperation call)
    {
        RequireValues(part, call);
        foreach (var leaf in part.Leaves())
        {
            RequireWritable(leaf, call);
        }

        var length = LengthOf(part);
        var last = Operation(Operator.Subtract, IrType.Int, length, _pool.Int(1));
        ForEachIndex(Operation(Operator.Divide, IrType.Int, length, _pool.Int(2)), index =>
        {
            var mirrored = Operation(Operator.Subtract, IrType.Int, last, index);
            var (first, second) = (Stable(Read(part, index)), Stable(Read(part, mirrored)));
            Store(part, [index], second, call);
            Store(part, [mirrored], first, call);
        });
    }

    /// <summary>A new array with what fits of the old one, under the same name.</summary>
    private Operand Resize(IInvocationOperation call, IOperation[] values)
    {
        var target = TargetOf(values[0]);
        var old = CurrentValue(target);
        var length = Stable(Operand.Of(Term(values[1]))).Term!;
        _receiver = (target as PlaceTarget)?.Place;
        var array = Allocate(values[0].Type!, [length]);
        var before = LengthOf(old);
        var shorter = _pool.Select(Operation(Operator.Less, IrType.Boolean, before, length), before, length);
        CopyElements(ReferenceEquals(shorter, before) ? old : Each(old, leaf => Part(leaf, _pool.Int(0), shorter)), array, _pool.Int(0), shorter, call);
        Write(target, array);
        return Operand.Of(_pool.Boolean(false));
    }

    private void MarkWritten(Expression target, Expression value)
    {
        if (IsActive(value))
        {
            MarkActive(target);
        }
    }

    /// <summary>A loop that only stores.</summary>
    private void ForEachIndex(Expression count, Action<Value> store)
    {
        var index = _pool.Local(IrType.Int);
        var arm = Fork(() =>
        {
            _iterations.Add(_builder);
            _bound[index] = _builder;
            store(index);
        });
        Add(new For(index, _pool.Int(0), Operator.Less, count, _pool.Int(1), null, [], arm.Builder.Close(), []));
    }
}
