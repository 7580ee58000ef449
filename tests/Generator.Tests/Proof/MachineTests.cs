using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Proof;

/// <summary>The interpreter that self-proof runs on: the same answers as C#, and an end to everything.</summary>
public class MachineTests
{
    [Theory]
    [InlineData("static double F(double x) { var s = 0.0; for (var i = 1; i <= 4; i++) { s += i % 2 == 0 ? x * i : Math.Sin(x) / i; } return s; }", 0.7)]
    [InlineData("static double F(double x) { var a = new double[3]; for (var i = 0; i < a.Length; i++) { a[i] = x + i; } var p = 1.0; foreach (var v in a) { p *= v; } return p; }", 0.7)]
    [InlineData("static double F(double x) { var k = 0; while (x < 10) { x *= 1.5; k++; } return x + k; }", 0.7)]
    [InlineData("static double F(double x) => x > 3 ? Math.Log(x) : x < -1 ? Math.Pow(x, 3) : Math.Exp(x) * (7 >> 1) + (int)x;", -1.3)]
    [InlineData("static float F(float x) => MathF.Sqrt(x) * 3f + x / 7f;", 0.7)]
    public void Values_and_slopes_are_those_of_the_method(string method, double x)
    {
        var function = GeneratorHost.RunMembers("[Differentiable] public " + method).Function;
        var isSingle = function.Output.Element.Kind == TypeKind.Float;
        var witness = DualInterpreter.Run(function, [isSingle ? (float)x : x])[0];

        var machine = new Machine(function, default);
        var outcome = machine.Run([Cell.Moving(isSingle ? (float)x : x, 1)], isDual: true, new Budget(10_000, 1000));

        Assert.Equal(Outcome.Done, outcome);
        Assert.Equal(witness.Value, machine.Yields[0].Real, Math.Abs(witness.Value) * 1e-14);
        Assert.Equal(witness.Slope(0), machine.Yields[0].Slope, Math.Abs(witness.Slope(0)) * 1e-13);
    }

    [Fact]
    public void A_loop_without_end_exhausts_its_budget()
    {
        var function = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) { for (var i = 0; i < 2_000_000_000; i++) { x = Math.Sin(x); } return x; }").Function;
        Assert.Equal(Outcome.Exhausted, new Machine(function, default).Run([Cell.Of(1)], false, new Budget(10_000, 1000)));
    }

    [Fact]
    public void An_array_beyond_the_budget_is_not_made()
    {
        var function = GeneratorHost.RunMembers("[Differentiable] public static double F(double x, int n) { var a = new double[n]; a[n - 1] = x; a[0] += x; return a[n - 1]; }").Function;
        Assert.Equal(Outcome.Exhausted, new Machine(function, default).Run([Cell.Of(1), Cell.Whole(2_000_000_000)], false, new Budget(10_000, 1000)));
        Assert.Equal(Outcome.Undefined, new Machine(function, default).Run([Cell.Of(1), Cell.Whole(0)], false, new Budget(10_000, 1000)));
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        var function = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) { for (var i = 0; i < 2_000_000_000; i++) { x = Math.Sin(x); } return x; }").Function;
        using var source = new CancellationTokenSource(20);
        Assert.Throws<OperationCanceledException>(() => new Machine(function, source.Token).Run([Cell.Of(1)], false, new Budget(int.MaxValue, 1000)));
    }

    [Fact]
    public void A_guard_of_the_users_ends_the_run()
    {
        var function = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) { if (x < 0) { throw new ArgumentException(nameof(x)); } return Math.Sqrt(x); }").Function;
        Assert.Equal(Outcome.Thrown, new Machine(function, default).Run([Cell.Of(-1)], true, new Budget(1000, 10)));
        Assert.Equal(Outcome.Done, new Machine(function, default).Run([Cell.Of(1)], true, new Budget(1000, 10)));
    }

    /// <summary>Where 1 hides what is small, and the slope of a product shows it.</summary>
    [Fact]
    public void Values_near_zero_are_as_good_as_elsewhere()
    {
        var expected = new Dictionary<string, Func<double, double>>
        {
            ["Sinh"] = Math.Sinh,
            ["Tanh"] = Math.Tanh,
            ["Asinh"] = Math.Asinh,
            ["Atanh"] = Math.Atanh,
            ["ExpM1"] = Series(1),
            ["Exp2M1"] = Series(Math.Log(2)),
            ["Exp10M1"] = Series(Math.Log(10)),
            ["LogP1"] = LogSeries(1),
            ["Log2P1"] = LogSeries(Math.Log(2)),
            ["Log10P1"] = LogSeries(Math.Log(10)),
        };
        foreach (var (name, value) in expected)
        {
            foreach (var x in new[] { 1e-4, -1e-6, 1e-8, 3e-12, -1e-15, 1e-30 })
            {
                Assert.Equal(value(x), Dual.Functions[name]([x]).V, Math.Abs(value(x)) * 1e-14);
            }
        }

        static Func<double, double> Series(double scale) => x => scale * x * (1 + (scale * x / 2 * (1 + (scale * x / 3 * (1 + (scale * x / 4))))));

        static Func<double, double> LogSeries(double scale) => x => x * (1 - (x * (0.5 - (x * ((1.0 / 3) - (x / 4)))))) / scale;
    }
}
