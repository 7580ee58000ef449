using System.Globalization;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Compares the products with the Jacobian with those of its rows in dual numbers, after all passes.</summary>
internal sealed class ProductAgreement
{
    private const int MostSteps = 8_000_000;

    private readonly Function _primal;
    private readonly IReadOnlyList<(string Mode, Function InPlace)> _jvps;
    private readonly IReadOnlyList<(string Mode, Function InPlace)> _vjps;
    private readonly IReadOnlyList<(string Mode, Function Function)> _normals;
    private readonly double _tolerance;
    private readonly Func<Opaque, object[], object> _opaque;

    public ProductAgreement(Function primal, IReadOnlyList<Function> prepared, double tolerance, Func<Opaque, object[], object> opaque)
    {
        _primal = primal;
        _tolerance = tolerance;
        _opaque = opaque;
        _jvps = [.. prepared.SelectMany(function => new JvpAssembly(function, "tangent", "result", default).Candidates())];
        _vjps = [.. prepared.Where(_ => primal.Output.Shape != OutputShape.Scalar)
            .SelectMany(function => new VjpAssembly(function, "cotangent", "result", [], default).Candidates())];
        _normals = [.. prepared.Where(_ => primal.Output.Shape != OutputShape.Scalar)
            .SelectMany(function => new GaussNewtonAssembly(function, "rows", "jtj", "jtr", default).Candidates())];
    }

    /// <summary>How many entries were compared.</summary>
    public int Compared { get; private set; }

    /// <returns>What disagrees; null where nothing does.</returns>
    public string? At(IReadOnlyDictionary<string, object> point, Jet[] witness)
    {
        var columns = _primal.Inputs.Where(input => input.IsActive).Sum(input => point[input.Value.Name] is Array array ? array.Length : 1);
        double[] tangent = [.. Enumerable.Range(0, columns).Select(j => Math.Cos((3 * j) + 1))];
        var products = witness.Select(row => Sum(columns, j => (tangent[j] * row.Slope(j), Math.Abs(tangent[j]) * row.Magnitude(j)))).ToArray();
        double[] cotangent = [.. Enumerable.Range(0, witness.Length).Select(i => Math.Sin((5 * i) + 2))];
        var transposed = Enumerable.Range(0, columns)
            .Select(j => Sum(witness.Length, i => (cotangent[i] * witness[i].Slope(j), Math.Abs(cotangent[i]) * witness[i].Magnitude(j)))).ToArray();
        return _jvps.Select(jvp => Compare(jvp, point, tangent, products))
            .Concat(_vjps.Select(vjp => Compare(vjp, point, cotangent, transposed)))
            .Concat(_normals.Select(normal => Compare(normal, point, witness, columns)))
            .FirstOrDefault(fault => fault is not null);
    }

    private static (double Value, double Magnitude) Sum(int count, Func<int, (double, double)> term) =>
        Enumerable.Range(0, count).Select(term).Aggregate((0.0, 0.0), (sum, next) => (sum.Item1 + next.Item1, sum.Item2 + next.Item2));

    private string? Compare((string Mode, Function InPlace) candidate, IReadOnlyDictionary<string, object> point, double[] vector, (double Value, double Magnitude)[] expected)
    {
        var function = candidate.InPlace;
        var added = function.Body.Yields.Count > 0 ? 1 : 2;
        var element = function.Inputs[^1].Value.Type.Element!;
        var given = Narrowed(vector, element);

        // What is not written shows.
        var result = Narrowed([.. Enumerable.Repeat(77.0, expected.Length)], element);
        object[] inputs = [.. function.Inputs.Take(function.Inputs.Count - added).Select(input => Copied(point[input.Value.Name])), given, .. added == 2 ? new[] { result } : []];
        double[] actual;
        try
        {
            var yields = IrInterpreter.Run(function, inputs, _opaque, MostSteps);
            actual = [.. (added == 1 ? yields : result.Cast<object>()).Select(Convert.ToDouble)];
        }
        catch (Exception fault)
        {
            return $"{candidate.Mode}: {fault}\n{IrText.Of(function)}";
        }

        for (var k = 0; k < expected.Length; k++)
        {
            Compared++;
            if (!(Math.Abs(actual[k] - expected[k].Value) <= _tolerance * (expected[k].Magnitude + 1e-3)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{candidate.Mode}: entry ({k}) is {actual[k]:R} instead of {expected[k].Value:R}\n{IrText.Of(function)}");
            }
        }

        return null;
    }

    private string? Compare((string Mode, Function Function) candidate, IReadOnlyDictionary<string, object> point, Jet[] witness, int columns)
    {
        var function = candidate.Function;
        var element = function.Inputs[^1].Value.Type.Element!;
        var (jtj, jtr) = (Narrowed([.. Enumerable.Repeat(77.0, columns * columns)], element), Narrowed([.. Enumerable.Repeat(77.0, columns)], element));
        object[] rows = function.Inputs[^3].Value.Name == "rows" ? [witness.Length] : [];
        object[] inputs = [.. function.Inputs.Take(function.Inputs.Count - 2 - rows.Length).Select(input => Copied(point[input.Value.Name])), .. rows, jtj, jtr];
        double half;
        try
        {
            half = Convert.ToDouble(IrInterpreter.Run(function, inputs, _opaque, MostSteps)[0]);
        }
        catch (Exception fault)
        {
            return $"{candidate.Mode}: {fault}\n{IrText.Of(function)}";
        }

        var squares = Sum(witness.Length, i => (0.5 * witness[i].Value * witness[i].Value, witness[i].Value * witness[i].Value));
        var all = new List<(string What, double Actual, double Expected, double Magnitude)> { ("the value", half, squares.Value, squares.Magnitude) };
        for (var a = 0; a < columns; a++)
        {
            var right = Sum(witness.Length, i => (witness[i].Slope(a) * witness[i].Value, witness[i].Magnitude(a) * Math.Abs(witness[i].Value)));
            all.Add(($"entry ({a}) of jtr", Convert.ToDouble(jtr.GetValue(a)), right.Value, right.Magnitude));
            for (var b = 0; b < columns; b++)
            {
                var product = Sum(witness.Length, i => (witness[i].Slope(a) * witness[i].Slope(b), witness[i].Magnitude(a) * witness[i].Magnitude(b)));
                all.Add(($"entry ({a}, {b}) of jtj", Convert.ToDouble(jtj.GetValue((a * columns) + b)), product.Value, product.Magnitude));
                if (!jtj.GetValue((a * columns) + b)!.Equals(jtj.GetValue((b * columns) + a)))
                {
                    return $"{candidate.Mode}: entry ({a}, {b}) is not symmetric\n{IrText.Of(function)}";
                }
            }
        }

        Compared += all.Count;
        var wrong = all.FirstOrDefault(one => one.Magnitude < 1e10 && !(Math.Abs(one.Actual - one.Expected) <= _tolerance * (one.Magnitude + 1e-3)));
        return wrong.What is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{candidate.Mode}: {wrong.What} is {wrong.Actual:R} instead of {wrong.Expected:R}\n{IrText.Of(function)}");
    }

    private static object Copied(object value) => value is Array array ? array.Clone() : value;

    private static Array Narrowed(double[] values, IrType element) =>
        element.Kind == TypeKind.Float ? values.Select(value => (float)value).ToArray() : values;
}
