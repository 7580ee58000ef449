namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Parameters of every kind, as the generated members declare them again.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData("double x = 1")]
    [InlineData("double x = -1.5e-300")]
    [InlineData("double x = double.NaN")]
    [InlineData("double x = double.PositiveInfinity")]
    [InlineData("double x = double.NegativeInfinity")]
    [InlineData("double x = double.Epsilon")]
    [InlineData("double x = double.MaxValue")]
    [InlineData("double x = -0.0")]
    [InlineData("double x = Math.PI")]
    [InlineData("double x = default")]
    [InlineData("double x = 'a'")]
    [InlineData("double x, float f = float.NaN")]
    [InlineData("double x, float f = -float.MaxValue")]
    [InlineData("double x, int n = -3")]
    [InlineData("double x, int n = int.MinValue")]
    [InlineData("double x, long n = long.MinValue")]
    [InlineData("double x, ulong n = ulong.MaxValue")]
    [InlineData("double x, uint n = 3000000000, byte b = 255, sbyte s = -128, short t = -1, ushort u = 1")]
    [InlineData("double x, nint n = 3, nuint m = 4")]
    [InlineData("double x, char c = '\\'', char d = '\\n', char e = '\\0', char f = '\\ud800'")]
    [InlineData("double x, string s = \"a = \\\"b\\\" {0} \\r\\n // */\", string? t = null")]
    [InlineData("double x, bool b = true")]
    [InlineData("double x, [Constant] decimal d = -1.50m")]
    [InlineData("double x, DayOfWeek d = DayOfWeek.Friday")]
    [InlineData("double x, DayOfWeek d = (DayOfWeek)(-7)")]
    [InlineData("double x, DayOfWeek? d = DayOfWeek.Friday, DayOfWeek? e = null")]
    [InlineData("double x, int? n = 3, bool? b = null, long? l = 2")]
    [InlineData("double x, [Constant] double? d = 2.5, [Constant] float? f = -1, [Constant] decimal? m = 2")]
    [InlineData("double x, DateTime d = default, Guid g = default(Guid), [Constant] object? o = null")]
    [InlineData("double x, System.Threading.CancellationToken token = default")]
    [InlineData("double x, [System.Runtime.CompilerServices.CallerMemberName] string s = \"\", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0")]
    [InlineData("double x, [System.Runtime.CompilerServices.CallerArgumentExpression(\"x\")] string s = \"\"")]
    [InlineData("double x, [System.Runtime.InteropServices.Optional] int n, [System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(3)] int m")]
    [InlineData("double x, params int[] n")]
    [InlineData("double x, params double[] n")]
    [InlineData("double x, params string[] n")]
    [InlineData("double x, params ReadOnlySpan<double> n")]
    [InlineData("double x, double y = 1, params double[] n")]
    [InlineData("in double x, in int n, in DateTime d")]
    [InlineData("double x, [Constant] (int A, string? B) t, [Constant] Dictionary<string, List<int?>?>? d = null")]
    [InlineData("double x, [Constant] Func<double, double>? f = null, Action<int>? a = null")]
    [InlineData("[Constant] double y, double x, [Constant] double[] z, [Constant] double[,] w, [Constant] int n, [Constant] string s")]
    [InlineData("double x, [Size(3)] double[] y, [Size(3, 3)] double[,] z, [Constant, Size(3)] double[] w, [Size(3)] ReadOnlySpan<double> s")]
    [InlineData("double x, [Size(3)] int[] n")]
    [InlineData("double x, int n, long m, byte b, DayOfWeek d, bool c, string s, char h")]
    public void Declared_again(string parameters)
    {
        Guest.IsFollowedAsMember($"[Differentiable] public static double F({parameters}) => x * x;");
        Guest.IsFollowedAsMember($"[Differentiable] public static double[] F({parameters}) => new[] {{ x * x, 3 * x }};");
        Guest.SaysOfMember($"[Differentiable] public static double[] F({parameters}) {{ try {{ return new[] {{ x * x }}; }} finally {{ new global::System.Random().Next(); }} }}", "SJ1005");
    }

    [Fact]
    public void Params_stay_where_nothing_follows()
    {
        Guest.IsFollowedAsMember("[Differentiable] public static double F(params double[] x) => x[0] * x[1]; public static double[] G() => FGradient(1, 2);");
        Guest.IsFollowedAsMember("[Differentiable] public static double F(double x, int n = 2) => x * n; public static double[] G() => FGradient(1);");
    }

    [Theory]
    [InlineData("public static double[] FJacobian(double x) => new double[1]; [Differentiable] public static double[] F(double x) => new[] { x };")]
    [InlineData("public static void FGradient(double x, Span<double> g) { } [Differentiable] public static double F(double x) => x;")]
    [InlineData("public const int FGradient = 3; [Differentiable] public static double F(double x) => x;")]
    [InlineData("public static int FCheckGradient { get; set; } [Differentiable] public static double F(double x) => x;")]
    [InlineData("public class FValueAndGradient { } [Differentiable] public static double F(double x) => x;")]
    [InlineData("public static event Action FGradient { add { } remove { } } [Differentiable] public static double F(double x) => x;")]
    [InlineData("public static double F1(double x) => x; [Differentiable] public static double F(double x) => x; [Differentiable] public static double FValueAnd(double x) => x;")]
    [InlineData("[Differentiable] public static double F(double x) => x; [Differentiable] public static double FCheck(double x) => x;")]
    [InlineData("[Differentiable] public static double[] F(double x) => new[] { x }; [Differentiable] public static void F(double x, Span<double> y) { y[0] = x; }")]
    [InlineData("[Differentiable] public static double[] F(double x, int n) => new[] { x }; [Differentiable] public static void F(double x, Span<double> y) { y[0] = x; }")]
    public void Members_that_the_user_has(string members) => Guest.SaysOfMember(members, "SJ0015");

    [Theory]
    [InlineData("public static double[] FGradient(string x) => new double[0]; public static double[] FGradient<T>(double x) => new double[0]; [Differentiable] public static double F(double x) => x;")]
    [InlineData("public static double[] FJacobian(double x) => new double[0]; [Differentiable] public static double F(double x) => x;")]
    public void Members_beside_which_ours_fit(string members) => Guest.IsFollowedAsMember(members);

    [Fact]
    public void A_type_called_like_a_member() => Guest.Says("using SymbolicJacobian; public static partial class FGradient { [Differentiable] public static double F(double x) => x; }", "SJ0015");
}
