using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Variables that a loop was seen to change only after it had been lowered: known to the next attempt.</summary>
internal sealed class CarriedVariables
{
    private readonly Dictionary<SyntaxNode, HashSet<ISymbol>> _symbols = [];

    public IReadOnlyCollection<ISymbol> Of(SyntaxNode loop) => _symbols.TryGetValue(loop, out var symbols) ? symbols : [];

    public bool Add(SyntaxNode loop, ISymbol symbol)
    {
        if (!_symbols.TryGetValue(loop, out var symbols))
        {
            _symbols.Add(loop, symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        }

        return symbols.Add(symbol);
    }
}

/// <summary>A loop changes a variable that it does not carry; lowering has to start again.</summary>
internal sealed class CarriedLate : Exception;
