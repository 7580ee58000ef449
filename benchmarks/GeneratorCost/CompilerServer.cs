using System.Diagnostics;
using System.Runtime;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>This program again with the settings of the compiler's own server: the collector for servers, the JIT in tiers. Kernels are timed without either.</summary>
internal static class CompilerServer
{
    private const string Collector = "DOTNET_gcServer";
    private const string Tiers = "DOTNET_TieredCompilation";

    /// <param name="mode">The argument that means the work.</param>
    /// <param name="work">Done here where this run has the settings already.</param>
    /// <returns>What the work returns.</returns>
    public static bool Run(string mode, Func<bool> work)
    {
        if (GCSettings.IsServerGC && Environment.GetEnvironmentVariable(Tiers) == "1")
        {
            return work();
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { Environment = { [Collector] = "1", [Tiers] = "1" } };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(CompilerServer).Assembly.Location);
        }

        start.ArgumentList.Add(mode);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
