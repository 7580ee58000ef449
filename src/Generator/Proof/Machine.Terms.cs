using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

internal sealed partial class Machine
{
    /// <summary>
    /// Computes all terms below some roots, each once, operands first: no recursion, however deep a term is. Of a choice both operands
    /// are computed; one that has no value harms only if it is chosen.
    /// </summary>
    /// <param name="owner">What the roots belong to: their order is kept for the next time.</param>
    /// <param name="roots">What is needed.</param>
    private Outcome Evaluate(object owner, IReadOnlyList<Expression> roots)
    {
        if (!_orders.TryGetValue(owner, out var order))
        {
            _orders.Add(owner, order = Order(roots));
        }

        foreach (var term in order)
        {
            var cell = term switch
            {
                Operation operation => Compute(operation),
                Call call => Compute(call),
                _ => Spelled(term.Type, ((Opaque)term).Fragments, CellsOf(term.Operands)),
            };
            if (term.Type.IsReal && Math.Abs(cell.Real) > Largest && !double.IsInfinity(cell.Real))
            {
                Largest = Math.Abs(cell.Real);
            }

            At(term) = cell;
        }

        // What lies outside does no harm where nothing is made of it: the side of a choice that is not taken.
        if (_isOutside)
        {
            _isOutside = false;
            foreach (var root in roots)
            {
                LeftArray |= At(root).Has(Marks.Undefined);
            }
        }

        return _budget.Spend(order.Length) ? Outcome.Done : Outcome.Exhausted;
    }

    private Expression[] Order(IReadOnlyList<Expression> roots)
    {
        var order = new List<Expression>();
        foreach (var term in Walk.ExpressionsOf(roots))
        {
            if (term is Constant constant)
            {
                At(term) = Literal(constant);
            }
            else if (term is not Value)
            {
                order.Add(term);
            }
        }

        return [.. order];
    }

    private static Cell Literal(Constant constant) => constant.Type.Kind switch
    {
        TypeKind.Double => Cell.Of(constant.Real),
        TypeKind.Float => Cell.Of((float)constant.Real),
        _ => Cell.Whole(constant.Integer),
    };

    private Cell[] CellsOf(IReadOnlyList<Expression> terms)
    {
        var cells = new Cell[terms.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = At(terms[i]);
        }

        return cells;
    }

    private Cell Compute(Operation operation)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.Select:
                return Chosen(At(operands[0]), At(operands[1]), At(operands[2]), operation);
            case Operator.And or Operator.Or:
                var first = At(operands[0]);
                return first.Has(Marks.Undefined) || first.IsTrue == (operation.Operator == Operator.Or) ? first : At(operands[1]);
            case Operator.Element:
                if (Place(operands[0], operands, 1) is { } place)
                {
                    return place.Memory.Cells[place.Index];
                }

                _isOutside = true;
                return Cell.Undefined;
            case Operator.Length:
                return At(operands[0]).Reference is Memory memory ? Cell.Whole(memory.Lengths[(int)At(operands[1]).Integer]) : Cell.Undefined;
        }

        var a = At(operands[0]);
        var b = operands.Count > 1 ? At(operands[1]) : default;
        if ((a.Marks | b.Marks).HasFlag(Marks.Undefined))
        {
            return Cell.Undefined;
        }

        if (operation.Operator == Operator.Convert)
        {
            return Reals.Convert(operation.Type, operands[0].Type, a);
        }

        if (operation.Type.IsReal)
        {
            return Reals.Compute(operation.Operator, operation.Type, a, b);
        }

        if (operation.Type.Kind == TypeKind.Boolean && operands[0].Type.IsReal)
        {
            return Cell.Truth(Reals.Compare(operation.Operator, a.Real, b.Real));
        }

        return operands[0].Type.Kind is TypeKind.Integer or TypeKind.Boolean
            ? Integers.Compute(operation.Operator, operation.Type, operands[0].Type, a.Integer, b.Integer)
            : Cell.Truth(SameForeign(a, b) == (operation.Operator == Operator.Equal));
    }

    /// <summary>A hole with nothing around it is what stands in it; parentheses are nothing.</summary>
    private Cell Spelled(IrType type, IReadOnlyList<string> texts, Cell[] operands)
    {
        if (operands.Length == 1 && ((texts[0].Length == 0 && texts[1].Length == 0) || (texts[0] == "(" && texts[1] == ")")))
        {
            var plain = operands[0];
            (plain.Slope, plain.Magnitude, plain.Marks) = (0, 0, plain.Marks & Marks.Undefined);
            return plain;
        }

        if (operands.Length == 1 && type.IsReal && Quotients.Of(texts[0], operands[0].Real) is { } value)
        {
            return Cell.Of(type.Kind == TypeKind.Float ? (float)value : value);
        }

        if (operands.Length == 1 && operands[0].Reference is Memory keys && SortedOrder.Of(texts, isReal => [.. keys.Cells.Select(key => isReal ? key.Real : key.Integer)]) is { } order)
        {
            return Listed(order);
        }

        return StandIn.Of(type, string.Concat(texts), operands, _budget);
    }

    private Cell Listed(int[] numbers)
    {
        if (!_budget.Allocate(numbers.Length))
        {
            return Cell.Undefined;
        }

        var memory = new Memory(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            memory.Cells[i] = Cell.Whole(numbers[i]);
        }

        return Cell.To(memory);
    }

    private static bool SameForeign(Cell a, Cell b) =>
        ReferenceEquals(a.Reference, b.Reference) || (a.Reference is Foreign x && b.Reference is Foreign y && x.Seed == y.Seed && x.Phase == y.Phase);

    private Cell Chosen(in Cell condition, in Cell then, in Cell otherwise, Operation choice)
    {
        if (condition.Has(Marks.Undefined))
        {
            return Cell.Undefined;
        }

        if (_isDual)
        {
            Path = unchecked((Path * 0x9E3779B97F4A7C15UL) + (condition.IsTrue ? 1UL : 2));
            _seen?.Add((choice, condition.IsTrue));
        }

        return condition.IsTrue ? then : otherwise;
    }

    private Cell Compute(Call call)
    {
        var operands = CellsOf(call.Operands);
        foreach (var operand in operands)
        {
            if (operand.Has(Marks.Undefined))
            {
                return Cell.Undefined;
            }
        }

        if (call.Rule is not ForeignFunction foreign)
        {
            return Calls.Compute(call, operands, _isDual);
        }

        var value = Spelled(call.Type, foreign.Spelling, operands.Length == foreign.Holes ? operands : [.. operands.Take(foreign.Holes)]);
        return _isDual && value.Reference is null ? TaughtSlope.Of(call, operands, value, _budget, _cancellation) : value;
    }
}
