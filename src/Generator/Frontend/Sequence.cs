using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Hands each element of a sequence, in order, to code that may set some variables.</summary>
internal delegate void Traversal(IReadOnlyList<Variable> variables, Action<Operand> element);

/// <summary>A sequence of LINQ that is not stored anywhere: how its elements come about, one after the other.</summary>
internal sealed class Sequence
{
    public Sequence(Traversal each, Expression? count, Func<Expression, Operand>? at, IReadOnlyList<IOperation> code)
    {
        Each = each;
        Count = count;
        At = at;
        Code = code;
    }

    public Traversal Each { get; }

    /// <summary>The number of elements; null where only running through them tells.</summary>
    public Expression? Count { get; }

    /// <summary>The element at an index, where that can be had without the ones before it.</summary>
    public Func<Expression, Operand>? At { get; }

    /// <summary>The bodies of the functions that run for each element.</summary>
    public IReadOnlyList<IOperation> Code { get; }
}

/// <summary>A lambda, or a method named where a function is asked for.</summary>
internal sealed class FunctionValue
{
    public FunctionValue(int parameters, Func<IReadOnlyList<Operand>, Operand> apply, IReadOnlyList<IOperation> code)
    {
        Parameters = parameters;
        Apply = apply;
        Code = code;
    }

    public int Parameters { get; }

    public Func<IReadOnlyList<Operand>, Operand> Apply { get; }

    public IReadOnlyList<IOperation> Code { get; }
}
