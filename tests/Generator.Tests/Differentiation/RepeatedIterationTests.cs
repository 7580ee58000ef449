using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Which loops the reverse sweep runs again, and what is left on its tape.</summary>
public class RepeatedIterationTests
{
    private static readonly Lazy<HostResult> _host = new(() => GeneratorHost.RunMembers(KernelTexts.Repeated));

    [Theory]
    [InlineData("Distances", 1)]
    [InlineData("Packed", 1)]
    [InlineData("PackedRoot", 1)]
    [InlineData("StateStays", 0)]
    [InlineData("FilledInPart", 0)]
    [InlineData("WrittenLater", 0)]
    [InlineData("Outer", 1)]
    [InlineData("Chosen", 0)]
    [InlineData("Skipped", 0)]
    public void Only_iterations_that_depend_on_nothing_of_the_one_before(string name, int loops)
    {
        var function = Prepared(name);

        Assert.Equal(loops, RepeatableLoops.Of(function, new ArrayAliases(function.Body)).Count);
    }

    [Fact]
    public void A_counter_goes_on_the_tape_once_for_all_the_steps_that_are_taken_back()
    {
        Assert.Equal(1, Pushed("PackedRoot", value => !value.Type.IsReal));
    }

    /// <summary>What each term of a sum counts for is known before it is computed: an iteration is reversed where it ends. Of a root it is known only at the end.</summary>
    [Fact]
    public void The_iterations_of_a_sum_are_reversed_where_they_end()
    {
        Assert.Equal(0, Pushed("Packed", _ => true));
        Assert.NotEqual(0, Pushed("PackedRoot", _ => true));
    }

    private static int Pushed(string name, Func<Expression, bool> counts)
    {
        var (_, function, _) = new JacobianAssembly(Prepared(name), "gradient", [], default).Candidates().Single(candidate => candidate.Mode == "reverse, repeating True");
        var pushed = 0;
        Walk.Statements(function.Body, statement => pushed += statement is Push push && counts(push.Value) ? 1 : 0);
        return pushed;
    }

    /// <summary>No tape keeps a span: the gradient goes forward, what can only go backwards is differenced, and that is said.</summary>
    [Fact]
    public void What_cannot_be_kept_for_the_way_back_is_not_needed_there()
    {
        var result = GeneratorHost.RunMembers("""
            public static int Made;
            static ReadOnlySpan<double> Weights(int i) { Made++; return new[] { 0.5 + i, 1.5 - 0.2 * i }; }
            [Differentiable] public static double F(double[] x)
            {
                double total = 1;
                for (int i = 0; i < x.Length; i++) { var w = Weights(i); total = total * w[0] * x[i] + w[1] * x[i] * x[i]; }
                return total;
            }
            [Differentiable(Derivatives.Vjp)] public static double[] G(double[] x)
            {
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) { var w = Weights(i); y[i] = w[0] * x[i] * x[i] + (i > 0 ? y[i - 1] * w[1] : 0); }
                return y;
            }
            public static string Check() => $"{FCheckGradient([0.4, 0.9, 1.3]).Verdict} {GVjp([1, 2], [0, 1])[1]:F6}";
            """);
        var (assembly, errors) = GeneratedAssembly.Load(result);

        Assert.Empty(errors);
        Assert.Equal(["SJ1007"], result.Shown.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id));
        Assert.Equal("Correct 6.000000", assembly!.GetType("Sample")!.GetMethod("Check")!.Invoke(null, []));
    }

    private static Function Prepared(string name) => JacobianPlanner.Prepare(_host.Value.Models.Single(model => model.Name == name).Body!.Function, default);
}
