using System.Runtime;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>What is timed is warm once the JIT has nearly nothing more to do: it gets to its last tier only after a while.</summary>
internal static class Warmth
{
    private const int CompiledInPassing = 3;

    /// <summary>More methods than the compiler and the generator have in all tiers.</summary>
    private const int MostCompiled = 200_000;

    /// <param name="run">What is to be timed.</param>
    /// <param name="quietRuns">So many of them in a row the JIT has to come to rest in.</param>
    public static void Reach(Action run, int quietRuns)
    {
        for (var (quiet, compiled) = (0, 0L); quiet < quietRuns && compiled < MostCompiled;)
        {
            run();
            var now = JitInfo.GetCompiledMethodCount();
            (quiet, compiled) = (now - compiled > CompiledInPassing ? 0 : quiet + 1, now);
        }
    }
}
