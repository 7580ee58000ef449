using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

/// <summary>The leaves of a result over those of all arguments, one after the other, <c>this</c> first.</summary>
internal delegate IReadOnlyList<Expression> LeafFormula(ExpressionPool pool, IReadOnlyList<Expression> leaves);

/// <summary>The complex derivatives of a function by its arguments; null where it is none of the argument.</summary>
internal delegate ComplexTerm?[] ComplexPartials(IReadOnlyList<ComplexTerm> arguments, ComplexTerm result);

/// <summary>A member of System.Numerics that has a derivative.</summary>
/// <param name="Signature">The type, the member and the types of its parameters by their plain names: <c>Vector3.Cross(Vector3, Vector3)</c>.</param>
internal sealed record LibraryRow(string Signature)
{
    /// <summary>
    /// What the member computes, over leaves. Where <see cref="IsExact"/> holds it is the value itself: moved numbers, and one rounding per leaf
    /// that every version of the library makes alike. Else the value is that of the library's own call, and this is differentiated.
    /// </summary>
    public LeafFormula? Formula { get; init; }

    public bool IsExact { get; init; }

    /// <summary>What versions before .NET 9 compute instead.</summary>
    public LeafFormula? Before { get; init; }

    /// <summary>For an analytic function of complex arguments, instead of a formula.</summary>
    public ComplexPartials? Partials { get; init; }

    /// <summary>For <see cref="Partials"/>: which arguments are complex, the others are real.</summary>
    public IReadOnlyList<bool> IsComplex { get; init; } = [];
}

/// <summary>A complex number as two terms; a real one has no second.</summary>
internal readonly record struct ComplexTerm(Expression Re, Expression? Im)
{
    public static ComplexTerm operator -(ComplexTerm a) => new(-a.Re, a.Im is { } im ? -im : null);

    public static ComplexTerm operator +(ComplexTerm a, ComplexTerm b) => new(a.Re + b.Re, Sum(a.Im, b.Im));

    public static ComplexTerm operator -(ComplexTerm a, ComplexTerm b) => a + -b;

    public static ComplexTerm operator *(ComplexTerm a, ComplexTerm b)
    {
        var real = a.Re * b.Re;
        return new(a.Im is { } x && b.Im is { } y ? real - (x * y) : real, Sum(b.Im is { } v ? a.Re * v : null, a.Im is { } u ? u * b.Re : null));
    }

    public static ComplexTerm operator *(double k, ComplexTerm a) => new(k * a.Re, a.Im is { } im ? k * im : null);

    public static ComplexTerm operator /(ComplexTerm a, ComplexTerm b)
    {
        if (b.Im is not { } im)
        {
            return new(a.Re / b.Re, a.Im is { } own ? own / b.Re : null);
        }

        var square = (b.Re * b.Re) + (im * im);
        var product = a * new ComplexTerm(b.Re, -im);
        return new(product.Re / square, product.Im! / square);
    }

    private static Expression? Sum(Expression? a, Expression? b) => a is null ? b : b is null ? a : a + b;
}
