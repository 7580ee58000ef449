using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Which of the derivatives that are asked for have members, and what is said of the others, at the flag.</summary>
internal sealed class AskedKinds(IMethodSymbol method, AttributeData attribute, ICollection<Diagnostic> diagnostics, CancellationToken cancellation)
{
    /// <summary>The kinds to generate; none where nothing is left.</summary>
    public DerivativeKinds Read(Signature signature)
    {
        var others = signature.Kinds & ~DerivativeKindsExtensions.Generated;
        for (var bit = 1L; bit <= int.MaxValue + 1L; bit <<= 1)
        {
            var kind = unchecked((DerivativeKinds)(int)bit);
            if ((others & kind) != 0)
            {
                ReportMissing(kind);
            }
        }

        if (signature.Kinds == DerivativeKinds.None)
        {
            ReportMissing(signature.Kinds);
        }

        var kinds = signature.Kinds & DerivativeKindsExtensions.Generated;
        foreach (var kind in kinds.Each())
        {
            if (HasNone(kind, signature.Output.Shape) is { } none)
            {
                kinds &= ~kind;

                // Beside a gradient there is nothing left to ask for.
                if (kind != DerivativeKinds.Vjp || (signature.Kinds & DerivativeKinds.Jacobian) == 0)
                {
                    Report(Descriptors.KindHasNoMember, kind, none.Reason, none.Instead);
                }
            }
        }

        return kinds;
    }

    /// <summary>Why there are no members of a kind for a method with this result; null where there are.</summary>
    private static (string Reason, string Instead)? HasNone(DerivativeKinds kind, OutputShape shape) => (kind, shape) switch
    {
        (DerivativeKinds.Vjp, OutputShape.Scalar) => ("returns a scalar", "ask for Derivatives.Jacobian, which gives its gradient"),
        (DerivativeKinds.GaussNewton, OutputShape.Scalar) =>
            ("returns a scalar, which is no sum of squares by itself", "return the residuals as an array"),
        (DerivativeKinds.HessianVectorProduct, not OutputShape.Scalar) =>
            ("has several outputs", "ask for Derivatives.Hessian, or mark a method that adds up the weighted outputs"),
        _ => null,
    };

    private void ReportMissing(DerivativeKinds kind) => Report(Descriptors.KindNotYet, kind);

    private void Report(DiagnosticDescriptor descriptor, DerivativeKinds kind, params object[] more)
    {
        var syntax = (AttributeSyntax?)attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(given => given.NameEquals is null)?.Expression;
        var name = argument?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault(part => part.Identifier.ValueText == kind.ToString());
        var location = ((SyntaxNode?)name ?? argument)?.GetLocation() ?? method.Locations[0];
        diagnostics.Add(Diagnostic.Create(descriptor, location, [method.Name, kind.ToString(), .. more]));
    }
}
