using System.Numerics;
using System.Reflection;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules.Library;
using SymbolicJacobian.Generator.Tests.Rules;

namespace SymbolicJacobian.Generator.Tests.Types;

/// <summary>Each row against the library of this process: the same numbers, and the same bits where it says so.</summary>
public class LibraryTableTests
{
    public static TheoryData<string> Signatures => new(LibraryTable.All.Where(row => row.Formula is not null).Select(row => row.Signature));

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_formula_is_what_the_library_computes(string signature)
    {
        var row = LibraryTable.Find(signature)!;
        var (dot, open) = (signature.IndexOf('.', StringComparison.Ordinal), signature.IndexOf('(', StringComparison.Ordinal));
        var type = typeof(Vector3).Assembly.GetType("System.Numerics." + signature[..dot]) ?? typeof(Complex).Assembly.GetType("System.Numerics." + signature[..dot])!;
        var name = open < 0 ? signature[(dot + 1)..] : signature[(dot + 1)..open];
        var random = new Random(signature.Length);
        for (var round = 0; round < 5; round++)
        {
            var leaves = new List<object>();
            object? result;
            if (open < 0)
            {
                result = type.GetField(name)!.GetValue(null);
            }
            else
            {
                var parameters = signature[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries);
                MethodBase method = name == ".ctor"
                    ? type.GetConstructors().Single(constructor => Matches(constructor, parameters))
                    : type.GetMethods().Single(candidate => candidate.Name == name && Matches(candidate, parameters));
                var self = method.IsStatic || name == ".ctor" ? null : Make(type, random, leaves);
                object[] arguments = [.. method.GetParameters().Select((parameter, k) => Make(Bare(parameter.ParameterType), random, leaves, k))];
                result = method is ConstructorInfo made ? made.Invoke(arguments) : method.Invoke(self, arguments);
            }

            var pool = new ExpressionPool();
            Value[] inputs = [.. leaves.Select((leaf, i) => pool.Input(leaf is float ? IrType.Float : IrType.Double, $"x{i}", $"x{i}"))];
            var evaluator = new Evaluator(inputs.Zip(leaves).ToDictionary(pair => (Expression)pair.First, pair => pair.Second));
            double[] actual = [.. row.Formula!(pool, inputs).Select(evaluator.Real)];
            double[] expected = [.. Flat(result!)];
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                var bound = row.IsExact ? 0 : 2e-4 * (1 + expected.Max(Math.Abs));
                Assert.True(Math.Abs(expected[i] - actual[i]) <= bound, $"leaf {i}: {actual[i]:R} instead of {expected[i]:R}");
            }
        }
    }

    [Fact]
    public void A_member_is_there_for_each_row() => Assert.True(LibraryTable.All.Count > 200);

    private static Type Bare(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private static bool Matches(MethodBase method, string[] parameters) =>
        method.GetParameters().Select(parameter => Bare(parameter.ParameterType).Name).SequenceEqual(parameters);

    private static object Make(Type type, Random random, List<object> leaves, int position = 0)
    {
        if (type == typeof(float) || type == typeof(double))
        {
            // A far plane lies behind the near one.
            var value = 0.2 + (0.7 * random.NextDouble()) + (position is 3 or 5 ? 1 : 0);
            object leaf = type == typeof(float) ? (object)(float)value : value;
            leaves.Add(leaf);
            return leaf;
        }

        object[] parts = [.. LibraryTable.Parts[type.Name].Select(part => Make(type.GetField(part)?.FieldType ?? type.GetProperty(part)!.PropertyType, random, leaves))];
        return Activator.CreateInstance(type, parts)!;
    }

    private static IEnumerable<double> Flat(object value) => value switch
    {
        float real => [real],
        double real => [real],
        _ => LibraryTable.Parts[value.GetType().Name].SelectMany(part => Flat(value.GetType().GetField(part)?.GetValue(value) ?? value.GetType().GetProperty(part)!.GetValue(value)!)),
    };
}
