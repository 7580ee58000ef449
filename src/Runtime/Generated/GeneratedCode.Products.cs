namespace SymbolicJacobian;

public static partial class GeneratedCode
{
    /// <summary>vᵀ·J from a Jacobian that is there.</summary>
    /// <param name="jacobian">m × n entries, row-major.</param>
    /// <param name="cotangent">v, m entries.</param>
    /// <param name="result">Receives n entries.</param>
    public static void MultiplyTransposed(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> cotangent, Span<double> result)
    {
        result.Clear();
        for (var i = 0; i < cotangent.Length; i++)
        {
            var row = jacobian.Slice(i * result.Length, result.Length);
            for (var j = 0; j < row.Length; j++) result[j] += cotangent[i] * row[j];
        }
    }

    /// <inheritdoc cref="MultiplyTransposed(ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public static void MultiplyTransposed(ReadOnlySpan<double> jacobian, ReadOnlySpan<float> cotangent, Span<float> result)
    {
        for (var j = 0; j < result.Length; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < cotangent.Length; i++) sum += cotangent[i] * jacobian[i * result.Length + j];
            result[j] = (float)sum;
        }
    }

    /// <summary>Entries in the other precision.</summary>
    /// <param name="source">What to convert.</param>
    /// <param name="target">Receives as many entries.</param>
    public static void Convert(ReadOnlySpan<float> source, Span<double> target)
    {
        for (var i = 0; i < source.Length; i++) target[i] = source[i];
    }

    /// <inheritdoc cref="Convert(ReadOnlySpan{float}, Span{double})"/>
    public static void Convert(ReadOnlySpan<double> source, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++) target[i] = (float)source[i];
    }

    /// <summary>½‖f‖², JᵀJ and Jᵀf by central differences, where a method could not be followed.</summary>
    /// <param name="f">The residuals.</param>
    /// <param name="x">The point, n inputs.</param>
    /// <param name="rows">The number of residuals.</param>
    /// <param name="jtj">Receives JᵀJ, n × n, row-major.</param>
    /// <param name="jtr">Receives Jᵀf, n entries.</param>
    /// <param name="precision">The arithmetic of <paramref name="f"/>.</param>
    /// <returns>½‖f‖².</returns>
    public static double GaussNewton(
        VectorFunction f, ReadOnlySpan<double> x, int rows, Span<double> jtj, Span<double> jtr, Precision precision = Precision.Double)
    {
        var n = x.Length;
        var (jacobian, residuals) = (new double[rows * n], new double[rows]);
        FiniteDifference.Central(f, x, jacobian, rows, precision);
        f(x, residuals);
        jtj.Slice(0, n * n).Clear();
        MultiplyTransposed(jacobian, residuals, jtr.Slice(0, n));
        var squares = 0.0;
        for (var i = 0; i < rows; i++)
        {
            var row = jacobian.AsSpan(i * n, n);
            squares += residuals[i] * residuals[i];
            for (var a = 0; a < n; a++)
            {
                for (var b = a; b < n; b++) jtj[a * n + b] += row[a] * row[b];
            }
        }

        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < a; b++) jtj[a * n + b] = jtj[b * n + a];
        }

        return 0.5 * squares;
    }

    /// <inheritdoc cref="GaussNewton(VectorFunction, ReadOnlySpan{double}, int, Span{double}, Span{double}, Precision)"/>
    public static float GaussNewton(
        VectorFunction f, ReadOnlySpan<double> x, int rows, Span<float> jtj, Span<float> jtr, Precision precision = Precision.Single)
    {
        var n = x.Length;
        var (products, right) = (new double[n * n], new double[n]);
        var value = GaussNewton(f, x, rows, products, right, precision);
        Convert(products, jtj);
        Convert(right, jtr);
        return (float)value;
    }
}
