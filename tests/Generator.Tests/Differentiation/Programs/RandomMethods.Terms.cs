namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

internal sealed partial class RandomMethods
{
    private static readonly string[] _literals = ["0.5", "1.5", "(-0.7)", "2.0", "0.3", "1.0", "0.0", "3.0"];

    // Each keeps moderate values moderate.
    private static readonly string[] _forms =
    [
        "({0} + {1})", "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} * {1})", "(0.5 * {0} * {1})", "(-({0}))",
        "Math.Sin({0})", "Math.Cos({0})", "Math.Tanh({0})", "Math.Exp(-({0} * {0}))", "Math.Sqrt(1.0 + {0} * {0})",
        "({0} / (1.5 + Math.Abs({1})))", "({0} / (2.0 + {1} * {1}))", "Math.Log(2.0 + Math.Cos({0}))", "Math.Max({0}, {1})", "Math.Min({0}, {1})",
        "Math.Abs({0})", "Math.Floor({0})", "({0} < {1} ? {2} : {3})", "({0} > 0.2 ? {1} : {2})", "Blend({0}, {1})",
        "Math.Pow(Math.Abs({0}) + 0.5, 1.5)", "Math.Atan2({0}, 1.0 + {1} * {1})", "({0} > 0 ? Math.Sqrt({0}) : {1})", "Root({0})", "Both({0}, {1}).Product",
        "new Pair({0}, {1}).Size", "Step(new Pair({0}, {1}), {2}).X", "((1.0 * {0}) switch {{ > 0.4 => {1}, < -0.4 => {2} * {0}, _ => {0} * {0} }})",
    ];

    private static readonly string[] _singleForms = ["(double)(float)({0})", "MathF.Sin((float)({0}))", "(0.5f * (float)({0}))"];

    private Term Real(Scope scope, int depth)
    {
        if (depth <= 0 || _random.Next(7) == 0)
        {
            return Leaf(scope);
        }

        var forms = _usesSingles && _random.Next(6) == 0 ? _singleForms : _forms;
        return Of(Pick(forms), scope, depth - 1);
    }

    private Term Of(string format, Scope scope, int depth)
    {
        var parts = 0;
        while (format.Contains($"{{{parts}}}", StringComparison.Ordinal))
        {
            parts++;
        }

        return new Term(format, [.. Enumerable.Range(0, parts).Select(_ => Real(scope, depth))]);
    }

    private Term Leaf(Scope scope)
    {
        switch (_random.Next(11))
        {
            case 0 or 1 or 2 or 3 when scope.Reals.Count > 0:
                return new Term(Pick(scope.Reals));
            case 4 or 5 or 6 when scope.Arrays.Count > 0:
                return Element(Pick(scope.Arrays), Index(scope));
            case 7 when scope.Matrices.Count > 0:
                return Entry(Pick(scope.Matrices), Index(scope), Index(scope));
            case 8 when scope.Fours.Count > 0:
                return new Term($"{Pick(scope.Fours)}[{_random.Next(4)}]");
            case 9 when scope.Indices.Count > 0:
                return new Term($"(0.25 * ({Pick(scope.Indices)}))");
            default:
                return scope.Reals.Count > 0 && _random.Next(3) > 0 ? new Term(Pick(scope.Reals)) : new Term(Pick(_literals));
        }
    }

    private static Term Element(string array, Term index) => new($"{array}[{index.Format}]", index.Parts);

    private static Term Entry(string matrix, Term row, Term column) => row.Parts.Length > 0
        ? new Term($"{matrix}[{row.Format}, 0]", row.Parts)
        : new Term($"{matrix}[{row.Format}, {column.Format}]", column.Parts);

    /// <summary>An integer from 0 to n − 1; now and then one that the data decide.</summary>
    private Term Index(Scope scope)
    {
        switch (_random.Next(12))
        {
            case < 7 when scope.Indices.Count > 0:
                return new Term(Pick(scope.Indices));
            case 7 when scope.Indices.Count > 0:
                return new Term($"{N} - 1 - ({Pick(scope.Indices)})");
            case 8 when scope.Indices.Count > 0:
                return new Term($"({Pick(scope.Indices)} + 1) % {N}");
            case 9:
                return new Term(_usesFixedSizes ? "3" : $"{N} - 1");
            case 10 when _random.Next(2) == 0:
                return new Term($"(int)Math.Abs(4.0 * Math.Sin({{0}})) % {N}", Real(scope, 1));
            default:
                return new Term(_random.Next(2) == 0 ? "0" : "1");
        }
    }

    /// <summary>A condition as a format with its terms.</summary>
    private (string Format, Term[] Terms) Condition(Scope scope)
    {
        switch (_random.Next(7))
        {
            case 0 when scope.Indices.Count > 0:
                return ($"{Pick(scope.Indices)} {Pick("<", ">=", "!=", "==")} {_random.Next(3)}", []);
            case 1 when scope.Indices.Count > 1:
                return ($"{Pick(scope.Indices)} {Pick("<", ">=", "!=", "==")} {Pick(scope.Indices)}", []);
            case 2:
                return ("{0} > {1} && {2} < 0.9", [Real(scope, 1), Real(scope, 1), Real(scope, 1)]);
            case 3:
                return ("{0} > 1.2 || {1} < {2}", [Real(scope, 1), Real(scope, 1), Real(scope, 1)]);
            default:
                return ($"{{0}} {Pick("<", ">", "<=", ">=")} {{1}}", [Real(scope, 1), Real(scope, 1)]);
        }
    }

    private T Pick<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
