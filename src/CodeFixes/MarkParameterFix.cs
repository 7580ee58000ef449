using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SymbolicJacobian.CodeFixes;

/// <summary>Marks the parameter that a diagnostic is about with an attribute of this package.</summary>
public abstract class MarkParameterFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindAsync<ParameterSyntax>().ConfigureAwait(false) is not { } parameter || Attribute(context) is not { } attribute)
        {
            return;
        }

        var title = $"Mark '{parameter.Identifier.ValueText}' as [{attribute.Name}{attribute.Arguments}]";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellation => context.Document.ReplaceAsync([parameter], before => Mark(before, attribute.Name, attribute.Arguments), cancellation), equivalenceKey: GetType().Name),
            context.Diagnostics);
    }

    /// <summary>The attribute without its namespace and suffix, and its arguments in parentheses; null where nothing is to be offered.</summary>
    private protected abstract (string Name, string Arguments)? Attribute(CodeFixContext context);

    /// <summary>The whole name, which the simplifier shortens as far as the usings of the file allow.</summary>
    private static ParameterSyntax Mark(ParameterSyntax parameter, string attribute, string arguments)
    {
        var name = SyntaxFactory.ParseName($"global::SymbolicJacobian.{attribute}Attribute").WithAdditionalAnnotations(Simplifier.Annotation);
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name, arguments.Length == 0 ? null : SyntaxFactory.ParseAttributeArgumentList(arguments))))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
    }
}
