using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SymbolicJacobian.CodeFixes;

/// <summary>SJ2008: says the length of an array that is read at constant indices alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSizeFix))]
[Shared]
public sealed class AddSizeFix : MarkParameterFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["SJ2008"];

    private protected override (string Name, string Arguments)? Attribute(CodeFixContext context) =>
        context.Diagnostics[0].Properties.TryGetValue("Size", out var size) && size is not null ? ("Size", $"({size})") : null;
}
