using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The body of a method whose source this compilation has.</summary>
internal sealed class MethodSource
{
    public MethodSource(IOperation body, SemanticModel model)
    {
        Body = body;
        Model = model;
    }

    public IOperation Body { get; }

    public SemanticModel Model { get; }

    /// <summary>No more than <c>return expression;</c>.</summary>
    public bool IsOneExpression => Body is IBlockOperation { Operations: [IReturnOperation { ReturnedValue: not null }] };
}

/// <summary>
/// The bodies of methods, for one marked method. What is read here is what its result depends on (<see cref="LoweringMemo"/>), so
/// nothing of Frontend gets at the body of another method but through here.
/// </summary>
internal sealed class MethodBodies(SemanticModel own, CancellationToken cancellation)
{
    /// <summary>One model for each file of a compilation: what is bound for one marked method is bound for all.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> Models = new();

    private readonly List<SyntaxNode> _followed = [];

    /// <summary>The declarations whose bodies were asked for.</summary>
    public IReadOnlyList<SyntaxNode> Followed => _followed;

    /// <summary>Some method asks for the line that it is called from.</summary>
    public bool DependsOnLines { get; private set; }

    /// <summary>All of a type that this compilation has: any edit in it counts as one of what was followed.</summary>
    public IReadOnlyList<SyntaxNode> DeclarationsOf(INamedTypeSymbol type)
    {
        SyntaxNode[] declarations = [.. type.DeclaringSyntaxReferences.Where(reference => own.Compilation.ContainsSyntaxTree(reference.SyntaxTree)).Select(reference => reference.GetSyntax(cancellation))];
        foreach (var method in declarations.SelectMany(declaration => declaration.DescendantNodes()).OfType<MethodDeclarationSyntax>())
        {
            Follow(method);
        }

        return declarations;
    }

    /// <summary>The body of a method; null where this compilation has no source of it.</summary>
    public MethodSource? Of(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        DependsOnLines |= definition.Parameters.Any(IsCallerInfo);
        foreach (var reference in (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences)
        {
            // A method of a referenced project has a tree too, but of another compilation.
            if (!own.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            var declaration = reference.GetSyntax(cancellation);
            Follow(declaration);

            // The getter of X => … is the arrow alone.
            var model = ModelOf(reference.SyntaxTree);
            var operation = model.GetOperation(declaration, cancellation);
            if ((operation is IMethodBodyBaseOperation whole ? whole.BlockBody ?? whole.ExpressionBody : operation as IBlockOperation) is { } body)
            {
                return new MethodSource(body, model);
            }
        }

        return null;
    }

    /// <summary>The names that the declarations of a member use.</summary>
    public IEnumerable<string> NamesIn(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences.Where(reference => own.Compilation.ContainsSyntaxTree(reference.SyntaxTree)))
        {
            var declaration = reference.GetSyntax(cancellation);
            Follow(declaration);
            foreach (var name in declaration.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                yield return name.Identifier.ValueText;
            }
        }
    }

    /// <summary>Notes a declaration that was looked into. Only the bodies of methods count: all others are text of their files.</summary>
    public void Follow(SyntaxNode declaration)
    {
        if (declaration is MethodDeclarationSyntax)
        {
            _followed.Add(declaration);
        }
    }

    private static bool IsCallerInfo(IParameterSymbol parameter) => parameter.IsOptional
        && parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);

    /// <summary>The one model of a file.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => tree == own.SyntaxTree
        ? own
        : Models.GetOrCreateValue(own.Compilation).GetOrAdd(tree, other => own.Compilation.GetSemanticModel(other));
}
