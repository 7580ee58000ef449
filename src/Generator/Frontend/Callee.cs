using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What a delegate is known to call.</summary>
internal abstract class Callee;

/// <summary>A lambda or local function and the frame it captures.</summary>
internal sealed class Closure : Callee
{
    public Closure(IMethodSymbol method, IOperation body, Frame frame)
    {
        Method = method;
        Body = body;
        Frame = frame;
    }

    public IMethodSymbol Method { get; }

    public IOperation Body { get; }

    public Frame Frame { get; }
}

/// <summary>A method by its name: <c>Math.Sin</c>, <c>model.Evaluate</c>.</summary>
internal sealed class MethodGroup : Callee
{
    public MethodGroup(IMethodSymbol method, Expression? receiver)
    {
        Method = method;
        Receiver = receiver;
    }

    public IMethodSymbol Method { get; }

    /// <summary>The object it is called on; null for static methods and for those of the method's own object.</summary>
    public Expression? Receiver { get; }
}

/// <summary>One of two, decided at run time.</summary>
internal sealed class ChosenCallee : Callee
{
    public ChosenCallee(Expression condition, Expression then, Expression otherwise)
    {
        Condition = condition;
        Then = then;
        Otherwise = otherwise;
    }

    public Expression Condition { get; }

    public Expression Then { get; }

    public Expression Otherwise { get; }
}

/// <summary>A call as it is followed: what is written, and the method that this comes down to.</summary>
/// <param name="Operation">As written; its arguments are those of the method by position.</param>
/// <param name="Method">The method itself, for a delegate the one behind it.</param>
/// <param name="Receiver">The object, where a delegate has bound it.</param>
internal sealed record CallSite(Microsoft.CodeAnalysis.Operations.IInvocationOperation Operation, IMethodSymbol Method, Expression? Receiver = null)
{
    /// <summary>Through a delegate.</summary>
    public bool IsIndirect => Operation.TargetMethod.MethodKind == MethodKind.DelegateInvoke;

    /// <summary>The type that T is where a method of an interface is called on a type parameter T.</summary>
    public ITypeSymbol? ConstrainedTo => IsIndirect ? null : Operation.ConstrainedToType;

    public IParameterSymbol ParameterOf(Microsoft.CodeAnalysis.Operations.IArgumentOperation argument) => Method.Parameters[argument.Parameter!.Ordinal];
}
