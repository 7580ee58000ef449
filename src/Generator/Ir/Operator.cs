namespace SymbolicJacobian.Generator.Ir;

internal enum Operator
{
    // Arithmetic on reals and integers; the type of the operation tells which.
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,

    // Comparisons of two operands of one type; the result is a bool.
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,

    // Logic on bool; And and Or evaluate their second operand only where the first does not decide.
    Not,
    And,
    Or,

    // Bits of integers.
    Complement,
    BitwiseAnd,
    BitwiseOr,
    ExclusiveOr,
    ShiftLeft,
    ShiftRight,

    /// <summary>A C# cast to the operation's type.</summary>
    Convert,

    /// <summary>condition, then, else: only the chosen operand is evaluated.</summary>
    Select,

    /// <summary>array, dimension (a constant): <c>a.Length</c> for rank 1, <c>a.GetLength(d)</c> above.</summary>
    Length,

    /// <summary>array, index, …: one element read.</summary>
    Element,
}
