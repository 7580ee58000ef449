namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>The types that programs compute with.</summary>
internal enum Kind
{
    Real,
    Whole,
    Truth,
    Array,
    Span,
    View,
    Matrix,
    Rows,
    List,
    Pair,
    Area,
    Crate,
    Pairs,
    Two,
    Function,
    Wholes,
}

/// <summary>How they are written.</summary>
internal static class Kinds
{
    public static string Spelled(this Kind kind) => kind switch
    {
        Kind.Real => "double",
        Kind.Whole => "int",
        Kind.Truth => "bool",
        Kind.Array => "double[]",
        Kind.Span => "Span<double>",
        Kind.View => "ReadOnlySpan<double>",
        Kind.Matrix => "double[,]",
        Kind.Rows => "double[][]",
        Kind.List => "List<double>",
        Kind.Pair => "Pair",
        Kind.Area => "Area",
        Kind.Crate => "Crate",
        Kind.Pairs => "Pair[]",
        Kind.Two => "(double One, double Two)",
        Kind.Wholes => "int[]",
        _ => "Func<double, double>",
    };
}
