using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Properties that are not text: those that the generated code cannot read are computed where they are read.</summary>
internal sealed partial class Lowering
{
    private Operand OutsideProperty(IPropertyReferenceOperation property)
    {
        try
        {
            return Passthrough(property);
        }
        catch (Refusal) when (Getter(property) is not null)
        {
            return Follow(property);
        }
    }

    /// <summary>The getter as its own code: <c>=> _gain * 2</c>.</summary>
    private (IOperation Body, SemanticModel Model)? Getter(IPropertyReferenceOperation property)
    {
        var getter = property.Property.OriginalDefinition.GetMethod;
        var syntax = getter?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        if (syntax is null || property.Arguments.Length > 0 || property.Property.IsVirtual || property.Property.IsAbstract || property.Property.IsOverride
            || property.Instance is not (null or IInstanceReferenceOperation or { Type.IsReferenceType: true })
            || !_context.Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
        {
            return null;
        }

        var model = _context.Compilation.GetSemanticModel(syntax.SyntaxTree);
        return model.GetOperation(syntax, _cancellation) switch
        {
            IMethodBodyBaseOperation operation when (operation.BlockBody ?? operation.ExpressionBody) is { } body => (body, model),
            IBlockOperation block => (block, model),
            _ => null,
        };
    }

    private Operand Follow(IPropertyReferenceOperation property)
    {
        var (body, model) = Getter(property)!.Value;
        var getter = property.Property.GetMethod!;
        var receiver = property.Instance is null or IInstanceReferenceOperation ? _frame.Receiver : Term(property.Instance);
        return Inline(property, getter, body, model, null, [], null, receiver);
    }
}
