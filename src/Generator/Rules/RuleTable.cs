using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>
/// The functions that have a derivative, one row each, by family in the files beside this one. In a row x, y, z are the
/// arguments and r is the function's own result, which a partial uses wherever that is cheaper than to compute anew.
/// DLMF is the NIST Digital Library of Mathematical Functions.
/// </summary>
internal static partial class RuleTable
{
    /// <summary>Rows whose System.Math method is overloaded for float: the one spelling that every framework has.</summary>
    private static readonly HashSet<string> FloatOverloads = ["Abs", "Max", "Min", "Clamp"];

    private static readonly Dictionary<string, Rule> ByName;

    private static readonly Dictionary<(string Method, int Arity), Rule> ByMethod;

    static RuleTable()
    {
        All =
        [
            .. Trigonometric(),
            .. Hyperbolic(),
            .. ExponentialAndLogarithmic(),
            .. Powers(),
            .. MinMax(),
            .. Rounding(),
            .. Products(),
        ];
        ByName = All.ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        ByMethod = All
            .SelectMany(rule => rule.Methods.Select(method => (method, rule)))
            .ToDictionary(pair => (pair.method, pair.rule.Arity), pair => pair.rule);
    }

    /// <summary>The C# classes that have a function under its name.</summary>
    private enum Home
    {
        /// <summary>System.Math, System.MathF, double and float.</summary>
        Everywhere,

        /// <summary>System.Math (overloaded for float), double and float.</summary>
        NotMathF,

        /// <summary>double and float alone, the interfaces of generic mathematics.</summary>
        Number,
    }

    /// <summary>Every row, in the order of the families.</summary>
    public static IReadOnlyList<Rule> All { get; }

    /// <summary>The row of a C# method such as <c>System.Math.Atan2</c> or <c>double.Hypot</c>, or null.</summary>
    /// <param name="method">Fully qualified, keywords for double and float.</param>
    /// <param name="arity">The number of arguments, which tells Log(x) from Log(x, base).</param>
    public static Rule? Find(string method, int arity) => ByMethod.TryGetValue((method, arity), out var rule) ? rule : null;

    /// <summary>The method that emission spells for a call of this real type; it exists wherever one of the row's methods does.</summary>
    public static string MethodFor(Rule rule, IrType type)
    {
        string[] preferred = type.Kind != TypeKind.Float ? ["System.Math.", "double."]
            : FloatOverloads.Contains(rule.Name) ? ["System.Math."]
            : ["System.MathF.", "float."];
        return preferred
            .Select(prefix => rule.Methods.FirstOrDefault(method => method.StartsWith(prefix, StringComparison.Ordinal)))
            .FirstOrDefault(method => method is not null) ?? rule.Methods[0];
    }

    private static Rule Row(
        string name,
        Home home,
        Domain x,
        Func<Expression, Expression, Expression?> partial,
        string? note = null,
        bool kink = false) =>
        new(name, 1, Methods(name, home), (a, r) => [partial(a[0], r)], [x], note) { HasKink = kink };

    private static Rule Row(
        string name,
        Home home,
        Domain x,
        Domain y,
        Func<Expression, Expression, Expression, Expression?[]> partials,
        string? note = null,
        bool kink = false,
        IReadOnlyList<string>? methods = null) =>
        new(name, 2, methods ?? Methods(name, home), (a, r) => partials(a[0], a[1], r), [x, y], note) { HasKink = kink };

    private static Rule Row(
        string name,
        Home home,
        Domain x,
        Domain y,
        Domain z,
        Func<Expression, Expression, Expression, Expression, Expression?[]> partials,
        string? note = null,
        bool kink = false) =>
        new(name, 3, Methods(name, home), (a, r) => partials(a[0], a[1], a[2], r), [x, y, z], note) { HasKink = kink };

    private static string[] Methods(string name, Home home) => home switch
    {
        Home.Everywhere => [$"System.Math.{name}", $"System.MathF.{name}", $"double.{name}", $"float.{name}"],
        Home.NotMathF => [$"System.Math.{name}", $"double.{name}", $"float.{name}"],
        _ => [$"double.{name}", $"float.{name}"],
    };

    private static Domain Reals => new(-10, 10);

    private static Domain Positive => new(0, 10);

    private static Domain Unit => new(-1, 1);

    /// <summary>Another function of the table; it has to exist in every framework and class where the row that uses it does.</summary>
    private static Expression Call(string name, params Expression[] arguments) =>
        arguments[0].Pool.Call(ByName[name], arguments[0].Type, arguments);

    private static Expression Sqrt(Expression x) => Call("Sqrt", x);

    private static Expression Compare(Operator comparison, Expression left, Expression right) =>
        left.Pool.Operation(comparison, IrType.Boolean, left, right);

    private static Expression IsZero(Expression x) => Compare(Operator.Equal, x, Real(x, 0));

    private static Expression Real(Expression like, double value) => like.Pool.Real(value, like.Type);

    private static Expression Select(Expression condition, Expression then, Expression otherwise) =>
        condition.Pool.Select(condition, then, otherwise);

    /// <summary>A partial that is one of two numbers; its own derivative is therefore absent.</summary>
    private static Expression Choose(Expression condition, Expression like, double then, double otherwise) =>
        Select(condition, Real(like, then), Real(like, otherwise));
}
