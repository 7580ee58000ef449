using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The body of a method whose source this compilation has.</summary>
internal sealed class MethodSource
{
    private MethodSource(IOperation body, SemanticModel model)
    {
        Body = body;
        Model = model;
    }

    public IOperation Body { get; }

    public SemanticModel Model { get; }

    /// <summary>No more than <c>return expression;</c>.</summary>
    public bool IsOneExpression => Body is IBlockOperation { Operations: [IReturnOperation { ReturnedValue: not null }] };

    public static MethodSource? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var definition = method.OriginalDefinition;
        foreach (var reference in (definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences)
        {
            // A method of a referenced project has a tree too, but of another compilation.
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            var model = compilation.GetSemanticModel(reference.SyntaxTree);
            if (model.GetOperation(reference.GetSyntax(cancellation), cancellation) is IMethodBodyBaseOperation operation
                && (operation.BlockBody ?? operation.ExpressionBody) is { } body)
            {
                return new MethodSource(body, model);
            }
        }

        return null;
    }
}
