namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>Types and helpers that all programs share, as C#.</summary>
internal static class Shapes
{
    public const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Numerics;\nusing SymbolicJacobian;\n";

    public const string Text = """
        public struct Pair
        {
            public double X;
            public double Y;
            public Pair(double x, double y) { X = x; Y = y; }
            public static Pair Unit => new Pair(1.0, 0.0);
            public double Norm => Math.Sqrt(0.5 + X * X + Y * Y);
            public double this[int i] => i == 0 ? X : Y;
            public void Scale(double k) { X *= k; Y += k; }
            public Pair Turned() => new Pair(-Y, X);
            public Pair Moved(double by) { var q = this; q.X += by; q.Y -= by * q.X; return q; }
            public static Pair operator +(Pair a, Pair b) => new Pair(a.X + b.X, a.Y + b.Y);
            public static Pair operator *(double k, Pair a) => new Pair(k * a.X, k * a.Y);
        }

        public readonly record struct Area(double Width, double Height)
        {
            public double Size => Width * Height;
            public Area Grown(double by) => this with { Width = Width + by, Height = Math.Sin(Height) };
        }

        public struct Crate
        {
            public Pair Corner;
            public double Weight;
            public double[] Data;
            public void Load(double by) { Weight += by; Corner.X -= by; Data[0] += by * Weight; }
        }

        public static class Library
        {
            public static T Mix<T>(T a, T b) where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T> => a * b + a;
            public static double Twice(Func<double, double> f, double v) => f(f(v) + 0.25);
            public static double Total(params double[] values) { double t = 0.0; foreach (var v in values) t += v; return t; }
            public static void Advance(ref double state, in double by, out double before) { before = state; state += Math.Sin(by) * before; }
            public static void Rotate(double[] v) { if (v.Length == 0) return; var first = v[0]; for (int i = 1; i < v.Length; i++) v[i - 1] = v[i]; v[v.Length - 1] = first; }
            public static void Smooth(ReadOnlySpan<double> from, Span<double> to) { for (int i = 0; i < to.Length && i < from.Length; i++) to[i] = 0.5 * from[i] + 0.25 * from[from.Length - 1 - i]; }
            public static double Fraction(double a, int depth) => depth <= 0 ? a : a / (2.0 + Fraction(a * 0.5, depth - 1) * a);
            public static double SumFrom(double[] v, int i) => i >= v.Length ? 0.0 : v[i] * v[i] + 0.5 * SumFrom(v, i + 1);
            public static Span<double> Middle(Span<double> s) => s.Length < 2 ? s : s.Slice(1);
            public static double[] Pick(bool first, double[] a, double[] b) => first ? a : b;
            public static ref double Larger(ref double a, ref double b) { if (a > b) return ref a; return ref b; }
            public static (double One, double Two) Both(double a, double b) => (a * b, a - Math.Cos(b));
            public static void Exchange(ref double[] a, ref double[] b) { var t = a; a = b; b = t; }
            public static void Shift(ref Pair p, double by) { p.X += by * p.Y; p = p.Turned(); }
        }
        """;
}
