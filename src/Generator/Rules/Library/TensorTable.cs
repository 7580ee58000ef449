using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

/// <summary>Sums and products over the elements of one span, or of two in step; each term is made of an element of the first and one of the last.</summary>
internal sealed record TensorSums(Expression Count, Func<Func<Expression, Expression, Expression>, Expression> Sum, Func<Func<Expression, Expression, Expression>, Expression> Product);

/// <summary>A function that TensorPrimitives applies to each element.</summary>
/// <param name="Formula">What is differentiated.</param>
/// <param name="IsExact">It is the value itself, to the last bit: one rounding for each operation, in vectors as alone.</param>
internal sealed record TensorMap(Func<IReadOnlyList<Expression>, Expression> Formula, bool IsExact)
{
    public bool HasKink { get; init; }
}

/// <summary>The members of TensorPrimitives as formulas over elements.</summary>
internal static class TensorTable
{
    /// <summary>Rules whose value is one rounding, or none.</summary>
    private static readonly HashSet<string> ExactRules = new(StringComparer.Ordinal) { "Abs", "Sqrt", "Max", "Min", "FusedMultiplyAdd", "CopySign" };

    private static readonly Dictionary<(string, int), TensorMap> Own = new()
    {
        [("Add", 2)] = Exact(x => Exactly(Operator.Add, x[0], x[1])),
        [("Subtract", 2)] = Exact(x => Exactly(Operator.Subtract, x[0], x[1])),
        [("Multiply", 2)] = Exact(x => Exactly(Operator.Multiply, x[0], x[1])),
        [("Divide", 2)] = Exact(x => Exactly(Operator.Divide, x[0], x[1])),
        [("Negate", 1)] = Exact(x => x[0].Pool.Operation(Operator.Negate, x[0].Type, x[0])),
        [("MultiplyAdd", 3)] = Exact(x => Exactly(Operator.Add, Exactly(Operator.Multiply, x[0], x[1]), x[2])),
        [("AddMultiply", 3)] = Exact(x => Exactly(Operator.Multiply, Exactly(Operator.Add, x[0], x[1]), x[2])),
        [("Reciprocal", 1)] = Exact(x => Exactly(Operator.Divide, One(x[0]), x[0])),
        [("Clamp", 3)] = Exact(x => Function("Min", Function("Max", x[0], x[1]), x[2])) with { HasKink = true },
        [("ReciprocalSqrt", 1)] = new(x => 1 / Function("Sqrt", x[0]), false),
        [("Sigmoid", 1)] = new(x => 1 / (1 + Exponential(-x[0])), false),
        [("SoftMax", 1)] = new(x => x[0], false),
    };

    /// <summary>What is applied to each element; null for what has no derivative, or steps.</summary>
    public static TensorMap? Map(string name, int arity)
    {
        if (Own.TryGetValue((name, arity), out var own))
        {
            return own;
        }

        var rule = RuleTable.Find("double." + name, arity);
        return rule is null or { IsPiecewiseConstant: true } || (arity > 2 && !ExactRules.Contains(name)) ? null
            : new TensorMap(x => x[0].Pool.Call(rule, x[0].Type, [.. x]), ExactRules.Contains(name)) { HasKink = rule.HasKink };
    }

    /// <summary>The member that says which element another one gives; null for what is made of all.</summary>
    public static string? PlaceOf(string name) => name is "Max" or "Min" or "MaxMagnitude" or "MinMagnitude" ? "IndexOf" + name : null;

    /// <summary>What is made of all elements; null where there is no formula.</summary>
    public static Expression? Reduction(string name, int arity, TensorSums over) => (name, arity) switch
    {
        ("Sum", 1) => over.Sum((x, _) => x),
        ("Average", 1) => over.Sum((x, _) => x) / over.Count,
        ("SumOfSquares", 1) => over.Sum((x, _) => x * x),
        ("SumOfMagnitudes", 1) => over.Sum((x, _) => Function("Abs", x)),
        ("Norm", 1) => Function("Sqrt", over.Sum((x, _) => x * x)),
        ("Dot", 2) => over.Sum((x, y) => x * y),
        ("Distance", 2) => Function("Sqrt", over.Sum((x, y) => (x - y) * (x - y))),
        ("CosineSimilarity", 2) => over.Sum((x, y) => x * y) / (Function("Sqrt", over.Sum((x, _) => x * x)) * Function("Sqrt", over.Sum((_, y) => y * y))),
        ("StdDev", 1) => Deviation(over),
        ("Product", 1) => over.Product((x, _) => x),
        ("ProductOfSums", 2) => over.Product((x, y) => x + y),
        ("ProductOfDifferences", 2) => over.Product((x, y) => x - y),
        _ => null,
    };

    public static Expression Exponential(Expression x) => Function("Exp", x);

    private static Expression Deviation(TensorSums over)
    {
        var mean = over.Sum((x, _) => x) / over.Count;
        return Function("Sqrt", over.Sum((x, _) => (x - mean) * (x - mean)) / over.Count);
    }

    private static TensorMap Exact(Func<IReadOnlyList<Expression>, Expression> formula) => new(formula, true);

    private static Expression Exactly(Operator op, Expression a, Expression b) => a.Pool.Operation(op, a.Type, a, b);

    private static Expression One(Expression like) => like.Pool.Real(1, like.Type);

    private static Expression Function(string name, params Expression[] arguments) =>
        arguments[0].Pool.Call(RuleTable.Find("double." + name, arguments.Length)!, arguments[0].Type, arguments);
}
