using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>
/// What C# looks like while it is typed, merged and torn: good sources with characters, tokens and lines gone, doubled, swapped or
/// foreign. The same seed gives the same text.
/// </summary>
internal sealed class BrokenSources
{
    /// <summary>All kinds of derivatives of everything.</summary>
    private const string Kinds = "(Derivatives.Jacobian | Derivatives.Jvp | Derivatives.Vjp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.SparseJacobian | Derivatives.GaussNewton)";

    /// <summary>What the originals lean on.</summary>
    public const string Surroundings = """
        global using System; global using System.Linq; global using System.Collections.Generic; global using SymbolicJacobian; global using Problems; global using Problems.Checking;
        namespace Problems
        {
            internal static class Kinds
            {
                public const Derivatives FirstOrder = Derivatives.Jacobian | Derivatives.Jvp;
                public const Derivatives Scalar = FirstOrder | Derivatives.Hessian | Derivatives.HessianVectorProduct;
                public const Derivatives Vector = FirstOrder | Derivatives.SparseJacobian | Derivatives.Vjp | Derivatives.GaussNewton | Derivatives.Hessian;
            }
        }
        namespace Problems.Checking
        {
            [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
            internal sealed class AtAttribute(params object[] arguments) : Attribute { public object[] Arguments => arguments; }
        }
        """;

    private static readonly string[] _soup =
    [
        "double", "float", "int", "x", "y", "n", "=", "==", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ";", ",", ".", "..", "^1", "?", ":", "=>", "<", ">",
        "if", "else", "for", "foreach", "while", "do", "return", "break", "continue", "switch", "case", "default", "new", "null", "throw", "in", "out", "ref", "is",
        "var", "Math.Sin", "Math.Max(", "0", "1.5", "1e400", "0x", "'", "\"", "$\"{", "// ", "/*", "*/", "#if X", "#endif", "@", "stackalloc", "static", "async", "await",
        "yield return", "goto", "checked", "unsafe", "fixed", "lock", "using", "with", "record", "struct", "class", "where T :", "<T>", "params", "this", "base", "?.", "??", "??=",
        "++", "--", "+=", "<<", "&&", "||", "!", "~", "operator", "delegate", "[Size(-1)]", "[Constant]", "[Differentiable]", "partial", "scoped", "readonly", "const", "\u0000", "é",
        "foreach (var q in", "foreach (ref var q in x", "switch { _ =>", "with { X =", "ref var r = ref", "ref double r = ref x;", "stackalloc double[", "new List<double> {", "Span<double> s = [", ".Select(v =>", ".Sum()", "(x, y) = (y, x);",
        "[^1]", "[1..]", "is { } p", "when", "try {", "finally {", "out var h", "Func<double, double> f = v =>", "double?", "double Local(double v) {", "new double[n][]", "new double[n, n]", "(double A, double B) t =", "yield return x;", "\ud83d\ude00",
    ];

    private static readonly Lazy<string[]> _originals = new(() => [.. Originals()]);

    private readonly Random _random;

    private BrokenSources(int seed)
    {
        _random = new Random(seed);
    }

    public static IReadOnlyList<string> All => _originals.Value;

    public static string Make(int seed) => new BrokenSources(seed).Make();

    /// <summary>Each file that has marked methods, method by method: small sources break in more places for the time they take.</summary>
    private static IEnumerable<string> Originals()
    {
        var root = Repository();
        string[] folders = [Path.Combine(root, "samples", "Course"), Path.Combine(root, "tests", "Problems.Tests", "Idioms")];
        foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder, "*.cs")).Order(StringComparer.Ordinal))
        {
            var unit = CSharpSyntaxTree.ParseText(File.ReadAllText(file), GeneratorHost.ParseOptions).GetCompilationUnitRoot();
            var others = unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax && !IsMarked(type)).Select(type => type.ToString());
            foreach (var type in unit.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type.Members.Any(IsMarked) && type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax))
            {
                var unmarked = type.Members.Where(member => !IsMarked(member)).Select(member => member.ToFullString());
                foreach (var method in type.Members.Where(IsMarked))
                {
                    // What it calls is there, but not marked.
                    var called = type.Members.OfType<MethodDeclarationSyntax>()
                        .Where(member => member != method && IsMarked(member) && method.ToString().Contains(member.Identifier.Text, StringComparison.Ordinal))
                        .Select(member => member.WithAttributeLists([]).ToString());
                    yield return $"using System.Numerics;\n{string.Join("\n", others)}\nstatic partial class Torn\n{{\n{string.Concat(unmarked)}\n{string.Join("\n", called)}\n{method.ToFullString()}\n}}\n";
                }
            }
        }
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    private static bool IsMarked(SyntaxNode node) =>
        node is MemberDeclarationSyntax member && node.DescendantNodesAndSelf().OfType<MethodDeclarationSyntax>().Any(method => method.AttributeLists.ToString().Contains("Differentiable", StringComparison.Ordinal));

    private string Make()
    {
        var text = Pick(_originals.Value);
        if (_random.Next(2) == 0)
        {
            text = text.Replace("[Differentiable]", $"[Differentiable{Kinds}]", StringComparison.Ordinal);
        }

        if (_random.Next(12) == 0)
        {
            return $"public static partial class Torn {{ [Differentiable{Kinds}] public static double F(double x, double y, int n) {{ {Soup(_random.Next(2, 40))} }} }}";
        }

        if (_random.Next(4) == 0)
        {
            text = StrayAttributes.Scatter(text, _random);
            if (_random.Next(2) == 0)
            {
                return text;
            }
        }

        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            text = Tear(text);
        }

        return text;
    }

    private string Tear(string text)
    {
        if (text.Length < 4)
        {
            return text;
        }

        var at = _random.Next(text.Length - 1);
        switch (_random.Next(10))
        {
            case 0:
                return text[..at];
            case 1:
                return text.Remove(at, 1);
            case 2:
                return text.Remove(at, Math.Min(_random.Next(2, 30), text.Length - at));
            case 3:
                var lines = text.Split('\n').ToList();
                lines.RemoveAt(_random.Next(lines.Count));
                return string.Join('\n', lines);
            case 4:
                var doubled = text.Split('\n').ToList();
                doubled.Insert(_random.Next(doubled.Count), Pick(doubled));
                return string.Join('\n', doubled);
            case 5:
                return text.Insert(at, Pick(_soup) + " ");
            default:
                return TearTokens(text);
        }
    }

    /// <summary>Tokens swapped, doubled or replaced: this often still compiles, and means something else.</summary>
    private string TearTokens(string text)
    {
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)];
        if (tokens.Length < 2)
        {
            return text;
        }

        var (one, other) = (Pick(tokens), Pick(tokens));
        var replacement = _random.Next(6) switch
        {
            0 => "",
            1 => $"{one.Text} {one.Text}",
            2 => Pick(_soup),
            3 when one.IsKind(SyntaxKind.NumericLiteralToken) => Pick(["0", "1", "-1", "2.5", "1e9", "int.MaxValue", "double.NaN", "1f", "3m", "long.MinValue", _random.Next().ToString(CultureInfo.InvariantCulture)]),
            _ => Pick(tokens.Where(token => token.IsKind(one.Kind())).ToArray()).Text is var same && same != one.Text ? same : other.Text,
        };
        return string.Concat(text.AsSpan(0, one.SpanStart), replacement, text.AsSpan(one.Span.End));
    }

    private string Soup(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Pick(_soup)));

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
