using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>The operations on four points at once, as C# spells them.</summary>
internal sealed class LaneTerms(ExpressionPool pool)
{
    public const string Intrinsics = "global::System.Runtime.Intrinsics.";

    /// <summary>One number of each of four points, or a condition on each of them.</summary>
    public static readonly IrType Vector = IrType.Opaque(Intrinsics + "Vector256<double>");

    private const string Lanes = "global::SymbolicJacobian.Lanes.";

    /// <summary>What the framework computes to the last bit as System.Math does.</summary>
    private static readonly HashSet<string> _exact = new(StringComparer.Ordinal)
    {
        "Sqrt", "Abs", "Floor", "Ceiling", "Truncate", "Max", "Min", "FusedMultiplyAdd", "CopySign",
    };

    /// <summary>The functions of the runtime's Lanes.</summary>
    private static readonly HashSet<string> _ours = new(StringComparer.Ordinal)
    {
        "Exp", "Log", "Sin", "Cos", "Tanh", "Tan", "Asin", "Acos", "Atan", "Atan2", "Pow",
    };

    public Expression Zero => Spelled("zero", [Intrinsics + "Vector256<double>.Zero"], Vector);

    public Expression All => Spelled("all", [Intrinsics + "Vector256<double>.AllBitsSet"], Vector);

    /// <summary>The same number for all points.</summary>
    public Expression Broadcast(Expression scalar) => scalar.Type.Kind == TypeKind.Boolean
        ? pool.Select(scalar, All, Zero)
        : Call("Vector256.Create", Vector, scalar.Type.Kind == TypeKind.Double ? scalar : pool.Convert(IrType.Double, scalar));

    public Expression Any(Expression condition) => Spelled("Any", [Lanes + "Any(", ")"], IrType.Boolean, condition);

    public Expression Choose(Expression condition, Expression then, Expression otherwise) =>
        ReferenceEquals(then, otherwise) ? then : Call("Vector256.ConditionalSelect", Vector, condition, then, otherwise);

    public Expression And(Expression left, Expression right) => pool.Operation(Operator.BitwiseAnd, Vector, left, right);

    public Expression Not(Expression condition) => pool.Operation(Operator.Complement, Vector, condition);

    /// <summary>An operation on vectors, of which an operand may be a scalar where C# allows it.</summary>
    public Expression Arithmetic(Operation operation, Expression[] operands, Func<Expression, Expression> widen)
    {
        var wide = operands.Select(widen).ToArray();
        switch (operation.Operator)
        {
            case Operator.Multiply:
                // Beside a scalar C# has an operator of its own.
                return pool.Operation(Operator.Multiply, Vector, operands);
            case Operator.Divide:
                return pool.Operation(Operator.Divide, Vector, wide[0], operands[1]);
            case Operator.Negate or Operator.Add or Operator.Subtract:
                return pool.Operation(operation.Operator, Vector, wide);
            case Operator.Less:
                return Call("Vector256.LessThan", Vector, wide);
            case Operator.LessOrEqual:
                return Call("Vector256.LessThanOrEqual", Vector, wide);
            case Operator.Greater:
                return Call("Vector256.GreaterThan", Vector, wide);
            case Operator.GreaterOrEqual:
                return Call("Vector256.GreaterThanOrEqual", Vector, wide);
            case Operator.Equal or Operator.NotEqual when operation.Operands[0].Type.Kind == TypeKind.Boolean:
                var differs = pool.Operation(Operator.ExclusiveOr, Vector, wide);
                return operation.Operator == Operator.NotEqual ? differs : Not(differs);
            case Operator.Equal:
                return Call("Vector256.Equals", Vector, wide);
            case Operator.NotEqual:
                return Not(Call("Vector256.Equals", Vector, wide));
            case Operator.Not:
                return Not(wide[0]);
            case Operator.And:
                return And(wide[0], wide[1]);
            case Operator.Or:
                return pool.Operation(Operator.BitwiseOr, Vector, wide);
            default:
                throw new InvalidOperationException($"{operation.Operator} has no form in lanes.");
        }
    }

    /// <summary>A function that has a form for four points.</summary>
    public Expression Function(Rule rule, Expression[] vectors) => _exact.Contains(rule.Name)
        ? Call("Vector256." + rule.Name, Vector, vectors)
        : Spelled(rule.Name, Texts(Lanes + rule.Name, vectors.Length), Vector, vectors);

    /// <summary>What the framework computes to the last bit as System.Math does.</summary>
    public static bool IsExact(Rule rule) => rule is not ForeignFunction && _exact.Contains(rule.Name);

    /// <summary>The runtime's class, to call what returns nothing.</summary>
    public Expression Type => Spelled("", [Lanes.TrimEnd('.')], IrType.Opaque("Lanes"));

    /// <summary>Four elements of an array in a row.</summary>
    /// <param name="place">The array, and the indices of the first.</param>
    public Expression Load(Expression[] place) => Spelled("", Texts(Lanes + "Load", place.Length), Vector, place);

    public static bool IsLoad(Expression term) => term is Call { Rule: ForeignFunction { Spelling: [var first, ..] } } && first == Lanes + "Load(";

    /// <summary>Four numbers, one in each lane.</summary>
    public Expression Of(params Expression[] lanes) => Spelled("", Texts(Intrinsics + "Vector256.Create", lanes.Length), Vector, lanes);

    /// <summary>What is in the first lane.</summary>
    public Expression First(Expression vector) => Spelled("", ["", "[0]"], IrType.Double, vector);

    public Expression Sum(Expression vector) => Spelled("", Texts(Intrinsics + "Vector256.Sum", 1), IrType.Double, vector);

    /// <summary>A function that is called for one point after the other.</summary>
    public static bool IsLaneByLane(Rule rule) => rule is ForeignFunction || !(_exact.Contains(rule.Name) || _ours.Contains(rule.Name));

    /// <summary>The texts around the operands of such a function.</summary>
    public static IReadOnlyList<string> TextsOf(Rule rule)
    {
        if (rule is ForeignFunction foreign)
        {
            return foreign.Spelling;
        }

        var method = Rules.RuleTable.MethodFor(rule, IrType.Double);
        return Texts(method.StartsWith("System.", StringComparison.Ordinal) ? "global::" + method : method, rule.Arity);
    }

    /// <summary>C# of one point, once for each lane.</summary>
    public Expression LaneByLane(IReadOnlyList<string> texts, bool[] varies, Expression[] operands, bool isCondition = false)
    {
        const int Count = 4;
        var spelling = new List<string>();
        var next = isCondition ? Lanes + "Mask(" : Intrinsics + "Vector256.Create(";
        for (var lane = 0; lane < Count; lane++)
        {
            next += (lane == 0 ? "" : ", ") + (texts[0].Trim().Length == 0 ? "" : texts[0]);
            for (var i = 0; i + 1 < texts.Count; i++)
            {
                spelling.Add(next);
                next = (varies[i] ? $"[{lane}]" : "") + texts[i + 1];
            }
        }

        spelling.Add(next + ")");
        return Spelled("lanes", spelling, Vector, [.. Enumerable.Repeat(operands, Count).SelectMany(all => all)]);
    }

    private static string[] Texts(string method, int arity) =>
        [method + "(", .. Enumerable.Repeat(", ", arity - 1), ")"];

    private Expression Call(string method, IrType type, params Expression[] operands) =>
        Spelled(method.Substring(method.IndexOf('.') + 1), Texts(Intrinsics + method, operands.Length), type, operands);

    private Expression Spelled(string name, IReadOnlyList<string> texts, IrType type, params Expression[] operands) =>
        pool.Call(new ForeignFunction(name, "", texts, operands.Length, (arguments, _) => new Expression?[arguments.Count]), type, operands);
}
