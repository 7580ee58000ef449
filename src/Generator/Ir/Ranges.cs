namespace SymbolicJacobian.Generator.Ir;

/// <summary>Loops that the sweeps make themselves.</summary>
internal static class Ranges
{
    /// <summary>for (index = 0; index &lt; count; index++).</summary>
    public static For For(Value index, Expression count, Region body)
    {
        var pool = index.Pool;
        return new For(index, pool.Int(0), Operator.Less, count, pool.Int(1), null, [], body, []);
    }
}
