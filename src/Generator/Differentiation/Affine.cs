using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>An integer term as a constant plus multiples of terms that are not sums: what is known of an index without running it.</summary>
internal sealed class Affine
{
    private readonly Dictionary<Expression, long> _coefficients = [];

    private Affine()
    {
    }

    public long Constant { get; private set; }

    public bool IsConstant => _coefficients.Count == 0;

    public IEnumerable<Expression> Terms => _coefficients.Keys;

    public static Affine Of(Expression term)
    {
        var affine = new Affine();
        affine.Add(term, 1);
        return affine;
    }

    public long this[Expression term] => _coefficients.TryGetValue(term, out var coefficient) ? coefficient : 0;

    public Affine Minus(Affine other)
    {
        var difference = new Affine { Constant = Constant - other.Constant };
        foreach (var pair in _coefficients)
        {
            difference.Accumulate(pair.Key, pair.Value);
        }

        foreach (var pair in other._coefficients)
        {
            difference.Accumulate(pair.Key, -pair.Value);
        }

        return difference;
    }

    private void Add(Expression term, long factor)
    {
        switch (term)
        {
            case Constant c:
                Constant += factor * c.Integer;
                break;
            case Operation { Operator: Operator.Add } sum:
                Add(sum.Operands[0], factor);
                Add(sum.Operands[1], factor);
                break;
            case Operation { Operator: Operator.Subtract } difference:
                Add(difference.Operands[0], factor);
                Add(difference.Operands[1], -factor);
                break;
            case Operation { Operator: Operator.Negate } negation:
                Add(negation.Operands[0], -factor);
                break;
            case Operation { Operator: Operator.Multiply } product when product.Operands[0] is Constant { Integer: < 1 << 16 and > -(1 << 16) } c:
                Add(product.Operands[1], factor * c.Integer);
                break;
            case Operation { Operator: Operator.Multiply } product when product.Operands[1] is Constant { Integer: < 1 << 16 and > -(1 << 16) } c:
                Add(product.Operands[0], factor * c.Integer);
                break;
            default:
                Accumulate(term, factor);
                break;
        }
    }

    private void Accumulate(Expression term, long coefficient)
    {
        var sum = this[term] + coefficient;
        if (sum == 0)
        {
            _coefficients.Remove(term);
        }
        else
        {
            _coefficients[term] = sum;
        }
    }
}
