using FsCheck;
using FsCheck.Fluent;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>A term over x, y and z as a tree, which FsCheck can make and make smaller.</summary>
internal sealed record ScalarTerm(string Head, params ScalarTerm[] Parts)
{
    private static readonly string[] _leaves = ["x", "y", "z", "x", "y", "0.5", "2", "-1.5", "0", "1"];

    private static readonly string[] _unary = ["-", "Sin", "Cos", "Tanh", "Atan", "Abs", "Asinh", "Cbrt", "Floor", "float"];

    private static readonly string[] _binary = ["Add", "Add", "Subtract", "Multiply", "Multiply", "Divide", "Max", "Min", "Hypot", "Atan2"];

    public static Arbitrary<ScalarTerm> Arbitrary { get; } = Arb.From(Gen.Sized(size => OfDepth(Math.Min(2 + (size / 12), 7))), term => term.Smaller());

    public Expression Build(ExpressionPool pool, IReadOnlyDictionary<string, Value> inputs)
    {
        if (Parts.Length == 0)
        {
            return inputs.TryGetValue(Head, out var input) ? input : pool.Real(double.Parse(Head, System.Globalization.CultureInfo.InvariantCulture));
        }

        var parts = Parts.Select(part => part.Build(pool, inputs)).ToArray();
        return Head switch
        {
            "-" => pool.Operation(Operator.Negate, IrType.Double, parts),
            "float" => pool.Convert(IrType.Double, pool.Convert(IrType.Float, parts[0])),
            "Select" => pool.Select(pool.Operation(Operator.Less, IrType.Boolean, parts[0], parts[1]), parts[2], parts[3]),
            _ when Enum.TryParse<Operator>(Head, out var op) => pool.Operation(op, IrType.Double, parts),
            _ => pool.Call(RuleTable.All.Single(rule => rule.Name == Head), IrType.Double, parts),
        };
    }

    public bool Mentions(string head) => Head == head || Parts.Any(part => part.Mentions(head));

    public override string ToString() => Parts.Length == 0 ? Head : $"{Head}({string.Join(", ", Parts.Select(part => part.ToString()))})";

    private IEnumerable<ScalarTerm> Smaller() => Parts.Concat(Parts.SelectMany((part, i) =>
        part.Smaller().Select(smaller => new ScalarTerm(Head, [.. Parts.Select((other, k) => k == i ? smaller : other)]))));

    private static Gen<ScalarTerm> OfDepth(int depth)
    {
        var leaf = Gen.Elements(_leaves).Select(name => new ScalarTerm(name));
        if (depth == 0)
        {
            return leaf;
        }

        var part = OfDepth(depth - 1);
        return Gen.Frequency(
            (1, leaf),
            (3, from head in Gen.Elements(_unary) from a in part select new ScalarTerm(head, a)),
            (5, from head in Gen.Elements(_binary) from a in part from b in part select new ScalarTerm(head, a, b)),
            (1, from a in part from b in part from c in part from d in part select new ScalarTerm("Select", a, b, c, d)));
    }
}
