using SymbolicJacobian;

namespace Course;

/// <summary>Document 003: tanh basis functions and the Jacobian with respect to their parameters.</summary>
public static partial class Document003
{
    /// <summary>
    /// Row 20: φ_nk = tanh(Σ_d x_nd·w_dk + w_Dk) for N points of D features; the last row of w holds the biases.
    /// </summary>
    [Differentiable]
    public static double[,] TanhBasis([Constant] double[,] x, double[,] w)
    {
        int features = x.GetLength(1);
        var result = new double[x.GetLength(0), w.GetLength(1)];
        for (int n = 0; n < x.GetLength(0); n++)
        {
            for (int k = 0; k < w.GetLength(1); k++)
            {
                double z = w[features, k];
                for (int d = 0; d < features; d++)
                    z += x[n, d] * w[d, k];
                double phi = Math.Tanh(z);
                result[n, k] = phi;
            }
        }

        return result;
    }

    /// <summary>Row 21: φ_k = tanh(a_k·x + b_k), one input, with respect to slopes and biases.</summary>
    [Differentiable]
    public static double[] SlopeAndBias(double[] a, double[] b, [Constant] double x)
    {
        var phi = new double[a.Length];
        for (var k = 0; k < a.Length; k++)
            phi[k] = Math.Tanh(a[k] * x + b[k]);
        return phi;
    }

    /// <summary>
    /// Row 22: the model y(t) = Σ_k w_k·tanh(a_k·t + b_k) at one time t, θ = (w₀, a₀, b₀, w₁, a₁, b₁, …).
    /// </summary>
    [Differentiable]
    public static double Model(double[] theta, [Constant] double t)
    {
        var y = 0.0;
        for (var k = 0; k + 2 < theta.Length; k += 3)
            y += theta[k] * Math.Tanh(theta[k + 1] * t + theta[k + 2]);
        return y;
    }

    /// <summary>Row 22: the residuals of the model against the observations.</summary>
    [Differentiable]
    public static double[] Residuals(double[] theta, [Constant] double[] times, [Constant] double[] observations)
    {
        var r = new double[times.Length];
        for (var i = 0; i < times.Length; i++)
            r[i] = Model(theta, times[i]) - observations[i];
        return r;
    }
}
