namespace Library;

/// <summary>Functions without derivatives: who uses them teaches their rules.</summary>
public static class Plain
{
    public static double Norm(double[] x)
    {
        double s = 0;
        foreach (var v in x) s += v * v;
        return Math.Sqrt(s);
    }

    public static double Weigh(ReadOnlySpan<double> x, double k, double[] w)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * k * w[i];
        return s;
    }

    public static double[] Scale(double[] x, double k)
    {
        var y = new double[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[0] * k;
        return y;
    }
}

/// <summary>An object with a function of its state.</summary>
public sealed class Gas(double r)
{
    public double R => r;

    public double Pressure(double t, double v) => r * t / v;
}
