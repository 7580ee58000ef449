using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>Writes terms over the inputs alone, for documentation.</summary>
internal sealed class Substitution : Rewriter
{
    private Substitution(Function function)
        : base(function.Pool, CancellationToken.None)
    {
        foreach (var input in function.Inputs)
        {
            Replace(input.Value, input.Value);
        }
    }

    /// <summary>The yields of a straight-line function with every local replaced by what defines it.</summary>
    public static Expression[] OfLets(Function function)
    {
        var pass = new Substitution(function);
        foreach (var statement in function.Body.Statements)
        {
            if (statement is Let let)
            {
                pass.Replace(let.Target, pass.Rewrite(let.Definition));
            }
        }

        return [.. function.Body.Yields.Select(pass.Rewrite)];
    }

    protected override Expression Unbound(Value value) => value;
}
