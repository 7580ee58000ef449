using SymbolicJacobian.Generator.Emission;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>The text for one method; or, where we failed, what happened.</summary>
internal sealed record GeneratedSource(string HintName, string Method, string? Text, string? Fault)
{
    public static GeneratedSource Of(MethodModel model, CancellationToken cancellation)
    {
        try
        {
            return new GeneratedSource(model.HintName, model.Name, JacobianFile.Write(model, cancellation), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GeneratedSource(model.HintName, model.Name, null, $"{fault.GetType().Name}: {fault.Message}");
        }
    }
}
