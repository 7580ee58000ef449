using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ2008: says the length of an array that is read at constant indices alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSizeFix))]
[Shared]
public sealed class AddSizeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ2008"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.FindAsync<ParameterSyntax>().ConfigureAwait(false) is not { } parameter
            || !context.Diagnostics[0].Properties.TryGetValue("Size", out var size) || size is null)
        {
            return;
        }

        var title = $"Mark '{parameter.Identifier.ValueText}' as [Size({size})]";
        context.RegisterCodeFix(
            CodeAction.Create(title, cancellation => context.Document.ReplaceAsync([parameter], before => Mark(before, size), cancellation), equivalenceKey: nameof(AddSizeFix)),
            context.Diagnostics);
    }

    private static ParameterSyntax Mark(ParameterSyntax parameter, string size)
    {
        var name = SyntaxFactory.ParseName("global::SymbolicJacobian.SizeAttribute").WithAdditionalAnnotations(Simplifier.Annotation);
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name, SyntaxFactory.ParseAttributeArgumentList($"({size})"))))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
    }
}
