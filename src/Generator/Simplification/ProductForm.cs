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
    public bool IsLike(ProductForm other)
    {
        if (Factors.Count != other.Factors.Count)
        {
            return false;
        }

        var left = new List<Factor>(other.Factors);
        return Factors.All(left.Remove);
    }

    /// <summary>Takes the factors of another product out; false, with nothing taken, where it has others.</summary>
    public bool Take(ProductForm part)
    {
        var left = new List<Factor>(Factors);
        if (!part.Factors.All(left.Remove))
        {
            return false;
        }

        Factors.Clear();
        Factors.AddRange(left);
        return true;
    }
}
