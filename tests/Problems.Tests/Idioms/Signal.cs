using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Filters and transforms.</summary>
internal static partial class Signal
{
    /// <summary>Direct form I.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3, 0.9 }, new[] { 0.2, 0.3, 0.1 }, new[] { -0.5, 0.25 })]
    public static double[] Biquad(double[] x, double[] b, double[] a)
    {
        double[] y = new double[x.Length];
        for (int n = 0; n < x.Length; n++)
        {
            y[n] = b[0] * x[n];
            if (n >= 1) y[n] += b[1] * x[n - 1] - a[0] * y[n - 1];
            if (n >= 2) y[n] += b[2] * x[n - 2] - a[1] * y[n - 2];
        }

        return y;
    }

    /// <summary>Direct form II transposed, with its state in locals.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3, 0.9 }, 0.2, 0.3, 0.1, -0.5, 0.25)]
    public static double[] BiquadTransposed(double[] input, double b0, double b1, double b2, double a1, double a2)
    {
        double z1 = 0, z2 = 0;
        var output = new double[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i];
            double y = b0 * x + z1;
            z1 = b1 * x - a1 * y + z2;
            z2 = b2 * x - a2 * y;
            output[i] = y;
        }

        return output;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.4, 0.7 })]
    public static double[] PowerSpectrum(double[] x)
    {
        int n = x.Length;
        double[] power = new double[n / 2 + 1];
        for (int k = 0; k <= n / 2; k++)
        {
            double re = 0, im = 0;
            for (int t = 0; t < n; t++)
            {
                double angle = 2 * Math.PI * k * t / n;
                re += x[t] * Math.Cos(angle);
                im -= x[t] * Math.Sin(angle);
            }

            power[k] = (re * re + im * im) / n;
        }

        return power;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3 }, new[] { 0.5, 0.25, -0.1 })]
    public static double[] Convolve(double[] signal, double[] kernel)
    {
        double[] result = new double[signal.Length + kernel.Length - 1];
        for (int i = 0; i < signal.Length; i++)
        {
            for (int j = 0; j < kernel.Length; j++)
            {
                result[i + j] += signal[i] * kernel[j];
            }
        }

        return result;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3, 0.8 }, 3)]
    public static double[] MovingAverage(double[] x, int window)
    {
        double[] y = new double[x.Length];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
            if (i >= window) sum -= x[i - window];
            y[i] = sum / Math.Min(i + 1, window);
        }

        return y;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.5, -0.2, 0.3, 0.8 }, 0.3)]
    public static double[] ExponentialSmoothing(double[] x, double alpha)
    {
        var s = new double[x.Length];
        s[0] = x[0];
        for (var i = 1; i < x.Length; i++) s[i] = alpha * x[i] + (1 - alpha) * s[i - 1];
        return s;
    }

    /// <summary>Radix-2 in place, real and imaginary parts interleaved.</summary>
    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0, 0.5, 0.1, -0.2, 0.3, 0.3, -0.4, 0.2, 0.1, 0.9, 0, -0.7, 0.2, 0.4, 0.6 })]
    public static double[] Fft(double[] data)
    {
        int n = data.Length / 2;
        double[] a = (double[])data.Clone();
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j)
            {
                (a[2 * i], a[2 * j]) = (a[2 * j], a[2 * i]);
                (a[2 * i + 1], a[2 * j + 1]) = (a[2 * j + 1], a[2 * i + 1]);
            }
        }

        for (int length = 2; length <= n; length <<= 1)
        {
            double angle = -2 * Math.PI / length;
            for (int i = 0; i < n; i += length)
            {
                for (int k = 0; k < length / 2; k++)
                {
                    double wr = Math.Cos(angle * k), wi = Math.Sin(angle * k);
                    int p = 2 * (i + k), q = 2 * (i + k + length / 2);
                    double vr = a[q] * wr - a[q + 1] * wi;
                    double vi = a[q] * wi + a[q + 1] * wr;
                    a[q] = a[p] - vr;
                    a[q + 1] = a[p + 1] - vi;
                    a[p] += vr;
                    a[p + 1] += vi;
                }
            }
        }

        return a;
    }

}
