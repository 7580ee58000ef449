using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Rules;

/// <summary>Compares every partial of a row with Ridders differences of the C# method and with dual numbers, at points of its domain.</summary>
internal static class RuleSweep
{
    /// <summary>Points per argument; the first six lie at the edges of its domain.</summary>
    private const int PointCount = 40;

    /// <summary>Fewer comparisons than this at any argument are a failure too: a sweep that skips everything proves nothing.</summary>
    private const int Least = 20;

    private static readonly double[] Edges = [1e-6, 1e-4, 1e-2, 1 - 1e-2, 1 - 1e-4, 1 - 1e-6];

    /// <summary>What is wrong with the row, one line each; empty for a good one.</summary>
    public static List<string> Failures(Rule rule)
    {
        var failures = new List<string>();
        var shapes = rule.Methods
            .SelectMany(method => Methods.Overloads(method, rule.Arity, typeof(double)))
            .Select(method => Methods.Parameters(method))
            .DistinctBy(shape => string.Join(",", shape.Select(type => type.Name)));
        foreach (var shape in shapes)
        {
            var compared = new int[rule.Arity];
            foreach (var point in Points(rule, shape))
            {
                for (var i = 0; i < rule.Arity; i++)
                {
                    if (Methods.IsReal(shape[i]) && Compare(rule, point, i, failures))
                    {
                        compared[i]++;
                    }
                }
            }

            failures.AddRange(Enumerable.Range(0, rule.Arity)
                .Where(i => Methods.IsReal(shape[i]) && compared[i] < Least)
                .Select(i => $"{rule.Name}: only {compared[i]} differences of argument {i} could decide"));
        }

        return failures;
    }

    /// <summary>The partials at a point, in double or float; null where absent.</summary>
    public static double?[] Partials(Rule rule, object[] point, IrType? type = null)
    {
        type ??= IrType.Double;
        var pool = new ExpressionPool();
        var inputs = Inputs(pool, type, point);
        var call = pool.Call(rule, type, [.. inputs.Keys]);
        var evaluator = new Evaluator(inputs);
        var partials = rule.Partials([.. inputs.Keys], call);
        Assert.Equal(rule.Arity, partials.Length);
        Assert.All(partials, partial => Assert.True(partial is null || partial.Type == type));
        return [.. partials.Select(partial => partial is null ? (double?)null : evaluator.Real(partial))];
    }

    /// <summary>One input per argument, bound to its value.</summary>
    public static Dictionary<Expression, object> Inputs(ExpressionPool pool, IrType type, object[] point)
    {
        var inputs = new Dictionary<Expression, object>();
        for (var i = 0; i < point.Length; i++)
        {
            var name = "xyz"[i].ToString();
            var (its, value) = point[i] switch
            {
                double x when type.Kind == TypeKind.Float => (type, (float)x),
                double x => (type, (object)x),
                int n => (IrType.Int, n),
                var other => (IrType.Opaque("System.MidpointRounding"), other),
            };
            inputs.Add(pool.Input(its, name, name), value);
        }

        return inputs;
    }

    /// <summary>Seeded by the name, so that a failure repeats; arguments are shuffled against each other.</summary>
    public static IEnumerable<object[]> Points(Rule rule, Type[] shape)
    {
        var random = new Random(rule.Name.Sum(letter => letter));
        var columns = shape.Select((type, i) =>
        {
            var column = Enumerable.Range(0, PointCount).Select(k => Sample(type, rule.Domains[i], k, random)).ToArray();
            random.Shuffle(column);
            return column;
        }).ToArray();
        return Enumerable.Range(0, PointCount).Select(k => columns.Select(column => column[k]).ToArray());
    }

    private static object Sample(Type type, Domain domain, int k, Random random)
    {
        if (type == typeof(MidpointRounding))
        {
            return (MidpointRounding)(k % 5);
        }

        if (type == typeof(int))
        {
            return (int)domain.Low + (k % (int)(domain.High - domain.Low));
        }

        // Not the same distance from the edge for all arguments: magnitudes would tie.
        var t = k >= Edges.Length ? random.NextDouble() : Edges[k] + (Math.Min(Edges[k], 1 - Edges[k]) * random.NextDouble() / 2);
        return domain.Low + ((domain.High - domain.Low) * t);
    }

    /// <summary>Notes what is wrong; false where differences cannot decide, which only a kink or a jump nearby may cause.</summary>
    private static bool Compare(Rule rule, object[] point, int argument, List<string> failures)
    {
        var partial = Partials(rule, point)[argument];
        var analytic = partial ?? 0;
        var x = (double)point[argument];
        var where = $"{rule.Name}({string.Join(", ", point)}), argument {argument}: {analytic:R}";

        var duals = point.Select((value, i) => new Dual(Convert.ToDouble(value), i == argument ? 1 : 0)).ToArray();
        var exact = Dual.Functions[rule.Name](duals).D;
        if (!(Math.Abs(analytic - exact) <= 1e-9 * Math.Max(Math.Abs(exact), Math.Abs(analytic))) && !rule.IsPiecewiseConstant)
        {
            failures.Add($"{where}, dual numbers say {exact:R}");
        }

        var domain = rule.Domains[argument];
        var step = Math.Min(1e-3 * Math.Max(1, Math.Abs(x)), Math.Min(x - domain.Low, domain.High - x) / 4);
        double F(double moved) => Convert.ToDouble(Methods.Invoke(
            RuleTable.MethodFor(rule, IrType.Double), IrType.Double, [.. point.Select((value, i) => i == argument ? moved : value)]));
        var (numeric, error, smallest) = Ridders(F, x, step);
        var size = Math.Max(Math.Abs(analytic), Math.Abs(numeric));
        var bound = (1e-6 * size) + (10 * error) + (40 * Math.ScaleB(1, -52) * Math.Abs(F(x)) / smallest);
        if (Math.Abs(analytic - numeric) > bound && !Straddles(F, x, step))
        {
            failures.Add($"{where}, differences say {numeric:R} ± {bound:R}");
        }

        return bound <= Math.Max(1e-3 * size, 1e-6);
    }

    /// <summary>Richardson extrapolation of central differences, ratio 2, with the entry of the smallest estimated error.</summary>
    public static (double Slope, double Error, double SmallestStep) Ridders(Func<double, double> f, double x, double step)
    {
        const int Levels = 6;
        var table = new double[Levels, Levels];
        var (slope, error) = (0.0, double.PositiveInfinity);
        for (var k = 0; k < Levels; k++, step /= 2)
        {
            var (high, low) = (x + step, x - step);
            table[k, 0] = (f(high) - f(low)) / (high - low);
            for (var i = 1; i <= k; i++)
            {
                table[k, i] = table[k, i - 1] + ((table[k, i - 1] - table[k - 1, i - 1]) / (Math.Pow(4, i) - 1));
                var estimate = Math.Max(Math.Abs(table[k, i] - table[k, i - 1]), Math.Abs(table[k, i] - table[k - 1, i - 1]));
                if (estimate < error)
                {
                    (slope, error) = (table[k, i], estimate);
                }
            }
        }

        return (slope, error, 2 * step);
    }

    /// <summary>A kink or a jump within the step: the slopes on both sides are different.</summary>
    private static bool Straddles(Func<double, double> f, double x, double step)
    {
        var (left, right) = ((f(x) - f(x - step)) / step, (f(x + step) - f(x)) / step);
        return Math.Abs(left - right) > 0.2 * Math.Max(Math.Abs(left), Math.Abs(right));
    }
}
