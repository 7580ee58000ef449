using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// A matrix is cleared because most have entries that nothing is stored into. Where loops provably store every element before anything
/// is read, the zeros are not worth writing.
/// </summary>
internal sealed class OverwrittenZeros : Refining
{
    private readonly HashSet<Clear> _useless = [];
    private readonly HashSet<Store> _sums = [];

    private OverwrittenZeros(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        var pass = new OverwrittenZeros(function, cancellation);
        StoredStretches? stored = null;
        pass.Find(function.Body, () => stored ??= new StoredStretches(function));
        return pass._useless.Count == 0 ? function : pass.Rewrite(function);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Clear clear when _useless.Contains(clear):
                break;
            case Store store when _sums.Contains(store):
                base.Rewrite(new Store(store.Array, store.Indices, ArrayStep.Added(store)), into);
                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    private void Find(Region region, Func<StoredStretches> stored)
    {
        for (var i = 0; i < region.Statements.Count; i++)
        {
            if (region.Statements[i] is Clear { Array: Value array } clear)
            {
                var sums = new HashSet<Store>();
                if (stored().Cover(clear, array, new Region([.. region.Statements.Skip(i + 1)], region.Yields), sums))
                {
                    _useless.Add(clear);
                    _sums.UnionWith(sums);
                }
            }

            foreach (var nested in Walk.Regions(region.Statements[i]))
            {
                Find(nested, stored);
            }
        }
    }
}
