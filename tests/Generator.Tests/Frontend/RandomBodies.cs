using System.Globalization;
using System.Text;

namespace SymbolicJacobian.Generator.Tests.Frontend;

/// <summary>Writes random C# methods of bounded loops, branches, early exits, arrays, tuples and helpers.</summary>
internal sealed class RandomBodies
{
    public const string Helpers = """
        static double Mix(double u, double v) { if (u > v) return Math.Sin(u) - v; var w = u * v; return w / (1 + w * w); }
        static (double, double) Turn(double u, double v, int k) { for (int i = 0; i < k; i++) { (u, v) = (0.6 * u - 0.8 * v, 0.8 * u + 0.6 * v); if (i == 2) return (v, u); } return (u, v); }
        static void Blend(double[] t, double w) { for (int i = 0; i < t.Length; i++) { if (i == 3) continue; t[i] += w * (i + 1); } }
        static double Last(double[] t) => t[^1] * 0.5;
        """;

    private readonly Random _random;
    private readonly bool _branchesOnReals;
    private readonly StringBuilder _text = new();
    private readonly List<string> _reals = ["x", "y"];
    private readonly List<string> _integers = ["n"];
    private int _names;
    private int _loops;
    private int _switches;

    private RandomBodies(int seed, bool branchesOnReals)
    {
        _random = new Random(seed);
        _branchesOnReals = branchesOnReals;
    }

    /// <param name="name">Of the method.</param>
    /// <param name="seed">Equal seeds give equal methods.</param>
    /// <param name="branchesOnReals">Which path runs may depend on the inputs.</param>
    public static string Write(string name, int seed, bool branchesOnReals)
    {
        var writer = new RandomBodies(seed, branchesOnReals);
        writer._text.Append(CultureInfo.InvariantCulture, $"[Differentiable] public static double {name}(double x, double y, double[] a, int n)\n{{\nvar b = new double[4];\nvoid Push(double v) {{ x += 0.1 * v; b[1] = v; }}\n");
        writer.Block(3, 6);
        writer._text.Append(CultureInfo.InvariantCulture, $"return {writer.Real(2)} + b[0] + b[3];\n}}\n");
        return writer._text.ToString();
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private void Block(int depth, int most)
    {
        var (reals, integers) = (_reals.Count, _integers.Count);
        for (var i = _random.Next(1, most + 1); i > 0; i--)
        {
            Statement(depth);
        }

        _reals.RemoveRange(reals, _reals.Count - reals);
        _integers.RemoveRange(integers, _integers.Count - integers);
    }

    private void Nested(string header, int depth, string end = "}\n")
    {
        _text.Append(header).Append("\n{\n");
        Block(depth - 1, 4);
        _text.Append(end);
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth > 0 ? 19 : 9))
        {
            case 0 or 1:
                var name = $"r{++_names}";
                _text.Append($"double {name} = {Real(2)};\n");
                _reals.Add(name);
                break;
            case 2 or 3:
                _text.Append($"{Pick(_reals)} {Pick(["=", "+=", "-=", "*="])} {Real(2)};\n");
                break;
            case 4:
                _text.Append($"b[{Index()}] {Pick(["=", "+=", "*="])} {Real(2)};\n");
                break;
            case 5:
                _text.Append($"({Pick(_reals)}, b[{Index()}]) = ({Real(1)}, {Real(1)});\n");
                break;
            case 6:
                var count = $"k{++_names}";
                _text.Append($"int {count} = {Integer()};\n");
                _integers.Add(count);
                break;
            case 7:
                _text.Append(Pick(["Push(" + Real(1) + ");\n", "Blend(b, " + Real(1) + ");\n", $"({Pick(_reals)}, b[0]) = Turn(x, {Real(1)}, {Integer()});\n"]));
                break;
            case 8:
                Leave();
                break;
            case 9 or 10 or 11 or 12:
                Nested($"if ({Condition()})", depth);
                if (Chance(0.5))
                {
                    Nested("else", depth);
                }

                break;
            case 18:
                Switch(depth);
                break;
            default:
                Loop(depth);
                break;
        }
    }

    private void Leave()
    {
        var what = _loops == 0 || Chance(0.3) ? $"return {Real(1)};" : Chance(0.5) ? "continue;" : "break;";
        if (what == "continue;" && _switches > 0)
        {
            what = "break;";
        }

        _text.Append($"if ({Condition()}) {{ {(Chance(0.3) ? $"x = {Real(1)}; " : "")}{what} }}\n");
    }

    private void Loop(int depth)
    {
        var (switches, name) = (_switches, $"i{++_names}");
        (_switches, _loops) = (0, _loops + 1);
        var known = _integers.Count;
        switch (_random.Next(5))
        {
            case 0:
                _integers.Add(name);
                Nested($"for (int {name} = 0; {name} < {_random.Next(1, 5)}; {name}++)", depth);
                break;
            case 1:
                _integers.Add(name);
                Nested($"for (int {name} = n; {name} >= 0; {name} -= 2)", depth);
                break;
            case 2:
                Nested($"foreach (var {name} in {Pick(["a", "b"])})", depth, $"x += {name} * 0.1;\n}}\n");
                break;
            case 3:
                _text.Append($"int {name} = 0;\n");
                _integers.Add(name);
                Nested($"while ({name}++ < {_random.Next(1, 5)}{(Chance(0.4) ? " && (" + Condition() + ")" : "")})", depth);
                break;
            default:
                _text.Append($"int {name} = 0;\n");
                Nested("do", depth, $"}} while (++{name} < {_random.Next(1, 4)});\n");
                break;
        }

        _integers.RemoveRange(known, _integers.Count - known);
        (_switches, _loops) = (switches, _loops - 1);
    }

    private void Switch(int depth)
    {
        _text.Append($"switch ({Integer()})\n{{\n");
        (_switches, _loops) = (_switches + 1, _loops + 1);
        foreach (var label in (string[])["case 0:", "case 1 or 3:", $"case > 2 when {Condition()}:", "default:"])
        {
            Nested(label, depth, Chance(0.2) ? $"return {Real(1)};\n}}\n" : "break;\n}\n");
        }

        (_switches, _loops) = (_switches - 1, _loops - 1);
        _text.Append("}\n");
    }

    private string Condition() => _random.Next(_branchesOnReals ? 4 : 2) switch
    {
        0 => $"{Integer()} {Pick(["<", ">", "==", "!="])} {_random.Next(4)}",
        1 => $"({Integer()} + {Integer()}) % 2 == 0 {Pick(["&&", "||"])} {Integer()} < 3",
        2 => $"{Real(1)} {Pick(["<", ">", "<=", ">="])} {Real(1)}",
        _ => $"b[{Index()}] < {Real(1)} {Pick(["&&", "||"])} !({Real(0)} > 0.3)",
    };

    private string Index() => Chance(0.5) ? _random.Next(4).ToString(CultureInfo.InvariantCulture) : Chance(0.2) ? "^1" : $"({Integer()} & 3)";

    private string Integer() => Chance(0.7) ? Pick(_integers) : _random.Next(4).ToString(CultureInfo.InvariantCulture);

    private string Real(int depth) => _random.Next(depth > 0 ? 14 : 5) switch
    {
        0 or 1 => Pick(_reals),
        2 => $"a[{Index()}]",
        3 => $"b[{Index()}]",
        4 => Pick(["0.5", "-1.25", "2", "0.1 * " + Integer()]),
        5 => $"({Real(depth - 1)} + {Real(depth - 1)})",
        6 => $"({Real(depth - 1)} - {Real(depth - 1)} * 0.5)",
        7 => $"Math.Tanh({Real(depth - 1)} * {Real(depth - 1)})",
        8 => $"Math.Sin({Real(depth - 1)})",
        9 => $"({Real(depth - 1)} / (2 + Math.Cos({Real(depth - 1)})))",
        10 => $"({Condition()} ? {Real(depth - 1)} : {Real(depth - 1)})",
        11 => _branchesOnReals ? $"Mix(x, {Real(depth - 1)})" : $"Math.Exp(-Math.Cos({Real(depth - 1)}))",
        12 => $"({Integer()} switch {{ 0 => {Real(depth - 1)}, 1 => {Real(depth - 1)}, _ => {Real(depth - 1)} }})",
        _ => "Last(b)",
    };
}
