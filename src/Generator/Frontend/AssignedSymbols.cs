using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The locals and parameters that a piece of code gives a new value, also through the local functions it calls.</summary>
internal static class AssignedSymbols
{
    /// <param name="parts">Where to look.</param>
    /// <param name="bodiesOf">The body of a local function, of the lambdas that a local may hold; nothing for anything else.</param>
    /// <param name="withLists">Lists that get or lose elements, too: what is read of one is another value then, though the name stands for the same list.</param>
    public static HashSet<ISymbol> In(IEnumerable<IOperation> parts, Func<ISymbol, IEnumerable<IOperation>> bodiesOf, bool withLists = false)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IOperation>(parts);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            foreach (var target in withLists ? Targets(operation).Concat(ListsIn(operation)) : Targets(operation))
            {
                Collect(target, assigned);
            }

            foreach (var body in Callee(operation) is { } callee && followed.Add(callee) ? bodiesOf(callee) : [])
            {
                open.Push(body);
            }

            foreach (var child in operation.ChildOperations)
            {
                open.Push(child);
            }
        }

        return assigned;
    }

    private static IEnumerable<IOperation> Targets(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { IsRef: true } reference => [reference.Target, reference.Value],
        IAssignmentOperation assignment => [assignment.Target],
        IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: { } referred } => [referred],
        IIncrementOrDecrementOperation step => [step.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
        IInvocationOperation { Instance: { Type: { IsValueType: true, IsReadOnly: false } or ITypeParameterSymbol } receiver, TargetMethod: { IsReadOnly: false, DeclaringSyntaxReferences.IsEmpty: false } } => [receiver],
        _ => [],
    };

    private static IEnumerable<IOperation> ListsIn(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { Type: { Name: "List" or "Stack" or "Queue", ContainingNamespace.Name: "Generic" } } list, TargetMethod.Name: "Add" or "AddRange" or "Enqueue" or "Dequeue" or "Push" or "Pop" or "Clear" or "RemoveAt" or "Insert" } => [list],
        _ => [],
    };

    private static ISymbol? Callee(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call => call.TargetMethod.OriginalDefinition,
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } group => group.Method.OriginalDefinition,

        // Whoever is given the delegate may call it.
        ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } local => local.Local,
        IParameterReferenceOperation { Type.TypeKind: TypeKind.Delegate } parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>All that a reference is ever let refer to.</summary>
    private static IEnumerable<IOperation> Referred(ILocalReferenceOperation reference) => RowSites.Root(reference).DescendantsAndSelf().Select(part => part switch
    {
        IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local) => value,
        ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation target, Value: var value } when SymbolEqualityComparer.Default.Equals(target.Local, reference.Local) => value,
        _ => null,
    }).OfType<IOperation>();

    /// <summary>A part of a value changes the value; a part of an object (an array's element) leaves the variable what it is.</summary>
    private static void CollectWhole(IOperation whole, HashSet<ISymbol> assigned)
    {
        if ((whole.Type is { IsValueType: true } or ITypeParameterSymbol || whole is IInstanceReferenceOperation) && !(whole.Type is INamedTypeSymbol type && Types.IsSpan(type)))
        {
            Collect(whole, assigned);
        }
    }

    private static void Collect(IOperation target, HashSet<ISymbol> assigned)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.RefKind: RefKind.Ref } reference:
                if (assigned.Add(reference.Local))
                {
                    foreach (var referred in Referred(reference))
                    {
                        Collect(referred, assigned);
                    }
                }

                break;
            case ILocalReferenceOperation local:
                assigned.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                assigned.Add(parameter.Parameter);
                break;
            case ITupleOperation tuple:
                foreach (var item in tuple.Elements)
                {
                    Collect(item, assigned);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                Collect(declaration.Expression, assigned);
                break;
            case IConditionalOperation { IsRef: true } choice:
                Collect(choice.WhenTrue, assigned);
                Collect(choice.WhenFalse!, assigned);
                break;
            case var element when NewerKinds.IsInlineElement(element):
                CollectWhole(element.ChildOperations.First(), assigned);
                break;
            case IFieldReferenceOperation { Instance: { } whole }:
                CollectWhole(whole, assigned);
                break;
            case IPropertyReferenceOperation { Instance: { } whole }:
                CollectWhole(whole, assigned);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type }:
                assigned.Add(type.OriginalDefinition);
                break;
        }
    }
}
