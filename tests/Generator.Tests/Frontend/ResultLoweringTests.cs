using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>What a method gives beside its rows: yielded after them.</summary>
public sealed class ResultLoweringTests
{
    [Fact]
    public void An_integer_stands_after_the_rows() => Assert.Equal(
        """
        function F
          active x: double = x
          gives List of 1 double as (double Value, int Steps) return (_, _)
          yield Multiply(x, x), Multiply(x, x), 2
        """,
        Lowered.Of("[Differentiable] public static (double Value, int Steps) F(double x) => (x * x, 2);"));

    [Fact]
    public void Parameters_that_are_set_are_yielded_with_their_targets() => Assert.Equal(
        """
        function F
          active x: double = x
          active v: double = v
          gives List of 2 double as bool return _ x = _ y = _
          x'2: double #1 = Add(x, v)
          yield x'2, v, 1, x'2, v
        """,
        Lowered.Of("[Differentiable] public static bool F(ref double x, double v, out double y) { x += v; y = v; return true; }"));

    [Fact]
    public void Arrays_and_reals_are_rows_of_one_array() => Assert.Equal(
        """
        function F
          active u: double[] = u
          gives Array of Add(Length(u, 0), 1) double as (double[] X, double Y) return (_, _)
          x: double[] #3 = zeros [Length(u, 0)]
          copy u to x
          _: double = Element(x, 0)
          x[0] := Multiply(_, 2d)
          _'2: double[] = zeros [Add(Length(u, 0), 1)]
          for _'3: int = 0 while Less Length(u, 0) step 1
            _'4: double = Element(x, _'3)
            _'2[_'3] := _'4
          _'2[Length(u, 0)] := Element(u, 1)
          yield _'2, x, Element(u, 1)
        """,
        Lowered.Of("[Differentiable] public static (double[] X, double Y) F(double[] u) { var x = (double[])u.Clone(); x[0] *= 2; return (x, u[1]); }"));
}
