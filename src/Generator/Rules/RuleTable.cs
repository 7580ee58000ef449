using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>Stands in for the table until it is there.</summary>
internal static class RuleTable
{
    private static readonly Dictionary<string, Rule> Rows = All();

    public static Rule? Find(string method, int arity) => Rows.TryGetValue($"{method}/{arity}", out var rule) ? rule : null;

    private static Dictionary<string, Rule> All()
    {
        var rows = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var (name, arity) in new[] { ("Sin", 1), ("Cos", 1), ("Exp", 1), ("Log", 1), ("Sqrt", 1), ("Tanh", 1), ("Abs", 1), ("Floor", 1), ("Pow", 2), ("Max", 2) })
        {
            string[] methods = [$"System.Math.{name}", $"System.MathF.{name}", $"double.{name}", $"float.{name}"];
            var rule = new Rule(name, arity, methods, (_, _) => new Expression?[arity], []);
            foreach (var method in methods)
            {
                rows.Add($"{method}/{arity}", rule);
            }
        }

        return rows;
    }
}
