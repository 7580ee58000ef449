using System.Runtime.CompilerServices;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Light, colours, rotations.</summary>
internal static partial class Graphics
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Square(double x) => x * x;

    [Differentiable(Kinds.Scalar), At(0.0, 0.1, -5.0, 0.05, 0.02, 1.0, 1.2)]
    public static double RaySphere(double ox, double oy, double oz, double dx, double dy, double dz, double radius)
    {
        double a = dx * dx + dy * dy + dz * dz;
        double b = 2 * (ox * dx + oy * dy + oz * dz);
        double c = ox * ox + oy * oy + oz * oz - Square(radius);
        double discriminant = b * b - 4 * a * c;
        if (discriminant < 0)
            return double.NaN;
        double root = Math.Sqrt(discriminant);
        double near = (-b - root) / (2 * a), far = (-b + root) / (2 * a);
        return near > 0 ? near : far;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.8, 0.5 }, new[] { 0.1, 0.9, 0.4 }, new[] { 0.2, 0.7, 0.6 }, 12.0)]
    public static double Phong(double[] normal, double[] light, double[] view, double shininess)
    {
        static double Dot(double[] a, double[] b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

        double nl = Dot(normal, light) / (Norm(normal) * Norm(light));
        double diffuse = Math.Max(0, nl);
        double[] r = new double[3];
        for (int i = 0; i < 3; i++) r[i] = 2 * nl * normal[i] / Norm(normal) - light[i] / Norm(light);
        double specular = Math.Pow(Math.Max(0, Dot(r, view) / (Norm(r) * Norm(view))), shininess);
        return 0.1 + 0.6 * diffuse + 0.3 * specular;
    }

    private static double ToLinear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double LabF(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;

    [Differentiable(Kinds.Vector), At(0.2, 0.5, 0.8), At(0.01, 0.02, 0.03)]
    public static (double L, double A, double B) SrgbToLab(double r, double g, double b)
    {
        double lr = ToLinear(r), lg = ToLinear(g), lb = ToLinear(b);
        double x = (0.4124564 * lr + 0.3575761 * lg + 0.1804375 * lb) / 0.95047;
        double y = 0.2126729 * lr + 0.7151522 * lg + 0.0721750 * lb;
        double z = (0.0193339 * lr + 0.1191920 * lg + 0.9503041 * lb) / 1.08883;
        double fx = LabF(x), fy = LabF(y), fz = LabF(z);
        return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 0.1, 0.2, 0.1 }, new[] { 0.7, 0.5, -0.1, 0.3 }, 0.4)]
    public static double[] Slerp(double[] a, double[] b, double t)
    {
        double dot = 0;
        for (int i = 0; i < 4; i++) dot += a[i] * b[i];
        double sign = 1;
        if (dot < 0)
        {
            dot = -dot;
            sign = -1;
        }

        double wa, wb;
        if (dot > 0.9995)
        {
            wa = 1 - t;
            wb = t;
        }
        else
        {
            double theta = Math.Acos(dot), s = Math.Sin(theta);
            wa = Math.Sin((1 - t) * theta) / s;
            wb = Math.Sin(t * theta) / s;
        }

        var q = new double[4];
        for (int i = 0; i < 4; i++) q[i] = wa * a[i] + sign * wb * b[i];
        return q;
    }

    [Differentiable(Kinds.Vector), At("1 2 0 3; 0 1 1 2; 3 1 0 1; 1 1 2 2", "0.1 0.2; -0.3 0.4")]
    public static double[,] Convolution2D(double[,] image, double[,] kernel)
    {
        int rows = image.GetLength(0) - kernel.GetLength(0) + 1, columns = image.GetLength(1) - kernel.GetLength(1) + 1;
        var output = new double[rows, columns];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                double sum = 0;
                for (int ky = 0; ky < kernel.GetLength(0); ky++)
                {
                    for (int kx = 0; kx < kernel.GetLength(1); kx++)
                    {
                        sum += image[y + ky, x + kx] * kernel[ky, kx];
                    }
                }

                output[y, x] = sum > 0 ? sum : 0.1 * sum;
            }
        }

        return output;
    }

    [Differentiable(Kinds.Vector), At("1 2 0 3; 0 1 1 2.5; 3 1 0 1; 1 1.5 2 2.2")]
    public static double[,] MaxPool(double[,] image)
    {
        int rows = image.GetLength(0) / 2, columns = image.GetLength(1) / 2;
        var pooled = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double best = image[2 * i, 2 * j];
                for (int di = 0; di < 2; di++)
                    for (int dj = 0; dj < 2; dj++)
                        best = Math.Max(best, image[2 * i + di, 2 * j + dj]);
                pooled[i, j] = best;
            }
        }

        return pooled;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.0f, 1, 0.5f, 2 }, 0.3f)]
    public static float[] LerpAll(float[] v, float t)
    {
        var result = new float[v.Length - 1];
        for (int i = 0; i < result.Length; i++) result[i] = v[i] + (v[i + 1] - v[i]) * t;
        return result;
    }

    /// <summary>Value noise with a hashed lattice.</summary>
    [Differentiable(Kinds.Scalar), At(3.3, 7.6)]
    public static double ValueNoise(double x, double y)
    {
        int xi = (int)Math.Floor(x), yi = (int)Math.Floor(y);
        double fx = x - xi, fy = y - yi;
        double u = fx * fx * fx * (fx * (fx * 6 - 15) + 10), v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        double a = Hash(xi, yi), b = Hash(xi + 1, yi), c = Hash(xi, yi + 1), d = Hash(xi + 1, yi + 1);
        return a + u * (b - a) + v * (c - a) + u * v * (a - b - c + d);
    }

    private static double Hash(int x, int y)
    {
        unchecked
        {
            int h = x * 374761393 + y * 668265263;
            h = (h ^ (h >> 13)) * 1274126177;
            return ((h ^ (h >> 16)) & 0xffff) / 65535.0;
        }
    }

    [Differentiable(Kinds.Vector), At(-0.4, 0.3, 12)]
    public static double[] JuliaOrbit(double cx, double cy, int limit)
    {
        double zx = 0.1, zy = 0.2;
        int n = 0;
        while (zx * zx + zy * zy < 4 && n < limit)
        {
            (zx, zy) = (zx * zx - zy * zy + cx, 2 * zx * zy + cy);
            n++;
        }

        return [zx, zy, n];
    }
}
