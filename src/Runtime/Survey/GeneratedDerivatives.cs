using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SymbolicJacobian;

/// <summary>Checks all derivatives that were generated in an assembly: one line for a test suite.</summary>
/// <remarks>
/// Each kind is compared with finite differences of the method itself by the rule of <see cref="JacobianCheck"/>; products by the matrix they
/// stand for, second derivatives with differences of the first. Methods are found, and called, by reflection: for tests, not for programs
/// that are trimmed or compiled ahead of time.
/// </remarks>
public static class GeneratedDerivatives
{
    internal const string Reflection = "Methods are found by reflection.";

    internal const string Dynamic = "Calls with spans are compiled at run time.";

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Checks every generated derivative of an assembly.</summary>
    /// <param name="assembly">Where to look.</param>
    /// <param name="arguments">
    /// The arguments for a method, one for each parameter, a span as an array, its destination as an array of the length it is to have (or null); null for
    /// a method whose point is to be made up: reals between 0.4 and 1.4, integers 2, arrays of the length that [Size] says or 3.
    /// </param>
    /// <returns>What was found, method by method.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="assembly"/> is null.</exception>
#if NET
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Dynamic)]
#endif
    public static DerivativeSurvey CheckAll(Assembly assembly, Func<MethodInfo, object?[]?>? arguments = null)
    {
        Guard.NotNull(assembly, nameof(assembly));
        var checks = new List<DerivativeCheck>();
        foreach (var type in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var methods = type.GetMethods(All);
            var derived = methods.Where(method => method.GetCustomAttribute<GeneratedDerivativeAttribute>() is not null).ToArray();
            foreach (var name in derived.Select(method => method.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Method).Distinct().OrderBy(name => name, StringComparer.Ordinal))
            {
                foreach (var method in methods.Where(method => method.Name == name && method.GetCustomAttribute<DifferentiableAttribute>() is not null))
                {
                    Check(method, [.. derived.Where(member => member.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Method == name)], arguments?.Invoke(method), checks);
                }
            }
        }

        return new DerivativeSurvey(checks);
    }

#if NET
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Dynamic)]
#endif
    private static void Check(MethodInfo method, MethodInfo[] derived, object?[]? arguments, List<DerivativeCheck> checks)
    {
        if (SurveyedMethod.Of(method, derived, arguments, out var reason) is not { } surveyed)
        {
            checks.Add(new DerivativeCheck(method, default, null, reason));
            return;
        }

        var kinds = derived.Where(surveyed.IsMember).Select(member => member.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Kind).Distinct().OrderBy(kind => kind);
        foreach (var kind in kinds)
        {
            try
            {
                var report = surveyed.Check(kind);
                checks.Add(new DerivativeCheck(method, kind, report, report is null ? "no member of a form that can be called here" : ""));
            }
            catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException or NullReferenceException or NotSupportedException)
            {
                // The method's own guards, at a point that was made up.
                checks.Add(new DerivativeCheck(method, kind, null, fault.Message));
            }
        }
    }
}
