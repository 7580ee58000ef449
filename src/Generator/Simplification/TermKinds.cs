using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>What it costs to write a term again, and whether it may be computed where it was not asked for.</summary>
internal static class TermKinds
{
    /// <summary>So short that a name would only be in the way: leaves, x[i], 2 * x, −x, i + 1.</summary>
    public static bool IsCheap(Expression term) => term switch
    {
        Constant or Value => true,
        Opaque opaque => opaque.Operands.Count == 0,
        Operation { Operator: Operator.Length } => true,
        Operation { Operator: Operator.Element } element => !IsTableEntry(element) && element.Operands.Skip(1).All(IsCheap),
        Operation { Operator: Operator.Negate or Operator.Not or Operator.Convert } unary => IsLeaf(unary.Operands[0]),
        Operation { Operator: Operator.Multiply, Type.IsReal: true } product => product.Operands[0] is Constant && IsLeaf(product.Operands[1]),
        Operation { Operator: Operator.Add or Operator.Subtract, Type.Kind: TypeKind.Integer } sum =>
            IsLeaf(sum.Operands[0]) && IsLeaf(sum.Operands[1]),
        Operation { Type.Kind: TypeKind.Boolean } test => test.Operands.All(IsLeaf),
        _ => false,
    };

    /// <summary>Worth computing once before a loop rather than in every iteration.</summary>
    public static bool IsCostly(Expression term) => ArrayLayout.IsCount(term) || term.Type.IsReal && term switch
    {
        Call => true,
        Operation { Operator: Operator.Divide or Operator.Select } => true,
        Operation { Operator: not (Operator.Element or Operator.Length or Operator.Convert) } operation =>
            operation.Operands.Any(operand => operand is Operation { Operator: not (Operator.Element or Operator.Length) } or Call),
        _ => false,
    };

    /// <summary>Evaluated where the program would not have, this may end the program: an index, an integer division, foreign code.</summary>
    public static bool MayThrow(Expression term) => term switch
    {
        Operation { Operator: Operator.Element } => true,
        Operation { Operator: Operator.Divide or Operator.Remainder, Type.IsReal: false } => true,
        Opaque opaque => opaque.Operands.Count > 0 && !ArrayLayout.IsCount(opaque),
        Call { Rule: ForeignFunction { Spelling: not ["", ..] } } => true,
        _ => false,
    };

    // Two range checks that the compiler repeats at every use, since a store may lie between.
    private static bool IsTableEntry(Operation element) =>
        element.Operands.Count > 2 && element.Operands.Skip(1).All(index => index is Constant);

    private static bool IsLeaf(Expression term) => term is Constant or Value or Operation { Operator: Operator.Element or Operator.Length }
        || term is Opaque { Operands.Count: 0 };
}
