namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Kernels as people write them; above each stands where it is looked at.</summary>
internal static partial class KernelTexts
{
    public static readonly IReadOnlyDictionary<string, string> All = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(Analysis)] = Analysis,
        [nameof(LinearAlgebra)] = LinearAlgebra,
        [nameof(Linq)] = Linq,
        [nameof(Recurrences)] = Recurrences,
        [nameof(Fits)] = Fits,
        [nameof(Repeated)] = Repeated,
        [nameof(Slices)] = Slices,
    };
}
