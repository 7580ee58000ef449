using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What was seen too late: variables that a loop changes, methods that call themselves. Known to the next attempt.</summary>
internal sealed class CarriedVariables
{
    private readonly Dictionary<SyntaxNode, HashSet<ISymbol>> _symbols = [];
    private readonly HashSet<ISymbol> _recursive = new(SymbolEqualityComparer.Default);

    private readonly HashSet<SyntaxNode> _uneven = [];

    /// <summary>Objects of classes with a base class or interface of the user's go by reference, also those that never change: a name may mean one class or another.</summary>
    public bool ByReference => _attempt == 1;

    /// <summary>What cannot be followed is not approximated yet: another way may be exact.</summary>
    public bool IsStrict => _attempt < 2;

    private readonly HashSet<ISymbol> _nullable = new(SymbolEqualityComparer.Default);

    /// <summary>A class that never changes, but of which a variable was seen to be null.</summary>
    public bool IsNullable(INamedTypeSymbol type) => _nullable.Contains(type.OriginalDefinition);

    public bool AddNullable(INamedTypeSymbol type) => _nullable.Add(type.OriginalDefinition);

    private int _attempt;

    /// <summary>The next way to follow the method; false after the last one.</summary>
    public bool TryByReference() => _attempt++ < 2;

    /// <summary>A loop whose bound or test changes objects, or is changed by them.</summary>
    public bool IsUneven(SyntaxNode loop) => _uneven.Contains(loop);

    public bool AddUneven(SyntaxNode loop) => _uneven.Add(loop);

    private readonly HashSet<SyntaxNode> _unrolled = [];

    /// <summary>A loop over few numbers whose body is followed for each of them.</summary>
    public bool IsUnrolled(SyntaxNode loop) => _unrolled.Contains(loop);

    public bool AddUnrolled(SyntaxNode loop) => _unrolled.Add(loop);

    /// <summary>A method that was seen to call itself.</summary>
    public bool IsRecursive(IMethodSymbol method) => _recursive.Contains(method);

    public bool AddRecursive(IMethodSymbol method) => _recursive.Add(method);

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

/// <summary>Something of <see cref="CarriedVariables"/> was seen too late; lowering has to start again.</summary>
internal sealed class CarriedLate : Exception;
