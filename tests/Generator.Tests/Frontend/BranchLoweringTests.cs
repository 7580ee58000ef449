using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>if, ?:, switch, guards and early returns.</summary>
public sealed class BranchLoweringTests
{
    [Fact]
    public void A_choice_of_terms_is_a_select() => Assert.Equal(
        """
          yield Select(Greater(x, 0d), x, Negate(x))
        """,
        Lowered.Body("[Differentiable] public static double F(double x) => x > 0 ? x : -x;"));

    [Fact]
    public void A_choice_that_needs_statements_is_a_branch() => Assert.Equal(
        """
          y: double[] #4 = zeros [2]
          y[0] := Element(x, 0)
          y[1] := Element(x, 1)
          if Greater(i, 0)
            _: double = Element(y, i)
            yield _
          else
            yield 2d
          gives _'2: double
          yield _'2
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x, int i) { var y = new double[] { x[0], x[1] }; return i > 0 ? y[i] : 2.0; }"));

    [Fact]
    public void Logic_is_lazy() => Assert.Equal(
        """
          y: double[] #4 = zeros [2]
          if Less(i, 2)
            _: double = Element(y, i)
            yield Greater(_, 0d)
          else
            yield 0
          gives _'2: bool
          yield Select(Or(_'2, Greater(Element(x, 0), 1d)), Element(x, 0), Element(x, 1))
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x, int i) { var y = new double[2]; return i < y.Length && y[i] > 0 || x[0] > 1 ? x[0] : x[1]; }"));

    [Fact]
    public void What_the_arms_assign_is_joined() => Assert.Equal(
        """
          if Greater(x, 1d)
            b: double #4 = Multiply(2d, x)
            yield x, b
          else
            yield 4d, 3d
          gives a: double #3, b'2: double #4
          yield Multiply(a, b'2)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double a = x, b; if (a > 1) { b = 2 * a; } else { b = 3; a = 4; } return a * b; }"));

    [Fact]
    public void An_early_return_takes_the_rest_into_the_other_arm() => Assert.Equal(
        """
          if Less(x, 0d)
            yield 0d
          else
            z: double #3 = Multiply(x, x)
            yield z
          gives _: double
          yield _
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { if (x < 0) return 0; double z = x * x; return z; }"));

    [Fact]
    public void A_return_deep_inside_is_a_flag() => Assert.Equal(
        """
          if Greater(x, 0d)
            if Greater(x, 1d)
              yield 1, x, 1d
            else
              z: double #3 = Multiply(x, x)
              yield 0, z, 0d
            gives returned: bool #2, z'2: double #3, _: double
            yield returned, z'2, _
          else
            yield 0, x, 0d
          gives returned'2: bool #2, z'3: double #3, _'2: double
          if returned'2
            yield _'2
          else
            yield Multiply(z'3, 2d)
          gives _'3: double
          yield _'3
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double z = x; if (x > 0) { if (x > 1) return 1; z = x * x; } return z * 2; }"));

    [Fact]
    public void A_guard_stays_in_front() => Assert.Equal(
        """
          if Less(n, 0)
            throw «new global::System.ArgumentOutOfRangeException("n", n, "negative")»:global::System.ArgumentOutOfRangeException
          else
          yield Multiply(x, Convert<double>(n))
        """,
        Lowered.Body("""[Differentiable] public static double F(double x, int n) { if (n < 0) throw new ArgumentOutOfRangeException(nameof(n), n, "negative"); return x * n; }"""));

    [Fact]
    public void A_throw_expression_is_a_guard() => Assert.Equal(
        """
          if Greater(x, 0d)
          else
            throw «new global::System.ArgumentException("not positive")»:global::System.ArgumentException
          yield Log(x)
        """,
        Lowered.Body("""[Differentiable] public static double F(double x) => x > 0 ? Math.Log(x) : throw new ArgumentException("not positive");"""));

    [Fact]
    public void A_guard_call_runs_once() => Assert.Equal(
        """
          _: void = once «global::System.ArgumentNullException.ThrowIfNull(x)»:void
          yield Element(x, 0)
        """,
        Lowered.Body("[Differentiable] public static double F(double[] x) { ArgumentNullException.ThrowIfNull(x); return x[0]; }"));

    [Fact]
    public void Comparison_with_null_is_no_use() => Assert.Equal(
        """
          if Or(«x == null»:bool, «x is null»:bool)
            throw «new global::System.ArgumentNullException("x")»:global::System.ArgumentNullException
          else
          yield Element(x, 0)
        """,
        Lowered.Body("[Differentiable] public static double F(double[]? x) { if (x == null || x is null) throw new ArgumentNullException(nameof(x)); return x[0]; }"));

    [Fact]
    public void A_switch_expression_is_a_chain() => Assert.Equal(
        """
          yield Select(Equal(k, 0), x, Select(Or(Equal(k, 1), Equal(k, 2)), Multiply(x, x), Select(And(And(Greater(k, 5), NotEqual(k, 7)), Greater(x, 0d)), Sqrt(x), 1d)))
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int k) => k switch { 0 => x, 1 or 2 => x * x, > 5 and not 7 when x > 0 => Math.Sqrt(x), _ => 1 };"));

    [Fact]
    public void A_switch_expression_may_match_nothing() => Assert.Equal(
        """
          if Equal(k, 0)
            yield x
          else
            if Equal(k, 1)
            else
              throw «new global::System.Runtime.CompilerServices.SwitchExpressionException()»:global::System.Runtime.CompilerServices.SwitchExpressionException
            yield Multiply(x, x)
          gives _: double
          yield _
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int k) => k switch { 0 => x, 1 => x * x };"));

    [Fact]
    public void A_switch_statement_is_a_chain() => Assert.Equal(
        """
          if Equal(k, 0)
            yield x
          else
            if Or(Equal(k, 1), Equal(k, 2))
              y: double #4 = Multiply(x, x)
              yield y
            else
              y'2: double #4 = Multiply(2d, x)
              yield y'2
            gives y'3: double #4
            yield y'3
          gives y'4: double #4
          yield y'4
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int k) { double y; switch (k) { case 0: y = x; break; case 1: case 2: y = x * x; break; default: { y = 2 * x; break; } } return y; }"));

    [Fact]
    public void A_section_may_return() => Assert.Equal(
        """
          if Equal(k, 0)
            yield 1, 1d, x
          else
            if Equal(k, 1)
              if Greater(x, 0d)
                yield 1d
              else
                yield x
              gives y: double #4
              yield y
            else
              yield 1d
            gives y'2: double #4
            yield 0, y'2, 0d
          gives returned: bool #3, y'3: double #4, _: double
          if returned
            yield _
          else
            yield Multiply(y'3, 2d)
          gives _'2: double
          yield _'2
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int k) { double y = 1; switch (k) { case 0: return x; case 1: if (x > 0) break; y = x; break; } return y * 2; }"));

    [Fact]
    public void Enums_and_strings_pass_through() => Assert.Equal(
        """
          if And(«d == global::System.DayOfWeek.Monday»:bool, Greater(«s.Length»:int, 3))
            yield x
          else
            yield Select(«object.Equals(d, «global::System.DayOfWeek.Friday»:global::System.DayOfWeek)»:bool, Multiply(x, x), Multiply(2d, x))
          gives _: double
          yield _
        """,
        Lowered.Body("[Differentiable] public static double F(double x, DayOfWeek d, string s) { if (d == DayOfWeek.Monday && s.Length > 3) return x; return d switch { DayOfWeek.Friday => x * x, _ => 2 * x }; }"));

    [Fact]
    public void A_pattern_names_the_value() => Assert.Equal(
        """
          _: double = Multiply(x, x)
          if Greater(_, 1d)
            yield _
          else
            yield Multiply(_, _)
          gives _'2: double
          yield _'2
        """,
        Lowered.Body("[Differentiable] public static double F(double x) => (x * x) switch { var v and > 1 => v, var w => w * w };"));

    [Fact]
    public void Returned_literals_are_joined_item_by_item() => Assert.Equal(
        """
          if c
            yield x, 1d
          else
            yield Multiply(2d, x), 3d
          gives _: double, _'2: double
          yield _, _'2
        """,
        Lowered.Body("[Differentiable] public static double[] F(double x, bool c) { if (c) return [x, 1]; return new double[] { 2 * x, 3 }; }"));
}
