using System.Diagnostics;
using System.Runtime;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>This program again with the settings of the compiler's own server: the collector for servers, the JIT in tiers. Kernels are timed without either.</summary>
internal static class CompilerServer
{
    private const string Collector = "DOTNET_gcServer";
    private const string Tiers = "DOTNET_TieredCompilation";

    /// <returns>What the other run returns; null where this run has the settings already.</returns>
    public static bool? Run(params string[] arguments)
    {
        if (GCSettings.IsServerGC && Environment.GetEnvironmentVariable(Tiers) == "1")
        {
            return null;
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!) { Environment = { [Collector] = "1", [Tiers] = "1" } };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(CompilerServer).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
