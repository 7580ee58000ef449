using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

/// <summary>
/// The types of System.Numerics: what they are made of, and their members as formulas over those leaves, by type in the files beside
/// this one. In a row x are the leaves of all arguments, <c>this</c> first.
/// </summary>
internal static partial class LibraryTable
{
    private static readonly Dictionary<string, LibraryRow> BySignature;

    static LibraryTable()
    {
        All = [.. Vectors(), .. Transforms(), .. Quaternions(), .. Matrices(), .. Matrices2D(), .. Planes(), .. Cameras(), .. ComplexNumbers()];
        BySignature = All.ToDictionary(row => row.Signature, StringComparer.Ordinal);
    }

    public static IReadOnlyList<LibraryRow> All { get; }

    /// <summary>The parts of each type, in the order of its constructor.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["Vector2"] = ["X", "Y"],
        ["Vector3"] = ["X", "Y", "Z"],
        ["Vector4"] = ["X", "Y", "Z", "W"],
        ["Quaternion"] = ["X", "Y", "Z", "W"],
        ["Plane"] = ["Normal", "D"],
        ["Matrix3x2"] = ["M11", "M12", "M21", "M22", "M31", "M32"],
        ["Matrix4x4"] = [.. Enumerable.Range(0, 16).Select(k => $"M{(k / 4) + 1}{(k % 4) + 1}")],
        ["Complex"] = ["Real", "Imaginary"],
    };

    public static LibraryRow? Find(string signature) => BySignature.TryGetValue(signature, out var row) ? row : null;

    /// <summary>A member whose formula is its value, bit for bit.</summary>
    private static LibraryRow Exact(string signature, LeafFormula formula) => new(signature) { Formula = formula, IsExact = true };

    /// <summary>A member whose value the library computes.</summary>
    private static LibraryRow Row(string signature, LeafFormula formula) => new(signature) { Formula = formula };

    private static LibraryRow Row(string signature, LeafFormula formula, LeafFormula before) => new(signature) { Formula = formula, Before = before };

    private static LibraryRow Row(string signature, Func<IReadOnlyList<Expression>, Expression> formula) => new(signature) { Formula = (_, x) => [formula(x)] };

    private static Expression[] Slice(IReadOnlyList<Expression> x, int start, int count) => [.. x.Skip(start).Take(count)];

    private static Expression[] Zip(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b, Func<Expression, Expression, Expression> combine) =>
        [.. a.Zip(b, combine)];

    private static Expression[] Scale(IReadOnlyList<Expression> a, Expression k) => [.. a.Select(item => item * k)];

    private static Expression Dot(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b) => a.Zip(b, (u, v) => u * v).Aggregate((sum, term) => sum + term);

    private static Expression[] Cross(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b) =>
    [
        (a[1] * b[2]) - (a[2] * b[1]),
        (a[2] * b[0]) - (a[0] * b[2]),
        (a[0] * b[1]) - (a[1] * b[0]),
    ];

    private static Expression Norm(IReadOnlyList<Expression> a) => Function("Sqrt", Dot(a, a));

    private static Expression Function(string name, params Expression[] arguments) =>
        arguments[0].Pool.Call(RuleTable.Find("System.Math." + name, arguments.Length)!, arguments[0].Type, arguments);

    private static Expression Real(Expression like, double value) => like.Pool.Real(value, like.Type);

    private static Expression IsLess(Expression a, Expression b) => a.Pool.Operation(Operator.Less, IrType.Boolean, a, b);

    private static Expression Select(Expression condition, Expression then, Expression otherwise) => condition.Pool.Select(condition, then, otherwise);

    /// <summary>One rounding, as the user's own operator would make it.</summary>
    private static Expression Exactly(Operator op, Expression a, Expression b) => a.Pool.Operation(op, a.Type, a, b);
}
