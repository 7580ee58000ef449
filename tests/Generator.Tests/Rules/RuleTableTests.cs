using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Rules;

public class RuleTableTests
{
    /// <summary>Methods on reals that the table leaves out, each with its reason.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["ReciprocalEstimate"] = "its value differs between processors, and is a staircase on some",
        ["ReciprocalSqrtEstimate"] = "its value differs between processors, and is a staircase on some",
        ["SinCos"] = "a pair, which lowering takes apart into Sin and Cos",
        ["SinCosPi"] = "a pair, which lowering takes apart into SinPi and CosPi",
    };

    public static TheoryData<string> Names => [.. RuleTable.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Row_is_true_on_its_domain(string name) => Assert.Empty(RuleSweep.Failures(Row(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Float_partials_are_the_double_ones_rounded(string name)
    {
        var rule = Row(name);
        var shape = Methods.Overloads(RuleTable.MethodFor(rule, IrType.Float), rule.Arity, typeof(float)).First();
        var sizes = Methods.Parameters(shape).Select(type => type == typeof(float) ? typeof(double) : type).ToArray();
        foreach (var point in RuleSweep.Points(rule, sizes).Select(ToSingle).Where(point => !IsAtEdge(rule, point)))
        {
            var (single, real) = (RuleSweep.Partials(rule, point, IrType.Float), RuleSweep.Partials(rule, point));
            for (var i = 0; i < rule.Arity; i++)
            {
                Assert.Equal(real[i].HasValue, single[i].HasValue);
                var size = Math.Max(1e-3, Math.Abs(real[i] ?? 0));
                Assert.True(Math.Abs((real[i] ?? 0) - (single[i] ?? 0)) <= 1e-3 * size, $"{name}({string.Join(", ", point)}): {single[i]} for {real[i]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_method_of_a_row_exists_and_gives_the_same_bits(string name)
    {
        var rule = Row(name);
        foreach (var (real, type) in new[] { (typeof(double), IrType.Double), (typeof(float), IrType.Float) })
        {
            var spelled = RuleTable.MethodFor(rule, type);
            Assert.Contains(spelled, rule.Methods);
            Assert.NotEmpty(Methods.Overloads(spelled, rule.Arity, real));
            foreach (var overload in rule.Methods.SelectMany(method => Methods.Overloads(method, rule.Arity, real)))
            {
                var shape = Methods.Parameters(overload).Select(parameter => parameter == real ? typeof(double) : parameter).ToArray();
                foreach (var point in RuleSweep.Points(rule, shape))
                {
                    var pool = new ExpressionPool();
                    var inputs = RuleSweep.Inputs(pool, type, point);
                    var call = new Evaluator(inputs).Real(pool.Call(rule, type, [.. inputs.Keys]));
                    var direct = Convert.ToDouble(overload.Invoke(null, [.. inputs.Values]));
                    Assert.Equal(BitConverter.DoubleToInt64Bits(direct), BitConverter.DoubleToInt64Bits(call));
                }
            }
        }

        Assert.All(rule.Methods, method => Assert.NotEmpty(
            Methods.Overloads(method, rule.Arity, typeof(double)).Concat(Methods.Overloads(method, rule.Arity, typeof(float)))));
        Assert.All(rule.Methods, method => Assert.Same(rule, RuleTable.Find(method, rule.Arity)));
    }

    [Fact]
    public void Every_real_function_of_the_framework_is_in_the_table_or_has_a_reason()
    {
        var missing = Methods.Homes
            .SelectMany(Methods.Candidates)
            .Where(method => RuleTable.Find(Methods.Identity(method), method.GetParameters().Length) is null)
            .Where(method => !LeftOut.ContainsKey(method.Name))
            .Select(method => method.ToString());
        Assert.Empty(missing);
    }

    [Fact]
    public void Reasons_are_for_functions_that_exist_and_are_left_out() =>
        Assert.All(LeftOut.Keys, name =>
        {
            Assert.Contains(Methods.Homes.SelectMany(Methods.Candidates), method => method.Name == name);
            Assert.Null(RuleTable.Find("double." + name, 1));
        });

    /// <summary>MathF is missing before .NET Standard 2.1, the overloads of Math are everywhere.</summary>
    [Theory]
    [InlineData("Abs")]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("Clamp")]
    public void Float_overloads_of_Math_are_spelled_by_its_name(string name) =>
        Assert.Equal("System.Math." + name, RuleTable.MethodFor(Row(name), IrType.Float));

    [Fact]
    public void Unknown_methods_and_other_arities_are_not_found()
    {
        Assert.Null(RuleTable.Find("System.Math.Sign", 1));
        Assert.Null(RuleTable.Find("System.Math.Sin", 2));
        Assert.Equal("LogBase", RuleTable.Find("System.Math.Log", 2)!.Name);
        Assert.Equal("RoundTo", RuleTable.Find("System.MathF.Round", 2)!.Name);
        Assert.Equal("IEEERemainder", RuleTable.Find("double.Ieee754Remainder", 2)!.Name);
    }

    [Fact]
    public void Flags_say_what_jumps_and_what_bends()
    {
        Assert.Equal(
            ["Floor", "Ceiling", "Truncate", "Round", "RoundTo", "RoundToDigits"],
            RuleTable.All.Where(rule => rule.IsPiecewiseConstant).Select(rule => rule.Name));
        Assert.All(RuleTable.All.Where(rule => rule.HasKink), rule => Assert.NotNull(rule.Note));
        Assert.Contains(RuleTable.All, rule => rule is { Name: "Abs", HasKink: true });
    }

    /// <summary>The sweep would notice: a sign, a factor, a missing partial and a swapped pair.</summary>
    [Fact]
    public void Planted_wrong_rows_are_caught()
    {
        AssertCaught("Cos", (a, _) => [a[0].Pool.Call(Row("Sin"), a[0].Type, a[0])]);
        AssertCaught("Tanh", (_, r) => [1.0001 * (1 - (r * r))]);
        AssertCaught("Hypot", (a, r) => [a[0] / r, null]);
        AssertCaught("Pow", (a, r) => [.. Row("Pow").Partials(a, r).Reverse()]);
        AssertCaught("Max", (a, _) => [a[0].Pool.Real(1), a[0].Pool.Real(0)]);

        static void AssertCaught(string name, Partials wrong)
        {
            var right = Row(name);
            Assert.NotEmpty(RuleSweep.Failures(new Rule(name, right.Arity, right.Methods, wrong, right.Domains)));
        }
    }

    private static Rule Row(string name) => RuleTable.All.Single(rule => rule.Name == name);

    private static object[] ToSingle(object[] point) => [.. point.Select(value => value is double x ? (double)(float)x : value)];

    // So near to a singular end float has too few digits of the distance to it, whatever the formula.
    private static bool IsAtEdge(Rule rule, object[] point) =>
        point.Where((value, i) => value is double x && Math.Min(x - rule.Domains[i].Low, rule.Domains[i].High - x) < 1e-2).Any();
}
