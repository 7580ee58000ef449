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

    /// <summary>The place that is about to receive a new array, which takes its name.</summary>
    private Place? _receiver;

    private Value Allocate(IrType type, IReadOnlyList<Expression> lengths)
    {
        var receiver = _receiver?.Variable;
        _receiver = null;
        if (type.Kind == Ir.TypeKind.ReadOnlySpan)
        {
            // What a collection expression makes is filled before anybody only reads it.
            type = IrType.Array(type.Element!);
        }

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
        if (!IsView(array) && !ArrayLayout.IsScattered(array))
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
        IsView(array) ? dimension == 0 ? ViewOf(array).Length : InnerLength(ViewOf(array), dimension)
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
        var store = new Store(array, indices, stored);
        _stores.Add(store, at.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, at)
            ? new StorePlace(at.Syntax.GetLocation(), assignment.Value.Syntax.GetLocation())
            : new StorePlace(Unsupported.At(at), Unsupported.At(at)));
        Add(store);
    }

    private Operand Element(IArrayElementReferenceOperation element) => !IsArray(element.ArrayReference.Type)
        ? TableItem(element) ?? DelegateAt(element) ?? Passthrough(element)
        : element.Indices is [var range] && IsRange(range)
            ? Slice(Source(element.ArrayReference), range, copies: true, element)
            : Element(element.ArrayReference, element.Indices, element);

    private Operand Element(IImplicitIndexerReferenceOperation element) => ItemsAt(element.Instance) is { } items && !IsRange(element.Argument)
        ? Read(items, ListIndices(items, element.Instance, [element.Argument], element))
        : !IsArray(element.Instance.Type)
        ? !IsRange(element.Argument) && TableAt(element.Instance) is { } known ? ItemOf(known, element.Argument) : Passthrough(element)
        : IsRange(element.Argument)
            ? Slice(Source(element.Instance), element.Argument, copies: false, element)
            : Element(element.Instance, [element.Argument], element);

    /// <summary>An array that is read from: the name of what is made of it is not for the array itself.</summary>
    private Operand Source(IOperation array)
    {
        var receiver = _receiver;
        _receiver = null;
        var source = Lower(array);
        _receiver = receiver;
        return source;
    }

    private Operand Element(IOperation instance, IReadOnlyList<IOperation> indices, IOperation element)
    {
        var array = Lower(instance);
        return IsTable(array) ? Passthrough(element) : Read(array, Indices(array, instance, indices, element));
    }

    private Expression[] Indices(Operand array, IOperation instance, IReadOnlyList<IOperation> indices, IOperation element) =>
        [.. indices.Select((index, dimension) => Index(array, dimension, index is IArgumentOperation argument ? argument.Value : index)
            ?? throw Unsupported.Slice(element, instance.Syntax))];

    /// <summary>An index as an integer, <c>^1</c> counted from the length; null for a range.</summary>
    private Expression? Index(Operand array, int dimension, IOperation index)
    {
        if (NewerKinds.IsHat(index))
        {
            return Operation(Operator.Subtract, IrType.Int, LengthOf(array, dimension), Term(((IUnaryOperation)index).Operand));
        }

        // What indexes an array may be long; a span takes int alone, and memory of a derivative is one.
        return TypeOf(index.Type) is { Kind: Ir.TypeKind.Integer } type ? type.CSharp is "long" or "ulong" or "uint" ? ConvertTo(Term(index), IrType.Int) : Term(index)
            : index.Type?.Name == "Index" && Composite.IsPosition(index.Type) ? Position(Lower(index), LengthOf(array, dimension))
            : null;
    }

    private Operand Property(IPropertyReferenceOperation property)
    {
        if (StaticOfNumber(property) is { } constant)
        {
            return Operand.Of(constant);
        }

        if (ReferenceAt(property) is { } place)
        {
            return ReadPlace(place, property);
        }

        if (Extension(property, property.Property.GetMethod, property.Instance, property.Arguments, isStatement: false) is { } extended)
        {
            return extended;
        }

        if (ItemsAt(property.Instance) is { } items)
        {
            return property.Arguments.Length == 1 ? Read(items, ListIndices(items, property.Instance!, property.Arguments, property))
                : property.Property.Name == "Count" ? Operand.Of(LengthOf(items))
                : throw Unsupported.Expression(property);
        }

        if (TableAt(property.Instance) is { } known)
        {
            return property.Arguments is [{ Value: var position }] && IsItemIndex(position) ? ItemOf(known, position)
                : property.Property.Name is "Length" or "Count" ? Operand.Of(_pool.Int(known.Count)) : throw Unsupported.Expression(property);
        }

        if (property is { Property.Name: "Length", Instance: ILocalReferenceOperation { Local: var table } local } && _frame.Find(table) is null && DelegateItems(local) is { } delegates)
        {
            return Operand.Of(_pool.Int(delegates.Count));
        }

        if (property.Instance is not { } instance || !IsArray(instance.Type))
        {
            return DelegateIn(property) ?? UserProperty(property);
        }

        if (property.Arguments.Length == 1)
        {
            return Element(instance, property.Arguments, property);
        }

        var array = Lower(instance);
        return IsTable(array) ? Passthrough(property) : property.Property.Name switch
        {
            "Length" => Operand.Of(TotalLength(array)),
            "LongLength" => Operand.Of(ConvertTo(TotalLength(array), IrType.Long)),
            "Rank" => Operand.Of(_pool.Int(array.IsRows ? 1 : First(array).Type.Rank)),
            "IsEmpty" => Operand.Of(Operation(Operator.Equal, IrType.Boolean, TotalLength(array), _pool.Int(0))),
            _ => Passthrough(property),
        };
    }
}
