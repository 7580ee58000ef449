using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Structs marked [InlineArray]: values of as many parts, one of which an index chooses.</summary>
internal sealed partial class Lowering
{
    private Operand InlineElement(IOperation element)
    {
        var (whole, index) = InlineAt(element) ?? throw Unsupported.Expression(element);
        if (PlaceAt(element) is { } place)
        {
            return ReadPlace(place, element);
        }

        var operand = Lower(whole);
        if (operand.Term is not null || InlineIndex(index, operand.Items.Count) is not { } number)
        {
            throw Unsupported.Expression(element);
        }

        return number is Constant known ? operand.Items[(int)known.Integer] : ChosenItem(operand, number, 0, element);
    }

    private Operand ChosenItem(Operand whole, Expression number, int from, IOperation element) => from == whole.Items.Count - 1
        ? whole.Items[from]
        : Choose(Operation(Operator.Equal, IrType.Boolean, number, _pool.Int(from)), () => whole.Items[from], () => ChosenItem(whole, number, from + 1, element), element.Syntax);

    private Place? PlaceOfInlineElement(IOperation element)
    {
        if (InlineAt(element) is not var (whole, index) || !IsRepeatable(element) || PlaceAt(whole) is not { Variable: null } place || InlineIndex(index, place.Items.Count) is not { } number)
        {
            return null;
        }

        if (number is Constant known)
        {
            return place.Items[(int)known.Integer];
        }

        return ChosenOf(place.Items, number, element.Syntax);
    }

    /// <summary>One of several places by its number, part by part.</summary>
    private Place ChosenOf(IReadOnlyList<Place> places, Expression number, SyntaxNode syntax)
    {
        if (places.All(place => place is { Variable: null, Element: null, Chosen: null, Items.Count: > 0 }))
        {
            return Place.Of([.. Enumerable.Range(0, places[0].Items.Count).Select(part => ChosenOf([.. places.Select(place => place.Items[part])], number, syntax))]);
        }

        var chosen = places[places.Count - 1];
        for (var i = places.Count - 2; i >= 0; i--)
        {
            chosen = Place.Of(new ChosenPlace(Operation(Operator.Equal, IrType.Boolean, number, _pool.Int(i)), places[i], chosen, syntax));
        }

        return chosen;
    }

    private (IOperation Whole, IOperation Index)? InlineAt(IOperation element) => element.ChildOperations.ToArray() is [var whole, var index] && CompositeOf(whole.Type) is { InlineLength: > 0 } ? (whole, index) : null;

    /// <summary>Which element is meant, checked as C# does; null for a range.</summary>
    private Expression? InlineIndex(IOperation index, int count)
    {
        var number = NewerKinds.IsHat(index) ? Operation(Operator.Subtract, IrType.Int, _pool.Int(count), Term(((IUnaryOperation)index).Operand))
            : TypeOf(index.Type) == IrType.Int ? Term(index)
            : null;
        if (number is null or Constant)
        {
            return number is Constant known && (known.Integer < 0 || known.Integer >= count) ? null : number;
        }

        number = Stable(Operand.Of(number)).Term!;
        var isOutside = Operation(Operator.Or, IrType.Boolean, Operation(Operator.Less, IrType.Boolean, number, _pool.Int(0)), Operation(Operator.LessOrEqual, IrType.Boolean, _pool.Int(count), number));
        ThrowIf(isOutside, "IndexOutOfRangeException", "Index was outside the bounds of the array.");
        return number;
    }

    /// <summary><c>foreach (var v in buffer)</c>: the body for each element.</summary>
    private bool RunInlineItems(IForEachLoopOperation loop, IOperation collection)
    {
        if (CompositeOf(collection.Type) is not { InlineLength: > 0 } || LoopExits.Breaks(loop.Body) || LoopExits.Continues(loop.Body) || LoopExits.Returns(loop.Body)
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } || Lower(collection) is not { Term: null } whole)
        {
            return false;
        }

        for (var i = 0; i < whole.Items.Count; i++)
        {
            // What the body changes, later iterations see.
            SetItem(loop, Lower(collection).Items[i]);
            Run(Rest.Of(loop.Body));
        }

        return true;
    }
}
