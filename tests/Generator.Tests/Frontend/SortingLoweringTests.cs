using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Sorting by the places of the elements, searches that are constant between their jumps, arrays of delegates.</summary>
public sealed class SortingLoweringTests
{
    [Fact]
    public void A_search_is_code_with_a_hint() => Assert.Contains(
        "«global::System.Array.BinarySearch(",
        Lowered.Of(
            "private static readonly double[] T = [0, 1, 2]; [Differentiable] public static double F(double x) { int k = ~System.Array.BinarySearch(T, x); return k * x; }",
            "SJ2001"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("System.Array.Sort(u)", "SortedOrder<double>(")]
    [InlineData("System.Array.Sort(u, new double[] { 1, 2 })", "SortedOrder<double>(")]
    [InlineData("System.Array.Sort(u, (a, b) => b.CompareTo(a))", "ComparedOrder<double>(")]
    [InlineData("System.Array.Sort(u, (a, b) => System.Math.Abs(a).CompareTo(System.Math.Abs(b)))", "ComparedOrder<double>(")]
    [InlineData("u = u.OrderByDescending(v => v).ToArray()", "StableOrder<double>(")]
    public void The_runtime_says_where_each_element_goes(string sort, string order)
    {
        var text = Lowered.Of($"[Differentiable] public static double F(double[] u) {{ {sort}; return u[0]; }}");

        Assert.Contains(order, text, StringComparison.Ordinal);
        Assert.DoesNotContain("«global::System.Array", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_chooses_among_delegates()
    {
        var text = Lowered.Of("private static readonly System.Func<double, double>[] Fs = [System.Math.Sin, v => v * v]; [Differentiable] public static double F(double x, int k) => Fs[k](x);");

        Assert.Contains("Equal(", text, StringComparison.Ordinal);
        Assert.Contains("Sin(x)", text, StringComparison.Ordinal);
        Assert.Contains("IndexOutOfRangeException", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("private static readonly System.Func<double, double>[] Fs = [System.Math.Sin]; static void Set() => Fs[0] = v => v; [Differentiable] public static double F(double x, int k) => Fs[k](x);")]
    [InlineData("internal static readonly System.Func<double, double>[] Fs = [System.Math.Sin]; [Differentiable] public static double F(double x, int k) => Fs[k](x);")]
    public void Delegates_that_may_be_others_are_not_known(string members) =>
        Assert.Contains(GeneratorHost.RunMembers(members).Diagnostics, diagnostic => diagnostic.Id == "SJ1001");

    [Theory]
    [InlineData("[Differentiable] public static double F(double[] u) { System.Array.Sort(u, (a, b) => System.Math.Abs(a).CompareTo(b)); return u[0]; }")]
    [InlineData("[Differentiable] public static double F(double[] u) { System.Array.Sort(u, (a, b) => a < b ? -1 : 1); return u[0]; }")]
    [InlineData("[Differentiable] public static double F(double[] u) { System.Array.Sort(u, (a, b) => (a + u[1]).CompareTo(a + u[1])); return u[0]; }")]
    [InlineData("[Differentiable] public static double F(double[] u) => u.OrderBy(v => v, System.Collections.Generic.Comparer<double>.Default).First();")]
    public void Other_orders_are_refused(string members) =>
        Assert.Contains(GeneratorHost.RunMembers(members).Diagnostics, diagnostic => diagnostic.Id == "SJ1001");
}
