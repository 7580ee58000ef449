using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SymbolicJacobian.CodeFixes;

/// <summary>What every fix does: find the node under the squiggle, put another one in its place.</summary>
internal static class DocumentEdits
{
    /// <summary>The innermost node of a kind that the diagnostic stands on or in; null where the text has changed since.</summary>
    public static async Task<TNode?> FindAsync<TNode>(this CodeFixContext context)
        where TNode : SyntaxNode
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
    }

    public static async Task<Document> ReplaceAsync<TNode>(
        this Document document, IEnumerable<TNode> nodes, Func<TNode, TNode> change, CancellationToken cancellation)
        where TNode : SyntaxNode
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return document.WithSyntaxRoot(root!.ReplaceNodes(nodes, (_, inner) => change(inner)));
    }
}
