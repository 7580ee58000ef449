namespace SymbolicJacobian.Tests.Generated;

/// <summary>Exact at the singularity and good to 1e-13 around it, against 120 digits.</summary>
public class RemovableSingularityTests
{
    private static readonly double[] Near = [1e-12, 1e-9, 1e-6, 1e-3, 0.03, 0.2, 0.2499, 0.2501, 0.49, 0.51, 0.9];

    private static readonly double[] Far = [1.1, 2.1, 5, 7.99, 8.01, 30];

    [Fact]
    public void Stumpff_functions()
    {
        foreach (var u in Near.Concat(Far).SelectMany(u => new[] { u, -u }))
        {
            for (var (k, order) = (0, 0); k <= 3; (k, order) = order == 3 ? (k + 1, 0) : (k, order + 1))
            {
                Close(Stumpff(k, order, u), RemovableSingularity.Stumpff(k, order, u), $"c{k}, derivative {order}, {u}");
            }
        }

        Assert.Equal(1, RemovableSingularity.Stumpff(1, 0, 0));
        Assert.Equal(-1 / 6.0, RemovableSingularity.Stumpff(1, 1, 0));
        Assert.Equal(2 / 120.0, RemovableSingularity.Stumpff(1, 2, 0));
        Assert.Equal(0.5, RemovableSingularity.Stumpff(2, 0, 0));
        Assert.Equal(-1 / 24.0, RemovableSingularity.Stumpff(2, 1, 0));
    }

    [Fact]
    public void Exponential()
    {
        foreach (var x in Near.Concat(Far).SelectMany(x => new[] { x, -x }))
        {
            HighPrecision e = ((HighPrecision)x).Exp();
            for (var order = 0; order <= 3; order++)
            {
                Close(Quotient(order, x, e - 1, _ => e), RemovableSingularity.Exponential(order, x), $"derivative {order}, {x}");
            }
        }

        Assert.Equal(1, RemovableSingularity.Exponential(0, 0));
        Assert.Equal(0.5, RemovableSingularity.Exponential(1, 0));
    }

    [Fact]
    public void Logarithm()
    {
        foreach (var x in Near.SelectMany(x => new[] { x, -x }).Concat(Far))
        {
            var inner = 1 / (1 + (HighPrecision)x);
            for (var order = 0; order <= 3; order++)
            {
                var exact = Quotient(order, x, (1 + (HighPrecision)x).Log(), d => d == 1 ? inner : d == 2 ? -(inner * inner) : 2 * inner * inner * inner);
                Close(exact, RemovableSingularity.Logarithm(order, x), $"derivative {order}, {x}");
            }
        }

        Assert.Equal(1, RemovableSingularity.Logarithm(0, 0));
        Assert.Equal(-0.5, RemovableSingularity.Logarithm(1, 0));
    }

    [Fact]
    public void Arc_cosine()
    {
        foreach (var w in Near.Concat([1.1, 1.5, 1.9]).Select(distance => 1 - distance))
        {
            HighPrecision exact = w;
            var square = 1 - (exact * exact);
            var (before, f) = ((HighPrecision)0, exact.Acos() / square.Sqrt());
            for (var order = 0; order <= 3; order++)
            {
                Close(f, RemovableSingularity.ArcCosine(order, w), $"derivative {order}, {w:R}");
                (before, f) = (f, (((2 * order) + 1) * exact * f) + (order * order * before) - (order == 0 ? 1 : 0));
                f /= square;
            }
        }

        Assert.Equal(1, RemovableSingularity.ArcCosine(0, 1));
        Assert.Equal(-1 / 3.0, RemovableSingularity.ArcCosine(1, 1));
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        Assert.All(
            new[] { RemovableSingularity.Stumpff(1, 1, double.NaN), RemovableSingularity.Exponential(1, double.NaN), RemovableSingularity.Logarithm(1, double.NaN), RemovableSingularity.ArcCosine(1, double.NaN), RemovableSingularity.ArcCosine(1, 1.5) },
            value => Assert.True(double.IsNaN(value)));
    }

    /// <summary>Near a zero of the derivative only the absolute error counts.</summary>
    private static void Close(HighPrecision exact, double value, string where)
    {
        var expected = exact.Rounded;
        Assert.True(Math.Abs(value - expected) <= 1e-13 * Math.Max(Math.Abs(expected), 1e-4), $"{where}: {value:R} instead of {expected:R}");
    }

    private static HighPrecision Stumpff(int k, int order, double u)
    {
        if (order > 0)
        {
            return k == 0
                ? -Stumpff(1, order - 1, u) / 2
                : (Stumpff(k - 1, order - 1, u) - ((k + (2 * order) - 2) * Stumpff(k, order - 1, u))) / (2 * (HighPrecision)u);
        }

        var t = ((HighPrecision)Math.Abs(u)).Sqrt();
        var (up, down) = (t.Exp(), (-t).Exp());
        var (c, s) = u > 0 ? (t.Cos(), t.Sin()) : ((up + down) / 2, (up - down) / 2);
        return k switch
        {
            0 => c,
            1 => s / t,
            2 => (1 - c) / u,
            _ => (1 - (s / t)) / u,
        };
    }

    /// <summary>f = g/x, from x·f⁽ᵈ⁾ + d·f⁽ᵈ⁻¹⁾ = g⁽ᵈ⁾.</summary>
    private static HighPrecision Quotient(int order, HighPrecision x, HighPrecision g, Func<int, HighPrecision> derivative)
    {
        var f = g / x;
        for (var d = 1; d <= order; d++)
        {
            f = (derivative(d) - (d * f)) / x;
        }

        return f;
    }
}
