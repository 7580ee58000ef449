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
        var (_, function, _) = new JacobianAssembly(Prepared("Packed"), "gradient", default).Candidates().Single(candidate => candidate.Mode == "reverse, repeating True");
        var pushed = 0;
        Walk.Statements(function.Body, statement => pushed += statement is Push { Value.Type.IsReal: false } ? 1 : 0);

        Assert.Equal(1, pushed);
    }

    private static Function Prepared(string name) => JacobianPlanner.Prepare(_host.Value.Models.Single(model => model.Name == name).Body!.Function, default);
}
