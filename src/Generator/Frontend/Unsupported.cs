using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A construct has no exact derivative; caught where the method is read, and reported at the token.</summary>
internal sealed class Refusal : Exception
{
    public Refusal(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
        : base(descriptor.Id)
    {
        Descriptor = descriptor;
        Location = location;
        Arguments = arguments;
    }

    public DiagnosticDescriptor Descriptor { get; }

    public Location Location { get; }

    /// <summary>What follows the method's name in the message.</summary>
    public object[] Arguments { get; }

    /// <summary>The arguments are those of the whole message, the method's name is not put before them.</summary>
    public bool IsBare { get; init; }
}

/// <summary>The body does not compile: the compiler says why, and we say nothing.</summary>
internal sealed class BrokenSource : Exception;

/// <summary>An input array is written to: lowering starts again with a copy of it.</summary>
internal sealed class InputIsWritten : Exception
{
    public InputIsWritten(string access)
    {
        Access = access;
    }

    public string Access { get; }
}

/// <summary>How long the rows are that an array of arrays is given shows too late: lowering starts again and makes memory for them.</summary>
internal sealed class RowsAreMade : Exception;

/// <summary>Every refusal of the body, each at the token of the construct. (Those of the signature are in the readers.)</summary>
internal static class Unsupported
{
    private const string PassItsResult = "pass its result as a [Constant] parameter, or write the function in this project";
    private const string MoveItOut = "move it out of the method, or mark what it needs [Constant]";

    public static Refusal Call(IOperation call, ISymbol method) =>
        new(Descriptors.UnknownCall, At(call), Display(method), PassItsResult);

    /// <summary>Members without the parameter could not ask the method how many rows there are.</summary>
    public static Refusal UnknownRows(IParameterSymbol parameter, IMethodSymbol method) =>
        new(Descriptors.ByReference, parameter.Locations[0], parameter.Name, method.Name, parameter.RefKind == RefKind.Ref ? "ref" : "out", "only a run tells how many rows there are") { IsBare = true };

    public static Refusal Linq(IOperation call, ISymbol method) =>
        new(Descriptors.UnknownCall, At(call), Display(method), "write it as a loop, or pass its result as a [Constant] parameter");

    public static Refusal DelegateCall(IOperation call, string name) =>
        new(Descriptors.UnknownCall, At(call), name, "call a method or a local function instead");

    /// <summary>A loop after which nobody knows which function a name means.</summary>
    public static Refusal Function(SyntaxNode loop, string name) =>
        new(Descriptors.UnknownCall, loop.GetFirstToken().GetLocation(), name, "call a method or a local function instead");

    public static Refusal Recursion(IOperation call, ISymbol method) =>
        new(Descriptors.Recursion, At(call), Display(method));

    public static Refusal Virtual(IOperation call, ISymbol method) =>
        new(Descriptors.VirtualCall, At(call), Display(method));

    public static Refusal Companion(SyntaxNode name, string method) =>
        new(Descriptors.Companion, name.GetLocation(), method);

    public static Refusal Loop(IOperation loop, ITypeSymbol? collection) =>
        new(Descriptors.LoopForm, At(loop), collection?.ToDisplayString() ?? "an unknown type");

    public static Refusal Jump(IOperation jump) =>
        new(Descriptors.Jump, At(Jumping(jump.Syntax)), Jumping(jump.Syntax).GetFirstToken().Text);

    public static Refusal Statement(IOperation statement) =>
        new(Descriptors.Statement, At(statement), statement.Syntax.GetFirstToken().Text, MoveItOut);

    /// <summary>By its kind alone, see <see cref="OperationContract"/>.</summary>
    public static Refusal Kind(IOperation operation) => operation switch
    {
        IEventAssignmentOperation { EventReference.Syntax: { } target } => new(Descriptors.SideEffect, target.GetLocation(), target.ToString()),
        { Syntax: StatementSyntax } => Statement(operation),
        _ => Expression(operation),
    };

    public static Refusal Statement(SyntaxToken keyword, string advice) =>
        new(Descriptors.Statement, keyword.GetLocation(), keyword.Text, advice);

    public static Refusal Expression(IOperation expression) =>
        new(Descriptors.Expression, At(expression), Describe(expression.Syntax));

    public static Refusal Expression(SyntaxNode expression) =>
        new(Descriptors.Expression, At(expression), Describe(expression));

    /// <summary>Which place a method refers to has to be known by its conditions alone.</summary>
    public static Refusal Reference(IOperation at, ISymbol method) =>
        new(Descriptors.Expression, At(at), $"the reference that '{method.Name}' returns");

    public static Refusal Pattern(IOperation pattern) =>
        new(Descriptors.Pattern, At(pattern), Describe(pattern.Syntax));

    public static Refusal Slice(IOperation slice, SyntaxNode whole) =>
        new(Descriptors.Slice, At(slice), whole.ToString());

    public static Refusal LocalType(IOperation local, ITypeSymbol? type) =>
        new(Descriptors.LocalType, At(local), type?.ToDisplayString() ?? "an unknown type");

    /// <summary>An input that cannot be copied to be written to.</summary>
    public static Refusal Written(Location location, string access) =>
        new(Descriptors.SideEffect, location, access.Replace("[#]", "[…]").Replace("#", "…"));

    public static Refusal Row(IOperation at, string rows) =>
        new(Descriptors.Row, At(at), rows);

    /// <summary>Two rows, or a row and a name, are one array that somebody writes to.</summary>
    public static Refusal SharedRow(IOperation row) =>
        new(Descriptors.SharedRow, At(row), (row is IArrayElementReferenceOperation && row.Parent is IAssignmentOperation assignment ? assignment.Value : row).Syntax.ToString());

    public static Refusal Rows(SyntaxNode at, ITypeSymbol? type) =>
        new(Descriptors.LocalType, At(at), type?.ToDisplayString() ?? "an unknown type");

    public static Refusal ArrayRebinding(Location location, string variable) =>
        new(Descriptors.ArrayRebinding, location, variable.Length > 0 ? variable : "the result");

    public static Refusal SideEffect(IOperation write) =>
        new(Descriptors.SideEffect, At(write), write.Syntax.ToString());

    public static Refusal Inaccessible(SyntaxNode use, ISymbol member) =>
        new(Descriptors.Inaccessible, use.GetLocation(), Display(member));

    public static Refusal AlwaysThrows(Location location) =>
        new(Descriptors.AlwaysThrows, location);

    public static Refusal Statements(IOperation statement, int limit) =>
        new(Descriptors.Budget, At(statement), $"{limit} statements");

    public static Refusal Excess(SyntaxNode node, string limit) =>
        new(Descriptors.Budget, At(node), limit);

    public static Refusal InlineDepth(IOperation call, int limit) =>
        new(Descriptors.Budget, At(call), $"{limit} calls within calls");

    public static Refusal Nesting(SyntaxNode node, int limit) =>
        new(Descriptors.Budget, At(node), $"a nesting of {limit} constructs");

    public static Location At(IOperation operation) => At(operation.Syntax);

    /// <summary>The token that names the construct: the operator, the called name, the keyword.</summary>
    public static Location At(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } => member.Name.GetLocation(),
        InvocationExpressionSyntax call => call.Expression.GetLocation(),
        ObjectCreationExpressionSyntax creation => creation.Type.GetLocation(),
        BinaryExpressionSyntax binary => binary.OperatorToken.GetLocation(),
        PrefixUnaryExpressionSyntax unary => unary.OperatorToken.GetLocation(),
        CastExpressionSyntax cast => cast.Type.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        VariableDeclaratorSyntax declarator => declarator.Identifier.GetLocation(),
        StatementSyntax statement => statement.GetFirstToken().GetLocation(),
        ArgumentSyntax argument => At(argument.Expression),
        _ => node.GetLocation(),
    };

    /// <summary>A label is met first where the jump goes back: it is the jump that cannot be followed.</summary>
    private static SyntaxNode Jumping(SyntaxNode syntax) => syntax is LabeledStatementSyntax label
        ? label.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<GotoStatementSyntax>()
            .FirstOrDefault(jump => jump.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == label.Identifier.ValueText) ?? syntax
        : syntax;

    public static string Display(ISymbol symbol) => symbol is { ContainingType: { } type, IsImplicitlyDeclared: false }
        ? $"{type.Name}.{symbol.Name}"
        : symbol.Name;

    private static string Describe(SyntaxNode node) => $"'{Short(node)}'";

    /// <summary>The text of a construct on one line, cut where it gets long.</summary>
    public static string Short(SyntaxNode node)
    {
        const int Longest = 40;
        var text = string.Concat(node.DescendantTokens().Select(token => token.HasTrailingTrivia ? token.Text + " " : token.Text)).Trim();
        return text.Length > Longest ? text.Substring(0, Longest) + "…" : text;
    }
}
