using System.Globalization;
using System.Text;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>Methods of any length, each with one way of growing.</summary>
internal static class GrowthPrograms
{
    public static IEnumerable<(string Name, Func<int, string> Source)> All { get; } =
    [
        ("chain of 3 inputs", count => Chain(count, 3)),
        ("chain of 10 inputs", count => Chain(count, 10)),
        ("chain of 50 inputs", count => Chain(count, 50)),
        ("gradient of a chain", count => Scalar(3, ChainBody(count, 3) + $"return t{count / 4};")),
        ("sum in one expression", count => Scalar(10, $"return {string.Join(" + ", Numbers(count / 4).Select(i => $"Math.Sin({i}.5 * x{i % 10}) * {i % 7}"))};")),
        ("sum of 50 inputs", count => Scalar(50, $"return {string.Join(" + ", Numbers(count / 3).Select(i => $"x{i % 50} * x{(i + 1) % 50} * {i}.5"))};")),
        ("nested expression", count => Scalar(3, $"return {Nested(count / 2)};")),
        ("rows of a matrix", count => Vector(10, "", Numbers(count / 20).Select(i => string.Join(" + ", Numbers(10).Select(j => $"{i + j}.25 * x{j}"))))),
        ("helpers in helpers", Helpers),
        ("ifs in a row", count => Scalar(3, $"var s = x0; {string.Concat(Numbers(count / 3).Select(i => $"if (s > {i}) {{ s = s * x1 + {i}; }}\n"))} return s;")),
        ("reassigned local", count => Scalar(3, $"var s = x0; {string.Concat(Numbers(count / 3).Select(i => $"s = Math.Cos(s) * x{i % 3};\n"))} return s;")),
        ("stores", count => Vector(3, $"var y = new double[{count / 3}]; {string.Concat(Numbers(count / 3).Select(i => $"y[{i}] = x{i % 3} * x{(i + 1) % 3} + {i};\n"))}", [], "y")),
        ("dependent stores", count => Vector(3, $"var y = new double[{count / 2}]; y[0] = x0; {string.Concat(Numbers(count / 2).Skip(1).Select(i => $"y[{i}] = y[{i - 1}] * x{i % 3} + 1;\n"))}", [], "y")),
    ];

    private static string Chain(int count, int inputs) => Vector(inputs, ChainBody(count, inputs), [$"t{count / 4}", $"t{(count / 4) - 1}"]);

    /// <summary>Four operations a line, each line on the two before it.</summary>
    private static string ChainBody(int count, int inputs)
    {
        var body = new StringBuilder("var t0 = x0; var t1 = x1;\n");
        for (var i = 2; i <= count / 4; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"var t{i} = Math.Sin(t{i - 1} * t{i - 2}) + 0.5 * x{i % inputs};\n");
        }

        return body.ToString();
    }

    private static string Nested(int levels)
    {
        var (open, close) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < levels; i++)
        {
            open.Append('(');
            close.Append(CultureInfo.InvariantCulture, $" * x{i % 3} + {i % 5}.5)");
        }

        return $"{open}x0{close}";
    }

    /// <summary>Twenty methods, each calling the next; together they have the operations.</summary>
    private static string Helpers(int count)
    {
        const int Depth = 20;
        var helpers = Numbers(Depth).Select(level =>
        {
            var lines = string.Concat(Numbers(Math.Max(count / Depth / 2, 1)).Select(i => $"a = a * b + {i}.5;\n"));
            var end = level == Depth - 1 ? "a" : $"H{level + 1}(a, b)";
            return $"static double H{level}(double a, double b) {{ {lines} return {end}; }}\n";
        });
        return Scalar(3, "return H0(x0, x1) * x2;", string.Concat(helpers));
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private static string Scalar(int inputs, string body, string others = "") => Type($"double F({Parameters(inputs)}) {{ {body} }}", others);

    private static string Vector(int inputs, string body, IEnumerable<string> rows, string? result = null) =>
        Type($"double[] F({Parameters(inputs)}) {{ {body} return {result ?? $"new[] {{ {string.Join(",\n", rows)} }}"}; }}", "");

    private static string Parameters(int inputs) => string.Join(", ", Numbers(inputs).Select(i => $"double x{i}"));

    private static string Type(string method, string others) =>
        $"using System; using SymbolicJacobian; public static partial class Sized {{ {others} [Differentiable(Derivatives.KIND)] public static {method} public static void Main() {{ }} }}";
}
