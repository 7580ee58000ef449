using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Functions that are handed to LINQ: run where an element is, with the element for an argument.</summary>
internal sealed partial class Lowering
{
    private FunctionValue FunctionOf(IOperation value)
    {
        var term = Lower(value).Term;
        return term is not null && IsCallee(term) ? FunctionOf(term, value) : throw Unsupported.DelegateCall(value, Unsupported.Short(value.Syntax));
    }

    private FunctionValue FunctionOf(Expression term, IOperation at)
    {
        switch (_callees[term])
        {
            case Closure closure:
                return Running(closure.Method, closure.Body, closure.Frame.Model, closure.Frame, at);
            case MethodGroup { Receiver: null, Method: { IsStatic: true } method }
                when RuleTable.Find($"{method.ContainingType.ToDisplayString()}.{method.Name}", method.Parameters.Length) is { } rule:
                return new FunctionValue(method.Parameters.Length, arguments => Apply(rule, method, arguments), []);
            case MethodGroup { Receiver: null, Method: { IsStatic: true } method } when _context.Bodies.Of(method) is { } source:
                return Running(method, source.Body, source.Model, null, at);
            case ChosenCallee choice:
                var (then, otherwise) = (FunctionOf(choice.Then, at), FunctionOf(choice.Otherwise, at));
                return new FunctionValue(
                    then.Parameters,
                    arguments => Choose(choice.Condition, () => then.Apply(arguments), () => otherwise.Apply(arguments), at.Syntax),
                    [.. then.Code, .. otherwise.Code]);
            default:
                throw Unsupported.DelegateCall(at, Unsupported.Short(at.Syntax));
        }
    }

    private Operand Apply(Rule rule, IMethodSymbol method, IReadOnlyList<Operand> arguments) => Operand.Of(Shallow(_pool.Call(
        rule,
        TypeOf(method.ReturnType),
        [.. arguments.Select((argument, i) => ConvertTo(argument.Term!, TypeOf(method.Parameters[i].Type)))])));

    private FunctionValue Running(IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IOperation at) =>
        new(method.Parameters.Length, arguments => Run(method, body, model, enclosing, at, arguments), [body]);

    /// <summary>Runs a function on arguments that are values already.</summary>
    private Operand Run(IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IOperation at, IReadOnlyList<Operand> arguments)
    {
        return Inline(at, method, body, model, enclosing, PassedTo(method, arguments), null);
    }

    /// <summary>Goes on, within a lambda that is one expression, with that expression.</summary>
    private void InFunction(Closure function, IOperation at, IReadOnlyList<Operand> arguments, Action<IOperation> run)
    {
        if (function.Body is not IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } returned }] })
        {
            throw Unsupported.DelegateCall(at, Unsupported.Short(at.Syntax));
        }

        var passed = PassedTo(function.Method, arguments);
        Within(Enter(at, function.Method, function.Frame.Model, function.Frame, [function.Body], passed, null), () =>
        {
            foreach (var argument in passed)
            {
                Enter(argument, isNamed: true);
            }

            run(returned);
            return true;
        });
    }

    private Passed[] PassedTo(IMethodSymbol method, IReadOnlyList<Operand> arguments) => [.. arguments.Select((argument, i) =>
        new Passed(method.OriginalDefinition.Parameters[i], Converted(argument, method.Parameters[i].Type), null, argument.Leaves().Any(IsActive)))];

    private Operand Converted(Operand operand, ITypeSymbol type) =>
        operand.Term is { } term ? Operand.Of(ConvertTo(term, TypeOf(type))) : operand;
}
