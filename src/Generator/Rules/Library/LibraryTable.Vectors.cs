using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    private static readonly string[] _axes = ["X", "Y", "Z", "W"];

    private static IEnumerable<LibraryRow> Vectors() => new[] { 2, 3, 4 }.SelectMany(Vectors).Concat(VectorConstructors());

    private static IEnumerable<LibraryRow> Vectors(int n)
    {
        var v = $"Vector{n}";
        Expression[] A(IReadOnlyList<Expression> x) => Slice(x, 0, n);
        Expression[] B(IReadOnlyList<Expression> x) => Slice(x, n, n);
        Expression[] C(IReadOnlyList<Expression> x) => Slice(x, 2 * n, n);
        return
        [
            .. Componentwise(v, n),
            .. Units(v, n),
            .. Elementwise(v, n),
            Exact($"{v}..ctor(Single)",           (_, x) => [.. Enumerable.Repeat(x[0], n)]),
            Row($"{v}.op_Division({v}, {v})",     (_, x) => Zip(A(x), B(x), (a, b) => a / b)),
            Row($"{v}.Divide({v}, {v})",          (_, x) => Zip(A(x), B(x), (a, b) => a / b)),
            Row($"{v}.op_Division({v}, Single)",  (_, x) => [.. A(x).Select(a => a / x[n])]),
            Row($"{v}.Divide({v}, Single)",       (_, x) => [.. A(x).Select(a => a / x[n])]),
            Row($"{v}.op_UnaryNegation({v})",     (_, x) => [.. A(x).Select(a => -a)]),
            Row($"{v}.Negate({v})",               (_, x) => [.. A(x).Select(a => -a)]),
            Row($"{v}.Dot({v}, {v})",             x => Dot(A(x), B(x))),
            Row($"{v}.Length()",                  x => Norm(A(x))),
            Row($"{v}.LengthSquared()",           x => Dot(A(x), A(x))),
            Row($"{v}.Distance({v}, {v})",        x => Norm(Zip(A(x), B(x), (a, b) => a - b))),
            Row($"{v}.DistanceSquared({v}, {v})", x => Zip(A(x), B(x), (a, b) => a - b) is var d ? Dot(d, d) : d[0]),
            Row($"{v}.Normalize({v})",            (_, x) => Scale(A(x), 1 / Norm(A(x)))),
            Row($"{v}.Lerp({v}, {v}, Single)",    (_, x) => Zip(A(x), B(x), (a, b) => a + ((b - a) * x[2 * n]))),
            Row($"{v}.Abs({v})",                  (_, x) => [.. A(x).Select(a => Function("Abs", a))]),
            Row($"{v}.SquareRoot({v})",           (_, x) => [.. A(x).Select(a => Function("Sqrt", a))]),
            Row($"{v}.Min({v}, {v})",             (_, x) => Zip(A(x), B(x), (a, b) => Function("Min", a, b))),
            Row($"{v}.Max({v}, {v})",             (_, x) => Zip(A(x), B(x), (a, b) => Function("Max", a, b))),
            Row($"{v}.Clamp({v}, {v}, {v})",      (_, x) => Zip(Zip(A(x), B(x), (a, low) => Function("Max", a, low)), C(x), (a, high) => Function("Min", a, high))),
            .. n < 4 ? new[] { Row($"{v}.Reflect({v}, {v})", (_, x) => Zip(A(x), Scale(B(x), 2 * Dot(A(x), B(x))), (a, b) => a - b)) } : [],
            .. n == 3 ? new[] { Row("Vector3.Cross(Vector3, Vector3)", (_, x) => Cross(A(x), B(x))) } : [],
            .. n == 2 ? new[] { Row("Vector2.Cross(Vector2, Vector2)", x => (x[0] * x[3]) - (x[1] * x[2])) } : [],
        ];
    }

    /// <summary>One rounding per component, whatever instruction makes it.</summary>
    private static IEnumerable<LibraryRow> Componentwise(string type, int n) =>
    [
        .. new[] { ("op_Addition", Operator.Add), ("Add", Operator.Add), ("op_Subtraction", Operator.Subtract), ("Subtract", Operator.Subtract), ("op_Multiply", Operator.Multiply), ("Multiply", Operator.Multiply) }
            .Where(row => row.Item2 != Operator.Multiply || type.StartsWith("Vector", StringComparison.Ordinal))
            .Select(row => Exact($"{type}.{row.Item1}({type}, {type})", (_, x) => Zip(Slice(x, 0, n), Slice(x, n, n), (a, b) => Exactly(row.Item2, a, b)))),
        .. new[] { "op_Multiply", "Multiply" }
            .Select(name => Exact($"{type}.{name}({type}, Single)", (_, x) => [.. Slice(x, 0, n).Select(a => Exactly(Operator.Multiply, a, x[n]))])),
        .. type.StartsWith("Vector", StringComparison.Ordinal)
            ? new[] { "op_Multiply", "Multiply" }.Select(name => Exact($"{type}.{name}(Single, {type})", (_, x) => [.. Slice(x, 1, n).Select(a => Exactly(Operator.Multiply, x[0], a))]))
            : [],
    ];

    private static IEnumerable<LibraryRow> Units(string type, int n) =>
    [
        Exact($"{type}.get_Zero()", (pool, _) => [.. Enumerable.Repeat(pool.Real(0, IrType.Float), n)]),
        Exact($"{type}.get_One()", (pool, _) => [.. Enumerable.Repeat(pool.Real(1, IrType.Float), n)]),
        .. _axes.Take(n).Select((axis, k) => Exact($"{type}.get_Unit{axis}()", (pool, _) => [.. Enumerable.Range(0, n).Select(i => pool.Real(i == k ? 1 : 0, IrType.Float))])),
    ];

    private static IEnumerable<LibraryRow> VectorConstructors() =>
    [
        .. new[]
        {
            "Vector2..ctor(Single, Single)", "Vector3..ctor(Single, Single, Single)", "Vector3..ctor(Vector2, Single)",
            "Vector4..ctor(Single, Single, Single, Single)", "Vector4..ctor(Vector2, Single, Single)", "Vector4..ctor(Vector3, Single)",
            "Quaternion..ctor(Single, Single, Single, Single)", "Quaternion..ctor(Vector3, Single)",
            "Plane..ctor(Single, Single, Single, Single)", "Plane..ctor(Vector3, Single)", "Plane..ctor(Vector4)",
            "Complex..ctor(Double, Double)",
            $"Matrix4x4..ctor({string.Join(", ", Enumerable.Repeat("Single", 16))})", $"Matrix3x2..ctor({string.Join(", ", Enumerable.Repeat("Single", 6))})",
        }.Select(signature => Exact(signature, (_, x) => x)),
        Row("Plane.DotCoordinate(Plane, Vector3)", x => Dot(Slice(x, 0, 3), Slice(x, 4, 3)) + x[3]),
        Row("Plane.DotNormal(Plane, Vector3)", x => Dot(Slice(x, 0, 3), Slice(x, 4, 3))),
        Row("Plane.Dot(Plane, Vector4)", x => Dot(Slice(x, 0, 4), Slice(x, 4, 4))),
        Row("Plane.Normalize(Plane)", (_, x) => Scale(x, 1 / Norm(Slice(x, 0, 3)))),
    ];
}
