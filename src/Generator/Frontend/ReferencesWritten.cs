using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The parameters by reference to which a body gives a new value, also by the methods of theirs that it calls.</summary>
internal sealed class ReferencesWritten
{
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly MethodBodies _bodies;

    public ReferencesWritten(IOperation? body, MethodBodies bodies)
    {
        _bodies = bodies;
        if (body is not null)
        {
            Collect(body);
        }
    }

    public bool Contains(IParameterSymbol parameter) => _written.Contains(parameter);

    private bool Collect(IOperation body)
    {
        var writesSelf = false;
        foreach (var operation in body.DescendantsAndSelf())
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } initializer => initializer.Value,
                IInvocationOperation { Instance: { Type.IsValueType: true } receiver } call when ChangesSelf(call.TargetMethod) => receiver,
                IPropertyReferenceOperation { Instance: { Type.IsValueType: true } receiver, Property.GetMethod: { } getter } when ChangesSelf(getter) => receiver,
                _ => null,
            };
            writesSelf |= target is not null && CollectRoots(target);
        }

        return writesSelf;
    }

    /// <summary>Whether a method of a struct writes to it.</summary>
    private bool ChangesSelf(IMethodSymbol method) => !method.IsStatic && !method.IsReadOnly && _followed.Add(method.OriginalDefinition)
        && _bodies.Of(method) is { } source && Collect(source.Body);

    /// <summary>Whether it is <c>this</c> that is written to.</summary>
    private bool CollectRoots(IOperation target)
    {
        switch (target)
        {
            case IParameterReferenceOperation parameter:
                _written.Add(parameter.Parameter);
                return false;
            case ITupleOperation tuple:
                return tuple.Elements.Count(CollectRoots) > 0;
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } whole }:
                return CollectRoots(whole);
            case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } whole }:
                return CollectRoots(whole);
            case var element when NewerKinds.IsInlineElement(element):
                return CollectRoots(element.ChildOperations.First());
            case IParenthesizedOperation inner:
                return CollectRoots(inner.Operand);
            case IConditionalOperation { IsRef: true, WhenFalse: { } otherwise } choice:
                return CollectRoots(choice.WhenTrue) | CollectRoots(otherwise);
            default:
                return target is IInstanceReferenceOperation;
        }
    }
}
