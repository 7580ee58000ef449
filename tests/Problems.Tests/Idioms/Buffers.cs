using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Scratch memory on the stack where it is small.</summary>
internal static partial class Buffers
{
    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3, 0.7 })]
    public static double PartOfAFixedBuffer(ReadOnlySpan<double> x)
    {
        Span<double> buffer = x.Length <= 16 ? stackalloc double[16] : new double[x.Length];
        buffer = buffer[..x.Length];
        x.CopyTo(buffer);
        for (int i = 1; i < buffer.Length; i++)
        {
            buffer[i] += 0.5 * x[i - 1] * buffer[0];
        }

        return buffer[0] * buffer[^1] + buffer[1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.5, 0.3, 0.7, 0.2 }, 2)]
    public static double[] WholeBuffer(double[] x, int steps)
    {
        int n = x.Length;
        Span<double> next = n < 64 ? stackalloc double[n] : new double[n];
        var u = x.ToArray();
        for (int s = 0; s < steps; s++)
        {
            next.Clear();
            for (int i = 1; i < n - 1; i++)
            {
                next[i] = u[i] + 0.1 * u[i] * (u[i - 1] - 2 * u[i] + u[i + 1]);
            }

            next.CopyTo(u);
        }

        return u;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3 }, true), At(new[] { 0.5, 1.5, 0.3 }, false)]
    public static double EitherArray(double[] x, bool isDouble)
    {
        double[] work = isDouble ? new double[2 * x.Length] : new double[x.Length];
        for (int i = 0; i < work.Length; i++)
        {
            work[i] = x[i % x.Length] * x[i % x.Length] * (i + 1);
        }

        return work.Sum() * work.Length;
    }
}
