using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <content>What the terms of a sum have in common: a·b + a·c is a·(b + c).</content>
internal sealed partial class Products
{
    /// <summary>Sums whose terms have more factors in all are left alone.</summary>
    private const int MostInASum = 96;

    /// <summary>The sum with common factors in front of parentheses; null where no two terms have one, or where it is too long, and then it is not plain.</summary>
    private Expression? Factored(Operation sum, List<(Expression Term, bool IsNegative)> terms, ref bool isPlain)
    {
        if (!terms.Exists(term => IsProduct(term.Term)) && terms.Select(term => term.Term).Distinct().Count() == terms.Count)
        {
            return null;
        }

        var own = OwnProducts(terms);
        var forms = new List<ProductForm>();
        foreach (var (term, isNegative) in terms)
        {
            var form = new ProductForm(sum.Type) { Coefficient = isNegative ? -1 : 1 };
            if (!Open(term, false, form, own) || form.Factors.Count > MostFactors)
            {
                isPlain = false;
                return null;
            }

            forms.Add(form);
        }

        var isShort = own.Count < MostInASum && forms.Sum(form => form.Factors.Count) <= MostInASum;
        if (isShort && Common(forms) is null)
        {
            return null;
        }

        isPlain = false;
        return isShort ? Factored(forms, sum) : null;
    }

    private Expression? Factored(List<ProductForm> forms, Expression original)
    {
        Expression? sum = null;
        while (forms.Count > 0)
        {
            var (group, inner) = (new List<ProductForm> { forms[0] }, (Expression?)null);
            var form = forms[0];
            if (Common(forms) is { } common && forms[0].Factors.Contains(common))
            {
                group = forms.FindAll(other => other.Factors.Contains(common));
                form = Shared(group);
                inner = Factored([.. group], original);
                if (inner is null)
                {
                    return null;
                }
            }
            else if (Common(forms) is { } later)
            {
                // What is first stays first; the others may have more in common.
                forms = [forms[0], .. forms.Where(other => other != forms[0] && !other.Factors.Contains(later)), .. forms.Where(other => other != forms[0] && other.Factors.Contains(later))];
            }

            forms = [.. forms.Where(other => !group.Contains(other))];
            var term = Finished(form, original, inner);
            if (term is null)
            {
                return null;
            }

            sum = Plus(sum, term);
        }

        return sum;
    }

    /// <summary>The factor that most of the products have, of divisors first; null where none has two of them.</summary>
    private static Factor? Common(List<ProductForm> forms)
    {
        Factor? best = null;
        var most = 1;
        for (var i = 0; i < forms.Count; i++)
        {
            foreach (var factor in forms[i].Factors)
            {
                var count = 1;
                for (var before = 0; before < i; before++)
                {
                    count += forms[before].Factors.Contains(factor) ? 1 : 0;
                }

                if (count > most || (count == most && most > 1 && factor.IsDivisor && best is { IsDivisor: false }))
                {
                    (best, most) = (factor, count);
                }
            }
        }

        return best;
    }

    /// <summary>Takes what all of the products have in common out of them.</summary>
    private static ProductForm Shared(List<ProductForm> group)
    {
        var shared = new ProductForm(group[0].Type);
        foreach (var factor in group[0].Factors.ToArray())
        {
            if (group.TrueForAll(form => form.Factors.Contains(factor)))
            {
                group.ForEach(form => form.Factors.Remove(factor));
                shared.Factors.Add(factor);
            }
        }

        var coefficient = Math.Abs(group[0].Coefficient);
        if (group.TrueForAll(form => Math.Abs(form.Coefficient) == coefficient))
        {
            shared.Coefficient = group.TrueForAll(form => form.Coefficient < 0) ? -coefficient : coefficient;
            group.ForEach(form => form.Coefficient /= shared.Coefficient);
        }

        return shared;
    }

    /// <summary>The products that nothing but the terms of the sum is made of.</summary>
    private HashSet<Expression> OwnProducts(List<(Expression Term, bool IsNegative)> terms)
    {
        var (own, inside, pending) = (new HashSet<Expression>(), new Dictionary<Expression, int>(), new List<Expression>());
        foreach (var (term, _) in terms)
        {
            Meet(term);
        }

        while (pending.Count > 0 && own.Count < MostInASum)
        {
            // Later terms first: all that use a term come after it.
            var last = pending[0];
            foreach (var term in pending)
            {
                last = term.Id > last.Id ? term : last;
            }

            pending.Remove(last);
            if (inside[last] == Uses(last))
            {
                own.Add(last);
                foreach (var operand in last.Operands)
                {
                    Meet(operand);
                }
            }
        }

        return own;

        void Meet(Expression term)
        {
            if (!IsProduct(term))
            {
                return;
            }

            if (inside.TryGetValue(term, out var count))
            {
                inside[term] = count + 1;
                return;
            }

            inside.Add(term, 1);
            pending.Add(term);
        }
    }

    private static bool Open(Expression term, bool isDivisor, ProductForm form, HashSet<Expression> own)
    {
        if (term is Constant constant)
        {
            form.Coefficient = isDivisor ? form.Coefficient / constant.Real : form.Coefficient * constant.Real;
            return constant.Real != 0;
        }

        if (form.Factors.Count > MostFactors || !own.Contains(term) || term.Type != form.Type)
        {
            form.Add(term, isDivisor);
            return true;
        }

        if (((Operation)term).Operator == Operator.Negate)
        {
            form.Coefficient = -form.Coefficient;
            return Open(term.Operands[0], isDivisor, form, own);
        }

        return Open(term.Operands[0], isDivisor, form, own)
            && Open(term.Operands[1], isDivisor != (((Operation)term).Operator == Operator.Divide), form, own);
    }
}
