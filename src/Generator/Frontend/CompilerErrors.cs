using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A body that does not compile is the compiler's to report, unless all it lacks is what we generate ourselves.</summary>
internal static class CompilerErrors
{
    private static readonly string[] Suffixes =
    [
        "ValueAndJacobian", "ValueAndGradient", "CheckJacobian", "CheckGradient", "JacobianPattern", "JacobianValues", "JacobianBatch",
        "GradientBatch", "HessianVectorProduct", "GaussNewton", "Jacobian", "Gradient", "Hessian", "Jvp", "Vjp",
    ];

    /// <summary>Throws where the body has errors of its own; gives the refusal for a call of a companion that is still to come; else null.</summary>
    public static Refusal? Find(MethodSource source, IMethodSymbol method, CancellationToken cancellation)
    {
        Refusal? companion = null;
        var root = source.Body.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? source.Body.Syntax;
        foreach (var diagnostic in source.Model.GetDiagnostics(root.Span, cancellation))
        {
            // A warning that a project takes for an error does not make the body another.
            if (diagnostic.DefaultSeverity != DiagnosticSeverity.Error || diagnostic.IsSuppressed)
            {
                continue;
            }

            // What is missing at the end of a torn file is reported beyond the method.
            var span = diagnostic.Location.SourceSpan;
            if (diagnostic.Id is not ("CS0103" or "CS0117" or "CS1061") || !root.FullSpan.Contains(span))
            {
                throw new BrokenSource();
            }

            var node = root.FindNode(span, getInnermostNodeForTie: true);
            if (Stem(node.ToString()) is not { } stem || !IsMarked(method, stem))
            {
                throw new BrokenSource();
            }

            companion ??= Unsupported.Companion(node, node.ToString());
        }

        return companion;
    }

    private static string? Stem(string name)
    {
        var suffix = Suffixes.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal));
        return suffix is null ? null : name.Substring(0, name.Length - suffix.Length);
    }

    private static bool IsMarked(IMethodSymbol method, string name) => method.ContainingType.GetMembers(name)
        .Any(member => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute"));
}
