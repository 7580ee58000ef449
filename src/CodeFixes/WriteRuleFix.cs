using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ1001: writes the skeleton of a [DerivativeRule] for a function whose source is out of reach.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteRuleFix))]
[Shared]
public sealed class WriteRuleFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ1001"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindAsync<InvocationExpressionSyntax>().ConfigureAwait(false) is not { } call
            || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method
            || !CanHaveRule(method))
        {
            return;
        }

        var title = $"Write a [DerivativeRule] for '{method.ContainingType.Name}.{method.Name}'";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellation => context.Document.ReplaceAsync([type], before => Add(before, method), cancellation), equivalenceKey: nameof(WriteRuleFix)),
            context.Diagnostics);
    }

    private static bool CanHaveRule(IMethodSymbol method) =>
        method is { IsStatic: true, IsGenericMethod: false }
        && IsReal(method.ReturnType)
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None)
        && method.Parameters.Any(parameter => IsReal(parameter.Type));

    private static bool IsReal(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static TypeDeclarationSyntax Add(TypeDeclarationSyntax type, IMethodSymbol method)
    {
        var rule = SyntaxFactory.ParseMemberDeclaration(Text(method, FreeName(type, method.Name + "Derivative")))!
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        return type.WithMembers(type.Members.Add(rule));
    }

    private static string FreeName(TypeDeclarationSyntax type, string name)
    {
        var taken = new HashSet<string>(type.Members.OfType<MethodDeclarationSyntax>().Select(member => member.Identifier.ValueText), StringComparer.Ordinal);
        var free = name;
        for (var version = 2; taken.Contains(free); version++)
        {
            free = name + version;
        }

        return free;
    }

    /// <summary>One partial is returned plain, several as a tuple in the order of the parameters that are real.</summary>
    private static string Text(IMethodSymbol method, string name)
    {
        var function = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IParameterSymbol[] reals = [.. method.Parameters.Where(parameter => IsReal(parameter.Type))];
        var result = reals.Length == 1
            ? reals[0].Type.ToDisplayString()
            : $"({string.Join(", ", reals.Select(real => $"{real.Type.ToDisplayString()} d{real.Name}"))})";
        var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {Name(parameter)}"));
        return $$"""

            /// <summary>The {{(reals.Length == 1 ? "derivative" : "partial derivatives")}} of {{method.ContainingType.Name}}.{{method.Name}}.</summary>
            [global::SymbolicJacobian.DerivativeRule(typeof({{function}}), nameof({{function}}.{{method.Name}}))]
            private static {{result}} {{name}}({{parameters}})
            {
                throw new global::System.NotImplementedException("Return ∂{{method.Name}}/∂{{string.Join($", ∂{method.Name}/∂", reals.Select(real => real.Name))}}.");
            }

            """;
    }

    private static string Name(IParameterSymbol parameter) =>
        SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;
}
