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
        value = Unwrapped(value);
        switch (value)
        {
            case IDelegateCreationOperation creation:
                return FunctionOf(creation.Target);
            case IAnonymousFunctionOperation lambda:
                return Running(lambda.Symbol, lambda.Body, _frame.Model, _frame, value);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } local when BodyOf(local.Method.OriginalDefinition) is { } body:
                return Running(local.Method, body, _frame.Model, FrameOf(local.Method.OriginalDefinition), value);
            case ILocalReferenceOperation or IParameterReferenceOperation when SymbolOf(value) is { } symbol && _frame.FindClosure(symbol) is { } closure:
                return Running(closure.Method, closure.Body, closure.Frame.Model, closure.Frame, value);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary } method }
                when RuleTable.Find($"{method.ContainingType.ToDisplayString()}.{method.Name}", method.Parameters.Length) is { } rule:
                return new FunctionValue(method.Parameters.Length, arguments => Apply(rule, method, arguments), []);
            case IMethodReferenceOperation { Method: { IsStatic: true, MethodKind: MethodKind.Ordinary } method }
                when _context.Bodies.Of(method) is { } source:
                return Running(method, source.Body, source.Model, null, value);
            default:
                throw Unsupported.DelegateCall(value, value.Syntax.GetFirstToken().Text);
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
        var definition = method.OriginalDefinition;
        Passed[] passed = [.. arguments.Select((argument, i) =>
            new Passed(definition.Parameters[i], Converted(argument, method.Parameters[i].Type), null, argument.Leaves().Any(IsActive)))];
        return Inline(at, method, body, model, enclosing, passed, null);
    }

    private Operand Converted(Operand operand, ITypeSymbol type) =>
        operand.Term is { } term ? Operand.Of(ConvertTo(term, TypeOf(type))) : operand;
}
