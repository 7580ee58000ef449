using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Arrays and spans: made, read, written, copied.</summary>
public sealed class ArrayLoweringTests
{
    [Fact]
    public void An_array_takes_the_name_of_its_local() => Assert.Equal(
        """
          y: double[] #3 = zeros [Length(x, 0)]
          y[0] := Element(x, Subtract(Length(x, 0), 1))
          _: double = Element(y, Subtract(Length(x, 0), 1))
          y[Subtract(Length(x, 0), 1)] := Add(_, 2d)
          yield y
        """,
        Lowered.Body("[Differentiable] public static double[] F(double[] x) { var y = new double[x.Length]; y[0] = x[^1]; y[^1] += 2; return y; }"));

    [Fact]
    public void A_written_input_is_copied_first() => Assert.Equal(
        """
        function F
          active x: double[] = x
          gives Array of Length(x, 0) double as double[]
          x'2: double[] #1 = zeros [Length(x, 0)]
          copy x to x'2
          for i: int #3 = 1 while Less Length(x, 0) step 1
            _: double = Element(x'2, i)
            _'2: double = Element(x'2, Subtract(i, 1))
            x'2[i] := Multiply(_, _'2)
          yield x'2
        """,
        Lowered.Of("[Differentiable] public static double[] F(double[] x) { for (int i = 1; i < x.Length; i++) x[i] = x[i] * x[i - 1]; return x; }"));

    [Fact]
    public void An_array_of_structs_is_an_array_for_each_part() => Assert.Equal(
        """
          pX: double[] #3 = zeros [2]
          pY: double[] #4 = zeros [2]
          pX[0] := x
          pY[0] := Multiply(x, x)
          _: double = Element(pY, 0)
          pX[1] := Add(0d, _)
          _'2: double = Element(pX, 1)
          yield _'2
        """,
        Lowered.Body("public struct V { public double X, Y; } [Differentiable] public static double F(double x) { var p = new V[2]; p[0] = new V { X = x, Y = x * x }; p[1].X = 0.0 + p[0].Y; return p[1].X; }"));

    [Fact]
    public void An_input_of_structs_is_read_where_it_is() => Assert.Equal(
        """
        function F
          active pX: double[] = p[#].X at 0: 2·[0] + 0·[] of Multiply(2, Length(pX, 0))
          constant pN: int[] = p[#].N at 0: 2·[0] of Multiply(2, Length(pX, 0))
          active pY: double[] = p[#].Y at 0: 2·[0] + 1·[] of Multiply(2, Length(pX, 0))
          constant i: int = i
          gives Scalar of 1 double as double
          yield Multiply(Element(pX, i), Element(pY, Subtract(Length(pX, 0), 1)))
        """,
        Lowered.Of("public struct V { public double X; public int N; public double Y; } [Differentiable] public static double F(V[] p, int i) => p[i].X * p[^1].Y;"));

    [Fact]
    public void A_list_is_an_array_and_a_count() => Assert.Equal(
        """
          y: double[] #4 = zeros [Add(Length(x, 0), 1)]
        """,
        string.Join("\n", Lowered.Body("[Differentiable] public static double F(double[] x) { var y = new List<double>(); for (int i = 0; i < x.Length; i++) y.Add(x[i]); y.Add(2); return y[0] * y.Count; }").Split('\n').Take(1)));

    [Fact]
    public void Rows_lie_one_after_the_other() => Assert.Equal(
        """
          a: double[] #3 = zeros [Multiply(2, Length(x, 0))]
        """,
        string.Join("\n", Lowered.Body("[Differentiable] public static double F(double[] x) { var a = new double[2][]; for (int i = 0; i < 2; i++) a[i] = new double[x.Length]; a[1][0] = x[0]; return a[1][0]; }").Split('\n').Take(1)));

    [Fact]
    public void An_alias_is_the_same_array() => Assert.Equal(
        """
          a: double[] #3 = zeros [2]
          a[0] := Element(x, 0)
          _: double = Element(a, 0)
          yield _
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { var a = new double[2]; var b = a; b[0] = x[0]; return a[0]; }"));

    [Fact]
    public void Elements_are_swapped_through_temporaries() => Assert.Equal(
        """
          y: double[] #3 = zeros [Length(x, 0)]
          copy x to y
          _: double = Element(y, 1)
          _'2: double = Element(y, 0)
          y[0] := _
          y[1] := _'2
          yield y
        """,
        Lowered.Body("[Differentiable] public static double[] F(double[] x) { var y = (double[])x.Clone(); (y[0], y[1]) = (y[1], y[0]); return y; }"));

    [Fact]
    public void An_element_read_into_a_local_has_its_name() => Assert.Equal(
        """
          y: double[] #3 = zeros [Length(x, 0)]
          copy x to y
          t: double #4 = Element(y, 1)
          y[1] := Multiply(t, t)
          yield y
        """,
        Lowered.Body("[Differentiable] public static double[] F(double[] x) { var y = x.ToArray(); double t = y[1]; y[1] = t * t; return y; }"));

    [Fact]
    public void A_stack_allocation_is_an_array() => Assert.Equal(
        """
          t: Span<double> #3 = zeros [3]
          t[0] := x
          _: double = Element(t, 0)
          t[2] := Multiply(_, x)
          u: Span<double> #4 = zeros [2]
          u[0] := x
          u[1] := 1d
          _'2: double = Element(t, 2)
          _'3: double = Element(u, 1)
          yield Multiply(_'2, _'3)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { Span<double> t = stackalloc double[3]; t[0] = x; t[^1] = t[0] * x; Span<double> u = stackalloc[] { x, 1.0 }; return t[2] * u[1]; }"));

    [Fact]
    public void Initializers_store_what_is_not_zero() => Assert.Equal(
        """
          w: double[] #3 = zeros [4]
          w[0] := x
          w[2] := -0d-0
          w[3] := 1d
          m: double[,] #4 = zeros [2, 2]
          m[0, 0] := x
          m[0, 1] := 2d
          m[1, 1] := x
          v: double[] #5 = zeros [2]
          v[0] := x
          v[1] := 2d
          _: double = Element(w, 1)
          _'2: double = Element(m, 1, 1)
          _'3: double = Element(v, 0)
          yield Multiply(Multiply(_, _'2), _'3)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double[] w = { x, 0, -0.0, 1 }; double[,] m = { { x, 2 }, { 0, x } }; double[] v = [x, 2]; return w[1] * m[1, 1] * v[0]; }"));

    [Fact]
    public void Lengths_are_those_allocated() => Assert.Equal(
        """
        function F
          active x: double[] = x
          constant n: int = n
          gives Array of Add(Multiply(n, Multiply(2, n)), Multiply(2, n)) double as double[]
          k: int #4 = Multiply(2, n)
          y: double[] #6 = zeros [Add(Multiply(n, k), k)]
          y[0] := Element(x, 0)
          yield y
        """,
        Lowered.Of("[Differentiable] public static double[] F(double[] x, int n) { int k = 2 * n; var m = new double[n, k]; var y = new double[m.Length + m.GetLength(1)]; y[0] = x[0]; return y; }"));

    [Fact]
    public void A_fixed_size_is_a_constant() => Assert.Equal(
        """
        function F
          active v: double[] = v size 3
          active m: double[,] = m size 2×3
          gives Array of 2 double as double[]
          y: double[] #4 = zeros [2]
          for i: int #5 = 0 while Less 3 step 1
            _: double = Element(y, 0)
            y[0] := Add(_, Add(Multiply(Element(v, i), 3d), Element(v, 2)))
          yield y
        """,
        Lowered.Of("[Differentiable] [return: Size(2)] public static double[] F([Size(3)] double[] v, [Size(2, 3)] double[,] m) { var y = new double[2]; for (int i = 0; i < v.Length; i++) y[0] += v[i] * m.GetLength(1) + v[^1]; return y; }"));

    [Fact]
    public void A_span_is_filled() => Assert.Equal(
        """
        function F
          active x: ReadOnlySpan<double> = x
          constant y: Span<double> = y
          gives Destination of ? double as void
          for i: int #4 = 0 while Less Length(x, 0) step 1
            y[i] := Multiply(Element(x, i), Element(x, i))
          yield y
        """,
        Lowered.Of("[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; }"));

    [Fact]
    public void Fills_and_copies_are_loops_and_copies() => Assert.Equal(
        """
          copy x to y
          _: double = Element(x, 0)
          for _'2: int = 0 while Less Length(y, 0) step 1
            y[_'2] := _
          clear y from 0 count Length(y, 0)
          yield y
        """,
        Lowered.Body("[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { x.CopyTo(y); y.Fill(x[0]); y.Clear(); }"));

    [Fact]
    public void Parts_are_copied_by_a_loop() => Assert.Equal(
        """
          y: double[] #4 = zeros [n]
          for _: int = 0 while Less n step 1
            y[_] := Element(x, Add(1, _))
          yield y
        """,
        Lowered.Body("[Differentiable] public static double[] F(double[] x, int n) { var y = new double[n]; Array.Copy(x, 1, y, 0, n); return y; }"));

    [Fact]
    public void Arrays_of_integers_are_arrays() => Assert.Equal(
        """
          p: int[] #3 = zeros [3]
          p[0] := 2
          p[2] := 1
          for _: int = 0 while Less 3 step 1 with s: double #4 = 0d
            i: int #6 = Element(p, _)
            s'2: double #4 = Add(s, Multiply(Element(x, i), Convert<double>(i)))
            next s'2
          gives s'3: double #4
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { int[] p = [2, 0, 1]; double s = 0; foreach (var i in p) s += x[i] * i; return s; }"));

    [Fact]
    public void Constant_tables_are_read_in_place() => Assert.Equal(
        """
          for i: int #4 = 0 while Less Length(«Weights»:double[], 0) step 1 with s: double #3 = 0d
            s'2: double #3 = Add(s, Multiply(Element(«Weights»:double[], i), x))
            next s'2
          gives s'3: double #3
          yield s'3
        """,
        Lowered.Body("private static readonly double[] Weights = [1, 2]; [Differentiable] public static double F(double x) { double s = 0; for (int i = 0; i < Weights.Length; i++) s += Weights[i] * x; return s; }"));

    [Fact]
    public void Early_returns_may_give_other_arrays() => Assert.Equal(
        """
          if Equal(Length(x, 0), 0)
            _: double[] = zeros [0]
            yield _
          else
            y: double[] #3 = zeros [Length(x, 0)]
            y[0] := Element(x, 0)
            yield y
          gives _'2: double[]
          yield _'2
        """,
        Lowered.Body("[Differentiable] public static double[] F(double[] x) { if (x.Length == 0) return []; var y = new double[x.Length]; y[0] = x[0]; return y; }"));
}
