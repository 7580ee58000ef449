using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// A file as other files see it: a digest of its text without the bodies of its methods, which alone cannot change what names
/// mean elsewhere, and a digest of each of those bodies. Bodies of constructors, operators and properties count as text: they are few.
/// </summary>
internal sealed class TreeOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeOutline> Known = new();

    private readonly SourceText _text;
    private readonly List<int> _starts = [];
    private readonly List<TextSpan> _bodies = [];
    private readonly string?[] _digests;

    private TreeOutline(SyntaxTree tree, CancellationToken cancellation)
    {
        _text = tree.GetText(cancellation);
        Collect(((CompilationUnitSyntax)tree.GetRoot(cancellation)).Members);
        _digests = new string?[_bodies.Count];
        Digest = DigestOutside();
    }

    /// <summary>Of everything but the bodies of methods.</summary>
    public string Digest { get; }

    public static TreeOutline Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
        {
            return known;
        }

        var outline = new TreeOutline(tree, cancellation);
        return Known.GetValue(tree, _ => outline);
    }

    /// <summary>The number of a method among those of the file; negative for what is not a method of a type.</summary>
    public int Find(SyntaxNode declaration) => _starts.BinarySearch(declaration.SpanStart);

    public string DigestOfBody(int method) => _digests[method] ??= DigestOf([_bodies[method]]);

    private void Collect(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Collect(space.Members);
                    break;
                case TypeDeclarationSyntax type:
                    Collect(type.Members);
                    break;
                case MethodDeclarationSyntax method:
                    _starts.Add(method.SpanStart);
                    _bodies.Add(BodyOf(method));
                    break;
            }
        }
    }

    // A directive (#nullable, #pragma, #if) may reach beyond the body.
    private static TextSpan BodyOf(MethodDeclarationSyntax method) =>
        ((SyntaxNode?)method.Body ?? method.ExpressionBody) is { ContainsDirectives: false } body ? body.Span : new TextSpan(method.SpanStart, 0);

    private string DigestOutside()
    {
        var spans = new List<TextSpan>(_bodies.Count + 1);
        var start = 0;
        foreach (var body in _bodies)
        {
            spans.Add(TextSpan.FromBounds(start, body.Start));
            start = body.End;
        }

        spans.Add(TextSpan.FromBounds(start, _text.Length));
        return DigestOf(spans);
    }

    private string DigestOf(List<TextSpan> spans)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (characters, bytes) = (new char[2048], new byte[4096]);
        foreach (var span in spans)
        {
            for (var start = span.Start; start < span.End; start += characters.Length)
            {
                var count = Math.Min(characters.Length, span.End - start);
                _text.CopyTo(start, characters, 0, count);
                Buffer.BlockCopy(characters, 0, bytes, 0, 2 * count);
                hash.AppendData(bytes, 0, 2 * count);
            }

            // The end of each part counts: text must not move over a body unseen.
            hash.AppendData([0xFF, 0xFF, 0x00], 0, 3);
        }

        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
