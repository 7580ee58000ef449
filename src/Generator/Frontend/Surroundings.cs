using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The files of a compilation as outlines, by which methods and their bodies are found again after an edit.</summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> Known = new();

    private readonly Dictionary<SyntaxTree, int> _positions = [];
    private readonly TreeOutline[] _outlines;

    private Surroundings(Compilation compilation, CancellationToken cancellation)
    {
        SyntaxTree[] trees = [.. compilation.SyntaxTrees];
        for (var i = 0; i < trees.Length; i++)
        {
            _positions[trees[i]] = i;
        }

        _outlines = [.. trees.Select(tree => TreeOutline.Of(tree, cancellation))];
        Shape = new CompilationShape(
            compilation.AssemblyName,
            [.. trees.Select((tree, i) => (tree.FilePath, tree.Options, _outlines[i].Digest))],
            [.. compilation.References],
            compilation.Options.WithSyntaxTreeOptionsProvider(null));
    }

    public CompilationShape Shape { get; }

    public static Surroundings Of(Compilation compilation, CancellationToken cancellation)
    {
        if (Known.TryGetValue(compilation, out var known))
        {
            return known;
        }

        var surroundings = new Surroundings(compilation, cancellation);
        return Known.GetValue(compilation, _ => surroundings);
    }

    /// <summary>Where a method stands; null for what is not a method of a type here.</summary>
    public BodyPlace? Find(SyntaxNode declaration) =>
        _positions.TryGetValue(declaration.SyntaxTree, out var tree) && _outlines[tree].Find(declaration) is >= 0 and var method
            ? new BodyPlace(tree, method)
            : null;

    public string DigestOf(BodyPlace place) => _outlines[place.Tree].DigestOfBody(place.Method);

    public bool Contains(SyntaxTree tree) => _positions.ContainsKey(tree);
}

/// <summary>A method by the number of its file in the compilation and its own in that file.</summary>
internal readonly record struct BodyPlace(int Tree, int Method);

/// <summary>
/// What a compilation is apart from the bodies of its methods. Where two are equal a body means the same, and stands at the same
/// place. Holds no tree: it outlives its compilation.
/// </summary>
internal sealed class CompilationShape(
    string? assembly,
    (string Path, ParseOptions Options, string Digest)[] files,
    MetadataReference[] references,
    CompilationOptions options) : IEquatable<CompilationShape>
{
    private readonly string? _assembly = assembly;
    private readonly (string Path, ParseOptions Options, string Digest)[] _files = files;
    private readonly MetadataReference[] _references = references;
    private readonly CompilationOptions _options = options;

    public bool Equals(CompilationShape? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _assembly == other._assembly
            && _references.SequenceEqual(other._references)
            && _files.SequenceEqual(other._files)
            && _options.Equals(other._options));

    public override bool Equals(object? obj) => Equals(obj as CompilationShape);

    public override int GetHashCode() => _files.Length;
}
