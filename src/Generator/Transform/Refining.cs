using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// A pass that stays in the pool of its function and writes each statement once: inputs, names, terms and statements that it does not
/// change stay the objects they are.
/// </summary>
internal abstract class Refining(ExpressionPool pool, CancellationToken cancellation) : Rewriter(pool, cancellation)
{
    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Value Bind(Value value)
    {
        // It may have been replaced on trial.
        Replace(value, value);
        return value;
    }

    protected override Expression Unbound(Value value) => value;

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is If or Loop || !IsUnchanged(Walk.Roots(statement)))
        {
            base.Rewrite(statement, into);
            return;
        }

        foreach (var value in Walk.Binds(statement))
        {
            Bind(value);
        }

        into.Add(statement);
    }

    private bool IsUnchanged(Expression[] roots)
    {
        foreach (var root in roots)
        {
            if (!ReferenceEquals(Rewrite(root), root))
            {
                return false;
            }
        }

        return true;
    }
}
