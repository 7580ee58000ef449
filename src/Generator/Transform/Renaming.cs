using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>A loop once more in the same function: everything that it binds inside has a name of its own there, its results keep theirs.</summary>
internal sealed class Renaming : Rewriter
{
    private readonly For _loop;

    private Renaming(For loop, CancellationToken cancellation)
        : base(loop.Index.Pool, cancellation)
    {
        _loop = loop;
    }

    public static For Of(For loop, CancellationToken cancellation)
    {
        var pass = new Renaming(loop, cancellation);
        var into = new List<Statement>();
        pass.Rewrite(loop, into);
        pass.Done();
        return (For)into[0];
    }

    protected override Value Bind(Value value)
    {
        if (!_loop.Results.Contains(value))
        {
            return base.Bind(value);
        }

        Replace(value, value);
        return value;
    }

    protected override Expression Unbound(Value value) => value;
}
