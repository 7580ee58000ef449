using MathNet.Numerics.LinearAlgebra;

namespace Problems.Fits;

/// <summary>Residuals and their Jacobian, row by row, in one call.</summary>
internal delegate double[] ValueAndJacobian(double[] x, Span<double> jacobian);

/// <summary>Least squares with Marquardt's scaling and Nielsen's choice of the damping.</summary>
internal static class LevenbergMarquardt
{
    private const int MaximalSteps = 2000;

    /// <summary>Goes downhill from a start until no step makes the sum of squares smaller.</summary>
    public static (double[] X, double SumOfSquares, int Steps) Minimise(ValueAndJacobian f, double[] start, int rows)
    {
        var x = Vector<double>.Build.DenseOfArray(start);
        var entries = new double[rows * start.Length];
        var residuals = f(start, entries);
        var (damping, growth, steps) = (1e-3, 2.0, 0);
        var scale = Vector<double>.Build.Dense(start.Length);
        while (damping < 1e40 && steps++ < MaximalSteps)
        {
            var jacobian = Matrix<double>.Build.DenseOfRowMajor(rows, start.Length, entries);
            scale = scale.PointwiseMaximum(jacobian.ColumnNorms(2)).PointwiseMaximum(1e-12);
            var step = Step(jacobian, Vector<double>.Build.DenseOfArray(residuals), scale, Math.Sqrt(damping));
            var (next, nextEntries) = (x + step, new double[entries.Length]);
            var nextResiduals = f([.. next], nextEntries);
            var predicted = Sum(residuals) - Sum((jacobian * step + Vector<double>.Build.DenseOfArray(residuals)).ToArray());
            var gain = (Sum(residuals) - Sum(nextResiduals)) / predicted;
            if (gain > 0)
            {
                (x, residuals, entries) = (next, nextResiduals, nextEntries);
                damping *= Math.Max(1.0 / 3, 1 - Math.Pow(2 * gain - 1, 3));
                growth = 2;
                continue;
            }

            damping *= growth;
            growth *= 2;
        }

        return ([.. x], Sum(residuals), steps);
    }

    /// <summary>min ‖J·d + r‖² + μ·‖D·d‖², by QR: the normal equations would square the condition.</summary>
    private static Vector<double> Step(Matrix<double> jacobian, Vector<double> residuals, Vector<double> scale, double root)
    {
        var n = jacobian.ColumnCount;
        var stacked = jacobian.Stack(Matrix<double>.Build.DiagonalOfDiagonalVector(scale * root));
        var right = Vector<double>.Build.Dense(residuals.Count + n);
        right.SetSubVector(0, residuals.Count, -residuals);
        return stacked.QR().Solve(right);
    }

    private static double Sum(double[] residuals) => residuals.Sum(residual => residual * residual);
}
