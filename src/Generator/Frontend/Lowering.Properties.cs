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
    private MethodSource? Getter(IPropertyReferenceOperation property)
    {
        var isFixed = property.Property is { IsVirtual: false, IsAbstract: false, IsOverride: false };
        return isFixed && property.Arguments.Length == 0
            && property.Instance is null or IInstanceReferenceOperation or { Type.IsReferenceType: true }
            && property.Property.GetMethod is { } getter
                ? _context.Bodies.Of(getter)
                : null;
    }

    private Operand Follow(IPropertyReferenceOperation property)
    {
        var source = Getter(property)!;
        var receiver = property.Instance is null or IInstanceReferenceOperation ? _frame.Receiver : Term(property.Instance);
        return Inline(property, property.Property.GetMethod!, source.Body, source.Model, null, [], null, receiver);
    }
}
