using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <content>Terms.</content>
internal sealed partial class Widening
{
    /// <summary>A term as a vector, whether or not it varies.</summary>
    private Expression Wide(Expression term) => Widened(Rewrite(term));

    private Expression Widened(Expression term) => term.Type == LaneTerms.Vector ? term : _lanes.Broadcast(term);

    protected override Expression? Special(Expression expression)
    {
        switch (expression)
        {
            case Operation { Operator: Operator.Length } length when _tile.Holds(length.Operands[0]):
                return _tile.Length((Value)length.Operands[0], (int)((Constant)length.Operands[1]).Integer);
            case Operation { Operator: Operator.Element } element when _tile.Holds(element.Operands[0]):
                return Pool.Element(_tile.Tile, _tile.Position((Value)element.Operands[0], [.. element.Operands.Skip(1).Select(Rewrite)]));
            case Value value when _tile.Holds(value):
                throw new InvalidOperationException($"'{value.Name}' as a whole has no form in lanes.");
        }

        if (!_variance.IsVarying(expression) || expression is Value)
        {
            return null;
        }

        return Hinted(expression, expression switch
        {
            Operation { Operator: Operator.Element } element => Pool.Operation(
                Operator.Element, LaneTerms.Vector, [Rewrite(element.Operands[0]), .. element.Operands.Skip(1).Select(Rewrite)]),
            Operation { Operator: Operator.Select } choice => Choice(choice),
            Operation { Operator: Operator.And or Operator.Or } logic => Logic(logic),
            Operation { Operator: Operator.Convert } conversion => Rewrite(conversion.Operands[0]),
            Operation { Operator: Operator.Remainder } remainder => Remainder(remainder),
            Operation operation => _lanes.Arithmetic(operation, [.. operation.Operands.Select(Rewrite)], Widened),
            Call call => Function(call),
            Opaque code => LaneByLane(code),
            _ => throw new InvalidOperationException($"{expression.GetType().Name} has no form in lanes."),
        });
    }

    private Expression Hinted(Expression original, Expression wide) => Pool.Hint(wide, original.Pool.HintOf(original));

    private Expression Choice(Operation choice)
    {
        var condition = Rewrite(choice.Operands[0]);
        var (then, otherwise) = (Wide(choice.Operands[1]), Wide(choice.Operands[2]));
        return condition.Type == LaneTerms.Vector ? _lanes.Choose(condition, then, otherwise) : Pool.Select(condition, then, otherwise);
    }

    /// <summary>A condition that all points have in common still guards what stands beside it.</summary>
    private Expression Logic(Operation logic)
    {
        var (left, right) = (Rewrite(logic.Operands[0]), Rewrite(logic.Operands[1]));
        var (common, other) = left.Type == LaneTerms.Vector ? (right, left) : (left, right);
        if (common.Type == LaneTerms.Vector)
        {
            return _lanes.Arithmetic(logic, [left, right], Widened);
        }

        return logic.Operator == Operator.And ? Pool.Select(common, other, _lanes.Zero) : Pool.Select(common, _lanes.All, other);
    }

    private Expression Function(Call call)
    {
        var operands = call.Operands.Select(Rewrite).ToArray();
        return LaneTerms.IsLaneByLane(call.Rule)
            ? _lanes.LaneByLane(LaneTerms.TextsOf(call.Rule), [.. operands.Select(IsWide)], [.. operands.Select(NamedIfWide)])
            : _lanes.Function(call.Rule, [.. operands.Select(Widened)]);
    }

    private Expression LaneByLane(Opaque code)
    {
        var operands = code.Operands.Select(Rewrite).ToArray();
        return _lanes.LaneByLane(code.Fragments, [.. operands.Select(IsWide)], [.. operands.Select(NamedIfWide)], code.Type.Kind == TypeKind.Boolean);
    }

    private Expression Remainder(Operation remainder)
    {
        var operands = remainder.Operands.Select(Rewrite).ToArray();
        return _lanes.LaneByLane(["", " % ", ""], [.. operands.Select(IsWide)], [.. operands.Select(NamedIfWide)]);
    }

    private static bool IsWide(Expression term) => term.Type == LaneTerms.Vector;

    /// <summary>What is written once for each lane has a name.</summary>
    private Expression NamedIfWide(Expression term) => !IsWide(term) || term is Value ? term : Named(term);

    private Value Named(Expression term)
    {
        var value = Pool.Local(LaneTerms.Vector, Pool.HintOf(term));
        _into.Add(new Let(value, term));
        return value;
    }
}
