using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>The passes that every derived function goes through before it is printed.</summary>
internal static class Finishing
{
    /// <summary>More statements than these the compilers of C# and of the machine do not take well.</summary>
    private const int MostStatements = 20_000;

    public static Function Run(Function function, CancellationToken cancellation)
    {
        function = PrintedOperands.Run(function, cancellation);
        function = OverwrittenZeros.Run(function, cancellation);
        function = InvariantSums.Run(function, cancellation);
        function = DeadCode.Eliminate(function, cancellation);
        function = ScratchArrays.Run(function, cancellation);
        (function, var order) = LetDissolving.Run(function, cancellation);
        function = Products.Run(function, cancellation);
        function = Reciprocals.Run(function, cancellation);
        function = Sharing.Run(function, order, cancellation);
        function = LoadInlining.Run(function, cancellation);
        function = Association.Run(function, cancellation);
        return Count(function.Body) <= MostStatements ? function : throw new BudgetExceededException($"{MostStatements} statements in a derivative");
    }

    private static int Count(Region region)
    {
        var count = 0;
        Walk.Statements(region, _ => count++);
        return count;
    }
}
