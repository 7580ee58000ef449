using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SymbolicJacobian.Generator;

namespace SymbolicJacobian.CodeFixes.Tests;

/// <summary>Runs the generator on a document of a workspace and applies a fix to the first of its diagnostics with an id.</summary>
internal sealed class FixHost
{
    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
    ];

    private FixHost(Document document)
    {
        Document = document;
    }

    public Document Document { get; }

    public static FixHost Of(string source)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Sample",
            "Sample",
            LanguageNames.CSharp,
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            metadataReferences: _references));
        return new FixHost(project.AddDocument("Sample.cs", SourceText.From(source)));
    }

    public async Task<string> TextAsync() => (await Document.GetTextAsync()).ToString();

    /// <summary>The diagnostics of the compiler and of the generator, and the members that the generator adds.</summary>
    public async Task<(ImmutableArray<Diagnostic> Diagnostics, Compilation Output)> RunAsync()
    {
        var compilation = (CSharpCompilation)(await Document.Project.GetCompilationAsync())!;
        var driver = CSharpGeneratorDriver.Create([new JacobianGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)Document.Project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var ours);
        _ = driver;
        return ([.. ours, .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)], output);
    }

    /// <summary>The actions that a fix offers for the first diagnostic with one of its ids.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(CodeFixProvider fix)
    {
        var (diagnostics, _) = await RunAsync();
        var diagnostic = diagnostics.First(found => fix.FixableDiagnosticIds.Contains(found.Id));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostic, (action, _) => actions.Add(action), default));
        return actions;
    }

    public async Task<FixHost> ApplyAsync(CodeFixProvider fix) => await ApplyAsync(Assert.Single(await OffersAsync(fix)));

    /// <summary>The offer at a position among several.</summary>
    public async Task<FixHost> ApplyAsync(CodeFixProvider fix, int offer) => await ApplyAsync((await OffersAsync(fix))[offer]);

    /// <summary>The fix for every diagnostic of the document at once, as an editor offers it.</summary>
    public async Task<FixHost> ApplyToAllAsync(CodeFixProvider fix)
    {
        var (diagnostics, _) = await RunAsync();
        var context = new FixAllContext(Document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Found(diagnostics), default);
        return await ApplyAsync((await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    private async Task<FixHost> ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new FixHost(changed.GetDocument(Document.Id)!);
    }
}
