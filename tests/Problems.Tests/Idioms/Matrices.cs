using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Classes of matrices and vectors: made by factories with several ways out, chosen, replaced, written to afterwards.</summary>
internal static partial class Matrices
{
    private sealed class Square
    {
        public readonly double[,] A;
        public double S;

        public Square(int n) => A = new double[n, n];

        public static Square Identity(int n)
        {
            var m = new Square(n);
            for (int i = 0; i < n; i++) m.A[i, i] = 1;
            return m;
        }
    }

    private sealed class Vec
    {
        public double[] A;

        public Vec(int n) => A = new double[n];

        public static Vec Ones(int n)
        {
            var m = new Vec(n);
            for (int i = 0; i < n; i++) m.A[i] = 1;
            return m;
        }
    }

    private sealed class Matrix
    {
        private readonly double[,] a;

        public Matrix(int n) => a = new double[n, n];

        public double this[int i, int j] { get => a[i, j]; set => a[i, j] = value; }

        public static Matrix Identity(int n)
        {
            var m = new Matrix(n);
            for (int i = 0; i < n; i++) m[i, i] = 1;
            return m;
        }

        public static Matrix operator *(Matrix a, Matrix b)
        {
            int n = a.a.GetLength(0);
            var m = new Matrix(n);
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) for (int k = 0; k < n; k++) m[i, j] += a[i, k] * b[k, j];
            return m;
        }
    }

    private sealed class Flat
    {
        private readonly double[] d;

        public Flat(int n)
        {
            N = n;
            d = new double[n * n];
        }

        public Flat(double[] items)
        {
            N = (int)Math.Sqrt(items.Length);
            d = items;
        }

        public int N { get; }

        public double this[int i, int j] { get => d[i * N + j]; set => d[i * N + j] = value; }

        public static Flat Identity(int n)
        {
            var m = new Flat(n);
            for (int i = 0; i < n; i++) m[i, i] = 1;
            return m;
        }

        public static Flat Zero(int n)
        {
            var m = new Flat(n);
            return m;
        }

        public static Flat operator +(Flat a, Flat b)
        {
            var m = Zero(a.N);
            for (int i = 0; i < a.d.Length; i++) m.d[i] = a.d[i] + b.d[i];
            return m;
        }

        public Flat Times(Flat b)
        {
            var m = new Flat(N);
            for (int i = 0; i < N; i++)
            {
                for (int j = 0; j < N; j++)
                {
                    double s = 0;
                    for (int k = 0; k < N; k++) s += this[i, k] * b[k, j];
                    m[i, j] = s;
                }
            }

            return m;
        }
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ChosenArray(double a, double b, int c)
    {
        var v = c > 1 ? new double[] { 1, a }
        : new double[3];
        v[0] = a * b;
        return v[0] * a + v[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ChosenVector(double a, double b, int c)
    {
        var m = c > 1 ? Vec.Ones(2) : new Vec(2);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ChosenNew(double a, double b, int c)
    {
        var m = c > 1 ? new Vec(3) : new Vec(2);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ByIf(double a, double b, int c)
    {
        Vec m;
        if (c > 1) m = Vec.Ones(2); else m = new Vec(2);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ChosenMatrix(double a, double b, int c)
    {
        var m = c > 1 ? Square.Identity(2) : new Square(2);
        m.A[0, 0] = a * b;
        return m.A[0, 0] * a + m.A[1, 1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double Replaced(double a, double b, int c)
    {
        var m = new Square(2);
        if (c > 1) m = Square.Identity(2);
        m.A[0, 0] = a * b;
        m.S = a;
        return m.A[0, 0] * a + m.A[1, 1] + m.S;
    }

    private static Vec Mk(int c) => c > 1 ? Vec.Ones(2) : new Vec(2);

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ByFactory(double a, double b, int c)
    {
        var m = Mk(c);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    private static Vec Mk2(int c)
    {
        if (c > 1) return Vec.Ones(2);
        return new Vec(2);
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ByEarlyReturn(double a, double b, int c)
    {
        var m = Mk2(c);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double TakingTurns(double a, double b, int c)
    {
        var m = Mk2(c);
        var q = new Vec(2);
        for (int i = 0; i < c; i++) { q.A[0] += m.A[0] * a; q.A[1] += b; m = q; }
        return m.A[0] * a + m.A[1];
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7, 2)]
    public static double ByInput(double a, double b, int c)
    {
        var m = a > 0.1 ? Vec.Ones(2) : new Vec(2);
        m.A[0] = a * b;
        return m.A[0] * a + m.A[1];
    }

    private static Matrix Rot(double a)
    {
        if (Math.Abs(a) < 1e-9) return Matrix.Identity(2);
        var m = new Matrix(2);
        m[0, 0] = Math.Cos(a);
        m[0, 1] = -Math.Sin(a);
        m[1, 0] = Math.Sin(a);
        m[1, 1] = Math.Cos(a);
        return m;
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7)]
    public static double Rotations(double a, double b)
    {
        var r = Rot(a) * Rot(b);
        return r[0, 0] + 2 * r[1, 0];
    }

    private static Flat FlatRot(double a)
    {
        if (Math.Abs(a) < 1e-9) return Flat.Identity(2);
        return new Flat(new[] { Math.Cos(a), -Math.Sin(a), Math.Sin(a), Math.Cos(a) });
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7)]
    public static double FlatRotations(double a, double b)
    {
        var r = FlatRot(a).Times(FlatRot(b));
        return r[0, 0] + 2 * r[1, 0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double FlatChain(double[] q)
    {
        var t = Flat.Identity(2);
        foreach (var a in q) t = t.Times(FlatRot(a));
        return t[0, 0] + 2 * t[1, 0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double EitherSide(double[] q)
    {
        var t = Matrix.Identity(2);
        for (int i = 0; i < q.Length; i++) { var r = Rot(q[i]); t = i % 2 == 0 ? t * r : r * t; }
        return t[0, 0] + 2 * t[1, 0];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.3, 0.7, -0.2 })]
    public static double Aggregated(double[] q)
    {
        var t = q.Select(Rot).Aggregate((u, v) => u * v);
        return t[0, 0] + 2 * t[1, 0];
    }

    private static double[,] TableRot(double a)
    {
        if (Math.Abs(a) < 1e-9) return new double[,] { { 1, 0 }, { 0, 1 } };
        return new[,] { { Math.Cos(a), -Math.Sin(a) }, { Math.Sin(a), Math.Cos(a) } };
    }

    [Differentiable(Kinds.Scalar), At(0.3, 0.7)]
    public static double Tables(double a, double b)
    {
        var r = TableRot(a);
        var s = TableRot(b);
        return r[0, 0] * s[0, 0] + 2 * r[1, 0] * s[0, 1];
    }

    [Differentiable(Kinds.Scalar), At(0.4, 0.3)]
    public static double WithConstants(double x, double y)
    {
        var noise = Flat.Identity(2);
        var p = Flat.Zero(2);
        p[0, 0] = x;
        p[0, 1] = p[1, 0] = x * y;
        p[1, 1] = y;
        var s = p + noise;
        return s[0, 0] * s[1, 1] - s[0, 1] * s[1, 0];
    }
}
