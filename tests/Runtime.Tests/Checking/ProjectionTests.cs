using SymbolicJacobian.Tests.Problems;

namespace SymbolicJacobian.Tests.Checking;

public class ProjectionTests
{
    private const int N = 400;

    public static TheoryData<string> Names => [.. EquationSystems.All.Select(problem => problem.Name)];

    private static void Tridiagonal(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var k = 0; k < x.Length; k++)
            y[k] = (3.0 - 2.0 * x[k]) * x[k] + 1.0 - (k > 0 ? x[k - 1] : 0.0) - (k < x.Length - 1 ? 2.0 * x[k + 1] : 0.0);
    }

    private static double[] Point => [.. Enumerable.Range(0, N).Select(k => Math.Sin(k))];

    private static (SparsityPattern Pattern, double[] Values) Sparse(double[] x)
    {
        var entries = Enumerable.Range(0, N)
            .SelectMany(i => Enumerable.Range(i - 1, 3).Where(j => j is >= 0 and < N).Select(j => (Row: i, Column: j))).ToArray();
        var values = entries.Select(e => e.Row == e.Column ? 3.0 - 4.0 * x[e.Row] : e.Column < e.Row ? -1.0 : -2.0).ToArray();
        return (SparsityPattern.FromCoordinates(N, N, entries), values);
    }

    [Fact]
    public void ALargeSparseJacobianIsCheckedInThirtySevenEvaluations()
    {
        var x = Point;
        var (pattern, values) = Sparse(x);
        var evaluations = 0;
        VectorFunction counted = (point, y) =>
        {
            evaluations++;
            Tridiagonal(point, y);
        };
        var report = JacobianCheck.CompareProjections(counted, x, pattern, values);
        Assert.True(report.Verdict == Verdict.Correct, report.ToString());
        Assert.Equal(37, evaluations);
        Assert.StartsWith("Projections 400 x 3: Correct, 1200 products: 1200 agree", report.ToString());
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(1.001)]
    [InlineData(1.0001)]
    public void OneWrongEntryOfALargeJacobianIsFoundInItsRow(double factor)
    {
        var x = Point;
        var (pattern, values) = Sparse(x);
        values[pattern.IndexOf(123, 122)] *= factor;
        foreach (var report in new[]
        {
            JacobianCheck.CompareProjections(Tridiagonal, x, pattern, values),
            JacobianCheck.CompareProjections(Tridiagonal, x, pattern.ToDense(values).Cast<double>().ToArray(), N),
        })
        {
            Assert.True(report.Verdict == Verdict.Wrong, report.ToString());
            Assert.All(report.Worst.Where(entry => entry.Finding == Finding.Wrong), entry => Assert.Equal(123, entry.Row));
            Assert.Throws<JacobianCheckException>(report.ThrowIfWrong);
        }
    }

    [Fact]
    public void AnEntryMissingFromThePatternIsFound()
    {
        var x = Point;
        VectorFunction coupled = (point, y) =>
        {
            Tridiagonal(point, y);
            y[7] += 0.01 * point[300];
        };
        var (pattern, values) = Sparse(x);
        var report = JacobianCheck.CompareProjections(coupled, x, pattern, values);
        Assert.Equal((Verdict.Wrong, 7), (report.Verdict, report.Worst[0].Row));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheRightJacobianRaisesNoAlarm(string name)
    {
        var problem = EquationSystems.All.Single(candidate => candidate.Name == name);
        foreach (var x in problem.Points())
        {
            var flat = problem.Jacobian(x).Cast<double>().ToArray();
            var report = JacobianCheck.CompareProjections(problem.F, x, flat, problem.Rows);
            Assert.True(report.WrongCount == 0, report.ToString());
        }
    }

    [Fact]
    public void LengthsAreChecked()
    {
        Assert.Throws<ArgumentException>("jacobian", () => JacobianCheck.CompareProjections(Tridiagonal, [1.0, 2.0], new double[3], 2));
        Assert.Throws<ArgumentException>("values", () => JacobianCheck.CompareProjections(Tridiagonal, [1.0, 2.0], SparsityPattern.Dense(2, 2), new double[3]));
        Assert.Throws<ArgumentException>("x", () => JacobianCheck.CompareProjections(Tridiagonal, [1.0], SparsityPattern.Dense(2, 2), new double[4]));
    }
}
