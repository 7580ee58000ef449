using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The leaves of a composite parameter, or why it has none.</summary>
internal sealed record CompositeLeaves(LeafModel[] Models, string? Refused = null)
{
    public static readonly CompositeLeaves None = new([]);

    public int Count => Models.Length;
}

/// <summary>What a composite type means in a signature: the columns of a parameter, the rows of a result, and the way back.</summary>
internal sealed class CompositeReader
{
    private readonly Lowering _lowering;

    public CompositeReader(IMethodSymbol method, Compilation compilation, MethodBodies bodies, CancellationToken cancellation)
    {
        _lowering = new Lowering(new MethodContext(method, compilation, new CodeContext(false, 0, false), bodies, cancellation), cancellation);
    }

    /// <summary>What may be missing has no column and no row.</summary>
    private Composite? CompositeOf(ITypeSymbol type) => _lowering.CompositeOf(type) is { IsNullable: false } composite ? composite : null;

    /// <summary>The reals and arrays of reals in a parameter, each with the C# that reads it.</summary>
    public CompositeLeaves Leaves(ITypeSymbol type, string name)
    {
        var leaves = new List<LeafModel>();
        if (Elements(type) is { } elements)
        {
            return new CompositeLeaves([new LeafModel(name, Types.Of(type)) { Elements = elements }]);
        }

        if (CompositeOf(type) is not { } composite)
        {
            return ChangingClass(type) is { } advice ? new CompositeLeaves([], advice) : CompositeLeaves.None;
        }

        var refused = Collect(composite, name, leaves);
        return new CompositeLeaves([.. leaves], refused);
    }

    /// <summary>The reals of a result; null where it is no composite, empty where it has anything else or cannot be made again.</summary>
    public IReadOnlyList<LeafModel>? Rows(ITypeSymbol type)
    {
        if (CompositeOf(type) is not { } composite)
        {
            return null;
        }

        var rows = new List<LeafModel>();
        return AreReals(composite, "", rows) && Frontend.Construction.Of(_lowering, type) is not null ? rows : [];
    }

    /// <summary>A value that the method gives: its reals and arrays of reals, beside what is neither; null where some of it is not to be told or cannot be made again.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="target">The parameter it is put into; empty for what is returned.</param>
    public CarrierModel? Carrier(ITypeSymbol type, string target)
    {
        var rows = new List<LeafModel>();
        var isWhole = CompositeOf(type) is { } composite ? CollectRows(composite, "", rows) : CollectRow(type, "", rows);
        return isWhole && Frontend.Construction.Of(_lowering, type) is not null ? new CarrierModel(target, new EquatableArray<LeafModel>(rows)) : null;
    }

    private bool CollectRows(Composite composite, string access, List<LeafModel> rows)
    {
        for (var i = 0; i < composite.Parts.Count; i++)
        {
            if (_lowering.ReaderOf(composite, i) is not { } reader)
            {
                return false;
            }

            var type = composite.Parts[i].Type;
            if (!(CompositeOf(type) is { } inner ? CollectRows(inner, access + reader, rows) : CollectRow(type, access + reader, rows)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A part that is not taken apart. What may hold reals in another dress is none that can be told.</summary>
    private static bool CollectRow(ITypeSymbol type, string access, List<LeafModel> rows)
    {
        if (IsLeaf(type))
        {
            rows.Add(new LeafModel(access, Types.Of(type)));
            return true;
        }

        return type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum
            || type.SpecialType == SpecialType.System_String
            || Types.Of(type) is { Kind: Ir.TypeKind.Integer or Ir.TypeKind.Boolean } or { Kind: Ir.TypeKind.Array, Element.Kind: Ir.TypeKind.Integer or Ir.TypeKind.Boolean };
    }

    /// <summary>The elements of an array that is returned; null where they are no composites of reals alone, or cannot be made again.</summary>
    public ElementsModel? RowElements(ITypeSymbol type)
    {
        var rows = new List<LeafModel>();
        return type is IArrayTypeSymbol { Rank: 1 }
            && _lowering.ElementsOf(type) is { } elements
            && AreReals(elements, "", rows)
            && Frontend.Construction.Of(_lowering, elements.Type) is { } construction
                ? new ElementsModel(Types.Text(elements.Type), new EquatableArray<LeafModel>(rows), new EquatableArray<string>(construction))
                : null;
    }

    /// <summary>The texts around new leaves, see <see cref="ParameterModel.Construction"/>.</summary>
    public IReadOnlyList<string>? Construction(ITypeSymbol type) => Frontend.Construction.Of(_lowering, type, path => ConstantAt(type, path));

    private string? ConstantAt(ITypeSymbol type, IReadOnlyList<int> path)
    {
        var access = ParameterModel.Self;
        foreach (var index in path)
        {
            var composite = CompositeOf(type)!;
            access += _lowering.ReaderOf(composite, index);
            type = composite.Parts[index].Type;
        }

        var inner = new List<LeafModel>();
        var hasLeaves = IsLeaf(type) || Elements(type) is not null || (CompositeOf(type) is { } part && Collect(part, "", inner) is null && inner.Count > 0);
        return hasLeaves ? null : access;
    }

    /// <summary>The elements of an array of structs, records or tuples with reals in them; null for anything else, or where they cannot be read.</summary>
    private ElementsModel? Elements(ITypeSymbol type)
    {
        var leaves = new List<LeafModel>();
        if (_lowering.RowsOf(type) is { } row && (IsLeaf(row) || Elements(row) is not null))
        {
            return new ElementsModel(Types.Text(row), new EquatableArray<LeafModel>([new LeafModel("", Types.Of(row)) { Elements = Elements(row) }]), new EquatableArray<string>(["", ""]));
        }

        return (type as IArrayTypeSymbol)?.Rank is null or 1
            && _lowering.ElementsOf(type) is { } elements
            && Collect(elements, "", leaves) is null
            && leaves.Count > 0
                ? new ElementsModel(Types.Text(elements.Type), new EquatableArray<LeafModel>(leaves), new EquatableArray<string>(Construction(elements.Type) ?? []))
                : null;
    }

    private static bool IsLeaf(ITypeSymbol type) => Types.Of(type) is { IsReal: true } or { IsArray: true, Element.IsReal: true, Rank: <= 2 };

    private string? Collect(Composite composite, string access, List<LeafModel> leaves)
    {
        for (var i = 0; i < composite.Parts.Count; i++)
        {
            var part = composite.Parts[i];
            if (_lowering.ReaderOf(composite, i) is not { } reader)
            {
                return $"let '{composite.Type.Name}.{part.Name}' be read where the method stands";
            }

            if (Elements(part.Type) is { } elements)
            {
                leaves.Add(new LeafModel(access + reader, Types.Of(part.Type)) { Elements = elements });
            }
            else if (CompositeOf(part.Type) is { } inner)
            {
                if (Collect(inner, access + reader, leaves) is { } refused)
                {
                    return refused;
                }
            }
            else if (IsLeaf(part.Type))
            {
                leaves.Add(new LeafModel(access + reader, Types.Of(part.Type)));
            }
            else if (RealTypes.MayBe(part.Type) || ChangingClass(part.Type) is not null)
            {
                return $"give '{composite.Type.Name}.{part.Name}' a type of reals";
            }
        }

        return null;
    }

    private bool AreReals(Composite composite, string access, List<LeafModel> rows)
    {
        for (var i = 0; i < composite.Parts.Count; i++)
        {
            var type = composite.Parts[i].Type;
            if (_lowering.ReaderOf(composite, i) is not { } reader)
            {
                return false;
            }

            if (CompositeOf(type) is { } inner)
            {
                if (!AreReals(inner, access + reader, rows))
                {
                    return false;
                }
            }
            else if (Types.Of(type).IsReal)
            {
                rows.Add(new LeafModel(access + reader, Types.Of(type)));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An object of the user's that holds reals and may change: which of them is meant when is not known.</summary>
    private static string? ChangingClass(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, SpecialType: SpecialType.None } named
        && named.Locations.Any(location => location.IsInSource)
        && named.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && !field.IsReadOnly && IsLeaf(field.Type))
            ? $"make '{named.Name}' a record or a struct"
            : null;
}
