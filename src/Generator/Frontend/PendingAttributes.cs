using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Diagnostics;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Attributes of the contract that this version does not act on: said where they stand, so that nobody relies on them.</summary>
internal static class PendingAttributes
{
    public const string JacobianOf = "SymbolicJacobian.JacobianOfAttribute";

    public static Diagnostic OfJacobian(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Of(context, "JacobianOf", "compare the two in a test by JacobianCheck.Compare", cancellation);

    private static Diagnostic Of(GeneratorAttributeSyntaxContext context, string name, string advice, CancellationToken cancellation) => Diagnostic.Create(
        Descriptors.AttributeNotYet,
        context.Attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? context.TargetNode.GetLocation(),
        context.TargetSymbol.Name,
        name,
        advice);
}
