using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Proof;
using SymbolicJacobian.Generator.Rules;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Proof;

/// <summary>A fault planted in a rule, a sweep or a simplification is found while generating, named, and costs exactness alone.</summary>
public class SelfProofTests
{
    [Theory]
    [InlineData("Jacobian", "by x is")]
    [InlineData("Jvp", "tangent")]
    [InlineData("Vjp", "by x is")]
    public void A_wrong_row_of_the_rule_table_is_found(string kind, string named)
    {
        var model = Planted((x, _) => [x.Pool.Call(RuleTable.Find("System.Math.Sin", 1)!, x.Type, x)]);
        var file = GeneratedFile.Of(model, Enum.Parse<DerivativeKinds>(kind), default, new SelfProof(model.Body!, default));

        Assert.Null(file.Fault);
        Assert.Contains(named, file.Disproof);
        Assert.Contains("on dual numbers", file.Disproof);
        Assert.Contains("IsExact = false", file.Text);
    }

    [Fact]
    public void A_sound_row_is_not()
    {
        var model = Planted((x, _) => [x.Pool.Call(RuleTable.Find("System.Math.Cos", 1)!, x.Type, x)]);
        var file = GeneratedFile.Of(model, DerivativeKinds.Jacobian, default, new SelfProof(model.Body!, default));
        Assert.Null(file.Disproof);
        Assert.Contains("IsExact = true", file.Text);
    }

    [Theory]

    // A sweep that loses a term, one that takes the wrong branch, an entry in the wrong place, a value that has changed.
    [InlineData("double[] F(double x, double y) => new[] { x * y + x, y * y };", "double[] F(double x, double y) => new[] { x * y, y * y };", "row 0 by x")]
    [InlineData("double F(double x, double y) => x < 0 ? y * x : y;", "double F(double x, double y) => y;", "by")]
    [InlineData("double[] F(double x, double y) => new[] { x, y * x };", "double[] F(double x, double y) => new[] { y * x, x };", "row 0 by")]
    [InlineData("double F(double x, double y) => (x + y) * 3;", "double F(double x, double y) => x * 3 + y * 3 + 1e-9;", "value of row 0")]
    [InlineData("double F(double[] x) { var s = 0.0; for (var i = 0; i < x.Length; i++) { s += x[i] * x[i]; } return s; }", "double F(double[] x) { var s = 0.0; for (var i = 1; i < x.Length; i++) { s += x[i] * x[i]; } return s; }", "by x[0]")]
    public void A_plan_that_is_another_methods_is_found(string method, string other, string named)
    {
        var proof = new SelfProof(Lowered(method).Body!, default);
        var plan = JacobianPlanner.Plan(Lowered(other), default);
        Assert.Contains(named, Assert.Throws<Disproof>(() => proof.Confirm(plan)).Message);
    }

    [Theory]
    [InlineData("double F(double x) { for (var i = 0; i < 2_000_000_000; i++) { x = Math.Sin(x); } return x; }")]
    [InlineData("double F(double x) { throw new ArgumentException(\"x\"); }")]
    [InlineData("double F(double x) { if (x < 1e9) { throw new ArgumentException(\"x\"); } return x * x; }")]
    [InlineData("double F(double x) => Math.Abs(x - x) + Math.Max(x, x) + Math.Sqrt(x - x);")]
    [InlineData("double[] F(double[] x, int n) { checked { var y = new double[n]; for (int i = 0; i < n; i++) y[i] = x[i + 1] * x[n - i]; return y; } }")]
    [InlineData("double F(double x) => 1 / (Math.Exp(Math.Exp(Math.Exp(Math.Exp(x * 10)))) - 1e300);")]
    [InlineData("double F(double x) => Math.Tanh(15 + (x / 100));")]
    [InlineData("double F(double x, double[] u) { var s = 16.0; foreach (var v in u) { s += v * x; } return Math.Tanh(s) / (1.5 + Math.Tanh(s)); }")]
    public void What_cannot_be_run_is_let_through(string method)
    {
        var result = GeneratorHost.RunMembers("[Differentiable(Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian)] public static " + method);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Id.StartsWith("SJ9", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_is_proven_every_time()
    {
        var model = Planted((x, _) => [x.Pool.Real(0.5)]);
        var messages = Enumerable.Range(0, 3).Select(_ => GeneratedFile.Of(model, DerivativeKinds.Jacobian, default, new SelfProof(model.Body!, default)).Disproof);
        Assert.Single(messages.Distinct());
    }

    [Fact]
    public void An_iteration_that_does_not_settle_says_nothing()
    {
        // Newton's iteration towards the root of a negative number jumps about: its derivatives are all rounding.
        const string Root = "double F(double a) { double x = a; for (int i = 0; i < 50; i++) { double d = (x * x - a) / (2 * x); x -= d; if (Math.Abs(d) < 1e-12) break; } return x; }";
        var run = GeneratorHost.RunMembers("[Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static " + Root);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id == "SJ9002");
    }

    /// <summary>Its numbers are some 1e-12: a witness that rounds them like numbers near 1 would call the derivative wrong.</summary>
    [Fact]
    public void Small_numbers_are_proven_as_well_as_large_ones()
    {
        const string Small = "double F(double x, double y) { for (int i = 0; i < 3; i++) { y *= x; y = Math.Atan2(y, 2.5 + y) * y; } return y + x * Math.Tanh(y); }";
        var run = GeneratorHost.RunMembers("[Differentiable(Derivatives.Jacobian | Derivatives.Hessian)] public static " + Small);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id == "SJ9002");
    }

    private static MethodModel Lowered(string method) => GeneratorHost.RunMembers("[Differentiable] public static " + method).Model;

    /// <summary>x·sin(x), with another derivative of sin.</summary>
    private static MethodModel Planted(Func<Expression, Expression, Expression?[]> partials)
    {
        var model = Lowered("double[] F(double x) => new[] { x * Math.Sin(x) };");
        var function = model.Body!.Function;
        var (pool, x) = (function.Pool, function.Inputs[0].Value);
        var rule = new Rule("Sin", 1, ["System.Math.Sin"], (a, r) => partials(a[0], r), [new Domain(-1, 1)]);
        var value = pool.Operation(Operator.Multiply, IrType.Double, x, pool.Call(rule, IrType.Double, x));
        var body = new Region([], [value]);
        return model with { Body = new LoweredBody(new Function(function.Name, pool, function.Inputs, body, function.Output)) };
    }
}
