using System.Numerics;
using Problems.Checking;

namespace Problems.Idioms;

/// <summary>More array-heavy numerics: networks, particles, finance, vision.</summary>
internal static partial class MoreArrayCodes
{
    public struct Particle
    {
        public Vec3 Position;
        public Vec3 Velocity;
        public double Mass;
        public bool Fixed;
    }

    public readonly record struct Vec3(double X, double Y, double Z)
    {
        public static Vec3 Zero => new(0, 0, 0);
        public double LengthSquared => X * X + Y * Y + Z * Z;
        public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        public static Vec3 operator *(double k, Vec3 a) => new(k * a.X, k * a.Y, k * a.Z);
        public static double Dot(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
        public static Vec3 Cross(Vec3 a, Vec3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.1, 0.2, 0.3, 1, 0, 0.1, 0, 1, 0.2 })]
    public static double NBodyEnergyAfterLeapfrog(double[] q)
    {
        int n = q.Length / 3;
        var bodies = new Particle[n];
        for (int i = 0; i < n; i++)
            bodies[i] = new Particle { Position = new Vec3(q[3 * i], q[3 * i + 1], q[3 * i + 2]), Velocity = Vec3.Zero, Mass = 1 + 0.1 * i };
        var forces = new Vec3[n];
        for (int step = 0; step < 2; step++)
        {
            Array.Clear(forces);
            for (int i = 0; i < n; i++)
                for (int j = i + 1; j < n; j++)
                {
                    Vec3 r = bodies[j].Position - bodies[i].Position;
                    double d2 = r.LengthSquared + 0.01;
                    Vec3 f = bodies[i].Mass * bodies[j].Mass / (d2 * Math.Sqrt(d2)) * r;
                    forces[i] += f;
                    forces[j] -= f;
                }

            for (int i = 0; i < n; i++)
            {
                ref Particle b = ref bodies[i];
                b.Velocity += 0.05 / b.Mass * forces[i];
                b.Position += 0.05 * b.Velocity;
            }
        }

        double e = 0;
        foreach (Particle b in bodies) e += 0.5 * b.Mass * b.Velocity.LengthSquared;
        return e;
    }

    private static readonly (int A, int B, double Length)[] Springs = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.4)];

    [Differentiable(Kinds.Scalar), At("0 0 0; 1.1 0.1 0; 1 1.2 0.3")]
    public static double SpringEnergy(Vec3[] nodes)
    {
        double e = 0;
        foreach (var (a, b, rest) in Springs)
        {
            double stretch = Math.Sqrt((nodes[a] - nodes[b]).LengthSquared) - rest;
            e += 0.5 * stretch * stretch;
        }

        return e;
    }

    [Differentiable(Kinds.Vector), At("0 0 0; 1.1 0.1 0; 1 1.2 0.3; 0 1 0.2")]
    public static Vec3[] VertexNormals(Vec3[] vertices)
    {
        int[] triangles = { 0, 1, 2, 0, 2, 3 };
        var normals = new Vec3[vertices.Length];
        for (int t = 0; t < triangles.Length; t += 3)
        {
            int i = triangles[t], j = triangles[t + 1], k = triangles[t + 2];
            Vec3 n = Vec3.Cross(vertices[j] - vertices[i], vertices[k] - vertices[i]);
            normals[i] += n;
            normals[j] += n;
            normals[k] += n;
        }

        for (int i = 0; i < normals.Length; i++) normals[i] = 1 / Math.Sqrt(normals[i].LengthSquared) * normals[i];
        return normals;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1, 0.2, 0.3, 0.1, 0.2, 2 }, "0 0 0; 1.1 0.1 0; 1 1.2 0.3", 500.0)]
    public static double[] Reprojection(double[] pose, Vec3[] points, double focal)
    {
        var residuals = new double[2 * points.Length];
        double cx = Math.Cos(pose[0]), sx = Math.Sin(pose[0]), cy = Math.Cos(pose[1]), sy = Math.Sin(pose[1]), cz = Math.Cos(pose[2]), sz = Math.Sin(pose[2]);
        double[,] r =
        {
            { cy * cz, sx * sy * cz - cx * sz, cx * sy * cz + sx * sz },
            { cy * sz, sx * sy * sz + cx * cz, cx * sy * sz - sx * cz },
            { -sy, sx * cy, cx * cy },
        };
        for (int i = 0; i < points.Length; i++)
        {
#pragma warning disable CA2014 // The stack of a loop is what is looked at.
            Span<double> p = stackalloc double[] { points[i].X, points[i].Y, points[i].Z };
            Span<double> q = stackalloc double[3];
#pragma warning restore CA2014
            for (int row = 0; row < 3; row++)
            {
                q[row] = pose[3 + row];
                for (int col = 0; col < 3; col++) q[row] += r[row, col] * p[col];
            }

            residuals[2 * i] = focal * q[0] / q[2];
            residuals[2 * i + 1] = focal * q[1] / q[2];
        }

        return residuals;
    }

    [Differentiable(Kinds.Scalar), At("0.1 -0.2; 0.4 0.3; 0.5 0.1", "0.2 0.1 -0.3; 0.5 0.4 0.2", new[] { 0.1, 0.2, 0.3, 0.4, 0.5 }, new[] { 0.7, -0.4 }, new[] { 1.0, 0 })]
    public static double MlpLoss(double[][] w1, double[][] w2, double[] bias, [Constant] double[] input, [Constant] double[] target)
    {
        double[] h = input;
        int offset = 0;
        for (int layer = 0; layer < 2; layer++)
        {
            double[][] w = layer == 0 ? w1 : w2;
            var next = new double[w.Length];
            for (int i = 0; i < w.Length; i++)
            {
                double z = bias[offset + i];
                for (int j = 0; j < w[i].Length; j++) z += w[i][j] * h[j];
                next[i] = layer == 0 ? Math.Tanh(z) : z;
            }

            offset += w.Length;
            h = next;
        }

        double max = h.Max(), sum = h.Sum(v => Math.Exp(v - max)), loss = 0;
        for (int i = 0; i < h.Length; i++) loss -= target[i] * (h[i] - max - Math.Log(sum));
        return loss;
    }

    [Differentiable(Kinds.Vector), At("0.1 0.2; 0.3 -0.4; 0.5 1", "0.2 0.1; 0.4 0.3; -0.5 0.2", "1 0; 0.5 0.5; 0 1")]
    public static double[,] Attention(double[,] q, double[,] k, double[,] v)
    {
        int n = q.GetLength(0), d = q.GetLength(1);
        var output = new double[n, d];
        for (int i = 0; i < n; i++)
        {
            var scores = new double[n];
            for (int j = 0; j < n; j++)
            {
                for (int c = 0; c < d; c++) scores[j] += q[i, c] * k[j, c];
                scores[j] /= Math.Sqrt(d);
            }

            double max = scores.Max();
            double total = 0;
            for (int j = 0; j < n; j++) total += scores[j] = Math.Exp(scores[j] - max);
            for (int j = 0; j < n; j++)
                for (int c = 0; c < d; c++) output[i, c] += scores[j] / total * v[j, c];
        }

        return output;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.01, 0.015, 0.02, 0.022 }, new[] { 1.0, 2, 3, 4 }, 5.0)]
    public static double BondPriceFromBootstrappedCurve(double[] rates, [Constant] double[] times, double coupon)
    {
        var discounts = new List<double>();
        foreach (double r in rates)
        {
            double annuity = 0;
            foreach (double df in discounts) annuity += df;
            discounts.Add((1 - r * annuity) / (1 + r));
        }

        double price = 0;
        for (int i = 0; i < discounts.Count; i++) price += coupon * discounts[i] * (i + 1 == times.Length ? 1 : times[i + 1] - times[i]);
        return price + 100 * discounts[^1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.5, 0.2 }, "0.04 0.01 0.002; 0.01 0.09 0.01; 0.002 0.01 0.16")]
    public static double PortfolioVolatility(double[] weights, double[][] covariance)
    {
        double variance = 0;
        for (int i = 0; i < weights.Length; i++)
            for (int j = 0; j < weights.Length; j++) variance += weights[i] * weights[j] * covariance[i][j];
        return Math.Sqrt(variance);
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1e-1, 0.1, 0.8 }, new[] { 0.1, -0.2, 0.15, 0.05 })]
    public static double GarchLogLikelihood(double[] theta, double[] returns)
    {
        var h = new double[returns.Length + 1];
        h[0] = returns.Select(r => r * r).Average();
        double ll = 0;
        for (int t = 0; t < returns.Length; t++)
        {
            ll -= 0.5 * (Math.Log(2 * Math.PI * h[t]) + returns[t] * returns[t] / h[t]);
            h[t + 1] = theta[0] + theta[1] * returns[t] * returns[t] + theta[2] * h[t];
        }

        return ll;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 0.1, 3, 0.2 })]
    public static double[] CumulativeAndDifferences(double[] x)
    {
        Range middle = 1..^1;
        double[] inner = x[middle];
        Span<double> all = new double[x.Length];
        x.AsSpan().CopyTo(all);
        all[2..].Reverse();
        Index last = ^1;
        for (int i = 1; i < inner.Length; i++) inner[i] += inner[i - 1];
        return [.. inner, x[last] * all[last], all[middle][0]];
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 0.1, 3, 0.2 })]
    public static double[] BlockCopies(double[] x)
    {
        var y = new double[x.Length];
        Buffer.BlockCopy(x, 0, y, sizeof(double), (x.Length - 1) * sizeof(double));
        Array.Fill(y, x[0] * x[1], 0, 1);
        foreach (ref double v in y.AsSpan(2, 2)) v *= v;
        Array.Copy(x, 1, y, 4, 2);
        var squares = Array.ConvertAll(y, v => v * v);
        return squares;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 0.1, 3, 0.2 }, 6)]
    public static void FilledThroughSlices(ReadOnlySpan<double> x, Span<double> y)
    {
        Span<double> head = y[..3];
        for (int i = 0; i < head.Length; i++) head[i] = x[i] * x[i + 1];
        x[3..].CopyTo(y.Slice(3));
        y[3..][0] *= 2;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5, 0.1, 3, 0.7, 0.2, 0.9 })]
    public static double VolumeLaplacian(double[] x)
    {
        var v = new double[2, 2, 2];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                for (int k = 0; k < 2; k++) v[i, j, k] = x[4 * i + 2 * j + k];
        double s = 0;
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
                for (int k = 0; k < 2; k++)
                {
                    double d = v[1 - i, j, k] + v[i, 1 - j, k] + v[i, j, 1 - k] - 3 * v[i, j, k];
                    s += d * d * v[i, j, k];
                }

        return s;
    }

    [Differentiable(Kinds.Vector), At("1 2; 0.5 0.1; 3 0.7", "0.1 0.2; 0.3 0.4; 0.9 0.2")]
    public static (double Theta, double Tx, double Ty) RigidFit2D((double X, double Y)[] from, (double X, double Y)[] to)
    {
        int n = from.Length;
        double ax = from.Average(p => p.X), ay = from.Average(p => p.Y), bx = to.Average(p => p.X), by = to.Average(p => p.Y);
        double s = 0, c = 0;
        foreach (var (p, q) in from.Zip(to))
        {
            double px = p.X - ax, py = p.Y - ay, qx = q.X - bx, qy = q.Y - by;
            c += px * qx + py * qy;
            s += px * qy - py * qx;
        }

        double theta = Math.Atan2(s, c);
        return (theta, bx - Math.Cos(theta) * ax + Math.Sin(theta) * ay, by - Math.Sin(theta) * ax - Math.Cos(theta) * ay);
    }

    [Differentiable(Kinds.Scalar), At("1 2 0.1; 0.5 0.1 0.4; 3 0.7 0.2")]
    public static float PointToPlane(Vector3[] points)
    {
        var normal = Vector3.Normalize(Vector3.Cross(points[1] - points[0], points[2] - points[0]));
        var transform = Matrix4x4.CreateRotationX(0.3f) * Matrix4x4.CreateTranslation(1, 2, 3);
        float sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            Vector3 p = Vector3.Transform(points[i], transform);
            sum += Vector3.Dot(p, normal) * Vector3.Dot(p, normal);
        }

        return sum;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.2, 0.3 }, new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8 }, 0.5)]
    public static double[] LstmLikeCell(double[] h, double[] w, double x)
    {
        int n = h.Length;
        double[][] gates = new double[4][];
        for (int g = 0; g < gates.Length; g++)
        {
            gates[g] = new double[n];
            for (int i = 0; i < n; i++)
            {
                double z = w[2 * g] * x + w[2 * g + 1] * h[i];
                gates[g][i] = g == 2 ? Math.Tanh(z) : 1 / (1 + Math.Exp(-z));
            }
        }

        var (input, forget, cell, output) = (gates[0], gates[1], gates[2], gates[3]);
        var result = new double[n];
        for (int i = 0; i < n; i++) result[i] = output[i] * Math.Tanh(forget[i] * h[i] + input[i] * cell[i]);
        return result;
    }

    [Differentiable(Kinds.Vector), At(new[] { 1.0, 2, 0.5, 0.1, 3, 0.2 })]
    public static double[] SavitzkyGolay(double[] y)
    {
        double[] kernel = { -3, 12, 17, 12, -3 };
        return Enumerable.Range(0, y.Length)
            .Select(i => Enumerable.Range(-2, 5).Sum(k => kernel[k + 2] * y[Math.Clamp(i + k, 0, y.Length - 1)]) / 35)
            .ToArray();
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2, 0.5 }, "1 0 2; 0 3 1; 2 1 0.5")]
    public static double PowerIteration(double[] start, double[,] a)
    {
        int n = start.Length;
        double[] v = start;
        double lambda = 0;
        for (int it = 0; it < 6; it++)
        {
            var w = new double[n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) w[i] += a[i, j] * v[j];
            double norm = Math.Sqrt(w.Sum(e => e * e));
            lambda = 0;
            for (int i = 0; i < n; i++) lambda += v[i] * w[i];
            v = w.Select(e => e / norm).ToArray();
        }

        return lambda;
    }
}
