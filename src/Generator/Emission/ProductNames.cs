using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What a product with the Jacobian is called, and what it is given: J·v along a tangent, vᵀ·J for a cotangent.</summary>
internal sealed class ProductNames(MethodModel model, DerivativeKinds kind)
{
    public const string Result = "result";

    public bool IsForward => kind == DerivativeKinds.Jvp;

    public string Member => model.Name + (IsForward ? "Jvp" : "Vjp");

    public string Vector => IsForward ? "tangent" : "cotangent";
}
