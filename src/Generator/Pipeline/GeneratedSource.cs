using SymbolicJacobian.Generator.Emission;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>The text for one method, and, where we failed, what happened: then the text is that of the difference fallback, if any.</summary>
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
            return new GeneratedSource(model.HintName, model.Name, ByDifferences(model, cancellation), $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    /// <summary>What the user calls must be there all the same: our fault costs exactness (and says so), not the build.</summary>
    private static string? ByDifferences(MethodModel model, CancellationToken cancellation)
    {
        try
        {
            return JacobianFile.Write(model with { Body = null }, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }
}
