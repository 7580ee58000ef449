using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Calls of recursive methods for their values alone.</summary>
internal sealed class RecursionValues : Refining
{
    private RecursionValues(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation) => new RecursionValues(function.Pool, cancellation).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(Statement statement, List<Statement> into) => base.Rewrite(statement is Recursion call ? RecursionCalls.Value(call) : statement, into);
}
