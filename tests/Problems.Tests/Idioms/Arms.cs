using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Chains of joints as products of matrices.</summary>
internal static partial class Arms
{
    // Denavit-Hartenberg rows of a six-joint arm: a, alpha, d.
    private static readonly double[,] DhTable =
    {
        { 0, Math.PI / 2, 0.1625 },
        { -0.425, 0, 0 },
        { -0.3922, 0, 0 },
        { 0, Math.PI / 2, 0.1333 },
        { 0, -Math.PI / 2, 0.0997 },
        { 0, 0, 0.0996 },
    };

    [Differentiable(Kinds.Vector), At(new[] { 0.1, -1.2, 1.4, -0.3, 0.7, 0.2 })]
    public static double[] DhForward(double[] q)
    {
        double[] t = Identity4();
        for (int i = 0; i < q.Length; i++)
        {
            t = Multiply4(t, DhMatrix(q[i], DhTable[i, 2], DhTable[i, 0], DhTable[i, 1]));
        }

        return new[] { t[3], t[7], t[11] };
    }

    private static double[] Identity4() => new double[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 };

    private static double[] DhMatrix(double theta, double d, double a, double alpha)
    {
        double ct = Math.Cos(theta), st = Math.Sin(theta), ca = Math.Cos(alpha), sa = Math.Sin(alpha);
        return new[]
        {
            ct, -st * ca, st * sa, a * ct,
            st, ct * ca, -ct * sa, a * st,
            0, sa, ca, d,
            0, 0, 0, 1,
        };
    }

    private static double[] Multiply4(double[] a, double[] b)
    {
        double[] c = new double[16];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                double sum = 0;
                for (int k = 0; k < 4; k++)
                {
                    sum += a[4 * i + k] * b[4 * k + j];
                }

                c[4 * i + j] = sum;
            }
        }

        return c;
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.1, -1.2, 1.4, -0.3, 0.7, 0.2 })]
    public static double[,] DhPose(double[] q)
    {
        double[,] t = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };
        for (int joint = 0; joint < q.Length; joint++)
        {
            double c = Math.Cos(q[joint]), s = Math.Sin(q[joint]);
            double ca = Math.Cos(DhTable[joint, 1]), sa = Math.Sin(DhTable[joint, 1]);
            double[,] a =
            {
                { c, -s * ca, s * sa, DhTable[joint, 0] * c },
                { s, c * ca, -c * sa, DhTable[joint, 0] * s },
                { 0, sa, ca, DhTable[joint, 2] },
                { 0, 0, 0, 1 },
            };
            var next = new double[4, 4];
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 4; j++)
                    for (int k = 0; k < 4; k++)
                        next[i, j] += t[i, k] * a[k, j];
            t = next;
        }

        return t;
    }
}
