using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>Math.PI and its like as numbers, Math.Sign as conditions: printed code keeps the text, a comparison needs the value.</summary>
internal sealed class NamedConstants : Rewriter
{
    private readonly IReadOnlyDictionary<Expression, double> _known;
    private Expression[] _wanted = [];
    private Expression[] _copies = [];

    private NamedConstants(ExpressionPool pool, IReadOnlyDictionary<Expression, double> known)
        : base(pool, CancellationToken.None)
    {
        _known = known;
    }

    /// <param name="function">What to copy.</param>
    /// <param name="known">The constants that have a name.</param>
    /// <param name="terms">Terms of it, that the copy has too.</param>
    public static (Function Function, Expression[] Terms) Fill(Function function, IReadOnlyDictionary<Expression, double> known, IEnumerable<Expression> terms)
    {
        var pass = new NamedConstants(new ExpressionPool(), known) { _wanted = [.. terms] };
        var copy = pass.Rewrite(function);
        return (copy, pass._copies);
    }

    /// <summary>While the pass still knows what became of what.</summary>
    protected override Output RewriteOutput(Output output)
    {
        _copies = [.. _wanted.Select(Rewrite)];
        return base.RewriteOutput(output);
    }

    /// <summary>What has been pruned has no value.</summary>
    protected override Expression Unbound(Value value) => Pool.Local(value.Type);

    protected override Expression? Special(Expression expression) => _known.TryGetValue(expression, out var value) ? Pool.Real(value, expression.Type)
        : expression is Opaque { Fragments: [var call, ")"], Operands: [{ Type.IsReal: true } operand] } ? Test(call, operand, expression.Type)
        : null;

    /// <summary>What only asks for the kind of a number is spelled in the IR; here it is needed by its value.</summary>
    private Expression? Test(string call, Expression operand, IrType type)
    {
        Expression X() => Rewrite(operand);
        Expression Is(Operator comparison, Expression left, Expression right) => Pool.Operation(comparison, IrType.Boolean, left, right);
        Expression Zero() => Pool.Real(0, operand.Type);
        return call.Substring(call.LastIndexOf('.') + 1) switch
        {
            "Sign(" when type.Kind == TypeKind.Integer => Pool.Select(Is(Operator.Greater, X(), Zero()), Pool.Int(1, type), Pool.Select(Is(Operator.Less, X(), Zero()), Pool.Int(-1, type), Pool.Int(0, type))),
            "IsNaN(" => Is(Operator.NotEqual, X(), X()),
            "IsFinite(" => Is(Operator.Equal, Pool.Operation(Operator.Subtract, operand.Type, X(), X()), Zero()),
            "IsPositiveInfinity(" => Is(Operator.Equal, X(), Pool.Real(double.PositiveInfinity, operand.Type)),
            "IsNegativeInfinity(" => Is(Operator.Equal, X(), Pool.Real(double.NegativeInfinity, operand.Type)),
            _ => null,
        };
    }
}
