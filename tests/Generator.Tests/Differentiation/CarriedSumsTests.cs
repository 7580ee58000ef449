using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Gradients to whose elements neighbouring iterations add, at every length, and in destinations that hold something else before.</summary>
public class CarriedSumsTests
{
    private static readonly Lazy<Type> _sample = new(Compile);

    [Theory]
    [InlineData("Rosenbrock", 0)]
    [InlineData("Rosenbrock", 1)]
    [InlineData("Rosenbrock", 2)]
    [InlineData("Rosenbrock", 9)]
    [InlineData("Three", 1)]
    [InlineData("Three", 2)]
    [InlineData("Three", 3)]
    [InlineData("Three", 8)]
    [InlineData("Down", 1)]
    [InlineData("Down", 7)]
    [InlineData("Gap", 2)]
    [InlineData("Gap", 3)]
    [InlineData("Gap", 9)]
    [InlineData("Part", 3)]
    [InlineData("Part", 9)]
    [InlineData("Twice", 1)]
    [InlineData("Twice", 9)]
    [InlineData("ByTwo", 8)]
    [InlineData("Closed", 5)]
    [InlineData("Returned", 6)]
    public void TheGradientIsThatOfDifferencesAndTheValueTheSame(string name, int n)
    {
        try
        {
            Assert.Equal("", (string)_sample.Value.GetMethod("Check")!.Invoke(null, [name, n])!);
        }
        catch (System.Reflection.TargetInvocationException fault)
        {
            throw new InvalidOperationException(fault.InnerException!.ToString());
        }
    }

    [Fact]
    public void AnElementIsStoredOnceAndNeverLoaded()
    {
        var text = GeneratorHost.RunMembers(Methods).Sources.Single(source => source.HintName.Contains(".Rosenbrock.", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("gradient[i] = carried + ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gradient[i] +=", text, StringComparison.Ordinal);
    }

    private const string Methods = """
        [Differentiable] public static double Rosenbrock(double[] x)
        {
            double sum = 0;
            for (int i = 0; i + 1 < x.Length; i++) { double t = x[i + 1] - x[i] * x[i], u = 1 - x[i]; sum += 100 * t * t + u * u; }
            return sum;
        }

        [Differentiable] public static double Three(double[] x)
        {
            double sum = 0;
            for (int i = 1; i < x.Length - 1; i++) { double t = x[i - 1] - 2 * x[i] + x[i + 1] * x[i]; sum += t * t; }
            return sum;
        }

        [Differentiable] public static double Down(double[] x)
        {
            double sum = 0;
            for (int i = x.Length - 1; i > 0; i--) { double t = x[i] * x[i - 1]; sum += Math.Sin(t) * i; }
            return sum;
        }

        [Differentiable] public static double Gap(double[] x)
        {
            double sum = 0;
            for (int i = 0; i <= x.Length - 3; i++) { double t = x[i + 2] - x[i] * x[i]; sum += t * t * t; }
            return sum;
        }

        [Differentiable] public static double Part(double[] x)
        {
            double sum = x[0] * x[0] * x[1];
            for (int i = 1; i + 2 < x.Length; i++) { sum += x[i] * x[i + 1]; }
            return sum + x[x.Length - 1] * x[1];
        }

        [Differentiable] public static double Twice(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length - 1; i++) sum += x[i] * x[i + 1];
            for (int i = 0; i < x.Length - 1; i++) sum += Math.Exp(x[i] - x[i + 1]);
            return sum;
        }

        [Differentiable] public static double ByTwo(double[] x)
        {
            double sum = 0;
            for (int i = 0; i + 1 < x.Length; i += 2) sum += x[i] * x[i + 1] * x[i + 1];
            return sum;
        }

        [Differentiable] public static double Closed(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++) { double t = x[i] - x[(i + 1) % x.Length]; sum += t * t * t; }
            return sum;
        }

        [Differentiable] public static double Returned(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length - 1; i++) { if (x[i] > 1e9) return sum; sum += x[i] * x[i + 1]; }
            return sum;
        }

        """;

    private const string Check = """
        public static string Check(string name, int n)
        {
            var x = new double[n];
            for (int i = 0; i < n; i++) x[i] = 0.3 + 0.7 * Math.Sin(0.9 * i + 1);
            var gradient = new double[n + 2];
            Array.Fill(gradient, 7.0);
            var gradientAlone = (double[])gradient.Clone();
            double value = 0, expected = 0;
            Func<double[], double> f = null;
            switch (name)
            {
        CASES
            }

            if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(expected)) return $"value {value:R} instead of {expected:R}";
            if (gradient[n] != 7 || gradient[n + 1] != 7) return "wrote beyond the gradient";
            for (int j = 0; j < n; j++)
            {
                var (up, down) = ((double[])x.Clone(), (double[])x.Clone());
                up[j] += 1e-5;
                down[j] -= 1e-5;
                double slope = (f(up) - f(down)) / 2e-5;
                if (!(Math.Abs(slope - gradient[j]) < 1e-6 * (1 + Math.Abs(slope))) || gradient[j] != gradientAlone[j]) return $"slope {j} is {gradient[j]} and {gradientAlone[j]} instead of {slope}";
            }

            return "";
        }
        """;

    private static Type Compile()
    {
        string[] names = ["Rosenbrock", "Three", "Down", "Gap", "Part", "Twice", "ByTwo", "Closed", "Returned"];
        var cases = string.Concat(names.Select(name => $"case \"{name}\": f = {name}; expected = {name}(x); value = {name}ValueAndGradient(x, gradient); {name}Gradient(x, gradientAlone); break;\n"));
        var result = GeneratorHost.RunMembers(Methods + Check.Replace("CASES", cases, StringComparison.Ordinal));
        Assert.Empty(result.Shown.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.Empty(errors);
        return assembly!.GetType("Sample")!;
    }
}
