using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ0007: marks a parameter whose type has no columns as [Constant].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddConstantFix))]
[Shared]
public sealed class AddConstantFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ0007"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindAsync<ParameterSyntax>().ConfigureAwait(false) is not { } parameter)
        {
            return;
        }

        var title = $"Mark '{parameter.Identifier.ValueText}' as [Constant]";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellation => context.Document.ReplaceAsync([parameter], Mark, cancellation), equivalenceKey: nameof(AddConstantFix)),
            context.Diagnostics);
    }

    /// <summary>The whole name, which the simplifier shortens as far as the usings of the file allow.</summary>
    private static ParameterSyntax Mark(ParameterSyntax parameter)
    {
        var name = SyntaxFactory.ParseName("global::SymbolicJacobian.ConstantAttribute").WithAdditionalAnnotations(Simplifier.Annotation);
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name)))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
    }
}
