using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>How values of structs and records come to be: constructors, initializers, <c>with</c>.</summary>
internal sealed partial class Lowering
{
    private Operand Create(IObjectCreationOperation creation)
    {
        if (creation.Type is INamedTypeSymbol type && Types.IsSpan(type))
        {
            return CreateSpan(creation);
        }

        if (CreateList(creation) is { } list)
        {
            return list;
        }

        return CompositeOf(creation.Type) is { } composite ? Construct(creation, composite) : CreateObject(creation) ?? Passthrough(creation);
    }

    private Operand Construct(IObjectCreationOperation creation, Composite composite)
    {
        if (composite.Type.IsTupleType || (composite.IsPair && creation.Arguments.Length > 0))
        {
            return Operand.Of([.. creation.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => LowerAs(argument.Value, argument.Parameter!.Type))]);
        }

        var place = Fresh(composite);
        if (composite.IsLibrary)
        {
            if (creation.Constructor is { Parameters.Length: > 0 } member)
            {
                Keep(place, Library(creation, member, null, creation.Arguments) ?? throw Unsupported.LocalType(creation, creation.Type));
            }
        }
        else if (creation.Constructor is { } constructor)
        {
            RunConstructor(creation, constructor, creation.Arguments, place);
        }

        return Initialized(place, creation.Initializer);
    }

    /// <summary><c>Tuple.Create(a, b)</c> and the like, which make what they are given.</summary>
    private Operand? Paired(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Create", IsStatic: true, ContainingType: { Name: "Tuple" or "ValueTuple" or "KeyValuePair", Arity: 0 } owner } && !owner.Locations.Any(location => location.IsInSource)
        && CompositeOf(call.Type) is { } composite && composite.Parts.Count == call.Arguments.Length && (composite.IsPair || composite.Type.IsTupleType)
            ? Operand.Of([.. call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => LowerAs(argument.Value, argument.Parameter!.Type))])
            : null;

    private Place Fresh(Composite composite)
    {
        var place = PlaceOf(composite.Type, "", isActive: true);
        Keep(place, Operand.Of([.. composite.Parts.Select(part => Default(part.Type))]));
        return place;
    }

    private Operand With(IWithOperation with)
    {
        if (CompositeOf(with.Type) is not { } composite)
        {
            return CopyObject(with) ?? Passthrough(with);
        }

        var place = PlaceOf(composite.Type, "", isActive: true);
        Keep(place, Lower(with.Operand));
        return Initialized(place, with.Initializer);
    }

    private Operand Create(IAnonymousObjectCreationOperation creation) =>
        Operand.Of([.. creation.Initializers.Select(initializer => Lower(((ISimpleAssignmentOperation)initializer).Value))]);

    private Operand Initialized(Place place, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is not null)
        {
            _initialized.Push(place);
            try
            {
                foreach (var member in initializer.Initializers)
                {
                    Initialize(member);
                }
            }
            finally
            {
                _initialized.Pop();
            }
        }

        return Peek(place)!;
    }

    private void Initialize(IOperation member)
    {
        switch (member)
        {
            case ISimpleAssignmentOperation assignment:
                Set(assignment);
                break;
            case IMemberInitializerOperation nested when PlaceAt(nested.InitializedMember) is { } place && (place.Variable is null || IsObject(_state[place.Variable])):
                Initialized(place, nested.Initializer);
                break;
            default:
                throw Unsupported.Expression(member);
        }
    }

    /// <summary>Runs a constructor on the place of the object, whose parts have their default values.</summary>
    private void RunConstructor(IOperation site, IMethodSymbol constructor, IEnumerable<IArgumentOperation> arguments, Place place)
    {
        var definition = constructor.OriginalDefinition;
        RunConstructor(site, constructor, [.. arguments.Select(argument => Pass(argument, definition))], place);
    }

    private void RunConstructor(IOperation site, IMethodSymbol constructor, IReadOnlyList<Passed> arguments, Place place)
    {
        var syntax = constructor.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0)
        {
            // An explicit one of a base type with the same duty is met on the way up.
            RunImplicit(site, constructor, place);
            return;
        }

        if (syntax is null || !_context.Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            throw Unsupported.LocalType(site, constructor.ContainingType);
        }

        var model = _context.Bodies.ModelOf(syntax.SyntaxTree);
        var operation = model.GetOperation(syntax, _cancellation) as IConstructorBodyOperation;
        if (operation is null && syntax is not TypeDeclarationSyntax)
        {
            throw Unsupported.LocalType(site, constructor.ContainingType);
        }

        IOperation? body = operation?.BlockBody ?? operation?.ExpressionBody;
        IReadOnlyList<IOperation> parts = syntax is TypeDeclarationSyntax ? PrimaryParts(constructor, model) : [operation!];
        var callee = Enter(site, constructor, model, null, parts, arguments, place);
        Within(callee, () =>
        {
            foreach (var argument in arguments)
            {
                Enter(argument, isNamed: false);
            }

            var call = Chained(syntax is TypeDeclarationSyntax ? BaseCall(syntax, model) : operation!.Initializer);
            if (call is null || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, constructor.ContainingType))
            {
                RunInitializers(constructor.ContainingType, place);
            }

            if (call is not null)
            {
                if (call.TargetMethod.ContainingType.SpecialType != SpecialType.System_Object)
                {
                    RunConstructor(site, SubstituteContaining(call.TargetMethod) ?? call.TargetMethod, call.Arguments, place);
                }
            }
            else if (constructor.ContainingType.BaseType is { SpecialType: SpecialType.None, IsReferenceType: true } parent)
            {
                RunConstructor(site, parent.InstanceConstructors.First(one => one.Parameters.Length == 0), Array.Empty<Passed>(), place);
            }

            if (syntax is TypeDeclarationSyntax)
            {
                SetPositional(constructor, place);
                return true;
            }

            _frame.Returned = NewFlag("returned");
            _frame.Exits.Add(_frame.Returned);
            Run(Rest.Of(body));
            _state[_frame.Returned] = null;
            return true;
        });
    }

    private void RunImplicit(IOperation site, IMethodSymbol constructor, Place place)
    {
        var type = constructor.ContainingType;
        if (type.IsValueType)
        {
            return;
        }

        var callee = new Frame(constructor.OriginalDefinition, _frame.Model, _frame, null, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        callee.Places[SelfOf(constructor)] = place;
        AddTypeArguments(callee, type);
        Within(callee, () =>
        {
            RunInitializers(type, place);
            if (type.BaseType is { SpecialType: SpecialType.None } parent)
            {
                RunConstructor(site, parent.InstanceConstructors.First(one => one.Parameters.Length == 0), Array.Empty<Passed>(), place);
            }

            return true;
        });
    }

    private static IInvocationOperation? Chained(IOperation? initializer) => initializer switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } => call,
        IInvocationOperation call => call,
        _ => null,
    };

    /// <summary><c>: Base(x)</c> in the head of a type.</summary>
    private IOperation? BaseCall(SyntaxNode declaration, SemanticModel model) =>
        declaration is TypeDeclarationSyntax { BaseList: { } list } && list.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } call
            ? model.GetOperation(call, _cancellation)
            : null;

    private List<IOperation> PrimaryParts(IMethodSymbol constructor, SemanticModel model) =>
        [.. InitializersOf(constructor.ContainingType).Where(one => one.Value.SyntaxTree == model.SyntaxTree).Select(one => model.GetOperation(one.Value, _cancellation)).OfType<IOperation>()];

    /// <summary>The parameters of a record become its properties, those that members of another type read are kept.</summary>
    private void SetPositional(IMethodSymbol constructor, Place place)
    {
        var composite = LayoutOf(constructor.ContainingType)!;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var index = constructor.ContainingType.IsRecord
                ? composite.Parts.Select((part, i) => (part, i)).Where(one => IsPositional(one.part, parameter)).Select(one => one.i).DefaultIfEmpty(-1).First()
                : composite.IndexOf(parameter);
            if (index >= 0 && _frame.Find(parameter) is { } value)
            {
                Keep(PartAt(place, index), Peek(value) ?? Operand.Missing);
            }
        }
    }

    private static bool IsPositional(Part part, IParameterSymbol parameter) =>
        part.Property?.OriginalDefinition is { } property
        && property.Name == parameter.Name
        && property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);

    private void RunInitializers(INamedTypeSymbol type, Place place)
    {
        if (LayoutOf(type) is not { } composite)
        {
            // An abstract class without fields.
            return;
        }

        foreach (var (member, syntax) in InitializersOf(type))
        {
            var index = composite.IndexOf(member);
            var model = _context.Bodies.ModelOf(syntax.SyntaxTree);
            if (index < 0 || model.GetOperation(syntax, _cancellation) is not ISymbolInitializerOperation initializer)
            {
                continue;
            }

            var part = composite.Parts[index];
            var frame = new Frame(_frame.Method, model, _frame.Caller, _frame, _frame.Active);
            Keep(PartAt(place, index), Within(frame, () => LowerAs(initializer.Value, part.Type)));
        }
    }

    /// <summary>The initializers of fields and properties, in order.</summary>
    private static IEnumerable<(ISymbol Member, EqualsValueClauseSyntax Value)> InitializersOf(INamedTypeSymbol type) =>
        type.OriginalDefinition.GetMembers()
            .Where(member => !member.IsStatic && member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false })
            .SelectMany(member => member.DeclaringSyntaxReferences.Select(reference => (Member: member, Value: InitializerOf(reference.GetSyntax()))))
            .Where(one => one.Value is not null)
            .Select(one => (one.Member, one.Value!));

    private static EqualsValueClauseSyntax? InitializerOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };
}
