using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Expressions, locals and results without control flow.</summary>
public sealed class StraightLineLoweringTests
{
    [Fact]
    public void A_collection_expression_is_a_list_of_rows() => Assert.Equal(
        """
        function F
          active x: double = x
          active y: double = y
          gives List of 2 double as double[] via new double[] { _, _ }
          yield Add(Multiply(x, x), y), Sin(Multiply(x, y))
        """,
        Lowered.Of("[Differentiable] public static double[] F(double x, double y) => [x * x + y, Math.Sin(x * y)];"));

    [Fact]
    public void An_array_literal_is_a_list_of_rows() => Assert.Equal(
        """
        function F
          active x: double = x
          gives List of 3 double as double[] via new double[] { _, _, _ }
          yield x, 2d, Multiply(x, x)
        """,
        Lowered.Of("[Differentiable] public static double[] F(double x) { return new[] { x, 2.0, x * x }; }"));

    [Fact]
    public void A_literal_of_rows_is_flattened_row_by_row() => Assert.Equal(
        """
        function F
          active x: double = x
          gives List of 4 double as double[,] via new double[,] { { _, _ }, { _, _ } }
          yield x, 1d, 2d, Multiply(x, x)
        """,
        Lowered.Of("[Differentiable] public static double[,] F(double x) => new double[,] { { x, 1 }, { 2, x * x } };"));

    [Fact]
    public void A_tuple_is_a_list_of_rows() => Assert.Equal(
        """
        function F
          active r: double = r
          active phi: double = phi
          gives List of 2 double as (double, double) via (_, _)
          yield Multiply(r, Cos(phi)), Multiply(r, Sin(phi))
        """,
        Lowered.Of("[Differentiable] public static (double, double) F(double r, double phi) => (r * Math.Cos(phi), r * Math.Sin(phi));"));

    [Fact]
    public void Locals_keep_their_names() => Assert.Equal(
        """
          z: double #3 = Multiply(x, x)
          z'2: double #3 = Add(z, 1d)
          z'3: double #3 = Multiply(z'2, 2d)
          yield Multiply(z, z'3)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double z = x * x; var w = z; z = z + 1; z *= 2; return w * z; }"));

    [Fact]
    public void Association_and_roundings_stay() => Assert.Equal(
        """
          yield Add(Subtract(Add(Add(x, y), Multiply(Subtract(x, y), 1d)), Divide(Negate(x), Remainder(y, 2d))), 0d)
        """,
        Lowered.Body("[Differentiable] public static double F(double x, double y) => (x + y) + (x - y) * 1 - -x / (y % 2) + 0;"));

    [Fact]
    public void Named_constants_keep_their_names() => Assert.Equal(
        """
          yield Add(Add(Add(Multiply(Multiply(«Math.PI»:double, x), «Gain»:double), 3d), «Bias»:double), 0.5d)
        """,
        Lowered.Body("private const double Gain = 0.5; private const int N = 3; static readonly double Bias = 2; [Differentiable] public static double F(double x) { const double Half = 0.5; return Math.PI * x * Gain + N + Bias + Half; }"));

    [Fact]
    public void Float_stays_float() => Assert.Equal(
        """
          s: float #3 = Add(1f, Multiply(2f, x))
          yield Divide(SinF(s), 3f)
        """,
        Lowered.Body("[Differentiable] public static float F(float x) { float s = 1; s += 2 * x; return MathF.Sin(s) / 3; }"));

    [Fact]
    public void Integers_are_computed_apart() => Assert.Equal(
        """
          j: int #4 = BitwiseOr(ShiftLeft(k, 2), 1)
          m: long #5 = Convert<long>(j)
          b: byte #6 = Convert<byte>(k)
          b'2: byte #6 = Convert<byte>(Add(Convert<int>(b), 1))
          yield Select(NotEqual(Equal(BitwiseAnd(j, 3), 1), Greater(k, 2)), Multiply(x, Convert<double>(m)), Multiply(x, Convert<double>(b'2)))
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int k) { int j = (k << 2) | 1; long m = j; byte b = (byte)k; b += 1; return (j & 3) == 1 ^ k > 2 ? x * m : x * b; }"));

    [Fact]
    public void Conversions_of_constants_are_literals() => Assert.Equal(
        """
          yield Add(Add(Multiply(x, 2d), 1.5d), 2147483647d)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) => x * 2 + 1.5f + int.MaxValue;"));

    [Fact]
    public void Tuples_are_taken_apart() => Assert.Equal(
        """
          s: double #3 = Sin(x)
          c: double #4 = Cos(x)
          pA: double #5 = Add(c, 1d)
          yield Multiply(pA, s)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { (double s, double c) = (Math.Sin(x), Math.Cos(x)); (s, c) = (c, s); var p = (a: s, b: c); p.a += 1; return p.a * p.b; }"));

    [Fact]
    public void Increments_give_the_value_before_or_after() => Assert.Equal(
        """
          s: double #4 = Add(x, 0d)
          s'2: double #4 = Subtract(s, 2d)
          yield s'2
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { int i = 0; double s = x; s += i++; s -= ++i; return s--; }"));

    [Fact]
    public void Assignment_is_an_expression() => Assert.Equal(
        """
          b: double #4 = Multiply(x, x)
          yield Add(b, b)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double a, b; a = b = x * x; return a + b; }"));

    [Fact]
    public void An_out_variable_is_a_local() => Assert.Equal(
        """
          y: double #4 = Multiply(x, x)
          s: double #3 = Add(1d, y)
          yield Multiply(y, s)
        """,
        Lowered.Body("static void Get(double x, out double y, ref double s) { y = x * x; s += y; } [Differentiable] public static double F(double x) { double s = 1; Get(x, out var y, ref s); return y * s; }"));

    [Fact]
    public void A_scalar_parameter_may_be_assigned() => Assert.Equal(
        """
          x'2: double #1 = Multiply(x, x)
          x'3: double #1 = Add(x'2, 1d)
          yield x'3
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { x = x * x; x += 1; return x; }"));
}
