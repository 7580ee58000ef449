using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Stands in for emission until it is there.</summary>
internal static class JacobianFile
{
    public static string Write(MethodModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return $"// {model.HintName}: {(model.Body is null ? "differences" : "exact")}\n";
    }
}
