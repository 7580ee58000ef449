using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// An expression of the user as text that means the same in the generated file: types fully qualified, static members
/// of other types too, extension methods called as static ones, and the method's own locals left open as holes.
/// </summary>
internal sealed class VerbatimText
{
    private const int DepthLimit = 250;

    private readonly SemanticModel _model;
    private readonly MethodContext _context;
    private readonly Func<ExpressionSyntax, Expression?> _hole;
    private readonly Func<ITypeSymbol?, ITypeSymbol?> _substitute;
    private readonly Expression? _receiver;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _fragments = [];
    private readonly StringBuilder _text = new();
    private SyntaxNode _root = null!;
    private int _depth;

    /// <param name="frame">The method that the expression stands in.</param>
    /// <param name="context">The marked method.</param>
    /// <param name="hole">The term for a part; null where it stays text.</param>
    /// <param name="substitute">What a type with type parameters is in this call.</param>
    /// <param name="cancellation">Stops it.</param>
    public VerbatimText(Frame frame, MethodContext context, Func<ExpressionSyntax, Expression?> hole, Func<ITypeSymbol?, ITypeSymbol?> substitute, CancellationToken cancellation)
    {
        _model = frame.Model;
        _receiver = frame.Receiver;
        _context = context;
        _substitute = substitute;
        _hole = hole;
        _cancellation = cancellation;
    }

    public List<Expression> Operands { get; } = [];

    /// <summary>Members without a name before them are those of another object than the marked method's.</summary>
    public bool IsElsewhere { get; init; }

    public IReadOnlyList<string> Fragments => [.. _fragments, _text.ToString()];

    public void Write(ExpressionSyntax root)
    {
        _root = root;
        Node(root);
        while (_text.Length > 0 && _text[_text.Length - 1] == ' ')
        {
            _text.Length--;
        }
    }

    public void Enclose(string before, string after)
    {
        if (_fragments.Count > 0)
        {
            _fragments[0] = before + _fragments[0];
        }
        else
        {
            _text.Insert(0, before);
        }

        _text.Append(after);
    }

    private void Node(SyntaxNode node)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_depth > DepthLimit)
        {
            throw Unsupported.Nesting(node, DepthLimit);
        }

        Part(node);
        _depth--;
    }

    private void Part(SyntaxNode node)
    {
        switch (node)
        {
            case QueryExpressionSyntax:
                throw Unsupported.Expression(node);
            case ExpressionSyntax expression when Constant(expression) is { } constant:
                _text.Append(constant);
                break;
            case ThisExpressionSyntax when _receiver is not null:
                Hole(_receiver);
                break;
            case BaseExpressionSyntax when IsElsewhere || _context.Method.IsStatic:
                throw Unsupported.Expression(node);
            case BaseExpressionSyntax when _receiver is not null:
                throw Unsupported.Expression(node.Parent ?? node);
            case ExpressionSyntax expression when !IsPartOfName(expression) && _hole(expression) is { } term:
                Hole(term);
                break;
            case ConditionalAccessExpressionSyntax access when access.WhenNotNull.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => ReducedFrom(call) is not null):
                // As static methods they would come before what they are called on, and run where it is null.
                throw Unsupported.Expression(access);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when ReducedFrom(call) is { } extension:
                Extension(call, access, extension);
                break;
            case ImplicitObjectCreationExpressionSyntax creation when _model.GetTypeInfo(creation, _cancellation).ConvertedType is { } type:
                _text.Append("new ").Append(TypeName(type));
                Children(creation, skipFirst: true);
                break;
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.DefaultLiteralExpression):
                _text.Append("default(").Append(TypeName(_model.GetTypeInfo(literal, _cancellation).ConvertedType)).Append(')');
                break;
            case SimpleNameSyntax name when !IsPartOfName(name):
                Name(name);
                break;
            default:
                Children(node, skipFirst: false);
                break;
        }
    }

    private void Hole(Expression term)
    {
        _fragments.Add(_text.ToString());
        _text.Clear();
        Operands.Add(term);
    }

    private void Children(SyntaxNode node, bool skipFirst)
    {
        foreach (var child in node.ChildNodesAndTokens().Skip(skipFirst ? 1 : 0))
        {
            if (child.AsNode() is { } inner)
            {
                Node(inner);
                AppendGap(inner.HasTrailingTrivia);
            }
            else
            {
                var token = child.AsToken();
                _text.Append(token.Text);
                AppendGap(token.HasTrailingTrivia);
            }
        }
    }

    /// <summary>Comments and line breaks become one blank.</summary>
    private void AppendGap(bool isWanted)
    {
        if (isWanted && (_text.Length == 0 || _text[_text.Length - 1] != ' '))
        {
            _text.Append(' ');
        }
    }

    /// <summary>nameof, local constants and constants that the generated code could not read, by their value.</summary>
    private string? Constant(ExpressionSyntax expression)
    {
        var isNameOf = expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) && !isNameOf)
        {
            return null;
        }

        if (_model.GetConstantValue(expression, _cancellation) is not { HasValue: true, Value: { } value })
        {
            return null;
        }

        var symbol = _model.GetSymbolInfo(expression, _cancellation).Symbol;
        if (!isNameOf && symbol is IFieldSymbol field && IsAccessible(field))
        {
            return null;
        }

        var text = SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
        return symbol is IFieldSymbol { Type.TypeKind: Microsoft.CodeAnalysis.TypeKind.Enum } constant ? $"(({TypeName(constant.Type)}){text})" : text;
    }

    private IMethodSymbol? ReducedFrom(InvocationExpressionSyntax call) =>
        _model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol { ReducedFrom: not null } method ? method : null;

    private void Extension(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, IMethodSymbol method)
    {
        RequireAccessible(method, access.Name);
        _text.Append(TypeName(method.ContainingType)).Append('.').Append(method.Name);
        if (method.TypeArguments.Length > 0)
        {
            _text.Append('<').Append(string.Join(", ", method.TypeArguments.Select(Types.Text))).Append('>');
        }

        _text.Append('(');
        Node(access.Expression);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            _text.Append(", ");
            Node(argument);
        }

        _text.Append(')');
    }

    private string TypeName(ITypeSymbol? type) => Types.Text(_substitute(type));

    private void Name(SimpleNameSyntax name)
    {
        var symbol = _model.GetSymbolInfo(name, _cancellation).Symbol;
        switch (symbol)
        {
            case ITypeParameterSymbol parameter when _substitute(parameter) is { } argument and not ITypeParameterSymbol:
                _text.Append(TypeName(argument));
                break;
            case ITypeParameterSymbol or null:
                Children(name, skipFirst: false);
                break;

            case INamedTypeSymbol type:
                _text.Append(TypeText(type));
                break;
            case INamespaceSymbol space:
                _text.Append(space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
                break;
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction } or ILocalSymbol or IRangeVariableSymbol or IParameterSymbol:
                Own(name, symbol);
                break;
            default:
                Member(name, symbol);
                break;
        }
    }

    /// <summary>A name declared inside the expression stays; one that is not would have been a hole.</summary>
    private void Own(SimpleNameSyntax name, ISymbol symbol)
    {
        var isInside = symbol.DeclaringSyntaxReferences.Any(reference =>
            reference.SyntaxTree == _root.SyntaxTree && _root.FullSpan.Contains(reference.Span));
        var isState = !IsElsewhere && _receiver is null && symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
        if (!isInside && !isState)
        {
            throw Unsupported.Expression(name);
        }

        _text.Append(name.Identifier.Text);
    }

    private void Member(SimpleNameSyntax name, ISymbol member)
    {
        RequireAccessible(member, name);
        if (IsElsewhere && !member.IsStatic)
        {
            throw Unsupported.Inaccessible(name, member);
        }

        var isHidden = _context.Method.Parameters.Any(parameter => parameter.Name == member.Name);
        if (member.IsStatic && (isHidden || !IsOwnMember(member)))
        {
            _text.Append(TypeText(member.ContainingType)).Append('.');
        }
        else if (!member.IsStatic && _receiver is not null)
        {
            Hole(_receiver);
            _text.Append('.');
        }
        else if (isHidden)
        {
            _text.Append("this.");
        }

        Children(name, skipFirst: false);
    }

    private string TypeText(INamedTypeSymbol type) =>
        _context.Code.ShortNames && type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            ? type.Name
            : Neighbours.ShortName(type, _context.Method) ?? TypeName(type);

    /// <summary>Plain names of members reach the containing type of the marked method, not that of an inlined helper.</summary>
    private bool IsOwnMember(ISymbol member)
    {
        for (var type = _context.Method.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, member.ContainingType))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAccessible(ISymbol symbol) =>
        _context.Compilation.IsSymbolAccessibleWithin(symbol, _context.Method.ContainingType);

    private void RequireAccessible(ISymbol symbol, SyntaxNode use)
    {
        if (!IsAccessible(symbol))
        {
            throw Unsupported.Inaccessible(use, symbol);
        }
    }

    /// <summary>The right side of a dot, the name of an argument or of an initialized member: qualified by what stands before it.</summary>
    private bool IsPartOfName(ExpressionSyntax expression) => expression.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == expression => CheckQualified(expression),
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        QualifiedNameSyntax qualified => qualified.Right == expression,
        AliasQualifiedNameSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == expression,
        _ => false,
    };

    private bool CheckQualified(ExpressionSyntax name)
    {
        if (_model.GetSymbolInfo(name, _cancellation).Symbol is IFieldSymbol or IPropertySymbol or IMethodSymbol)
        {
            RequireAccessible(_model.GetSymbolInfo(name, _cancellation).Symbol!, name);
        }

        return true;
    }
}
