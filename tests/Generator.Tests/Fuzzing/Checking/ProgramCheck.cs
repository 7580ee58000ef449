using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;
using SymbolicJacobian.Generator.Tests.Fuzzing.Witness;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>Generates, compiles and runs programs, many in one compilation.</summary>
internal static class ProgramCheck
{
    private static readonly MetadataReference _witness = MetadataReference.CreateFromFile(typeof(Hyper).Assembly.Location);

    public static IReadOnlyList<Outcome> Run(IReadOnlyList<SourceProgram> programs)
    {
        var compilation = GeneratorHost.Compile(RunnerText.Programs(programs));
        if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } notCSharp)
        {
            return programs.Count > 1 ? Split(programs, notCSharp) : throw new NotCSharpException(notCSharp + "\n" + LinesAround(notCSharp));
        }

        HostResult result;
        try
        {
            result = GeneratorHost.Run(compilation);
        }
        catch (Exception fault) when (programs.Count == 1)
        {
            return [new Outcome("the generator throws " + fault, null, 0)];
        }

        var runners = programs.Select(program => RunnerText.Runner(program, result.Output)).ToArray();
        string[] texts = [RunnerText.Twins(programs), .. runners.OfType<string>()];
        var whole = ((CSharpCompilation)result.Output)
            .WithOptions((CSharpCompilationOptions)result.Output.Options.WithOptimizationLevel(OptimizationLevel.Release))
            .WithAssemblyName("Programs" + Guid.NewGuid().ToString("N"))
            .AddReferences(_witness)
            .AddSyntaxTrees(texts.Select((text, i) => CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions, $"Runner{i}.cs")));
        using var image = new MemoryStream();
        var emitted = whole.Emit(image);
        if (!emitted.Success)
        {
            return Split(programs, emitted.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        var assembly = Assembly.Load(image.ToArray());
        return [.. programs.Select((program, i) => Outcome(program, result, runners[i] is null ? null : (ISubject)Activator.CreateInstance(assembly.GetType($"Run{program.Seed}")!)!))];
    }

    /// <summary>One program that does not compile hides all others: then each is compiled by itself.</summary>
    private static IReadOnlyList<Outcome> Split(IReadOnlyList<SourceProgram> programs, Diagnostic error)
    {
        if (programs.Count > 1)
        {
            return [.. programs.SelectMany(RunAlone)];
        }

        return error.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
            ? [new Outcome($"generated code does not compile: {error}\n{LinesAround(error)}", null, 0)]
            : throw new NotCSharpException(error + "\n" + LinesAround(error));
    }

    /// <summary>A text that is no C# is the writer's mistake, and costs its program alone.</summary>
    private static IReadOnlyList<Outcome> RunAlone(SourceProgram program)
    {
        try
        {
            return Run([program]);
        }
        catch (NotCSharpException mistake)
        {
            return [new Outcome(null, mistake.Message, 0)];
        }
    }

    private static string LinesAround(Diagnostic error)
    {
        var text = error.Location.SourceTree!.GetText();
        var line = text.Lines.GetLineFromPosition(error.Location.SourceSpan.Start).LineNumber;
        return string.Join("\n", text.Lines.Skip(Math.Max(0, line - 3)).Take(6));
    }

    private static Outcome Outcome(SourceProgram program, HostResult result, ISubject? subject)
    {
        var tree = result.Input.SyntaxTrees.First();
        var span = tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>().First(type => type.Identifier.Text == program.Name).Span;
        var said = result.Diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree && span.Contains(diagnostic.Location.SourceSpan)).ToArray();
        if (result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal) && (said.Contains(diagnostic) || programs1(result))) is { } own)
        {
            return new Outcome(own.ToString(), null, 0);
        }

        var refusal = said.FirstOrDefault(diagnostic => diagnostic.Id[2] is '0' or '1');
        var refused = refusal is null ? null : $"{refusal.Id} {refusal.GetMessage()}";
        if (subject is null)
        {
            return new Outcome(refused is null ? "nothing is generated, and nothing said" : null, refused, 0);
        }

        var check = new SubjectCheck(program, subject, isExact: refused is null);
        return new Outcome(check.Fault(), refused, check.Compared);

        static bool programs1(HostResult result) => result.Models.Count == 1;
    }
}

/// <summary>The text is no C#: a mistake of the one who wrote it.</summary>
internal sealed class NotCSharpException(string message) : Exception(message);
