using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Arrays and lists of objects that change: one array for each field. An object that is put into one lives there from then on, and its names
/// refer to the element; a reference to an element is its index.
/// </content>
internal sealed partial class Lowering
{
    private readonly Dictionary<(Expression Array, ListObject? List, Expression Index), Expression> _elements = [];

    /// <summary>The starts of iterations.</summary>
    private readonly HashSet<RegionBuilder> _iterations = [];

    /// <summary>What the objects of an array are; null for every other type, and for objects that hold more than numbers.</summary>
    private ObjectElements? ObjectsIn(ITypeSymbol? type) =>
        Substitute(type) is IArrayTypeSymbol { Rank: 1 } array && ObjectOf(array.ElementType) is { Type.IsAbstract: false } layout && layout.Parts.Count > 0
        && layout.Parts.All(part => IsScalar(TypeOf(part.Type)) || (CompositeOf(part.Type) is { } inner && HasNumbersAlone(inner)))
            ? new ObjectElements(layout, null)
            : null;

    private static Operand OfList(Operand items, ListObject list) => items.Objects is { } objects ? Operand.OfObjects(items.Items, objects with { List = list }) : items;

    /// <summary>A reference to an element.</summary>
    private Expression ElementOf(Operand array, ObjectElements objects, Expression index)
    {
        var at = Absolute(array, index);
        var key = (BaseOf(First(array)), objects.List, at);
        if (objects.List is not null)
        {
            key.Item1 = _pool.Int(0);
        }

        if (!_elements.TryGetValue(key, out var term))
        {
            var whole = IsView(First(array)) ? Each(array, BaseOf) : array;
            _elements.Add(key, term = Stands(new ElementReference(whole, at, objects.Layout, _builder), TypeOf(objects.Layout.Type)));
        }

        return term;
    }

    private Expression Absolute(Operand array, Expression index) =>
        IsView(First(array)) && ViewOf(First(array)).Offset is not Constant { Bits: 0 } ? Operation(Operator.Add, IrType.Int, ViewOf(First(array)).Offset, index) : index;

    private static bool IsSame(ObjectElements? one, ObjectElements? other) => ReferenceEquals(one?.List, other?.List);

    private bool IsSameArray(Operand one, Operand other) =>
        IsSame(one.Objects, other.Objects) && (one.Objects?.List is not null || ReferenceEquals(BaseOf(First(one)), BaseOf(First(other))));

    /// <summary>The fields of an element, of a list in the array that it has at the moment.</summary>
    private IReadOnlyList<Place> FieldsOf(ObjectReference one)
    {
        if (one is not ElementReference element)
        {
            return one.Fields;
        }

        var array = element.Array.Objects?.List is { } list ? Peek(list.Data)! : element.Array;
        return [.. array.Items.Select(item => PlaceIn(item, [element.Index], _statement!))];
    }

    /// <summary>Puts an object into an array. Its names refer to the element from here on.</summary>
    private void StoreObject(Operand array, ObjectElements objects, Expression index, Expression? value, IOperation at)
    {
        if (value is null || !_references.TryGetValue(value, out var reference) || reference is NoReference || Objects(value).Any(one => !ReferenceEquals(one.Layout, objects.Layout)))
        {
            throw Unsupported.Expression(at);
        }

        Detach(array, Absolute(array, index));
        var isMoved = reference is ObjectReference { IsMoved: false } and not ElementReference && !_builder.IsRepeatedIn(((ObjectReference)reference).Home, _iterations);
        if (!isMoved)
        {
            NoteCopy(objects.Layout, at.Syntax);
        }

        var content = Enumerable.Range(0, objects.Layout.Parts.Count).Select(i => Stable(Peek(FieldAt(value, i, at.Syntax)) ?? Operand.Missing)).ToArray();
        for (var i = 0; i < content.Length; i++)
        {
            Store(array.Items[i], [index], content[i], at);
        }

        if (isMoved)
        {
            ((ObjectReference)reference).IsMoved = true;
            var element = ElementOf(array, objects, index);
            foreach (var holder in _state.Variables.Where(variable => Held(_state[variable]).Contains((ObjectReference)reference)).ToArray())
            {
                _state[holder] = With(_state[holder]!, value, element);
            }
        }
    }

    /// <summary>A reference with one object for another.</summary>
    private Expression With(Expression term, Expression old, Expression next) => ReferenceEquals(term, old) ? next
        : !_references.TryGetValue(term, out var reference) ? term
        : reference is TableContent { Items: var items } ? Stands(new TableContent([.. items.Select(item => With(item, old, next))]), term.Type)
        : reference is ChosenReference chosen ? Either(chosen.Condition, With(chosen.Then, old, next), With(chosen.Otherwise, old, next))
        : term;

    private Operand With(Operand item, Expression old, Expression next) => item.Term is { } term ? Operand.Of(With(term, old, next))
        : item.Items.Count > 0 && item.Leaves().Any(leaf => ReferenceEquals(leaf, old)) ? Operand.Of([.. item.Items.Select(part => With(part, old, next))])
        : item;

    /// <summary><c>(a[i], a[j]) = (a[j], a[i])</c>: the objects change places, and their names go with them. False where it is anything else.</summary>
    private bool ChangePlaces(TupleTarget target, Operand value)
    {
        var elements = value.Items.Select(item => Element(item.Term)).ToArray();
        if (elements.All(element => element is null))
        {
            return false;
        }

        var places = target.Items.Select(item => (item as PlaceTarget)?.Place.Element).ToArray();
        if (elements.Length != places.Length || elements.Any(element => element is null || !IsSameArray(element.Array, elements[0]!.Array))
            || places.Any(place => place?.Array.Objects is null || !IsSameArray(place.Array, elements[0]!.Array)))
        {
            return false;
        }

        var array = elements[0]!.Array;
        var to = places.Select(place => Absolute(place!.Array, place.Indices[0])).ToArray();
        if (elements.Any(element => !to.Contains(element!.Index)) || to.Distinct().Count() != elements.Select(element => element!.Index).Distinct().Count()
            || _state.Variables.Any(variable => variable.Home.Encloses(_builder) && Held(_state[variable]).Any(one => one is ElementReference other && IsSameArray(other.Array, array))))
        {
            return false;
        }

        var whole = array.Objects!.List is { } list ? Peek(list.Data)! : array;
        var contents = elements.Select(element => whole.Items.Select(item => Stable(Read(item, element!.Index))).ToArray()).ToArray();
        for (var i = 0; i < to.Length; i++)
        {
            for (var part = 0; part < whole.Items.Count; part++)
            {
                Store(whole.Items[part], [to[i]], contents[i][part], target.Operation);
            }
        }

        return true;
    }

    /// <summary>Elements that others may take the place of while they are handed over are copied before.</summary>
    private Operand Apart(Operand value)
    {
        if (!value.Items.Any(item => Element(item.Term) is not null))
        {
            return value;
        }

        return Operand.Of([.. value.Items.Select(Kept)]);

        Operand Kept(Operand item)
        {
            if (Element(item.Term) is not { } element)
            {
                return item;
            }

            NoteCopy(element.Layout, Here);
            return Operand.Of(Snapshot(item.Term!));
        }
    }

    /// <summary>What names refer to an element that another object takes the place of keep the object that was there.</summary>
    private void Detach(Operand array, Expression index)
    {
        foreach (var holder in _state.Variables.Where(variable => variable.Home.Encloses(_builder) && Held(_state[variable]).Any(one => one is ElementReference element && IsSameArray(element.Array, array))).ToArray())
        {
            foreach (var element in Held(_state[holder]).OfType<ElementReference>().Where(element => !(element.Index is Constant known && index is Constant other && known.Bits != other.Bits)))
            {
                if (_state[holder] is not { } term || _references[term] is not ElementReference)
                {
                    throw Unsupported.Rows(Here, element.Layout.Type);
                }

                if (!ReferenceEquals(element.Index, index))
                {
                    NoteCopy(element.Layout, Here);
                }

                _state[holder] = Snapshot(term);
            }
        }
    }

    /// <summary>An object of its own with what an object holds now.</summary>
    private Expression Snapshot(Expression reference)
    {
        var source = Objects(reference).First();
        var term = NewObject(source.Layout, "");
        var copy = (ObjectReference)_references[term];
        for (var i = 0; i < copy.Fields.Count; i++)
        {
            Keep(copy.Fields[i], Stable(Peek(FieldAt(reference, i, Here)) ?? Operand.Missing));
        }

        return term;
    }

    /// <summary>What moves elements about by value would lose track of objects.</summary>
    private static void RequireValues(Operand array, IOperation at)
    {
        if (array.Objects is not null)
        {
            throw Unsupported.Expression(at);
        }
    }

    /// <summary>The index of the element that a reference means, which is one of an array; null where it may mean anything else.</summary>
    private Expression? IndexOf(Expression reference, Operand array) => _references[reference] switch
    {
        ElementReference element => IsSameArray(element.Array, array) ? element.Index : null,
        ChosenReference { } chosen when !IsObject(chosen.Then) => IndexOf(chosen.Otherwise, array),
        ChosenReference { } chosen when !IsObject(chosen.Otherwise) => IndexOf(chosen.Then, array),
        ChosenReference chosen => IndexOf(chosen.Then, array) is { } then && IndexOf(chosen.Otherwise, array) is { } otherwise ? Shallow(_pool.Select(chosen.Condition, then, otherwise)) : null,
        _ => null,
    };
}
