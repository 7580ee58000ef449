using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Never silently wrong: each hostile program is exact and right, or said at its token, and what is generated compiles.</summary>
public sealed class ProgramTests
{
    public static TheoryData<string> Names => [.. HostileProgram.All.Select(program => program.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_right_or_said(string name)
    {
        var program = HostileProgram.All.Single(candidate => candidate.Name == name);
        var dynamic = MetadataReference.CreateFromFile(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly.Location);
        var result = GeneratorHost.Run(GeneratorHost.Compile([.. program.Source.Split("//file").Select(file => GeneratorHost.Usings + file)]).AddReferences(dynamic));

        // What was refused may be followed one day, and is then checked like the rest.
        var said = result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info || diagnostic.Id is "SJ2010" or "SJ2011").Select(Shown).ToArray();
        if (said.Length > 0 || program.Said.Length == 0)
        {
            Assert.Equal(program.Said, said);
        }

        if (said.Any(text => text.StartsWith("SJ0", StringComparison.Ordinal)))
        {
            Assert.Empty(result.Sources);
            return;
        }

        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));
        Assert.Equal(
            said.Any(text => text.StartsWith("SJ1", StringComparison.Ordinal)),
            result.Sources.Any(source => source.SourceText.ToString().Contains("IsExact = false", StringComparison.Ordinal)));
        foreach (var run in assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public)).Where(method => method.Name == "Run"))
        {
            Assert.Equal(program.Result, Text(run.Invoke(null, null)));
        }
    }

    private static string Text(object? value) => value is JacobianReport { Verdict: Verdict.Correct } ? "Correct" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    private static string Shown(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}";
}
