using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>The files for one method, one for each kind of derivative it asks for.</summary>
internal sealed record GeneratedSource(string Method, EquatableArray<GeneratedFile> Files)
{
    public static GeneratedSource Of(MethodModel model, CancellationToken cancellation) => RoomyStack.Run(() => Make(model, cancellation));

    private static GeneratedSource Make(MethodModel model, CancellationToken cancellation)
    {
        var companions = Companions(model, cancellation);
        if (companions is { Text: null })
        {
            // Without them nothing that calls them may be there.
            model = model with { Body = null };
        }

        var proof = model.Body is null ? null : new SelfProof(model.Body, cancellation);
        var files = model.Kinds.Each().Select(kind => GeneratedFile.Of(model, kind, cancellation, proof));
        return new GeneratedSource(model.Name, new EquatableArray<GeneratedFile>(companions is null ? files : files.Append(companions)));
    }

    private static GeneratedFile? Companions(MethodModel model, CancellationToken cancellation)
    {
        if (model.Body is not { Companions.Count: > 0 })
        {
            return null;
        }

        var hint = $"{model.HintName}.Companions.g.cs";
        try
        {
            return new GeneratedFile(hint, CompanionFile.Write(model, cancellation), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GeneratedFile(hint, null, $"{fault.GetType().Name}: {fault.Message}");
        }
    }
}

/// <summary>The text of one file, and, where we failed, what happened: then the text is that of the difference fallback, if any.</summary>
internal sealed record GeneratedFile(string HintName, string? Text, string? Fault)
{
    /// <summary>What a derivative was found to be, where it was not that of the method.</summary>
    public string? Disproof { get; init; }

    public static GeneratedFile Of(MethodModel model, DerivativeKinds kind, CancellationToken cancellation, SelfProof? proof = null)
    {
        var hint = $"{model.HintName}.{kind}.g.cs";
        try
        {
            return new GeneratedFile(hint, DerivativeFile.Write(model, kind, proof, cancellation), null);
        }
        catch (Disproof disproof)
        {
            return new GeneratedFile(hint, ByDifferences(model, kind, cancellation), null) { Disproof = disproof.Message };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GeneratedFile(hint, ByDifferences(model, kind, cancellation), $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    /// <summary>What the user calls must be there all the same: our fault costs exactness (and says so), not the build.</summary>
    private static string? ByDifferences(MethodModel model, DerivativeKinds kind, CancellationToken cancellation)
    {
        try
        {
            return DerivativeFile.Write(model with { Body = null }, kind, null, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }
}
