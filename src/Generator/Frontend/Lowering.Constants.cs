using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Variables of types that carry no derivative (decimal, char, string, enums) that change as the method runs.</summary>
internal sealed partial class Lowering
{
    /// <summary>The out arguments of a call that is copied as C#: each is declared there, and handed on as an item of a tuple.</summary>
    private readonly Dictionary<SyntaxNode, Expression> _outs = [];

    /// <summary><c>text += "x"</c>, <c>c++</c>; null for what is no constant of a foreign type.</summary>
    private Operand? SetConstant(IOperation assignment, IOperation target, IOperation? value)
    {
        var type = TypeOf(target.Type);
        if (type.Kind != Ir.TypeKind.Opaque || CompositeOf(target.Type) is not null || target.Type is not ({ IsValueType: true } or { SpecialType: SpecialType.System_String }))
        {
            return null;
        }

        var place = TargetOf(target);
        var before = Current(place);
        var added = value is null ? _pool.Int(1) : Whole(Lower(value), value.Type) ?? throw Unsupported.Expression(assignment);
        if (place is not PlaceTarget || IsActive(added))
        {
            throw Unsupported.Expression(assignment);
        }

        var sign = assignment.Syntax switch
        {
            AssignmentExpressionSyntax compound => compound.OperatorToken.Text.TrimEnd('='),
            PostfixUnaryExpressionSyntax step => step.OperatorToken.Text.Substring(1),
            PrefixUnaryExpressionSyntax step => step.OperatorToken.Text.Substring(1),
            _ => throw Unsupported.Expression(assignment),
        };
        var isChecked = assignment is ICompoundAssignmentOperation { IsChecked: true } or IIncrementOrDecrementOperation { IsChecked: true };
        var after = _pool.Opaque(type, [$"{(isChecked ? "checked" : "unchecked")}(({type.CSharp})(", $" {sign} ", "))"], before, added);
        Write(place, Operand.Of(after));
        return Operand.Of(assignment is IIncrementOrDecrementOperation { IsPostfix: true } ? before : after);
    }

    /// <summary><c>table.TryGetValue(key, out var v)</c>: one call, whose result and out arguments are the items of a tuple.</summary>
    private Operand? WithOuts(IInvocationOperation call)
    {
        IArgumentOperation[] outs = [.. call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Out)];
        if (outs.Length == 0 || call.TargetMethod.ReturnsVoid || call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Ref)
            || Changes(call.Arguments.Except(outs).Select(argument => argument.Value).Concat(call.Instance is { } instance ? [instance] : Array.Empty<IOperation>())).Any(symbol => _frame.Find(symbol) is not null))
        {
            return null;
        }

        Target[] targets = [.. outs.Select(argument => TargetOf(argument.Value))];
        for (var i = 0; i < outs.Length; i++)
        {
            _outs[outs[i].Value.Syntax] = _pool.Opaque(IrType.Opaque("out"), [$"{Text(outs[i].Parameter!.Type)} {Ir.Evaluate.OwnName}{i}"]);
        }

        string[] types = [Text(call.Type), .. outs.Select(argument => Text(argument.Parameter!.Type))];
        var code = Verbatim(call, IrType.Opaque($"({string.Join(", ", types)})"), allowActive: false);
        var (fragments, operands) = Spliced(code);
        fragments[0] = "(" + fragments[0];
        fragments[fragments.Count - 1] += string.Concat(outs.Select((_, i) => $", {Ir.Evaluate.OwnName}{i}")) + ")";
        var all = Once(_pool.Opaque(code.Type, fragments, [.. operands]));
        for (var i = 0; i < outs.Length; i++)
        {
            var type = outs[i].Parameter!.Type;
            Write(targets[i], Items(_pool.Opaque(TypeOf(type), ["", $".Item{i + 2}"], all), type));
        }

        return Items(_pool.Opaque(TypeOf(call.Type), ["", ".Item1"], all), call.Type);
    }

    /// <summary>The declarations become text of their own.</summary>
    private (List<string> Fragments, List<Expression> Operands) Spliced(Opaque code)
    {
        var (fragments, operands) = (new List<string> { code.Fragments[0] }, new List<Expression>());
        for (var i = 0; i < code.Operands.Count; i++)
        {
            if (_outs.ContainsValue(code.Operands[i]))
            {
                fragments[fragments.Count - 1] += ((Opaque)code.Operands[i]).Fragments[0] + code.Fragments[i + 1];
            }
            else
            {
                operands.Add(code.Operands[i]);
                fragments.Add(code.Fragments[i + 1]);
            }
        }

        return (fragments, operands);
    }
}
