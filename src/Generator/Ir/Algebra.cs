namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// Arithmetic on terms of a derivative, simplified while it is built. Every rewrite here is real-only: true of real numbers,
/// allowed to change the last bits, and therefore never applied to a value that the user's method returns. There is no
/// rule 0·x → 0: what does not depend on an input has no tangent in the first place. (t − t is 0: there the term cancels.)
/// A literal coefficient stands in front of a product and in the numerator of a quotient: <c>2 * x</c>, <c>2 / x</c>, <c>1.5 * x / y</c>.
/// </summary>
internal static class Algebra
{
    /// <summary>Sums are searched this deep for a like term.</summary>
    private const int LikeTermDepth = 8;

    public static Expression Add(Expression a, Expression b)
    {
        if (IsConstant(a, 0))
        {
            return b;
        }

        if (IsConstant(b, 0))
        {
            return a;
        }

        if (a is Constant ca && b is Constant cb)
        {
            return a.Pool.Real(ca.Real + cb.Real, a.Type);
        }

        if (MergeLikeTerm(a, b, 1, LikeTermDepth) is { } merged)
        {
            return merged;
        }

        if (IsNegative(b))
        {
            return Raw(Operator.Subtract, a, Negate(b));
        }

        if (IsNegative(a))
        {
            return Raw(Operator.Subtract, b, Negate(a));
        }

        return Commutative(Operator.Add, a, b);
    }

    public static Expression Subtract(Expression a, Expression b)
    {
        if (IsConstant(b, 0))
        {
            return a;
        }

        if (IsConstant(a, 0))
        {
            return Negate(b);
        }

        if (a is Constant ca && b is Constant cb)
        {
            return a.Pool.Real(ca.Real - cb.Real, a.Type);
        }

        if (MergeLikeTerm(a, b, -1, LikeTermDepth) is { } merged)
        {
            return merged;
        }

        return IsNegative(b) ? Add(a, Negate(b)) : Raw(Operator.Subtract, a, b);
    }

    public static Expression Multiply(Expression a, Expression b)
    {
        var (ca, ra) = Split(a);
        var (cb, rb) = Split(b);
        var coefficient = ca * cb;
        if (ra is null || rb is null)
        {
            return Scale(coefficient, ra ?? rb, a);
        }

        // The 0 of a choice says that nothing comes through that side, whatever it would be multiplied by.
        if ((ThroughChoice(ra, rb) ?? ThroughChoice(rb, ra)) is { } choice)
        {
            return Scale(coefficient, choice, a);
        }

        // x · (1 / y) is x / y; together with the coefficients 2·x · (0.5 / r) is x / r.
        if (rb is Operation { Operator: Operator.Divide } inverse && IsConstant(inverse.Operands[0], 1))
        {
            return Divide(Scale(coefficient, ra, a), inverse.Operands[1]);
        }

        if (ra is Operation { Operator: Operator.Divide } inverted && IsConstant(inverted.Operands[0], 1))
        {
            return Divide(Scale(coefficient, rb, a), inverted.Operands[1]);
        }

        return Scale(coefficient, Commutative(Operator.Multiply, ra, rb), a);
    }

    /// <summary>factor · (c ? t : 0) as c ? factor · t : 0; null for anything else.</summary>
    private static Expression? ThroughChoice(Expression factor, Expression choice)
    {
        if (choice is not Operation { Operator: Operator.Select } select)
        {
            return null;
        }

        var (then, otherwise) = (select.Operands[1], select.Operands[2]);
        if (!IsConstant(then, 0) && !IsConstant(otherwise, 0))
        {
            return null;
        }

        return choice.Pool.Select(
            select.Operands[0],
            IsConstant(then, 0) ? then : Multiply(factor, then),
            IsConstant(otherwise, 0) ? otherwise : Multiply(factor, otherwise));
    }

    public static Expression Divide(Expression a, Expression b)
    {
        if (IsConstant(b, 1))
        {
            return a;
        }

        if (a is Constant ca && b is Constant cb)
        {
            return a.Pool.Real(ca.Real / cb.Real, a.Type);
        }

        if (ReferenceEquals(a, b))
        {
            return a.Pool.Real(1, a.Type);
        }

        // 2·x / (2·t) is x / t.
        if (Split(a) is (_, { } top) numerator && Split(b) is (not 1.0, { } bottom) denominator
            && numerator.Coefficient % denominator.Coefficient == 0)
        {
            return Divide(Scale(numerator.Coefficient / denominator.Coefficient, top, a), bottom);
        }

        // c·x / x is c, at 0 as well: a removable singularity.
        if (b is not Constant && Split(a) is var (coefficient, factor) && ReferenceEquals(factor, b))
        {
            return a.Pool.Real(coefficient, a.Type);
        }

        if (a is not Constant && IsNegative(a))
        {
            return Negate(Divide(Negate(a), b));
        }

        if (b is not Constant && IsNegative(b))
        {
            return Negate(Divide(a, Negate(b)));
        }

        return Raw(Operator.Divide, a, b);
    }

    public static Expression Negate(Expression a) => a switch
    {
        Constant c => a.Pool.Real(-c.Real, a.Type),
        Operation { Operator: Operator.Negate } n => n.Operands[0],
        Operation { Operator: Operator.Subtract } s => Raw(Operator.Subtract, s.Operands[1], s.Operands[0]),
        Operation { Operator: Operator.Multiply } m when m.Operands[0] is Constant c =>
            Scale(-c.Real, m.Operands[1], a),
        Operation { Operator: Operator.Divide } d when d.Operands[0] is Constant c =>
            Raw(Operator.Divide, a.Pool.Real(-c.Real, a.Type), d.Operands[1]),
        _ => a.Pool.Operation(Operator.Negate, a.Type, a),
    };

    /// <summary>Whether a term is this literal.</summary>
    public static bool IsConstant(Expression expression, double value) => expression is Constant c && c.Real == value;

    /// <summary>coefficient · rest, in the shortest spelling; <paramref name="rest"/> null stands for 1.</summary>
    private static Expression Scale(double coefficient, Expression? rest, Expression like)
    {
        if (rest is null or Constant)
        {
            return like.Pool.Real(rest is Constant c ? coefficient * c.Real : coefficient, like.Type);
        }

        return coefficient switch
        {
            1 => rest,
            -1 => Negate(rest),
            _ when rest is Operation { Operator: Operator.Divide } d && d.Operands[0] is Constant =>
                Divide(Scale(coefficient, d.Operands[0], like), d.Operands[1]),
            _ when Split(rest) is (not 1.0, _) split => Scale(coefficient * split.Coefficient, split.Factor, like),
            _ => Raw(Operator.Multiply, like.Pool.Real(coefficient, like.Type), rest),
        };
    }

    /// <summary>A term as a literal coefficient times the rest.</summary>
    private static (double Coefficient, Expression? Factor) Split(Expression expression)
    {
        switch (expression)
        {
            case Constant c:
                return (c.Real, null);
            case Operation { Operator: Operator.Negate } negation:
                var (coefficient, rest) = Split(negation.Operands[0]);
                return (-coefficient, rest);
            case Operation { Operator: Operator.Multiply } product when product.Operands[0] is Constant c:
                return (c.Real, product.Operands[1]);
            case Operation { Operator: Operator.Multiply } product when product.Operands[1] is Constant c:
                return (c.Real, product.Operands[0]);
            case Operation { Operator: Operator.Divide } quotient when quotient.Operands[0] is Constant c && c.Real != 1:
                return (c.Real, Raw(Operator.Divide, c.Pool.Real(1, c.Type), quotient.Operands[1]));
            default:
                return (1, expression);
        }
    }

    /// <summary>A summand likewise; a coefficient in its numerator counts as well (elsewhere a quotient stays whole, to be shared).</summary>
    private static (double Coefficient, Expression? Factor) SplitSummand(Expression expression)
    {
        if (expression is Operation { Operator: Operator.Divide } quotient
            && quotient.Operands[0] is Operation { Operator: Operator.Multiply } numerator
            && Split(numerator) is (not 1.0, { } factor) split)
        {
            return (split.Coefficient, Raw(Operator.Divide, factor, quotient.Operands[1]));
        }

        return Split(expression);
    }

    /// <summary>sum + sign·term, where the sum already has a multiple of the term; null where it has none.</summary>
    private static Expression? MergeLikeTerm(Expression sum, Expression term, double sign, int depth)
    {
        var (ct, rt) = SplitSummand(term);
        var (cs, rs) = SplitSummand(sum);
        if (ReferenceEquals(rt, rs))
        {
            return (cs + (sign * ct), rs) switch
            {
                (0, _) => term.Pool.Real(0, term.Type),
                (var coefficient, Operation { Operator: Operator.Divide } quotient) =>
                    Divide(Scale(coefficient, quotient.Operands[0], term), quotient.Operands[1]),
                var (coefficient, rest) => Scale(coefficient, rest, term),
            };
        }

        if (depth == 0 || sum is not Operation { Operator: Operator.Add or Operator.Subtract } operation)
        {
            return null;
        }

        var (left, right) = (operation.Operands[0], operation.Operands[1]);
        var isSum = operation.Operator == Operator.Add;
        if (MergeLikeTerm(right, term, isSum ? sign : -sign, depth - 1) is { } newRight)
        {
            return isSum ? Add(left, newRight) : Subtract(left, newRight);
        }

        return MergeLikeTerm(left, term, sign, depth - 1) is { } newLeft
            ? isSum ? Add(newLeft, right) : Subtract(newLeft, right)
            : null;
    }

    /// <summary>Whether a term is written with a minus in front.</summary>
    public static bool IsNegative(Expression expression) => expression switch
    {
        Constant c => c.Real < 0,
        Operation { Operator: Operator.Negate } => true,
        Operation { Operator: Operator.Multiply or Operator.Divide } product => product.Operands[0] is Constant { Real: < 0 },
        _ => false,
    };

    private static Expression Raw(Operator op, Expression a, Expression b) => a.Pool.Loose(op, a.Type, a, b);

    /// <summary>One order for both spellings, so that they share: that of a term which exists already, else simple factors first.</summary>
    private static Expression Commutative(Operator op, Expression a, Expression b)
    {
        if (a.Pool.FindOperation(op, a.Type, a, b) is { } same)
        {
            return same;
        }

        if (a.Pool.FindOperation(op, a.Type, b, a) is { } swapped)
        {
            return swapped;
        }

        var keep = op == Operator.Add
            ? b is Constant || a is not Constant
            : (Weight(a), a.Id).CompareTo((Weight(b), b.Id)) <= 0;
        return keep ? Raw(op, a, b) : Raw(op, b, a);
    }

    private static int Weight(Expression expression) => expression switch
    {
        Constant => 0,
        Value => 1,
        Operation { Operator: Operator.Element } => 1,
        Opaque => 1,
        _ => 2,
    };
}
