using System.Text;

namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>One random C# method, marked [Differentiable].</summary>
/// <param name="Name">F and a number.</param>
/// <param name="ReturnType">double, double[], double[,] or void (which fills a span).</param>
/// <param name="Parameters">Some of <see cref="Point"/>, in its order, by name.</param>
/// <param name="Body">Its statements.</param>
/// <param name="UsesSingles">float occurs: derivatives are as exact as float is.</param>
internal sealed record RandomMethod(string Name, string ReturnType, string[] Parameters, Piece[] Body, bool UsesSingles)
{
    /// <summary>Helper methods that the programs call.</summary>
    public const string Helpers = """
        static double Blend(double a, double b) { if (a > b) return a * b; var c = Math.Sin(a); return c + b; }
        static double Mean(double[] values) { double sum = 0; foreach (var value in values) sum += value; return sum / values.Length; }
        static void Damp(double[] values, double by) { for (int at = 0; at < values.Length; at++) values[at] *= by; }
        static double Turn(ref double a, double b, out double c) { c = a * b; a = Math.Cos(a) - b; return c > 0 ? a : b; }
        static (double Sum, double Product) Both(double a, double b) => (a + b, a * b);
        struct Pair
        {
            public double X, Y;
            public Pair(double x, double y) { X = x; Y = y; }
            public readonly double Size => Math.Sqrt(0.5 + X * X + Y * Y);
            public static Pair operator +(Pair a, Pair b) => new Pair(a.X + b.X, a.Y + b.Y);
            public static Pair operator *(double s, Pair a) => new Pair(s * a.X, s * a.Y);
            public static implicit operator Pair((double X, double Y) t) => new Pair(t.X, t.Y);
            public void Turn(double by) { double x = X; X = Math.Cos(by) * X - Math.Sin(by) * Y; Y = Math.Sin(by) * x + Math.Cos(by) * Y; }
            public readonly Pair Scaled(double by) => this with { X = by * X };
        }
        record struct State(double Place, double Speed, Pair Pair);
        static Pair Step(Pair p, double by) { if (p.X > p.Y) p.X -= by * p.Y; else p.Y = Math.Tanh(p.Y + by); return p; }
        static double Root(double a) { double r = 1.0; for (int step = 0; step < 20; step++) { double next = 0.5 * (r + (1.0 + a * a) / r); if (Math.Abs(next - r) < 1e-12) break; r = next; } return r; }

        """;

    public string Text
    {
        get
        {
            var text = new StringBuilder("    [Differentiable]\n    public static ").Append(ReturnType).Append(' ').Append(Name).Append('(')
                .AppendJoin(", ", Parameters.Select(Point.Declaration)).Append(")\n    {\n");
            foreach (var piece in Body)
            {
                piece.Write(text, "        ");
            }

            return text.Append("    }\n").ToString();
        }
    }

    public IEnumerable<RandomMethod> Smaller() => Piece.Smaller(Body).Select(body => this with { Body = body });
}
