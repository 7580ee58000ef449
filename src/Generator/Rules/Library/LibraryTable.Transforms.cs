using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    /// <summary>Points by matrices (rows times matrix) and by quaternions, which need not have length 1: the libraries differ then.</summary>
    private static IEnumerable<LibraryRow> Transforms() =>
    [
        Row("Vector2.Transform(Vector2, Matrix3x2)",       (_, x) => Affine(Slice(x, 0, 2), Slice(x, 2, 6), 2, 2, isPoint: true)),
        Row("Vector2.TransformNormal(Vector2, Matrix3x2)", (_, x) => Affine(Slice(x, 0, 2), Slice(x, 2, 6), 2, 2, isPoint: false)),
        Row("Vector2.Transform(Vector2, Matrix4x4)",       (_, x) => Slice(Affine(Planar(x), Slice(x, 2, 16), 4, 3, isPoint: true), 0, 2)),
        Row("Vector2.TransformNormal(Vector2, Matrix4x4)", (_, x) => Slice(Affine(Planar(x), Slice(x, 2, 16), 4, 3, isPoint: false), 0, 2)),
        Row("Vector3.Transform(Vector3, Matrix4x4)",       (_, x) => Slice(Affine(Slice(x, 0, 3), Slice(x, 3, 16), 4, 3, isPoint: true), 0, 3)),
        Row("Vector3.TransformNormal(Vector3, Matrix4x4)", (_, x) => Slice(Affine(Slice(x, 0, 3), Slice(x, 3, 16), 4, 3, isPoint: false), 0, 3)),
        Row("Vector4.Transform(Vector2, Matrix4x4)",       (_, x) => Affine(Planar(x), Slice(x, 2, 16), 4, 3, isPoint: true)),
        Row("Vector4.Transform(Vector3, Matrix4x4)",       (_, x) => Affine(Slice(x, 0, 3), Slice(x, 3, 16), 4, 3, isPoint: true)),
        Row("Vector4.Transform(Vector4, Matrix4x4)",       (_, x) => Product(Slice(x, 0, 4), Slice(x, 4, 16), 4)),
        Row("Vector2.Transform(Vector2, Quaternion)",      (_, x) => Slice(Turned(Planar(x), Slice(x, 2, 4)), 0, 2), (_, x) => Slice(Rotated(Planar(x), Slice(x, 2, 4)), 0, 2)),
        Row("Vector3.Transform(Vector3, Quaternion)",      (_, x) => Turned(Slice(x, 0, 3), Slice(x, 3, 4)), (_, x) => Rotated(Slice(x, 0, 3), Slice(x, 3, 4))),
        Row("Vector4.Transform(Vector3, Quaternion)",      (_, x) => [.. Turned(Slice(x, 0, 3), Slice(x, 3, 4)), Dot(Slice(x, 3, 4), Slice(x, 3, 4))], (_, x) => [.. Rotated(Slice(x, 0, 3), Slice(x, 3, 4)), Real(x[0], 1)]),
        Row("Vector4.Transform(Vector4, Quaternion)",      (_, x) => [.. Turned(Slice(x, 0, 3), Slice(x, 4, 4)), x[3] * Dot(Slice(x, 4, 4), Slice(x, 4, 4))], (_, x) => [.. Rotated(Slice(x, 0, 3), Slice(x, 4, 4)), x[3]]),
    ];

    private static Expression[] Planar(IReadOnlyList<Expression> x) => [x[0], x[1], Real(x[0], 0)];

    /// <summary>p · M for the rows of M, plus the row that moves a point.</summary>
    private static Expression[] Affine(IReadOnlyList<Expression> p, IReadOnlyList<Expression> matrix, int columns, int rows, bool isPoint) =>
    [
        .. Enumerable.Range(0, columns).Select(column =>
        {
            var sum = Dot(p, [.. Enumerable.Range(0, rows).Select(row => matrix[(row * columns) + column])]);
            return isPoint ? sum + matrix[(rows * columns) + column] : sum;
        }),
    ];

    /// <summary>A row, or rows one after the other, times a square matrix.</summary>
    private static Expression[] Product(IReadOnlyList<Expression> rows, IReadOnlyList<Expression> matrix, int n) =>
    [
        .. Enumerable.Range(0, rows.Count).Select(k =>
            Dot(Slice(rows, k / n * n, n), [.. Enumerable.Range(0, n).Select(row => matrix[(row * n) + (k % n)])])),
    ];

    /// <summary>q p q* for q = (u, w): (w² − u·u) p + 2 (u·p) u + 2 w (u × p).</summary>
    private static Expression[] Turned(IReadOnlyList<Expression> p, IReadOnlyList<Expression> q)
    {
        var u = Slice(q, 0, 3);
        var own = Scale(p, (q[3] * q[3]) - Dot(u, u));
        var along = Scale(u, 2 * Dot(u, p));
        return Zip(Zip(own, along, (a, b) => a + b), Scale(Cross(u, p), 2 * q[3]), (a, b) => a + b);
    }

    /// <summary>p + 2 w (u × p) + 2 u × (u × p) for q = (u, w).</summary>
    private static Expression[] Rotated(IReadOnlyList<Expression> p, IReadOnlyList<Expression> q)
    {
        var u = Slice(q, 0, 3);
        var twice = Scale(Cross(u, p), Real(p[0], 2));
        return Zip(Zip(p, Scale(twice, q[3]), (a, b) => a + b), Cross(u, twice), (a, b) => a + b);
    }
}
