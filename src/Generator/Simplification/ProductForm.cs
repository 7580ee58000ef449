using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>A factor of a product, or a divisor.</summary>
internal readonly record struct Factor(Expression Term, bool IsDivisor);

/// <summary>A product of a derivative: a literal coefficient, and factors and divisors in the order in which they were multiplied.</summary>
internal sealed class ProductForm(IrType type)
{
    public IrType Type { get; } = type;

    public double Coefficient { get; set; } = 1;

    public List<Factor> Factors { get; } = [];

    /// <summary>Adds a factor; one that is a divisor as well cancels (at 0, too: a removable singularity).</summary>
    public void Add(Expression term, bool isDivisor)
    {
        var inverse = Factors.IndexOf(new Factor(term, !isDivisor));
        if (inverse >= 0)
        {
            Factors.RemoveAt(inverse);
        }
        else
        {
            Factors.Add(new Factor(term, isDivisor));
        }
    }

    /// <summary>Whether both are multiples of the same product.</summary>
    public bool IsLike(ProductForm other) => Factors.Count == other.Factors.Count && Has(other);

    /// <summary>Whether the factors of another product are all among these, as often as there.</summary>
    public bool Has(ProductForm part)
    {
        // Most are not, and that takes no memory to see.
        foreach (var factor in part.Factors)
        {
            if (!Factors.Contains(factor))
            {
                return false;
            }
        }

        var left = new List<Factor>(Factors);
        return part.Factors.TrueForAll(left.Remove);
    }

    /// <summary>Takes the factors of another product out; false, with nothing taken, where it has others.</summary>
    public bool Take(ProductForm part)
    {
        if (!Has(part))
        {
            return false;
        }

        part.Factors.ForEach(factor => Factors.Remove(factor));
        return true;
    }
}
