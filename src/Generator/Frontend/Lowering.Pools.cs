using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Arrays from the shared pool: memory of the method's own, like any other that it makes, and as long as the pool's.</content>
internal sealed partial class Lowering
{
    private Operand? Pooled(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "Rent" or "Return", ContainingType: { Name: "ArrayPool", Arity: 1, ContainingNamespace: { Name: "Buffers", ContainingNamespace.Name: "System" } } } method, Instance: IPropertyReferenceOperation { Property: { Name: "Shared", IsStatic: true } } }
            || !TypeOf(method.ContainingType.TypeArguments[0]).IsReal)
        {
            return null;
        }

        if (method.Name == "Return")
        {
            return IsOurs(call) ? Operand.Of(_pool.Boolean(false)) : null;
        }

        if (RowSites.Receiver(call) is not { } local || !_frame.Active.Contains(local))
        {
            return null;
        }

        var receiver = _receiver;
        _receiver = null;
        var asked = Stable(Operand.Of(ConvertTo(Term(call.Arguments[0].Value), IrType.Int))).Term!;
        _receiver = receiver;
        var length = Given(IrType.Int, "length", [$"global::SymbolicJacobian.GeneratedCode.RentedLength<{Text(method.ContainingType.TypeArguments[0])}>(", ")"], asked);
        return Allocate(call.Type!, [length]);
    }
}
