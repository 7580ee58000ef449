using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What is found out behind the cache barrier, where no place in the source is known: a fault of ours, a
/// derivative that is wrong or too large. The method is looked for again, which happens only where there is something to say.
/// </summary>
internal static class LateDiagnostics
{
    public static IEnumerable<Diagnostic> Of(GeneratedSource source, Compilation compilation, CancellationToken cancellation)
    {
        var location = Find(source, compilation, cancellation) ?? Location.None;
        foreach (var fault in source.Files.Select(file => file.Fault).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return Diagnostic.Create(Descriptors.InternalFault, location, source.Method, fault);
        }

        foreach (var disproof in source.Files.Select(file => file.Disproof).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return Diagnostic.Create(Descriptors.Disproven, location, source.Method, disproof);
        }

        foreach (var excess in source.Files.Select(file => file.Excess).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return Diagnostic.Create(
                Descriptors.Budget, location, source.IsStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, null, null, source.Method, excess);
        }
    }

    private static Location? Find(GeneratedSource source, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var method in tree.GetRoot(cancellation).DescendantNodes(node => node is not BaseMethodDeclarationSyntax).OfType<MethodDeclarationSyntax>())
            {
                if (method.Identifier.ValueText == source.Method
                    && compilation.GetSemanticModel(tree).GetDeclaredSymbol(method, cancellation) is IMethodSymbol symbol
                    && MethodName.Hint(symbol.PartialImplementationPart ?? symbol) == source.HintName)
                {
                    return method.Identifier.GetLocation();
                }
            }
        }

        return null;
    }
}
