using SymbolicJacobian.Benchmarks.Numbers;
using SymbolicJacobian.Benchmarks.SideBySide;

namespace SymbolicJacobian.Benchmarks.Targets;

/// <summary>The tip of an arm with six joints in the plane, and its direction; 3 × 6.</summary>
internal static partial class Arm
{
    private const int N = 6;

    private static readonly double[] _links = [1, 0.8, 0.6, 0.5, 0.3, 0.2];

    public static Kernel Kernel { get; } = Peers.Compare<Body, ByHand, Generated>("arm with 6 joints, 3×6");

    [Differentiable]
    public static double[] F([Size(N)] double[] joints)
    {
        double x = 0, y = 0, angle = 0;
        for (var i = 0; i < N; i++)
        {
            angle += joints[i];
            x += _links[i] * Math.Cos(angle);
            y += _links[i] * Math.Sin(angle);
        }

        return [x, y, angle];
    }

    private struct Body : IBody
    {
        public static int Rows => 3;

        public static int Columns => N;

        public static void Run<T>(ReadOnlySpan<T> joints, Span<T> tip)
            where T : struct, IReal<T>
        {
            T x = 0, y = 0, angle = 0;
            for (var i = 0; i < N; i++)
            {
                angle += joints[i];
                x += (T)_links[i] * T.Cos(angle);
                y += (T)_links[i] * T.Sin(angle);
            }

            (tip[0], tip[1], tip[2]) = (x, y, angle);
        }
    }

    /// <summary>From the last joint back: what lies beyond a joint turns with it.</summary>
    private struct ByHand : IContender
    {
        public static void Jacobian(double[] joints, Span<double> jacobian)
        {
            jacobian = jacobian[..(3 * N)];
            var angle = 0.0;
            for (var i = 0; i < N; i++) angle += joints[i];
            double x = 0, y = 0;
            for (var i = N - 1; i >= 0; i--)
            {
                var (sine, cosine) = Math.SinCos(angle);
                x += _links[i] * cosine;
                y += _links[i] * sine;
                jacobian[i] = -y;
                jacobian[N + i] = x;
                jacobian[2 * N + i] = 1;
                angle -= joints[i];
            }
        }
    }

    private struct Generated : IContender
    {
        public static void Jacobian(double[] joints, Span<double> jacobian) => FJacobian(joints, jacobian);
    }
}
