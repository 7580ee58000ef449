using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>Recognizes the quotients, also through the names that the user gave to their parts.</summary>
internal sealed class QuotientMatch
{
    private readonly Dictionary<Value, Expression> _definitions = [];

    public QuotientMatch(Function function)
    {
        Walk.Statements(function.Body, statement =>
        {
            // An element that is read is a value at that time: it is looked through no further.
            if (statement is Let { Definition: not Operation { Operator: Operator.Element } } let)
            {
                _definitions[let.Target] = let.Definition;
            }
        });
    }

    /// <summary>What a term is, names looked through.</summary>
    public Expression Resolve(Expression term)
    {
        while (term is Value value && _definitions.TryGetValue(value, out var definition))
        {
            term = definition;
        }

        return term;
    }

    public bool IsSame(Expression a, Expression b) => ReferenceEquals(Resolve(a), Resolve(b));

    /// <summary>A literal, or a quotient or opposite of literals.</summary>
    public static double? Literal(Expression term) => term switch
    {
        Constant { Type.IsReal: true } constant => constant.Real,
        Operation { Operator: Operator.Negate } negation => -Literal(negation.Operands[0]),
        Operation { Operator: Operator.Divide, Type.IsReal: true } quotient => Literal(quotient.Operands[0]) / Literal(quotient.Operands[1]),
        _ => null,
    };

    /// <summary>The quotient that a term is; null for any other.</summary>
    public Quotient? Of(Expression term)
    {
        switch (term)
        {
            case Operation { Operator: Operator.Divide, Type.IsReal: true } division:
                return Divided(division.Operands[0], division.Operands[1]);
            case Operation { Operator: Operator.Multiply, Type.IsReal: true } product when IsCall(product.Operands[0], "Sqrt") is { } root && IsSame(product.Operands[0], product.Operands[1]):
                return Square(root);
            case Call { Rule.Name: "Pow" } power when Literal(Resolve(power.Operands[1])) == 2 && IsCall(power.Operands[0], "Sqrt") is { } root:
                return Square(root);
            default:
                return null;
        }
    }

    /// <summary>(√u)² changes as u does, at 0 as well.</summary>
    private static Quotient Square(Expression u) => new([(u, u.Pool.Real(1, u.Type))], u, u, 0, null);

    private Quotient? Divided(Expression numerator, Expression divisor)
    {
        var (top, topFactor) = WithoutFactor(numerator);
        var (bottom, bottomFactor) = WithoutFactor(divisor);
        var factor = topFactor / bottomFactor;
        if (double.IsNaN(factor) || double.IsInfinity(factor) || factor == 0)
        {
            return null;
        }

        if (Smooth(top, bottom) is { } direct)
        {
            return direct.Scaled(factor).Found();
        }

        // c / f has the derivative −c·f′ / f².
        return Smooth(bottom, top) is { } inverse ? inverse.Inverted().Scaled(factor).Found() : null;
    }

    /// <summary>A term as a literal times the rest.</summary>
    public (Expression Term, double Factor) WithoutFactor(Expression term)
    {
        var factor = 1.0;
        while (true)
        {
            switch (Resolve(term))
            {
                case Operation { Operator: Operator.Multiply } product when Literal(Resolve(product.Operands[0])) is { } left:
                    (term, factor) = (product.Operands[1], factor * left);
                    break;
                case Operation { Operator: Operator.Multiply } product when Literal(Resolve(product.Operands[1])) is { } right:
                    (term, factor) = (product.Operands[0], factor * right);
                    break;
                case Operation { Operator: Operator.Negate } negation:
                    (term, factor) = (negation.Operands[0], -factor);
                    break;
                default:
                    return (term, factor);
            }
        }
    }

    private SmoothFunction? Smooth(Expression top, Expression bottom)
    {
        var resolved = Resolve(top);
        if (IsCall(top, "Acos") is { } cosine)
        {
            return IsComplement(bottom, cosine) ? SmoothFunction.ArcCosine(cosine) : null;
        }

        if (Root(bottom) is not ({ } t, var power))
        {
            return null;
        }

        return (resolved, power) switch
        {
            (Call, 1) when Is(top, "Sin", t) => Even(t, 1, 1, 0),
            (Call, 1) when Is(top, "Sinh", t) => Even(t, 1, -1, 0),
            (Call, 1) when Is(top, "Tan", t) => SmoothFunction.Tangent(t, 1),
            (Call, 1) when Is(top, "Tanh", t) => SmoothFunction.Tangent(t, -1),
            (Call, 1) when Is(top, "ExpM1", t) => SmoothFunction.Exponential(t),
            (Call, 1) when Is(top, "LogP1", t) => SmoothFunction.Logarithm(t),
            (Call, 1) when IsCall(top, "Log") is { } x && IsOneMore(x, t) => SmoothFunction.Logarithm(t),
            (Operation { Operator: Operator.Subtract } difference, _) => Difference(difference.Operands[0], difference.Operands[1], t, power),
            _ => null,
        };
    }

    private SmoothFunction? Difference(Expression left, Expression right, Expression t, int power)
    {
        if (Literal(Resolve(left)) == 1 && power <= 2 && Is(right, "Cos", t))
        {
            return Even(t, 2, 1, 2 - power);
        }

        if (Literal(Resolve(right)) == 1)
        {
            return power <= 2 && Is(left, "Cos", t) ? Even(t, 2, 1, 2 - power)?.Scaled(-1)
                : power <= 2 && Is(left, "Cosh", t) ? Even(t, 2, -1, 2 - power)
                : power == 1 && Is(left, "Exp", t) ? SmoothFunction.Exponential(t)
                : null;
        }

        return power != 3 ? null
            : IsSame(left, t) && Is(right, "Sin", t) ? Even(t, 3, 1, 0)
            : IsSame(right, t) && Is(left, "Sinh", t) ? Even(t, 3, -1, 0)
            : null;
    }

    private SmoothFunction Even(Expression t, int k, int sign, int power) => SmoothFunction.Even(t, power == 0 ? IsCall(t, "Sqrt") : null, k, sign, power);

    /// <summary>t and n of a divisor tⁿ.</summary>
    private (Expression? Variable, int Power) Root(Expression divisor)
    {
        switch (Resolve(divisor))
        {
            case Operation { Operator: Operator.Multiply } product when IsSame(product.Operands[0], product.Operands[1]):
                return (product.Operands[0], 2);
            case Operation { Operator: Operator.Multiply } product when Root(product.Operands[0]) is ({ } t, 2) && IsSame(t, product.Operands[1]):
                return (t, 3);
            case Operation { Operator: Operator.Multiply } product when Root(product.Operands[1]) is ({ } t, 2) && IsSame(t, product.Operands[0]):
                return (t, 3);
            case Call { Rule.Name: "Pow" } power when Literal(Resolve(power.Operands[1])) is 2 or 3:
                return (power.Operands[0], (int)Literal(Resolve(power.Operands[1]))!);
            default:
                return (divisor, 1);
        }
    }

    private Expression? IsCall(Expression term, string function) => Resolve(term) is Call call && call.Rule.Name == function ? call.Operands[0] : null;

    private bool Is(Expression term, string function, Expression t) => IsCall(term, function) is { } argument && IsSame(argument, t);

    /// <summary>x = 1 + t.</summary>
    private bool IsOneMore(Expression x, Expression t) =>
        (Resolve(x) is Operation { Operator: Operator.Add } sum
            && ((Literal(Resolve(sum.Operands[0])) == 1 && IsSame(sum.Operands[1], t)) || (Literal(Resolve(sum.Operands[1])) == 1 && IsSame(sum.Operands[0], t))))
        || (Resolve(t) is Operation { Operator: Operator.Subtract } difference && Literal(Resolve(difference.Operands[1])) == 1 && IsSame(difference.Operands[0], x));

    /// <summary>√(1 − w²) or √((1 − w)(1 + w)).</summary>
    private bool IsComplement(Expression term, Expression w)
    {
        if (IsCall(term, "Sqrt") is not { } square)
        {
            return false;
        }

        return Resolve(square) switch
        {
            Operation { Operator: Operator.Subtract } difference => Literal(Resolve(difference.Operands[0])) == 1 && Root(difference.Operands[1]) is ({ } root, 2) && IsSame(root, w),
            Operation { Operator: Operator.Multiply } product => (IsOneLess(product.Operands[0], w) && IsOneMore(product.Operands[1], w)) || (IsOneLess(product.Operands[1], w) && IsOneMore(product.Operands[0], w)),
            _ => false,
        };
    }

    /// <summary>x = 1 − w.</summary>
    private bool IsOneLess(Expression x, Expression w) =>
        Resolve(x) is Operation { Operator: Operator.Subtract } difference && Literal(Resolve(difference.Operands[0])) == 1 && IsSame(difference.Operands[1], w);
}
