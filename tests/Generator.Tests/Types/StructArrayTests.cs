using SymbolicJacobian.Generator.Tests.Hostile;

namespace SymbolicJacobian.Generator.Tests.Types;

/// <summary>Tables of structs, which are constant.</summary>
public class StructArrayTests
{
    private const string V = """
        public readonly record struct V(double X, double Y)
        {
            public static V operator +(V a, V b) => new(a.X + b.X, a.Y + b.Y);
            public static V operator -(V a, V b) => new(a.X - b.X, a.Y - b.Y);
            public static V operator *(double k, V a) => new(k * a.X, k * a.Y);
            public double Square => X * X + Y * Y;
        }
        private static readonly V[] Table = { new(1, 2), new(3, 4) };

        """;

    public static readonly TheoryData<string> Programs = new()
    {
        "[Differentiable] public static double F(double x, [Constant] V[] points) { double s = 0; for (int i = 0; i < points.Length; i++) s += x * points[i].X + x * x * points[i].Square; return s; }",
        "[Differentiable] public static double F(double x, [Constant] V[] points) { double s = 0; foreach (var p in points) s += x * p.X + (x * p).Y; return s; }",
        "[Differentiable] public static double F(double x, [Constant] (double T, double Y)[] data) { double s = 0; foreach (var (t, y) in data) { var r = y - Math.Exp(x * t); s += r * r; } return s; }",
        "[Differentiable] public static double F(double x, [Constant] V[] points) { double s = 0; for (int i = 0; i < points.Length; i++) { var p = points[i]; if (p.X > 1) continue; s += (x * p).Square; } return s; }",
        "[Differentiable] public static double F(double x) { double s = 0; for (int i = 0; i < Table.Length; i++) s += (x * Table[i]).Square; foreach (var p in Table) s += p.X * x; return s; }",
        "[Differentiable] public static double F(double x) { V[] points = { new(1, 2), new(3, 4), new(0.5, 1) }; double s = 0; foreach (var p in points) s += (x * p).Square; return s; }",
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void AreExact(string members)
    {
        var result = Guest.IsFollowedAsMember(V + members);
        Assert.All(result.Models, model => Assert.NotNull(model.Body));
    }
}
