using SymbolicJacobian;

namespace Course;

/// <summary>Document 002: basis functions, maps of the plane, and the Jacobian in machine learning.</summary>
public static partial class Document002
{
    /// <summary>Row 10: Gaussian radial basis functions φᵢ(x) = exp(−(x − cᵢ)² / (2σ²)).</summary>
    [Differentiable]
    public static double[] RadialBasis(double x, [Constant] double[] centers, [Constant] double sigma)
    {
        var phi = new double[centers.Length];
        for (var i = 0; i < centers.Length; i++)
        {
            var d = x - centers[i];
            phi[i] = Math.Exp(-d * d / (2 * sigma * sigma));
        }

        return phi;
    }

    /// <summary>Row 11: f(x, y) = (x² − y, y² + x).</summary>
    [Differentiable]
    public static double[] Map(double x, double y) => [x * x - y, y * y + x];

    /// <summary>Row 12: softmax(W·x + b).</summary>
    [Differentiable]
    public static double[] Softmax([Size(3)] double[] x)
    {
        var z = Layer.Affine(x);
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            z[i] = Math.Exp(z[i]);
            sum += z[i];
        }

        for (var i = 0; i < 4; i++)
            z[i] /= sum;
        return z;
    }

    /// <summary>Row 12, for scores of any number and size: the largest is subtracted first, so that no exponential overflows.</summary>
    [Differentiable]
    public static double[] StableSoftmax(double[] scores)
    {
        var max = scores[0];
        foreach (var score in scores)
            max = Math.Max(max, score);

        var p = new double[scores.Length];
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            p[i] = Math.Exp(scores[i] - max);
            sum += p[i];
        }

        for (var i = 0; i < p.Length; i++)
            p[i] /= sum;
        return p;
    }

    /// <summary>
    /// Row 13: an affine coupling layer. The first half passes through, and scales and shifts the second half.
    /// </summary>
    [Differentiable]
    public static double[] Coupling([Size(4)] double[] x)
    {
        var (s0, s1) = LogScales(x[0], x[1]);
        var t0 = 0.5 * x[0] - x[1];
        var t1 = x[0] * x[1];
        return [x[0], x[1], x[2] * Math.Exp(s0) + t0, x[3] * Math.Exp(s1) + t1];
    }

    /// <summary>The way back: the first half tells how the second was scaled and shifted.</summary>
    public static double[] CouplingInverse(double[] z)
    {
        var (s0, s1) = LogScales(z[0], z[1]);
        return [z[0], z[1], (z[2] - (0.5 * z[0] - z[1])) * Math.Exp(-s0), (z[3] - z[0] * z[1]) * Math.Exp(-s1)];
    }

    /// <summary>The log scales of the coupling layer; their sum is log|det J|.</summary>
    public static (double S0, double S1) LogScales(double u, double v) => (Math.Tanh(u + 0.5 * v), 0.3 * u - 0.2 * v);

    /// <summary>Row 15: ‖J‖_F² of tanh(W·x + b), the penalty of a contractive network, as a function of x.</summary>
    [Differentiable]
    public static double JacobianPenalty([Size(3)] double[] x)
    {
        var penalty = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var z = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z += Layer.W[i, j] * x[j];
            var slope = 1 - Math.Tanh(z) * Math.Tanh(z);
            for (var j = 0; j < 3; j++)
                penalty += slope * Layer.W[i, j] * slope * Layer.W[i, j];
        }

        return penalty;
    }

    /// <summary>Row 16: the loss of the model y = a·tanh(c·x) on one task, θ = (a, c).</summary>
    [Differentiable]
    public static double TaskLoss([Size(2)] double[] theta, [Constant] double[] x, [Constant] double[] y)
    {
        var loss = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            var r = theta[0] * Math.Tanh(theta[1] * x[k]) - y[k];
            loss += 0.5 * r * r;
        }

        return loss;
    }

    /// <summary>Row 16: MAML's inner step θ − α·∇L(θ), with the gradient written by hand.</summary>
    [Differentiable]
    public static double[] InnerStep(
        [Size(2)] double[] theta, [Constant] double[] x, [Constant] double[] y, [Constant] double alpha)
    {
        var g0 = 0.0;
        var g1 = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            var t = Math.Tanh(theta[1] * x[k]);
            var r = theta[0] * t - y[k];
            g0 += r * t;
            g1 += r * theta[0] * (1 - t * t) * x[k];
        }

        return [theta[0] - alpha * g0, theta[1] - alpha * g1];
    }

    /// <summary>Row 18: a batch of B points through one layer, tanh(X·Wᵀ + b): B×n → B×m.</summary>
    [Differentiable]
    public static double[,] BatchLayer(double[,] x, [Constant] double[,] w, [Constant] double[] b)
    {
        var y = new double[x.GetLength(0), b.Length];
        for (var p = 0; p < x.GetLength(0); p++)
        {
            for (var i = 0; i < b.Length; i++)
            {
                var z = b[i];
                for (var j = 0; j < x.GetLength(1); j++)
                    z += w[i, j] * x[p, j];
                y[p, i] = Math.Tanh(z);
            }
        }

        return y;
    }

    /// <summary>Row 19: a 3×3 convolution with tanh; the image loses a border of one pixel.</summary>
    [Differentiable]
    public static double[,] Convolution(double[,] image, [Constant] double[,] kernel)
    {
        var height = image.GetLength(0) - 2;
        var width = image.GetLength(1) - 2;
        var result = new double[height, width];
        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < width; c++)
            {
                double sum = 0;
                for (var i = 0; i < 3; i++)
                    for (var j = 0; j < 3; j++)
                        sum += kernel[i, j] * image[r + i, c + j];
                result[r, c] = Math.Tanh(sum);
            }
        }

        return result;
    }
}
