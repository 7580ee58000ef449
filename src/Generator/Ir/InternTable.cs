namespace SymbolicJacobian.Generator.Ir;

/// <summary>The terms of a pool, found by what they are made of: they are their own keys, so that a slot is all that one costs.</summary>
internal sealed class InternTable
{
    private Expression?[] _slots = new Expression?[64];
    private int[] _hashes = new int[64];
    private int _count;

    public Expression? Find(InternKey key)
    {
        var hash = key.GetHashCode();
        for (var slot = First(hash); _slots[slot] is { } term; slot = Next(slot))
        {
            if (_hashes[slot] == hash && key.IsOf(term))
            {
                return term;
            }
        }

        return null;
    }

    /// <param name="key">That finds no term yet.</param>
    /// <param name="term">Which it is to find.</param>
    public void Add(InternKey key, Expression term)
    {
        if (2 * ++_count > _slots.Length)
        {
            Grow();
        }

        Put(key.GetHashCode(), term);
    }

    private void Put(int hash, Expression term)
    {
        var slot = First(hash);
        while (_slots[slot] is not null)
        {
            slot = Next(slot);
        }

        (_slots[slot], _hashes[slot]) = (term, hash);
    }

    private void Grow()
    {
        var (slots, hashes) = (_slots, _hashes);
        (_slots, _hashes) = (new Expression?[2 * slots.Length], new int[2 * slots.Length]);
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is { } term)
            {
                Put(hashes[i], term);
            }
        }
    }

    // Numbers of terms follow each other: the multiplication spreads them over the high bits.
    private int First(int hash) => (int)((unchecked((uint)hash * 2654435769u) >> 7) & (uint)(_slots.Length - 1));

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);
}
