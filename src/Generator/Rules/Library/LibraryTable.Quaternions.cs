using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    private static IEnumerable<LibraryRow> Quaternions() =>
    [
        .. Componentwise("Quaternion", 4),
        Exact("Quaternion.get_Identity()",                               (pool, _) => [.. new double[] { 0, 0, 0, 1 }.Select(item => pool.Real(item, IrType.Float))]),
        Exact("Quaternion.get_Zero()",                                   (pool, _) => [.. Enumerable.Repeat(pool.Real(0, IrType.Float), 4)]),
        Row("Quaternion.op_UnaryNegation(Quaternion)",                   (_, x) => [.. x.Select(item => -item)]),
        Row("Quaternion.Negate(Quaternion)",                             (_, x) => [.. x.Select(item => -item)]),
        Row("Quaternion.op_Multiply(Quaternion, Quaternion)",            (_, x) => Hamilton(Slice(x, 0, 4), Slice(x, 4, 4))),
        Row("Quaternion.Multiply(Quaternion, Quaternion)",               (_, x) => Hamilton(Slice(x, 0, 4), Slice(x, 4, 4))),
        Row("Quaternion.Concatenate(Quaternion, Quaternion)",            (_, x) => Hamilton(Slice(x, 4, 4), Slice(x, 0, 4))),
        Row("Quaternion.op_Division(Quaternion, Quaternion)",            (_, x) => Hamilton(Slice(x, 0, 4), Inverse(Slice(x, 4, 4)))),
        Row("Quaternion.Divide(Quaternion, Quaternion)",                 (_, x) => Hamilton(Slice(x, 0, 4), Inverse(Slice(x, 4, 4)))),
        Row("Quaternion.Conjugate(Quaternion)",                          (_, x) => [-x[0], -x[1], -x[2], x[3]]),
        Row("Quaternion.Inverse(Quaternion)",                            (_, x) => Inverse(x)),
        Row("Quaternion.Normalize(Quaternion)",                          (_, x) => Scale(x, 1 / Norm(x))),
        Row("Quaternion.Length()",                                       Norm),
        Row("Quaternion.LengthSquared()",                                x => Dot(x, x)),
        Row("Quaternion.Dot(Quaternion, Quaternion)",                    x => Dot(Slice(x, 0, 4), Slice(x, 4, 4))),
        Row("Quaternion.Lerp(Quaternion, Quaternion, Single)",           (_, x) => Lerp(Slice(x, 0, 4), Slice(x, 4, 4), x[8])),
        Row("Quaternion.Slerp(Quaternion, Quaternion, Single)",          (_, x) => Slerp(Slice(x, 0, 4), Slice(x, 4, 4), x[8])),
        Row("Quaternion.CreateFromAxisAngle(Vector3, Single)",           (_, x) => AxisAngle(x)),
        Row("Quaternion.CreateFromYawPitchRoll(Single, Single, Single)", (_, x) => YawPitchRoll(x)),
        Row("Quaternion.CreateFromRotationMatrix(Matrix4x4)",            (_, x) => FromMatrix(x)),
    ];

    /// <summary>a b as rotations: b first.</summary>
    private static Expression[] Hamilton(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b)
    {
        var (u, v) = (Slice(a, 0, 3), Slice(b, 0, 3));
        var cross = Cross(u, v);
        return [.. Enumerable.Range(0, 3).Select(i => (u[i] * b[3]) + (v[i] * a[3]) + cross[i]), (a[3] * b[3]) - Dot(u, v)];
    }

    private static Expression[] Inverse(IReadOnlyList<Expression> q)
    {
        var scale = 1 / Dot(q, q);
        return [-q[0] * scale, -q[1] * scale, -q[2] * scale, q[3] * scale];
    }

    /// <summary>The shorter way round.</summary>
    private static Expression[] Lerp(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b, Expression t)
    {
        var isFar = IsLess(Dot(a, b), Real(t, 0));
        var mixed = Zip(Scale(a, 1 - t), Scale(b, Select(isFar, -t, t)), (p, q) => p + q);
        return Scale(mixed, 1 / Norm(mixed));
    }

    private static Expression[] Slerp(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b, Expression t)
    {
        const double Epsilon = 1e-6f;
        var dot = Dot(a, b);
        var isFar = IsLess(dot, Real(t, 0));
        var cosine = Select(isFar, -dot, dot);
        var isNear = IsLess(Real(t, 1 - Epsilon), cosine);
        var angle = Function("Acos", cosine);
        var scale = 1 / Function("Sin", angle);
        var first = Select(isNear, 1 - t, Function("Sin", (1 - t) * angle) * scale);
        var second = Select(isNear, t, Function("Sin", t * angle) * scale);
        return Zip(Scale(a, first), Scale(b, Select(isFar, -second, second)), (p, q) => p + q);
    }

    private static Expression[] AxisAngle(IReadOnlyList<Expression> x)
    {
        var half = x[3] * 0.5;
        return [.. Scale(Slice(x, 0, 3), Function("Sin", half)), Function("Cos", half)];
    }

    private static Expression[] YawPitchRoll(IReadOnlyList<Expression> x)
    {
        var (y, p, r) = (x[0] * 0.5, x[1] * 0.5, x[2] * 0.5);
        var (sy, cy, sp, cp, sr, cr) = (Function("Sin", y), Function("Cos", y), Function("Sin", p), Function("Cos", p), Function("Sin", r), Function("Cos", r));
        return
        [
            (cy * sp * cr) + (sy * cp * sr),
            (sy * cp * cr) - (cy * sp * sr),
            (cy * cp * sr) - (sy * sp * cr),
            (cy * cp * cr) + (sy * sp * sr),
        ];
    }

    /// <summary>By the largest of trace and diagonal, as the library chooses.</summary>
    private static Expression[] FromMatrix(IReadOnlyList<Expression> m)
    {
        Expression At(int row, int column) => m[(row * 4) + column];
        var trace = At(0, 0) + At(1, 1) + At(2, 2);
        var s = Function("Sqrt", trace + 1);
        var k = 0.5 / s;
        Expression[] result = [(At(1, 2) - At(2, 1)) * k, (At(2, 0) - At(0, 2)) * k, (At(0, 1) - At(1, 0)) * k, s * 0.5];
        Expression[] first = Around(0, 1, 2), second = Around(1, 2, 0), third = Around(2, 0, 1);
        var zero = Real(trace, 0);
        var isFirst = m[0].Pool.Operation(Operator.And, IrType.Boolean, Not(IsLess(At(0, 0), At(1, 1))), Not(IsLess(At(0, 0), At(2, 2))));
        return [.. result.Select((item, i) => Select(IsLess(zero, trace), item, Select(isFirst, first[i], Select(IsLess(At(2, 2), At(1, 1)), second[i], third[i]))))];

        Expression[] Around(int i, int j, int l)
        {
            var root = Function("Sqrt", 1 + At(i, i) - At(j, j) - At(l, l));
            var inverse = 0.5 / root;
            var items = new Expression[4];
            items[i] = 0.5 * root;
            items[j] = (At(i, j) + At(j, i)) * inverse;
            items[l] = (At(l, i) + At(i, l)) * inverse;
            items[3] = (At(j, l) - At(l, j)) * inverse;
            return items;
        }

        static Expression Not(Expression condition) => condition.Pool.Operation(Operator.Not, IrType.Boolean, condition);
    }
}
