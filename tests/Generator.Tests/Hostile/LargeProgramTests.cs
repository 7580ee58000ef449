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
