using SymbolicJacobian;

namespace Course;

/// <summary>Document 000: sensitivity, local linearity and vector-valued functions.</summary>
public static partial class Document000
{
    /// <summary>Row 1: f(x, y) = (x², x·y).</summary>
    [Differentiable]
    public static double[] F(double x, double y) => [x * x, x * y];

    /// <summary>Row 14: tanh(W·x + b).</summary>
    [Differentiable]
    public static double[] TanhLayer([Size(3)] double[] x)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z += Layer.W[i, j] * x[j];
            y[i] = Math.Tanh(z);
        }

        return y;
    }

    /// <summary>Row 14: max(0, W·x + b).</summary>
    [Differentiable]
    public static double[] ReluLayer([Size(3)] double[] x)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = Layer.B[i];
            for (var j = 0; j < 3; j++)
                z += Layer.W[i, j] * x[j];
            y[i] = Math.Max(0, z);
        }

        return y;
    }

    /// <summary>Row 14, a hidden layer: tanh(V·h).</summary>
    [Differentiable]
    public static double[] TanhHidden([Size(4)] double[] h)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = 0.0;
            for (var j = 0; j < 4; j++)
                z += Layer.V[i, j] * h[j];
            y[i] = Math.Tanh(z);
        }

        return y;
    }

    /// <summary>Row 14, a hidden layer: max(0, V·h).</summary>
    [Differentiable]
    public static double[] ReluHidden([Size(4)] double[] h)
    {
        var y = new double[4];
        for (var i = 0; i < 4; i++)
        {
            var z = 0.0;
            for (var j = 0; j < 4; j++)
                z += Layer.V[i, j] * h[j];
            y[i] = z > 0 ? z : 0;
        }

        return y;
    }

    /// <summary>Row 14, across layers: three tanh layers, one after the other.</summary>
    [Differentiable]
    public static double[] TanhNetwork([Size(3)] double[] x)
    {
        var h = TanhLayer(x);
        h = TanhHidden(h);
        return TanhHidden(h);
    }

    /// <summary>Row 14, across layers: three ReLU layers, one after the other.</summary>
    [Differentiable]
    public static double[] ReluNetwork([Size(3)] double[] x) => ReluHidden(ReluHidden(ReluLayer(x)));
}
