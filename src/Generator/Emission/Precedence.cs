using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>How tightly C# binds; a term stands in parentheses where it binds less than its place asks.</summary>
internal static class Precedence
{
    public const int Lowest = 0;
    public const int Conditional = 2;
    public const int Or = 4;
    public const int And = 5;
    public const int Additive = 12;
    public const int Multiplicative = 13;
    public const int Unary = 14;
    public const int Primary = 15;

    public static int Of(Operator op) => op switch
    {
        Operator.Negate or Operator.Not or Operator.Complement or Operator.Convert => Unary,
        Operator.Multiply or Operator.Divide or Operator.Remainder => Multiplicative,
        Operator.Add or Operator.Subtract => Additive,
        Operator.ShiftLeft or Operator.ShiftRight => 11,
        Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual => 10,
        Operator.Equal or Operator.NotEqual => 9,
        Operator.BitwiseAnd => 8,
        Operator.ExclusiveOr => 7,
        Operator.BitwiseOr => 6,
        Operator.And => And,
        Operator.Or => Or,
        Operator.Select => Conditional,
        Operator.Length or Operator.Element => Primary,
        _ => throw new InvalidOperationException($"{op} has no place in C#'s order of operators."),
    };

    /// <summary>The sign of a unary or binary operator.</summary>
    public static string Sign(Operator op) => op switch
    {
        Operator.Negate or Operator.Subtract => "-",
        Operator.Add => "+",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Remainder => "%",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.Equal => "==",
        Operator.NotEqual => "!=",
        Operator.Not => "!",
        Operator.And => "&&",
        Operator.Or => "||",
        Operator.Complement => "~",
        Operator.BitwiseAnd => "&",
        Operator.BitwiseOr => "|",
        Operator.ExclusiveOr => "^",
        Operator.ShiftLeft => "<<",
        Operator.ShiftRight => ">>",
        _ => throw new InvalidOperationException($"{op} has no sign."),
    };

    public static bool IsArithmetic(Operator op) =>
        op is Operator.Add or Operator.Subtract or Operator.Multiply or Operator.Divide or Operator.Remainder;

    public static bool IsComparison(Operator op) =>
        op is Operator.Less or Operator.LessOrEqual or Operator.Greater or Operator.GreaterOrEqual or Operator.Equal or Operator.NotEqual;
}
