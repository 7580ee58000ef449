using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
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
            _followed.Add(declaration);
            var model = ModelOf(reference.SyntaxTree);
            if (model.GetOperation(declaration, cancellation) is IMethodBodyBaseOperation operation
                && (operation.BlockBody ?? operation.ExpressionBody) is { } body)
            {
                return new MethodSource(body, model);
            }
        }

        return null;
    }

    private static bool IsCallerInfo(IParameterSymbol parameter) => parameter.IsOptional
        && parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.StartsWith("Caller", StringComparison.Ordinal) == true);

    private SemanticModel ModelOf(SyntaxTree tree) => tree == own.SyntaxTree
        ? own
        : Models.GetOrCreateValue(own.Compilation).GetOrAdd(tree, other => own.Compilation.GetSemanticModel(other));
}
