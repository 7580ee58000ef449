using System.Globalization;
using System.Text;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Programs that are large in every way a program can be. KIND stands for the derivatives asked for.</summary>
internal static class LargePrograms
{
    private const string Scalars = "double x0, double x1, double x2";

    public static IReadOnlyList<(string Name, string Source)> All { get; } =
    [
        ("expression of 2,000 levels", Scalar($"return {Nested(2000, "(", " * x{0} + 0.5)")};")),
        ("2,000 levels to the right", Scalar($"return {Repeat(2000, "x{0} + (0.5 * ")}x0{new string(')', 2000)};")),
        ("2,000 calls in calls", Scalar($"return {Repeat(2000, "Math.Sin(")}x0{new string(')', 2000)};")),
        ("2,000 signs", Scalar($"return {Repeat(2000, "-(")}x0{new string(')', 2000)};")),
        ("2,000 choices in choices", Scalar($"return {Repeat(2000, "x{0} > 0.5 ? x0 * x1 : ")}x0;")),
        ("2,000 casts", Scalar($"return {Repeat(2000, "(double)")}x0;")),
        ("1,000 conditions", Scalar($"return {string.Join(" && ", Numbers(1000).Select(i => $"x{i % 3} > -{i}"))} ? x0 * x1 : x2;")),
        ("sum of 5,000 terms", Scalar($"return {string.Join(" + ", Numbers(5000).Select(i => $"{i}.5 * x{i % 3} * x{(i + 1) % 3}"))};")),
        ("product of 5,000 factors", Scalar($"return {string.Join(" * ", Numbers(5000).Select(i => $"x{i % 3}"))};")),
        ("loop of 1e9 constant trips", Scalar("var s = x0; for (int i = 0; i < 1000000000; i++) { s = Math.Sin(s) * x1; } return s + x2;")),
        ("nested loops of 1e9 trips", Scalar("var s = x0; for (int i = 0; i < 1000; i++) for (int j = 0; j < 1000; j++) for (int k = 0; k < 1000; k++) { s = Math.Sin(s) * x1; } return s + x2;")),
        ("16 short loops in each other", Scalar($"var s = x0; {Repeat(16, "for (int i{i} = 0; i{i} < 2; i{i}++) ")} s = Math.Sin(s) * x1; return s + x2;")),
        ("40 helpers that double", Scalar("return H39(x0) * x1 + x2;", Repeat(40, "static double H{i}(double v) => {p};\n", i => i == 0 ? "v * 0.5" : $"H{i - 1}(v) + H{i - 1}(v * 0.5)"))),
        ("18 helpers that double", Scalar("return H17(x0) * x1 + x2;", Repeat(18, "static double H{i}(double v) => {p};\n", i => i == 0 ? "v * 0.5" : $"H{i - 1}(v) + H{i - 1}(v * 0.5)"))),
        ("helpers with locals that double", Scalar("return H39(x0) * x1 + x2;", Repeat(40, "static double H{i}(double v) {{ {p} }}\n", i => i == 0 ? "return v * 0.5;" : $"var a = H{i - 1}(v); var b = H{i - 1}(a); return a * b;"))),
        ("helpers with branches that double", Scalar("return H39(x0) * x1 + x2;", Repeat(40, "static double H{i}(double v) {{ {p} }}\n", i => i == 0 ? "return v * 0.5;" : $"if (v > {i}) return H{i - 1}(v); return H{i - 1}(v * 0.5);"))),
        ("lambdas that double", Scalar($"Func<double, double> f0 = v => v * 0.5; {Repeat(30, "Func<double, double> f{i} = v => {p};\n", i => $"f{i - 1}(f{i - 1}(v))", 1)} return f30(x0) * x1 * x2;")),
        ("500 branches in a row", Scalar($"var s = x0; {Repeat(500, "if (s > {i}) s = s * x1 + {i}; else s = s - x2;\n")} return s;")),
        ("500 early returns in a row", Scalar($"var s = x0; {Repeat(500, "if (s > {i} + 1000) return s * x1 + {i};\n")} return s * x2;")),
        ("500 guards that throw", Scalar($"var s = x0; {Repeat(500, "if (s > {i} + 1000) throw new ArgumentException(\"x\");\n")} return s * x2 * x1;")),
        ("500 choices in a row", Scalar($"var s = x0; {Repeat(500, "s = s > {i} ? s * x1 : s - x2;\n")} return s;")),
        ("20 exits from one loop", Scalar($"var s = x0; for (int i = 0; i < 50; i++) {{ {Repeat(20, "if (s > {i} + 90) break; if (s < -{i}) continue; s = s * x1 + 0.25;\n")} }} return s * x2;")),
        ("3,000 statements", Scalar(Repeat(3000, "{p}\n", i => i == 0 ? "var t0 = x0;" : $"var t{i} = Math.Sin(t{i - 1} * x{i % 3}) + {i};") + "return t2999;")),
        ("3,000 assignments to one local", Scalar($"var s = x0; {Repeat(3000, "s = Math.Cos(s) * x{0};\n")} return s;")),
        ("25,000 statements", Scalar($"var s = x0; {Repeat(25_000, "s += x{0};\n")} return s;")),
        ("100 loops in a row", Scalar($"var s = x0; {Repeat(100, "for (int i = 0; i < 100; i++) s = s * x1 + i;\n")} return s * x2;")),
        ("100 loops in each other", Scalar($"var s = x0; {Repeat(100, "for (int i{i} = 0; i{i} < 30; i{i}++) ")} s = s * x1; return s + x2;")),
        ("100 ifs in each other", Scalar($"var s = x0; {Repeat(100, "if (s > {i}) {{ s = s * x1; ")} s += x2; {new string('}', 100)} return s + x2;")),
        ("1,000 ifs in each other", Scalar($"var s = x0; {Repeat(1000, "if (s > {i}) ")} s = s * x1; return s + x2;")),
        ("1,000 else ifs", Scalar($"var s = x0; {Repeat(1000, "if (s < {i}) s *= x1 + {i}; else ")} s = x2; return s;")),
        ("1,000 blocks in each other", Scalar($"var s = x0; {new string('{', 1000)} s *= x1; {new string('}', 1000)} return s * x2;")),
        ("100 lambdas in each other", Scalar($"Func<double, double> f = v0 => {Repeat(100, "((Func<double, double>)(w{i} => w{i} * x1))(")} v0{new string(')', 100)}; return f(x0) * x2;")),
        ("60 local functions in each other", Scalar($"{Repeat(60, "double L{i}(double v{i}) {{ ")} return v59 * x1; {Repeat(60, "}} return L{p}(x0);", i => (59 - i).ToString(CultureInfo.InvariantCulture))}".Replace("return L0(x0);", "return L0(x0) * x2;", StringComparison.Ordinal))),
        ("mutual recursion", Scalar("return A(x0, 10) * x1 * x2;", "static double A(double v, int n) => n == 0 ? v : B(v * 0.5, n - 1) + v; static double B(double v, int n) => n == 0 ? v * v : C(Math.Sin(v), n - 1); static double C(double v, int n) => n <= 0 ? 1 : A(v, n - 1) * B(v, n - 2);")),
        ("mutual recursion of 30", Scalar("return R0(x0, 10) * x1 * x2;", Repeat(30, "static double R{i}(double v, int n) => n == 0 ? v : R{p}(Math.Sin(v), n - 1) + v;\n", i => $"{(i + 1) % 30}"))),
        ("recursion without end", Scalar("return E(x0) * x1 * x2;", "static double E(double v) => E(v + 1);")),
        ("generics that grow", Scalar("return G<int>(x0, 3) * x1 * x2;", "static double G<T>(double v, int n) => n == 0 ? v : G<System.Collections.Generic.List<T>>(v * 0.5, n - 1);")),
        ("a struct in a struct, 12 deep", Type("double F(S12 s) => s.A.A.A.A.A.A.A.A.A.A.A.A.A * s.B.B.B.B.B.B.B.B.B.B.B.B.B;", $"public struct S0 {{ public double A, B; }}\n{Repeat(12, "public struct S{i} {{ public S{p} A, B; }}\n", i => $"{i - 1}", 1)}")),
        ("a struct in a struct, 30 deep", Type("double F(S30 s) => s.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A.A;", $"public struct S0 {{ public double A, B; }}\n{Repeat(30, "public struct S{i} {{ public S{p} A, B; }}\n", i => $"{i - 1}", 1)}")),
        ("a tuple of 200", Type($"({string.Join(", ", Numbers(200).Select(i => $"double a{i}"))}) F(double x0, double x1, double x2) => ({string.Join(", ", Numbers(200).Select(i => $"x{i % 3} * {i}.5"))});")),
        ("tuples in tuples, 60 deep", Scalar($"var t = {Repeat(60, "(x{0}, ")}x0{new string(')', 60)}; return t.Item1 * t.Item2.Item2.Item1 * x2;")),
        ("300 inputs, 300 outputs", Type($"double[] F({string.Join(", ", Numbers(300).Select(i => $"double x{i}"))}) => new[] {{ {string.Join(",\n", Numbers(300).Select(i => $"x{i} * x{(i + 1) % 300} + Math.Sin(x{(i * 7) % 300})"))} }};")),
        ("300 inputs, 300 full outputs", Type($"double[] F({string.Join(", ", Numbers(300).Select(i => $"double x{i}"))}) {{ var s = {string.Join(" + ", Numbers(300).Select(i => $"x{i}"))}; var p = s * s; return new[] {{ {string.Join(",\n", Numbers(300).Select(i => $"p * x{i}"))} }}; }}")),
        ("array of fixed size 1,000", Type("double[] F([Size(1000)] double[] x) { var y = new double[1000]; for (int i = 0; i < 1000; i++) y[i] = x[i] * x[(i + 1) % 1000]; return y; }")),
        ("array literal of 10,000", Scalar($"var a = new double[] {{ {string.Join(", ", Numbers(10_000).Select(i => $"{i}.25"))} }}; double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * x0 * x1; return s * x2;")),
        ("active array literal of 10,000", Scalar($"var a = new double[] {{ {string.Join(", ", Numbers(10_000).Select(i => $"x{i % 3} * {i}.25"))} }}; double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * a[i]; return s;")),
        ("static table of 10,000", Scalar("double s = 0; for (int i = 0; i < Table.Length; i++) s += Table[i] * x0 * x1; return s * x2;", $"static readonly double[] Table = {{ {string.Join(", ", Numbers(10_000).Select(i => $"{i}.25"))} }};")),
        ("result of 2,000 elements", Type($"double[] F({Scalars}) => new[] {{ {string.Join(",\n", Numbers(2000).Select(i => $"x{i % 3} * x{(i + 1) % 3} * {i}.5"))} }};")),
        ("switch of 1,000 cases", Type($"double F({Scalars}, int k) {{ switch (k) {{ {Repeat(1000, "case {i}: return x{0} * x1 * {i};\n")} default: return x2; }} }}")),
        ("switch expression of 1,000 arms", Type($"double F({Scalars}, int k) => k switch {{ {Repeat(1000, "{i} => x{0} * x1 * {i},\n")} _ => x2 }};")),
        ("switch on a real, 1,000 arms", Scalar($"return x0 switch {{ {Repeat(1000, "< {i} => x{0} * x1 * {i},\n")} _ => x2 }};")),
        ("1,000 LINQ calls in a row", Type($"double F(double[] x) => x{Repeat(1000, ".Select(v{i} => v{i} * 1.01)")}.Sum();")),
        ("types that grow", Scalar($"var a0 = new {{ A = x0, B = x1 }}; {Repeat(14, "var a{i} = new {{ A = a{p}, B = a{p} }};\n", i => $"{i - 1}", 1)} return a14.A.A.A.B.A.A.A.A.A.A.A.A.A.A.A * x2 * x1;")),
        ("tuples that grow", Scalar($"var a0 = (x0, x1); {Repeat(13, "var a{i} = (a{p}, a{p});\n", i => $"{i - 1}", 1)} return a13.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1.Item1 * x2 * x1;")),
        ("overloads of lambdas", Scalar($"return {Repeat(9, "T(v{i} => ")} x0 * x1 * x2 {new string(')', 9)};", "static double T(Func<double, double> f) => f(1); static double T(Func<int, double> f, int n = 0) => f(1);")),
        ("long names", Scalar($"var {new string('a', 1500)} = x0 * x1; return {new string('a', 1500)} * {new string('a', 1500)} * x2;")),
        ("one string of 100,000 characters", Scalar($"return x0 * x1 * x2 * \"{new string('a', 100_000)}\".Length;")),
        ("an enormous comment", Scalar($"/* {new string('*', 200_000)} */ return x0 * x1 * x2;")),
    ];

    public static IReadOnlyList<string> Kinds { get; } = ["Jacobian", "Jvp", "Vjp", "Hessian", "HessianVectorProduct", "SparseJacobian", "GaussNewton"];

    /// <summary>A scalar method is made the one row of another where the kind is for several rows.</summary>
    public static string Of(string name, string kind)
    {
        var source = All.Single(program => program.Name == name).Source.Replace("KIND", kind, StringComparison.Ordinal);
        return kind is "Vjp" or "GaussNewton"
            ? source.Replace($"public static double F({Scalars}) {{", $"public static double[] F({Scalars}) => new[] {{ One(x0, x1, x2) }}; static double One({Scalars}) {{", StringComparison.Ordinal)
            : source;
    }

    private static string Nested(int levels, string open, string close)
    {
        var text = new StringBuilder();
        text.Insert(0, open, levels).Append("x0");
        for (var i = 0; i < levels; i++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, close, i % 3);
        }

        return text.ToString();
    }

    /// <summary>{i} is the number of the repetition, {0} that modulo 3, {p} what a function makes of it.</summary>
    private static string Repeat(int count, string text, Func<int, string>? part = null, int first = 0)
    {
        var all = new StringBuilder();
        for (var i = first; i < first + count; i++)
        {
            all.Append(text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
                .Replace("{i}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{0}", (i % 3).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{p}", part?.Invoke(i), StringComparison.Ordinal));
        }

        return all.ToString();
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);

    private static string Scalar(string body, string others = "") => Type($"double F({Scalars}) {{ {body} }}", others);

    private static string Type(string method, string others = "") =>
        $"using System; using System.Linq; using SymbolicJacobian; public static partial class Large {{ {others} [Differentiable(Derivatives.KIND)] public static {method} public static void Main() {{ }} }}";
}
