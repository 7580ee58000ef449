using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Turns choices between reals (<c>c ? a : b</c>) into branches, so that a reverse sweep runs through the side that the value
/// took and never meets a partial of the other.
/// </summary>
internal sealed class ActiveChoices : Rewriter
{
    private List<Statement> _into = [];

    private ActiveChoices(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation) => new ActiveChoices(function.Pool, cancellation).Rewrite(function);

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Region RewriteBody(Region body) => RewriteInto(body);

    // What a member adds to the inputs, such as the length of its vector, stands for itself.
    protected override Expression Unbound(Value value) => value;

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        var outer = _into;
        _into = into;
        base.Rewrite(statement, into);
        _into = outer;
    }

    protected override Region Rewrite(Region region) => RewriteInto(region);

    protected override Expression? Special(Expression expression)
    {
        if (expression is not Operation { Operator: Operator.Select, Type.IsReal: true } choice)
        {
            return null;
        }

        var into = _into;
        var condition = Rewrite(choice.Operands[0]);
        var then = Arm(choice.Operands[1]);
        var otherwise = Arm(choice.Operands[2]);
        var result = Pool.Local(choice.Type, "choice");
        into.Add(new If(condition, then, otherwise, [result]));
        return result;
    }

    private Region Arm(Expression value)
    {
        var outer = _into;
        var statements = new List<Statement>();
        _into = statements;
        ForgetTerms();
        var yield = Rewrite(value);
        ForgetTerms();
        _into = outer;
        return new Region(statements, [yield]);
    }

    private Region RewriteInto(Region region)
    {
        var outer = _into;
        var statements = new List<Statement>();
        _into = statements;
        ForgetTerms();
        foreach (var statement in region.Statements)
        {
            Cancellation.ThrowIfCancellationRequested();
            Rewrite(statement, statements);
        }

        var yields = region.Yields.Select(Rewrite).ToArray();
        ForgetTerms();
        _into = outer;
        return new Region(statements, yields);
    }
}
