using Course.Presentation;
using Spectre.Console;

namespace Course.Tests;

/// <summary>The lessons' own comparisons must be able to fail.</summary>
public class PageTests
{
    [Theory]
    [InlineData("0.0055549232678", 0.005554923267799992, true)]
    [InlineData("0.0055549232678", 0.0055549232679, false)]
    [InlineData("4", 4.0, true)]
    [InlineData("4", 4.0000000001, false)]
    [InlineData("3.5338212256113444", 3.5338212256113466, true)]
    [InlineData("3.5338212256113444", 3.5338212256114, false)]
    [InlineData("-0.5", 0.5, false)]
    [InlineData("1.45", double.NaN, false)]
    public void PrintedDigits(string printed, double actual, bool agrees) => Assert.Equal(agrees, Numbers.IsPrintedAs(actual, printed));

    [Fact]
    public void APlantedDisagreementIsReported()
    {
        var output = new StringWriter();
        var page = new Page(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }));
        page.Expect("one", "1", 1.0);
        Assert.Empty(page.Disagreements);
        page.Expect("two", "2", 2.5);
        page.Summary();
        Assert.Equal("two is 2.5, expected 2", Assert.Single(page.Disagreements));
        Assert.Contains("DISAGREES: two is 2.5, expected 2", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 agree, 1 disagree", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ALinearMapThatIsNotTheDerivativeIsReported()
    {
        var page = new Page(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new StringWriter()), Ansi = AnsiSupport.No }));
        var example = new Example
        {
            Document = typeof(Document000),
            Method = nameof(Document000.F),
            Function = (x, y) => Document000.F(x[0], x[1]).CopyTo(y),
            X = [2, 3],
            Jacobian = new double[,] { { 4, 0 }, { 3, 2.1 } },
            Report = Document000.FCheckJacobian(2, 3),
            Inputs = ["x", "y"],
            Outputs = ["f0", "f1"],
        };
        page.Taylor(example, [0.6, 0.8]);
        Assert.NotEmpty(page.Disagreements);
    }
}
