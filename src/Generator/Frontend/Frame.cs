using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>One method being followed: the marked one, or a helper inlined into it.</summary>
internal sealed class Frame
{
    public Frame(IMethodSymbol method, SemanticModel model, Frame? caller, Frame? enclosing, ISet<ISymbol> active)
    {
        Method = method;
        Model = model;
        Caller = caller;
        Enclosing = enclosing;
        Active = active;
        Depth = caller is null ? 0 : caller.Depth + 1;
    }

    public IMethodSymbol Method { get; }

    public SemanticModel Model { get; }

    public Frame? Caller { get; }

    /// <summary>For a local function or lambda: the frame whose locals it captures.</summary>
    public Frame? Enclosing { get; }

    public int Depth { get; }

    /// <summary>Locals and parameters that may depend on an active input.</summary>
    public ISet<ISymbol> Active { get; }

    /// <summary>
    /// Whoever is called from here on is another use of it, no recursion: behind a lambda, whose caller is not of its own choosing, and in
    /// the body of a derivative rule, which the order of derivatives ends.
    /// </summary>
    public bool BeginsAnew => Method.MethodKind == MethodKind.AnonymousFunction || IsRule;

    public bool IsRule { get; set; }

    public Dictionary<ISymbol, Place> Places { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The object that this method is called on; null for the marked method's own.</summary>
    public Expression? Receiver { get; set; }

    /// <summary>What the objects are that variables of interfaces and base classes hold.</summary>
    public Dictionary<ISymbol, INamedTypeSymbol> Concrete { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Locals that hold a sequence of LINQ, which is run through where it is used.</summary>
    public Dictionary<ISymbol, IOperation> Sequences { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Type arguments of an inlined generic helper.</summary>
    public Dictionary<ISymbol, ITypeSymbol> TypeArguments { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What the method returns is kept here until its end; null for void.</summary>
    public Place? Result { get; set; }

    /// <summary>In an iterator: what takes each element that it gives.</summary>
    public Action<Operand>? Yield { get; set; }

    /// <summary>What that may change.</summary>
    public IReadOnlyList<Variable> YieldVariables { get; set; } = [];

    /// <summary>The flags by which it ends the iterator.</summary>
    public IReadOnlyList<Variable> Stops { get; set; } = [];

    /// <summary>Bool variables that say "the rest of this region does not run", innermost last: returned, stopped, continued.</summary>
    public List<Variable> Exits { get; } = [];

    public Variable? Returned { get; set; }

    /// <summary>What break and continue mean here, innermost last.</summary>
    public Stack<JumpScope> Jumps { get; } = [];

    public Place? Find(ISymbol symbol) =>
        Places.TryGetValue(symbol, out var place) ? place : Enclosing?.Find(symbol);

    public INamedTypeSymbol? FindConcrete(ISymbol symbol) =>
        Concrete.TryGetValue(symbol, out var type) ? type : Enclosing?.FindConcrete(symbol);

    public IOperation? FindSequence(ISymbol symbol) =>
        Sequences.TryGetValue(symbol, out var sequence) ? sequence : Enclosing?.FindSequence(symbol);
}

/// <summary>The variables that a break or a continue sets; <see cref="Continue"/> is null for a switch.</summary>
internal sealed class JumpScope
{
    public JumpScope(Variable? stop, Variable? @continue, bool isLoop)
    {
        Stop = stop;
        Continue = @continue;
        IsLoop = isLoop;
    }

    public Variable? Stop { get; }

    public Variable? Continue { get; }

    public bool IsLoop { get; }

    /// <summary>The switch that a goto case means.</summary>
    public Microsoft.CodeAnalysis.Operations.ISwitchOperation? Switch { get; init; }

    /// <summary>The sections of the switch that are being lowered, each in the one that leads to it.</summary>
    public HashSet<IOperation> Running { get; } = [];
}
