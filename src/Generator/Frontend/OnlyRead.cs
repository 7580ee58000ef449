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
        MemberAccessExpressionSyntax member when member.Expression == use => (member.Name.Identifier.ValueText is "Length" or "GetLength" || (!isJagged && _readers.Contains(member.Name.Identifier.ValueText))) && IsOfLibrary(member),
        ForEachStatementSyntax loop => loop.Expression == use && !isJagged,
        ForEachVariableStatementSyntax loop => loop.Expression == use && !isJagged,
        ParenthesizedExpressionSyntax inner => IsRead(inner, isJagged, depth),
        ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } argument => !isJagged && IsReadBy(call, argument, depth),
        _ => false,
    };

    /// <summary>An extension of the user's own may have the name of one that reads.</summary>
    private bool IsOfLibrary(MemberAccessExpressionSyntax member) =>
        bodies.ModelOf(member.SyntaxTree).GetSymbolInfo(member, cancellation).Symbol is { } symbol && !symbol.Locations.Any(location => location.IsInSource);

    /// <summary>An element where only its value counts; whatever is not known for that could write to it.</summary>
    private bool IsValue(ExpressionSyntax element) => element.Parent switch
    {
        ParenthesizedExpressionSyntax inner => IsValue(inner),
        MemberAccessExpressionSyntax member => member.Expression == element && IsMemberOfValue(member),
        AssignmentExpressionSyntax assignment => assignment.Right == element,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression,
        ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: TupleExpressionSyntax tuple } => IsSource(tuple),
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind == 0,
        BinaryExpressionSyntax or CastExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or SwitchExpressionArmSyntax or IsPatternExpressionSyntax => true,
        EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or InitializerExpressionSyntax or InterpolationSyntax or LambdaExpressionSyntax => true,
        _ => false,
    };

    /// <summary>A tuple, however deep in others, that nothing is taken apart into.</summary>
    private static bool IsSource(TupleExpressionSyntax tuple) => tuple.Parent switch
    {
        ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsSource(outer),
        AssignmentExpressionSyntax assignment => assignment.Right == tuple,
        ForEachVariableStatementSyntax => false,
        _ => true,
    };

    /// <summary>Of a struct it could be a field that is set, or a member that changes the element in its place.</summary>
    private bool IsMemberOfValue(MemberAccessExpressionSyntax member) => bodies.ModelOf(member.SyntaxTree).GetSymbolInfo(member, cancellation).Symbol switch
    {
        IFieldSymbol => IsValue(member),
        IPropertySymbol property => IsValue(member) && property.GetMethod is { } getter && LeavesItsObject(getter),
        IMethodSymbol method => member.Parent is InvocationExpressionSyntax && LeavesItsObject(method),
        _ => false,
    };

    private static bool LeavesItsObject(IMethodSymbol method) => method.ReducedFrom is { } extension
        ? extension.Parameters[0].RefKind is RefKind.None or RefKind.In
        : method.IsReadOnly || method.ContainingType is { IsReadOnly: true } or { SpecialType: not SpecialType.None };

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

        // What overrides it may do otherwise.
        return parameter.Type is INamedTypeSymbol { Name: "ReadOnlySpan" or "IEnumerable" or "IReadOnlyList" }
            || (!IsOpen(method) && bodies.Of(method.OriginalDefinition) is { } source && Holds([source.Body.Syntax], parameter.Name, isJagged: false, depth + 1));
    }

    private static bool IsOpen(IMethodSymbol method) => method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed);

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
