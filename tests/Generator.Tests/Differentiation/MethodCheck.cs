using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>What became of one method.</summary>
/// <param name="Fault">What disagrees; null where nothing does.</param>
/// <param name="IsRefused">It was not followed, and a diagnostic says so.</param>
/// <param name="Compared">How many derivatives were compared.</param>
internal sealed record MethodOutcome(string? Fault, bool IsRefused, int Compared);

/// <summary>Lowers methods and compares their derivatives; makes those that fail smaller.</summary>
internal static class MethodCheck
{
    private const int MostAttempts = 400;

    public static IReadOnlyList<MethodOutcome> Run(params RandomMethod[] methods)
    {
        var result = GeneratorHost.RunMembers(RandomMethod.Helpers + string.Concat(methods.Select(method => method.Text)));
        var errors = result.Input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsMissingPart(diagnostic)).ToArray();
        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(5)) + "\n" + string.Join("\n", methods.Select(method => method.Text).Take(methods.Length == 1 ? 1 : 0)));
        var functions = result.Models.ToDictionary(model => model.Name, model => model.Body?.Function);
        var faults = result.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal)).Select(diagnostic => diagnostic.GetMessage()).ToArray();
        return [.. methods.Select(method =>
        {
            var fault = faults.FirstOrDefault(text => text.Contains($"{method.Name}'", StringComparison.Ordinal) || text.EndsWith(method.Name, StringComparison.Ordinal));
            return fault is not null ? new MethodOutcome(fault, false, 0) : Compare(method, functions.GetValueOrDefault(method.Name));
        })];
    }

    /// <summary>The smallest method found that still fails, and how.</summary>
    public static (RandomMethod Method, string Fault) Minimise(RandomMethod method, string fault, Func<RandomMethod, string?>? faultOf = null)
    {
        faultOf ??= FaultOf;
        var attempts = 0;
        for (var isSmaller = true; isSmaller && attempts < MostAttempts;)
        {
            isSmaller = false;
            foreach (var smaller in method.Smaller())
            {
                if (++attempts > MostAttempts)
                {
                    break;
                }

                if (faultOf(smaller) is { } same && Kind(same) == Kind(fault))
                {
                    (method, fault, isSmaller) = (smaller, same, true);
                    break;
                }
            }
        }

        return (method, fault);
    }

    // Another fault than the one that was found would hide it.
    private static string Kind(string fault) => fault.Contains("entry (", StringComparison.Ordinal) ? "entry"
        : fault.Contains("the value is", StringComparison.Ordinal) ? "value"
        : fault.Contains("error CS", StringComparison.Ordinal) ? "C#"
        : fault.Split('\n')[0];

    private static string? FaultOf(RandomMethod method)
    {
        try
        {
            return Run(method)[0].Fault;
        }
        catch (Exception notCSharp) when (notCSharp is Xunit.Sdk.TrueException)
        {
            return null;
        }
    }

    private static bool IsMissingPart(Diagnostic diagnostic) => diagnostic.Id is "CS8795";

    private static MethodOutcome Compare(RandomMethod method, Ir.Function? function)
    {
        if (function is null)
        {
            return new MethodOutcome(null, true, 0);
        }

        Agreement agreement;
        try
        {
            agreement = new Agreement(function, method.UsesSingles ? 1e-3 : 1e-9);
        }
        catch (Exception fault)
        {
            return new MethodOutcome($"a pass fails: {fault}\n{Ir.IrText.Of(function)}", false, 0);
        }

        foreach (var length in new[] { 3, 2, 5 })
        {
            var random = new Random(length + method.Name.Length);
            var point = method.Parameters.ToDictionary(parameter => parameter, parameter => Point.Value(parameter, length, random));
            string? fault;
            try
            {
                fault = agreement.At(point);
            }
            catch (Exception unexpected)
            {
                fault = unexpected + "\n" + Ir.IrText.Of(function);
            }

            if (fault is not null)
            {
                return new MethodOutcome(fault, false, agreement.Compared);
            }
        }

        return new MethodOutcome(null, false, agreement.Compared);
    }
}
