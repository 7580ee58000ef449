using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Patterns on arrays, element by element, and what a pattern says of null.</summary>
internal sealed partial class Lowering
{
    private Expression MatchList(IListPatternOperation list, Operand value)
    {
        if (value.Term is not { Type: { IsArray: true, Rank: 1 } } array)
        {
            throw Unsupported.Pattern(list);
        }

        var length = LengthOf(array);
        var slice = list.Patterns.Select((pattern, i) => (pattern, i)).Where(item => item.pattern is ISlicePatternOperation).Select(item => item.i).DefaultIfEmpty(-1).First();
        var count = list.Patterns.Length;
        var condition = Operation(slice < 0 ? Operator.Equal : Operator.GreaterOrEqual, IrType.Boolean, length, _pool.Int(slice < 0 ? count : count - 1));
        if (NotNull(array) is { } notNull)
        {
            condition = Operation(Operator.And, IrType.Boolean, notNull, condition);
        }

        for (var i = 0; i < count; i++)
        {
            if (list.Patterns[i] is ISlicePatternOperation or IDiscardPatternOperation)
            {
                if (list.Patterns[i] is ISlicePatternOperation { Pattern: { } inner and not IDiscardPatternOperation })
                {
                    var rest = RestOf(array, _pool.Int(i), Operation(Operator.Subtract, IrType.Int, length, _pool.Int(count - 1)), inner);
                    condition = Both(condition, () => Match(inner, rest), inner.Syntax);
                }

                continue;
            }

            var (pattern, position) = (list.Patterns[i], i);
            condition = Both(
                condition,
                () => Match(pattern, Operand.Of(Read(array, slice >= 0 && position > slice ? Operation(Operator.Subtract, IrType.Int, length, _pool.Int(count - position)) : _pool.Int(position)))),
                pattern.Syntax);
        }

        Declare(list.DeclaredSymbol, value);
        return condition;
    }

    /// <summary>What <c>.. var rest</c> names: a part of a span; of an array a copy, made whatever comes of the pattern, so that all that follows can see it.</summary>
    private Operand RestOf(Expression array, Expression start, Expression length, IPatternOperation pattern)
    {
        var count = length is Constant ? length : Name(_pool.Select(Operation(Operator.Less, IrType.Boolean, length, _pool.Int(0)), _pool.Int(0), length), "");
        var part = Section(Operand.Of(array), start, count);
        _receiver = null;
        return pattern.InputType is IArrayTypeSymbol && part.Term is { } term ? Operand.Of(CopyOf(term, IrType.Array(term.Type.Element!))) : part;
    }

    /// <summary>Only what comes from outside may be null.</summary>
    private Expression? NotNull(Expression term) => term is Value { IsInput: true, Type.Kind: Ir.TypeKind.Array or Ir.TypeKind.Opaque } or Opaque { Type.Kind: Ir.TypeKind.Array or Ir.TypeKind.Opaque }
        ? _pool.Opaque(IrType.Boolean, ["(", " is object)"], term)
        : null;

    /// <summary>Whether a constant object that was taken apart is there at all.</summary>
    private Expression IsThere(Operand value, ITypeSymbol? type) =>
        CompositeOf(type) is { Type.IsReferenceType: true } && KnownWhole(value) is { } whole && NotNull(whole) is { } condition ? condition : _pool.Boolean(true);

    /// <summary>The constant that was taken apart into these parts.</summary>
    private Expression? KnownWhole(Operand parts)
    {
        Expression[] leaves = [.. parts.Leaves()];
        return leaves.Length > 0 && _wholes.TryGetValue(leaves[0], out var known) ? known.FirstOrDefault(one => one.Leaves.SequenceEqual(leaves)).Whole : null;
    }
}
