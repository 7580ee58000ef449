using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <content>Sums of products, and the terms that products become.</content>
internal sealed partial class Products
{
    /// <summary>Sums that a factor was multiplied into.</summary>
    private readonly Dictionary<Expression, Expression> _sums = [];

    /// <summary>Parts of sums in which no two terms have anything in common.</summary>
    private readonly HashSet<Expression> _plain = [];

    private Expression? Sum(Operation sum)
    {
        if (!_plain.Contains(sum))
        {
            var (terms, inner, isPlain) = (new List<(Expression Term, bool IsNegative)>(), new List<Expression>(), true);
            Terms(sum, false, terms, isOpen: true, inner);
            if (terms.Count <= MostFactors)
            {
                if ((Merged(sum, terms, ref isPlain) ?? Factored(sum, terms, ref isPlain)) is { } shorter)
                {
                    return shorter;
                }

                if (isPlain)
                {
                    _plain.UnionWith(inner);
                }
            }
        }

        var (left, right) = (Rewrite(sum.Operands[0]), Rewrite(sum.Operands[1]));
        var isSubtraction = sum.Operator == Operator.Subtract;
        if (Algebra.IsNegative(right))
        {
            right = Algebra.Negate(right);
            isSubtraction = !isSubtraction;
        }

        // Products in another order are one and the same only now.
        return isSubtraction && ReferenceEquals(left, right) ? Pool.Real(0, sum.Type) : Pool.Loose(isSubtraction ? Operator.Subtract : Operator.Add, sum.Type, left, right);
    }

    private void Terms(Expression term, bool isNegative, List<(Expression Term, bool IsNegative)> terms, bool isOpen, List<Expression>? inner = null, int depth = 0)
    {
        // A sum that is too long is not looked through again from each of its parts.
        if (depth <= MostFactors && IsSum(term) && IsLoose(term) && (isOpen || Uses(term) == 1))
        {
            inner?.Add(term);
            Terms(term.Operands[0], isNegative, terms, false, inner, depth + 1);
            Terms(term.Operands[1], isNegative != (((Operation)term).Operator == Operator.Subtract), terms, false, inner, depth + 1);
        }
        else
        {
            terms.Add((term, isNegative));
        }
    }

    /// <summary>The sum with like products as one; null where it has none, or where that cannot be written, and then it is not plain.</summary>
    private Expression? Merged(Operation sum, List<(Expression Term, bool IsNegative)> terms, ref bool isPlain)
    {
        var wholes = terms.ConvertAll(term => IsProduct(term.Term) ? Whole(term.Term) : null);
        Expression? result = null;
        var isMerged = false;
        var parts = new List<(Expression Term, double Coefficient, ProductForm? Whole)>();
        for (var i = 0; i < terms.Count; i++)
        {
            var sign = terms[i].IsNegative ? -1.0 : 1.0;
            var like = wholes[i] is { } whole && IsLoose(terms[i].Term) ? parts.FindIndex(part => part.Whole is { } other && other.IsLike(whole)) : -1;
            if (like < 0)
            {
                parts.Add((terms[i].Term, sign, wholes[i]));
                continue;
            }

            isMerged = true;
            var (first, coefficient, own) = parts[like];
            parts[like] = (first, coefficient + (sign * wholes[i]!.Coefficient / own!.Coefficient), own);
        }

        if (!isMerged)
        {
            return null;
        }

        isPlain = false;
        foreach (var (term, coefficient, _) in parts)
        {
            if (coefficient == 0)
            {
                continue;
            }

            var form = new ProductForm(sum.Type) { Coefficient = coefficient };
            if (!IsProduct(term) || !Collect(term, false, form, isOpen: Uses(term) == 1))
            {
                form.Factors.Clear();
                form.Coefficient = coefficient;
                form.Add(term, false);
            }

            result = Plus(result, Finished(form, term));
            if (result is null)
            {
                return null;
            }
        }

        return result ?? Pool.Real(0, sum.Type);
    }

    private Expression? Plus(Expression? sum, Expression? term) => (sum, term) switch
    {
        (_, null) => null,
        (null, _) => term,
        _ when Algebra.IsNegative(term) => Pool.Loose(Operator.Subtract, sum.Type, sum, Algebra.Negate(term)),
        _ => Pool.Loose(Operator.Add, sum.Type, sum, term),
    };

    /// <summary>A product down to factors that are none.</summary>
    private ProductForm Whole(Expression term)
    {
        if (_whole.TryGetValue(term, out var known))
        {
            return known;
        }

        var whole = new ProductForm(term.Type);
        Add(term, false);
        _whole.Add(term, whole);
        return whole;

        void Add(Expression part, bool isDivisor)
        {
            if (part is Constant { Real: not 0 } constant)
            {
                whole.Coefficient = isDivisor ? whole.Coefficient / constant.Real : whole.Coefficient * constant.Real;
            }
            else if (part is Operation { Operator: Operator.Negate, Type.IsReal: true })
            {
                whole.Coefficient = -whole.Coefficient;
                Add(part.Operands[0], isDivisor);
            }
            else if (IsProduct(part) && part.Type == term.Type && whole.Factors.Count < MostFactors)
            {
                Add(part.Operands[0], isDivisor);
                Add(part.Operands[1], isDivisor != (((Operation)part).Operator == Operator.Divide));
            }
            else
            {
                whole.Factors.Add(new Factor(part, isDivisor));
            }
        }
    }

    /// <summary>q · (a / q + b) is a + q · b: a factor goes into a sum where it spares at least as many divisions as it costs multiplications.</summary>
    private void Distribute(ProductForm form)
    {
        foreach (var factor in form.Factors.ToArray())
        {
            if (factor.IsDivisor || !IsSum(factor.Term) || !IsLoose(factor.Term) || Uses(factor.Term) != 1)
            {
                continue;
            }

            var terms = new List<(Expression Term, bool IsNegative)>();
            Terms(factor.Term, false, terms, isOpen: true);
            var forms = terms.ConvertAll(term => FormOf(term.Term, term.IsNegative));
            if (forms.Contains(null) || terms.Count > 4)
            {
                continue;
            }

            var taken = form.Factors.Where(other => !other.IsDivisor && 2 * forms.Count(summand => summand!.Factors.Contains(new Factor(other.Term, true))) >= forms.Count).Distinct().ToArray();
            if (taken.Length == 0)
            {
                continue;
            }

            foreach (var other in taken)
            {
                forms.ForEach(summand => summand!.Add(other.Term, false));
            }

            Expression? sum = null;
            for (var i = 0; i < forms.Count; i++)
            {
                sum = Plus(i == 0 ? null : sum, i > 0 && sum is null ? null : Finished(forms[i]!, factor.Term));
            }

            if (sum is not null)
            {
                _sums[factor.Term] = sum;
                foreach (var other in taken)
                {
                    form.Factors.Remove(other);
                }
            }
        }
    }

    private ProductForm? FormOf(Expression term, bool isNegative)
    {
        var form = new ProductForm(term.Type) { Coefficient = isNegative ? -1 : 1 };
        return Collect(term, false, form, isOpen: false) ? form : null;
    }
}
