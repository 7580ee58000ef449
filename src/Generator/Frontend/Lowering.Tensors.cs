using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules.Library;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// System.Numerics.Tensors.TensorPrimitives: functions of whole spans, which round as the machine's vectors are wide. So the value is that of the
/// library's own call; what is differentiated is the same as a loop. Where one rounding makes each element, the loop is the value, too.
/// </summary>
internal sealed partial class Lowering
{
    private const string DifferentLengths = "Input span arguments must all have the same length.";

    private Operand? Tensor(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!IsOfTensors(method) || !IsOurs(call))
        {
            return null;
        }

        var arguments = new Expression[method.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = TensorArgument(argument, call);
        }

        var lengths = arguments.Where(argument => argument.Type.IsArray).Select(argument => LengthOf(argument)).ToArray();
        var inputs = method.ReturnsVoid ? lengths.Length - 1 : lengths.Length;
        for (var i = 1; i < inputs; i++)
        {
            RequireSameLength(lengths[0], lengths[i]);
        }

        return method.ReturnsVoid ? Mapped(call, arguments)
            : TypeOf(method.ReturnType) == IrType.Int && arguments.Length == 1 ? Operand.Of(Given(IrType.Int, "index", TensorCall(method), Shown(arguments[0])))
            : Reduced(call, arguments);
    }

    private static bool IsOfTensors(IMethodSymbol method) =>
        method.ContainingType is { Name: "TensorPrimitives", ContainingNamespace: { Name: "Tensors", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } } type
        && !type.Locations.Any(location => location.IsInSource);

    private Expression TensorArgument(IArgumentOperation argument, IInvocationOperation call)
    {
        var type = TypeOf(argument.Parameter!.Type);
        if ((type.Element ?? type) is not { IsReal: true } || LowerAs(argument.Value, argument.Parameter.Type).Term is not { } term)
        {
            throw Unsupported.Call(call, call.TargetMethod);
        }

        // What lies among other fields is nowhere a span.
        return term.Type.IsArray && ArrayLayout.IsScattered(BaseOf(term)) ? CopyOf(term, IrType.Array(term.Type.Element!)) : term.Type.IsArray ? term : Stable(Operand.Of(ConvertTo(term, type))).Term!;
    }

    private void RequireSameLength(Expression length, Expression other)
    {
        if (!ReferenceEquals(length, other))
        {
            ThrowIf(Operation(Operator.NotEqual, IrType.Boolean, length, other), "ArgumentException", DifferentLengths);
        }
    }

    /// <summary>A number made of all elements.</summary>
    private Operand Reduced(IInvocationOperation call, Expression[] arguments)
    {
        var method = call.TargetMethod;
        var value = Given(TypeOf(method.ReturnType), TensorName(method), TensorCall(method), [.. arguments.Select(Shown)]);
        if (!arguments.Any(IsActive))
        {
            return Operand.Of(value);
        }

        var (first, second) = (arguments[0], arguments[arguments.Length - 1]);
        var formula = TensorTable.PlaceOf(method.Name) is { } finder
            ? Read(first, Given(IrType.Int, "index", TensorCall(method, finder), Shown(first)))
            : TensorTable.Reduction(method.Name, arguments.Length, new TensorSums(
                ConvertTo(LengthOf(first), value.Type),
                term => SumOver(LengthOf(first), value.Type, k => term(Read(first, k), Read(second, k))),
                term => Folded(Operator.Multiply, 1, LengthOf(first), value.Type, k => term(Read(first, k), Read(second, k)))));
        return Operand.Of(Name(ByFormula(TensorName(method), value, "", formula ?? throw Unsupported.Call(call, method)), ""));
    }

    /// <summary>Element by element into a span, numbers standing for spans of equal ones.</summary>
    private Operand Mapped(IInvocationOperation call, Expression[] arguments)
    {
        var (method, count) = (call.TargetMethod, arguments.Length - 1);
        var (destination, operands) = (arguments[count], arguments.Take(count).ToArray());
        if (operands.FirstOrDefault(operand => operand.Type.IsArray) is not { } first || TensorTable.Map(method.Name, count) is not { } map)
        {
            throw Unsupported.Call(call, method);
        }

        RequireWritable(destination, call);
        var length = LengthOf(first);
        if (!ReferenceEquals(length, LengthOf(destination)))
        {
            ThrowIf(Operation(Operator.Greater, IrType.Boolean, length, LengthOf(destination)), "ArgumentException", "Destination is too short. (Parameter 'destination')");
        }

        if (map.HasKink)
        {
            HintOnce(new Hint(Descriptors.Kink, Unsupported.At(call), method.Name), first, operands);
        }

        var element = first.Type.Element!;
        var values = map.IsExact ? null : Given(IrType.Array(element), TensorName(method), ["global::SymbolicJacobian.GeneratedCode.Mapped<" + element.CSharp + ">(", .. Enumerable.Repeat(", ", count - 1), $", {TensorText(method)})"], [.. operands.Select(Shown)]);
        var formula = method.Name == "SoftMax" ? SoftMax(method, first, length) : k => map.Formula([.. operands.Select(operand => operand.Type.IsArray ? Read(operand, k) : operand)]);
        ForEachIndex(length, k =>
        {
            var term = Shallow(formula(k));
            Store(Operand.Of(destination), [k], Operand.Of(values is null ? term : ByFormula(TensorName(method), _pool.Element(values, k), "", term)), call);
        });
        return Operand.Of(_pool.Boolean(false));
    }

    /// <summary>All are made of all, and the library may write over what it reads. What is taken off in the exponents changes nothing but that they stay small.</summary>
    private Func<Value, Expression> SoftMax(IMethodSymbol method, Expression source, Expression length)
    {
        var largest = Given(source.Type.Element!, "largest", ["global::SymbolicJacobian.GeneratedCode.Largest<" + source.Type.Element!.CSharp + ">(", ")"], Shown(source));
        _receiver = null;
        var powers = Allocate(IrType.Array(source.Type.Element!), [length]);
        MarkActive(powers);
        ForEachIndex(length, k => Add(new Store(powers, [k], TensorTable.Exponential(Read(source, k) - largest))));
        var sum = SumOver(length, source.Type.Element!, k => Read(powers, k));
        return k => Read(powers, k) / sum;
    }

    private string[] TensorCall(IMethodSymbol method, string? name = null) =>
        [TensorText(method, name) + "(", .. Enumerable.Repeat(", ", name is null ? method.Parameters.Length - 1 : 0), ")"];

    private string TensorText(IMethodSymbol method, string? name = null) =>
        $"{Types.Text(method.ContainingType)}.{name ?? method.Name}{(method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(Text))}>")}";

    private static string TensorName(IMethodSymbol method) => char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
}
