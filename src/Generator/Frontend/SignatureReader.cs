using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Reads the declaration of a marked method; whatever makes it unusable is refused at its own token.</summary>
internal sealed class SignatureReader
{
    private readonly IMethodSymbol _method;
    private readonly AttributeData _attribute;
    private readonly CompositeReader _composites;
    private readonly CancellationToken _cancellation;
    private ResultReader _results = null!;

    public SignatureReader(IMethodSymbol method, AttributeData attribute, CompositeReader composites, CancellationToken cancellation)
    {
        _method = method;
        _attribute = attribute;
        _composites = composites;
        _cancellation = cancellation;
    }

    /// <summary>The bodies of the methods that it calls.</summary>
    public required MethodBodies Bodies { get; init; }

    /// <summary>Derivatives become members of its type, which must therefore be partial.</summary>
    public bool IsMember { get; init; } = true;

    /// <summary>Which parameters have no columns; null: those that are marked [Constant].</summary>
    public Func<IParameterSymbol, bool>? Constants { get; init; }

    public Signature Read(IOperation? body)
    {
        CheckDeclaration();
        if (IsMember)
        {
            CheckTypes();
        }

        if (_method.Parameters.Select(parameter => parameter.Type).Append(_method.ReturnType).Any(IsUnknown))
        {
            throw new BrokenSource();
        }

        _results = new ResultReader(_method, _composites, new ReferencesWritten(body, Bodies));
        var destination = !_results.HasRows ? Destination(body) : null;
        ParameterModel[] parameters = [.. _method.Parameters.Select(parameter => Parameter(parameter, SymbolEqualityComparer.Default.Equals(parameter, destination)))];
        if (!parameters.Any(parameter => parameter.IsActive))
        {
            throw Refuse(Descriptors.NothingToDifferentiate);
        }

        return new Signature
        {
            Parameters = new EquatableArray<ParameterModel>(parameters),
            Output = destination is not null ? DestinationOutput(destination) : _results.IsMore ? WholeOutput() : Output(),
            ReturnType = Types.Text(_method.ReturnType),
            Kinds = KindsOf(_attribute),
            IsStrict = _attribute.NamedArguments.Any(argument => argument is { Key: "Fallback", Value.Value: 1 }),
        };
    }

    /// <summary>A type that does not exist, which the compiler says itself.</summary>
    private static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol named => named.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error || named.TypeArguments.Any(IsUnknown),
        _ => false,
    };

    /// <summary>The derivatives that [Differentiable] asks for.</summary>
    public static DerivativeKinds KindsOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: int kinds }] ? (DerivativeKinds)kinds : DerivativeKinds.Jacobian;

    private void CheckDeclaration()
    {
        if (_method.MethodKind != MethodKind.Ordinary)
        {
            throw Refuse(Descriptors.NotAMethod, KindText(_method.MethodKind));
        }

        if (_method.IsVararg)
        {
            throw Refuse(Descriptors.NotAMethod, "a method with __arglist");
        }

        if (_method.GetAttributes().Any(attribute => attribute.Is("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute")))
        {
            throw Refuse(Descriptors.NotAMethod, "called by unmanaged code alone");
        }

        if (_method.ContainingType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface)
        {
            throw Refuse(Descriptors.InterfaceMember, _method.ContainingType.Name);
        }

        if (_method.IsAbstract || _method.IsExtern || (_method.IsPartialDefinition && _method.PartialImplementationPart is null))
        {
            throw Refuse(Descriptors.NoBody, _method.IsAbstract ? "abstract" : _method.IsExtern ? "extern" : "partial");
        }

        if (_method.IsAsync)
        {
            throw Refuse(Descriptors.AsyncMethod);
        }

        if (Declarations().Any(IsIterator))
        {
            throw Refuse(Descriptors.IteratorMethod);
        }
    }

    private static string KindText(MethodKind kind) => kind switch
    {
        MethodKind.LocalFunction => "a local function",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.PropertyGet or MethodKind.PropertySet => "an accessor",
        MethodKind.ExplicitInterfaceImplementation => "the implementation of an interface's member",
        MethodKind.Constructor => "a constructor",
        _ => "not an ordinary method",
    };

    private IEnumerable<SyntaxNode> Declarations() =>
        (_method.PartialImplementationPart ?? _method).DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_cancellation));

    private static bool IsIterator(SyntaxNode declaration) => declaration
        .DescendantNodes(node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
        .Any(node => node is YieldStatementSyntax);

    private void CheckTypes()
    {
        for (var type = _method.ContainingType; type is not null; type = type.ContainingType)
        {
            TypeDeclarationSyntax[] declarations = [.. type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_cancellation)).OfType<TypeDeclarationSyntax>()];
            if (declarations.Any(declaration => !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                throw Refuse(Descriptors.TypeNotPartial, type.Name);
            }

            if (declarations.Any(declaration => declaration.Modifiers.Any(modifier => modifier.Text == "file")))
            {
                throw Refuse(Descriptors.FileLocalType, type.Name);
            }
        }

        if (TypeCalledVar() is { } hiding)
        {
            throw Refuse(Descriptors.VarIsAType, hiding.ToDisplayString());
        }
    }

    /// <summary>Among the types around the method, their bases, their namespaces and what these are made of.</summary>
    private ITypeSymbol? TypeCalledVar()
    {
        const string Name = "var";
        for (var type = _method.ContainingType; type is not null; type = type.ContainingType)
        {
            for (var @base = type; @base is not null; @base = @base.BaseType)
            {
                if (@base.GetTypeMembers(Name, 0) is [var nested, ..])
                {
                    return nested;
                }
            }

            if (type.Name == Name && type.Arity == 0)
            {
                return type;
            }

            if (type.TypeParameters.FirstOrDefault(parameter => parameter.Name == Name) is { } given)
            {
                return given;
            }
        }

        for (var space = _method.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (space.GetTypeMembers(Name, 0) is [var found, ..])
            {
                return found;
            }
        }

        return _method.TypeParameters.FirstOrDefault(parameter => parameter.Name == Name);
    }

    private ParameterModel Parameter(IParameterSymbol parameter, bool isDestination)
    {
        var isConstant = IsConstant(parameter);
        var passing = _results.Passing(parameter);
        var type = Types.Of(parameter.Type);
        var carries = type.IsReal || (type is { IsArray: true, Element.IsReal: true, Rank: <= 2 });
        if (HoldsPointers(parameter.Type))
        {
            throw new Refusal(Descriptors.Pointer, parameter.Locations[0], parameter.Name, _method.Name, parameter.Type.ToDisplayString()) { IsBare = true };
        }

        var name = MethodName.Escape(parameter.Name);
        if (passing == ParameterPassing.Out)
        {
            return new ParameterModel(name, ParameterText.Declaration(parameter), type, false, EquatableArray<int>.Empty, false) { Passing = passing };
        }

        var leaves = isConstant || carries ? CompositeLeaves.None : _composites.Leaves(parameter.Type, name);
        if (!isConstant && !carries && (leaves.Refused ?? (leaves.Count == 0 && RealTypes.MayBe(parameter.Type) ? UseReals : null)) is { } advice)
        {
            throw Refuse(Descriptors.ParameterType, parameter, parameter.Name, _method.Name, parameter.Type.ToDisplayString(), advice);
        }

        return new ParameterModel(
            name,
            ParameterText.Declaration(parameter),
            type,
            (carries || leaves.Count > 0) && !isConstant && !isDestination,
            SizeOf(parameter, type),
            isDestination)
        {
            Passing = passing,
            Capture = CaptureOf(parameter.Type),
            Leaves = new EquatableArray<LeafModel>(leaves.Models),
            Construction = new EquatableArray<string>(leaves.Count > 0 ? [.. _composites.Construction(parameter.Type) ?? []] : []),
        };
    }

    private const string UseReals = "pass double, float, arrays or spans of them, or structs and records made of those";

    private static CaptureForm CaptureOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol span when Types.IsSpan(span) => CaptureForm.Span,
        { IsRefLikeType: true } or { SpecialType: SpecialType.System_TypedReference } => CaptureForm.Impossible,
        _ => CaptureForm.Plain,
    };

    /// <summary>Outside unsafe code nobody can name them.</summary>
    private static bool HoldsPointers(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HoldsPointers(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HoldsPointers),
        _ => false,
    };

    private EquatableArray<int> SizeOf(IParameterSymbol parameter, IrType type) =>
        Size(parameter.GetAttributes(), type, parameter.Name, parameter.Locations[0]);

    private EquatableArray<int> Size(IEnumerable<AttributeData> attributes, IrType type, string name, Location location)
    {
        if (attributes.FirstOrDefault(attribute => IsOurs(attribute, "SizeAttribute")) is not { } size)
        {
            return EquatableArray<int>.Empty;
        }

        int[] lengths = [.. size.ConstructorArguments.Select(argument => argument.Value is int length ? length : 0)];
        if (!type.IsArray || lengths.Length != type.Rank)
        {
            throw new Refusal(Descriptors.Size, location, name, type.IsArray ? $"has {lengths.Length} lengths for {type.Rank} dimensions" : "stands on something else than an array or span") { IsBare = true };
        }

        const double LongestArray = 0x7FFFFFC7;
        return lengths.Any(length => length < 1) ? throw new Refusal(Descriptors.Size, location, name, "has a length below 1") { IsBare = true }
            : lengths.Aggregate(1.0, (product, length) => product * length) > LongestArray ? throw new Refusal(Descriptors.Size, location, name, "is longer than an array can be") { IsBare = true }
            : new EquatableArray<int>(lengths);
    }

    private MethodOutput Output()
    {
        if (_method.ReturnsByRef || _method.ReturnsByRefReadonly)
        {
            throw Refuse(Descriptors.ReturnType, "ref " + _method.ReturnType.ToDisplayString());
        }

        if (!Types.Of(_method.ReturnType).IsArray)
        {
            Size(_method.GetReturnTypeAttributes(), Types.Of(_method.ReturnType), _method.Name, _method.Locations[0]);
        }

        if (_composites.Rows(_method.ReturnType) is { } rows)
        {
            return rows.Count > 0
                ? new MethodOutput(OutputShape.List, rows.Any(row => row.Type.Kind == Ir.TypeKind.Double) ? IrType.Double : IrType.Float, 0, rows.Count)
                {
                    Readers = new EquatableArray<string>([.. rows.Select(row => row.Access)]),
                }
                : throw Refuse(Descriptors.ReturnType, _method.ReturnType.ToDisplayString());
        }

        if (_composites.RowElements(_method.ReturnType) is { } elements)
        {
            return new MethodOutput(OutputShape.Array, elements.Leaves.Any(row => row.Type.Kind == Ir.TypeKind.Double) ? IrType.Double : IrType.Float, 1, 0) { Elements = elements };
        }

        var type = Types.Of(_method.ReturnType);
        if (type.IsReal)
        {
            return new MethodOutput(OutputShape.Scalar, type, 0, 1);
        }

        if (type is not { Kind: Ir.TypeKind.Array, Element.IsReal: true, Rank: <= 2 })
        {
            throw Refuse(Descriptors.ReturnType, _method.ReturnType.ToDisplayString());
        }

        var size = Size(_method.GetReturnTypeAttributes(), type, _method.Name, _method.Locations[0]);
        return new MethodOutput(OutputShape.Array, type.Element!, type.Rank, size.Aggregate(size.Count == 0 ? 0 : 1, (rows, length) => rows * length));
    }

    /// <summary>The result where it is more than reals, or where parameters are set.</summary>
    private MethodOutput WholeOutput()
    {
        if (!Types.Of(_method.ReturnType).IsArray)
        {
            Size(_method.GetReturnTypeAttributes(), Types.Of(_method.ReturnType), _method.Name, _method.Locations[0]);
        }

        var refs = _method.ReturnsByRef || _method.ReturnsByRefReadonly ? "ref " : "";
        return _results.Read(out var culprit)
            ?? throw (culprit is null ? Refuse(Descriptors.ReturnType, refs + _method.ReturnType.ToDisplayString()) : ByReference(culprit));
    }

    private Refusal ByReference(IParameterSymbol parameter) =>
        Refuse(Descriptors.ByReference, parameter, parameter.Name, _method.Name, parameter.RefKind == RefKind.Ref ? "ref" : "out", $"'{parameter.Type.ToDisplayString()}' cannot be given back as a result");

    private MethodOutput DestinationOutput(IParameterSymbol destination)
    {
        var size = SizeOf(destination, Types.Of(destination.Type));
        return new MethodOutput(OutputShape.Destination, Types.Of(destination.Type).Element!, 1, size.Count == 0 ? 0 : size[0])
        {
            Carriers = new EquatableArray<CarrierModel>(_results.Carriers(out _)!),
        };
    }

    /// <summary>The span that a method without real results fills: the only one, or the only one it writes to; where there are no spans, the only array.</summary>
    private IParameterSymbol? Destination(IOperation? body)
    {
        IParameterSymbol[] spans = [.. _method.Parameters.Where(parameter =>
            Types.Of(parameter.Type) is { Kind: Ir.TypeKind.Span, Element.IsReal: true } && !IsConstant(parameter))];
        if (spans.Length > 1 && body is not null)
        {
            var written = WrittenSpans.In(body);
            spans = [.. spans.Where(written.Contains)];
        }

        if (spans.Length == 0 && body is not null)
        {
            var filled = WrittenSpans.Filled(body);
            spans = [.. _method.Parameters.Where(parameter => Types.Of(parameter.Type) is { Kind: Ir.TypeKind.Array, Rank: 1, Element.IsReal: true } && !IsConstant(parameter) && filled.Contains(parameter))];
        }

        return spans switch
        {
            [var only] => only,
            [] when !_method.ReturnsVoid || _results.Set.Any() => null,
            [] => throw Refuse(Descriptors.NoOutput),
            _ => throw Refuse(Descriptors.SeveralDestinations),
        };
    }

    private bool IsConstant(IParameterSymbol parameter) => Constants?.Invoke(parameter) ?? HasAttribute(parameter, "ConstantAttribute");

    private static bool HasAttribute(ISymbol symbol, string name) => symbol.GetAttributes().Any(attribute => IsOurs(attribute, name));

    private static bool IsOurs(AttributeData attribute, string name) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "SymbolicJacobian", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == name;

    private Refusal Refuse(DiagnosticDescriptor descriptor, params object[] arguments) =>
        new(descriptor, _method.Locations[0], arguments);

    private static Refusal Refuse(DiagnosticDescriptor descriptor, IParameterSymbol parameter, params object[] arguments) =>
        new(descriptor, parameter.Locations[0], arguments) { IsBare = true };
}
