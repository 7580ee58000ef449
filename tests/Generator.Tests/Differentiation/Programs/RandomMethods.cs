namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>
/// Random methods as people write them: reals and integers, arrays and matrices of fixed and run-time length, nested loops
/// up and down, branches, early exits, data-dependent indices and the usual algorithms. The same seed gives the same method.
/// </summary>
internal sealed partial class RandomMethods
{
    private readonly Random _random;
    private readonly bool _usesFixedSizes;
    private readonly bool _usesSingles;
    private readonly string _returnType;
    private readonly string[] _parameters;
    private int _names;

    private RandomMethods(int seed)
    {
        _random = new Random(seed);
        _usesFixedSizes = _random.Next(3) == 0;
        _usesSingles = _random.Next(6) == 0;
        _returnType = Pick("double", "double", "double", "double[]", "double[]", "list", "list", "void", "double[,]");
        _parameters = Parameters();
    }

    /// <summary>The number of elements of arrays, as the method writes it.</summary>
    private string N { get; set; } = "n";

    private bool IsList => _returnType == "list";

    public static RandomMethod Make(int seed) => new RandomMethods(seed).Make($"F{seed}");

    private RandomMethod Make(string name)
    {
        var scope = new Scope();
        foreach (var parameter in _parameters)
        {
            Declare(parameter, scope);
        }

        var body = new List<Piece>();
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            body.Add(NewVariable(scope));
        }

        if (_random.Next(3) > 0)
        {
            body.Add(NewArray(scope));
        }

        body.AddRange(Statements(scope, 3, _random.Next(2, 6)));
        body.AddRange(Ending(scope));
        return new RandomMethod(name, IsList ? "double[]" : _returnType, _parameters, [.. body], _usesSingles);
    }

    private string[] Parameters()
    {
        var parameters = new List<string>();
        Maybe("x", 3);
        Maybe("y", 2);
        if (_usesSingles)
        {
            Maybe("g", 2);
        }

        if (_usesFixedSizes)
        {
            Maybe("w", 3);
            N = "4";
        }
        else
        {
            Maybe("u", 4);
            Maybe("v", 2);
            Maybe("m", 2);
            Maybe("w", 1);
            Maybe("c", 1);
            Maybe("n", 3);
            string[] lengths = [.. parameters.Select(p => p switch { "u" => "u.Length", "v" => "v.Length", "m" => "m.GetLength(0)", "n" => "n", _ => "" }).Where(length => length.Length > 0)];
            if (lengths.Length == 0)
            {
                parameters.Add("n");
                lengths = ["n"];
            }

            N = Pick(lengths);
        }

        if (!parameters.Any(p => p is "x" or "y" or "u" or "v" or "m" or "w"))
        {
            parameters.Insert(0, "x");
        }

        if (_returnType == "void")
        {
            parameters.Add("result");
        }

        return [.. parameters];

        void Maybe(string parameter, int chance)
        {
            if (_random.Next(4) < chance)
            {
                parameters.Add(parameter);
            }
        }
    }

    private void Declare(string parameter, Scope scope)
    {
        switch (parameter)
        {
            case "x" or "y" or "g":
                scope.Reals.Add(parameter);
                if (parameter == "x")
                {
                    scope.Variables.Add(parameter);
                }

                break;
            case "u" or "v" or "c":
                scope.Arrays.Add(parameter);
                break;
            case "w":
                (_usesFixedSizes ? scope.Arrays : scope.Fours).Add(parameter);
                break;
            case "m":
                scope.Matrices.Add(parameter);
                break;
            case "result" when !_usesFixedSizes:
                scope.Arrays.Add(parameter);
                scope.OwnArrays.Add(parameter);
                break;
        }
    }

    private IEnumerable<Piece> Ending(Scope scope)
    {
        switch (_returnType)
        {
            case "double":
                var sum = Name("s");
                yield return Piece.Line($"double {sum} = {{0}};", Real(scope, 3));
                foreach (var array in scope.OwnArrays.Where(_ => _random.Next(3) > 0))
                {
                    var i = Name("i");
                    yield return Loop($"for (int {i} = 0; {i} < {N}; {i}++)", [], [Piece.Line($"{sum} += {{0}};", new Term($"{Pick("Math.Sin({0})", "{0} * {0}", "{0}")}", new Term($"{array}[{i}]")))]);
                }

                foreach (var variable in scope.Variables)
                {
                    yield return Piece.Line($"{sum} += {{0}};", new Term($"{Pick("0.5", "0.7", "1.5")} * {{0}}", new Term(variable)));
                }

                yield return Piece.Line($"return {sum};");
                break;
            case "list":
                yield return Piece.Line("return [{0}, {1}, {2}];", List(scope));
                break;
            case "double[]":
                if (scope.OwnArrays.Count == 0)
                {
                    yield return NewArray(scope, false);
                }

                yield return Fill(Pick(scope.OwnArrays), scope);
                yield return Piece.Line($"return {Pick(scope.OwnArrays)};");
                break;
            case "double[,]":
                if (scope.OwnMatrices.Count == 0)
                {
                    yield return NewMatrix(scope);
                }

                yield return Piece.Line($"return {Pick(scope.OwnMatrices)};");
                break;
            default:
                yield return _usesFixedSizes ? Piece.Line("result[0] = {0}; result[1] = {1}; result[2] = {2};", List(scope)) : Fill("result", scope);
                break;
        }
    }

    private Term[] List(Scope scope) => [Real(scope, 3), Real(scope, 2), scope.Variables.Count > 0 ? new Term("({0} + {1})", new Term(scope.Variables[^1]), Real(scope, 1)) : Real(scope, 1)];

    private Piece Fill(string array, Scope scope)
    {
        var i = Name("i");
        return Loop($"for (int {i} = 0; {i} < {N}; {i}++)", [], [Piece.Line($"{array}[{i}] {Pick("=", "+=")} {{0}};", Real(scope.WithIndex(i), 3))]);
    }

    private string Name(string stem) => $"{stem}{_names++}";

    private static Piece Loop(string head, Term[] terms, Piece[] body, string tail = "") => new(head, terms, [(body, tail)]);
}
