using SymbolicJacobian.Generator.Tests.Fuzzing.Witness;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>Value, Jacobian and Hessian of a program at one point, from its twin in hyper-dual numbers.</summary>
internal sealed class TwinDerivatives
{
    private readonly int _columns;

    private TwinDerivatives(double[] value, int columns)
    {
        (Value, _columns) = (value, columns);
        (Jacobian, Hessian) = (new double[value.Length * columns], new double[value.Length * columns * columns]);
    }

    public double[] Value { get; }

    public double[] Jacobian { get; }

    public double[] Hessian { get; }

    public double Largest => Value.Concat(Jacobian).Concat(Hessian).Append(0).Max(Math.Abs);

    /// <summary>Null where the twin throws, at a kink, and where something is not finite.</summary>
    public static TwinDerivatives? Of(ISubject subject, Point point, int columns)
    {
        TwinDerivatives? all = null;
        Hyper.IsKinked = false;
        try
        {
            for (var i = 0; i < Math.Max(1, columns); i++)
            {
                for (var j = i; j < Math.Max(1, columns); j++)
                {
                    var rows = subject.Twin(point.Pack(i, j));
                    all ??= new TwinDerivatives([.. rows.Select(row => row.Value)], columns);
                    all.Put(rows, i, j);
                }
            }
        }
        catch (Exception)
        {
            return null;
        }

        return Hyper.IsKinked || !all!.Value.Concat(all.Jacobian).Concat(all.Hessian).All(double.IsFinite) ? null : all;
    }

    /// <summary>What a member should give; null for those that are compared otherwise.</summary>
    public double[]? Expected(string name, Recording recording) => name switch
    {
        "Gradient" or "Gradient in place" or "ValueAndGradient" or "Jacobian" or "Jacobian in place" or "ValueAndJacobian" or "Sparse" => Jacobian,
        "Jvp" or "Jvp returned" => Product(Jacobian, Value.Length, recording.Tangent),
        "Vjp" or "Vjp returned" => [.. Enumerable.Range(0, _columns).Select(j => Sum(Value.Length, i => recording.Cotangent[i] * Jacobian[(i * _columns) + j]))],
        "Hessian" or "Hessian returned" => Hessian,
        "HessianVectorProduct" => Product(Hessian, _columns, recording.Tangent),
        "GaussNewton" => Normal(),
        _ => null,
    };

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private void Put(Hyper[] rows, int i, int j)
    {
        for (var row = 0; row < rows.Length && _columns > 0; row++)
        {
            Jacobian[(row * _columns) + i] = rows[row].A;
            Jacobian[(row * _columns) + j] = rows[row].B;
            Hessian[(((row * _columns) + i) * _columns) + j] = Hessian[(((row * _columns) + j) * _columns) + i] = rows[row].AB;
        }
    }

    private double[] Product(double[] matrix, int rows, double[] vector) =>
        [.. Enumerable.Range(0, rows).Select(i => Sum(_columns, j => matrix[(i * _columns) + j] * vector[j]))];

    private double[] Normal() =>
    [
        0.5 * Sum(Value.Length, i => Value[i] * Value[i]),
        .. Enumerable.Range(0, _columns).Select(j => Sum(Value.Length, i => Value[i] * Jacobian[(i * _columns) + j])),
        .. Enumerable.Range(0, _columns * _columns).Select(k => Sum(Value.Length, i => Jacobian[(i * _columns) + (k / _columns)] * Jacobian[(i * _columns) + (k % _columns)])),
    ];
}
