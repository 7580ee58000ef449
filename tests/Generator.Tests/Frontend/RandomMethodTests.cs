using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Random methods, compiled and run: the value is that of F bit for bit, and the gradient is that of differences.</summary>
public sealed class RandomMethodTests(ITestOutputHelper output)
{
    private const int MethodsPerRun = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Values_are_bit_equal(int seed) => Run(seed, branchesOnReals: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_are_right(int seed) => Run(seed, branchesOnReals: false);

    private void Run(int seed, bool branchesOnReals)
    {
        var methods = Enumerable.Range(0, MethodsPerRun).Select(i => RandomBodies.Write($"F{i}", (1000 * seed) + i, branchesOnReals)).ToArray();
        var source = new StringBuilder(RandomBodies.Helpers).Append('\n').AppendJoin("\n", methods);
        for (var i = 0; i < MethodsPerRun; i++)
        {
            source.Append($$"""

                public static (double, double, double[]) Both{{i}}(double x, double y, double[] a, int n)
                {
                    var gradient = new double[a.Length + 2];
                    return (F{{i}}(x, y, a, n), F{{i}}ValueAndGradient(x, y, a, n, gradient), gradient);
                }
                """);
        }

        var result = GeneratorHost.RunMembers(source.ToString());
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "SJ2005").Select(diagnostic => diagnostic.ToString()));
        using var image = new MemoryStream();
        var emitted = result.Output.Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        var sample = Assembly.Load(image.ToArray()).GetType("Sample")!;
        for (var i = 0; i < MethodsPerRun; i++)
        {
            output.WriteLine($"seed {(1000 * seed) + i}:\n{methods[i]}");
            Assert.Empty(IrVerifier.Check(result.Models[i].Body!.Function));
            for (var point = 0; point < 4; point++)
            {
                var random = new Random(point);
                var (x, y) = (random.NextDouble() - 0.3, random.NextDouble() + 0.2);
                double[] a = [.. Enumerable.Range(0, 5).Select(_ => (random.NextDouble() * 2) - 1)];
                Check(sample, i, x, y, a, point, branchesOnReals);
            }
        }
    }

    private static void Check(Type sample, int method, double x, double y, double[] a, int n, bool branchesOnReals)
    {
        var (expected, actual, gradient) = ((double, double, double[]))sample.GetMethod($"Both{method}")!.Invoke(null, [x, y, a, n])!;
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        if (branchesOnReals || !double.IsFinite(expected))
        {
            return;
        }

        var f = sample.GetMethod($"F{method}")!;
        for (var column = 0; column < gradient.Length; column++)
        {
            double At(double step)
            {
                var moved = (double[])a.Clone();
                if (column >= 2)
                {
                    moved[column - 2] += step;
                }

                return (double)f.Invoke(null, [column == 0 ? x + step : x, column == 1 ? y + step : y, moved, n])!;
            }

            double Slope(double step) => (At(step) - At(-step)) / (2 * step);

            const double Step = 1e-5;
            var slope = Slope(Step);
            var scale = Math.Max(1, Math.Max(Math.Abs(slope), Math.Abs(expected)));
            if (Math.Abs(slope - Slope(Step / 4)) > 1e-6 * scale)
            {
                // Too steep for differences: two steps disagree. Dual numbers judge such methods (Differentiation tests).
                continue;
            }

            Assert.True(Math.Abs(slope - gradient[column]) <= 1e-4 * scale, $"F{method} column {column} at n = {n}: {gradient[column]} against {slope}");
        }
    }
}
