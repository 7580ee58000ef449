using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Objects that change: which object a name refers to is known while compiling, so its fields are variables like any local. A reference is a
/// term that stands for the object and goes through variables, arguments, fields and results; none of them ever reaches the output.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<Expression, Reference> _references = [];

    /// <summary>The variables that are fields, and whose.</summary>
    private readonly Dictionary<Variable, ObjectReference> _fields = [];

    private readonly Dictionary<ITypeSymbol, Composite?> _layoutsOf = new(SymbolEqualityComparer.Default);

    /// <summary>Objects whose constructor or initializer runs.</summary>
    private readonly HashSet<ObjectReference> _making = [];

    /// <summary>Classes with an object that was given a new field after it was made.</summary>
    private readonly HashSet<ISymbol> _mutated = new(SymbolEqualityComparer.Default);

    /// <summary>Classes with an object of which a copy stands for it under one of several names.</summary>
    private readonly HashSet<ISymbol> _copied = new(SymbolEqualityComparer.Default);

    /// <summary>The fields of an object that may change; null for every other type.</summary>
    private Composite? ObjectOf(ITypeSymbol? type)
    {
        if (Substitute(type) is not INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class } named)
        {
            return null;
        }

        if (!_layoutsOf.TryGetValue(named, out var layout))
        {
            _layoutsOf.Add(named, layout = GoesByReference(named) ? Composite.OfAnyObject(named) : Composite.OfObject(named));
        }

        return layout;
    }

    /// <summary>The parts of a value, or of an object.</summary>
    private Composite? LayoutOf(ITypeSymbol? type) => CompositeOf(type) ?? ObjectOf(type);

    private bool IsReference(Expression? term) => term is not null && _references.ContainsKey(term);

    /// <summary>A reference that is, or may be, more than null.</summary>
    private bool IsObject(Expression? term) => term is not null && _references.TryGetValue(term, out var reference) && reference is not NoReference;

    private Expression Stands(Reference reference, IrType type)
    {
        var term = _pool.Opaque(type, [$"object {_references.Count}"]);
        _references.Add(term, reference);
        return term;
    }

    private Expression Null(ITypeSymbol type)
    {
        var term = _pool.Opaque(TypeOf(type), ["null"]);
        if (!_references.ContainsKey(term))
        {
            _references.Add(term, new NoReference());
            _nullTypes.Add(term, type);
        }

        return term;
    }

    private Expression Either(Expression condition, Expression then, Expression otherwise) =>
        ReferenceEquals(then, otherwise) ? then
        : condition is Constant known ? known.Bits != 0 ? then : otherwise
        : Stands(new ChosenReference(condition, then, otherwise), then.Type);

    /// <summary>A new object with fields that have no value yet.</summary>
    private Expression NewObject(Composite layout, string name)
    {
        var made = new ObjectReference(layout, _builder);
        made.Fields = [.. layout.Parts.Select(part => Owned(made, PlaceOf(part.Type, NameOf(name, part), isActive: true)))];
        return Stands(made, TypeOf(layout.Type));
    }

    private Place Owned(ObjectReference owner, Place place)
    {
        foreach (var variable in place.Variables())
        {
            _fields[variable] = owner;
        }

        return place;
    }

    /// <summary>A nameless variable that holds a reference: <c>this</c>.</summary>
    private Place Holder(Expression reference)
    {
        var holder = NewVariable("", reference.Type, isActive: false);
        _state[holder] = reference;
        return Place.Of(holder);
    }

    /// <summary>The objects that a reference may refer to.</summary>
    private IEnumerable<ObjectReference> Objects(Expression? term) => term is null || !_references.TryGetValue(term, out var reference) ? [] : reference switch
    {
        ObjectReference one => [one],
        ChosenReference chosen => Objects(chosen.Then).Concat(Objects(chosen.Otherwise)),
        _ => [],
    };

    /// <summary>The same, and the objects in a table.</summary>
    private IEnumerable<ObjectReference> Held(Expression? term) => term is not null && _references.TryGetValue(term, out var reference) && reference is TableContent { Items: var items }
        ? items.SelectMany(item => item.Leaves()).SelectMany(Held)
        : Objects(term);

    /// <summary>Whether a reference is null.</summary>
    private Expression IsNull(Expression term) => _references[term] switch
    {
        ChosenReference { } chosen when IsNull(chosen.Then) is var then && IsNull(chosen.Otherwise) is var otherwise => (then, otherwise) switch
        {
            (Constant { Bits: 0 }, Constant { Bits: 0 }) => then,
            (Constant { Bits: not 0 }, Constant { Bits: not 0 }) => then,
            (Constant { Bits: not 0 }, Constant { Bits: 0 }) => chosen.Condition,
            (Constant { Bits: 0 }, Constant { Bits: not 0 }) => Not(chosen.Condition),
            _ => Shallow(_pool.Select(chosen.Condition, then, otherwise)),
        },
        NoReference => _pool.Boolean(true),
        _ => _pool.Boolean(false),
    };

    /// <summary>The other way round.</summary>
    private Expression IsThere(Expression isNull) => isNull is Constant known ? _pool.Boolean(known.Bits == 0) : Not(isNull);

    /// <summary>Whether two references refer to one object.</summary>
    private Expression AreOne(Expression a, Expression b) => (_references[a], _references[b]) switch
    {
        _ when ReferenceEquals(a, b) => _pool.Boolean(true),
        (ChosenReference chosen, _) => Decide(chosen, AreOne(chosen.Then, b), AreOne(chosen.Otherwise, b)),
        (_, ChosenReference chosen) => Decide(chosen, AreOne(a, chosen.Then), AreOne(a, chosen.Otherwise)),
        (NoReference, NoReference) => _pool.Boolean(true),
        (ElementReference one, ElementReference other) when IsSameArray(one.Array, other.Array) => Operation(Operator.Equal, IrType.Boolean, one.Index, other.Index),
        (ElementReference, ElementReference or NoReference) or (NoReference, ElementReference) => throw Unsupported.Expression(Here),
        _ => _pool.Boolean(false),
    };

    private Expression Decide(ChosenReference chosen, Expression then, Expression otherwise) =>
        ReferenceEquals(then, otherwise) ? then : Shallow(_pool.Select(chosen.Condition, then, otherwise));

    /// <summary>An object gets a new value in one of its fields. Where copies stand for one object, the others would not see it.</summary>
    private void NoteMutation(Place place, IOperation at)
    {
        var owners = place.Variables().Select(variable => _fields.TryGetValue(variable, out var known) ? known : null).OfType<ObjectReference>();
        if (at is IMemberReferenceOperation { Instance: { } instance } && ObjectAt(instance) is { } one)
        {
            owners = owners.Concat(Objects(one));
        }

        foreach (var owner in owners.Where(owner => !_making.Contains(owner)).Distinct().ToArray())
        {
            if (_mutated.Add(owner.Layout.Type.OriginalDefinition) && _copied.Contains(owner.Layout.Type.OriginalDefinition))
            {
                throw Unsupported.SideEffect(at);
            }
        }
    }

    /// <summary>A copy stands for an object that has other names, which is the same as long as no such object changes.</summary>
    private void NoteCopy(ObjectReference one, SyntaxNode at) => NoteCopy(one.Layout, at);

    private void NoteCopy(Operand array)
    {
        if (array.Objects is { } objects)
        {
            NoteCopy(objects.Layout, Here);
        }
    }

    private void NoteCopy(Composite layout, SyntaxNode at)
    {
        if (_copied.Add(layout.Type.OriginalDefinition) && _mutated.Contains(layout.Type.OriginalDefinition))
        {
            throw Unsupported.Rows(at, layout.Type);
        }
    }

    /// <summary>The variables beyond a region that hold an object.</summary>
    private IEnumerable<Variable> Holders(State state, ObjectReference one, RegionBuilder region) =>
        state.Variables.Where(variable => IsReference(state[variable]) && variable.Home.Encloses(region) && Held(state[variable]).Contains(one));

    /// <summary>What the names of a method referred to that has ended is nobody's business any more.</summary>
    private void ForgetReferences(Frame frame, IOperation body)
    {
        if ((_references.Count == 0 && _givenRows.Count == 0) || body.DescendantsAndSelf().Any(part => part is IAnonymousFunctionOperation or ILocalFunctionOperation or IMethodReferenceOperation))
        {
            return;
        }

        foreach (var (symbol, place) in frame.Places.Select(pair => (pair.Key, pair.Value)))
        {
            if (symbol is not (IParameterSymbol { RefKind: not RefKind.None } or ILocalSymbol { RefKind: not RefKind.None }) && place.Variable is { } variable && (IsReference(_state[variable]) || IsGivenRow(_state[variable])) && !_fields.ContainsKey(variable))
            {
                _state[variable] = null;
            }
        }
    }

    /// <summary>No object of this method is known to the output.</summary>
    private void RequireNoObject(Region body)
    {
        if (_references.Count > 0 || _callees.Count > 0)
        {
            Walk.Statements(body, statement =>
            {
                if (_callees.Count > 0 && Walk.ExpressionsOf([.. Walk.Roots(statement), .. Walk.Regions(statement).SelectMany(region => region.Yields)]).Any(IsCallee))
                {
                    throw Unsupported.Expression(Here);
                }

                if (Walk.ExpressionsOf([.. Walk.Roots(statement), .. Walk.Regions(statement).SelectMany(region => region.Yields)]).FirstOrDefault(IsObject) is { } known)
                {
                    throw Objects(known).FirstOrDefault() is { } one ? Unsupported.Rows(Here, one.Layout.Type) : Unsupported.Expression(Here);
                }
            });
        }
    }
}
