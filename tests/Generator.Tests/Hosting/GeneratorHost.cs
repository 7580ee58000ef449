using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>Runs the generator on source text, in a compilation that references the runtime and the framework of this process.</summary>
internal static class GeneratorHost
{
    public const string Usings = "using System;\nusing System.Linq;\nusing System.Collections.Generic;\nusing SymbolicJacobian;\n";

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
    ]);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new JacobianGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: trackSteps));

    /// <summary>A run over whole source files.</summary>
    public static HostResult Run(params string[] sources) => Run(Compile(sources));

    public static HostResult Run(CSharpCompilation compilation)
    {
        var driver = Driver(trackSteps: true).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new HostResult(compilation, output, driver.GetRunResult());
    }

    /// <summary>A run over members of one public static partial class, with the usual usings.</summary>
    public static HostResult RunMembers(string members) => Run(Usings + "public static partial class Sample\n{\n" + members + "\n}\n");
}

/// <summary>What a run gave.</summary>
internal sealed class HostResult
{
    private readonly GeneratorDriverRunResult _run;

    public HostResult(Compilation input, Compilation output, GeneratorDriverRunResult run)
    {
        Input = input;
        Output = output;
        _run = run;
    }

    public Compilation Input { get; }

    public Compilation Output { get; }

    /// <summary>Those of the generator.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _run.Diagnostics;

    /// <summary>Those of the generator that a pragma silences; the driver drops them from its own list.</summary>
    public IReadOnlyList<Diagnostic> Suppressed =>
        [.. Reported((CSharpCompilation)Input.WithOptions(Input.Options.WithReportSuppressedDiagnostics(true))).Where(diagnostic => diagnostic.IsSuppressed)];

    /// <summary>What the compiler shows: those of the generator without what the source silences.</summary>
    public IReadOnlyList<Diagnostic> Shown => [.. Reported((CSharpCompilation)Input).Where(diagnostic => !diagnostic.IsSuppressed)];

    /// <summary>What escaped from the generator.</summary>
    public Exception? Exception => _run.Results[0].Exception;

    public IReadOnlyList<GeneratedSourceResult> Sources => _run.Results[0].GeneratedSources;

    /// <summary>The models behind the cache barrier.</summary>
    public IReadOnlyList<MethodModel> Models => [.. Outputs(TrackingNames.Models).Select(output => (MethodModel)output.Value)];

    public MethodModel Model => Assert.Single(Models);

    public Function Function => Model.Body?.Function
        ?? throw new InvalidOperationException("Not lowered: " + string.Join("\n", Diagnostics));

    /// <summary>Why each output of a step is what it is.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => [.. Outputs(step).Select(output => output.Reason)];

    private static IEnumerable<Diagnostic> Reported(CSharpCompilation compilation)
    {
        GeneratorHost.Driver().RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics);
        return diagnostics;
    }

    private IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(string step) =>
        _run.Results[0].TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(run => run.Outputs) : [];
}
