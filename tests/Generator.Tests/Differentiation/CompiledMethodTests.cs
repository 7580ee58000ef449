using System.Reflection;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Random methods all the way: generated, compiled and run, against the method itself (its value bit by bit), dual numbers and
/// the differences of its own check member. A tenth of SJ_RANDOM_PROGRAMS, for a long run.
/// </summary>
public class CompiledMethodTests(ITestOutputHelper output)
{
    private const int BatchSize = 48;

    private static readonly int[] _lengths = [3, 2, 4];

    [Fact]
    public void GeneratedMembersAgreeWithTheMethod()
    {
        var (count, first) = (Math.Max(BatchSize, Setting.Of("SJ_RANDOM_PROGRAMS", 0) / 10), Setting.Of("SJ_RANDOM_SEED", 0) + 500_000);
        var faults = new List<string>();
        var (ran, checks) = (0, 0);
        for (var start = first; start < first + count && faults.Count < 5; start += BatchSize)
        {
            RandomMethod[] methods = [.. Enumerable.Range(start, BatchSize).Select(RandomMethods.Make)];
            var text = RandomMethod.Helpers + string.Concat(methods.Select(method => method.Text + Runner.Text(method)));
            var result = GeneratorHost.RunMembers(text);
            var (assembly, errors) = GeneratedAssembly.Load(result);
            if (assembly is null)
            {
                var method = methods.First(m => errors.Any(error => error.Location.SourceTree?.FilePath.Contains($".{m.Name}.", StringComparison.Ordinal) == true));
                var (smallest, fault) = MethodCheck.Minimise(method, errors[0].ToString(), CompilerErrors);
                faults.Add($"seed {method.Name[1..]}: {fault}\n{smallest.Text}");
                continue;
            }

            var sample = assembly.GetType("Sample")!;
            foreach (var method in methods)
            {
                if (result.Models.FirstOrDefault(model => model.Name == method.Name)?.Body?.Function is { } function)
                {
                    ran++;
                    if (Check(method, function, sample.GetMethod(Runner.Prefix + method.Name)!, ref checks) is { } fault)
                    {
                        faults.Add($"seed {method.Name[1..]}: {fault}\n{method.Text}\n{result.Sources.First(source => source.HintName.Contains($".{method.Name}.", StringComparison.Ordinal)).SourceText}");
                    }
                }
            }
        }

        output.WriteLine($"{ran} methods ran, {checks} checks by differences");
        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults.Take(5)));
    }

    /// <summary>What the compiler says of the members generated for a method; null for nothing, or where the method itself is no C#.</summary>
    private static string? CompilerErrors(RandomMethod method)
    {
        var result = GeneratorHost.RunMembers(RandomMethod.Helpers + method.Text);
        var (_, errors) = GeneratedAssembly.Load(result);
        return errors.Count == 0 || errors.Any(error => error.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != true)
            ? null
            : $"{errors[0]}\n{errors[0].Location.SourceTree}";
    }

    private static string? Check(RandomMethod method, Function function, MethodInfo runner, ref int checks)
    {
        string? wrong = null;
        var correct = 0;
        foreach (var length in _lengths)
        {
            var random = new Random(length);
            var point = method.Parameters.ToDictionary(parameter => parameter, parameter => Point.Value(parameter, length, random));
            if (Witness(function, point) is not { } witness)
            {
                continue;
            }

            var columns = function.Inputs.Where(input => input.IsActive).Sum(input => point[input.Value.Name] is Array array ? array.Length : 1);
            var (first, second) = (new double[witness.Length * columns], new double[witness.Length * columns]);
            object[] results;
            try
            {
                results = (object[])runner.Invoke(null, [method.Parameters.Select(parameter => point[parameter]).ToArray(), first, second, witness.Length, true])!;
            }
            catch (TargetInvocationException fault)
            {
                return fault.InnerException!.ToString();
            }

            if (!Numbers(results[0]).SequenceEqual(Numbers(results[1])))
            {
                return $"the value is {string.Join(", ", Numbers(results[1]))} instead of {string.Join(", ", Numbers(results[0]))}";
            }

            for (var k = 0; k < first.Length; k++)
            {
                var (row, column) = (witness[k / columns], k % columns);
                var bound = (method.UsesSingles ? 1e-3 : 1e-9) * (row.Magnitude(column) + 1e-3);
                if (!(Math.Abs(first[k] - row.Slope(column)) <= bound) || !(Math.Abs(second[k] - row.Slope(column)) <= bound))
                {
                    return $"entry {k} is {first[k]:R} (with the value {second[k]:R}) instead of {row.Slope(column):R}";
                }
            }

            checks++;
            var report = (JacobianReport)results[2];
            wrong = report.Verdict == Verdict.Wrong ? report.ToString() : wrong;
            correct += report.Verdict == Verdict.Wrong ? 0 : 1;
        }

        // A jump between two points of a difference makes a right derivative look wrong; not at every point, though.
        return correct == 0 ? wrong : null;
    }

    /// <summary>The rows in dual numbers; null where there is nothing to compare.</summary>
    private static Jet[]? Witness(Function function, Dictionary<string, object> point)
    {
        try
        {
            var rows = DualInterpreter.Run(function, [.. function.Inputs.Select(input => point[input.Value.Name] is Array array ? array.Clone() : point[input.Value.Name])],
                (code, _) => code.Fragments[0] == "double.NegativeInfinity" ? double.NegativeInfinity : throw new InvalidOperationException("unknown"));
            return rows.All(row => !row.IsKinked && Math.Abs(row.Value) < 1e6 && row.Magnitudes.All(magnitude => magnitude < 1e6)) ? rows : null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IndexOutOfRangeException or ArithmeticException)
        {
            return null;
        }
    }

    private static IEnumerable<long> Numbers(object value) =>
        (value is Array array ? array.Cast<double>() : [(double)value]).Select(number => double.IsNaN(number) ? 0 : BitConverter.DoubleToInt64Bits(number));
}
