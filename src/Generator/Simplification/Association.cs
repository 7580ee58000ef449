using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Writes products and sums of derivatives without needless parentheses: <c>-2 * d * phi / s</c> for <c>-2 * (d * (phi / s))</c>.
/// Real-only: the order of operations changes, so the terms that values are made of are left alone (what stands in a product of a
/// derivative is computed for it alone).
/// </summary>
internal sealed class Association : Refining
{
    private Association(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation) => new Association(function, cancellation).Rewrite(function);

    protected override Expression? Special(Expression expression) => expression switch
    {
        Operation { Operator: Operator.Multiply or Operator.Divide } product when IsLoose(product) => Product(product),
        Operation { Operator: Operator.Add or Operator.Subtract } sum when IsLoose(sum) || IsIndex(sum) => Sum(sum),
        _ => null,
    };

    /// <summary>Sums of integers are the same in any order.</summary>
    private static bool IsIndex(Expression term) => term.Type == IrType.Int;

    private static bool IsLoose(Expression term) => term.Type.IsReal && term.Pool.IsLoose(term);

    private Expression Product(Operation product)
    {
        var (above, below) = (new List<Expression>(), new List<Expression>());
        Factors(product, above, below);
        var factors = above.Where(factor => factor is Constant).Concat(above.Where(factor => factor is not Constant))
            .Where(factor => !Algebra.IsConstant(factor, 1)).DefaultIfEmpty(above[0]).Select(Rewrite).ToArray();
        var result = factors[0];
        for (var i = 1; i < factors.Length; i++)
        {
            result = Pool.Loose(Operator.Multiply, product.Type, result, factors[i]);
        }

        foreach (var divisor in below)
        {
            result = Pool.Loose(Operator.Divide, product.Type, result, Rewrite(divisor));
        }

        return result;
    }

    private static void Factors(Expression term, List<Expression> above, List<Expression> below)
    {
        switch (term)
        {
            case Operation { Operator: Operator.Multiply } product:
                Factors(product.Operands[0], above, below);
                Factors(product.Operands[1], above, below);
                break;
            case Operation { Operator: Operator.Divide } quotient:
                Factors(quotient.Operands[0], above, below);
                below.Add(quotient.Operands[1]);
                break;
            default:
                above.Add(term);
                break;
        }
    }

    private Expression Sum(Operation sum)
    {
        var terms = new List<(Expression Term, bool IsNegative)>();
        Terms(sum, false, terms);
        var first = terms.FindIndex(term => !term.IsNegative);
        var start = Math.Max(first, 0);
        var result = Rewrite(terms[start].Term);
        if (terms[start].IsNegative)
        {
            result = Pool.Loose(Operator.Negate, sum.Type, result);
        }

        for (var i = 0; i < terms.Count; i++)
        {
            if (i != start)
            {
                result = Pool.Loose(terms[i].IsNegative ? Operator.Subtract : Operator.Add, sum.Type, result, Rewrite(terms[i].Term));
            }
        }

        return result;
    }

    private static void Terms(Expression term, bool isNegative, List<(Expression Term, bool IsNegative)> terms)
    {
        if (term is Operation { Operator: Operator.Add or Operator.Subtract } sum && (IsLoose(sum) || IsIndex(sum)))
        {
            Terms(sum.Operands[0], isNegative, terms);
            Terms(sum.Operands[1], isNegative != (sum.Operator == Operator.Subtract), terms);
        }
        else
        {
            terms.Add((term, isNegative));
        }
    }
}
