using System.Reflection;

namespace SymbolicJacobian.Mutants;

/// <summary>The class that Stryker has compiled into the mutated assembly: which mutant is on, and which were passed.</summary>
internal static class MutantSwitch
{
    private const int None = -1;

    private static readonly Type Control = Assembly.Load("SymbolicJacobian.Generator").GetTypes().FirstOrDefault(type => type.Name == "MutantControl")
        ?? throw new InvalidOperationException("This is not the mutated assembly: eng/mutants copies it here.");

    public static void TurnOn(int mutant) => Active.SetValue(null, mutant);

    public static void TurnOff() => TurnOn(None);

    /// <summary>From here on passing a mutant is noted, and none is on.</summary>
    public static void Capture()
    {
        TurnOff();
        Field("CaptureCoverage").SetValue(null, true);
        Passed();
    }

    /// <summary>The mutants passed since the last call, and those of them that were passed while a type was initialised.</summary>
    public static (IReadOnlyList<int> All, IReadOnlyList<int> Static) Passed()
    {
        var data = (IList<int>[])Control.GetMethod("GetCoverageData", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, null)!;
        return ([.. data[0]], [.. data[1]]);
    }

    private static FieldInfo Active => Field("ActiveMutant");

    private static FieldInfo Field(string name) => Control.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
}
