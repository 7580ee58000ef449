using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// A file as other files see it: a digest of its tokens and directives without the bodies of its methods, which alone (with comments
/// and white space) cannot change what names mean elsewhere, and a digest of each of those bodies. Bodies of constructors, operators
/// and properties count with the rest: they are few.
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
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellation);
        Collect(root.Members);
        _digests = new string?[_bodies.Count];
        Digest = DigestOutside(root);
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

    public string DigestOfBody(int method) => _digests[method] ??= DigestOf(_bodies[method]);

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

    private string DigestOutside(SyntaxNode root)
    {
        using var digest = new TextDigest();
        var body = 0;
        foreach (var token in root.DescendantTokens(node => !IsBody(node)))
        {
            for (; body < _bodies.Count && _bodies[body].Start <= token.SpanStart; body++)
            {
                // A body stands here: tokens must not move over it unseen.
                digest.End();
            }

            if (token.ContainsDirectives || token.HasStructuredTrivia)
            {
                digest.Append(token.ToFullString());
            }
            else
            {
                digest.Append(token.Text);
            }

            digest.End();
        }

        return digest.ToString();
    }

    private bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax && _bodies.BinarySearch(node.Span) >= 0;

    private string DigestOf(TextSpan span)
    {
        using var digest = new TextDigest();
        digest.Append(_text, span);
        return digest.ToString();
    }
}
