using System.Runtime.Intrinsics;

namespace SymbolicJacobian.Tests.Generated;

/// <summary>The functions of four points at once against those of System.Math, and the way into a tile and out of it.</summary>
public class LanesTests
{
    [Theory]
    [InlineData("Exp", -745, 709)]
    [InlineData("Exp", -1, 1)]
    [InlineData("Log", 1e-300, 1e-290)]
    [InlineData("Log", 0.5, 2)]
    [InlineData("Log", 0, 1e9)]
    [InlineData("Sin", -10, 10)]
    [InlineData("Sin", -1e7, 1e7)]
    [InlineData("Cos", -10, 10)]
    [InlineData("Cos", -1e7, 1e7)]
    [InlineData("Tanh", -1e-6, 1e-6)]
    [InlineData("Tanh", -1, 1)]
    [InlineData("Tanh", -25, 25)]
    [InlineData("Tan", -2, 2)]
    [InlineData("Asin", -1, 1)]
    [InlineData("Acos", -1, 1)]
    [InlineData("Atan", -9, 9)]
    public void AFunctionIsThatOfMath(string name, double low, double high)
    {
        var random = new Random(7);
        for (var k = 0; k < 50_000; k++)
        {
            var x = low + ((high - low) * random.NextDouble());
            Agree(name, x);
        }
    }

    [Theory]
    [InlineData("Exp")]
    [InlineData("Log")]
    [InlineData("Sin")]
    [InlineData("Cos")]
    [InlineData("Tanh")]
    public void SpecialPointsAreThoseOfMath(string name)
    {
        foreach (var x in new[] { 0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e308, -1e308, 710, -746, 0.625, -0.625 })
        {
            Agree(name, x);
        }
    }

    [Fact]
    public void FunctionsOfTwoArgumentsAreThoseOfMath()
    {
        var (x, y) = (Vector256.Create(0.5, 1.5, -0.0, 3), Vector256.Create(2.0, -1, 0, 0.5));
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            Assert.Equal(Math.Atan2(y[lane], x[lane]), Lanes.Atan2(y, x)[lane]);
            Assert.Equal(Math.Pow(x[lane], y[lane]), Lanes.Pow(x, y)[lane]);
        }
    }

    [Fact]
    public void APointComesBackFromATileAsItWent()
    {
        for (var n = 0; n <= 9; n++)
        {
            for (var count = 1; count <= 6; count++)
            {
                var points = Enumerable.Range(0, count * n).Select(k => k + 0.5).ToArray();
                var (tile, back) = (new Vector256<double>[n], Enumerable.Repeat(double.NaN, points.Length + 1).ToArray());
                for (var first = 0; first < count; first += Lanes.Count)
                {
                    Lanes.Load(points, first, count, tile);
                    for (var k = 0; k < n; k++)
                    {
                        for (var lane = 0; lane < Lanes.Count; lane++)
                        {
                            Assert.Equal(points[(Math.Min(first + lane, count - 1) * n) + k], tile[k][lane]);
                        }
                    }

                    Lanes.Store(tile, back, first, count);
                }

                Assert.Equal([.. points, double.NaN], back);
            }
        }
    }

    [Fact]
    public void AConditionHoldsInTheLanesItIsGivenFor()
    {
        Assert.True(Lanes.Any(Lanes.Mask(false, false, true, false)));
        Assert.False(Lanes.Any(Lanes.Mask(false, false, false, false)));
        Assert.Equal(2.0, Vector256.ConditionalSelect(Lanes.Mask(false, true, false, false), Vector256.Create(2.0), Vector256.Create(1.0))[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100_003)]
    public void ChunksCoverEveryPointOnce(int count)
    {
        var seen = new int[count];
        GeneratedCode.InChunks(count, 39, new ParallelOptions(), (from, to) =>
        {
            for (var p = from; p < to; p++) Interlocked.Increment(ref seen[p]);
        });
        Assert.All(seen, times => Assert.Equal(1, times));
    }

    private static void Agree(string name, double x)
    {
        var (actual, expected) = (Lane(name, Vector256.Create(x))[3], Scalar(name, x));
        Assert.True(Ulps(actual, expected) <= 4, FormattableString.Invariant($"{name}({x:R}) is {actual:R} in lanes and {expected:R} in Math."));
    }

    private static Vector256<double> Lane(string name, Vector256<double> x) => name switch
    {
        "Exp" => Lanes.Exp(x),
        "Log" => Lanes.Log(x),
        "Sin" => Lanes.Sin(x),
        "Cos" => Lanes.Cos(x),
        "Tanh" => Lanes.Tanh(x),
        "Tan" => Lanes.Tan(x),
        "Asin" => Lanes.Asin(x),
        "Acos" => Lanes.Acos(x),
        _ => Lanes.Atan(x),
    };

    private static double Scalar(string name, double x) => name switch
    {
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Sin" => Math.Sin(x),
        "Cos" => Math.Cos(x),
        "Tanh" => Math.Tanh(x),
        "Tan" => Math.Tan(x),
        "Asin" => Math.Asin(x),
        "Acos" => Math.Acos(x),
        _ => Math.Atan(x),
    };

    private static long Ulps(double a, double b)
    {
        if (a.Equals(b)) return 0;
        if (double.IsNaN(a) || double.IsNaN(b)) return long.MaxValue;
        var (x, y) = (Ordered(a), Ordered(b));
        return Math.Abs(x - y);
    }

    private static long Ordered(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
