using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>Takes from the calls of foreign functions the operands that only have partials, once nothing is to be differentiated any more.</summary>
internal sealed class PrintedOperands : Refining
{
    private PrintedOperands(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation) =>
        Walk.AllTerms(function).Any(HasMore) ? new PrintedOperands(function.Pool, cancellation).Rewrite(function) : function;

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        // Another name for a value that has one: what it had beside that is gone.
        if (statement is Let { Definition: Call { Rule: ForeignFunction { Spelling: ["", ""] } } } let && Rewrite(let.Definition) is Value value)
        {
            Replace(let.Target, value);
            return;
        }

        base.Rewrite(statement, into);
    }

    protected override Expression? Special(Expression expression)
    {
        if (!HasMore(expression))
        {
            return null;
        }

        var call = (Call)expression;
        var function = (ForeignFunction)call.Rule;
        var operands = call.Operands.Take(function.Holes).Select(Rewrite).ToArray();
        var isBare = function.Spelling is ["", ""];
        return isBare ? operands[0] : Pool.Hint(Pool.Call(function.Printed, call.Type, operands), Pool.HintOf(call));
    }

    private static bool HasMore(Expression term) => term is Call { Rule: ForeignFunction function } && (function.Holes < term.Operands.Count || function.Spelling is ["", ""]);
}
