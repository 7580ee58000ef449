using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Helpers that are followed, and calls that are constant for the derivative.</summary>
public sealed class CallLoweringTests
{
    [Fact]
    public void A_helper_is_inlined_with_named_arguments() => Assert.Equal(
        """
          v: double #3 = Add(x, 1d)
          t: double #5 = Multiply(v, v)
          t'2: double #8 = Multiply(x, x)
          yield Add(t, t'2)
        """,
        Lowered.Body("static double Sq(double v) { var t = v * v; return t; } [Differentiable] public static double F(double x) => Sq(x + 1) + Sq(v: x);"));

    [Fact]
    public void A_local_function_sees_the_locals() => Assert.Equal(
        """
          for i: int #4 = 0 while Less 3 step 1 with acc: double #3 = 0d
            v: double #6 = Multiply(x, Convert<double>(i))
            acc'2: double #3 = Add(acc, v)
            next acc'2
          gives acc'3: double #3
          yield acc'3
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double acc = 0; void Add(double v) { acc += v; } for (int i = 0; i < 3; i++) Add(x * i); return acc; }"));

    [Fact]
    public void A_lambda_in_a_local_is_inlined() => Assert.Equal(
        """
          q: double #3 = Multiply(x, x)
          u: double #5 = Multiply(2d, x)
          yield Add(u, q)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) { double q = x * x; Func<double, double> f = u => u + q; return f(2 * x); }"));

    [Fact]
    public void A_generic_helper_takes_the_types_of_the_call() => Assert.Equal(
        """
          b: double #4 = Multiply(2d, x)
          yield Add(x, Multiply(Subtract(b, x), 0.5d))
        """,
        Lowered.Body("static T Lerp<T>(T a, T b, T t) where T : System.Numerics.INumber<T> => a + (b - a) * t; [Differentiable] public static double F(double x) => Lerp(x, 2 * x, 0.5);"));

    [Fact]
    public void A_helper_with_early_return_is_a_region() => Assert.Equal(
        """
          if Less(x, 0d)
            yield 0d
          else
            yield x
          gives _: double
          yield Add(_, 1d)
        """,
        Lowered.Body("static double Relu(double v) { if (v < 0) return 0; return v; } [Differentiable] public static double F(double x) => Relu(x) + 1;"));

    [Fact]
    public void A_helper_may_fill_an_array() => Assert.Equal(
        """
          b: double[] #3 = zeros [3]
          for i: int #7 = 0 while Less 3 step 1
            b[i] := Multiply(x, Convert<double>(i))
          _: double = Element(b, 2)
          yield _
        """,
        Lowered.Body("static void Fill(double[] b, double v) { for (int i = 0; i < b.Length; i++) b[i] = v * i; } [Differentiable] public static double F(double x) { var b = new double[3]; Fill(b, x); return b[2]; }"));

    [Fact]
    public void A_helper_may_return_an_array_or_tuple() => Assert.Equal(
        """
          _: double[] = zeros [2]
          _[0] := x
          _[1] := Multiply(x, x)
          a: double #8 = Element(_, 1)
          v: double #7 = Negate(a)
          yield Multiply(a, v)
        """,
        Lowered.Body("static double[] Pair(double a) => [a, a * a]; static (double, double) Two(double a) => (a, -a); [Differentiable] public static double F(double x) { var p = Pair(x); var (u, v) = Two(p[1]); return u * v; }"));

    [Fact]
    public void A_constant_delegate_is_called_once() => Assert.Equal(
        """
          _: double = once «g(2.0)»:double
          yield Multiply(x, _)
        """,
        Lowered.Body("[Differentiable] public static double F(double x, Func<double, double> g) => x * g(2.0);"));

    [Fact]
    public void Calls_on_constants_run_once_in_place() => Assert.Equal(
        """
          _: global::System.Random = once «new global::System.Random(3)»:global::System.Random
          _'2: double = once «Gain(s)»:double
          _'3: double = once «_.NextDouble()»:double
          yield Multiply(Multiply(x, _'2), _'3)
        """,
        Lowered.Body("static double Gain(string s) { try { return s.Length; } catch { return 0; } } [Differentiable] public static double F(double x, string s) { var r = new Random(3); return x * Gain(s) * r.NextDouble(); }"));

    [Fact]
    public void Integer_helpers_are_followed() => Assert.Equal(
        """
          yield Element(x, 5)
        """,
        Lowered.Body("static int At(int i, int j) => i * 3 + j; [Differentiable] public static double F(double[] x) => x[At(1, 2)];"));

    [Fact]
    public void Extension_methods_of_constants_are_qualified() => Assert.Equal(
        """
          _: int = once «global::System.Linq.Enumerable.Sum(global::System.Linq.Enumerable.Select<int, int>(k, v => v * 2))»:int
          yield Multiply(x, Convert<double>(_))
        """,
        Lowered.Body("[Differentiable] public static double F(double x, int[] k) => x * k.Select(v => v * 2).Sum();"));

    [Fact]
    public void Math_on_integers_is_text() => Assert.Equal(
        """
          n: int #4 = «Math.Min(Length(a, 0), Length(b, 0))»:int
          yield Element(a, Subtract(n, 1))
        """,
        Lowered.Body("[Differentiable] public static double F(double[] a, double[] b) { var n = Math.Min(a.Length, b.Length); return a[n - 1]; }"));

    [Fact]
    public void A_member_that_a_parameter_hides_is_qualified() => Assert.Equal(
        """
          yield Multiply(k, «Sample.k»:double)
        """,
        Lowered.Body("static double k = 2; static double Scaled(double v) => v * k; [Differentiable] public static double F(double k) => Scaled(k);"));

    [Fact]
    public void Tests_of_reals_are_constant_between_their_jumps() => Assert.Equal(
        """
          yield Select(NotEqual(x, x), 0d, Multiply(x, Convert<double>(«Math.Sign(x)»:int)))
        """,
        Lowered.Body("[Differentiable] public static double F(double x) => double.IsNaN(x) ? 0 : x * Math.Sign(x);", "SJ2001"));

    [Fact]
    public void A_rounding_mode_is_an_argument() => Assert.Equal(
        """
          yield RoundTo(x, «global::System.MidpointRounding.ToZero»:global::System.MidpointRounding)
        """,
        Lowered.Body("[Differentiable] public static double F(double x) => Math.Round(x, MidpointRounding.ToZero);", "SJ2001", "SJ2005"));

    [Fact]
    public void A_sum_of_thousands_of_terms_stays_shallow()
    {
        var text = Lowered.Body("[Differentiable] public static double F(double x) => x" + string.Concat(Enumerable.Repeat(" + x", 5000)) + ";");

        Assert.True(text.Split('\n').Length is > 40 and < 60);
    }

    [Fact]
    public void Nesting_past_the_budget_is_refused()
    {
        var result = GeneratorHost.RunMembers("[Differentiable] public static double F(double x) => " + string.Concat(Enumerable.Repeat("Math.Sin(", 150)) + "x" + new string(')', 150) + ";");

        Assert.Equal("SJ1007", Assert.Single(result.Diagnostics).Id);
    }

    /// <summary>A sequence reads what it reads when it is run through: a method that may write to it before that must not be given its elements.</summary>
    [Theory]
    [InlineData("static double Total(double[] v, IEnumerable<double> s) { v[0] = 5; return s.Sum(); } [Differentiable] public static double F(double[] u) { double[] w = [.. u]; return Total(w, w.Select(e => e * e)); }", "SJ1001")]
    [InlineData("[Differentiable] public static double F(double[] u) { double c = u[0]; double Total(IEnumerable<double> s) { c = 2; return s.Sum(); } return Total(u.Select(e => c * e)); }", "SJ1001")]
    [InlineData("static double Total(double c, IEnumerable<double> s) { c *= 2; return c * s.Sum(); } [Differentiable] public static double F(double[] u) => Total(u[0], u.Select(e => u[1] * e));", "")]
    public void A_sequence_is_handed_over_where_nobody_writes_to_what_it_reads(string members, string id) =>
        Assert.Equal(id, string.Concat(GeneratorHost.RunMembers(members).Diagnostics.Select(diagnostic => diagnostic.Id)));
}
