using System.Globalization;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Random methods through lowering, every sweep and every pass, against dual numbers. SJ_RANDOM_PROGRAMS says how many, for a
/// long run; SJ_RANDOM_SEED where to start.
/// </summary>
public class RandomMethodTests(ITestOutputHelper output)
{
    private const int BatchSize = 60;

    [Fact]
    public void EverySweepAgreesWithDualNumbers()
    {
        var (count, first) = (Setting("SJ_RANDOM_PROGRAMS", 240), Setting("SJ_RANDOM_SEED", 0));
        var (tried, refused, compared) = (0, 0, 0);
        var failures = new List<string>();
        for (var start = first; start < first + count && failures.Count < 5; start += BatchSize)
        {
            RandomMethod[] methods = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(RandomMethods.Make)];
            var outcomes = MethodCheck.Run(methods);
            foreach (var (method, outcome) in methods.Zip(outcomes))
            {
                tried++;
                refused += outcome.IsRefused ? 1 : 0;
                compared += outcome.Compared;
                if (outcome.Fault is not null && failures.Count < 5)
                {
                    var (smallest, fault) = MethodCheck.Minimise(method, outcome.Fault);
                    failures.Add($"seed {method.Name[1..]}: {fault}\n{smallest.Text}");
                }
            }
        }

        output.WriteLine($"{tried} methods, {refused} of them refused, {compared} derivatives compared");
        Assert.True(failures.Count == 0, string.Join("\n=====\n", failures));
        Assert.True(refused <= tried / 4, $"{refused} of {tried} methods are not followed: the test tests too little.");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
