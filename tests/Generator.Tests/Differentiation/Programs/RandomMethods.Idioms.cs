namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>The usual algorithms, with random parts.</summary>
internal sealed partial class RandomMethods
{
    private Piece Idiom(Scope scope)
    {
        if (scope.Arrays.Count == 0 || scope.OwnArrays.Count == 0)
        {
            return NewArray(scope);
        }

        var (i, j, k, s, t) = (Name("i"), Name("j"), Name("k"), Name("s"), Name("t"));
        var (a, u) = (Pick(scope.OwnArrays), Pick(scope.Arrays));
        var up = $"for (int {i} = 0; {i} < {N}; {i}++)";
        var inner = Pick($"for (int {j} = 0; {j} < {N}; {j}++)", $"for (int {j} = 0; {j} < {i}; {j}++)", $"for (int {j} = {i}; {j} < {N}; {j}++)", $"for (int {j} = {N} - 1; {j} >= 0; {j}--)");
        var innermost = Pick($"for (int {k} = 0; {k} < {N}; {k}++)", $"for (int {k} = 0; {k} <= {j}; {k}++)", $"for (int {k} = {i}; {k} < {N}; {k}++)");
        var (one, two, three) = (scope.WithIndex(i), scope.WithIndex(i, j), scope.WithIndex(i, j, k));
        switch (_random.Next(17))
        {
            case 0:
                // A prefix sum, or a recurrence.
                return Loop($"for (int {i} = 1; {i} < {N}; {i}++)", [], [Piece.Line($"{a}[{i}] = {{0}};", new Term(Pick("{0} + {1}", "Math.Sin({0} * {1})", "0.5 * {0} + {1}"), new Term($"{a}[{i} - 1]"), Real(one, 1)))]);
            case 1 or 2:
                return Loop(up, [],
                [
                    Piece.Line($"double {s} = {{0}};", new Term(Pick("0.0", Pick(_literals), $"{u}[{i}]"))),
                    Loop(inner, [], [Piece.Line($"{s} += {{0}};", Real(two, 2))]),
                    Piece.Line($"{a}[{i}] {Pick("=", "+=")} {{0}};", new Term(Pick("{0}", "Math.Sin({0})", "{0} * {1}", "{0} / (2.0 + {1} * {1})"), new Term(s), Real(one, 1))),
                ]);
            case 3 or 4:
                // Sums within sums.
                return Loop(up, [],
                [
                    Piece.Line($"double {s} = 0.0;"),
                    Loop(inner, [],
                    [
                        Piece.Line($"double {t} = {{0}};", Real(two, 1)),
                        Loop(innermost, [], [Piece.Line($"{t} += {{0}};", Real(three, 2))]),
                        Piece.Line($"{s} += {{0}};", new Term(Pick("{0} * {1}", "Math.Tanh({0}) * {1}", "{1} * {0} * 0.5"), new Term(t), Real(two, 1))),
                    ]),
                    Piece.Line($"{a}[{i}] {Pick("=", "+=")} {{0}};", new Term(Pick("{0}", "Math.Sin({0})", "{0} * {1}"), new Term(s), Real(one, 1))),
                ]);
            case 5:
                scope.Reals.Add(s);
                scope.Variables.Add(s);
                return new Piece($"double {s} = {Pick(_literals)};\n        for (int {i} = {N} - 1; {i} >= 0; {i}--)", [], [([Piece.Line($"{s} = 0.4 * {s} * {{0}} + {{1}};", Real(scope, 1), Element(u, new Term(i)))], "")]);
            case 6:
                return Loop($"double {s} = double.NegativeInfinity;\n        for (int {i} = 0; {i} < {N}; {i}++)", [], [Piece.Line($"{s} = Math.Max({s}, {{0}});", Element(u, new Term(i)))],
                    $"double {t} = 0.0;\n        for (int {j} = 0; {j} < {N}; {j}++) {t} += Math.Exp({u}[{j}] - {s});\n        for (int {k} = 0; {k} < {N}; {k}++) {a}[{k}] = Math.Exp({u}[{k}] - {s}) / {t};");
            case 7:
                // An argument of the maximum, whose element is read.
                var best = Name("p");
                scope.Indices.Add(best);
                return new Piece($"int {best} = 0;\n        {up}", [], [([Piece.Line($"if ({{0}} > {{1}}) {best} = {i};", Element(u, new Term(i)), Element(u, new Term(best)))], "")]);
            case 8:
                // What passes a test moves to the front.
                var count = Name("p");
                return new Piece($"int {count} = 0;\n        {up}", [],
                    [([new Piece($"if ({{0}} > {{1}})", [Element(u, new Term(i)), Real(scope, 1)], [([Piece.Line($"{a}[{count}] = {{0}};", Real(one, 2)), Piece.Line($"{count}++;")], "")])], "")]);
            case 9 when scope.Matrices.Count > 0:
                var (m, product) = (Pick(scope.Matrices), Name("q"));
                var m2 = Pick(scope.Matrices);
                scope.Matrices.Add(product);
                scope.OwnMatrices.Add(product);
                return new Piece($"var {product} = new double[{N}, {N}];\n        {up}", [],
                [
                    ([
                        Loop($"for (int {j} = 0; {j} < {N}; {j}++)", [],
                        [
                            Piece.Line($"double {s} = 0.0;"),
                            Loop($"for (int {k} = 0; {k} < {N}; {k}++)", [], [Piece.Line($"{s} += {{0}};", new Term("{0} * {1}", new Term($"{m}[{i}, {k}]"), new Term($"{m2}[{k}, {j}]")))]),
                            Piece.Line($"{product}[{i}, {j}] = {{0}};", new Term(Pick("{0}", "Math.Tanh({0})"), new Term(s))),
                        ]),
                    ], ""),
                ]);
            case 10:
                // Two arrays take turns.
                var (front, back) = (Name("a"), Name("b"));
                var swap = Pick($"({front}, {back}) = ({back}, {front});", $"var {t} = {front}; {front} = {back}; {back} = {t};");
                return new Piece(
                    $"var {front} = (double[]){Pick([.. scope.OwnArrays.Where(o => o != "result"), $"new double[{N}]"])}.Clone(); var {back} = new double[{N}];\n        for (int {k} = 0; {k} < {Pick("3", N)}; {k}++)",
                    [],
                    [
                        ([
                            Loop(up, [], [Piece.Line($"{back}[{i}] = {{0}};", new Term(Pick("0.5 * ({0} + {1}) + {2}", "Math.Sin({0} + {1}) * {2}"), new Term($"{front}[{i}]"), new Term($"{front}[({i} + 1) % {N}]"), Real(one, 1)))]),
                            Piece.Line(swap),
                        ], $"{a}[0] += {front}[{N} - 1];"),
                    ]);
            case 11:
                var (p, r) = (Index(scope), Index(scope));
                return p.Parts.Length + r.Parts.Length > 0
                    ? Piece.Line($"Damp({(a == "result" ? "new double[1]" : a)}, {{0}});", Real(scope, 1))
                    : Piece.Line($"({a}[{p}], {a}[{r}]) = ({a}[{r}], {a}[{p}]);");
            case 13 when scope.Variables.Count > 0:
                var turned = Piece.Line($"double {s} = Turn(ref {Pick(scope.Variables)}, {{0}}, out double {t});", Real(scope, 1));
                scope.Reals.Add(t);
                return turned;
            case 14 when scope.Variables.Count > 0:
                return Piece.Line($"foreach (var {s} in {u}) {Pick(scope.Variables)} += {{0}};", new Term(Pick("Math.Sin({0} * {1})", "{0} * {0} * {1}"), new Term(s), Real(scope, 1)));
            case 15 when scope.Variables.Count > 1:
                return Piece.Line($"({Pick(scope.Variables)}, {a}[0]) = ({{0}}, {{1}});", Real(scope, 1), Real(scope, 1));
            case 12 when scope.OwnMatrices.Count > 0:
                // Elimination in place.
                var q = Pick(scope.OwnMatrices);
                return Loop($"for (int {k} = 0; {k} < {N}; {k}++)", [],
                [
                    Loop($"for (int {i} = {k} + 1; {i} < {N}; {i}++)", [],
                    [
                        Piece.Line($"double {s} = {q}[{i}, {k}] / (3.0 + {q}[{k}, {k}] * {q}[{k}, {k}]);"),
                        Loop($"for (int {j} = {k}; {j} < {N}; {j}++)", [], [Piece.Line($"{q}[{i}, {j}] -= {s} * {q}[{k}, {j}];")]),
                    ]),
                ]);
            default:
                return a == "result" || u is "v" or "result" ? Fill(a, scope) : Piece.Line($"{a}[0] = Mean({u});");
        }
    }
}
