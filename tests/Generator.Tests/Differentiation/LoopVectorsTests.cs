using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Loops that go four elements at a time, at lengths that fill vectors and do not: values to the last bit, derivatives those of differences.</summary>
public class LoopVectorsTests
{
    public static TheoryData<string> Names => [.. MethodNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsThatOfDifferencesAndTheValueTheSame(string name)
    {
        try
        {
            foreach (var n in new[] { 1, 2, 4, 5, 8, 11, 16 })
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
    [InlineData("Steps", true)]
    [InlineData("Softened", true)]
    [InlineData("Matrix", true)]
    [InlineData("Shifted", true)]
    public void What_is_independent_goes_by_vectors(string name, bool isVector) => Assert.Equal(isVector, TextOf(name).Contains("Lanes.Store(", StringComparison.Ordinal));

    [Fact]
    public void Functions_and_sums_of_derivatives_do_too()
    {
        Assert.Contains("Lanes.Exp(", TextOf("Softened"), StringComparison.Ordinal);
        Assert.Contains("Vector256.Sum(", TextOf("Softened"), StringComparison.Ordinal);
        Assert.Contains("sum += Math.Exp(x[i] - max);", TextOf("Softened"), StringComparison.Ordinal);
    }

    /// <summary>What no value and no branch depends on may round otherwise: the residual where the value is not asked for, powers that only the derivative reads.</summary>
    [Fact]
    public void Powers_and_sums_that_only_a_derivative_needs_do_too()
    {
        Assert.Contains("double fourth = square * square;", TextOf("Powers"), StringComparison.Ordinal);
        Assert.Contains("residual -= x[j] * power;", TextOf("Powers"), StringComparison.Ordinal);
        Assert.Contains("Vector256<double> residual", TextOf("Powers"), StringComparison.Ordinal);
    }

    /// <summary>Backwards the last payment comes first: its power is the first.</summary>
    [Fact]
    public void Powers_that_grow_backwards_do_not() => Assert.DoesNotContain("fourth", TextOf("Discounted"), StringComparison.Ordinal);

    /// <summary>What the method fills is a value, too, though it is not returned.</summary>
    [Fact]
    public void What_is_filled_keeps_its_bits()
    {
        var text = string.Concat(GeneratorHost.RunMembers("""
            [Differentiable] public static void F(double[] x, [Constant] double[] c, Span<double> y)
            {
                double s = 0.3;
                for (int i = 0; i < c.Length; i++) s += c[i] * (i + 0.5);
                for (int i = 0; i < y.Length; i++) y[i] = s * (i + 1) + x[0];
            }
            """).Sources.Select(source => source.SourceText));
        Assert.Contains("FValueAndJacobian", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vector256.Sum", text, StringComparison.Ordinal);
    }

    /// <summary>A sum that a branch depends on is the method's own, also where the value is not asked for.</summary>
    [Fact]
    public void What_decides_keeps_its_bits() => Assert.Equal(2, TextOf("Picked").Split("sum += x[i] * 0.1;").Length - 1);

    /// <summary>Distances that a choice depends on keep their order, four of them side by side.</summary>
    [Fact]
    public void Sums_that_wait_for_themselves_go_side_by_side()
    {
        Assert.Contains("distance4 += ", TextOf("Nearest"), StringComparison.Ordinal);
        Assert.DoesNotContain("Vector256<double> distance", TextOf("Nearest"), StringComparison.Ordinal);
    }

    /// <summary>An iteration that reads what the one before it has stored waits for it.</summary>
    [Fact]
    public void What_depends_on_the_iteration_before_does_not()
    {
        var text = TextOf("Running");
        Assert.Contains("y[i] = ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(", y, i)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_outside_is_said_as_by_the_method() =>
        Assert.Equal(nameof(IndexOutOfRangeException), (string)_sample.Value.GetMethod("Outside")!.Invoke(null, [])!);

    private static string TextOf(string name) => Result.Value.Sources.Single(source => source.HintName.Contains($".{name}.", StringComparison.Ordinal)).SourceText.ToString();

    private static readonly string[] MethodNames = ["Steps", "Softened", "Matrix", "Shifted", "Running", "Reverse", "Mixed", "Rooted", "Twice", "Powers", "Picked", "Nearest", "Arm", "Discounted"];

    private const string Methods = """
        [Differentiable] public static double Steps(double[] x)
        {
            double[] y = new double[x.Length], k = new double[x.Length];
            for (int step = 0; step < 3; step++)
            {
                for (int i = 0; i < x.Length; i++) k[i] = x[i] * y[i] + 0.3 * x[i];
                for (int i = 0; i < x.Length; i++) y[i] += 0.5 * k[i] - y[i] / 7;
            }

            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += y[i] * y[i];
            return sum;
        }

        [Differentiable] public static double Arm(double[] x)
        {
            double angle = 0, across = 0, power = 1, reach = 0;
            for (int i = 0; i < x.Length; i++)
            {
                angle += x[i];
                across += Math.Cos(angle);
                power *= 0.9;
                reach += power * x[i];
            }

            return across * reach;
        }

        [Differentiable] public static double Powers(double[] x)
        {
            double total = 0;
            for (int i = 0; i < 20; i++)
            {
                double t = -0.9 + 0.09 * i, residual = 0.3, power = 1;
                for (int j = 0; j < x.Length; j++) { residual -= x[j] * power; power *= t; }
                total += residual * residual;
            }

            return total / 2;
        }

        [Differentiable] public static double Discounted(double[] x)
        {
            double value = 0;
            foreach (var payment in x) value = value * 0.9 + payment * payment;
            return value;
        }

        [Differentiable] public static double Picked(double[] x)
        {
            double sum = 0, square = 0;
            for (int i = 0; i < x.Length; i++) sum += x[i] * 0.1;
            for (int i = 0; i < x.Length; i++) square += x[i] * x[i];
            return sum > 0.2 ? square * 3 : Math.Sqrt(1 + square);
        }

        [Differentiable] public static double Nearest(double[] x)
        {
            int n = x.Length;
            double cost = 0;
            for (int p = 0; p < 20; p++)
            {
                double nearest = double.PositiveInfinity;
                for (int j = 0; j < n - 1; j++)
                {
                    double distance = 0;
                    for (int k = 0; k < n; k++) { double d = x[k] * (j + 1) - 0.1 * k - p; distance += d * d; }
                    nearest = Math.Min(nearest, distance);
                }

                if (n > 1) cost += nearest;
            }

            return cost;
        }

        [Differentiable] public static double Softened(double[] x)
        {
            double max = x[0];
            for (int i = 1; i < x.Length; i++) max = Math.Max(max, x[i]);
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += Math.Exp(x[i] - max);
            double[] share = new double[x.Length];
            for (int i = 0; i < x.Length; i++) share[i] = Math.Exp(x[i] - max) / sum;
            double all = 0;
            for (int i = 0; i < x.Length; i++) all += share[i] * share[i] * share[i];
            return all + Math.Log(sum);
        }

        [Differentiable] public static double Matrix(double[] x)
        {
            int n = x.Length;
            var m = new double[3, n];
            for (int i = 0; i < 3; i++) for (int j = 0; j < n; j++) m[i, j] = x[j] * (i + 1) + 0.1;
            for (int j = 0; j < n; j++) m[2, j] = m[0, j] * m[1, j] + m[2, j];
            double sum = 0;
            for (int j = 0; j < n; j++) sum += m[2, j] * m[2, j];
            return sum;
        }

        [Differentiable] public static double Shifted(double[] x)
        {
            int n = x.Length;
            double[] a = new double[n + 2], b = new double[n + 2];
            for (int i = 0; i < n; i++) a[i + 1] = x[i] * x[i];
            for (int i = 1; i <= n; i++) b[i] = a[i - 1] - 2 * a[i] + a[i + 1];
            double sum = 0;
            for (int i = 0; i < b.Length; i++) sum += b[i] * b[i];
            return sum;
        }

        [Differentiable] public static double Running(double[] x)
        {
            var y = new double[x.Length];
            y[0] = x[0];
            for (int i = 1; i < x.Length; i++) y[i] = 0.5 * y[i - 1] + x[i] * x[i];
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += y[i] * y[i];
            return sum;
        }

        [Differentiable] public static double Reverse(double[] x)
        {
            int n = x.Length;
            var y = new double[n];
            for (int i = n - 1; i >= 0; i--) y[i] = x[i] * 3 - 1;
            for (int i = 0; i < n; i++) y[i] *= x[n - 1 - i];
            double product = 1;
            for (int i = 0; i < n; i++) product *= 1 + 0.1 * y[i];
            return product;
        }

        [Differentiable] public static double Mixed(double[] x)
        {
            var y = new double[x.Length];
            for (int i = 0; i < x.Length; i++) { double t = x[i] * 2, u = t * t - i; y[i] = u * 0.1; }
            for (int i = 0; i + 1 < x.Length; i++) y[i] = y[i + 1] * y[i];
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += y[i];
            return sum;
        }

        [Differentiable] public static double Rooted(double[] x)
        {
            double[] y = new double[x.Length], z = new double[x.Length];
            for (int i = 0; i < x.Length; i++) y[i] = Math.Sqrt(1 + x[i] * x[i]);
            for (int i = 0; i < x.Length; i++) { z[i] = y[i] * y[i]; y[i] = z[i] + x[i]; }
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += y[i] * Math.Tanh(z[i]);
            return sum;
        }

        [Differentiable] public static double Twice(double[] x)
        {
            double a = 0, b = 0;
            for (int i = 0; i < x.Length; i++) { a += x[i] * x[i]; b += x[i]; }
            var y = new double[x.Length];
            for (int i = 0; i < x.Length; i++) y[i] = a * x[i] + b / (1 + a);
            double sum = 0;
            for (int i = 0; i < x.Length; i++) sum += y[i] * y[i] * x[i];
            return sum;
        }

        [Differentiable] public static double TooFar(double[] x, int n)
        {
            var y = new double[x.Length];
            for (int i = 0; i < n; i++) y[i] = 2 * x[i] + y[i];
            return y[0] * y[0];
        }

        public static string Outside()
        {
            try { TooFarValueAndGradient(new double[9], 30, new double[9]); return ""; }
            catch (Exception fault) { return fault.GetType().Name; }
        }

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
                up[j] += 1e-5;
                down[j] -= 1e-5;
                double slope = (f(up) - f(down)) / 2e-5;
                if (!(Math.Abs(slope - gradient[j]) < 2e-6 * (1 + Math.Abs(slope))) || Math.Abs(gradient[j] - alone[j]) > 1e-13 * (1 + Math.Abs(slope))) return $"slope {j} of {n} is {gradient[j]} and {alone[j]} instead of {slope}";
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
