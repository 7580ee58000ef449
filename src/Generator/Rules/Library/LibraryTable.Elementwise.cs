using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    /// <summary>Functions of each component, which newer versions of the library have.</summary>
    private static IEnumerable<LibraryRow> Elementwise(string v, int n)
    {
        Expression[] A(IReadOnlyList<Expression> x) => Slice(x, 0, n);
        Expression[] B(IReadOnlyList<Expression> x) => Slice(x, n, n);
        Expression[] C(IReadOnlyList<Expression> x) => Slice(x, 2 * n, n);
        return
        [
            .. new[] { "Sin", "Cos", "Exp", "Log", "Log2", "Truncate", "Round" }.Select(name => Row($"{v}.{name}({v})", (_, x) => [.. A(x).Select(a => Function(name, a))])),
            .. new[] { "MinNative", "Min", "MinNumber", "Min", "MaxNative", "Max", "MaxNumber", "Max" } is var pairs
                ? Enumerable.Range(0, pairs.Length / 2).Select(k => Row($"{v}.{pairs[2 * k]}({v}, {v})", (_, x) => Zip(A(x), B(x), (a, b) => Function(pairs[(2 * k) + 1], a, b))))
                : [],
            Exact($"{v}.op_UnaryPlus({v})",                    (_, x) => A(x)),
            Exact($"{v}.Create(Single)",                       (_, x) => [.. Enumerable.Repeat(x[0], n)]),
            Exact($"{v}.Create({string.Join(", ", Enumerable.Repeat("Single", n))})", (_, x) => x),
            Exact($"{v}.CreateScalar(Single)",                 (_, x) => [.. Enumerable.Range(0, n).Select(k => k == 0 ? x[0] : Real(x[0], 0))]),
            Row($"{v}.Sum({v})",                               x => A(x).Aggregate((a, b) => a + b)),
            Row($"{v}.DegreesToRadians({v})",                  (_, x) => Scale(A(x), Real(x[0], Math.PI / 180))),
            Row($"{v}.RadiansToDegrees({v})",                  (_, x) => Scale(A(x), Real(x[0], 180 / Math.PI))),
            Row($"{v}.CopySign({v}, {v})",                     (_, x) => Zip(A(x), B(x), (a, b) => Function("CopySign", a, b))),
            Row($"{v}.Hypot({v}, {v})",                        (_, x) => Zip(A(x), B(x), (a, b) => Norm([a, b]))),
            Row($"{v}.Lerp({v}, {v}, {v})",                    (_, x) => Zip(Zip(A(x), B(x), (a, b) => b - a), C(x), (d, t) => d * t) is var steps ? Zip(A(x), steps, (a, d) => a + d) : []),
            Row($"{v}.FusedMultiplyAdd({v}, {v}, {v})",        (_, x) => Zip(Zip(A(x), B(x), (a, b) => a * b), C(x), (p, c) => p + c)),
            Row($"{v}.MultiplyAddEstimate({v}, {v}, {v})",     (_, x) => Zip(Zip(A(x), B(x), (a, b) => a * b), C(x), (p, c) => p + c)),
            Row($"{v}.ClampNative({v}, {v}, {v})",             (_, x) => Zip(Zip(A(x), B(x), (a, low) => Function("Max", a, low)), C(x), (a, high) => Function("Min", a, high))),
        ];
    }

    private static IEnumerable<LibraryRow> Planes() =>
    [
        .. new[]
        {
            "Plane.Create(Single, Single, Single, Single)", "Plane.Create(Vector3, Single)", "Plane.Create(Vector4)", "Vector3.Create(Vector2, Single)", "Vector4.Create(Vector2, Single, Single)", "Vector4.Create(Vector3, Single)",
            "Quaternion.Create(Single, Single, Single, Single)", "Quaternion.Create(Vector3, Single)",
            $"Matrix4x4.Create({string.Join(", ", Enumerable.Repeat("Single", 16))})", $"Matrix3x2.Create({string.Join(", ", Enumerable.Repeat("Single", 6))})",
            "Matrix4x4.Create(Vector4, Vector4, Vector4, Vector4)", "Matrix3x2.Create(Vector2, Vector2, Vector2)",
        }.Select(signature => Exact(signature, (_, x) => x)),
        Row("Plane.CreateFromVertices(Vector3, Vector3, Vector3)", (_, x) =>
        {
            var normal = Cross(Zip(Slice(x, 3, 3), Slice(x, 0, 3), (a, b) => a - b), Zip(Slice(x, 6, 3), Slice(x, 0, 3), (a, b) => a - b));
            var unit = Scale(normal, 1 / Norm(normal));
            return [.. unit, -Dot(unit, Slice(x, 0, 3))];
        }),
        Row("Plane.Transform(Plane, Matrix4x4)",      (_, x) => Inverse4(Slice(x, 4, 16)) is var inverse ? [.. Enumerable.Range(0, 4).Select(row => Dot(Slice(x, 0, 4), Slice(inverse, row * 4, 4)))] : []),
        Row("Plane.Transform(Plane, Quaternion)",     (_, x) => [.. Turned(Slice(x, 0, 3), Slice(x, 4, 4)), x[3] * Dot(Slice(x, 4, 4), Slice(x, 4, 4))], (_, x) => [.. Rotated(Slice(x, 0, 3), Slice(x, 4, 4)), x[3]]),
        Row("Vector4.Transform(Vector2, Quaternion)", (_, x) => [.. Turned(Planar(x), Slice(x, 2, 4)), Dot(Slice(x, 2, 4), Slice(x, 2, 4))], (_, x) => [.. Rotated(Planar(x), Slice(x, 2, 4)), Real(x[0], 1)]),
        Row("Vector4.Cross(Vector4, Vector4)",        (_, x) => [.. Cross(Slice(x, 0, 3), Slice(x, 4, 3)), x[3] * x[7]]),
    ];

    /// <summary>The inverse of a matrix of that type; null for any other type.</summary>
    public static LeafFormula? InverseOf(string type) => type switch
    {
        "Matrix4x4" => (_, x) => Inverse4(x),
        "Matrix3x2" => (_, x) => Inverse2D(x),
        _ => null,
    };

    private static Expression[] Inverse2D(IReadOnlyList<Expression> m)
    {
        var determinant = (m[0] * m[3]) - (m[2] * m[1]);
        return
        [
            m[3] / determinant, -(m[1] / determinant), -(m[2] / determinant), m[0] / determinant,
            ((m[2] * m[5]) - (m[4] * m[3])) / determinant, ((m[4] * m[1]) - (m[0] * m[5])) / determinant,
        ];
    }

    /// <summary>The inverse by cofactors, row by row.</summary>
    private static Expression[] Inverse4(IReadOnlyList<Expression> m)
    {
        var determinant = Determinant(m);
        var result = new Expression[16];
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                int[] rows = [.. Enumerable.Range(0, 4).Where(row => row != j)];
                int[] columns = [.. Enumerable.Range(0, 4).Where(column => column != i)];
                Expression M(int row, int column) => m[(rows[row] * 4) + columns[column]];
                var minor = (M(0, 0) * ((M(1, 1) * M(2, 2)) - (M(1, 2) * M(2, 1))))
                    - (M(0, 1) * ((M(1, 0) * M(2, 2)) - (M(1, 2) * M(2, 0))))
                    + (M(0, 2) * ((M(1, 0) * M(2, 1)) - (M(1, 1) * M(2, 0))));
                result[(i * 4) + j] = ((i + j) % 2 == 0 ? minor : -minor) / determinant;
            }
        }

        return result;
    }
}
