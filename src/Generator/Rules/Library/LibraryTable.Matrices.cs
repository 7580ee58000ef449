using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    private static IEnumerable<LibraryRow> Matrices() =>
    [
        .. Componentwise("Matrix4x4", 16),
        Exact("Matrix4x4.get_Identity()",                                            (pool, _) => Diagonal(pool.Real(1, IrType.Float), pool.Real(1, IrType.Float), pool.Real(1, IrType.Float))),
        Exact("Matrix4x4.get_Translation()",                                         (_, x) => Slice(x, 12, 3)),
        Exact("Matrix4x4.Transpose(Matrix4x4)",                                      (_, x) => [.. Enumerable.Range(0, 16).Select(k => x[(k % 4 * 4) + (k / 4)])]),
        Exact("Matrix4x4.CreateTranslation(Vector3)",                                (_, x) => Moved(x)),
        Exact("Matrix4x4.CreateTranslation(Single, Single, Single)",                 (_, x) => Moved(x)),
        Exact("Matrix4x4.CreateScale(Single)",                                       (_, x) => Diagonal(x[0], x[0], x[0])),
        Exact("Matrix4x4.CreateScale(Vector3)",                                      (_, x) => Diagonal(x[0], x[1], x[2])),
        Exact("Matrix4x4.CreateScale(Single, Single, Single)",                       (_, x) => Diagonal(x[0], x[1], x[2])),
        Row("Matrix4x4.op_UnaryNegation(Matrix4x4)",                                 (_, x) => [.. x.Select(item => -item)]),
        Row("Matrix4x4.Negate(Matrix4x4)",                                           (_, x) => [.. x.Select(item => -item)]),
        Row("Matrix4x4.op_Multiply(Matrix4x4, Matrix4x4)",                           (_, x) => Product(Slice(x, 0, 16), Slice(x, 16, 16), 4)),
        Row("Matrix4x4.Multiply(Matrix4x4, Matrix4x4)",                              (_, x) => Product(Slice(x, 0, 16), Slice(x, 16, 16), 4)),
        Row("Matrix4x4.Lerp(Matrix4x4, Matrix4x4, Single)",                          (_, x) => Zip(Slice(x, 0, 16), Slice(x, 16, 16), (a, b) => a + ((b - a) * x[32]))),
        Row("Matrix4x4.Transform(Matrix4x4, Quaternion)",                            (_, x) => Product(Slice(x, 0, 16), FromQuaternion(Slice(x, 16, 4)), 4)),
        Row("Matrix4x4.GetDeterminant()",                                            x => Determinant(x)),
        Row("Matrix4x4.CreateRotationX(Single)",                                     (_, x) => Turned(x[0], 1, 2)),
        Row("Matrix4x4.CreateRotationY(Single)",                                     (_, x) => Turned(x[0], 2, 0)),
        Row("Matrix4x4.CreateRotationZ(Single)",                                     (_, x) => Turned(x[0], 0, 1)),
        Row("Matrix4x4.CreateFromQuaternion(Quaternion)",                            (_, x) => FromQuaternion(x)),
        Row("Matrix4x4.CreateFromYawPitchRoll(Single, Single, Single)",              (_, x) => FromQuaternion(YawPitchRoll(x))),
        Row("Matrix4x4.CreateFromAxisAngle(Vector3, Single)",                        (_, x) => FromQuaternion(AxisAngle(x)), (_, x) => FromAxisAngle(Slice(x, 0, 3), x[3])),
        Row("Matrix4x4.CreateLookAt(Vector3, Vector3, Vector3)",                     (_, x) => LookTo(Slice(x, 0, 3), Zip(Slice(x, 0, 3), Slice(x, 3, 3), (a, b) => a - b), Slice(x, 6, 3))),
        Row("Matrix4x4.CreatePerspectiveFieldOfView(Single, Single, Single, Single)", (_, x) => Perspective(x)),
    ];

    private static Expression[] Diagonal(Expression a, Expression b, Expression c)
    {
        var (zero, one) = (Real(a, 0), Real(a, 1));
        return [a, zero, zero, zero, zero, b, zero, zero, zero, zero, c, zero, zero, zero, zero, one];
    }

    private static Expression[] Moved(IReadOnlyList<Expression> by) =>
        [.. Diagonal(Real(by[0], 1), Real(by[0], 1), Real(by[0], 1)).Take(12), .. by, Real(by[0], 1)];

    /// <summary>A rotation from axis i to axis j: rows are images.</summary>
    private static Expression[] Turned(Expression angle, int i, int j)
    {
        var result = Diagonal(Real(angle, 1), Real(angle, 1), Real(angle, 1));
        var (sine, cosine) = (Function("Sin", angle), Function("Cos", angle));
        result[(i * 4) + i] = cosine;
        result[(j * 4) + j] = cosine;
        result[(i * 4) + j] = sine;
        result[(j * 4) + i] = -sine;
        return result;
    }

    private static Expression[] FromQuaternion(IReadOnlyList<Expression> q)
    {
        var (x, y, z, w) = (q[0], q[1], q[2], q[3]);
        var result = Diagonal(1 - (2 * ((y * y) + (z * z))), 1 - (2 * ((z * z) + (x * x))), 1 - (2 * ((y * y) + (x * x))));
        result[1] = 2 * ((x * y) + (z * w));
        result[2] = 2 * ((x * z) - (y * w));
        result[4] = 2 * ((x * y) - (z * w));
        result[6] = 2 * ((y * z) + (x * w));
        result[8] = 2 * ((x * z) + (y * w));
        result[9] = 2 * ((y * z) - (x * w));
        return result;
    }

    /// <summary>cos I + (1 − cos) u uᵀ + sin [u]: rows are images.</summary>
    private static Expression[] FromAxisAngle(IReadOnlyList<Expression> u, Expression angle)
    {
        var (sine, cosine) = (Function("Sin", angle), Function("Cos", angle));
        var result = Diagonal(Square(0), Square(1), Square(2));
        result[1] = Mixed(0, 1) + (sine * u[2]);
        result[2] = Mixed(0, 2) - (sine * u[1]);
        result[4] = Mixed(0, 1) - (sine * u[2]);
        result[6] = Mixed(1, 2) + (sine * u[0]);
        result[8] = Mixed(0, 2) + (sine * u[1]);
        result[9] = Mixed(1, 2) - (sine * u[0]);
        return result;

        Expression Square(int i) => (u[i] * u[i]) + (cosine * (1 - (u[i] * u[i])));
        Expression Mixed(int i, int j) => (1 - cosine) * u[i] * u[j];
    }

    private static Expression[] Perspective(IReadOnlyList<Expression> x)
    {
        var height = 1 / Function("Tan", x[0] * 0.5);
        var (near, far) = (x[2], x[3]);
        var zero = Real(near, 0);
        var isInfinite = near.Pool.Operation(Operator.Equal, IrType.Boolean, far, Real(far, double.PositiveInfinity));
        var range = Select(isInfinite, Real(near, -1), far / (near - far));
        return [height / x[1], zero, zero, zero, zero, height, zero, zero, zero, zero, range, Real(near, -1), zero, zero, near * range, zero];
    }

    /// <summary>Along the first row, by the minors of the last two.</summary>
    private static Expression Determinant(IReadOnlyList<Expression> m)
    {
        Expression Minor(int i, int j) => (m[8 + i] * m[12 + j]) - (m[8 + j] * m[12 + i]);
        Expression Cofactor(int a, int b, int c) => (m[4 + a] * Minor(b, c)) - (m[4 + b] * Minor(a, c)) + (m[4 + c] * Minor(a, b));
        return (m[0] * Cofactor(1, 2, 3)) - (m[1] * Cofactor(0, 2, 3)) + (m[2] * Cofactor(0, 1, 3)) - (m[3] * Cofactor(0, 1, 2));
    }

    private static IEnumerable<LibraryRow> Matrices2D() =>
    [
        .. Componentwise("Matrix3x2", 6),
        Exact("Matrix3x2.get_Identity()",                       (pool, _) => [.. new double[] { 1, 0, 0, 1, 0, 0 }.Select(item => pool.Real(item, IrType.Float))]),
        Exact("Matrix3x2.get_Translation()",                    (_, x) => Slice(x, 4, 2)),
        Exact("Matrix3x2.CreateTranslation(Vector2)",           (_, x) => [Real(x[0], 1), Real(x[0], 0), Real(x[0], 0), Real(x[0], 1), x[0], x[1]]),
        Exact("Matrix3x2.CreateTranslation(Single, Single)",    (_, x) => [Real(x[0], 1), Real(x[0], 0), Real(x[0], 0), Real(x[0], 1), x[0], x[1]]),
        Exact("Matrix3x2.CreateScale(Single)",                  (_, x) => [x[0], Real(x[0], 0), Real(x[0], 0), x[0], Real(x[0], 0), Real(x[0], 0)]),
        Exact("Matrix3x2.CreateScale(Single, Single)",          (_, x) => [x[0], Real(x[0], 0), Real(x[0], 0), x[1], Real(x[0], 0), Real(x[0], 0)]),
        Exact("Matrix3x2.CreateScale(Vector2)",                 (_, x) => [x[0], Real(x[0], 0), Real(x[0], 0), x[1], Real(x[0], 0), Real(x[0], 0)]),
        Row("Matrix3x2.op_UnaryNegation(Matrix3x2)",            (_, x) => [.. x.Select(item => -item)]),
        Row("Matrix3x2.op_Multiply(Matrix3x2, Matrix3x2)",      (_, x) => Product2D(Slice(x, 0, 6), Slice(x, 6, 6))),
        Row("Matrix3x2.Multiply(Matrix3x2, Matrix3x2)",         (_, x) => Product2D(Slice(x, 0, 6), Slice(x, 6, 6))),
        Row("Matrix3x2.GetDeterminant()",                       x => (x[0] * x[3]) - (x[2] * x[1])),
        Row("Matrix3x2.CreateRotation(Single)",                 (_, x) => [Function("Cos", x[0]), Function("Sin", x[0]), -Function("Sin", x[0]), Function("Cos", x[0]), Real(x[0], 0), Real(x[0], 0)]),
    ];

    private static Expression[] Product2D(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b) =>
    [
        .. Affine(Slice(a, 0, 2), b, 2, 2, isPoint: false),
        .. Affine(Slice(a, 2, 2), b, 2, 2, isPoint: false),
        .. Affine(Slice(a, 4, 2), b, 2, 2, isPoint: true),
    ];
}
