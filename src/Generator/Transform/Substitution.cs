using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>Replaces values by terms, everything else staying what it is.</summary>
internal sealed class Substitution : Rewriter
{
    private Substitution(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    /// <summary>The yields of a straight-line function with every local replaced by what defines it, for documentation.</summary>
    public static Expression[] OfLets(Function function)
    {
        var pass = new Substitution(function.Pool, CancellationToken.None);
        foreach (var statement in function.Body.Statements)
        {
            if (statement is Let let)
            {
                pass.Replace(let.Target, pass.Rewrite(let.Definition));
            }
        }

        Expression[] yields = [.. function.Body.Yields.Select(pass.Rewrite)];
        pass.Done();
        return yields;
    }

    public static Region OfValue(Region body, Value value, Expression replacement, CancellationToken cancellation)
    {
        var pass = new Substitution(value.Pool, cancellation);
        pass.Replace(value, replacement);
        var replaced = pass.Rewrite(body);
        pass.Done();
        return replaced;
    }

    protected override Expression Unbound(Value value) => value;
}
