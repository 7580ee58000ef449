using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Frontend;
using SymbolicJacobian.Generator.Frontend.HandWritten;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator;

/// <summary>Adds the derivatives of every method marked [Differentiable] to its type.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JacobianGenerator : IIncrementalGenerator
{
    private const string Differentiable = "SymbolicJacobian.DifferentiableAttribute";

    /// <summary>For tests: told the name of each method that is lowered, as against taken from memory.</summary>
    internal Action<string>? Lowered { get; init; }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The driver asks again at every edit; the memo answers where nothing that matters has changed.
        var memo = new LoweringMemo(MethodReader.Read, Lowered, EarlySource.Begin);
        var methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(Differentiable, static (_, _) => true, memo.Read)
            .WithTrackingName(TrackingNames.Methods);

        // From here on everything compares by value: an edit that changes no model ends here.
        var models = methods
            .Where(static method => method.Model is not null)
            .Select(static (method, _) => method.Model!)
            .WithTrackingName(TrackingNames.Models);

        var sources = models
            .Select(EarlySource.Of)
            .WithTrackingName(TrackingNames.Sources);

        context.RegisterSourceOutput(sources, Add);

        // Where nothing has gone wrong, which is nearly always, this does nothing, whatever the compilation.
        context.RegisterSourceOutput(
            sources.Where(static source => source.HasFaults).Collect().Combine(context.CompilationProvider),
            static (output, found) =>
            {
                foreach (var diagnostic in found.Left.SelectMany(source => LateDiagnostics.Of(source, found.Right, output.CancellationToken)))
                {
                    output.ReportDiagnostic(diagnostic);
                }
            });

        // Diagnostics go their own way with their raw locations, which alone a #pragma can silence.
        context.RegisterSourceOutput(methods, Report);

        ReadRules(context);
        CompareJacobians(context, Lowered);
    }

    /// <summary>Rules of the user's are checked where they stand; lowering finds them by itself.</summary>
    private static void ReadRules(IncrementalGeneratorInitializationContext context)
    {
        var rules = context.SyntaxProvider.ForAttributeWithMetadataName(RuleReader.Attribute, static (_, _) => true, RuleReader.Read);
        context.RegisterSourceOutput(
            rules.SelectMany(static (rule, _) => rule.Models),
            static (output, model) => output.AddSource(model.HintName, SourceText.From(RuleCheckFile.Write(model), Encoding.UTF8)));
        context.RegisterSourceOutput(rules, static (output, rule) =>
        {
            foreach (var diagnostic in rule.Diagnostics)
            {
                output.ReportDiagnostic(diagnostic);
            }
        });
    }

    /// <summary>Jacobians that were written by hand are compared where they stand; nothing is generated for them.</summary>
    private static void CompareJacobians(IncrementalGeneratorInitializationContext context, Action<string>? lowered)
    {
        var memo = new LoweringMemo(JacobianOf.Check, lowered);
        context.RegisterSourceOutput(context.SyntaxProvider.ForAttributeWithMetadataName(JacobianOf.Attribute, static (_, _) => true, memo.Read), Report);
    }

    private static void Report(SourceProductionContext output, MethodResult method)
    {
        foreach (var diagnostic in method.Diagnostics)
        {
            output.ReportDiagnostic(diagnostic);
        }
    }

    private static void Add(SourceProductionContext output, GeneratedSource source)
    {
        foreach (var file in source.Files)
        {
            if (file.Text is { } text)
            {
                output.AddSource(file.HintName, SourceText.From(text, Encoding.UTF8));
            }
        }
    }
}
