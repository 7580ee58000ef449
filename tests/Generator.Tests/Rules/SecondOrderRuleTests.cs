using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Rules;

/// <summary>
/// Second derivatives come from the terms of the first: is each row true once more? The Hessian of every row, with itself and with a
/// square beside it, against Ridders differences of its partials over its domain.
/// </summary>
public class SecondOrderRuleTests
{
    public static TheoryData<string> Names => [.. RuleTable.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Row_has_the_second_derivatives_of_its_function(string name)
    {
        var rule = RuleTable.All.Single(row => row.Name == name);
        var shapes = rule.Methods
            .SelectMany(method => Methods.Overloads(method, rule.Arity, typeof(double)))
            .Select(method => Methods.Parameters(method))
            .DistinctBy(shape => string.Join(",", shape.Select(type => type.Name)));
        var failures = new List<string>();
        var decided = 0;
        foreach (var shape in shapes)
        {
            foreach (var point in RuleSweep.Points(rule, shape))
            {
                decided += Compare(rule, point, failures);
            }
        }

        Assert.Empty(failures.Take(5));
        Assert.True(decided >= 20, $"only {decided} differences could decide");
    }

    [Theory]
    [InlineData("x * x", 0.0, 2.0)]
    [InlineData("Math.Pow(x, 2)", 0.0, 2.0)]
    [InlineData("Math.Pow(x, 3)", 0.0, 0.0)]
    [InlineData("Math.Pow(x, 2)", -3.0, 2.0)]
    [InlineData("Math.Pow(x, 2.5)", 0.0, 0.0)]
    [InlineData("Math.Pow(x, 1)", 0.0, 0.0)]
    [InlineData("Math.Pow(x, 0)", 0.0, 0.0)]
    [InlineData("x * x * x", 0.0, 0.0)]
    [InlineData("Math.Sqrt(x) * Math.Sqrt(x)", 0.0, 0.0)]
    [InlineData("Math.Abs(x)", 0.0, 0.0)]
    [InlineData("Math.Abs(x) * x", -2.0, -2.0)]
    [InlineData("x > 0 ? Math.Sqrt(x) : x * x", 0.0, 2.0)]
    [InlineData("1 / (1 + Math.Exp(-x))", 800.0, 0.0)]
    [InlineData("Math.Tanh(x)", 400.0, 0.0)]
    [InlineData("Math.Pow(x, n)", 0.0, 2.0)]
    [InlineData("Math.Max(x * x, x - 5)", 0.0, 2.0)]
    [InlineData("Math.Exp(x) * 0 + x * x", 1.0, 2.0)]
    public void Where_the_mathematics_is_fine_so_is_the_number(string term, double x, double expected)
    {
        var result = GeneratorHost.RunMembers($"[Differentiable(Derivatives.Hessian)] public static double F(double x, [Constant] double n) => {term};");
        var primal = JacobianPlanner.Prepare(result.Function, default);
        var hessian = primal.Pool.Input(IrType.Span(IrType.Double), "hessian", "hessian");
        foreach (var (mode, inPlace) in new HessianAssembly(primal, hessian, default).Candidates())
        {
            var entries = new double[1];
            IrInterpreter.Run(inPlace, [x, 2.0, entries]);
            Assert.True(entries[0] == expected, $"{mode}: {entries[0]}\n{IrText.Of(inPlace)}");
        }
    }

    /// <summary>The number of entries that differences could decide.</summary>
    private static int Compare(Rule rule, object[] point, List<string> failures)
    {
        var pool = new ExpressionPool();
        var inputs = RuleSweep.Inputs(pool, IrType.Double, point);
        var call = pool.Call(rule, IrType.Double, [.. inputs.Keys]);
        Input[] parameters = [.. inputs.Keys.Select(key => new Input((Value)key, key.Type.IsReal))];
        var primal = new Function("F", pool, parameters, new Region([], [call]), new Output(OutputShape.Scalar, IrType.Double, "double", [], null));
        var span = pool.Input(IrType.Span(IrType.Double), "hessian", "hessian");
        var active = Enumerable.Range(0, point.Length).Where(i => parameters[i].IsActive).ToArray();
        var n = active.Length;
        var plan = new HessianAssembly(primal, span, default).Plan();
        var hessian = new double[n * n];
        IrInterpreter.Run(plan.InPlace, [.. point, hessian]);
        var decided = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var (row, column) = (active[i], active[j]);
                var x = (double)point[column];
                var domain = rule.Domains[column];
                var step = Math.Min(1e-3 * Math.Max(1, Math.Abs(x)), Math.Min(x - domain.Low, domain.High - x) / 4);
                double Slope(double moved) => RuleSweep.Partials(rule, [.. point.Select((value, k) => k == column ? moved : value)])[row] ?? 0;
                var (numeric, error, smallest) = RuleSweep.Ridders(Slope, x, step);
                var exact = hessian[(i * n) + j];
                var size = Math.Max(Math.Abs(exact), Math.Abs(numeric));
                var bound = (1e-6 * size) + (10 * error) + (200 * Math.ScaleB(1, -52) * Math.Abs(Slope(x)) / smallest);
                var jumps = Math.Abs(Slope(x + step) - Slope(x - step)) > 0.4 && rule.HasKink;
                if (!(Math.Abs(exact - numeric) <= bound) && !jumps)
                {
                    failures.Add($"{rule.Name}({string.Join(", ", point)}), ({row}, {column}): {exact:R}, differences say {numeric:R} ± {bound:R}");
                }

                decided += bound <= Math.Max(1e-3 * size, 1e-4) ? 1 : 0;
            }
        }

        return decided;
    }
}
