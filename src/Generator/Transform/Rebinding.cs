using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>A region over other values from outside; what it binds itself keeps its name.</summary>
internal sealed class Rebinding : Refining
{
    private Rebinding(ExpressionPool pool, CancellationToken cancellation)
        : base(pool, cancellation)
    {
    }

    public static Region Of(Region region, IReadOnlyList<(Value Value, Value Restored)> values, CancellationToken cancellation)
    {
        if (values.Count == 0)
        {
            return region;
        }

        var pass = new Rebinding(values[0].Value.Pool, cancellation);
        foreach (var (value, restored) in values)
        {
            pass.Replace(value, restored);
        }

        var rebound = pass.Rewrite(region);
        pass.Done();
        return rebound;
    }
}
