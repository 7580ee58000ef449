using System.Globalization;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Constants as C# spells them, with every bit.</summary>
internal static class Literals
{
    /// <summary>Whole numbers up to here may stand as integers where the surroundings make them real: all are exact in double.</summary>
    private const double LargestShortDouble = 1_000_000_000;

    /// <summary>The same for float, whose integers are exact up to 2²⁴.</summary>
    private const double LargestShortFloat = 1 << 24;

    /// <param name="isShort">The surroundings convert an integer to the constant's type, so that <c>2</c> may stand for <c>2.0</c>.</param>
    /// <param name="math">How the surroundings spell System.Math; null: constants such as π are written as digits.</param>
    public static string Text(Constant constant, bool isShort, string? math = null) => constant.Type.Kind switch
    {
        TypeKind.Double => Double(constant.Real, isShort, math),
        TypeKind.Float => Float((float)constant.Real, isShort),
        TypeKind.Boolean => constant.Bits != 0 ? "true" : "false",
        _ => Integer(constant.Integer, constant.Type.CSharp, isShort),
    };

    private static string Double(double value, bool isShort, string? math)
    {
        if (Special(value, "double") is { } special)
        {
            return special;
        }

        if (math is not null && (Named(Math.Abs(value)) is { } name))
        {
            return (value < 0 ? "-" : "") + math + "." + name;
        }

        if (isShort && IsWhole(value, LargestShortDouble))
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        // "R" of the .NET Framework (Visual Studio's compiler process) loses the last bit of some values; 17 digits never do.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != value)
        {
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        }

        return Decimal(Exponent(text));
    }

    private static string Float(float value, bool isShort)
    {
        if (Special(value, "float") is { } special)
        {
            return special;
        }

        if (isShort && IsWhole(value, LargestShortFloat))
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (float.Parse(text, CultureInfo.InvariantCulture) != value)
        {
            text = value.ToString("G9", CultureInfo.InvariantCulture);
        }

        return Exponent(text) + "f";
    }

    private static string? Special(double value, string type)
    {
        if (double.IsNaN(value))
        {
            return type + ".NaN";
        }

        if (double.IsInfinity(value))
        {
            return type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        return IsNegativeZero(value) ? (type == "float" ? "-0f" : "-0.0") : null;
    }

    private static string? Named(double value) => value switch
    {
        Math.PI => "PI",
        Math.E => "E",
        _ => null,
    };

    private static bool IsWhole(double value, double limit) =>
        Math.Abs(value) <= limit && value == Math.Truncate(value) && !IsNegativeZero(value);

    private static bool IsNegativeZero(double value) => value == 0 && BitConverter.DoubleToInt64Bits(value) < 0;

    /// <summary>1E-05 as people write it: 1e-5.</summary>
    private static string Exponent(string text)
    {
        var at = text.IndexOf('E');
        if (at < 0)
        {
            return text;
        }

        var exponent = int.Parse(text.Substring(at + 1), CultureInfo.InvariantCulture);
        return text.Substring(0, at) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
    }

    private static string Decimal(string text) => text.IndexOf('.') < 0 && text.IndexOf('e') < 0 ? text + ".0" : text;

    private static string Integer(long value, string type, bool isShort)
    {
        switch (type)
        {
            case "int":
                return value == int.MinValue ? "int.MinValue" : value.ToString(CultureInfo.InvariantCulture);
            case "long":
                var text = value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture);
                return value == long.MinValue || (isShort && value == (int)value) ? text : text + "L";
            case "uint":
                return value.ToString(CultureInfo.InvariantCulture) + "U";
            case "ulong":
                return unchecked((ulong)value).ToString(CultureInfo.InvariantCulture) + "UL";
            default:
                return value < 0
                    ? $"({type})({value.ToString(CultureInfo.InvariantCulture)})"
                    : $"({type}){value.ToString(CultureInfo.InvariantCulture)}";
        }
    }
}
