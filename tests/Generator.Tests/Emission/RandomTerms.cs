using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>Random terms over what is in sight, with every operator and the literals that are easy to get wrong.</summary>
internal sealed class RandomTerms(Random random, ExpressionPool pool)
{
    public static readonly Rule Sin = new("Sin", 1, ["System.Math.Sin", "System.MathF.Sin", "double.Sin", "float.Sin"], (_, _) => [null], [new(-1, 1)]);
    public static readonly Rule Max = new("Max", 2, ["System.Math.Max", "System.MathF.Max", "double.Max", "float.Max"], (_, _) => [null, null], [new(-1, 1), new(-1, 1)]);
    public static readonly Rule Hypot = new("Hypot", 2, ["double.Hypot", "float.Hypot"], (_, _) => [null, null], [new(-1, 1), new(-1, 1)]);

    private static readonly double[] _allLiterals =
        [0.0, -0.0, 1, -1, 2, 3, -2.5, 0.1, 1e-5, 1e16, 1e300, 5e-324, double.NaN, double.PositiveInfinity, double.NegativeInfinity, Math.PI, -Math.E, 2147483648, 1.0 / 3];

    /// <summary>Special values show how literals are printed, but turn whole programs into NaN.</summary>
    public double[] Literals { get; init; } = _allLiterals;

    public List<Expression> Doubles { get; } = [];

    public List<Expression> Floats { get; } = [];

    public List<Expression> Integers { get; } = [];

    public List<Expression> Booleans { get; } = [];

    public List<Expression> Arrays { get; } = [];

    public Expression Real(int depth) => Real(IrType.Double, depth);

    public Expression Real(IrType type, int depth)
    {
        var leaves = type.Kind == TypeKind.Double ? Doubles : Floats;
        if (depth <= 0 || random.Next(8) == 0)
        {
            return leaves.Count > 0 && random.Next(3) > 0 ? Pick(leaves) : pool.Real(Pick(Literals), type);
        }

        return random.Next(13) switch
        {
            < 7 => pool.Operation(Pick(Operator.Add, Operator.Subtract, Operator.Multiply, Operator.Divide, Operator.Remainder), type, Real(type, depth - 1), Real(type, depth - 1)),
            7 => pool.Operation(Operator.Negate, type, Real(type, depth - 1)),
            8 => pool.Select(Boolean(depth - 1), Real(type, depth - 1), Real(type, depth - 1)),
            9 => pool.Convert(type, Integer(depth - 1)),
            10 => pool.Convert(type, Real(type.Kind == TypeKind.Double ? IrType.Float : IrType.Double, depth - 1)),
            11 => pool.Call(Sin, type, Real(type, depth - 1)),
            _ => pool.Call(random.Next(2) == 0 ? Max : Hypot, type, Real(type, depth - 1), Real(type, depth - 1)),
        };
    }

    public Expression Integer(int depth)
    {
        if (depth <= 0 || random.Next(6) == 0)
        {
            return Integers.Count > 0 && random.Next(3) > 0 ? Pick(Integers) : pool.Int(Pick(0, 1, 2, -1, -7, 1000, int.MinValue, int.MaxValue));
        }

        return random.Next(10) switch
        {
            < 4 => pool.Operation(Pick(Operator.Add, Operator.Subtract, Operator.Multiply), IrType.Int, Integer(depth - 1), Integer(depth - 1)),
            4 => pool.Operation(Pick(Operator.Divide, Operator.Remainder), IrType.Int, Integer(depth - 1), Integer(depth - 1)),
            5 => pool.Operation(Pick(Operator.BitwiseAnd, Operator.BitwiseOr, Operator.ExclusiveOr, Operator.ShiftLeft, Operator.ShiftRight), IrType.Int, Integer(depth - 1), Integer(depth - 1)),
            6 => pool.Operation(Pick(Operator.Negate, Operator.Complement), IrType.Int, Integer(depth - 1)),
            7 => pool.Select(Boolean(depth - 1), Integer(depth - 1), Integer(depth - 1)),
            8 when Arrays.Count > 0 => pool.Length(Pick(Arrays)),
            _ => pool.Convert(IrType.Int, pool.Convert(IrType.Long, Integer(depth - 1))),
        };
    }

    public Expression Boolean(int depth)
    {
        if (depth <= 0 && Booleans.Count > 0)
        {
            return Pick(Booleans);
        }

        var comparison = Pick(Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual, Operator.Equal, Operator.NotEqual);
        return random.Next(8) switch
        {
            0 => pool.Operation(Operator.And, IrType.Boolean, Boolean(depth - 1), Boolean(depth - 1)),
            1 => pool.Operation(Operator.Or, IrType.Boolean, Boolean(depth - 1), Boolean(depth - 1)),
            2 => pool.Operation(Operator.Not, IrType.Boolean, Boolean(depth - 1)),
            3 => pool.Operation(Pick(Operator.Equal, Operator.NotEqual, Operator.ExclusiveOr), IrType.Boolean, Boolean(depth - 1), Boolean(depth - 1)),
            4 or 5 => pool.Operation(comparison, IrType.Boolean, Integer(depth - 1), Integer(depth - 1)),
            _ => pool.Operation(comparison, IrType.Boolean, Real(depth - 1), Real(depth - 1)),
        };
    }

    public T Pick<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
