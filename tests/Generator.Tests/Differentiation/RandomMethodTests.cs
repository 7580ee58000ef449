using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Random methods through lowering, every sweep and every pass, against dual numbers. SJ_RANDOM_PROGRAMS says how many, for a
/// long run; SJ_RANDOM_SEED where to start.
/// </summary>
public class RandomMethodTests(ITestOutputHelper output)
{
    private const int BatchSize = 60;
    private const int MostFaults = 5;

    [Fact]
    public void EverySweepAgreesWithDualNumbers()
    {
        var (count, first) = (Setting.Of("SJ_RANDOM_PROGRAMS", 240), Setting.Of("SJ_RANDOM_SEED", 0));
        var (tried, refused, compared) = (0, 0, 0);
        var faults = new List<string>();
        for (var start = first; start < first + count && faults.Count < MostFaults; start += BatchSize)
        {
            RandomMethod[] methods = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(RandomMethods.Make)];
            foreach (var (method, outcome) in methods.Zip(MethodCheck.Run(methods)))
            {
                tried++;
                refused += outcome.IsRefused ? 1 : 0;
                compared += outcome.Compared;
                if (outcome.Fault is not null && faults.Count < MostFaults)
                {
                    var (smallest, fault) = MethodCheck.Minimise(method, outcome.Fault);
                    faults.Add($"seed {method.Name[1..]}: {fault}\n{smallest.Text}");
                }
            }
        }

        output.WriteLine($"{tried} methods, {refused} of them refused, {compared} derivatives compared");
        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults));
        Assert.True(refused <= tried / 4, $"{refused} of {tried} methods are not followed: the test tests too little.");
    }
}
