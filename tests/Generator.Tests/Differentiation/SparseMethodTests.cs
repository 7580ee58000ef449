using System.Linq.Expressions;
using System.Reflection;
using SymbolicJacobian.Generator.Tests.Differentiation.Programs;
using SymbolicJacobian.Generator.Tests.Hosting;
using Xunit.Abstractions;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Random methods with their sparse Jacobian: the pattern holds every entry of the dense one that is not zero, is the same
/// wherever the sizes are, and the values are those of the dense one. A twentieth of SJ_RANDOM_PROGRAMS, for a long run.
/// </summary>
public class SparseMethodTests(ITestOutputHelper output)
{
    private const int BatchSize = 48;

    private static readonly int[] _lengths = [3, 2, 4];

    [Fact]
    public void PatternAndValuesAgreeWithTheDenseJacobian()
    {
        var (count, first) = (Math.Max(BatchSize, Setting.Of("SJ_RANDOM_PROGRAMS", 0) / 20), Setting.Of("SJ_RANDOM_SEED", 0) + 700_000);
        var faults = new List<string>();
        var (ran, entries, zeros) = (0, 0, 0);
        for (var start = first; start < first + count && faults.Count < 5; start += BatchSize)
        {
            RandomMethod[] methods = [.. Enumerable.Range(start, BatchSize).Select(RandomMethods.Make)];
            var result = GeneratorHost.RunMembers(RandomMethod.Helpers + string.Concat(methods.Select(SparseText)));
            faults.AddRange(result.Diagnostics.Where(diagnostic => diagnostic.Id == "SJ9001").Select(diagnostic => diagnostic.ToString()));
            var (assembly, errors) = GeneratedAssembly.Load(result);
            if (assembly is null)
            {
                faults.Add($"{errors[0]}\n{errors[0].Location.SourceTree}");
                continue;
            }

            var sample = assembly.GetType("Sample")!;
            foreach (var method in methods.Where(method => result.Models.Any(model => model.Name == method.Name && model.Body is not null)))
            {
                ran++;
                if (Check(method, sample, ref entries, ref zeros) is { } fault)
                {
                    var file = result.Sources.First(source => source.HintName.EndsWith($".{method.Name}.SparseJacobian.g.cs", StringComparison.Ordinal));
                    faults.Add($"seed {method.Name[1..]}: {fault}\n{method.Text}\n{file.SourceText}");
                }
            }
        }

        output.WriteLine($"{ran} methods ran, {entries} entries in their patterns, {zeros} outside");
        Assert.True(faults.Count == 0, string.Join("\n=====\n", faults.Take(5)));
    }

    private static string SparseText(RandomMethod method) =>
        method.Text.Replace("[Differentiable]", "[Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)]", StringComparison.Ordinal);

    private static string? Check(RandomMethod method, Type sample, ref int entries, ref int zeros)
    {
        var kind = method.ReturnType == "double" ? "Gradient" : "Jacobian";
        var dense = sample.GetMethods().First(m => m.Name == method.Name + kind && m.ReturnType != typeof(void));
        var pattern = sample.GetMethod(method.Name + "JacobianPattern")!;
        var values = sample.GetMethod(method.Name + "JacobianValues")!;
        foreach (var length in _lengths)
        {
            SparsityPattern? kept = null;
            for (var attempt = 0; attempt < 3; attempt++)
            {
                if (Dense(dense, Arguments(method, length, attempt)) is not { } expected)
                {
                    continue;
                }

                SparsityPattern found;
                double[] actual;
                try
                {
                    found = (SparsityPattern)Call(pattern, pattern.GetParameters().Length == 0 ? [] : Arguments(method, length, attempt))!;
                    actual = new double[found.NonZeroCount];
                    Call(values, [.. Arguments(method, length, attempt), actual]);
                }
                catch (Exception fault)
                {
                    return fault.ToString();
                }

                if (kept is not null && !kept.Equals(found) && kept.RowCount == found.RowCount)
                {
                    return $"the pattern {found} depends on the point; it was {kept}";
                }

                kept = found;
                var sparse = found.ToDense(actual);
                if (sparse.GetLength(0) != expected.GetLength(0) || sparse.GetLength(1) != expected.GetLength(1))
                {
                    return $"{found} instead of {expected.GetLength(0)} x {expected.GetLength(1)}";
                }

                for (var i = 0; i < found.RowCount; i++)
                {
                    for (var j = 0; j < found.ColumnCount; j++)
                    {
                        var (a, b) = (sparse[i, j], expected[i, j]);
                        var bound = (method.UsesSingles ? 1e-3 : 1e-8) * (Math.Abs(b) + 1);
                        if (!(Math.Abs(a - b) <= bound) && double.IsFinite(b) && Math.Abs(b) < 1e8)
                        {
                            return $"entry ({i}, {j}) is {a:R} instead of {b:R}";
                        }
                    }
                }

                entries += found.NonZeroCount;
                zeros += (found.RowCount * found.ColumnCount) - found.NonZeroCount;
            }
        }

        return null;
    }

    private static double[,]? Dense(MethodInfo method, object[] arguments)
    {
        try
        {
            var matrix = Call(method, arguments)!;
            return matrix as double[,] ?? AsRow((double[])matrix);
        }
        catch (Exception)
        {
            // The method itself throws here.
            return null;
        }
    }

    /// <summary>F's inputs (and the number of rows); constants are the same at each attempt, they are part of the structure.</summary>
    private static object[] Arguments(RandomMethod method, int length, int attempt)
    {
        var random = new Random(length + (100 * attempt));
        object[] own = [.. method.Parameters.Where(parameter => parameter != "result")
            .Select(parameter => Point.Value(parameter, length, parameter == "c" ? new Random(length) : random))];
        return method.ReturnType == "void" ? [.. own, length] : own;
    }

    /// <summary>A span cannot be boxed: the call goes through a delegate made for it.</summary>
    private static object? Call(MethodInfo method, object[] arguments)
    {
        var all = Expression.Parameter(typeof(object[]));
        var given = method.GetParameters().Select((parameter, i) =>
        {
            var item = Expression.ArrayIndex(all, Expression.Constant(i));
            return parameter.ParameterType.IsByRefLike
                ? Expression.Convert(Expression.Convert(item, typeof(double[])), parameter.ParameterType)
                : Expression.Convert(item, parameter.ParameterType);
        });
        Expression call = Expression.Call(method, given);
        call = method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(null)) : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object[], object?>>(call, all).Compile()(arguments);
    }

    private static double[,] AsRow(double[] gradient)
    {
        var row = new double[1, gradient.Length];
        for (var j = 0; j < gradient.Length; j++)
        {
            row[0, j] = gradient[j];
        }

        return row;
    }
}
