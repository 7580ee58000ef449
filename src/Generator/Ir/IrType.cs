namespace SymbolicJacobian.Generator.Ir;

internal enum TypeKind
{
    Double,
    Float,
    Integer,
    Boolean,
    Array,
    Span,
    ReadOnlySpan,

    /// <summary>Anything that only passes through: strings, enums, delegates, objects.</summary>
    Opaque,
}

/// <summary>The type of an expression; <paramref name="CSharp"/> is how emission spells it.</summary>
internal sealed record IrType(TypeKind Kind, string CSharp, IrType? Element = null, int Rank = 0)
{
    public static readonly IrType Double = new(TypeKind.Double, "double");
    public static readonly IrType Float = new(TypeKind.Float, "float");
    public static readonly IrType Int = new(TypeKind.Integer, "int");
    public static readonly IrType Long = new(TypeKind.Integer, "long");
    public static readonly IrType Boolean = new(TypeKind.Boolean, "bool");

    /// <summary>A value of it lives on the stack alone: nothing can keep it.</summary>
    public bool IsStackOnly { get; init; }

    public bool IsReal => Kind is TypeKind.Double or TypeKind.Float;

    public bool IsArray => Kind is TypeKind.Array or TypeKind.Span or TypeKind.ReadOnlySpan;

    public static IrType Array(IrType element, int rank = 1) =>
        new(TypeKind.Array, $"{element.CSharp}[{new string(',', rank - 1)}]", element, rank);

    public static IrType Span(IrType element) => new(TypeKind.Span, $"Span<{element.CSharp}>", element, 1) { IsStackOnly = true };

    public static IrType ReadOnlySpan(IrType element) => new(TypeKind.ReadOnlySpan, $"ReadOnlySpan<{element.CSharp}>", element, 1) { IsStackOnly = true };

    /// <summary>A type that is only carried along, by the name under which C# knows it.</summary>
    public static IrType Opaque(string csharp) => new(TypeKind.Opaque, csharp);

    public override string ToString() => CSharp;
}
