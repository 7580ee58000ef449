using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Arrays and spans: objects that are made, read and written; a name for one is only a name.</summary>
internal sealed partial class Lowering
{
    /// <summary>Arrays made by this method, which it alone writes to.</summary>
    private readonly HashSet<Value> _owned = [];

    /// <summary>The variable that is about to receive a new array, which takes its name.</summary>
    private Variable? _receiver;

    private Value Allocate(IrType type, IReadOnlyList<Expression> lengths)
    {
        var receiver = _receiver;
        _receiver = null;
        var array = _pool.Local(type, receiver?.Name ?? "", receiver?.Number ?? 0);
        if (type.Element!.IsReal && (receiver is null || receiver.IsActive))
        {
            _active.Add(array);
        }

        _owned.Add(array);
        _lengths[array] = lengths;
        Add(new Allocate(array, lengths), array);
        return array;
    }

    private Value CopyOf(Expression array, IrType type)
    {
        var copy = Allocate(type, LengthsOf(array));
        if (!IsView(array))
        {
            Add(new Copy(copy, array));
            return copy;
        }

        ForEachIndex(LengthOf(array), index =>
        {
            var element = Read(array, index);
            Add(new Store(copy, [index], element));
        });
        return copy;
    }

    private Expression LengthOf(Expression array, int dimension = 0) =>
        IsView(array) ? ViewOf(array).Length
        : array is Value value && _lengths.TryGetValue(value, out var lengths) ? lengths[dimension]
        : _pool.Length(array, dimension);

    private Expression TotalLength(Expression array)
    {
        var total = LengthOf(array);
        for (var dimension = 1; dimension < array.Type.Rank; dimension++)
        {
            total = Operation(Operator.Multiply, IrType.Int, total, LengthOf(array, dimension));
        }

        return total;
    }

    /// <summary>An element; of an array that may be written, as it is now.</summary>
    private Expression Read(Expression array, params Expression[] indices)
    {
        (array, indices) = Located(array, indices);
        var element = _pool.Element(array, indices);
        return IsWritable(array) ? Name(element, "") : Shallow(element);
    }

    private bool IsWritable(Expression array) =>
        array is Value value && (_owned.Contains(value) || _choices.ContainsKey(value) || ReferenceEquals(value, _destination));

    private void Store(Expression array, Expression[] indices, Expression value, IOperation at)
    {
        var stored = ConvertTo(value, array.Type.Element!);
        RequireWritable(array, at);
        if (IsActive(stored))
        {
            MarkActive(array);
        }

        (array, indices) = Located(array, indices);
        Add(new Store(array, indices, stored));
    }

    private Operand Element(IArrayElementReferenceOperation element) => !TypeOf(element.ArrayReference.Type).IsArray
        ? Passthrough(element)
        : element.Indices is [var range] && IsRange(range)
            ? Slice(Source(element.ArrayReference), range, copies: true, element)
            : Element(element.ArrayReference, element.Indices, element);

    private Operand Element(IImplicitIndexerReferenceOperation element) => !TypeOf(element.Instance.Type).IsArray
        ? Passthrough(element)
        : IsRange(element.Argument)
            ? Slice(Source(element.Instance), element.Argument, copies: false, element)
            : Element(element.Instance, [element.Argument], element);

    /// <summary>An array that is read from: the name of what is made of it is not for the array itself.</summary>
    private Expression Source(IOperation array)
    {
        var receiver = _receiver;
        _receiver = null;
        var source = Term(array);
        _receiver = receiver;
        return source;
    }

    private Operand Element(IOperation instance, IReadOnlyList<IOperation> indices, IOperation element)
    {
        var array = Term(instance);
        return Operand.Of(Read(array, Indices(array, instance, indices, element)));
    }

    private Expression[] Indices(Expression array, IOperation instance, IReadOnlyList<IOperation> indices, IOperation element) =>
        [.. indices.Select((index, dimension) => Index(array, dimension, index is IArgumentOperation argument ? argument.Value : index)
            ?? throw Unsupported.Slice(element, instance.Syntax))];

    /// <summary>An index as an integer, <c>^1</c> counted from the length; null for a range.</summary>
    private Expression? Index(Expression array, int dimension, IOperation index)
    {
        if (NewerKinds.IsHat(index))
        {
            return Operation(Operator.Subtract, IrType.Int, LengthOf(array, dimension), Term(((IUnaryOperation)index).Operand));
        }

        return TypeOf(index.Type).Kind == Ir.TypeKind.Integer ? Term(index) : null;
    }

    private Operand Property(IPropertyReferenceOperation property)
    {
        if (StaticOfNumber(property) is { } constant)
        {
            return Operand.Of(constant);
        }

        if (property.Instance is not { } instance || !TypeOf(instance.Type).IsArray)
        {
            return DelegateIn(property) ?? UserProperty(property);
        }

        switch (property.Property.Name)
        {
            case "Length":
                return Operand.Of(TotalLength(Term(instance)));
            case "LongLength":
                return Operand.Of(ConvertTo(TotalLength(Term(instance)), IrType.Long));
            case "Rank":
                return Operand.Of(_pool.Int(TypeOf(instance.Type).Rank));
            case "IsEmpty":
                return Operand.Of(Operation(Operator.Equal, IrType.Boolean, TotalLength(Term(instance)), _pool.Int(0)));
            case var _ when property.Arguments.Length == 1:
                return Element(instance, property.Arguments, property);
            default:
                return Passthrough(property);
        }
    }

    private Operand Create(IArrayCreationOperation creation)
    {
        var type = TypeOf(creation.Type);
        if (!type.IsArray)
        {
            return Passthrough(creation);
        }

        var receiver = _receiver;
        _receiver = null;
        var lengths = creation.DimensionSizes.Select(size => ConvertTo(Term(size), IrType.Int)).ToArray();
        _receiver = receiver;
        var array = Allocate(type, lengths);
        if (creation.Initializer is { } initializer)
        {
            Fill(array, initializer, []);
        }

        return Operand.Of(array);
    }

    private void Fill(Value array, IArrayInitializerOperation initializer, Expression[] outer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            Expression[] indices = [.. outer, _pool.Int(i)];
            if (initializer.ElementValues[i] is IArrayInitializerOperation inner)
            {
                Fill(array, inner, indices);
            }
            else
            {
                StoreInitial(array, indices, initializer.ElementValues[i]);
            }
        }
    }

    private void StoreInitial(Value array, Expression[] indices, IOperation value)
    {
        var term = Term(value);

        // A new array is zero already (and -0.0 is not).
        if (term is not Constant { Bits: 0 })
        {
            Store(array, indices, term, value);
        }
    }

    private Operand Collection(IOperation collection)
    {
        var type = TypeOf(collection.Type);
        IOperation[] items = [.. collection.ChildOperations];
        if (!type.IsArray)
        {
            return Passthrough(collection);
        }

        return items.Any(NewerKinds.IsSpread)
            ? Spread(type, items)
            : NewArray(IrType.Array(type.Element!), items);
    }

    /// <summary>What LINQ makes of arrays, as an array; null for anything else.</summary>
    private Expression? SequenceAt(IOperation value) =>
        value is IInvocationOperation call && IsLinq(call.TargetMethod) && call.Type is INamedTypeSymbol { Arity: 1 } type && TypeOf(type.TypeArguments[0]) is { IsReal: true } element
            ? ToArray(Source(value, call), element, call)
            : null;

    /// <summary>A collection expression with spreads: first every item is evaluated, then all are laid down one after the other.</summary>
    private Operand Spread(IrType type, IReadOnlyList<IOperation> items)
    {
        var receiver = _receiver;
        _receiver = null;
        var terms = new List<(Expression Term, bool IsSpread)>();
        Expression length = _pool.Int(0);
        foreach (var item in items)
        {
            var isSpread = NewerKinds.IsSpread(item);
            var value = isSpread ? Unwrapped(item.ChildOperations.First()) : item;
            var sequence = isSpread ? SequenceAt(value) : null;
            if (item.DescendantsAndSelf().Any(part => part is IAssignmentOperation or IIncrementOrDecrementOperation)
                || (isSpread && sequence is null && !TypeOf(value.Type).IsArray))
            {
                throw Unsupported.Expression(item);
            }

            var term = sequence ?? (isSpread ? Term(value) : ConvertTo(Term(value), type.Element!));
            terms.Add((term, isSpread));
            length = Operation(Operator.Add, IrType.Int, length, isSpread ? TotalLength(term) : _pool.Int(1));
        }

        _receiver = receiver;
        var array = Allocate(IrType.Array(type.Element!), [length]);
        Expression position = _pool.Int(0);
        foreach (var (term, isSpread) in terms)
        {
            if (isSpread)
            {
                CopyElements(term, array, position, LengthOf(term), items[0]);
                position = Operation(Operator.Add, IrType.Int, position, LengthOf(term));
            }
            else
            {
                Store(array, [position], term, items[0]);
                position = Operation(Operator.Add, IrType.Int, position, _pool.Int(1));
            }
        }

        return Operand.Of(array);
    }

    /// <summary>array[to + i] = source[i] for each i below the count.</summary>
    private void CopyElements(Expression source, Expression array, Expression to, Expression count, IOperation at)
    {
        if (!IsView(source) && !IsView(array) && to is Constant { Bits: 0 } && ReferenceEquals(count, LengthOf(source)) && source.Type.Element == array.Type.Element)
        {
            RequireWritable(array, at);
            MarkWritten(array, source);
            Add(new Copy(array, source));
            return;
        }

        ForEachIndex(count, index =>
        {
            var element = Read(source, index);
            Store(array, [Operation(Operator.Add, IrType.Int, to, index)], element, at);
        });
    }

    private Operand NewArray(IrType type, IReadOnlyList<IOperation> items)
    {
        var array = Allocate(type, [_pool.Int(items.Count)]);
        for (var i = 0; i < items.Count; i++)
        {
            StoreInitial(array, [_pool.Int(i)], items[i]);
        }

        return Operand.Of(array);
    }

    private Operand StackAllocation(IOperation allocation)
    {
        var info = _frame.Model.GetTypeInfo(allocation.Syntax, _cancellation);
        var type = TypeOf(info.ConvertedType);
        if (!type.IsArray)
        {
            throw Unsupported.Expression(allocation);
        }

        if (NewerKinds.InitializerOf(allocation.Syntax) is { } initializer)
        {
            return NewArray(IrType.Span(type.Element!), [.. initializer.Expressions.Select(OperationAt)]);
        }

        var receiver = _receiver;
        _receiver = null;
        var length = Term(allocation.ChildOperations.First());
        _receiver = receiver;
        return Operand.Of(Allocate(IrType.Span(type.Element!), [length]));
    }

    private IOperation OperationAt(ExpressionSyntax syntax) =>
        _frame.Model.GetOperation(syntax, _cancellation) ?? throw Unsupported.Expression(syntax);
}
