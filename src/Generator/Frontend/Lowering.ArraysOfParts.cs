using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Arrays and spans of tuples, structs and records: one array for each part, all of the same length, so that the IR knows arrays of numbers
/// alone. As an operand such an array has the items of its elements; a table of constants is one term, and read as it is written.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>An array or span of numbers, or of values that can be taken apart.</summary>
    private bool IsArray(ITypeSymbol? type) => TypeOf(type).IsArray || PartsIn(type) is not null || RowsOf(type) is not null;

    /// <summary>What the elements of an array or span are, whatever they are; null for everything else.</summary>
    private ITypeSymbol? ElementOf(ITypeSymbol? type) => Substitute(type) switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol span when Types.IsSpan(span) => span.TypeArguments[0],
        _ => null,
    };

    /// <summary>What the elements of an array or span are made of; null where they are no composites of numbers.</summary>
    public Composite? ElementsOf(ITypeSymbol? type) => CompositeOf(ElementOf(type)) is { } elements && HasNumbersAlone(elements) && !IsInTable(elements) ? elements : null;

    /// <summary>What the elements of an array are made of: values, or objects that change.</summary>
    private Composite? PartsIn(ITypeSymbol? type) => ElementsOf(type) ?? ObjectsIn(type)?.Layout;

    private bool HasNumbersAlone(Composite composite) => composite.Parts.Count > 0
        && composite.Type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
        && composite.Parts.All(part => IsScalar(TypeOf(part.Type)) || IsArray(part.Type) || (CompositeOf(part.Type) is { } inner && HasNumbersAlone(inner)));

    /// <summary>Of arrays in arrays only rows are laid out in one; others may still be known one by one.</summary>
    private bool IsInTable(Composite elements)
    {
        if (IsSetInPlace(elements.Type) || elements.Parts.All(part => !IsArray(part.Type) || (IsScalar(TypeOf(ElementOf(part.Type))) && (part.Type as IArrayTypeSymbol)?.Rank is null or 1)))
        {
            return false;
        }

        HasOpenClasses = true;
        return _context.Carried.ByReference && !(_declared ??= Declared()).Contains(elements.Type.OriginalDefinition);
    }

    /// <summary>The same array or span, of one part of its elements.</summary>
    private ITypeSymbol ArrayLike(ITypeSymbol type, ITypeSymbol element) => Substitute(type) is INamedTypeSymbol span
        ? span.ConstructedFrom.Construct(element)
        : _context.Compilation.CreateArrayTypeSymbol(element, ((IArrayTypeSymbol)Substitute(type)!).Rank);

    /// <summary>An array of what an array or span holds.</summary>
    private IArrayTypeSymbol ArrayOf(ITypeSymbol type) => Substitute(type) as IArrayTypeSymbol ?? _context.Compilation.CreateArrayTypeSymbol(ElementOf(type)!);

    /// <summary>Constant elements that nobody has taken apart.</summary>
    private static bool IsTable(Operand array) => array.Term is { Type.IsArray: false };

    /// <summary>Any of the arrays that one stands for: they have the same lengths.</summary>
    private static Expression First(Operand array) => array.Leaves().First();

    private static Operand Each(Operand array, Func<Expression, Expression> map) => array.Term is { } leaf
        ? Operand.Of(map(leaf))
        : ReferenceEquals(array, Operand.Missing) ? array
        : array.IsRows ? Operand.OfRows([.. array.Items.Select(item => Each(item, map))])
        : Operand.OfObjects([.. array.Items.Select(item => Each(item, map))], array.Objects);

    private Operand Read(Operand array, params Expression[] indices) =>
        array.IsRows ? RowAt(array, indices[0])
        : array.Objects is { } objects ? Operand.Of(ElementOf(array, objects, indices[0]))
        : array.Term is { } leaf ? Operand.Of(Read(leaf, indices))
        : Operand.Of([.. array.Items.Select(item => Read(item, indices))]);

    private void Store(Operand array, Expression[] indices, Operand value, IOperation at)
    {
        if (array.IsRows)
        {
            StoreRow(array, indices[0], value, at);
            return;
        }

        if (array.Term is { } leaf)
        {
            Store(leaf, indices, Fitting(value, isWhole: true) ?? throw Unsupported.Expression(at), at);
            return;
        }

        if (array.Objects is { } objects)
        {
            StoreObject(array, objects, indices[0], value.Term, at);
            return;
        }

        Fitting(value, isWhole: false);
        for (var i = 0; i < array.Items.Count; i++)
        {
            Store(array.Items[i], indices, PartOf(value, i), at);
        }
    }

    /// <summary>Where an element of an array is kept.</summary>
    private static Place PlaceIn(Operand array, Expression[] indices, IOperation at) => array.IsRows || array.Objects is not null || array.Term is not null
        ? Place.Of(new ElementPlace(array, indices, at))
        : Place.Of([.. array.Items.Select(item => PlaceIn(item, indices, at))]);

    /// <summary>The place of an element that has parts; null for what is none, or is a constant.</summary>
    private Place? PlaceOfElement(IOperation instance, IReadOnlyList<IOperation> indices, IOperation at)
    {
        if (_references.Count > 0 && ItemsAt(instance) is { Objects: not null } items)
        {
            return PlaceIn(items, ListIndices(items, instance, indices, at), at);
        }

        if (PartsIn(instance.Type) is null || indices is [var range] && IsRange(range is IArgumentOperation argument ? argument.Value : range))
        {
            return null;
        }

        var array = Lower(instance);
        return IsTable(array) ? null : PlaceIn(array, Indices(array, instance, indices, at), at);
    }

    /// <summary>Evaluating it again changes nothing.</summary>
    private static bool IsRepeatable(IOperation operation) =>
        !operation.DescendantsAndSelf().Any(part => part is IAssignmentOperation or IIncrementOrDecrementOperation or IObjectCreationOperation || (part is IInvocationOperation call && !IsOfMath(call.TargetMethod)));

    private static bool IsOfMath(IMethodSymbol method) => method is { IsStatic: true, ContainingType: { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    private Operand Allocate(ITypeSymbol type, IReadOnlyList<Expression> lengths)
    {
        var receiver = _receiver;
        _receiver = null;
        return Allocate(type, lengths, receiver);
    }

    private Operand Allocate(ITypeSymbol type, IReadOnlyList<Expression> lengths, Place? receiver)
    {
        if (RowsOf(type) is not null)
        {
            throw Unsupported.Rows(_at!, type);
        }

        if (PartsIn(type) is { } elements)
        {
            return Operand.OfObjects([.. elements.Parts.Select((part, i) => Allocate(ArrayLike(type, part.Type), lengths, receiver is { Items.Count: > 0 } ? receiver.Items[i] : null))], ObjectsIn(type));
        }

        _receiver = receiver;
        return Operand.Of(Allocate(TypeOf(type), lengths));
    }

    /// <summary>null, as an array of any type.</summary>
    private Operand NoArray(ITypeSymbol type)
    {
        if (RowsOf(type) is not null)
        {
            return Operand.Missing;
        }

        if (PartsIn(type) is { } elements)
        {
            return Operand.OfObjects([.. elements.Parts.Select(part => NoArray(ArrayLike(type, part.Type)))], ObjectsIn(type));
        }

        var none = Placeholder(TypeOf(type));
        _nulls.Add(none);
        return Operand.Of(none);
    }

    /// <summary>A place for a table of constants is a name for it.</summary>
    private Place Fitted(Place place, Operand? value, ITypeSymbol type, string name) =>
        value?.List is { } list ? Place.Of(list)
        : place.Variable is null && IsReference(value?.Term) ? Place.Of(NewVariable(name, value!.Term!.Type, isActive: false))
        : place.Variable is null && value?.Term is { Type.IsArray: false } table && (PartsIn(type) is not null || RowsOf(type) is not null)
            ? Place.Of(NewVariable(name, table.Type, isActive: false))
            : place;

    /// <summary>A table of constants as arrays of its parts.</summary>
    private Operand Untabled(Operand value, ITypeSymbol type, IOperation at)
    {
        if (value.Term is not { Type.IsArray: false } table || ElementsOf(type) is null || (Substitute(type) as IArrayTypeSymbol)?.Rank > 1)
        {
            return value;
        }

        var element = ElementOf(type)!;
        var length = _pool.Opaque(IrType.Int, ["", ".Length"], table);
        var array = Allocate(ArrayOf(type), [length]);
        ForEachIndex(length, index => StoreInitial(array, [index], Items(_pool.Opaque(TypeOf(element), ["", "[", "]"], table, index), element), at));
        return array;
    }

    /// <summary>What LINQ makes of arrays, as an array; null for anything else.</summary>
    private Operand? SequenceAt(IOperation value) =>
        value is IInvocationOperation call && IsLinq(call.TargetMethod) && call.Type is INamedTypeSymbol { Arity: 1 } type && IsArray(_context.Compilation.CreateArrayTypeSymbol(type.TypeArguments[0]))
            ? ToArray(Source(value, call), type.TypeArguments[0], call)
            : null;
}
