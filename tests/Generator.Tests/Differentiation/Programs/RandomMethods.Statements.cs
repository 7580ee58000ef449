namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

internal sealed partial class RandomMethods
{
    private Piece[] Statements(Scope scope, int depth, int count)
    {
        var pieces = new List<Piece>();
        for (; count > 0; count--)
        {
            pieces.Add(Statement(scope, depth));
        }

        return [.. pieces];
    }

    private Piece Statement(Scope scope, int depth)
    {
        switch (_random.Next(depth > 0 ? 29 : 10))
        {
            case 0 or 1 when scope.Variables.Count > 0:
                return Assign(scope);
            case 2 or 3 or 4 when scope.OwnArrays.Count > 0:
                return Piece.Line($"{{0}} {Pick("=", "=", "+=", "-=", "*=")} {{1}};", Element(Pick(scope.OwnArrays), Index(scope)), Tame(scope));
            case 5 when scope.OwnMatrices.Count > 0:
                return Piece.Line($"{{0}} {Pick("=", "+=")} {{1}};", Entry(Pick(scope.OwnMatrices), Index(scope), Index(scope)), Tame(scope));
            case 6 when scope.Integers.Count > 0:
                return Integer($"{Pick(scope.Integers)} = ", scope);
            case 7:
                return NewInteger(scope);
            case 8:
                return NewVariable(scope);
            case 9 when scope.OwnFours.Count > 0:
                return Piece.Line($"{Pick(scope.OwnFours)}[{_random.Next(4)}] {Pick("=", "+=")} {{0}};", Tame(scope));
            case 10:
                return NewArray(scope);
            case 11:
                return NewMatrix(scope);
            case 12 or 13:
                return Branch(scope, depth);
            case 14:
                return Exit(scope);
            case 15 or 16 or 17:
                return Count(scope, depth);
            case 18:
                return Repeat(scope, depth);
            case 19 when scope.OwnArrays.Count > 1:
                return _random.Next(2) == 0 ? Swap(scope) : Rebind(scope);
            case 20:
                return Switch(scope, depth);
            case 21 or 22 or 23:
                return Idiom(scope);
            case 24 or 25 or 26:
                return Language(scope);
            default:
                return scope.Variables.Count > 0 ? Assign(scope) : NewVariable(scope);
        }
    }

    // What loops carry must not grow without bound.
    private Term Tame(Scope scope) => _random.Next(2) == 0 ? new Term(Pick("Math.Sin({0})", "Math.Tanh({0})"), Real(scope, 2)) : Real(scope, 2);

    private Piece Assign(Scope scope) => _random.Next(3) == 0
        ? Piece.Line($"{Pick(scope.Variables)} {Pick("+=", "-=")} {{0}};", Tame(scope))
        : Piece.Line($"{Pick(scope.Variables)} = {{0}};", Tame(scope));

    private Piece NewVariable(Scope scope)
    {
        var piece = Piece.Line($"double {Name("z")} = {{0}};", Real(scope, 2));
        var name = piece.Head.Split(' ')[1];
        scope.Variables.Add(name);
        scope.Reals.Add(name);
        return piece;
    }

    private Piece NewInteger(Scope scope)
    {
        var name = Name("p");
        var piece = Integer($"int {name} = ", scope);
        scope.Integers.Add(name);
        scope.Indices.Add(name);
        return piece;
    }

    private Piece Integer(string head, Scope scope)
    {
        var index = Index(scope);
        return index.Parts.Length == 0 ? Piece.Line($"{head}{index};") : Piece.Line($"{head}{index.Format};", index.Parts);
    }

    private Piece NewArray(Scope scope, bool mayBeShort = true)
    {
        if (mayBeShort && !_usesFixedSizes && _random.Next(4) == 0)
        {
            var four = Name("f");
            scope.Fours.Add(four);
            scope.OwnFours.Add(four);
            return Piece.Line($"var {four} = new double[4];");
        }

        var name = Name("a");
        var text = _random.Next(4) switch
        {
            0 when scope.Arrays.Contains("u") => $"var {name} = u.ToArray();",
            0 when _usesFixedSizes && scope.Arrays.Contains("w") => $"var {name} = (double[])w.Clone();",
            1 when scope.OwnArrays.Any(array => array != "result") => $"var {name} = (double[]){scope.OwnArrays.First(array => array != "result")}.Clone();",
            _ => $"var {name} = new double[{N}];",
        };
        scope.Arrays.Add(name);
        scope.OwnArrays.Add(name);
        return Piece.Line(text);
    }

    private Piece NewMatrix(Scope scope)
    {
        var (name, i, j) = (Name("q"), Name("i"), Name("j"));
        var body = Real(scope.WithIndex(i, j), 2);
        scope.Matrices.Add(name);
        scope.OwnMatrices.Add(name);
        return new Piece(
            $"var {name} = new double[{N}, {N}];\n        for (int {i} = 0; {i} < {N}; {i}++)",
            [],
            [([Loop($"for (int {j} = 0; {j} < {N}; {j}++)", [], [Piece.Line($"{name}[{i}, {j}] = {{0}};", body)])], "")]);
    }

    private Piece Branch(Scope scope, int depth)
    {
        var (format, terms) = Condition(scope);
        var then = Statements(new Scope(scope), depth - 1, _random.Next(1, 4));
        return _random.Next(3) == 0
            ? new Piece($"if ({format})", terms, [(then, "")])
            : new Piece($"if ({format})", terms, [(then, "else"), (Statements(new Scope(scope), depth - 1, _random.Next(1, 3)), "")]);
    }

    private Piece Exit(Scope scope)
    {
        var (format, terms) = Condition(scope);
        if (scope.IsInLoop && _random.Next(4) > 0)
        {
            return Piece.Line($"if ({format}) {Pick("break", "continue")};", terms);
        }

        if (_random.Next(4) == 0)
        {
            return Piece.Line("if ({0} > 40.0) throw new ArgumentException(\"too large\");", Real(scope, 1));
        }

        if (_returnType == "double")
        {
            return Piece.Line($"if ({format}) return {{{terms.Length}}};", [.. terms, Real(scope, 2)]);
        }

        return IsList
            ? Piece.Line($"if ({format}) return [{{{terms.Length}}}, {{{terms.Length + 1}}}, {{{terms.Length + 2}}}];", [.. terms, .. List(scope)])
            : Assign(scope);
    }

    private Piece Swap(Scope scope)
    {
        string[] own = [.. scope.OwnArrays.Where(array => array != "result")];
        if (own.Length < 2)
        {
            return NewArray(scope);
        }

        var (a, b, t) = (Pick(own), Pick(own), Name("t"));
        return Piece.Line(_random.Next(2) == 0 ? $"({a}, {b}) = ({b}, {a});" : $"var {t} = {a}; {a} = {b}; {b} = {t};");
    }

    /// <summary>Another array under an old name.</summary>
    private Piece Rebind(Scope scope)
    {
        string[] own = [.. scope.OwnArrays.Where(array => array != "result")];
        if (own.Length < 2)
        {
            return NewArray(scope);
        }

        var (a, b) = (Pick(own), Pick(own));
        switch (_random.Next(5))
        {
            case 0:
                return Piece.Line($"{a} = new double[{N}];");
            case 1:
                return Piece.Line($"{a} = (double[]){b}.Clone();");
            case 2:
                var (format, terms) = Condition(scope);
                return Piece.Line($"if ({format}) {a} = {b};", terms);
            case 3:
                return Piece.Line($"Array.Copy({b}, {a}, {N});");
            default:
                return Piece.Line($"Array.Clear({a});");
        }
    }

    private Piece Count(Scope scope, int depth)
    {
        var i = Name("i");
        var outer = scope.Indices.Count > 0 ? Pick(scope.Indices) : "0";
        var (head, indices) = _random.Next(12) switch
        {
            0 or 1 or 2 => ($"for (int {i} = 0; {i} < {N}; {i}++)", new[] { i }),
            3 => ($"for (int {i} = {N} - 1; {i} >= 0; {i}--)", [i]),
            4 => ($"for (int {i} = 1; {i} < {N}; {i}++)", [i, i, $"{i} - 1"]),
            5 => ($"for (int {i} = {N} - 2; {i} >= 0; {i}--)", [i, i, $"{i} + 1"]),
            6 => ($"for (int {i} = 0; {i} <= {outer}; {i}++)", [i]),
            7 => ($"for (int {i} = {outer}; {i} < {N}; {i} += 2)", [i]),
            8 => ($"for (int {i} = 0; {i} < {outer}; {i}++)", [i]),
            9 => ($"for (int {i} = {outer}; {i} > 0; {i}--)", [i, $"{i} - 1"]),
            10 => ($"for (int {i} = 0; {i} < 3; {i}++)", []),
            _ => ($"for (int {i} = {N}; {i}-- > 0; )", [i]),
        };
        var inner = scope.WithIndex(indices);
        var terms = new List<Term>();
        if (_random.Next(6) == 0 && head.Contains($"{i}++", StringComparison.Ordinal))
        {
            var (format, conditions) = Condition(scope);
            head = head.Replace($"; {i}++", $" && ({format}); {i}++", StringComparison.Ordinal);
            terms.AddRange(conditions);
        }

        return Loop(head, [.. terms], Statements(inner, depth - 1, _random.Next(1, 4)));
    }

    private Piece Repeat(Scope scope, int depth)
    {
        var k = Name("k");
        var (format, terms) = Condition(scope);
        var inner = scope.WithIndex();
        inner.Reals.Add($"(0.2 * {k})");
        Piece[] body = [Piece.Line($"{k}++;"), .. Statements(inner, depth - 1, _random.Next(1, 4))];
        var trips = _random.Next(1, 6);
        return _random.Next(3) == 0
            ? Loop($"int {k} = 0;\n        do", terms, body, $"while ({k} < {trips} && ({Plain(format, terms)}));")
            : Loop($"int {k} = 0;\n        while ({k} < {trips} && ({format}))", terms, body);
    }

    private static string Plain(string format, Term[] terms) =>
        terms.Length == 0 ? format : string.Format(System.Globalization.CultureInfo.InvariantCulture, format, [.. terms.Select(term => (object)term.ToString())]);

    private Piece Switch(Scope scope, int depth)
    {
        if (scope.Indices.Count == 0)
        {
            return NewInteger(scope);
        }

        var blocks = new List<(Piece[], string)>();
        for (var k = 0; k < 2; k++)
        {
            var inner = new Scope(scope) { IsInLoop = false };
            blocks.Add((Statements(inner, depth - 1, _random.Next(1, 3)), k == 0 ? Pick("break; case 1: case 3:", "break; default:") : "break; }"));
        }

        return new Piece($"switch ({Pick(scope.Indices)}) {{ case 0:", [], [.. blocks]);
    }
}
