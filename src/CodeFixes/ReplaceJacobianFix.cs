using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ0018, SJ2009: lets a Jacobian that was written by hand call the generated one, or takes it away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceJacobianFix))]
[Shared]
public sealed class ReplaceJacobianFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ0018", "SJ2009"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindAsync<MethodDeclarationSyntax>().ConfigureAwait(false) is not { } method
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol
            || FunctionOf(symbol) is not { } function)
        {
            return;
        }

        if (CallOf(symbol, function) is { } call)
        {
            Register($"Call the generated '{Suffixed(function)}'", "call", cancellation => context.Document.ReplaceAsync([method], before => Calling(before, call), cancellation));
        }

        Register($"Delete '{symbol.Name}' in favour of the generated '{Suffixed(function)}'", "delete", cancellation => DeleteAsync(context.Document, method, cancellation));

        void Register(string title, string key, Func<CancellationToken, Task<Document>> change) =>
            context.RegisterCodeFix(CodeAction.Create(title, change, equivalenceKey: nameof(ReplaceJacobianFix) + key), context.Diagnostics);
    }

    /// <summary>The function, where it gets a Jacobian or gradient of its own.</summary>
    private static IMethodSymbol? FunctionOf(IMethodSymbol jacobian)
    {
        var name = jacobian.GetAttributes().Where(attribute => Is(attribute, "JacobianOfAttribute"))
            .Select(ArgumentOf).OfType<string>().FirstOrDefault();
        return name is null ? null : jacobian.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
            .FirstOrDefault(function => function.GetAttributes().Any(attribute => Is(attribute, "DifferentiableAttribute")
                    && (ArgumentOf(attribute) is not int kinds || (kinds & 1) != 0))
                && InputsOf(function) is var inputs && inputs.Length <= jacobian.Parameters.Length
                && inputs.Zip(jacobian.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same));
    }

    private static object? ArgumentOf(AttributeData attribute) => attribute.ConstructorArguments.Select(argument => argument.Value).FirstOrDefault();

    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "SymbolicJacobian", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == name;

    private static IParameterSymbol[] InputsOf(IMethodSymbol function) =>
        [.. function.Parameters.Where(parameter => !function.ReturnsVoid || parameter.Type is not INamedTypeSymbol { Name: "Span" })];

    private static bool IsScalar(IMethodSymbol function) => function.ReturnType.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static string Suffixed(IMethodSymbol function) => function.Name + (IsScalar(function) ? "Gradient" : "Jacobian");

    /// <summary>The call with the same result; null where the generated member gives its entries in another form.</summary>
    private static string? CallOf(IMethodSymbol jacobian, IMethodSymbol function)
    {
        var call = $"{Suffixed(function)}({string.Join(", ", jacobian.Parameters.Select(NameOf))})";
        return jacobian.ReturnType switch
        {
            _ when jacobian.ReturnsVoid => call,
            IArrayTypeSymbol { Rank: 2 } when !IsScalar(function) => call,
            IArrayTypeSymbol { Rank: 1 } when IsScalar(function) => call,
            { SpecialType: SpecialType.System_Double or SpecialType.System_Single } when IsScalar(function) => call + "[0]",
            _ => null,
        };
    }

    private static string NameOf(IParameterSymbol parameter) =>
        SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;

    private static MethodDeclarationSyntax Calling(MethodDeclarationSyntax method, string call)
    {
        var arrow = SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(call)).WithLeadingTrivia(SyntaxFactory.Space).WithAdditionalAnnotations(Formatter.Annotation);
        return method
            .WithParameterList(method.ParameterList.WithTrailingTrivia())
            .WithBody(null)
            .WithExpressionBody(arrow)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(method.GetTrailingTrivia()));
    }

    private static async Task<Document> DeleteAsync(Document document, SyntaxNode method, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.RemoveNode(method, SyntaxRemoveOptions.KeepUnbalancedDirectives)!);
    }
}
