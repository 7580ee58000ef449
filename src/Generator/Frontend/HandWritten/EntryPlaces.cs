using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>Where an entry is written: in the literal that is returned, or where it is stored.</summary>
internal sealed class EntryPlaces
{
    private readonly Side _written;
    private readonly Location _name;
    private readonly List<(Store Store, StorePlace Place)> _stores;

    public EntryPlaces(Side written, IMethodSymbol method)
    {
        _written = written;
        _name = method.Locations[0];
        _stores = [.. written.Lowering.Stores.Select(stored => (stored.Key, stored.Value))];
    }

    public Location Of(WrongEntry entry)
    {
        if (entry.Candidate >= 0)
        {
            return _written.Returned[entry.Candidate].Place;
        }

        // The last one in the text that can have been it.
        var candidates = _stores.Where(stored => Writes(stored.Store, entry)).ToArray();
        var exact = candidates.Where(stored => stored.Store.Indices.All(index => index is Constant)).ToArray();
        return (exact.Length > 0 ? exact : candidates) is { Length: > 0 } found && (exact.Length > 0 || found.Length == 1) ? found[found.Length - 1].Place.Value : _name;
    }

    private static bool Writes(Store store, WrongEntry entry)
    {
        long[] wanted = store.Indices.Count == 2 ? [entry.Row, entry.Column] : [(entry.Row * entry.Columns) + entry.Column];
        return store.Array.Type.Element!.IsReal && store.Indices.Zip(wanted, (index, number) => index is not Constant constant || constant.Integer == number).All(fits => fits);
    }
}
