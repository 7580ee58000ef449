using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>Columns of few inputs of known sizes: an index known at run time only means those that it can be.</summary>
internal sealed class RangedSpace(Function function, IndexRanges ranges) : ColumnSpace(function)
{
    public override IReadOnlyList<Column>? Candidates(Operation element)
    {
        if (element.Operands is not [Value input, _] || InputOf(input).Size is not [var size])
        {
            return null;
        }

        var range = ranges.Of(element).And(new Interval(0, size - 1));
        var columns = new List<Column>();
        for (var index = range.Low; index <= range.High; index++)
        {
            columns.Add(Static(input, [Pool.Int(index)])!);
        }

        return columns;
    }
}
