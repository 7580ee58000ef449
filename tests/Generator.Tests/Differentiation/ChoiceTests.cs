using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Choices whose operands are functions of one value, quotients under a logarithm: gone through at once, and still only along the operand that the value takes.</summary>
public class ChoiceTests
{
    [Theory]
    [InlineData("Tail", 0.7, "Correct")]
    [InlineData("Tail", -0.7, "Correct")]
    [InlineData("Root", 0.5, "Correct")]
    [InlineData("Root", -0.5, "Correct")]
    [InlineData("Named", 0.4, "Correct")]
    [InlineData("Named", -1.4, "Correct")]
    [InlineData("Nested", 0.2, "Correct")]
    [InlineData("Nested", -0.2, "Correct")]
    [InlineData("Nested", 2.5, "Correct")]
    [InlineData("Logarithm", 1.5, "Correct")]
    [InlineData("Logarithm", -1.5, "Correct")]
    public void The_derivative_is_that_of_differences(string name, double x, string verdict) => Assert.Equal(verdict, Run(name + "Verdict", x).ToString());

    [Fact]
    public void What_the_other_operand_would_give_does_not_leak()
    {
        Assert.Equal(-1.0, Run("RootSlope", 0));
        Assert.Equal(1 / 0.0, Run("OpenSlope", 0));
        Assert.Equal(2.0, Run("OpenSlope", -1));
    }

    [Fact]
    public void The_choice_is_one_of_signs()
    {
        var text = Result.Value.Sources.Single(source => source.HintName.Contains(".Tail.", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("x < 0 ? 1.0 : -1.0", text, StringComparison.Ordinal);
    }

    private static object Run(string method, double x) => _sample.Value.GetMethod(method)!.Invoke(null, [x])!;

    private static Lazy<HostResult> Result { get; } = new(() => GeneratorHost.RunMembers("""
        [Differentiable] public static double Tail(double x, double y)
        {
            double t = 1 / (1 + 0.2 * Math.Abs(x)), tail = Math.Exp(-x * x / 2) * t * (y + t * (0.3 + t));
            return x < 0 ? tail : 1 - tail;
        }

        [Differentiable] public static double Root(double x) => x > 0 ? Math.Sqrt(x) : -x;
        [Differentiable] public static double Open(double x) => x >= 0 ? Math.Sqrt(x) : 2 * x;
        [Differentiable] public static double Named(double x, double y)
        {
            double s = x * y, u = Math.Sin(s), v = 2 * u, w = u / 3, c = x < 0 ? v : w;
            return c * y + u;
        }

        [Differentiable] public static double Nested(double x, double y) => x > 0 ? x > 2 ? Math.Exp(x * y) : 3 * (x * y) : x * y - 1;
        [Differentiable] public static double Logarithm(double x, double y) => Math.Log(x / (x * y)) * x + Math.Log(3 / (y * y)) + Math.Log(y / 2);
        public static Verdict TailVerdict(double x) => TailCheckGradient(x, 0.8).Verdict;
        public static Verdict RootVerdict(double x) => RootCheckGradient(x).Verdict;
        public static Verdict NamedVerdict(double x) => NamedCheckGradient(x, 0.9).Verdict;
        public static Verdict NestedVerdict(double x) => NestedCheckGradient(x, 0.6).Verdict;
        public static Verdict LogarithmVerdict(double x) => LogarithmCheckGradient(x, 0.6).Verdict;
        public static double RootSlope(double x) => RootGradient(x)[0];
        public static double OpenSlope(double x) => OpenGradient(x)[0];
        """));

    private static readonly Lazy<Type> _sample = new(() =>
    {
        Assert.Empty(Result.Value.Shown.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        var (assembly, errors) = GeneratedAssembly.Load(Result.Value);
        Assert.Empty(errors);
        return assembly!.GetType("Sample")!;
    });
}
