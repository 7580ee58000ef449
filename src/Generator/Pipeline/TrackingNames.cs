namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>The steps of the pipeline, as tests of their reasons name them.</summary>
internal static class TrackingNames
{
    /// <summary>Marked methods, read: runs on every edit.</summary>
    public const string Methods = nameof(Methods);

    /// <summary>Their models, behind the cache barrier.</summary>
    public const string Models = nameof(Models);

    /// <summary>The generated text, or the fault that prevented it.</summary>
    public const string Sources = nameof(Sources);
}
