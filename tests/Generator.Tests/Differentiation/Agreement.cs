using System.Globalization;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Hosting;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Compares everything that can be derived from a function with dual numbers at one point: each sweep, after all passes, with
/// loops unrolled and as they are; and the values, bit by bit.
/// </summary>
internal sealed class Agreement
{
    /// <summary>Where values are this large, rounding is all there is to compare.</summary>
    private const double Largest = 1e8;

    private const int MostSteps = 20_000;

    private const string Endless = "no end";

    private const string Thrown = "an exception";

    private readonly Function _primal;
    private readonly IReadOnlyList<(string Mode, Function InPlace, Function ValueAndInPlace)> _candidates;
    private readonly double _tolerance;
    private readonly ProductAgreement? _products;
    private int _compared;

    private readonly IReadOnlyList<Function> _primals = [];

    /// <param name="function">As lowered.</param>
    /// <param name="tolerance">Of a derivative, relative to the magnitude of what it is made of.</param>
    public Agreement(Function function, double tolerance)
        : this(function, [], tolerance)
    {
        _primals = [JacobianPlanner.Prepare(function, default), new Rewriter(new ExpressionPool(function.Pool), default).Rewrite(function)];
        _candidates = [.. _primals.SelectMany((primal, i) => new JacobianAssembly(primal, "jacobian", [], default).Candidates()
            .Select(candidate => ((i == 0 ? "" : "as it is, ") + candidate.Mode, candidate.InPlace, candidate.ValueAndInPlace)))];
        _products = new ProductAgreement(function, _primals, tolerance, Opaque);
    }

    /// <summary>Compares functions that are given, not made here.</summary>
    public Agreement(Function function, IReadOnlyList<(string Mode, Function InPlace, Function ValueAndInPlace)> candidates, double tolerance)
    {
        _primal = function;
        _tolerance = tolerance;
        _candidates = candidates;
    }

    /// <summary>How many derivatives were compared.</summary>
    public int Compared => _compared + (_products?.Compared ?? 0);

    /// <returns>What disagrees; null where nothing does.</returns>
    public string? At(IReadOnlyDictionary<string, object> point)
    {
        var value = Value(_primal, point, null);
        if (value == Endless)
        {
            return null;
        }

        foreach (var primal in _primals)
        {
            if (Value(primal, point, null) is var prepared && prepared != value)
            {
                return $"the value is {value}, prepared {prepared}\n{IrText.Of(primal)}";
            }
        }

        if (value == Thrown)
        {
            return null;
        }

        var witness = DualInterpreter.Run(_primal, Inputs(_primal, point, null), Opaque);
        if (Bits(witness.Select(row => (object)row.Value)) != value && _tolerance < 1e-6)
        {
            return $"the value is {value}, in dual numbers {string.Join(", ", witness.Select(row => row.Value))}";
        }

        if (witness.Any(row => row.IsKinked || !(Math.Abs(row.Value) < Largest) || row.Magnitudes.Any(magnitude => !(magnitude < Largest))))
        {
            return null;
        }

        return _candidates.Select(candidate => Compare(candidate, point, value, witness)).FirstOrDefault(fault => fault is not null)
            ?? _products?.At(point, witness);
    }

    private string? Compare((string Mode, Function InPlace, Function ValueAndInPlace) candidate, IReadOnlyDictionary<string, object> point, string value, Jet[] witness)
    {
        var columns = _primal.Inputs.Where(input => input.IsActive).Sum(input => point[input.Value.Name] is Array array ? array.Length : 1);
        foreach (var function in new[] { candidate.InPlace, candidate.ValueAndInPlace })
        {
            // What is not written shows.
            var jacobian = Enumerable.Repeat(77.0, witness.Length * columns).ToArray();
            string actual;
            try
            {
                actual = Value(function, point, jacobian);
            }
            catch (Exception fault)
            {
                return $"{candidate.Mode}: {fault}\n{IrText.Of(function)}";
            }

            if (ReferenceEquals(function, candidate.ValueAndInPlace) && actual != value)
            {
                return $"{candidate.Mode}: the value is {actual} instead of {value}\n{IrText.Of(function)}";
            }

            for (var k = 0; k < jacobian.Length; k++)
            {
                var (row, column) = (k / columns, k % columns);
                _compared++;
                if (!(Math.Abs(jacobian[k] - witness[row].Slope(column)) <= _tolerance * (witness[row].Magnitude(column) + 1e-3)))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{candidate.Mode}: entry ({row}, {column}) is {jacobian[k]:R} instead of {witness[row].Slope(column):R}\n{IrText.Of(function)}");
                }
            }
        }

        return null;
    }

    /// <summary>The bits of what a function gives, or that it throws; fills the Jacobian.</summary>
    private static string Value(Function function, IReadOnlyDictionary<string, object> point, double[]? jacobian)
    {
        var inputs = Inputs(function, point, jacobian is null ? null : Jacobian(function, jacobian));
        object[] yields;
        try
        {
            yields = IrInterpreter.Run(function, inputs, Opaque, jacobian is null ? MostSteps : 400 * MostSteps);
        }
        catch (InvalidOperationException fault) when (jacobian is null && fault.Message.EndsWith("seem to end.", StringComparison.Ordinal))
        {
            return Endless;
        }
        catch (Exception fault) when (jacobian is null && fault is ArgumentException or IndexOutOfRangeException or DivideByZeroException or OverflowException)
        {
            return Thrown;
        }

        if (jacobian is not null && inputs[^1] is float[] narrow)
        {
            Array.Copy(narrow, jacobian, narrow.Length);
        }

        var destination = function.Destination is null ? -1 : function.Inputs.ToList().FindIndex(input => ReferenceEquals(input.Value, function.Destination));
        return Bits(yields.Length == 0 && destination >= 0 ? [inputs[destination]] : yields);
    }

    // Whatever foreign code gives, as long as it always gives the same.
    private static object Opaque(Opaque code, object[] operands) => code.Type.Kind switch
    {
        _ when code.Fragments[0] == "double.NegativeInfinity" => double.NegativeInfinity,
        _ when code.Fragments[0].StartsWith("Math.", StringComparison.Ordinal) && code.Type.Kind == TypeKind.Integer => WholeMath(code, operands),
        TypeKind.Boolean when code.Fragments[0] is "double.IsNaN(" or "float.IsNaN(" => double.IsNaN(Convert.ToDouble(operands[0], CultureInfo.InvariantCulture)),
        TypeKind.Double => Math.Sin(code.Fragments.Sum(fragment => fragment.Length) + operands.Where(operand => operand is IConvertible).Sum(Convert.ToDouble)),
        _ => new ArgumentException("thrown"),
    };

    private static object WholeMath(Opaque code, object[] operands)
    {
        var text = string.Concat(code.Fragments.Select((fragment, i) => fragment + (i < operands.Length ? Convert.ToString(operands[i], CultureInfo.InvariantCulture) : "")));
        var name = text[..(text.IndexOf('(', StringComparison.Ordinal) + 1)];
        int[] values = [.. text[name.Length..].TrimEnd(')').Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return name switch
        {
            "Math.Max(" => Math.Max(values[0], values[1]),
            "Math.Min(" => Math.Min(values[0], values[1]),
            "Math.Clamp(" => Math.Clamp(values[0], values[1], values[2]),
            "Math.Abs(" => Math.Abs(values[0]),
            _ => throw new NotSupportedException(name),
        };
    }

    private static Array Jacobian(Function function, double[] jacobian) =>
        function.Inputs[^1].Value.Type.Element!.Kind == TypeKind.Float ? jacobian.Select(value => (float)value).ToArray() : jacobian;

    private static object[] Inputs(Function function, IReadOnlyDictionary<string, object> point, object? jacobian) =>
        [.. function.Inputs.Select(input => input.Value.Name == "jacobian" ? jacobian! : point[input.Value.Name] is Array array ? array.Clone() : point[input.Value.Name])];

    private static string Bits(IEnumerable<object> values) => string.Join(", ", values.SelectMany(value => value is Array array ? array.Cast<object>() : [value]).Select(value => value switch
    {
        double.NaN or float.NaN => "NaN",
        _ => Convert.ToDouble(value).ToString("R", CultureInfo.InvariantCulture),
    }));
}
