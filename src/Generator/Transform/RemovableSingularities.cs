using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Gives quotients such as sin t / t, whose derivative the chain rule makes 0/0 where the function goes through smoothly, the derivative
/// that they have; likewise √u·√u, and norms, the roots of sums of squares, the subgradient 0 at 0. The value stays what the method
/// computes, and a guard such as <c>t == 0 ? 1 : Math.Sin(t) / t</c> counts for the value alone where it fills in the limit.
/// </summary>
internal sealed class RemovableSingularities : Refining
{
    private readonly QuotientMatch _match;
    private readonly HashSet<Expression> _norms;

    private RemovableSingularities(ExpressionPool pool, QuotientMatch match, HashSet<Expression> norms, CancellationToken cancellation)
        : base(pool, cancellation)
    {
        _match = match;
        _norms = norms;
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var match = new QuotientMatch(function);
        var (found, roots) = (new List<Quotient>(), new List<Call>());
        foreach (var term in Walk.AllTerms(function))
        {
            found.AddRange(match.Of(term) is { } quotient ? [quotient] : []);
            roots.AddRange(term is Call { Rule.Name: "Sqrt" } root ? [root] : []);
        }

        // Where sin θ/θ is to go through θ = √u = 0, whatever else depends on that root has to get there.
        var norms = new HashSet<Expression>(found.Select(quotient => match.Resolve(quotient.Variable)).Where(variable => variable is Call { Rule.Name: "Sqrt" }));
        if (roots.Count > 0)
        {
            var squares = new SumsOfSquares(function, match);
            norms.UnionWith(roots.Where(root => squares.Contains(root.Operands[0])));
        }

        return found.Count == 0 && norms.Count == 0 ? function : new RemovableSingularities(function.Pool, match, norms, cancellation).Rewrite(function);
    }

    protected override Expression? Special(Expression expression)
    {
        if (expression is Operation { Operator: Operator.Select } choice && Guarded(choice.Operands[0], choice.Operands[1], choice.Operands[2]) is { } quotient)
        {
            return Smooth(Plain(choice), quotient);
        }

        return _match.Of(expression) is { } found ? Smooth(Plain(expression), found)
            : _norms.Contains(expression) ? Norm((Call)Plain(expression))
            : null;
    }

    protected override void Rewrite(If branch, List<Statement> into)
    {
        base.Rewrite(branch, into);
        for (var i = 0; i < branch.Results.Count; i++)
        {
            if (i < branch.Then.Yields.Count && i < branch.Else.Yields.Count && branch.Results[i] is { Type.IsReal: true } result
                && Guarded(branch.Condition, branch.Then.Yields[i], branch.Else.Yields[i]) is { } quotient)
            {
                Replace(result, Smooth(result, quotient));
            }
        }
    }

    /// <summary>The quotient, where the condition only keeps its singular point away and the other side is its limit there.</summary>
    private Quotient? Guarded(Expression condition, Expression then, Expression otherwise)
    {
        if (condition is not Operation { Operator: Operator.Equal or Operator.NotEqual } test)
        {
            return null;
        }

        var (filled, smooth) = test.Operator == Operator.Equal ? (then, otherwise) : (otherwise, then);
        return _match.Of(_match.Resolve(smooth)) is { Limit: { } limit } quotient && quotient.IsSingularWhere(test.Operands[0], test.Operands[1], _match)
            && QuotientMatch.Literal(_match.Resolve(filled)) is { } value && Math.Abs(value - limit) <= 4e-16 * Math.Abs(limit)
            ? quotient
            : null;
    }

    /// <summary>√u with the derivative 0 at 0, which is a subgradient of a norm.</summary>
    private Expression Norm(Call root)
    {
        var (zero, half) = (Pool.Real(0, root.Type), Pool.Real(0.5, root.Type));
        var slope = Pool.Select(Pool.Operation(Operator.Equal, IrType.Boolean, root, zero), zero, half / root);
        return Known.Value(root.Type, Pool.HintOf(root), ["", ""], [root], [(root.Operands[0], slope)]);
    }

    /// <summary>The term with its operands rewritten.</summary>
    private Expression Plain(Expression expression) => expression.Operands.Changed(Rewrite) is { } operands ? Pool.With(expression, operands) : expression;

    /// <summary>Its value as it stands; its change by the variable of the quotient alone.</summary>
    private Expression Smooth(Expression value, Quotient quotient) =>
        Known.Value(value.Type, Pool.HintOf(value), ["", ""], [value], [.. quotient.Links.Select(link => (Rewrite(link.Argument), Rewrite(link.Partial)))]);
}
