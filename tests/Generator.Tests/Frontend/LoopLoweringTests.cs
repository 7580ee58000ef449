using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>for, while, do, foreach; break, continue and return in them.</summary>
public sealed class LoopLoweringTests
{
    [Fact]
    public void A_counted_loop_carries_what_it_assigns() => Assert.Equal(
        """
          for i: int #4 = 0 while Less Length(x, 0) step 1 with s: double #3 = 0d
            s'2: double #3 = Add(s, Multiply(Element(x, i), Element(x, i)))
            next s'2
          gives s'3: double #3
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; }"));

    [Fact]
    public void A_counted_loop_may_go_down() => Assert.Equal(
        """
          for i: int #5 = Subtract(Length(x, 0), 1) while GreaterOrEqual 0 step Negate(k) with s: double #4 = 0d
            s'2: double #4 = Add(s, Element(x, i))
            next s'2
          gives s'3: double #4
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x, int k) { double s = 0; for (int i = x.Length - 1; 0 <= i; i -= k) s += x[i]; return s; }"));

    [Fact]
    public void A_bound_that_changes_makes_a_while() => Assert.Equal(
        """
          while with n'2: int #2 = n, s: double #4 = 0d, i: int #5 = 0
            test Less(i, n'2)
          do
            s'2: double #4 = Add(s, x)
            if Greater(s'2, 3d)
              n'3: int #2 = Subtract(n'2, 1)
              yield n'3
            else
              yield n'2
            gives n'4: int #2
            i'2: int #5 = Add(i, 1)
            next n'4, s'2, i'2
          gives n'5: int #2, s'3: double #4, i'3: int #5
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int n) { double s = 0; for (int i = 0; i < n; i++) { s += x; if (s > 3) n--; } return s; }"));

    [Fact]
    public void Two_indices_make_a_while() => Assert.Equal(
        """
          while with s: double #3 = 0d, i: int #4 = 0, j: int #5 = 2
            test Less(i, 2)
          do
            s'2: double #3 = Add(s, Multiply(Element(x, i), Element(x, j)))
            i'2: int #4 = Add(i, 1)
            j'2: int #5 = Subtract(j, 1)
            next s'2, i'2, j'2
          gives s'3: double #3, i'3: int #4, j'3: int #5
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0, j = 2; i < 2; i++, j--) s += x[i] * x[j]; return s; }"));

    [Fact]
    public void Break_is_a_guard() => Assert.Equal(
        """
          for i: int #5 = 0 while Less Length(x, 0) step 1 with s: double #3 = 0d, stopped: bool #4 = 0
            guard Not(stopped)
            if Greater(Element(x, i), 100d)
              yield s, 1
            else
              s'2: double #3 = Add(s, Element(x, i))
              yield s'2, 0
            gives s'3: double #3, stopped'2: bool #4
            next s'3, stopped'2
          gives s'4: double #3, stopped'3: bool #4
          yield s'4
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] > 100) break; s += x[i]; } return s; }"));

    [Fact]
    public void Continue_skips_the_rest() => Assert.Equal(
        """
          for i: int #4 = 0 while Less Length(x, 0) step 1 with s: double #3 = 0d
            if Less(Element(x, i), 0d)
              yield s
            else
              s'2: double #3 = Add(s, Element(x, i))
              yield s'2
            gives s'3: double #3
            next s'3
          gives s'4: double #3
          yield s'4
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; s += x[i]; } return s; }"));

    [Fact]
    public void Return_carries_the_result() => Assert.Equal(
        """
          for k: int #4 = 0 while Less 50 step 1 with _: double = 0d, x: double #3 = a, returned: bool #2 = 0
            guard Not(returned)
            next: double #6 = Multiply(0.5d, Add(x, Divide(a, x)))
            if Less(Abs(Subtract(next, x)), 1E-12d)
              yield 1, x, next
            else
              yield 0, next, _
            gives returned'2: bool #2, x'2: double #3, _'2: double
            next _'2, x'2, returned'2
          gives _'3: double, x'3: double #3, returned'3: bool #2
          if returned'3
            yield _'3
          else
            yield x'3
          gives _'4: double
          yield _'4
        """,
        Lowered.Body("[Differentiable] public static double F(double a) { double x = a; for (int k = 0; k < 50; k++) { double next = 0.5 * (x + a / x); if (Math.Abs(next - x) < 1e-12) return next; x = next; } return x; }"));

    [Fact]
    public void While_tests_first() => Assert.Equal(
        """
          while with x'2: double #1 = x, stopped: bool #3 = 0
            test And(Not(stopped), Greater(x'2, 1d))
          do
            x'3: double #1 = Divide(x'2, 2d)
            if Less(x'3, 0.25d)
              yield 1
            else
              yield 0
            gives stopped'2: bool #3
            next x'3, stopped'2
          gives x'4: double #1, stopped'3: bool #3
          yield x'4
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { while (x > 1) { x /= 2; if (x < 0.25) break; } return x; }"));

    [Fact]
    public void A_test_that_assigns_moves_into_the_body() => Assert.Equal(
        """
          while with i'2: int #2 = i, s: double #4 = x, stopped: bool #5 = 0
            test Not(stopped)
          do
            i'3: int #2 = Subtract(i'2, 1)
            if Not(Greater(i'2, 0))
              yield s, 1
            else
              s'2: double #4 = Multiply(s, x)
              yield s'2, 0
            gives s'3: double #4, stopped'2: bool #5
            next i'3, s'3, stopped'2
          gives i'4: int #2, s'4: double #4, stopped'3: bool #5
          yield s'4
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int i) { double s = x; while (i-- > 0) s *= x; return s; }"));

    [Fact]
    public void Do_tests_last() => Assert.Equal(
        """
          while with x: double #3 = a, stopped: bool #4 = 0
            test Not(stopped)
          do
            x'2: double #3 = Multiply(0.5d, Add(x, Divide(a, x)))
            next x'2, Not(Greater(Abs(Subtract(Multiply(x'2, x'2), a)), 1E-12d))
          gives x'3: double #3, stopped'2: bool #4
          yield x'3
        """,
        Lowered.Body("[Differentiable] public static double F(double a) { double x = a; do { x = 0.5 * (x + a / x); } while (Math.Abs(x * x - a) > 1e-12); return x; }"));

    [Fact]
    public void Do_with_continue_still_tests() => Assert.Equal(
        """
          while with x'2: double #1 = x, i: int #3 = 0, stopped: bool #4 = 0
            test Not(stopped)
          do
            i'2: int #3 = Add(i, 1)
            if Equal(i'2, 2)
              yield x'2, 0
            else
              x'3: double #1 = Multiply(x'2, 2d)
              if Equal(i'2, 5)
                yield 1
              else
                yield 0
              gives stopped'2: bool #4
              yield x'3, stopped'2
            gives x'4: double #1, stopped'3: bool #4
            if stopped'3
              yield 1
            else
              yield Not(Less(x'4, 100d))
            gives stopped'4: bool #4
            next x'4, i'2, stopped'4
          gives x'5: double #1, i'3: int #3, stopped'5: bool #4
          yield x'5
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { int i = 0; do { i++; if (i == 2) continue; x *= 2; if (i == 5) break; } while (x < 100); return x; }"));

    [Fact]
    public void Foreach_reads_each_element() => Assert.Equal(
        """
          for _: int = 0 while Less Length(x, 0) step 1 with s: double #3 = 0d
            v: double #5 = Element(x, _)
            s'2: double #3 = Add(s, Multiply(v, v))
            next s'2
          gives s'3: double #3
          yield s'3
        """,
        Lowered.Body("[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0; foreach (var v in x) s += v * v; return s; }"));

    [Fact]
    public void Foreach_over_rows_leaves_both_loops() => Assert.Equal(
        """
          for _: int = 0 while Less Length(a, 0) step 1 with s: double #3 = 0d, stopped: bool #4 = 0
            guard Not(stopped)
            for _'2: int = 0 while Less Length(a, 1) step 1 with s'2: double #3 = s, stopped'2: bool #6 = 0
              guard Not(stopped'2)
              v: double #8 = Element(a, _, _'2)
              if Greater(v, 3d)
                yield s'2, 1
              else
                s'3: double #3 = Add(s'2, v)
                yield s'3, 0
              gives s'4: double #3, stopped'3: bool #6
              next s'4, stopped'3
            gives s'5: double #3, stopped'4: bool #6
            next s'5, stopped'4
          gives s'6: double #3, stopped'5: bool #4
          yield s'6
        """,
        Lowered.Body("[Differentiable] public static double F(double[,] a) { double s = 0; foreach (var v in a) { if (v > 3) break; s += v; } return s; }"));

    [Fact]
    public void A_switch_in_a_loop_may_continue_it() => Assert.Equal(
        """
          for i: int #4 = 0 while Less Length(x, 0) step 1 with s: double #3 = 0d
            if Equal(i, 0)
              yield s, 1
            else
              if Equal(i, 1)
                s'2: double #3 = Add(s, 1d)
                yield s'2
              else
                if Greater(Element(x, i), 3d)
                  yield s
                else
                  s'3: double #3 = Add(s, Element(x, i))
                  yield s'3
                gives s'4: double #3
                yield s'4
              gives s'5: double #3
              yield s'5, 0
            gives s'6: double #3, continued: bool #5
            if continued
              yield s'6
            else
              s'7: double #3 = Multiply(s'6, 2d)
              yield s'7
            gives s'8: double #3
            next s'8
          gives s'9: double #3
          yield s'9
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { switch (i) { case 0: continue; case 1: s += 1; break; default: if (x[i] > 3) break; s += x[i]; break; } s *= 2; } return s; }"));

    [Fact]
    public void An_infinite_loop_ends_by_return() => Assert.Equal(
        """
          while with _: double = 0d, x'2: double #1 = x, returned: bool #2 = 0
            test Not(returned)
          do
            x'3: double #1 = Multiply(x'2, 2d)
            if Greater(x'3, 100d)
              yield 1, x'3
            else
              yield 0, _
            gives returned'2: bool #2, _'2: double
            next _'2, x'3, returned'2
          gives _'3: double, x'4: double #1, returned'3: bool #2
          yield _'3
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { for (;;) { x *= 2; if (x > 100) return x; } }"));

    [Fact]
    public void Loops_nest() => Assert.Equal(
        """
          m: int #4 = Length(A, 0)
          n: int #5 = Length(A, 1)
          y: double[] #6 = zeros [m]
          for i: int #7 = 0 while Less m step 1
            for j: int #9 = 0 while Less n step 1
              _: double = Element(y, i)
              y[i] := Add(_, Multiply(Element(A, i, j), Element(x, j)))
          yield y
        """,
        Lowered.Body("[Differentiable] public static double[] F([Constant] double[,] A, double[] x) { int m = A.GetLength(0), n = A.GetLength(1); var y = new double[m]; for (int i = 0; i < m; i++) for (int j = 0; j < n; j++) y[i] += A[i, j] * x[j]; return y; }"));
}
