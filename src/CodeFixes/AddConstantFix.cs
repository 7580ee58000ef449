using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ0007: marks a parameter whose type has no columns as [Constant].</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddConstantFix))]
[Shared]
public sealed class AddConstantFix : MarkParameterFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ0007"];

    private protected override (string Name, string Arguments)? Attribute(CodeFixContext context) => ("Constant", "");
}
