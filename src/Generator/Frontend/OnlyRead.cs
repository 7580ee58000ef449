using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Whether text that can name an array only ever reads it: its elements, its length, as an argument of methods that only read it.</summary>
internal sealed class OnlyRead(MethodBodies bodies, CancellationToken cancellation)
{
    private const int DepthLimit = 4;

    private static readonly HashSet<string> _readers = new(StringComparer.Ordinal)
    {
        "Length", "LongLength", "Rank", "GetLength", "GetUpperBound", "GetLowerBound", "Clone", "ToArray", "Sum", "Select", "Zip", "Max", "Min", "Average", "Aggregate", "Where", "Count", "Any", "All", "First", "Last", "Contains", "CopyTo",
    };

    /// <param name="scopes">All places where the name may stand.</param>
    /// <param name="name">The name of a field or parameter; another thing of that name counts, too.</param>
    /// <param name="isJagged">An element is an array as well.</param>
    public bool Holds(IEnumerable<SyntaxNode> scopes, string name, bool isJagged, int depth = 0) => depth < DepthLimit && scopes
        .SelectMany(scope => scope.DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Where(use => use.Identifier.ValueText == name)
        .All(use => IsRead(use.Parent is MemberAccessExpressionSyntax member && member.Name == use ? member : use, isJagged, depth));

    private bool IsRead(ExpressionSyntax use, bool isJagged, int depth) => use.Parent switch
    {
        ElementAccessExpressionSyntax element when element.Expression == use => isJagged ? IsRead(element, isJagged: false, depth) : IsValue(element),
        MemberAccessExpressionSyntax member when member.Expression == use => !isJagged && _readers.Contains(member.Name.Identifier.ValueText) || member.Name.Identifier.ValueText is "Length" or "GetLength",
        ForEachStatementSyntax loop => loop.Expression == use && !isJagged,
        ForEachVariableStatementSyntax loop => loop.Expression == use && !isJagged,
        ParenthesizedExpressionSyntax inner => IsRead(inner, isJagged, depth),
        ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } argument => !isJagged && IsReadBy(call, argument, depth),
        _ => false,
    };

    /// <summary>An element is no target of an assignment and no reference.</summary>
    private static bool IsValue(ExpressionSyntax element) => element.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left != element,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is not (SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is not (SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0 && !(argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax tuple } && tuple.Left == argument.Parent),
        RefExpressionSyntax => false,

        // Of a struct it could be a field that is set, or a method that changes it.
        MemberAccessExpressionSyntax member => member.Parent is not AssignmentExpressionSyntax assignment || assignment.Left != member,
        _ => true,
    };

    private bool IsReadBy(ExpressionSyntax call, ArgumentSyntax argument, int depth)
    {
        if (call is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })
        {
            return true;
        }

        var model = bodies.ModelOf(call.SyntaxTree);
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || ParameterOf(method, argument) is not { } parameter)
        {
            return false;
        }

        return parameter.Type is INamedTypeSymbol { Name: "ReadOnlySpan" or "IEnumerable" or "IReadOnlyList" }
            || (bodies.Of(method.OriginalDefinition) is { } source && Holds([source.Body.Syntax], parameter.Name, isJagged: false, depth + 1));
    }

    private static IParameterSymbol? ParameterOf(IMethodSymbol method, ArgumentSyntax argument)
    {
        if (argument.NameColon is { Name.Identifier.ValueText: var name })
        {
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        }

        var index = ((ArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        return index < method.Parameters.Length && !method.Parameters[index].IsParams ? method.Parameters[index] : null;
    }
}
