using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Differentiation;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>
/// Random bodies of branches, loops, early exits, arrays, tuples and helpers: the IR is well-formed, and interpreted it
/// gives what the compiled method gives, bit for bit. Nothing after lowering takes part. SJ_RANDOM_BODIES says how many a seed.
/// </summary>
public sealed class RandomBodyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Lowering_keeps_the_value(int seed, bool branchesOnReals)
    {
        var count = Setting.Of("SJ_RANDOM_BODIES", 12);
        var bodies = Enumerable.Range(0, count).Select(i => RandomBodies.Write($"F{i}", (1000 * seed) + i, branchesOnReals)).ToArray();
        var result = GeneratorHost.RunMembers(new StringBuilder(RandomBodies.Helpers).Append('\n').AppendJoin("\n", bodies).ToString());
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("SJ1", StringComparison.Ordinal)).Select(diagnostic => diagnostic.ToString()));
        using var image = new MemoryStream();
        Assert.Empty(result.Input.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        var sample = Assembly.Load(image.ToArray()).GetType("Sample")!;
        foreach (var model in result.Models)
        {
            var method = sample.GetMethod(model.Name)!;
            var number = int.Parse(model.Name[1..], CultureInfo.InvariantCulture);
            output.WriteLine($"seed {(1000 * seed) + number}:\n{bodies[number]}");
            Assert.Empty(IrVerifier.Check(model.Body!.Function));
            for (var point = 0; point < 5; point++)
            {
                object[] inputs = Inputs(point);
                var expected = (double)method.Invoke(null, Inputs(point))!;
                var actual = (double)IrInterpreter.Run(model.Body.Function, inputs)[0];
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
                Assert.Equal((double[])Inputs(point)[2], (double[])inputs[2]);
            }
        }
    }

    private static object[] Inputs(int point)
    {
        var random = new Random(point);
        double[] a = [.. Enumerable.Range(0, 5).Select(_ => (random.NextDouble() * 2) - 1)];
        return [random.NextDouble() - 0.3, random.NextDouble() + 0.2, a, point];
    }
}
