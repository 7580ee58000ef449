using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

internal sealed partial class Machine
{
    private Outcome Write(Statement statement)
    {
        switch (statement)
        {
            case Allocate allocate:
                return Run(allocate);
            case Copy copy when At(copy.Source).Reference is Memory source && At(copy.Destination).Reference is Memory destination:
                if (source.Cells.Length > destination.Cells.Length)
                {
                    return Outcome.Thrown;
                }

                Array.Copy(source.Cells, destination.Cells, source.Cells.Length);
                return Spent(source.Cells.Length);
            case Clear clear when At(clear.Array).Reference is Memory cleared:
                var (start, count) = (At(clear.Start).Integer, At(clear.Count).Integer);
                if (start < 0 || count < 0 || start + count > cleared.Cells.Length)
                {
                    return Outcome.Thrown;
                }

                Array.Clear(cleared.Cells, (int)start, (int)count);
                return Spent((int)count);
            case Store store:
                if (Place(store.Array, store.Indices, 0) is not { } place)
                {
                    return Outcome.Undefined;
                }

                place.Memory.Cells[place.Index] = At(store.Value);
                return Defined(store.Value);
            default:
                return Outcome.Undefined;
        }
    }

    private Outcome Spent(int steps) => _budget.Spend(steps / 8) ? Outcome.Done : Outcome.Exhausted;

    private Outcome Run(Allocate allocate)
    {
        var lengths = new int[allocate.Lengths.Count];
        var count = 1L;
        for (var i = 0; i < lengths.Length; i++)
        {
            var length = At(allocate.Lengths[i]);
            if (length.Has(Marks.Undefined) || length.Integer < 0)
            {
                return length.Has(Marks.Undefined) ? Outcome.Undefined : Outcome.Thrown;
            }

            if (length.Integer > int.MaxValue || (count *= length.Integer) > int.MaxValue)
            {
                return Outcome.Exhausted;
            }

            lengths[i] = (int)length.Integer;
        }

        if (!_budget.Allocate(count))
        {
            return Outcome.Exhausted;
        }

        At(allocate.Target) = Cell.To(new Memory(lengths));
        return Outcome.Done;
    }

    /// <summary>The element at these indices; null where there is none.</summary>
    private (Memory Memory, int Index)? Place(Expression array, IReadOnlyList<Expression> indices, int first)
    {
        if (At(array).Reference is not Memory memory || memory.Lengths.Length != indices.Count - first)
        {
            return null;
        }

        var flat = 0;
        for (var d = 0; d < memory.Lengths.Length; d++)
        {
            ref var index = ref At(indices[first + d]);
            if (index.Has(Marks.Undefined) || index.Integer < 0 || index.Integer >= memory.Lengths[d])
            {
                return null;
            }

            flat = (flat * memory.Lengths[d]) + (int)index.Integer;
        }

        return (memory, flat);
    }
}
