using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>A number of rows over the inputs of one point, said without them: over their lengths and what all points have in common.</summary>
internal sealed class SizeTerms : Rewriter
{
    private readonly Dictionary<Value, Input> _active;
    private readonly IReadOnlyList<UnknownLength> _unknown;
    private bool _reads;

    private SizeTerms(Function function, IReadOnlyList<UnknownLength> unknown)
        : base(new ExpressionPool(function.Pool), CancellationToken.None)
    {
        _active = function.Inputs.Where(input => input.IsActive).ToDictionary(input => input.Value);
        _unknown = unknown;
        foreach (var input in function.Inputs.Where(input => !input.IsActive))
        {
            RewriteInput(input);
        }
    }

    /// <summary>The same size; null where it depends on the point itself.</summary>
    public static Expression? Of(Expression rows, Function function, IReadOnlyList<UnknownLength> unknown)
    {
        var terms = new SizeTerms(function, unknown);
        var size = terms.Rewrite(rows);
        return terms._reads ? null : size;
    }

    protected override Expression? Special(Expression expression)
    {
        if (expression is not Operation { Operator: Operator.Length } length || length.Operands[0] is not Value array || !_active.TryGetValue(array, out var input))
        {
            return null;
        }

        var dimension = (int)((Constant)length.Operands[1]).Integer;
        if (input.Size is { } sizes)
        {
            return Pool.Int(sizes[dimension]);
        }

        return _unknown.FirstOrDefault(candidate => candidate.Access == array.Access && candidate.Dimension == dimension) is { } unknown ? Named(unknown.Name) : null;
    }

    protected override Expression Unbound(Value value)
    {
        _reads = true;
        return Pool.Input(value.Type, value.Name, value.Access ?? value.Name);
    }

    private Value Named(string name) => Pool.Input(IrType.Int, name, name);
}
