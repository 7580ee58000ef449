using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Finite elements: short loops within loops over what an element is made of.</summary>
internal static partial class Elements
{
    [Differentiable(Kinds.Vector & ~Derivatives.Batch), At(new[] { 0.0, 0.0, 1.0, 0.1, 0.2, 1.1 }, 200.0, 0.3)]
    public static double[,] TriangleStiffness([Size(6)] double[] xy, double young, double nu)
    {
        double x21 = xy[2] - xy[0], y21 = xy[3] - xy[1], x31 = xy[4] - xy[0], y31 = xy[5] - xy[1];
        double det = x21 * y31 - x31 * y21;
        double[,] b = new double[3, 6];
        double[] dNx = { (y21 - y31) / det, y31 / det, -y21 / det };
        double[] dNy = { (x31 - x21) / det, -x31 / det, x21 / det };
        for (int i = 0; i < 3; i++)
        {
            b[0, 2 * i] = dNx[i];
            b[1, 2 * i + 1] = dNy[i];
            b[2, 2 * i] = dNy[i];
            b[2, 2 * i + 1] = dNx[i];
        }

        double f = young / (1 - nu * nu);
        double[,] d = { { f, f * nu, 0 }, { f * nu, f, 0 }, { 0, 0, f * (1 - nu) / 2 } };
        var k = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int j = i; j < 6; j++)
            {
                double s = 0;
                for (int p = 0; p < 3; p++)
                {
                    for (int q = 0; q < 3; q++)
                    {
                        s += b[p, i] * d[p, q] * b[q, j];
                    }
                }

                k[i, j] = k[j, i] = 0.5 * det * s;
            }
        }

        return k;
    }
}
