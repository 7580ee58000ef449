using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Static members of number types, by their own name or through a type parameter: T.Zero, T.CreateChecked, SinCos.</summary>
internal sealed partial class Lowering
{
    /// <summary>The type whose static member is called: of <c>T.Sqrt(x)</c> what T is.</summary>
    private ITypeSymbol OwnerOf(CallSite site) => Substitute(site.ConstrainedTo ?? site.Method.ContainingType)!;

    private Constant? StaticOfNumber(IPropertyReferenceOperation property)
    {
        if (property.ConstrainedToType is not { } parameter || TypeOf(parameter) is not { } type || !IsNumber(type))
        {
            return null;
        }

        if (type.Kind == Ir.TypeKind.Integer)
        {
            return property.Property.Name switch
            {
                "Zero" or "AdditiveIdentity" => _pool.Int(0, type),
                "One" or "MultiplicativeIdentity" => _pool.Int(1, type),
                "NegativeOne" => _pool.Int(-1, type),
                _ => null,
            };
        }

        var isDouble = type.Kind == Ir.TypeKind.Double;
        double? value = property.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "NegativeZero" => -0.0,
            "Pi" => Math.PI,
            "E" => Math.E,
            "Tau" => 2 * Math.PI,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "Epsilon" => isDouble ? double.Epsilon : float.Epsilon,
            "MaxValue" => isDouble ? double.MaxValue : float.MaxValue,
            "MinValue" => isDouble ? double.MinValue : float.MinValue,
            _ => null,
        };
        return value is { } number ? _pool.Real(number, type) : null;
    }

    /// <summary>T.CreateChecked(n) and its like to a real: what the conversion operator gives.</summary>
    private Operand? Conversion(CallSite site)
    {
        if (site.Method is not { Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", IsStatic: true, Parameters.Length: 1 })
        {
            return null;
        }

        var type = TypeOf(OwnerOf(site));
        var value = site.Operation.Arguments[0].Value;
        return type.IsReal && IsNumber(TypeOf(value.Type)) ? Operand.Of(ConvertTo(Term(value), type)) : null;
    }

    /// <summary>SinCos and SinCosPi: one call, whose items are each other's derivatives.</summary>
    private Operand? SinCos(CallSite site)
    {
        if (site.Method is not { Name: "SinCos" or "SinCosPi", IsStatic: true, Parameters.Length: 1 })
        {
            return null;
        }

        var owner = OwnerOf(site);
        var argument = site.Operation.Arguments[0].Value;
        var isMath = owner.ToDisplayString() is "System.Math" or "System.MathF";
        var type = owner.Name == "MathF" ? IrType.Float : isMath ? IrType.Double : TypeOf(owner);
        if (!type.IsReal)
        {
            return null;
        }

        var x = ConvertTo(Term(argument), type);
        var (sin, cos) = Pairs.SinCos(isMath ? "global::System." + owner.Name : type.CSharp, site.Method.Name, type, x);
        return Operand.Of([Operand.Of(sin), Operand.Of(cos)]);
    }
}
