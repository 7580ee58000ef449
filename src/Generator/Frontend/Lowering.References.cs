using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Methods, indexers and properties that return a reference: <c>static ref double At(double[] a, int i) => ref a[i]</c>. What they refer to is a place
/// of the caller's, found by following the body: statements, then one return, or a choice between returns.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>Where references are declared: only there it is known which place they mean from then on.</summary>
    private readonly Dictionary<ISymbol, RegionBuilder> _referenceHomes = new(SymbolEqualityComparer.Default);

    /// <summary><c>r = ref a[1]</c>, where nothing decides whether it happens.</summary>
    private Operand Refer(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not ILocalReferenceOperation local
            || !_referenceHomes.TryGetValue(local.Local, out var home) || !ReferenceEquals(home, _builder)
            || ReferenceTo(TargetOf(assignment.Value)) is not { } place)
        {
            throw Unsupported.Expression(assignment);
        }

        _frame.Places[local.Local] = place;
        return ReadPlace(place, assignment);
    }

    /// <summary>What a call refers to; null for one that gives a value, and where the source is elsewhere.</summary>
    private Place? ReferenceAt(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ReturnsByRef: true } or { ReturnsByRefReadonly: true } } call => Referred(call, call.TargetMethod, call.Instance, call.Arguments),
        IPropertyReferenceOperation { Property: { ReturnsByRef: true } or { ReturnsByRefReadonly: true }, Property.GetMethod: { } getter } property when !IsArray(property.Instance?.Type) =>
            Referred(property, getter, property.Instance, property.Arguments),
        _ => null,
    };

    private Place? Referred(IOperation site, IMethodSymbol method, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            throw Unsupported.DelegateCall(site, site.Syntax.GetFirstToken().Text);
        }

        var closure = ClosureOf(method);
        if (closure is null && (method.IsVirtual || method.IsAbstract || method.IsOverride || _context.Bodies.Of(method) is null))
        {
            return null;
        }

        var source = closure is null ? _context.Bodies.Of(method)! : new MethodSource(closure.Body, closure.Frame.Model);
        var self = ObjectAt(instance) is { } one ? Holder(one) : instance is null || CompositeOf(TypeAt(instance)) is null || (instance is IInstanceReferenceOperation && PlaceAt(instance) is null) ? null : Receiver(instance);
        if (instance is not (null or IInstanceReferenceOperation) && self is null)
        {
            return null;
        }

        Passed[] passed = [.. arguments.Select(argument => Pass(argument, method.OriginalDefinition))];
        _selfType = self is null ? null : TypeAt(instance!) as INamedTypeSymbol;
        var callee = Enter(site, method, source.Model, closure?.Frame, [source.Body], passed, self);
        callee.Receiver = closure is null ? _frame.Receiver : closure.Frame.Receiver;
        return Within(callee, () =>
        {
            foreach (var argument in passed)
            {
                Enter(argument, isNamed: true);
            }

            return Referred(Rest.Of(source.Body), site, method);
        });
    }

    private Place Referred(Rest? rest, IOperation site, IMethodSymbol method)
    {
        for (; rest is not null; rest = rest.Next)
        {
            switch (rest.First)
            {
                case IBlockOperation block:
                    return Referred(Rest.Of(block.Operations, rest.Next), site, method);
                case IReturnOperation { ReturnedValue: { } value }:
                    return ReferenceTo(TargetOf(value)) ?? throw Unsupported.Reference(value, method);
                case IConditionalOperation choice when LoopExits.Returns(choice):
                    return Referred(choice, rest.Next, site, method);
                case var other when LoopExits.Returns(other):
                    throw Unsupported.Reference(other, method);
                case var other:
                    Run(other);
                    break;
            }
        }

        throw Unsupported.Reference(site, method);
    }

    /// <summary>Both sides are looked at, whichever is taken: they may name places, and do nothing else.</summary>
    private Place Referred(IConditionalOperation choice, Rest? next, IOperation site, IMethodSymbol method)
    {
        var condition = Stable(Operand.Of(Term(choice.Condition))).Term!;
        if (condition is Constant known)
        {
            return Referred(Rest.Of(known.Bits != 0 ? choice.WhenTrue : choice.WhenFalse) is { } taken ? new Rest(taken.First, next) : next, site, method);
        }

        if (!AreOnlyReturns(choice))
        {
            throw Unsupported.Reference(choice, method);
        }

        var then = Referred(new Rest(choice.WhenTrue, next), site, method);
        var otherwise = Referred(choice.WhenFalse is { } side ? new Rest(side, next) : next, site, method);
        return Place.Of(new ChosenPlace(condition, then, otherwise, choice.Syntax));
    }

    private static bool AreOnlyReturns(IConditionalOperation choice) => new[] { choice.WhenTrue, choice.WhenFalse }
        .OfType<IOperation>()
        .SelectMany(side => side.DescendantsAndSelf())
        .All(part => part is IBlockOperation or IReturnOperation or IConditionalOperation or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation
            or IBinaryOperation or IConversionOperation or IFieldReferenceOperation or IInstanceReferenceOperation or IArrayElementReferenceOperation { Parent: IReturnOperation });
}
