using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What the declaration of a marked method says.</summary>
internal sealed class Signature
{
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    public required MethodOutput Output { get; init; }

    /// <summary>Fully qualified.</summary>
    public required string ReturnType { get; init; }

    public required DerivativeKinds Kinds { get; init; }

    /// <summary>A part with no exact derivative is an error.</summary>
    public required bool IsStrict { get; init; }
}
