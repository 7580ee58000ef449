using System.Globalization;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Rules;

/// <summary>A term as C# would write it, for assertions on its form.</summary>
internal static class Infix
{
    private static readonly Dictionary<Operator, string> Signs = new()
    {
        [Operator.Add] = "+",
        [Operator.Subtract] = "-",
        [Operator.Multiply] = "*",
        [Operator.Divide] = "/",
        [Operator.Remainder] = "%",
        [Operator.Less] = "<",
        [Operator.LessOrEqual] = "<=",
        [Operator.Greater] = ">",
        [Operator.GreaterOrEqual] = ">=",
        [Operator.Equal] = "==",
        [Operator.NotEqual] = "!=",
        [Operator.And] = "&&",
        [Operator.Or] = "||",
    };

    public static string Of(Expression expression) => expression switch
    {
        Constant { Type.IsReal: true } c => c.Real.ToString("R", CultureInfo.InvariantCulture),
        Constant c => c.Integer.ToString(CultureInfo.InvariantCulture),
        Value v => v.Name,
        Call c => $"{c.Rule.Name}({string.Join(", ", c.Operands.Select(Of))})",
        Operation { Operator: Operator.Select } s => $"{Of(s.Operands[0])} ? {Of(s.Operands[1])} : {Of(s.Operands[2])}",
        Operation { Operator: Operator.Negate } n => "-" + Operand(n.Operands[0]),
        Operation { Operator: Operator.Convert } n => $"({n.Type}){Operand(n.Operands[0])}",
        Operation { Operator: Operator.Multiply or Operator.Divide } p when p.Operands[0] is Operation { Operator: Operator.Multiply or Operator.Divide } =>
            $"{Of(p.Operands[0])} {Signs[p.Operator]} {Operand(p.Operands[1])}",
        Operation { Operator: Operator.Add or Operator.Subtract } s => $"{Summand(s.Operands[0])} {Signs[s.Operator]} {Summand(s.Operands[1], right: true)}",
        Operation o => $"{Operand(o.Operands[0])} {Signs[o.Operator]} {Operand(o.Operands[1])}",
        _ => "?",
    };

    private static string Summand(Expression expression, bool right = false) => expression switch
    {
        Operation { Operator: Operator.Multiply or Operator.Divide } => Of(expression),
        Operation { Operator: Operator.Add or Operator.Subtract } when !right => Of(expression),
        _ => Operand(expression),
    };

    private static string Operand(Expression expression) => expression is Operation ? $"({Of(expression)})" : Of(expression);
}
