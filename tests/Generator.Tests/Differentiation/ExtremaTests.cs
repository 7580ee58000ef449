using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Loops that look for an extreme term, backwards: only the iteration in which it was found, and whatever else the loop does as before.</summary>
public class ExtremaTests
{
    public static TheoryData<string> Names => [.. MethodNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsThatOfDifferencesAndTheValueTheSame(string name)
    {
        try
        {
            foreach (var n in new[] { 1, 2, 7 })
            {
                Assert.Equal("", (string)_sample.Value.GetMethod("Check")!.Invoke(null, [name, n])!);
            }
        }
        catch (System.Reflection.TargetInvocationException fault)
        {
            throw new InvalidOperationException(fault.InnerException!.ToString());
        }
    }

    [Theory]
    [InlineData("Largest")]
    [InlineData("Guarded")]
    [InlineData("Nearest")]
    [InlineData("Argument")]
    public void NothingIsKeptOfTheOtherIterations(string name)
    {
        var text = Result.Value.Sources.Single(source => source.HintName.Contains($".{name}.", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("chosen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tape<double>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_and_undefined_terms_are_as_among_the_partials_of_Max()
    {
        Assert.Equal([0.0, 1.0, 0.0], Gradient("Largest", 1, 2, -2));
        Assert.Equal([0.0, 0.0, 1.0], Gradient("Largest", 2, 2, 2));
        Assert.Contains(Gradient("Curved", 1, double.NaN, 2), double.IsNaN);
        Assert.Equal(BitConverter.DoubleToInt64Bits(0.0), BitConverter.DoubleToInt64Bits((double)_sample.Value.GetMethod("ZeroValue")!.Invoke(null, [])!));
    }

    private static double[] Gradient(string name, params double[] x) => (double[])_sample.Value.GetMethod(name + "Gradient", [typeof(double[])])!.Invoke(null, [x])!;

    private static readonly string[] MethodNames =
        ["Largest", "Curved", "Guarded", "Chosen", "Nearest", "Argument", "Both", "Beside", "Used", "Down", "Left", "Scaled", "Fed", "Stored", "Nested", "Seen", "Kept"];

    private const string Methods = """
        [Differentiable] public static double Largest(double[] x) { double max = x[0]; for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]); return max; }
        [Differentiable] public static double Seen(double[] x) { double best = x[0] * x[0], s = 0; for (int i = 0; i < x.Length; i++) { double u; if (x[i] < best) { best = x[i]; u = 2; } else { u = best; } s += u * u * x[i]; } return s; }
        [Differentiable] public static double Kept(double[] x) { double last = x[0] * x[0], s = 0; for (int i = 0; i < x.Length; i++) { double u; if (x[i] >= 0.5) u = last; else { last = x[i]; u = x[i]; } s += u * u; } return s * last; }
        [Differentiable] public static double Curved(double[] x) { double max = -9; for (int i = 0; i < x.Length; i++) max = Math.Max(x[i] * x[i] - 1, max); return max * max; }
        [Differentiable] public static double Guarded(double[] x) { double best = x[0]; for (int i = 0; i < x.Length; i++) { if (x[i] < best) best = x[i]; } return best * x[0]; }
        [Differentiable] public static double Chosen(double[] x) { double best = x[0] * x[0]; for (int i = 0; i < x.Length; i++) { double v = Math.Sin(3 * x[i]); best = v > best ? v : best; } return best; }
        [Differentiable] public static double Nearest(double[] x)
        {
            double cost = 0;
            for (int i = 0; i < 3; i++)
            {
                double nearest = double.PositiveInfinity;
                for (int j = 0; j < x.Length; j++)
                {
                    double distance = 0;
                    for (int k = 0; k < 3; k++) { double d = x[j] - 0.4 * i * k; distance += d * d; }
                    nearest = Math.Min(nearest, distance);
                }

                cost += nearest;
            }

            return cost;
        }

        [Differentiable] public static double Argument(double[] x)
        {
            int best = 0;
            double least = x[0];
            for (int i = 1; i < x.Length; i++) { if (x[i] < least) { least = x[i]; best = i; } }
            return least * x[best] + best;
        }

        [Differentiable] public static double Both(double[] x)
        {
            double low = double.MaxValue, high = double.MinValue;
            for (int i = 0; i < x.Length; i++) { double y = x[i] * (1 + 0.1 * i); low = Math.Min(low, y); high = Math.Max(high, y); }
            return (high - low) * (high + 2);
        }

        [Differentiable] public static double Beside(double[] x)
        {
            double max = x[0], sum = 0, product = 1;
            for (int i = 0; i < x.Length; i++) { max = Math.Max(max, x[i]); sum += x[i] * x[i]; product *= 1 + sum; }
            return max * sum + product;
        }

        [Differentiable] public static double Used(double[] x)
        {
            double max = x[0], sum = 0;
            for (int i = 0; i < x.Length; i++) { max = Math.Max(max, x[i]); sum += max * x[i]; }
            return sum;
        }

        [Differentiable] public static double Down(double[] x) { double max = 0; for (int i = x.Length - 1; i >= 0; i -= 2) max = Math.Max(max, Math.Exp(x[i])); return max; }
        [Differentiable] public static double Left(double[] x) { double max = x[0]; for (int i = 0; i < x.Length; i++) { if (x[i] > 0.95) break; max = Math.Max(max, x[i] * 2); } return max; }
        [Differentiable] public static double Scaled(double[] x) { double max = x[0]; for (int i = 0; i < x.Length; i++) max = Math.Max(0.9 * max, x[i]); return max; }
        [Differentiable] public static double Fed(double[] x) { double max = x[0], last = 0; for (int i = 0; i < x.Length; i++) { max = Math.Max(max, x[i] - 0.5 * last); last = x[i]; } return max; }
        [Differentiable] public static double Stored(double[] x)
        {
            var kept = new double[2];
            double max = 0;
            for (int i = 0; i < x.Length; i++) { kept[i % 2] += x[i]; max = Math.Max(max, kept[0] * kept[1] + x[i]); }
            return max;
        }

        [Differentiable] public static double Nested(double[] x)
        {
            double least = 100;
            for (int i = 0; i < x.Length; i++)
            {
                double most = -100;
                for (int j = 0; j < x.Length; j++) most = Math.Max(most, x[i] * x[j] + 0.1 * j);
                least = Math.Min(least, most);
            }

            return least;
        }

        public static double ZeroValue() => LargestValueAndGradient(new[] { 0.0, -0.0 }, new double[2]);

        """;

    private const string Check = """
        public static string Check(string name, int n)
        {
            var x = new double[n];
            for (int i = 0; i < n; i++) x[i] = 0.2 + 0.7 * Math.Sin(2.1 * i + 1);
            double[] gradient = new double[n], alone = new double[n];
            double value = 0, expected = 0;
            Func<double[], double> f = null;
            switch (name)
            {
        CASES
            }

            if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(expected)) return $"value {value:R} instead of {expected:R}";
            for (int j = 0; j < n; j++)
            {
                var (up, down) = ((double[])x.Clone(), (double[])x.Clone());
                up[j] += 1e-6;
                down[j] -= 1e-6;
                double slope = (f(up) - f(down)) / 2e-6;
                if (!(Math.Abs(slope - gradient[j]) < 1e-6 * (1 + Math.Abs(slope))) || gradient[j] != alone[j]) return $"slope {j} of {n} is {gradient[j]} and {alone[j]} instead of {slope}";
            }

            return "";
        }
        """;

    private static Lazy<HostResult> Result { get; } = new(() => GeneratorHost.RunMembers(Methods + Check.Replace(
        "CASES",
        string.Concat(MethodNames.Select(name => $"case \"{name}\": f = {name}; expected = {name}(x); value = {name}ValueAndGradient(x, gradient); {name}Gradient(x, alone); break;\n")),
        StringComparison.Ordinal)));

    private static readonly Lazy<Type> _sample = new(() =>
    {
        Assert.Empty(Result.Value.Shown.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        var (assembly, errors) = GeneratedAssembly.Load(Result.Value);
        Assert.Empty(errors);
        return assembly!.GetType("Sample")!;
    });
}
