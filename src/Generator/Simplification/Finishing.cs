using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>The passes that every derived function goes through before it is printed.</summary>
internal static class Finishing
{
    public static Function Run(Function function, CancellationToken cancellation)
    {
        function = PrintedOperands.Run(function, cancellation);
        function = DeadCode.Eliminate(function, cancellation);
        function = ScratchArrays.Run(function, cancellation);
        (function, var order) = LetDissolving.Run(function, cancellation);
        function = Reciprocals.Run(function, cancellation);
        function = Sharing.Run(function, order, cancellation);
        function = LoadInlining.Run(function, cancellation);
        return Association.Run(function, cancellation);
    }
}
