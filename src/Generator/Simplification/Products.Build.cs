using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <content>Terms made of the forms of products.</content>
internal sealed partial class Products
{
    /// <summary>What was built already, by a number that does not mind the order of factors.</summary>
    private readonly Dictionary<long, List<(ProductForm Form, Expression Term)>> _built = [];

    /// <summary>Takes factors together that are the factors of a product which is there anyway; one that came later may be made of this one.</summary>
    private void Reuse(ProductForm form, Expression original)
    {
        for (var isFound = _shared.Count > 0; isFound && form.Factors.Count > 1;)
        {
            isFound = false;
            foreach (var factor in form.Factors.ToArray())
            {
                if (_shared.TryGetValue(factor, out var offers) && Longest(offers, form, original) is ({ } term, { } part) && form.Take(part))
                {
                    form.Coefficient /= part.Coefficient;
                    form.Factors.Add(new Factor(term, false));
                    isFound = true;
                    break;
                }
            }
        }
    }

    private static (Expression? Term, ProductForm? Form) Longest(List<(Expression Term, ProductForm Form)> offers, ProductForm form, Expression original)
    {
        (Expression? Term, ProductForm? Form) best = default;
        foreach (var (term, part) in offers)
        {
            if (term.Id < original.Id && term.Type == form.Type && part.Factors.Count > (best.Form?.Factors.Count ?? 0) && form.Has(part))
            {
                best = (term, part);
            }
        }

        return best;
    }

    private Expression Build(ProductForm form)
    {
        if (form.Factors.Count == 0)
        {
            return Pool.Real(form.Coefficient, form.Type);
        }

        var size = Math.Abs(form.Coefficient);
        var core = Core(form);
        var product = size == 1 ? core : Scaled(form, size);
        product = form.Coefficient < 0 ? Negative(product) : product;
        if (form.Coefficient != 1 && IsLoose(product))
        {
            _multiples[product] = (form.Coefficient, core);
        }

        if (form.Factors.Count > 1)
        {
            _forms[product] = form;
        }

        return product;
    }

    private Expression Negative(Expression term) => term is Operation { Operator: Operator.Multiply, Operands: [Constant c, var rest] } && IsLoose(term)
        ? Pool.Loose(Operator.Multiply, term.Type, Pool.Real(-c.Real, term.Type), rest)
        : Pool.Loose(Operator.Negate, term.Type, term);

    /// <summary>The product with a coefficient: beside what a loop leaves alone, or beside a term that others multiply with it as well.</summary>
    private Expression Scaled(ProductForm form, double size)
    {
        var coefficient = Pool.Real(size, form.Type);
        var steps = Steps(form);
        if (steps.Count > 1)
        {
            var outer = new ProductForm(form.Type);
            outer.Factors.AddRange(steps[0]);
            return Chain(Times(coefficient, Core(outer)), steps.Skip(1));
        }

        var shared = form.Factors.FindIndex(factor => !factor.IsDivisor && _multiple.Contains(factor.Term));
        var most = 1;
        for (var i = 0; i < form.Factors.Count; i++)
        {
            if (!form.Factors[i].IsDivisor && _scaled.TryGetValue((form.Factors[i], size), out var count) && count > most)
            {
                (shared, most) = (i, count);
            }
        }

        if (shared < 0 || form.Factors.Count == 1)
        {
            return Times(coefficient, Core(form));
        }

        var rest = new List<Factor>(form.Factors);
        rest.RemoveAt(shared);
        return Chain(Times(coefficient, form.Factors[shared].Term), [rest]);
    }

    private Expression Core(ProductForm form)
    {
        var key = 0L;
        foreach (var (term, isDivisor) in form.Factors)
        {
            key += (isDivisor ? 0x9E3779B97F4A7L : 0x2545F4914F6CDL) * (term.Id + 1L) * (term.Id + 7L);
        }

        if (!_built.TryGetValue(key, out var known))
        {
            _built.Add(key, known = []);
        }

        foreach (var (other, term) in known)
        {
            if (other.Type == form.Type && other.IsLike(form))
            {
                return term;
            }
        }

        var core = Chain(null, Steps(form));
        var kept = new ProductForm(form.Type);
        kept.Factors.AddRange(form.Factors);
        known.Add((kept, core));
        return core;
    }

    /// <summary>The factors in groups: first those that no loop changes, last those of the innermost one.</summary>
    private List<List<Factor>> Steps(ProductForm form)
    {
        var depths = form.Factors.ConvertAll(factor => _scopes.LoopDepth(factor.Term));
        if (depths.TrueForAll(depth => depth == depths[0]))
        {
            return [[.. form.Factors]];
        }

        var groups = new SortedDictionary<int, List<Factor>>();
        for (var i = 0; i < depths.Count; i++)
        {
            var (factor, depth) = (form.Factors[i], depths[i]);
            if (!groups.TryGetValue(depth, out var group))
            {
                groups.Add(depth, group = []);
            }

            group.Add(factor);
        }

        return [.. groups.Values];
    }

    private Expression Chain(Expression? product, IEnumerable<List<Factor>> steps)
    {
        foreach (var step in steps)
        {
            // x / a * b: in the order in which they were, so that what is large meets what is small; but not 1 / a * b.
            var first = product is null ? step.FindIndex(factor => !factor.IsDivisor) : -1;
            product = first >= 0 ? step[first].Term : product;
            for (var i = 0; i < step.Count; i++)
            {
                if (i != first)
                {
                    var (term, isDivisor) = step[i];
                    product = isDivisor ? Pool.Loose(Operator.Divide, term.Type, product ?? Pool.Real(1, term.Type), term) : product is null ? term : Times(product, term);
                }
            }
        }

        return product!;
    }

    /// <summary>One order for both spellings, so that they share.</summary>
    private Expression Times(Expression a, Expression b) =>
        Pool.FindOperation(Operator.Multiply, a.Type, a, b) ?? Pool.FindOperation(Operator.Multiply, a.Type, b, a) ?? Pool.Loose(Operator.Multiply, a.Type, a, b);
}
