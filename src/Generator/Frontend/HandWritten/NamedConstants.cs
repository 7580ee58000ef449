using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>Math.PI and its like as numbers: printed code keeps the name, a comparison needs the value.</summary>
internal sealed class NamedConstants : Rewriter
{
    private readonly IReadOnlyDictionary<Expression, double> _known;

    private NamedConstants(ExpressionPool pool, IReadOnlyDictionary<Expression, double> known)
        : base(pool, CancellationToken.None)
    {
        _known = known;
    }

    public static Function Fill(Function function, IReadOnlyDictionary<Expression, double> known) => new NamedConstants(new ExpressionPool(), known).Rewrite(function);

    protected override Expression? Special(Expression expression) => _known.TryGetValue(expression, out var value) ? Pool.Real(value, expression.Type) : null;
}
