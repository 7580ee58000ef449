using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>Methods so long that the JIT would give up on their derivatives: these come in parts, and are right.</summary>
public sealed class LongMethodTests
{
    private const int MostIL = 60_000;
    private const int MostLocals = 2_000;

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(line));

    public static TheoryData<string, string> Bodies() => new()
    {
        { "chain", "double a = x, b = y;\n" + Lines(500, i => $"{(i % 2 == 0 ? "a" : "b")} = 0.4 * Math.Sin(a * b) + 0.001 * {i} * x;\n") + "return new[] { a, b, a * b };" },
        { "locals", "double t0 = x;\n" + Lines(500, i => $"double t{i} = Math.Cos(t{i - 1}) + {i} * 0.001 * y;\n") + "return new[] { t500, t250, t100 * t1 };" },
        { "ifs", "double s = x;\n" + Lines(300, i => $"if (s > {i % 3}) {{ s = s * 0.5 + y; }} else {{ s = s + 0.3 * x; }}\n") + "return new[] { s, s * s };" },
        { "array", "var z = new double[40]; z[0] = x; z[1] = y;\n" + Lines(600, i => $"z[{(i + 1) % 40}] = 0.5 * z[{i % 40}] * y + z[{(i * 7) % 40}] * 0.1;\n") + "return z;" },
        { "flags", "double s = x; var n = 0; var big = false;\n" + Lines(400, i => $"big = s > {i % 4}; n = big ? n + 1 : n; s = s * 0.9 + n * 0.001 * y;\n") + "if (big) { return new[] { s, n * x }; } return new[] { s * y, x };" },
        { "loop", "double s = x, r = y;\nfor (var i = 0; i < 3; i++) {\n" + Lines(400, i => $"s = s * 0.5 + Math.Sin(r) * i; r = r * 0.9 + {i} * 0.001 * s;\n") + "}\nreturn new[] { s, r };" },
        { "early", "double s = x;\n" + Lines(60, i => Lines(8, j => $"s = s * 0.9 + {j} * 0.01 * y;\n") + $"if (s > 1e6) {{ return new[] {{ s, y }}; }}\n") + "return new[] { s, s * x };" },
        { "angles", "double a = x, b = y;\n" + Lines(1500, i => $"double a{i} = 0.1 * Math.Sin(a) * b + 0.001 * Math.Cos({i} * x); b = a; a = a{i};\n") + "return new[] { a, b };" },
        { "one expression", "return new[] { " + string.Join(" + ", Enumerable.Range(1, 2000).Select(i => $"Math.Sin({i}.5 * x) * y")) + ", x };" },
        { "one condition", "return new[] { x > 0 ? " + string.Join(" + ", Enumerable.Range(1, 2000).Select(i => $"Math.Sin({i}.5 * x) * y")) + " : y, x };" },
        { "rows", "return new[] { " + string.Join(", ", Enumerable.Range(1, 300).Select(i => string.Join(" + ", Enumerable.Range(1, 10).Select(j => $"{i + j}.25 * x * y")))) + " };" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Parts_compute_what_the_whole_computes(string name, string body)
    {
        foreach (var (parameters, arguments, before) in new (string, object[], string)[]
        {
            ("double x, double y", [0.7, 0.4], ""),
            ("in double x, [Constant] ReadOnlySpan<double> table, double y", [0.7, 0.4], "_ = table.Length;"),
        })
        {
            var result = GeneratorHost.Run(GeneratorHost.Usings + $"public partial class Sample {{ private readonly double _one = 1; [Differentiable] public double[] F({parameters}) {{ {before} {body} }} {Judge(parameters.Contains("table"))} }}");
            Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
            Assert.Contains("Part1(", string.Concat(result.Sources.Select(source => source.SourceText)));
            var (assembly, errors) = GeneratedAssembly.Load(result);
            Assert.True(assembly is not null, name + ": " + string.Join("\n", errors.Take(5)));
            AssertIsSmall(assembly!);
            Assert.Equal("", assembly!.GetType("Sample")!.GetMethod("Judge")!.Invoke(null, arguments));
        }
    }

    /// <summary>What writes the entries counts them, and goes on counting in the next part.</summary>
    [Fact]
    public void Entries_go_on_from_part_to_part()
    {
        var rows = Lines(300, i => $"y[300 * i + {i - 1}] = x[i] * Math.Sin(x[i] * {i}) + Math.Cos(x[i] * {i}) * {i} * x[i] * x[i];\n");
        var source = GeneratorHost.Usings + "public static partial class Sample { [Differentiable(Derivatives.SparseJacobian | Derivatives.Jacobian)] public static double[] F(double[] x) { var y = new double[300 * x.Length]; for (int i = 0; i < x.Length; i++) {"
            + rows + """
            } return y; }
            public static double Judge()
            {
                var x = new double[] { 0.4, 1.2, -0.7 };
                var pattern = FJacobianPattern(x);
                var values = new double[pattern.ColumnIndices.Length];
                FJacobianValues(x, values);
                var (sparse, dense) = (pattern.ToDense(values), FJacobian(x));
                double worst = 0;
                for (int i = 0; i < 900; i++) for (int j = 0; j < 3; j++) worst = Math.Max(worst, Math.Abs(sparse[i, j] - dense[i, j]));
                return worst;
            }
            }
            """;
        var result = GeneratorHost.Run(source);
        Assert.Contains(result.Sources, file => file.HintName.Contains(".Sparse", StringComparison.Ordinal) && file.SourceText.ToString().Contains("Part2(", StringComparison.Ordinal));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.Empty(errors);
        Assert.True((double)assembly!.GetType("Sample")!.GetMethod("Judge")!.Invoke(null, [])! < 1e-12);
    }

    [Fact]
    public void A_short_method_is_not_taken_apart() =>
        Assert.DoesNotContain("Part1(", GeneratorHost.RunMembers("[Differentiable] public static double F(double x) => x * Math.Sin(x);").Sources[0].SourceText.ToString());

    /// <summary>A method of a struct cannot capture its instance, and C# 7.3 cannot shadow: there it stays in one, and compiles.</summary>
    [Theory]
    [InlineData("public partial struct Sample", LanguageVersion.Latest)]
    [InlineData("public partial class Sample", LanguageVersion.CSharp7_3)]
    public void Where_there_are_no_parts_the_member_stays_in_one(string type, LanguageVersion version)
    {
        var body = "double s = x;\n" + Lines(600, i => $"s = s * 0.9 + Math.Sin({i} * x);\n");
        var options = new CSharpParseOptions(version);
        var source = GeneratorHost.Usings + $"{type} {{ [Differentiable] public double F(double x) {{ {body} return s; }} }}";
        var compilation = GeneratorHost.Compile().AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, options));
        if (version == LanguageVersion.CSharp7_3)
        {
            compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        }

        CSharpGeneratorDriver.Create([new JacobianGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.Empty(output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        Assert.DoesNotContain(output.SyntaxTrees.Last().GetRoot().DescendantNodes(), node => node is LocalFunctionStatementSyntax);
    }

    /// <summary>The value bit for bit, the entries by the runtime's check.</summary>
    private static string Judge(bool withTable)
    {
        var given = withTable ? "in x, new double[] { 1 }, y" : "x, y";

        return $$"""
            public static string Judge(double x, double y)
            {
                var sample = new Sample();
                var value = sample.F({{given}});
                var jacobian = new double[value.Length * 2];
                var again = sample.FValueAndJacobian({{given}}, jacobian);
                if (!value.AsSpan().SequenceEqual(again)) return "another value";
                var plain = new double[jacobian.Length];
                sample.FJacobian({{given}}, plain);
                for (var i = 0; i < plain.Length; i++)
                {
                    if (Math.Abs(plain[i] - jacobian[i]) > 1e-12 * (1 + Math.Abs(plain[i]))) return "another jacobian";
                }
                for (var column = 0; column < 2; column++)
                {
                    var h = 1e-6;
                    var (xp, yp, xm, ym) = (column == 0 ? x + h : x, column == 1 ? y + h : y, column == 0 ? x - h : x, column == 1 ? y - h : y);
                    var (up, down) = (sample.F({{given.Replace("x", "xp").Replace("inp", "in").Replace("y", "yp")}}), sample.F({{given.Replace("x", "xm").Replace("y", "ym")}}));
                    for (var row = 0; row < value.Length; row++)
                    {
                        var slope = (up[row] - down[row]) / (2 * h);
                        if (Math.Abs(slope - jacobian[2 * row + column]) > 1e-4 * (1 + Math.Abs(slope))) return $"row {row} column {column}: {slope} against {jacobian[2 * row + column]}";
                    }
                }
                return "";
            }
            """;
    }

    private static void AssertIsSmall(Assembly assembly)
    {
        foreach (var method in assembly.GetType("Sample")!.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (method.Name != "F" && method.GetMethodBody() is { } body)
            {
                Assert.InRange(body.GetILAsByteArray()!.Length, 0, MostIL);
                Assert.InRange(body.LocalVariables.Count, 0, MostLocals);
            }
        }
    }
}
