using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    /// <summary>Matrices that place and project: worlds, views, projections, and what turns or scales about a point.</summary>
    private static IEnumerable<LibraryRow> Cameras() =>
    [
        Row("Matrix4x4.CreateLookAtLeftHanded(Vector3, Vector3, Vector3)", (_, x) => LookTo(Slice(x, 0, 3), Zip(Slice(x, 3, 3), Slice(x, 0, 3), (a, b) => a - b), Slice(x, 6, 3))),
        Row("Matrix4x4.CreateLookTo(Vector3, Vector3, Vector3)",           (_, x) => LookTo(Slice(x, 0, 3), [.. Slice(x, 3, 3).Select(a => -a)], Slice(x, 6, 3))),
        Row("Matrix4x4.CreateLookToLeftHanded(Vector3, Vector3, Vector3)", (_, x) => LookTo(Slice(x, 0, 3), Slice(x, 3, 3), Slice(x, 6, 3))),
        Row("Matrix4x4.CreateWorld(Vector3, Vector3, Vector3)",            (_, x) => World(Slice(x, 0, 3), Slice(x, 3, 3), Slice(x, 6, 3))),
        .. Handed("Matrix4x4.CreateOrthographic", "Single, Single, Single, Single", (x, side) =>
            Projection(2 / x[0], 2 / x[1], null, null, side / (x[3] - x[2]), -(x[2] / (x[3] - x[2])), null)),
        .. Handed("Matrix4x4.CreateOrthographicOffCenter", "Single, Single, Single, Single, Single, Single", (x, side) =>
            Projection(2 / (x[1] - x[0]), 2 / (x[3] - x[2]), -((x[0] + x[1]) / (x[1] - x[0])), -((x[3] + x[2]) / (x[3] - x[2])), side / (x[5] - x[4]), -(x[4] / (x[5] - x[4])), null)),
        .. Handed("Matrix4x4.CreatePerspective", "Single, Single, Single, Single", (x, side) =>
            Projection(2 * x[2] / x[0], 2 * x[2] / x[1], null, null, side * x[3] / (x[3] - x[2]), -(x[2] * x[3] / (x[3] - x[2])), side)),
        .. Handed("Matrix4x4.CreatePerspectiveOffCenter", "Single, Single, Single, Single, Single, Single", (x, side) =>
            Projection(2 * x[4] / (x[1] - x[0]), 2 * x[4] / (x[3] - x[2]), (x[0] + x[1]) / (x[1] - x[0]) * -side, (x[3] + x[2]) / (x[3] - x[2]) * -side, side * x[5] / (x[5] - x[4]), -(x[4] * x[5] / (x[5] - x[4])), side)),
        Row("Matrix4x4.CreatePerspectiveFieldOfViewLeftHanded(Single, Single, Single, Single)", (_, x) =>
            1 / Function("Tan", x[0] * 0.5) is var height ? Projection(height / x[1], height, null, null, x[3] / (x[3] - x[2]), -(x[2] * x[3] / (x[3] - x[2])), Real(x[0], 1)) : []),
        Row("Matrix4x4.CreateRotationX(Single, Vector3)",                  (_, x) => About(Turned(x[0], 1, 2), Slice(x, 1, 3))),
        Row("Matrix4x4.CreateRotationY(Single, Vector3)",                  (_, x) => About(Turned(x[0], 2, 0), Slice(x, 1, 3))),
        Row("Matrix4x4.CreateRotationZ(Single, Vector3)",                  (_, x) => About(Turned(x[0], 0, 1), Slice(x, 1, 3))),
        Row("Matrix4x4.CreateScale(Single, Vector3)",                      (_, x) => About(Diagonal(x[0], x[0], x[0]), Slice(x, 1, 3))),
        Row("Matrix4x4.CreateScale(Vector3, Vector3)",                     (_, x) => About(Diagonal(x[0], x[1], x[2]), Slice(x, 3, 3))),
        Row("Matrix4x4.CreateScale(Single, Single, Single, Vector3)",      (_, x) => About(Diagonal(x[0], x[1], x[2]), Slice(x, 3, 3))),
        Row("Matrix4x4.CreateReflection(Plane)",                           (_, x) => Mirrored(Scale(Slice(x, 0, 4), 1 / Norm(Slice(x, 0, 3))))),
        Row("Matrix4x4.CreateShadow(Vector3, Plane)",                      (_, x) => Shadow(Slice(x, 0, 3), Scale(Slice(x, 3, 4), 1 / Norm(Slice(x, 3, 3))))),
        .. new[] { "X", "Y", "Z", "W" }.Select((row, k) => Exact($"Matrix4x4.get_{row}()", (_, x) => Slice(x, 4 * k, 4))),
        .. new[] { "X", "Y", "Z" }.Select((row, k) => Exact($"Matrix3x2.get_{row}()", (_, x) => Slice(x, 2 * k, 2))),
        Row("Matrix3x2.Negate(Matrix3x2)",                                 (_, x) => [.. x.Select(item => -item)]),
        Row("Matrix3x2.Lerp(Matrix3x2, Matrix3x2, Single)",                (_, x) => Zip(Slice(x, 0, 6), Slice(x, 6, 6), (a, b) => a + ((b - a) * x[12]))),
        Row("Matrix3x2.CreateSkew(Single, Single)",                        (_, x) => [Real(x[0], 1), Function("Tan", x[1]), Function("Tan", x[0]), Real(x[0], 1), Real(x[0], 0), Real(x[0], 0)]),
        Row("Matrix3x2.CreateSkew(Single, Single, Vector2)",               (_, x) => About2D([Real(x[0], 1), Function("Tan", x[1]), Function("Tan", x[0]), Real(x[0], 1)], Slice(x, 2, 2))),
        Row("Matrix3x2.CreateRotation(Single, Vector2)",                   (_, x) => About2D([Function("Cos", x[0]), Function("Sin", x[0]), -Function("Sin", x[0]), Function("Cos", x[0])], Slice(x, 1, 2))),
        Row("Matrix3x2.CreateScale(Single, Vector2)",                      (_, x) => About2D([x[0], Real(x[0], 0), Real(x[0], 0), x[0]], Slice(x, 1, 2))),
        Row("Matrix3x2.CreateScale(Vector2, Vector2)",                     (_, x) => About2D([x[0], Real(x[0], 0), Real(x[0], 0), x[1]], Slice(x, 2, 2))),
        Row("Matrix3x2.CreateScale(Single, Single, Vector2)",              (_, x) => About2D([x[0], Real(x[0], 0), Real(x[0], 0), x[1]], Slice(x, 2, 2))),
    ];

    /// <summary>Looking along −z, and along z.</summary>
    private static IEnumerable<LibraryRow> Handed(string name, string parameters, Func<IReadOnlyList<Expression>, Expression, Expression[]> matrix) =>
    [
        Row($"{name}({parameters})",           (_, x) => matrix(x, Real(x[0], -1))),
        Row($"{name}LeftHanded({parameters})", (_, x) => matrix(x, Real(x[0], 1))),
    ];

    /// <param name="width">What x is scaled by.</param>
    /// <param name="height">What y is scaled by.</param>
    /// <param name="x">Where the middle lies; null for 0.</param>
    /// <param name="y">The same of y.</param>
    /// <param name="depth">What z is scaled by.</param>
    /// <param name="near">What is added to z.</param>
    /// <param name="side">What w is: ±z; null where it is 1, and the middle is moved by it.</param>
    private static Expression[] Projection(Expression width, Expression height, Expression? x, Expression? y, Expression depth, Expression near, Expression? side)
    {
        var (zero, one) = (Real(width, 0), Real(width, 1));
        var (middleX, middleY) = (x ?? zero, y ?? zero);
        return side is null
            ? [width, zero, zero, zero, zero, height, zero, zero, zero, zero, depth, zero, middleX, middleY, near, one]
            : [width, zero, zero, zero, zero, height, zero, zero, middleX, middleY, depth, side, zero, zero, near, zero];
    }

    private static Expression[] LookTo(IReadOnlyList<Expression> eye, IReadOnlyList<Expression> ahead, IReadOnlyList<Expression> up)
    {
        var back = Scale(ahead, 1 / Norm(ahead));
        var side = Cross(up, back);
        var right = Scale(side, 1 / Norm(side));
        var upright = Cross(back, right);
        var (zero, one) = (Real(eye[0], 0), Real(eye[0], 1));
        return
        [
            right[0], upright[0], back[0], zero,
            right[1], upright[1], back[1], zero,
            right[2], upright[2], back[2], zero,
            -Dot(right, eye), -Dot(upright, eye), -Dot(back, eye), one,
        ];
    }

    private static Expression[] World(IReadOnlyList<Expression> position, IReadOnlyList<Expression> forward, IReadOnlyList<Expression> up)
    {
        var back = Scale(forward, -1 / Norm(forward));
        var side = Cross(up, back);
        var right = Scale(side, 1 / Norm(side));
        var (zero, one) = (Real(position[0], 0), Real(position[0], 1));
        return [.. right, zero, .. Cross(back, right), zero, .. back, zero, .. position, one];
    }

    /// <summary>A linear map about a point: that point stays where it is.</summary>
    private static Expression[] About(Expression[] map, IReadOnlyList<Expression> center)
    {
        var moved = Zip(center, Affine(center, map, 4, 3, isPoint: false).Take(3).ToArray(), (c, image) => c - image);
        return [.. map.Take(12), .. moved, map[15]];
    }

    private static Expression[] About2D(IReadOnlyList<Expression> map, IReadOnlyList<Expression> center) =>
        [.. map, .. Zip(center, [(center[0] * map[0]) + (center[1] * map[2]), (center[0] * map[1]) + (center[1] * map[3])], (c, image) => c - image)];

    /// <summary>I − 2 n nᵀ, and what moves a point.</summary>
    private static Expression[] Mirrored(IReadOnlyList<Expression> plane)
    {
        var (zero, one) = (Real(plane[0], 0), Real(plane[0], 1));
        Expression Entry(int i, int j) => (i == j ? one : zero) - (2 * plane[i] * plane[j]);
        return
        [
            Entry(0, 0), Entry(0, 1), Entry(0, 2), zero,
            Entry(1, 0), Entry(1, 1), Entry(1, 2), zero,
            Entry(2, 0), Entry(2, 1), Entry(2, 2), zero,
            .. Enumerable.Range(0, 3).Select(k => -2 * plane[k] * plane[3]), one,
        ];
    }

    private static Expression[] Shadow(IReadOnlyList<Expression> light, IReadOnlyList<Expression> plane)
    {
        var (zero, height) = (Real(light[0], 0), Dot(light, Slice(plane, 0, 3)));
        return [.. Enumerable.Range(0, 16).Select(k =>
        {
            var (row, column) = (k / 4, k % 4);
            var along = column < 3 ? -(plane[row] * light[column]) : zero;
            return row == column ? column < 3 ? along + height : height : along;
        })];
    }
}
