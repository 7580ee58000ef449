using System.Globalization;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>
/// An edit cancels what is under way, and waits for it. How long that is is counted in what is allocated between two checks, which
/// is the same on every machine.
/// </summary>
public class CancellationTests
{
    /// <summary>A few milliseconds of work.</summary>
    private const long MostBetweenChecks = 20_000_000;

    private static readonly string _long =
        "[Differentiable(KIND)] public static double[] F(double x, double y, double z) { var t0 = x; "
        + string.Concat(Enumerable.Range(1, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"var t{i} = Math.Sin(t{i - 1} * {"xyz"[i % 3]}) + t{i / 2} * {i}.5;\n")))
        + "var s = 0.0; for (var i = 0; i < 100; i++) { if (s > x) { s = s * y + t100; } else { s -= z; } } return [s, t100 * t99]; }";

    private static readonly string _arrays =
        "[Differentiable(KIND)] public static double[] F(double[] x) { var y = new double[x.Length]; var s = 0.0;"
        + string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"for (var i = 1; i < x.Length; i++) {{ y[i] = y[i - 1] * x[i] + Math.Sin(s) * {i}.5; s += x[i] * y[i]; }}\n")))
        + "return y; }";

    public static TheoryData<string, bool> Kinds()
    {
        var data = new TheoryData<string, bool>();
        foreach (var kind in new[] { "Jacobian", "Jvp", "Vjp", "Hessian", "SparseJacobian", "GaussNewton" })
        {
            data.Add(kind, false);
            data.Add(kind, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_asked_for_all_the_time(string kind, bool hasArrays)
    {
        var model = GeneratorHost.RunMembers((hasArrays ? _arrays : _long).Replace("KIND", $"Derivatives.{kind}", StringComparison.Ordinal)).Model;
        // The first run also makes the tables.
        GeneratedFile.Of(model, Enum.Parse<DerivativeKinds>(kind), default);
        var (most, checks, last, place) = (0L, 0, GC.GetAllocatedBytesForCurrentThread(), "");
        Effort.Checked = () =>
        {
            checks++;
            var now = GC.GetAllocatedBytesForCurrentThread();
            if (now - last > most)
            {
                (most, place) = (now - last, string.Join("\n", Environment.StackTrace.Split((char)10).Skip(3).Take(9)));
            }

            last = GC.GetAllocatedBytesForCurrentThread();
        };
        try
        {
            var file = GeneratedFile.Of(model, Enum.Parse<DerivativeKinds>(kind), default);
            Assert.Null(file.Fault);
        }
        finally
        {
            Effort.Checked = null;
        }

        Assert.InRange(checks, 50, int.MaxValue);
        Assert.True(most <= MostBetweenChecks, $"{most} bytes are allocated between two checks, before\n{place}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(200)]
    public void Ends_the_work_at_the_check_after_it(int check)
    {
        var model = GeneratorHost.RunMembers(_long.Replace("KIND", "Derivatives.Jacobian", StringComparison.Ordinal)).Model;
        using var source = new CancellationTokenSource();
        var checks = 0;
        Effort.Checked = () =>
        {
            if (++checks == check)
            {
                source.Cancel();
            }
        };
        try
        {
            Assert.ThrowsAny<OperationCanceledException>(() => GeneratedFile.Of(model, DerivativeKinds.Jacobian, source.Token));
        }
        finally
        {
            Effort.Checked = null;
        }

        Assert.Equal(check, checks);
    }
}
