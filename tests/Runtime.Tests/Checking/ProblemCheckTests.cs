using SymbolicJacobian.Tests.Problems;

namespace SymbolicJacobian.Tests.Checking;

/// <summary>The checker against functions whose Jacobians are known: silent on the right ones, loud on the wrong ones.</summary>
public class ProblemCheckTests
{
    private static readonly IReadOnlyList<Problem> s_problems = [.. EquationSystems.All, .. LeastSquares.All];

    public static TheoryData<string> Names => [.. s_problems.Select(problem => problem.Name)];

    public static TheoryData<string> SystemNames => [.. EquationSystems.All.Select(problem => problem.Name)];

    private static Problem Named(string name) => s_problems.Single(problem => problem.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void TheRightJacobianRaisesNoAlarmAndShowsNoKink(string name)
    {
        var problem = Named(name);
        foreach (var x in problem.Points())
        {
            var report = JacobianCheck.Compare(problem.F, x, problem.Jacobian(x));
            Assert.True(report.WrongCount == 0 && report.KinkCount == 0 && report.UndefinedCount == 0, report.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheRightJacobianIsCorrectAtTheStandardStartAndNearIt(string name)
    {
        var problem = Named(name);
        Assert.All([problem.Start, problem.Perturbed()], x =>
        {
            var report = JacobianCheck.Compare(problem.F, x, problem.Jacobian(x));
            Assert.True(report.Verdict == Verdict.Correct, report.ToString());
            report.ThrowIfWrong();
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryMistakeInAnEntryThatMattersIsFoundThere(string name)
    {
        var problem = Named(name);
        double[] factors = [-1.0, 2.0, 0.0, 1.01, 1.001, 1.0 + 1e-5];
        foreach (var x in problem.Points())
        {
            var jacobian = problem.Jacobian(x);
            for (var i = 0; i < problem.Rows; i++)
            {
                var rowScale = Enumerable.Range(0, problem.Columns).Max(k => Math.Abs(jacobian[i, k]) * Math.Max(1.0, Math.Abs(x[k])));
                for (var j = 0; j < problem.Columns; j++)
                {
                    var right = jacobian[i, j];
                    if (Math.Abs(right) * Math.Max(1.0, Math.Abs(x[j])) <= 1e-3 * rowScale) continue;
                    foreach (var factor in factors)
                    {
                        jacobian[i, j] = factor * right;
                        AssertFound(JacobianCheck.Compare(problem.F, x, jacobian), i, j, $"{name}: factor {factor:R} at ({i}, {j})");
                    }

                    jacobian[i, j] = right;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASpuriousEntryInAStructuralZeroIsFound(string name)
    {
        var problem = Named(name);
        var x = problem.Perturbed();
        var jacobian = problem.Jacobian(x);
        for (var i = 0; i < problem.Rows; i++)
        {
            for (var j = 0; j < problem.Columns; j++)
            {
                if (jacobian[i, j] != 0.0) continue;
                jacobian[i, j] = 1e-3;
                AssertFound(JacobianCheck.Compare(problem.F, x, jacobian), i, j, $"{name}: 1e-3 at ({i}, {j})");
                jacobian[i, j] = 0.0;
            }
        }
    }

    [Theory]
    [MemberData(nameof(SystemNames))]
    public void MistakesOfErrjacAreFoundAndItsRightOnesPass(string name)
    {
        var problem = Named(name);
        var x = problem.Perturbed();
        var jacobian = problem.Jacobian(x);
        var wrong = Mistakes.Plant(problem, x, jacobian);
        var report = JacobianCheck.Compare(problem.F, x, jacobian);
        Assert.True(report.Verdict == (wrong ? Verdict.Wrong : Verdict.Correct), report.ToString());
    }

    [Fact]
    public void ErrjacPlantsElevenMistakesInFourteen() =>
        Assert.Equal(11, EquationSystems.All.Count(problem => Mistakes.Plant(problem, problem.Perturbed(), problem.Jacobian(problem.Perturbed()))));

    [Theory]
    [MemberData(nameof(Names))]
    public void InFloatTheRightJacobianPassesAndAFactorIsFound(string name)
    {
        var problem = Named(name);
        double[] x = [.. problem.Perturbed().Select(value => (double)(float)value)];
        var jacobian = problem.Jacobian(x);
        VectorFunction f = (point, y) =>
        {
            problem.F(point, y);
            for (var i = 0; i < y.Length; i++) y[i] = (float)y[i];
        };
        var report = JacobianCheck.Compare(f, x, jacobian, Precision.Single);
        Assert.True(report.WrongCount == 0 && report.KinkCount == 0, report.ToString());

        for (var i = 0; i < problem.Rows; i++)
        {
            for (var j = 0; j < problem.Columns; j++) jacobian[i, j] *= 2.0;
        }

        Assert.Equal(Verdict.Wrong, JacobianCheck.Compare(f, x, jacobian, Precision.Single).Verdict);
    }

    [Theory]
    [InlineData("Rosenbrock")]
    [InlineData("Powell singular")]
    [InlineData("Freudenstein and Roth")]
    [InlineData("Broyden tridiagonal")]
    public void InFloatAWellScaledJacobianIsDecided(string name)
    {
        var problem = Named(name);
        double[] x = [.. problem.Perturbed().Select(value => (double)(float)value)];
        VectorFunction f = (point, y) =>
        {
            problem.F(point, y);
            for (var i = 0; i < y.Length; i++) y[i] = (float)y[i];
        };
        var report = JacobianCheck.Compare(f, x, problem.Jacobian(x), Precision.Single);
        Assert.True(report.Verdict == Verdict.Correct, report.ToString());
    }

    private static void AssertFound(JacobianReport report, int row, int column, string what)
    {
        Assert.True(report.Verdict == Verdict.Wrong, what + "\n" + report);
        Assert.Equal(1, report.WrongCount);
        Assert.Equal((row, column, Finding.Wrong), (report.Worst[0].Row, report.Worst[0].Column, report.Worst[0].Finding));
    }
}
