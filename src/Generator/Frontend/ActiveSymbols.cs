using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// The locals and parameters of one body that may depend on an active input: what is assigned from one becomes one,
/// whatever the order. It errs on the side of "may", since a construct on a constant is passed through unseen.
/// </summary>
internal sealed class ActiveSymbols
{
    private readonly HashSet<ISymbol> _active;
    private bool _grown;

    private ActiveSymbols(IEnumerable<ISymbol> seeds)
    {
        _active = new HashSet<ISymbol>(seeds, SymbolEqualityComparer.Default);
    }

    public static HashSet<ISymbol> In(IOperation body, IEnumerable<ISymbol> seeds, CancellationToken cancellation) =>
        In([body], seeds, cancellation);

    public static HashSet<ISymbol> In(IReadOnlyList<IOperation> bodies, IEnumerable<ISymbol> seeds, CancellationToken cancellation)
    {
        var scan = new ActiveSymbols(seeds);
        var operations = bodies.SelectMany(body => body.DescendantsAndSelf()).ToArray();
        do
        {
            cancellation.ThrowIfCancellationRequested();
            scan._grown = false;
            foreach (var operation in operations)
            {
                scan.Follow(operation);
            }
        }
        while (scan._grown);

        return scan._active;
    }

    /// <summary>Whether values of a type can carry a derivative.</summary>
    public static bool CanCarry(ITypeSymbol? type) => type is null || (type.TypeKind != TypeKind.Enum && type.SpecialType is not (
        SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Void
        or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64));

    /// <summary>Whether an expression reads one of these symbols in a way that can carry a derivative.</summary>
    public static bool Mentions(IOperation operation, IEnumerable<ISymbol> active) => new ActiveSymbols(active).IsActive(operation);

    private void Follow(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                Flow(value, [declarator.Symbol], declarator.Symbol.Type);
                break;
            case IAssignmentOperation assignment:
                Flow(assignment.Value, Roots(assignment.Target), assignment.Target.Type);
                break;
            case IForEachLoopOperation loop when IsActive(loop.Collection):
                Add(loop.Locals);
                break;
            case IIsPatternOperation test when IsActive(test.Value):
                Add(test.Pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>().Select(pattern => pattern.DeclaredSymbol).OfType<ISymbol>());
                break;
            case ISwitchOperation or ISwitchExpressionOperation:
                Add(operation.Descendants().OfType<IDeclarationPatternOperation>().Select(pattern => pattern.DeclaredSymbol).OfType<ISymbol>());
                break;
            case IInvocationOperation call:
                Follow(call);
                break;
            case ILocalFunctionOperation local:
                Add(local.Symbol.Parameters.Where(parameter => CanCarry(parameter.Type)));
                break;
            case IAnonymousFunctionOperation lambda:
                Add(lambda.Symbol.Parameters.Where(parameter => CanCarry(parameter.Type)));
                break;
        }
    }

    /// <summary>A call may write to every array it is given, from everything else it is given (or captures).</summary>
    private void Follow(IInvocationOperation call)
    {
        var isCapturing = call.TargetMethod.MethodKind == MethodKind.LocalFunction;
        if (isCapturing || call.Arguments.Any(argument => IsActive(argument.Value)) || (call.Instance is { } instance && IsActive(instance)))
        {
            IEnumerable<IOperation> given = call.Arguments.Select(argument => argument.Value);
            var isDelegate = call.TargetMethod.MethodKind == MethodKind.DelegateInvoke;
            Add((call.Instance is null || isDelegate ? given : given.Append(call.Instance))
                .Where(value => IsReference(value.Type) || ReferenceEquals(value, call.Instance) || value.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out })
                .SelectMany(Roots)
                .Where(root => !IsOnlyRead(call, root)));
        }
    }

    private void Flow(IOperation value, IReadOnlyList<ISymbol> targets, ITypeSymbol? type)
    {
        if (IsActive(value))
        {
            Add(targets.Where(target => CanCarry(type)));
        }

        // Two names of one array.
        if (IsReference(value.Type) && Roots(value) is { Count: > 0 } roots && targets.Any(_active.Contains))
        {
            Add(roots);
        }
    }

    private void Add(IEnumerable<ISymbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            _grown |= _active.Add(symbol);
        }
    }

    private bool IsActive(IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var part = open.Pop();
            // What an initializer adds is in the list, though Add gives nothing.
            if (!CanCarry(part.Type) && part is not (IAnonymousFunctionOperation or IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation }))
            {
                continue;
            }

            if (part switch
            {
                ILocalReferenceOperation local => _active.Contains(local.Local),
                IParameterReferenceOperation parameter => _active.Contains(parameter.Parameter),
                IInstanceReferenceOperation { Type: { } type } => _active.Contains(type.OriginalDefinition),
                IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } => true,
                _ => false,
            })
            {
                return true;
            }

            foreach (var child in part.ChildOperations)
            {
                open.Push(child);
            }
        }

        return false;
    }

    /// <summary>LINQ writes to nothing that it is given, nor can its functions write to elements that are values.</summary>
    private static bool IsOnlyRead(IInvocationOperation call, ISymbol given) => call.TargetMethod is { IsStatic: true, ContainingType.Name: "Enumerable" } && (given as ILocalSymbol)?.Type switch
    {
        IArrayTypeSymbol array => !CanCarry(array.ElementType),
        INamedTypeSymbol { Name: "IEnumerable", Arity: 1 } sequence => sequence.TypeArguments[0].IsValueType,
        _ => false,
    };

    private static bool IsReference(ITypeSymbol? type) =>
        type is not null && (type.IsReferenceType || type.IsRefLikeType) && type.SpecialType != SpecialType.System_String;

    private static IReadOnlyList<ISymbol> Roots(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => [local.Local],
        IParameterReferenceOperation parameter => [parameter.Parameter],
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => [type.OriginalDefinition],
        IArrayElementReferenceOperation element => Roots(element.ArrayReference),
        var element when NewerKinds.IsInlineElement(element) => Roots(element.ChildOperations.First()),
        IPropertyReferenceOperation { Instance: { } instance } => Roots(instance),
        IImplicitIndexerReferenceOperation indexer => Roots(indexer.Instance),
        IFieldReferenceOperation { Instance: { } instance } => Roots(instance),
        IConversionOperation conversion => Roots(conversion.Operand),
        IDeclarationExpressionOperation declaration => Roots(declaration.Expression),
        ITupleOperation tuple => [.. tuple.Elements.SelectMany(Roots)],
        IConditionalOperation choice => [.. Roots(choice.WhenTrue), .. choice.WhenFalse is { } other ? Roots(other) : []],
        IInvocationOperation { Instance: { } instance } => Roots(instance),
        IInvocationOperation call => [.. call.Arguments.SelectMany(argument => Roots(argument.Value))],
        _ => [],
    };
}
