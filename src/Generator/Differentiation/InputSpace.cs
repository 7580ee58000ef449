using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Each input is one column, however many elements it has: for the question which inputs reach a value.</summary>
internal sealed class InputSpace(Function function) : ColumnSpace(function)
{
    public override bool AreInputsWhole => true;

    public override Column? Static(Value input, IReadOnlyList<Expression> indices) => IsActive(input) ? new Column(InputOf(input), 0, input.Name) : null;
}
