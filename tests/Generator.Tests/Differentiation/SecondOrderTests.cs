using System.Globalization;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Second derivatives of random methods, by every way there is, against dual numbers run through the first derivatives: each entry,
/// the symmetry bit by bit, and H·v. SJ_RANDOM_PROGRAMS says how many, for a long run; SJ_RANDOM_SEED where to start.
/// </summary>
public class SecondOrderTests(ITestOutputHelper output)
{
    private const int BatchSize = 60;
    private const int MostFaults = 5;
    private const double Largest = 1e8;
    private const int MostSteps = 2_000_000;

    [Fact]
    public void EveryHessianAgreesWithDualNumbers()
    {
        var (count, first) = (Setting.Of("SJ_RANDOM_PROGRAMS", 120), Setting.Of("SJ_RANDOM_SEED", 0) + 900_000);
        var (tried, compared) = (0, 0);
        var faults = new List<string>();
        for (var start = first; start < first + count && faults.Count < MostFaults; start += BatchSize)
        {
            RandomMethod[] methods = [.. Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(RandomMethods.Make)];
            var result = GeneratorHost.RunMembers(RandomMethod.Helpers + string.Concat(methods.Select(method => method.Text)));
            foreach (var method in methods)
            {
                if (result.Models.FirstOrDefault(model => model.Name == method.Name)?.Body?.Function is { } function)
                {
                    tried++;
                    if (Fault(method, function, ref compared) is { } fault && faults.Count < MostFaults)
                    {
                        var (smallest, same) = MethodCheck.Minimise(method, fault, FaultOf);
                        faults.Add($"seed {method.Name[1..]}: {same}\n{smallest.Text}");
                    }
                }
            }
        }

        output.WriteLine($"{tried} methods, {compared} second derivatives compared");
        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults));
        Assert.True(compared > 20 * tried, $"only {compared} second derivatives of {tried} methods could be compared");
    }

    private static string? FaultOf(RandomMethod method)
    {
        var compared = 0;
        var result = GeneratorHost.RunMembers(RandomMethod.Helpers + method.Text);
        return result.Models.FirstOrDefault()?.Body?.Function is { } function ? Fault(method, function, ref compared) : null;
    }

    private static string? Fault(RandomMethod method, Function function, ref int compared)
    {
        var stage = "preparing";
        try
        {
            var primal = HessianPlanner.WithoutDestination(JacobianPlanner.Prepare(function, default), "rows");
            var hessian = primal.Pool.Input(IrType.Span(primal.Output.Element), "hessian", "hessian");
            stage = "the witness";
            var witness = new FirstOrder(primal, default).Rowwise();
            stage = "the Hessians";
            var hessians = new HessianAssembly(primal, hessian, default).Candidates().ToArray();
            stage = "the products";
            var products = primal.Output.Shape == OutputShape.Scalar ? HessianProduct.Candidates(primal, "vector", "result", default).ToArray() : [];
            foreach (var length in new[] { 3, 2, 5 })
            {
                var random = new Random(length);
                var point = method.Parameters.ToDictionary(parameter => parameter, parameter => Point.Value(parameter, length, random));
                stage = $"length {length}";
                if (At(primal, witness, hessians, products, point, method.UsesSingles ? 1e-2 : 1e-8, ref compared) is { } fault)
                {
                    return fault;
                }
            }

            return null;
        }
        catch (Exception fault)
        {
            return $"{stage}: {fault}\n{IrText.Of(function)}";
        }
    }

    private static string? At(
        Function primal,
        Function witness,
        (string Mode, Function InPlace)[] hessians,
        ProductPlan[] products,
        Dictionary<string, object> point,
        double tolerance,
        ref int compared)
    {
        if (!TryRows(primal, point, out var rows))
        {
            return null;
        }

        var n = primal.Inputs.Where(input => input.IsActive).Sum(input => point[input.Value.Name] is Array array ? array.Length : 1);
        var expected = DualInterpreter.Run(witness, Inputs(witness, point, rows, null, null), Opaque, MostSteps);
        if (expected.Length != rows * n)
        {
            return $"the first derivatives are {expected.Length}, not {rows} · {n}";
        }

        if (expected.Any(row => row.IsKinked || !(Math.Abs(row.Value) < Largest) || row.Magnitudes.Any(magnitude => !(magnitude < Largest))))
        {
            return null;
        }

        double Slope(int k) => expected[k / n].Slope(k % n);
        double Bound(int k) => tolerance * (expected[k / n].Magnitude(k % n) + expected[(k / n / n * n) + (k % n)].Magnitude(k / n % n) + 1e-3);
        foreach (var (mode, inPlace) in hessians)
        {
            // What is not written shows.
            var actual = Enumerable.Repeat(77.0, rows * n * n).ToArray();
            Run(inPlace, point, rows, actual, null);
            for (var k = 0; k < actual.Length; k++)
            {
                compared++;
                if (!(Math.Abs(actual[k] - Slope(k)) <= Bound(k)))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{mode}: entry ({k / n / n}, {k / n % n}, {k % n}) is {actual[k]:R} instead of {Slope(k):R}\n{IrText.Of(inPlace)}");
                }

                var mirrored = actual[(((k / n / n * n) + (k % n)) * n) + (k / n % n)];
                if (BitConverter.DoubleToInt64Bits(actual[k]) != BitConverter.DoubleToInt64Bits(mirrored))
                {
                    return $"{mode}: entry ({k / n / n}, {k / n % n}, {k % n}) is not symmetric\n{IrText.Of(inPlace)}";
                }
            }
        }

        var vector = Enumerable.Range(0, n).Select(i => Math.Sin(i + 1)).ToArray();
        foreach (var plan in products)
        {
            var actual = Enumerable.Repeat(77.0, n).ToArray();
            Run(plan.InPlace, point, rows, actual, vector);
            for (var i = 0; i < n; i++)
            {
                var (product, bound) = (0.0, 0.0);
                for (var j = 0; j < n; j++)
                {
                    product += Slope((i * n) + j) * vector[j];
                    bound += Bound((i * n) + j);
                }

                if (!(Math.Abs(actual[i] - product) <= bound))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{plan.Mode}: entry ({i}) of H·v is {actual[i]:R} instead of {product:R}\n{IrText.Of(plan.InPlace)}");
                }
            }
        }

        return null;
    }

    /// <summary>The number of rows where the method returns at all.</summary>
    private static bool TryRows(Function primal, Dictionary<string, object> point, out int rows)
    {
        rows = 4;
        try
        {
            var yields = IrInterpreter.Run(primal, Inputs(primal, point, rows, null, null), Opaque, 20_000);
            rows = yields.Sum(yield => yield is Array array ? array.Length : 1);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or DivideByZeroException or OverflowException
            || (fault is InvalidOperationException && fault.Message.EndsWith("seem to end.", StringComparison.Ordinal)))
        {
            return false;
        }
    }

    private static void Run(Function function, Dictionary<string, object> point, int rows, double[] result, double[]? vector)
    {
        var isSingle = function.Inputs[^1].Value.Type.Element!.Kind == TypeKind.Float;
        Array span = isSingle ? result.Select(value => (float)value).ToArray() : result;
        IrInterpreter.Run(function, Inputs(function, point, rows, span, isSingle ? vector?.Select(value => (float)value).ToArray() : vector), Opaque, 40 * MostSteps);
        if (isSingle)
        {
            Array.Copy(span, result, result.Length);
        }
    }

    private static object[] Inputs(Function function, Dictionary<string, object> point, int rows, Array? result, Array? vector) =>
    [
        .. function.Inputs.Select(input => input.Value.Name switch
        {
            "hessian" or "result" => result!,
            "vector" => vector!,
            "rows" => rows,
            var name => point[name] is Array array ? array.Clone() : point[name],
        }),
    ];

    // Whatever foreign code gives, as long as it always gives the same.
    private static object Opaque(Opaque code, object[] operands) => code.Type.Kind switch
    {
        _ when code.Fragments[0] == "double.NegativeInfinity" => double.NegativeInfinity,
        TypeKind.Double => Math.Sin(code.Fragments.Sum(fragment => fragment.Length) + operands.Where(operand => operand is IConvertible).Sum(Convert.ToDouble)),
        _ => new ArgumentException("thrown"),
    };
}
