using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Members of <c>extension(double x) { … }</c>: what stands before the dot is the value of the block's parameter.</summary>
internal sealed partial class Lowering
{
    /// <summary>The call of an instance member of an extension block, followed; null for any other, and where constants alone are concerned that cannot be followed.</summary>
    private Operand? Extension(IOperation site, IMethodSymbol? method, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments, bool isStatement)
    {
        if (method is null || instance is null || !NewerKinds.IsExtensionBlock(method.ContainingType) || _context.Bodies.Of(method) is not { } source)
        {
            return null;
        }

        if (method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            throw Unsupported.Call(site, method);
        }

        return isStatement || Mentions(instance) || arguments.Any(argument => Mentions(argument.Value)) ? Follow() : Try(Follow);

        Operand Follow()
        {
            var definition = method.OriginalDefinition;
            var before = source.Body.Descendants().OfType<IParameterReferenceOperation>().Select(reference => reference.Parameter).FirstOrDefault(parameter => parameter.ContainingSymbol is INamedTypeSymbol);
            Passed[] passed = [.. before is null ? Unread(instance) : [PassBefore(before, instance)], .. arguments.Select(argument => Pass(argument, definition))];
            return Inline(site, method, source.Body, source.Model, null, passed, null);
        }
    }

    /// <summary>A parameter that the member never reads: what is given may still do something.</summary>
    private Passed[] Unread(IOperation instance)
    {
        _ = Lower(instance);
        return [];
    }

    private Passed PassBefore(IParameterSymbol parameter, IOperation instance) => parameter.RefKind == RefKind.Ref
        ? new Passed(parameter, null, ReferenceTo(TargetOf(instance)) ?? throw Unsupported.Expression(instance), IsActive: true)
        : Pass(parameter, Lower(instance));
}
