using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Operators that change the value they are called on: <c>public void operator +=(double v)</c>, <c>operator ++()</c>.</summary>
internal sealed partial class Lowering
{
    private Operand SetInPlace(IOperation assignment, IOperation target, IMethodSymbol method, IOperation? value)
    {
        if (CompositeOf(TypeAt(target)) is not { Type.IsValueType: true } || _context.Bodies.Of(method) is not { } source)
        {
            throw Unsupported.Call(assignment, method);
        }

        if (TargetOf(target) is not PlaceTarget { Place: { Variable: null, Element: null, Chosen: null } self } || method.IsAbstract)
        {
            throw Unsupported.SideEffect(target);
        }

        Passed[] arguments = value is null ? [] : [Pass(method.OriginalDefinition.Parameters[0], LowerAs(value, method.Parameters[0].Type))];
        _selfType = TypeAt(target) as INamedTypeSymbol;
        Inline(assignment, method, source.Body, source.Model, null, arguments, self);
        return Peek(self) ?? Operand.Missing;
    }
}
