namespace Problems.Checking;

/// <summary>What every kind of derivative is, said in terms of the Jacobian, or of differences of it.</summary>
internal static class KindLaws
{
    /// <summary>Everything that a method asks for.</summary>
    public static void AllHold(Subject subject)
    {
        Laws.AreExact(subject);
        var jacobian = Laws.Jacobian(subject);
        Laws.AgreesWithDifferences(subject, jacobian);
        if (subject.Kinds.HasFlag(Derivatives.Jvp)) Jvp(subject, jacobian);
        if (subject.Kinds.HasFlag(Derivatives.Vjp)) Vjp(subject, jacobian);
        if (subject.Kinds.HasFlag(Derivatives.GaussNewton)) GaussNewton(subject, jacobian);
        if (subject.Kinds.HasFlag(Derivatives.SparseJacobian)) Sparse(subject, jacobian);
        if (subject.Kinds.HasFlag(Derivatives.Batch)) Batch(subject);
        if (!subject.Kinds.HasFlag(Derivatives.Hessian)) return;
        var hessian = Hessian(subject);
        if (subject.Kinds.HasFlag(Derivatives.HessianVectorProduct)) HessianVectorProduct(subject, hessian);
    }

    private static double Tolerance(Subject subject) => subject.IsSingle ? 2e-5 : 1e-11;

    private static void Jvp(Subject subject, double[] jacobian)
    {
        var tangent = Direction(subject.Columns);
        var expected = Enumerable.Range(0, subject.Rows).Select(i => Sum(subject.Columns, j => jacobian[i * subject.Columns + j] * tangent[j])).ToArray();
        double[] actual = subject.IsScalar
            ? [Convert.ToDouble(subject.Call("Jvp", subject.X, (object)tangent))]
            : Laws.Written(subject.Rows, subject.TakesRowCount, subject, result => subject.Call("Jvp", subject.X, tangent, result));
        Agree(expected, actual, Scale(jacobian, tangent), "Jvp", subject);
    }

    private static void Vjp(Subject subject, double[] jacobian)
    {
        var cotangent = Direction(subject.Rows);
        var expected = Enumerable.Range(0, subject.Columns).Select(j => Sum(subject.Rows, i => jacobian[i * subject.Columns + j] * cotangent[i])).ToArray();
        var actual = Laws.Written(subject.Columns, false, subject, result => subject.Call("Vjp", subject.X, cotangent, result));
        Agree(expected, actual, Scale(jacobian, cotangent), "Vjp", subject);
    }

    private static void GaussNewton(Subject subject, double[] jacobian)
    {
        var (m, n) = (subject.Rows, subject.Columns);
        var (half, jtr) = (0.0, Laws.Dirty(0));
        var jtj = Laws.Written(n * n, false, subject, matrix =>
            jtr = Laws.Written(n, false, subject, right => half = Convert.ToDouble(subject.CallOfRows("GaussNewton", subject.X, matrix, right))));
        var squares = new double[n * n];
        for (var k = 0; k < n * n; k++) squares[k] = Sum(m, i => jacobian[i * n + k / n] * jacobian[i * n + k % n]);
        Agree([0.5 * Sum(m, i => subject.Y[i] * subject.Y[i])], [half], half, "½‖f‖²", subject);
        Agree(squares, jtj, Scale(jacobian, jacobian), "JᵀJ", subject);
        Agree([.. Enumerable.Range(0, n).Select(j => Sum(m, i => jacobian[i * n + j] * subject.Y[i]))], jtr, Scale(jacobian, subject.Y), "Jᵀf", subject);
    }

    private static void Sparse(Subject subject, double[] jacobian)
    {
        var pattern = subject.Pattern();
        Assert.Equal((subject.Rows, subject.Columns), (pattern.RowCount, pattern.ColumnCount));
        var values = Laws.Written(pattern.ColumnIndices.Length, false, subject, entries => subject.CallOfRows("JacobianValues", subject.X, (object)entries));
        Agree(jacobian, [.. pattern.ToDense(values).Cast<double>()], jacobian.Append(0).Max(Math.Abs), "the sparse Jacobian", subject);
    }

    /// <summary>A batch is the derivative for one point, point by point: for all remainders of a tile, and where the points take different branches.</summary>
    private static void Batch(Subject subject)
    {
        var suffix = subject.IsScalar ? "Gradient" : "Jacobian";
        var (n, size) = (subject.Columns, subject.Rows * subject.Columns);
        var points = Enumerable.Range(0, 11).Select(k => Near(subject, k)).ToArray();
        var expected = points.Select(point =>
        {
            var result = Laws.Dirty(size);
            subject.Call(suffix, point, (object)result);
            return result;
        }).ToArray();
        foreach (var count in new[] { 0, 1, 2, 3, 4, 11 })
        {
            var actual = Laws.Dirty(count * size + 1);
            subject.Batch(count, [.. points.Take(count).SelectMany(point => point)], actual);
            Assert.True(double.IsNaN(actual[^1]), $"{subject}: a batch of {count} writes beyond its end.");
            for (var p = 0; p < count; p++)
            {
                Agree(expected[p], actual[(p * size)..((p + 1) * size)], expected[p].Where(double.IsFinite).Append(0).Max(Math.Abs), $"point {p} of a batch of {count} ({n} inputs)", subject);
            }
        }
    }

    /// <summary>A point that is a little or a lot away, where F is as long there and no exception.</summary>
    private static double[] Near(Subject subject, int k)
    {
        foreach (var distance in new[] { k % 2 == 0 ? 0.01 : 0.8, 1e-5 })
        {
            double[] point = [.. subject.X.Select((x, j) => x + distance * Math.Max(Math.Abs(x), 0.5) * Math.Sin(k * (1.7 + j)))];
            try
            {
                if (subject.Evaluate(point).Length == subject.Rows) return point;
            }
            catch (Exception outside) when (outside is ArgumentException or ArithmeticException or InvalidOperationException or IndexOutOfRangeException)
            {
                // Not in the domain of F.
            }
        }

        return subject.X;
    }

    private static double[] Hessian(Subject subject)
    {
        var (m, n) = (subject.Rows, subject.Columns);
        var hessian = Laws.Written(m * n * n, false, subject, entries => subject.CallOfRows("Hessian", subject.X, (object)entries));
        var report = JacobianCheck.Compare(
            (x, y) =>
            {
                var jacobian = new double[m * n];
                subject.Call(subject.IsScalar ? "Gradient" : "Jacobian", x.ToArray(), jacobian);
                jacobian.CopyTo(y);
            },
            subject.X,
            hessian,
            m * n,
            subject.IsSingle ? Precision.Single : Precision.Double);
        Assert.True(report.Verdict != Verdict.Wrong, $"{subject}, the Hessian: {report}");
        for (var k = 0; k < hessian.Length; k++)
        {
            var (i, a, b) = (k / (n * n), k / n % n, k % n);
            Agree([hessian[k]], [hessian[(i * n * n) + (b * n) + a]], hessian.Max(Math.Abs), "the symmetry of the Hessian", subject);
        }

        return hessian;
    }

    private static void HessianVectorProduct(Subject subject, double[] hessian)
    {
        var vector = Direction(subject.Columns);
        var actual = Laws.Written(subject.Columns, false, subject, result => subject.Call("HessianVectorProduct", subject.X, vector, result));
        var expected = Enumerable.Range(0, subject.Columns).Select(i => Sum(subject.Columns, j => hessian[i * subject.Columns + j] * vector[j])).ToArray();
        Agree(expected, actual, Scale(hessian, vector), "H·v", subject);
    }

    private static void Agree(double[] expected, double[] actual, double scale, string what, Subject subject)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            Assert.True(
                Math.Abs(expected[k] - actual[k]) <= Tolerance(subject) * (scale + 1e-300) || expected[k].Equals(actual[k]),
                FormattableString.Invariant($"{subject}, {what}: entry {k} is {actual[k]:R} and should be {expected[k]:R}."));
        }
    }

    /// <summary>No symmetry, no zeros.</summary>
    private static double[] Direction(int length) => [.. Enumerable.Range(0, length).Select(k => 0.4 + Math.Sin(1 + 2.3 * k))];

    private static double Scale(double[] a, double[] b) => a.Append(0).Max(Math.Abs) * Math.Max(1e-3, b.Append(0).Max(Math.Abs));

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
