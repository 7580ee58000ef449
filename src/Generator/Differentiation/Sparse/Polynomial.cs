using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>An integer term multiplied out: what is known of indices without running the program.</summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    private const int MostTerms = 24;

    /// <summary>Coefficients by monomial; a monomial is the ordered numbers of the terms in it, the constant one is empty.</summary>
    private readonly SortedDictionary<string, long> _coefficients = new(StringComparer.Ordinal);

    /// <summary>The terms behind the numbers.</summary>
    private readonly Dictionary<string, Expression> _atoms = new(StringComparer.Ordinal);

    private Polynomial()
    {
    }

    public static Polynomial Constant(long value)
    {
        var polynomial = new Polynomial();
        polynomial.Accumulate("", value);
        return polynomial;
    }

    /// <param name="term">An integer term.</param>
    /// <param name="definition">What defines a value; null for what stands for itself.</param>
    public static Polynomial Of(Expression term, Func<Value, Expression?> definition)
    {
        switch (term)
        {
            case Constant constant:
                return Constant(constant.Integer);
            case Value value when definition(value) is { } known:
                return Of(known, definition);
            case Operation { Operator: Operator.Add } sum:
                return Of(sum.Operands[0], definition).Plus(Of(sum.Operands[1], definition));
            case Operation { Operator: Operator.Subtract } difference:
                return Of(difference.Operands[0], definition).Plus(Of(difference.Operands[1], definition), -1);
            case Operation { Operator: Operator.Negate } negation:
                return Constant(0).Plus(Of(negation.Operands[0], definition), -1);
            case Operation { Operator: Operator.Multiply } product
                when Of(product.Operands[0], definition).Times(Of(product.Operands[1], definition)) is { } expanded:
                return expanded;
            default:
                var atom = new Polynomial();
                atom.Accumulate($"{term.Id}", 1);
                atom._atoms[$"{term.Id}"] = term;
                return atom;
        }
    }

    public bool IsConstant => _coefficients.Count == 0 || (_coefficients.Count == 1 && _coefficients.ContainsKey(""));

    public long ConstantTerm => this[""];

    public bool IsZero => _coefficients.Count == 0;

    /// <summary>The monomials beside the constant one.</summary>
    public IEnumerable<string> Monomials => _coefficients.Keys.Where(monomial => monomial.Length > 0);

    public long this[string monomial] => _coefficients.TryGetValue(monomial, out var coefficient) ? coefficient : 0;

    /// <summary>What it is made of.</summary>
    public IEnumerable<Expression> Atoms => Monomials.SelectMany(monomial => monomial.Split('*')).Distinct().Select(factor => _atoms[factor]);

    public bool Equals(Polynomial? other) => other is not null && _coefficients.Count == other._coefficients.Count && _coefficients.SequenceEqual(other._coefficients);

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var pair in _coefficients)
        {
            hash = unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(pair.Key) + pair.Value.GetHashCode());
        }

        return hash;
    }

    public Polynomial Plus(Polynomial other, long factor = 1)
    {
        var sum = new Polynomial();
        foreach (var pair in _coefficients)
        {
            sum.Accumulate(pair.Key, pair.Value);
        }

        foreach (var pair in other._coefficients)
        {
            sum.Accumulate(pair.Key, factor * pair.Value);
        }

        return sum.Knowing(this, other);
    }

    public Polynomial Minus(Polynomial other) => Plus(other, -1);

    public Polynomial Scaled(long factor) => Constant(0).Plus(this, factor);

    /// <summary>This with another polynomial in the place of a term.</summary>
    public Polynomial? With(Expression atom, Polynomial replacement)
    {
        var result = Constant(0);
        var number = $"{atom.Id}";
        foreach (var pair in _coefficients)
        {
            var product = Constant(pair.Value);
            foreach (var factor in pair.Key.Split('*').Where(factor => factor.Length > 0))
            {
                var single = new Polynomial();
                single.Accumulate(factor, 1);
                single.Knowing(this, this);
                if (product.Times(factor == number ? replacement : single) is not { } next)
                {
                    return null;
                }

                product = next;
            }

            result = result.Plus(product);
        }

        return result;
    }

    private Polynomial? Times(Polynomial other)
    {
        if (_coefficients.Count * other._coefficients.Count > MostTerms)
        {
            return null;
        }

        var product = new Polynomial();
        foreach (var left in _coefficients)
        {
            foreach (var right in other._coefficients)
            {
                var factors = left.Key.Split('*').Concat(right.Key.Split('*')).Where(factor => factor.Length > 0);
                product.Accumulate(string.Join("*", factors.OrderBy(factor => factor, StringComparer.Ordinal)), left.Value * right.Value);
            }
        }

        return product.Knowing(this, other);
    }

    private Polynomial Knowing(Polynomial a, Polynomial b)
    {
        foreach (var atom in a._atoms.Concat(b._atoms))
        {
            _atoms[atom.Key] = atom.Value;
        }

        return this;
    }

    private void Accumulate(string monomial, long coefficient)
    {
        var sum = this[monomial] + coefficient;
        if (sum == 0)
        {
            _coefficients.Remove(monomial);
        }
        else
        {
            _coefficients[monomial] = sum;
        }
    }
}
