using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>The stores of a stretch of code that are known to be the last ones to their elements: of one array, to different places.</summary>
internal sealed class KnownElements
{
    private readonly List<Store> _stores = [];
    private readonly HashSet<Store> _read = [];

    public IReadOnlyList<Store> Stores => _stores;

    public int IndexOf(Store store) => _stores.IndexOf(store);

    public Store? Find(Expression array, IReadOnlyList<Expression> indices) =>
        _stores.FirstOrDefault(store => ReferenceEquals(store.Array, array) && store.Indices.SequenceEqual(indices));

    /// <summary>A store to the same element makes the one before it superfluous, unless that was read in between.</summary>
    /// <param name="store">The next store.</param>
    /// <param name="isAlone">Its array has no other name.</param>
    /// <param name="into">The statements so far, the store among them.</param>
    public void Stored(Store store, bool isAlone, List<Statement> into)
    {
        if (!isAlone || !store.Value.Type.IsReal)
        {
            // It may be any of them under another name.
            _stores.Clear();
            return;
        }

        if (Find(store.Array, store.Indices) is { } same)
        {
            if (!_read.Contains(same))
            {
                into.Remove(same);
            }

            _stores[_stores.IndexOf(same)] = store;
            return;
        }

        _stores.RemoveAll(other => !ReferenceEquals(other.Array, store.Array) || !AreApart(other.Indices, store.Indices));
        _stores.Add(store);
    }

    /// <summary>Some other statement: what reads the array keeps its stores, what writes it makes them doubtful.</summary>
    public void Pass(Statement statement)
    {
        if (_stores.Count == 0)
        {
            return;
        }

        var mentions = Walk.AllTerms(statement).Contains(_stores[0].Array);
        if (mentions || statement is not (Let or Store))
        {
            _read.UnionWith(_stores);
        }

        if (statement is not Let && (mentions || statement is not (If or Loop or Allocate)))
        {
            _stores.Clear();
        }
    }

    /// <summary>Whether two places differ for certain: by a constant distance from one term.</summary>
    private static bool AreApart(IReadOnlyList<Expression> a, IReadOnlyList<Expression> b)
    {
        for (var d = 0; d < a.Count; d++)
        {
            var (left, right) = (Split(a[d]), Split(b[d]));
            if (ReferenceEquals(left.Term, right.Term) && left.Offset != right.Offset)
            {
                return true;
            }
        }

        return false;
    }

    private static (Expression? Term, long Offset) Split(Expression index) => index switch
    {
        Constant constant => (null, constant.Integer),
        Operation { Operator: Operator.Add } sum when sum.Operands[1] is Constant more && Split(sum.Operands[0]) is var (term, offset) => (term, offset + more.Integer),
        Operation { Operator: Operator.Subtract } difference when difference.Operands[1] is Constant less && Split(difference.Operands[0]) is var (term, offset) =>
            (term, offset - less.Integer),
        _ => (index, 0),
    };
}
