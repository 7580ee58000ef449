using System.Numerics;

namespace Stiff.Solver;

/// <summary>Radau IIA of order 5 with steps of its own choice: three stages, solved by simplified Newton iterations in the basis that
/// splits them into one real and one complex system.</summary>
/// <remarks>E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.8.</remarks>
public sealed class Radau
{
    private const int MaximalIterations = 7;

    private static readonly double _root = Math.Sqrt(6);
    private static readonly double[] _error = [(-13 - 7 * _root) / 3, (-13 + 7 * _root) / 3, -1.0 / 3];
    private static readonly double _real = 3 + Math.Cbrt(9) - Math.Cbrt(3);
    private static readonly Complex _complex = new(3 + (Math.Cbrt(3) - Math.Cbrt(9)) / 2, -(Math.Pow(3, 5.0 / 6) + Math.Pow(3, 7.0 / 6)) / 2);
    private static readonly double[] _nodes = [(4 - _root) / 10, (4 + _root) / 10, 1];

    private static readonly double[,] _transform =
    {
        { 0.09443876248897524, -0.14125529502095421, 0.03002919410514742 },
        { 0.25021312296533332, 0.20412935229379994, -0.38294211275726192 },
        { 1, 1, 0 },
    };

    private static readonly double[,] _inverse =
    {
        { 4.17871859155190428, 0.32768282076106237, 0.52337644549944951 },
        { -4.17871859155190428, -0.32768282076106237, 0.47662355450055044 },
        { 0.50287263494578682, -2.57192694985560522, 0.59603920482822492 },
    };

    private static readonly double[,] _interpolation =
    {
        { (13 + 7 * _root) / 3, (-23 - 22 * _root) / 3, 10.0 / 3 + 5 * _root },
        { (13 - 7 * _root) / 3, (-23 + 22 * _root) / 3, 10.0 / 3 - 5 * _root },
        { 1.0 / 3, -8.0 / 3, 10.0 / 3 },
    };

    private readonly InitialValueProblem _problem;
    private readonly double _relative;
    private readonly double _absolute;
    private readonly double _newtonTolerance;
    private readonly int _size;
    private readonly double[] _y;
    private readonly double[] _f;
    private readonly double[][] _z;
    private readonly double[][] _w;
    private readonly double[][] _stages;
    private readonly double[][] _polynomial;
    private readonly double[] _scale;
    private readonly double[] _estimate;
    private readonly double[] _point;
    private readonly Complex[] _complexRight;
    private double _rate;

    private Radau(InitialValueProblem problem, double tighter)
    {
        _problem = problem;
        (_relative, _absolute) = (problem.RelativeTolerance * tighter, problem.AbsoluteTolerance * tighter);
        _newtonTolerance = Math.Max(2.2e-15 / _relative, Math.Min(0.03, Math.Sqrt(_relative)));
        _size = problem.Start.Length;
        _y = [.. problem.Start];
        (_f, _scale, _estimate, _point) = (new double[_size], new double[_size], new double[_size], new double[_size]);
        (_z, _w, _stages, _polynomial) = (Three(), Three(), Three(), Three());
        _complexRight = new Complex[_size];
    }

    public int Steps { get; private set; }

    public int Rejected { get; private set; }

    public int Evaluations { get; private set; }

    public int Jacobians { get; private set; }

    public int Factorisations { get; private set; }

    public double[] End => _y;

    /// <summary>Integrates to the end.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="tighter">Multiplies both tolerances.</param>
    public static Radau Solve(InitialValueProblem problem, double tighter = 1)
    {
        var solver = new Radau(problem, tighter);
        solver.Run();
        return solver;
    }

    private void Run()
    {
        var (t, h, previousStep, previousError) = (0.0, 1e-6 * Math.Min(1, _problem.End), 0.0, 0.0);
        var (isCurrent, hasPolynomial, wasRejected) = (false, false, false);
        Action<double[]>? real = null;
        Action<Complex[]>? complex = null;
        Evaluate(_y, _f);
        while (t < _problem.End)
        {
            // A last step that is hardly longer than the rest would leave one of rounding size.
            if (t + 1.0001 * h >= _problem.End && h != _problem.End - t) (h, real) = (_problem.End - t, null);
            if (!isCurrent && Jacobians == 0) isCurrent = EvaluateJacobian();
            if (real is null)
            {
                (real, complex) = (_problem.Jacobian.Factor(_real / h), _problem.Jacobian.Factor(_complex / h));
                Factorisations++;
            }

            Predict(h, hasPolynomial ? previousStep : 0);
            if (!Newton(h, real, complex!, out var iterations))
            {
                if (isCurrent) h /= 2;
                isCurrent = isCurrent || EvaluateJacobian();
                (real, hasPolynomial) = (null, false);
                continue;
            }

            var error = Estimate(h, real, wasRejected);
            var safety = 0.9 * (2 * MaximalIterations + 1) / (2 * MaximalIterations + iterations);
            var multiplier = previousStep == 0 || previousError == 0 ? 1 : h / previousStep * Math.Pow(previousError / error, 0.25);
            var factor = safety * Math.Min(1, multiplier) * Math.Pow(Math.Max(error, 1e-10), -0.25);
            if (!(error <= 1))
            {
                (h, real, wasRejected) = (h * Math.Max(0.2, factor), null, true);
                Rejected++;
                continue;
            }

            t = h == _problem.End - t ? _problem.End : t + h;
            Accept();
            (previousStep, previousError, wasRejected, hasPolynomial) = (h, error, false, true);
            isCurrent = iterations > 2 && _rate > 1e-3 && EvaluateJacobian();
            if (!isCurrent && factor < 1.2) continue;
            (h, real) = (h * Math.Min(10, factor), null);
        }
    }

    private bool EvaluateJacobian()
    {
        _problem.Jacobian.Evaluate(_y);
        Jacobians++;
        return true;
    }

    private void Accept()
    {
        // Before y moves: the polynomial through the stages starts the next step's iteration.
        for (var i = 0; i < _size; i++)
        {
            for (var k = 0; k < 3; k++)
                _polynomial[k][i] = _z[0][i] * _interpolation[0, k] + _z[1][i] * _interpolation[1, k] + _z[2][i] * _interpolation[2, k];
            _y[i] += _z[2][i];
        }

        Evaluate(_y, _f);
        Steps++;
    }

    /// <summary>Stages of the next step by extrapolation of the polynomial through those of the last.</summary>
    private void Predict(double h, double previousStep)
    {
        for (var s = 0; s < 3; s++)
        {
            Array.Clear(_z[s]);
            if (previousStep == 0) continue;
            var x = 1 + _nodes[s] * h / previousStep;
            for (var i = 0; i < _size; i++)
            {
                var (q0, q1, q2) = (_polynomial[0][i], _polynomial[1][i], _polynomial[2][i]);
                _z[s][i] = x * (q0 + x * (q1 + x * q2)) - (q0 + q1 + q2);
            }
        }

        for (var i = 0; i < _size; i++) _scale[i] = _absolute + Math.Abs(_y[i]) * _relative;
        Combine(_inverse, _z, _w);
    }

    private bool Newton(double h, Action<double[]> real, Action<Complex[]> complex, out int iterations)
    {
        var before = 0.0;
        _rate = 0;
        for (iterations = 1; iterations <= MaximalIterations; iterations++)
        {
            var norm = Correct(h, real, complex);
            if (!double.IsFinite(norm)) return false;
            if (iterations > 1)
            {
                _rate = norm / before;
                if (_rate >= 1 || Math.Pow(_rate, MaximalIterations - iterations) / (1 - _rate) * norm > _newtonTolerance) return false;
            }

            Combine(_transform, _w, _z);
            if (norm == 0 || (iterations > 1 && _rate / (1 - _rate) * norm < _newtonTolerance)) return true;
            before = norm;
        }

        return false;
    }

    /// <summary>One iteration: the correction is added to W; its scaled norm is returned.</summary>
    private double Correct(double h, Action<double[]> real, Action<Complex[]> complex)
    {
        for (var s = 0; s < 3; s++)
        {
            for (var i = 0; i < _size; i++) _point[i] = _y[i] + _z[s][i];
            Evaluate(_point, _stages[s]);
        }

        var (first, rest) = (_real / h, _complex / h);
        for (var i = 0; i < _size; i++)
        {
            _estimate[i] = Row(_inverse, 0, _stages, i) - first * _w[0][i];
            _complexRight[i] = new Complex(Row(_inverse, 1, _stages, i), Row(_inverse, 2, _stages, i)) - rest * new Complex(_w[1][i], _w[2][i]);
        }

        real(_estimate);
        complex(_complexRight);
        var sum = 0.0;
        for (var i = 0; i < _size; i++)
        {
            var (d0, d1, d2) = (_estimate[i], _complexRight[i].Real, _complexRight[i].Imaginary);
            (_w[0][i], _w[1][i], _w[2][i]) = (_w[0][i] + d0, _w[1][i] + d1, _w[2][i] + d2);
            sum += (d0 * d0 + d1 * d1 + d2 * d2) / (_scale[i] * _scale[i]);
        }

        return Math.Sqrt(sum / (3 * _size));
    }

    private double Estimate(double h, Action<double[]> real, bool wasRejected)
    {
        for (var i = 0; i < _size; i++) _estimate[i] = _f[i] + Embedded(i) / h;
        real(_estimate);
        var error = ErrorNorm();
        if (error <= 1 || !wasRejected) return error;
        for (var i = 0; i < _size; i++) _point[i] = _y[i] + _estimate[i];
        Evaluate(_point, _estimate);
        for (var i = 0; i < _size; i++) _estimate[i] += Embedded(i) / h;
        real(_estimate);
        return ErrorNorm();
    }

    private double ErrorNorm()
    {
        var sum = 0.0;
        for (var i = 0; i < _size; i++)
        {
            var scale = _absolute + Math.Max(Math.Abs(_y[i]), Math.Abs(_y[i] + _z[2][i])) * _relative;
            sum += _estimate[i] * _estimate[i] / (scale * scale);
        }

        return Math.Sqrt(sum / _size);
    }

    private double Embedded(int i) => _error[0] * _z[0][i] + _error[1] * _z[1][i] + _error[2] * _z[2][i];

    private void Combine(double[,] matrix, double[][] from, double[][] to)
    {
        for (var s = 0; s < 3; s++)
        {
            for (var i = 0; i < _size; i++) to[s][i] = Row(matrix, s, from, i);
        }
    }

    private static double Row(double[,] matrix, int row, double[][] vectors, int i) =>
        matrix[row, 0] * vectors[0][i] + matrix[row, 1] * vectors[1][i] + matrix[row, 2] * vectors[2][i];

    private void Evaluate(double[] y, double[] result)
    {
        _problem.F(y, result);
        Evaluations++;
    }

    private double[][] Three() => [new double[_size], new double[_size], new double[_size]];
}
