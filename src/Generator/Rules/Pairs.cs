using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>Functions that give two values at once, each the derivative of the other.</summary>
internal static class Pairs
{
    /// <param name="home">The type that has the method, as C# spells it.</param>
    /// <param name="method">SinCos or SinCosPi.</param>
    /// <param name="type">Of the argument and both results.</param>
    /// <param name="x">The argument.</param>
    public static (Expression Sin, Expression Cos) SinCos(string home, string method, IrType type, Expression x)
    {
        var pi = method == "SinCosPi" ? "Pi" : "";
        var pair = new ForeignFunction(method, "pair", [$"{home}.{method}(", ")"], 1, (_, _) => [null]);
        var both = x.Pool.Call(pair, IrType.Opaque($"({type} Sin{pi}, {type} Cos{pi})"), x);
        return (x.Pool.Call(Item(pi, isSine: true), type, both, x), x.Pool.Call(Item(pi, isSine: false), type, both, x));
    }

    /// <summary>An item over the call and, not printed, what it was called with.</summary>
    private static ForeignFunction Item(string pi, bool isSine)
    {
        var name = (isSine ? "Sin" : "Cos") + pi;
        return new ForeignFunction(name, $"item {name}", ["", "." + name], 2, (arguments, result) =>
        {
            var other = result.Pool.Call(Item(pi, !isSine), result.Type, [.. arguments]);
            var slope = pi.Length == 0 ? other : Math.PI * other;
            return [null, isSine ? slope : -slope];
        });
    }
}
