using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>
/// Programs that are large in every way: a result, or a diagnostic at a place in the source that names the limit. A stack overflow
/// would end the process of these tests as it would end an editor's, so the generator is called with as little stack as those have.
/// </summary>
public class LargeProgramTests
{
    private const int SmallStack = 512 * 1024;

    /// <summary>The C# compiler's own recursion is not the question.</summary>
    private const int LargeStack = 1 << 28;

    /// <summary>Each program with one kind of derivative; <c>benchmarks -- --large</c> tries all of both.</summary>
    public static TheoryData<string, string> Programs()
    {
        var data = new TheoryData<string, string>();
        for (var i = 0; i < LargePrograms.All.Count; i++)
        {
            data.Add(LargePrograms.All[i].Name, LargePrograms.Kinds[i % LargePrograms.Kinds.Count]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Are_followed_or_refused_at_a_place(string name, string kind)
    {
        var run = Run(LargePrograms.Of(name, kind));
        Assert.Null(run.Results[0].Exception);
        Assert.All(run.Diagnostics, diagnostic => Assert.True(diagnostic.Location.IsInSource, diagnostic.ToString()));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal));
        Assert.All(run.GeneratedTrees, tree => Assert.DoesNotContain(tree.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("loop of 1e9 constant trips", "Jacobian")]
    [InlineData("sum of 5,000 terms", "Hessian")]
    [InlineData("expression of 2,000 levels", "Jacobian")]
    [InlineData("300 inputs, 300 outputs", "SparseJacobian")]
    [InlineData("300 inputs, 300 full outputs", "Jacobian")]
    [InlineData("500 branches in a row", "Vjp")]
    [InlineData("1,000 conditions", "Jvp")]
    [InlineData("switch of 1,000 cases", "Jvp")]
    [InlineData("switch expression of 1,000 arms", "Hessian")]
    [InlineData("switch on a real, 1,000 arms", "Vjp")]
    [InlineData("500 early returns in a row", "Jacobian")]
    public void What_is_followed_compiles(string name, string kind)
    {
        var compilation = Compilation(LargePrograms.Of(name, kind));
        Compilation? output = null;
        var driver = GeneratorHost.Driver();
        On(SmallStack, () => driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out _));
        On(LargeStack, () =>
        {
            Assert.NotEqual(compilation.SyntaxTrees.Length, output!.SyntaxTrees.Count());
            Assert.DoesNotContain(output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        });
    }

    /// <summary>More of them than nest: each is run, first and last of every group, and none.</summary>
    [Fact]
    public void Long_chains_take_the_branch_that_C_sharp_takes()
    {
        var numbers = Enumerable.Range(0, 100).ToArray();
        var result = GeneratorHost.RunMembers($$"""
            [Differentiable] public static double Cases(double x, int k) { double r = x; switch (k) { {{string.Concat(numbers.Select(i => $"case {i}: " + (i % 3 == 0 ? $"return x * {i};" : i % 3 == 1 ? $"r *= x + {i}; break;" : $"goto case {i - 1};")))}} default: r = 7 * x; break; } return r * x; }
            [Differentiable] public static double Arms(double x, int k) => k switch { {{string.Concat(numbers.Select(i => $"{i} => x * x * {i}, "))}} _ => 7 * x };
            [Differentiable] public static double Steps(double x, int k) => (x * k) switch { {{string.Concat(numbers.Select(i => $"< {i} => x * x * {i}, "))}} > 200 => x };
            [Differentiable] public static double Returns(double x, int k) { double r = x; {{string.Concat(numbers.Select(i => i % 4 == 0 ? $"if (k < {i}) r += x * {i}; " : $"if (k == {i}) return r * x * {i}; "))}} return r * r; }
            [Differentiable] public static double Breaks(double x, int k) { double r = x; for (int j = 0; j < 3; j++) { {{string.Concat(numbers.Select(i => $"if (k == {i}) {(i % 2 == 0 ? "continue" : "break")}; if (k < {i}) r += {i} * x; "))}} r *= x; } return r; }
            public static string Run()
            {
                var wrong = "";
                for (int k = -1; k <= 101; k++)
                {
                    if (CasesCheckGradient(0.7, k).Verdict != Verdict.Correct || Cases(0.7, k) != CasesValueAndGradient(0.7, k, new double[1])) wrong += " case " + k;
                    if (ArmsCheckGradient(0.7, k).Verdict != Verdict.Correct || Arms(0.7, k) != ArmsValueAndGradient(0.7, k, new double[1])) wrong += " arm " + k;
                    if (Math.Abs(StepsGradient(0.7713, k)[0] - (2 * 0.7713 * (Math.Floor(0.7713 * k) + 1))) > 1e-9 || Steps(0.7713, k) != StepsValueAndGradient(0.7713, k, new double[1])) wrong += " step " + k;
                    if (ReturnsCheckGradient(0.7, k).Verdict != Verdict.Correct || Returns(0.7, k) != ReturnsValueAndGradient(0.7, k, new double[1])) wrong += " return " + k;
                    if (BreaksCheckGradient(0.7, k).Verdict != Verdict.Correct || Breaks(0.7, k) != BreaksValueAndGradient(0.7, k, new double[1])) wrong += " break " + k;
                }

                return wrong;
            }
            """);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(5)));
        Assert.Equal("", assembly.GetType("Sample")!.GetMethod("Run")!.Invoke(null, null));
    }

    [Fact]
    public void A_limit_met_behind_the_barrier_is_said_at_the_name_of_the_method()
    {
        var source = LargePrograms.Of("3,000 statements", "Hessian");
        var diagnostic = Assert.Single(Run(source).Diagnostics);
        Assert.Equal("SJ1007", diagnostic.Id);
        Assert.Equal("F", source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("20000 statements", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void And_is_an_error_where_nothing_may_be_approximated()
    {
        var source = LargePrograms.Of("3,000 statements", "Hessian").Replace("(Derivatives.Hessian)", "(Derivatives.Hessian, Fallback = Fallback.Error)", StringComparison.Ordinal);
        var run = Run(source);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(run.Diagnostics).Severity);
        Assert.Empty(run.GeneratedTrees);
    }

    private static GeneratorDriverRunResult Run(string source)
    {
        var compilation = Compilation(source);
        var driver = GeneratorHost.Driver();
        On(SmallStack, () => driver = driver.RunGenerators(compilation));
        return driver.GetRunResult();
    }

    private static CSharpCompilation Compilation(string source)
    {
        CSharpCompilation? compilation = null;
        On(LargeStack, () => compilation = GeneratorHost.Compile(source));
        return compilation!.WithOptions(compilation.Options.WithConcurrentBuild(false));
    }

    private static void On(int stack, Action work)
    {
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception exception)
                {
                    fault = ExceptionDispatchInfo.Capture(exception);
                }
            },
            stack);
        thread.Start();
        thread.Join();
        fault?.Throw();
    }
}
