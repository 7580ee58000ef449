using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Which constructor puts its arguments into the parts of an object and does nothing else. It is lowered to see: what holds then
/// holds however it is written.
/// </summary>
internal sealed partial class Lowering
{
    private Dictionary<ITypeSymbol, Maker?> _makers = new(SymbolEqualityComparer.Default);

    /// <summary>The shortest way to make a value of its parts; null where none is in reach of the generated code.</summary>
    public Maker? MakerOf(Composite composite)
    {
        if (composite.IsLibrary || composite.IsPair)
        {
            int[] all = [.. Enumerable.Range(0, composite.Parts.Count)];
            return new Maker(all, [.. all.Select(_ => "")], []);
        }

        if (!_makers.TryGetValue(composite.Type, out var maker))
        {
            _makers.Add(composite.Type, null);
            _makers[composite.Type] = maker = composite.Type.InstanceConstructors
                .Where(IsReachable)
                .OrderByDescending(constructor => constructor.Parameters.Length)
                .Select(constructor => Maker(composite, constructor))
                .FirstOrDefault(found => found is not null);
        }

        return maker;
    }

    private Maker? Maker(Composite composite, IMethodSymbol constructor)
    {
        if (composite.Type.IsAbstract || constructor.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out) || PartsSetBy(constructor, composite) is not { } arguments)
        {
            return null;
        }

        int[] members = [.. Enumerable.Range(0, composite.Parts.Count).Except(arguments)];
        return members.All(index => IsSettable(composite.Parts[index]))
            && (HasAllRequired(constructor) || composite.Parts.Where((_, i) => !members.Contains(i)).All(part => !IsRequired(part)))
                ? new Maker(arguments, [.. arguments.Select(_ => "")], members)
                : null;
    }

    private bool IsSettable(Part part) => part.Property is { } property
        ? property.SetMethod is { } setter && IsReachable(setter)
        : part.Symbol is IFieldSymbol { IsReadOnly: false } field && IsReachable(field);

    private static bool HasAllRequired(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Told by the syntax: Roslyn 4.3 has no name for it.</summary>
    private static bool IsRequired(Part part) => (part.Property ?? part.Symbol)?.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .Any(syntax => syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member is not TypeDeclarationSyntax && member.Modifiers.Any(modifier => modifier.Text == "required")) == true;

    /// <summary>For each parameter the part that it ends up in; null where the constructor does anything else.</summary>
    private int[]? PartsSetBy(IMethodSymbol constructor, Composite composite) =>
        _context.Bodies.Of(_context.Method) is { Body: var site }
            ? Trial(trial => trial.TryPartsSetBy(site, constructor, composite))
            : null;

    private int[]? TryPartsSetBy(IOperation site, IMethodSymbol constructor, Composite composite)
    {
        var place = Fresh(composite);
        var before = composite.Parts.Select((_, i) => Peek(place.Items[i])).ToArray();
        var given = constructor.Parameters.Select(parameter => Probe(parameter.Type)).ToArray();
        Passed[] arguments = [.. constructor.OriginalDefinition.Parameters.Select((parameter, i) => new Passed(parameter, given[i], null, IsActive: false))];
        RunConstructor(site, constructor, arguments, place);
        if (!_builder.IsEmpty || _state.Thrown)
        {
            return null;
        }

        int[] parts = [.. given.Select(argument => composite.Parts.Select((_, i) => i).Where(i => AreSame(Peek(place.Items[i]), argument)).DefaultIfEmpty(-1).First())];
        var others = Enumerable.Range(0, composite.Parts.Count).Except(parts);
        return parts.Contains(-1) || others.Any(i => !AreSame(Peek(place.Items[i]), before[i])) ? null : parts;
    }

    /// <summary>The property that gives a field which is itself out of reach.</summary>
    private IPropertySymbol? PropertyFor(Composite composite, int index) => composite.Type.GetMembers().OfType<IPropertySymbol>()
        .Where(property => property is { IsStatic: false, IsIndexer: false, IsVirtual: false, GetMethod: { } getter } && IsReachable(getter) && SymbolEqualityComparer.Default.Equals(property.Type, composite.Parts[index].Type))
        .FirstOrDefault(property => Trial(trial => trial.Gives(property, composite, index)) == true);

    private bool? Gives(IPropertySymbol property, Composite composite, int index)
    {
        if (_context.Bodies.Of(property.GetMethod!) is not { IsOneExpression: true } source)
        {
            return false;
        }

        var place = Fresh(composite);
        Keep(place, Probe(composite.Type));
        var result = Inline(source.Body, property.GetMethod!, source.Body, source.Model, null, [], place);
        return _builder.IsEmpty && AreSame(result, Peek(place.Items[index]));
    }

    /// <summary>Lowers apart from the method, to see what comes of it; null where it cannot be followed.</summary>
    private T? Trial<T>(Func<Lowering, T?> run)
    {
        var model = _context.Bodies.ModelOf(_context.Method.DeclaringSyntaxReferences[0].SyntaxTree);
        var trial = new Lowering(_context, _cancellation) { _makers = _makers };
        trial._frame = new Frame(_context.Method, model, null, null, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        try
        {
            return run(trial);
        }
        catch (Exception fault) when (fault is Refusal or BrokenSource or CarriedLate)
        {
            return default;
        }
    }

    private Operand Probe(ITypeSymbol type) => CompositeOf(type) is { } composite
        ? Operand.Of([.. composite.Parts.Select(part => Probe(part.Type))])
        : Operand.Of(_pool.Input(TypeOf(type), "", ""));

    private static bool AreSame(Operand? a, Operand? b) => ReferenceEquals(a, b)
        || (a is not null && b is not null && a.Items.Count == b.Items.Count && ReferenceEquals(a.Term, b.Term) && a.Items.Zip(b.Items, AreSame).All(same => same));
}
