using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Tuples, structs and records: values of parts, and the places that their parts have.</summary>
internal sealed partial class Lowering
{
    private const int MostParts = 2_000;

    private readonly Dictionary<ITypeSymbol, Composite?> _composites = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, long> _sizes = new(SymbolEqualityComparer.Default);

    /// <summary>What is being initialized by <c>{ X = 1 }</c>, innermost last.</summary>
    private readonly Stack<Place> _initialized = [];

    /// <summary>The type whose members the current method is one of, as the key of its <c>this</c>.</summary>
    private static ISymbol SelfOf(IMethodSymbol method) => method.ContainingType.OriginalDefinition;

    public Composite? CompositeOf(ITypeSymbol? type)
    {
        if (Substitute(type) is not INamedTypeSymbol named)
        {
            return null;
        }

        if (!_composites.TryGetValue(named, out var composite))
        {
            _composites.Add(named, composite = GoesByReference(named) ? null : Composite.Of(named));
            foreach (var declaration in Composite.BodiesReadFor(named))
            {
                _context.Bodies.Follow(declaration);
            }

            _sizes[named] = 1;
            _sizes[named] = composite?.Parts.Sum(part => SizeOf(part.Type)) ?? 1;
        }

        return _sizes[named] <= MostParts ? composite : throw new BudgetExceededException($"{MostParts} parts of one value");
    }

    /// <summary>How many reals, arrays and other parts a value has in the end. Types that contain each other twice grow beyond all bounds.</summary>
    private long SizeOf(ITypeSymbol type) => CompositeOf(type) is null ? 1 : Math.Max(_sizes[(INamedTypeSymbol)Substitute(type)!], 1);

    /// <summary>The variable of a part: <c>p.X</c> is kept in <c>pX</c>.</summary>
    private static string NameOf(string whole, Part part)
    {
        var name = part.Name.TrimStart('_');
        return whole.Length == 0 || name.Length == 0 ? whole : whole + char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>Where an expression keeps its value, if it names a variable or a part of one.</summary>
    private Place? PlaceAt(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false } local => _frame.Find(local.Local),
        IParameterReferenceOperation parameter => _frame.Find(parameter.Parameter) ?? Captured(parameter.Parameter),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _initialized.Count > 0 => _initialized.Peek(),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => _frame.Find(type.OriginalDefinition) ?? OwnObject() ?? BaseOfSelf(type),
        IFieldReferenceOperation { Instance: { } instance } field => PlaceOfPart(instance, field.Field),
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 0 } property => PlaceOfPart(instance, property.Property),
        IArrayElementReferenceOperation element when IsRepeatable(element) => PlaceOfElement(element.ArrayReference, element.Indices, element),
        IPropertyReferenceOperation { Property.IsIndexer: true } component when PlaceOfComponent(component) is { } number => number,
        IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 1 } element when IsRepeatable(element) => PlaceOfElement(instance, element.Arguments, element),
        var element when NewerKinds.IsInlineElement(element) => PlaceOfInlineElement(element),
        IImplicitIndexerReferenceOperation element when IsRepeatable(element) => PlaceOfElement(element.Instance, [element.Argument], element),
        _ => null,
    };

    /// <summary><c>base</c>: the same value, of which the parts of base types stand first.</summary>
    private Place? BaseOfSelf(ITypeSymbol type)
    {
        for (var frame = _frame; frame is not null; frame = frame.Enclosing)
        {
            if (frame.Places.TryGetValue(SelfOf(frame.Method), out var self) && self.Variable is null && Inherits(frame.Method.ContainingType, type))
            {
                return self;
            }
        }

        return null;
    }

    private static bool Inherits(INamedTypeSymbol type, ITypeSymbol from)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level.OriginalDefinition, from.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the object is whose member is followed next: behind <c>base</c> it is still the one of the method around it.</summary>
    private INamedTypeSymbol? SelfTypeAt(IOperation instance) => instance is IInstanceReferenceOperation { Type: { } type } && Inherits(_frame.Method.ContainingType, type)
        ? _frame.FindConcrete(SelfOf(_frame.Method)) ?? _frame.Method.ContainingType
        : Substitute(TypeAt(instance)) as INamedTypeSymbol;

    private Place? PlaceOfPart(IOperation instance, ISymbol member)
    {
        if (ObjectAt(instance) is { } one)
        {
            return FieldOf(one, member, instance.Syntax);
        }

        var index = CompositeOf(TypeAt(instance))?.IndexOf(member) ?? -1;
        return index >= 0 && PlaceAt(instance) is { Variable: null } whole ? whole.Items[index] : null;
    }

    /// <summary>The parameter of a primary constructor, read by a member of the object.</summary>
    private Place? Captured(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && (_frame.Find(SelfOf(constructor)) ?? OwnObject()) is { } self
        && LayoutOf(constructor.ContainingType)?.IndexOf(parameter) is >= 0 and var index
        && (self.Variable is null || IsObject(_state[self.Variable]))
            ? PartAt(self, index)
            : null;

    private Operand ReadPlace(Place place, IOperation use) => Peek(place) is { } operand && (operand.Term is not null || place.Variable is null)
        ? operand
        : throw (place.Variable is { Type.IsArray: true } variable
            ? Unsupported.ArrayRebinding(use.Syntax.GetLocation(), variable.Name)
            : Unsupported.Expression(use));

    /// <summary>A part of a value; what has no parts is constant, and read as it is written.</summary>
    private Operand? ReadPart(IOperation whole, ISymbol member, IOperation use)
    {
        if (_references.Count > 0 && ObjectAt(whole) is not null)
        {
            return PlaceAt(use) is { } field ? ReadPlace(field, use) : null;
        }

        if (_references.Count > 0 && ReferenceIn(whole) is not null)
        {
            // It throws.
            throw Unsupported.Expression(use);
        }

        if (ReadField(whole, member, use) is { } read)
        {
            return read;
        }

        var index = CompositeOf(whole.Type)?.IndexOf(member) ?? -1;
        if (index < 0 || (whole is IInstanceReferenceOperation && PlaceAt(whole) is null))
        {
            return null;
        }

        if (PlaceAt(use) is { } place)
        {
            return ReadPlace(place, use);
        }

        return Lower(whole) is { Term: null } operand ? PartOf(operand, index) : null;
    }

    /// <summary>The value that <c>default</c> gives: zeros; what would be null is missing.</summary>
    private Operand Default(ITypeSymbol? type)
    {
        if (CompositeOf(type) is { } composite)
        {
            return composite.Type.IsReferenceType ? Operand.Missing : Operand.Of([.. composite.Parts.Select(part => Default(part.Type))]);
        }

        if (IsArray(type) && !TypeOf(type).IsArray)
        {
            return Operand.Missing;
        }

        var term = ObjectOf(type) is not null ? Null(type!) : Unread(TypeOf(type));
        return term is null ? Operand.Missing : Operand.Of(term);
    }

    /// <summary>A constant as its parts, where generated code can read them all; else as one term.</summary>
    private Operand Items(Expression term, ITypeSymbol? type)
    {
        if (CompositeOf(type) is not { } composite)
        {
            return Operand.Of(term);
        }

        var items = new List<Operand>();
        for (var i = 0; i < composite.Parts.Count; i++)
        {
            var part = composite.Parts[i];
            if (ReaderOf(composite, i) is not { } reader
                || Items(_pool.Opaque(TypeOf(part.Type), ["", reader], term), part.Type) is not { } item
                || (item.Term is not null && CompositeOf(part.Type) is not null))
            {
                return Operand.Of(term);
            }

            items.Add(item);
        }

        return Remember(Operand.Of(items), term);
    }

    /// <summary>What follows a value to read one of its parts in the generated code; null where it is out of reach.</summary>
    public string? ReaderOf(Composite composite, int index)
    {
        var part = composite.Parts[index];
        if (composite.Type.IsTupleType)
        {
            return $".Item{index + 1}";
        }

        if (composite.InlineLength > 0)
        {
            return $"[{index}]";
        }

        if (composite.IsNullable)
        {
            return index == 0 ? ".HasValue" : ".GetValueOrDefault()";
        }

        return part.Property is { GetMethod: { } getter } property && IsReachable(getter) ? "." + MethodName.Escape(property.Name)
            : part.Symbol is IFieldSymbol { IsImplicitlyDeclared: false } field && IsReachable(field) ? "." + MethodName.Escape(field.Name)
            : PropertyFor(composite, index) is { } plain ? "." + MethodName.Escape(plain.Name)
            : null;
    }

    private bool IsReachable(ISymbol symbol) => _context.Compilation.IsSymbolAccessibleWithin(symbol, _context.Method.ContainingType);
}
