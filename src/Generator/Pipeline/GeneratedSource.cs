using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>The files for one method, one for each kind of derivative it asks for.</summary>
/// <param name="Method">Its name.</param>
/// <param name="HintName">What it is found again by.</param>
/// <param name="IsStrict">A part with no exact derivative is an error.</param>
/// <param name="Files">What is generated.</param>
internal sealed record GeneratedSource(string Method, string HintName, bool IsStrict, EquatableArray<GeneratedFile> Files)
{
    /// <summary>Whether something is to be said of it: it has failed, or is too large.</summary>
    public bool HasFaults => Files.Any(file => file.Fault is not null || file.Excess is not null || file.Disproof is not null);

    public static GeneratedSource Of(MethodModel model, CancellationToken cancellation) => RoomyStack.Run(() => Make(model, cancellation), cancellation);

    private static GeneratedSource Make(MethodModel model, CancellationToken cancellation)
    {
        IReadOnlyList<(string Name, CodeWriter Text)> functions = [];
        var hint = $"{model.HintName}.Companions.g.cs";
        var companions = model.Body is not { Companions.Count: > 0 } ? null : GeneratedFile.Try(hint, () => Called([]), () => null, cancellation);
        if (companions is { IsWhole: false })
        {
            // Without them nothing that calls them may be there.
            model = model with { Body = null };
        }

        var proof = model.Body is null ? null : new SelfProof(model.Body, cancellation);
        GeneratedFile[] files = [.. model.Kinds.Each().Select(kind => GeneratedFile.Of(model, kind, cancellation, proof))];
        if (companions is { IsWhole: true })
        {
            companions = companions with { Text = CompanionFile.Write(model, functions, [.. files.Select(file => file.Text).OfType<string>()]) };
        }

        return new GeneratedSource(model.Name, model.HintName, model.IsStrict, new EquatableArray<GeneratedFile>(companions is null ? files : files.Append(companions)));

        string Called(IReadOnlyList<string> callers)
        {
            functions = CompanionFile.Functions(model, cancellation);
            return CompanionFile.Write(model, functions, callers) ?? "";
        }
    }
}

/// <summary>The text of one file, and, where it could not be made, why: then the text is that of the difference fallback, if any.</summary>
/// <param name="HintName">Of the file.</param>
/// <param name="Text">Null where there is nothing.</param>
/// <param name="Fault">A fault of ours.</param>
/// <param name="Excess">A limit that the derivative passes.</param>
internal sealed record GeneratedFile(string HintName, string? Text, string? Fault, string? Excess = null)
{
    /// <summary>It is the one that was asked for, with nothing left out.</summary>
    public bool IsWhole => Text is not null && Fault is null && Excess is null;

    /// <summary>What a derivative was found to be, where it was not that of the method.</summary>
    public string? Disproof { get; init; }

    /// <summary>Some thousand lines: nobody reads them, and the compilers are slow with them.</summary>
    private const int LongText = 250_000;

    public static GeneratedFile Of(MethodModel model, DerivativeKinds kind, CancellationToken cancellation, SelfProof? proof = null)
    {
        var hint = $"{model.HintName}.{kind}.g.cs";
        var file = Written(model);
        if (model.Body is { Function.HasLoops: true } body && (file.Excess is not null || file.Text?.Length > LongText))
        {
            // What is too long when short loops are written out is short enough with loops.
            var rolled = Written(model with { Body = body.WithLoops() });
            file = rolled.Text is not null && (file.Text is null || rolled.Text.Length < file.Text.Length / 3) ? rolled : file;
        }

        return file.Text is null && !model.IsStrict ? file with { Text = ByDifferences(model, kind, cancellation) } : file;

        GeneratedFile Written(MethodModel model) => Try(hint, () => DerivativeFile.Write(model, kind, proof, cancellation), () => null, cancellation);
    }

    /// <summary>A file, or what stands in its place where it cannot be made.</summary>
    public static GeneratedFile Try(string hint, Func<string> write, Func<string?> instead, CancellationToken cancellation)
    {
        try
        {
            return new GeneratedFile(hint, Effort.Run(write, cancellation), null);
        }
        catch (Disproof disproof)
        {
            return new GeneratedFile(hint, instead(), null) { Disproof = disproof.Message };
        }
        catch (BudgetExceededException excess)
        {
            return new GeneratedFile(hint, instead(), null, excess.Message);
        }
        catch (InsufficientExecutionStackException)
        {
            return new GeneratedFile(hint, instead(), null, BudgetExceededException.Depth);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GeneratedFile(hint, instead(), $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    /// <summary>What the user calls must be there all the same: our fault costs exactness (and says so), not the build.</summary>
    private static string? ByDifferences(MethodModel model, DerivativeKinds kind, CancellationToken cancellation)
    {
        // What lives on the stack alone no delegate gets hold of.
        if (model.Parameters.Any(parameter => parameter.Capture == CaptureForm.Impossible) || model.IsOnStack)
        {
            return null;
        }

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
