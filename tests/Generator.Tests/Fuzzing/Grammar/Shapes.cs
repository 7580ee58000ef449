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
            public double this[int i] { get => i == 0 ? X : Y; set { if (i == 0) X = value; else Y = value; } }
            public double Sum { get => X + Y; set { X = value - Y; } }
            public static implicit operator Pair((double, double) t) => new Pair(t.Item1, t.Item2);
            public static Pair operator -(Pair a) => new Pair(-a.X, -a.Y);
            public static bool operator >(Pair a, Pair b) => a.X > b.X;
            public static bool operator <(Pair a, Pair b) => a.X < b.X;
            public void Deconstruct(out double x, out double y) { x = X; y = Y; }
            public void Become(Pair q) { this = q; X *= 0.5; }
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

        public struct Box<T>
        {
            public T Item;
            public int Tag;
            public Box<T> With(T item) => new Box<T> { Item = item, Tag = Tag + 1 };
        }

        public enum Mode { Add, Scale, Turn }

        public static class Library
        {
            public static readonly double[] Table = { 0.25, -0.5, 0.75 };
            public const double Third = 1.0 / 3.0;
            public static double Act(Mode mode, double a, double b) { switch (mode) { case Mode.Add: return a + b; case Mode.Scale: a *= Math.Cos(b); break; default: a = -b; break; } return a + 0.5; }
            public static double Ordered(double first, double second = default, params double[] rest) { double t = first - second; foreach (var r in rest) t = 0.5 * t + r; return t; }
            public static int Place(double[] v, double x) { int low = 0, high = v.Length; while (low < high) { int middle = (low + high) / 2; if (v[middle] < x) low = middle + 1; else high = middle; } return low; }
            public static void Sort(double[] v) { for (int i = 0; i < v.Length; i++) for (int j = 0; j + 1 < v.Length - i; j++) if (v[j] > v[j + 1]) (v[j], v[j + 1]) = (v[j + 1], v[j]); }
            public static void Accumulate(Span<double> s) { for (int i = 1; i < s.Length; i++) s[i] = 0.5 * s[i] + 0.5 * s[i - 1]; }
            public static void Mirror(double[] v) { for (int i = 0, j = v.Length - 1; i < j; i++, j--) { var t = v[i]; v[i] = v[j]; v[j] = 0.5 * t; } }
            public static double Best(double[] v) { double? best = null; foreach (var e in v) { if (best == null || e > best.Value) best = e; } return best ?? 0.25; }
            public static bool TryHalve(double a, out double half) { if (a < -0.5) { half = 0.0; return false; } half = 0.5 * a; return true; }
            public static Func<double, double> Times(double k) => v => k * v + 0.125;
            public static void Swap<T>(ref T a, ref T b) { T t = a; a = b; b = t; }
            public static (double Low, double High) Range(ReadOnlySpan<double> v) { double low = 9.0, high = -9.0; foreach (var e in v) { low = Math.Min(low, e); high = Math.Max(high, e); } return (low, high); }
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
