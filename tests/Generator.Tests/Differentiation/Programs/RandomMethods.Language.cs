namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>Types and calls of the language beside numbers and arrays, with random parts.</summary>
internal sealed partial class RandomMethods
{
    private Piece Language(Scope scope)
    {
        var (i, p, q, s) = (Name("i"), Name("p"), Name("q"), Name("s"));
        var up = $"for (int {i} = 0; {i} < {N}; {i}++)";
        var inner = scope.WithIndex(i);
        switch (_random.Next(7))
        {
            case 0:
                // A struct that a loop changes, by its fields, by a method of its own, or as a whole.
                return Declared(scope, p, Loop(
                    $"var {p} = new Pair({Plain(Real(scope, 1))}, {Plain(Real(scope, 1))});\n        {up}",
                    [],
                    [Piece.Line(Pick($"{p}.X += {{0}};", $"{p}.Turn({{0}});", $"{p} = Step({p}, {{0}});", $"{p} = 0.5 * {p} + new Pair({{0}}, {p}.X);", $"({p}.X, {p}.Y) = ({p}.Y, {{0}});"), Tame(inner))]));
            case 1:
                var (format, terms) = Condition(scope);
                return Declared(scope, p, Piece.Line(
                    $"Pair {p} = {format} ? new Pair({{{terms.Length}}}, 1.0) : new Pair(0.5, {{{terms.Length + 1}}}).Scaled({{{terms.Length + 2}}});",
                    [.. terms, Real(scope, 1), Real(scope, 1), Real(scope, 1)]));
            case 2:
                // A struct in a struct.
                var nested = Loop(
                    $"var {q} = new State({Plain(Real(scope, 1))}, 0.5, new Pair(1.0, {Plain(Real(scope, 1))}));\n        {up}",
                    [],
                    [Piece.Line(Pick($"{q} = {q} with {{{{ Speed = 0.5 * {q}.Speed + {{0}}, Place = {q}.Place * 0.5 }}}};", $"{q}.Place = 0.5 * {q}.Place + {q}.Speed; {q}.Pair = Step({q}.Pair, {{0}});"), Tame(inner))]);
                scope.Reals.AddRange([$"{q}.Place", $"{q}.Pair.Y"]);
                return nested;
            case 3:
                // A local function that captures, perhaps what changes.
                var captured = scope.Reals.Count > 0 ? Pick(scope.Reals) : "1.0";
                var local = Piece.Line($"double {q}(double v) => {Pick($"v * {captured}", $"v > {captured} ? v : {captured} * v", $"Math.Sin(v + {captured})")}; double {s} = {q}({{0}}) + {q}(0.5);", Real(scope, 1));
                scope.Reals.Add(s);
                return local;
            case 4 when scope.Variables.Count > 1:
                return Piece.Line($"({Pick(scope.Variables)}, var {s}) = Both({{0}}, {{1}});", Real(scope, 1), Real(scope, 1));
            case 5 when scope.Indices.Count > 0:
                var chosen = Piece.Line($"double {s} = ({Pick(scope.Indices)}) switch {{{{ 0 => {{0}}, 1 or 2 => {{1}}, _ => 0.5 }}}};", Real(scope, 1), Real(scope, 1));
                scope.Reals.Add(s);
                return chosen;
            default:
                return Declared(scope, p, Piece.Line($"Pair {p} = ({{0}}, {{1}});", Real(scope, 1), Real(scope, 1)));
        }
    }

    /// <summary>From the statement after this one on.</summary>
    private static Piece Declared(Scope scope, string pair, Piece piece)
    {
        scope.Reals.AddRange([$"{pair}.X", $"{pair}.Y"]);
        scope.Variables.Add($"{pair}.X");
        return piece;
    }

    private static string Plain(Term term) => term.ToString();
}
