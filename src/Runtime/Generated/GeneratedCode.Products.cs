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
}
