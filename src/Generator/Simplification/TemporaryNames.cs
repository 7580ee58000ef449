using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>What a person would call a temporary that nobody has named: exp, cos, xy, sum…</summary>
internal static class TemporaryNames
{
    public static string For(Expression term) => term switch
    {
        Call { Rule.Name.Length: 0 } => "t",
        Call call => char.ToLowerInvariant(call.Rule.Name[0]) + call.Rule.Name.Substring(1),
        Operation { Type.Kind: TypeKind.Boolean } => "test",
        Operation { Type.Kind: TypeKind.Integer } => "index",
        Operation { Operator: Operator.Multiply } product => Joined(product) ?? "product",
        Operation { Operator: Operator.Add } => "sum",
        Operation { Operator: Operator.Subtract } => "difference",
        Operation { Operator: Operator.Divide } => "quotient",
        Operation { Operator: Operator.Select } => "choice",
        Operation { Operator: Operator.Element } element => EntryName(element),
        _ => "t",
    };

    /// <summary>W[1, 2] is w12, and w where an index is known at run time only.</summary>
    private static string EntryName(Operation element)
    {
        var table = element.Operands[0] switch
        {
            Value value => value.Name,
            Opaque { Operands.Count: 0 } opaque => opaque.Fragments[0].Substring(opaque.Fragments[0].LastIndexOf('.') + 1),
            _ => "",
        };
        if (table.Length == 0 || !table.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            table = "entry";
        }

        return char.ToLowerInvariant(table[0]) + table.Substring(1) + string.Concat(element.Operands.Skip(1).OfType<Constant>().Where(index => index.Integer >= 0).Select(index => index.Integer));
    }

    private static string? Joined(Operation product)
    {
        var names = product.Operands.Select(operand => operand is Value { Name.Length: > 0 and <= 3 } value ? value.Name : null).ToArray();
        if (names.Any(name => name is null))
        {
            return null;
        }

        return names[0] == names[1] ? names[0] + "Squared" : names[0] + names[1];
    }
}
