using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>The fixed lengths of an array that can become scalars.</summary>
internal sealed class ArrayShape(IReadOnlyList<int> lengths)
{
    public IReadOnlyList<int> Lengths { get; } = lengths;

    public int Count => Lengths.Aggregate(1, (product, length) => product * length);

    public int Flat(IEnumerable<Expression> indices)
    {
        var flat = 0;
        foreach (var (index, dimension) in indices.Select((index, dimension) => (index, dimension)))
        {
            flat = (flat * Lengths[dimension]) + (int)((Constant)index).Integer;
        }

        return flat;
    }

    /// <summary>z[2] is called z2, w[1, 2] is called w12 (w1_12 where that could be read in two ways).</summary>
    public string Suffix(int flat)
    {
        if (Lengths.Count == 1)
        {
            return $"{flat}";
        }

        var (row, column) = (flat / Lengths[1], flat % Lengths[1]);
        return Lengths.All(length => length <= 10) ? $"{row}{column}" : $"{row}_{column}";
    }

    /// <summary>The texts around the rows in an array creation.</summary>
    public IReadOnlyList<string> Fragments(IrType element)
    {
        var fragments = new string[Count + 1];
        for (var k = 0; k < fragments.Length; k++)
        {
            fragments[k] = ", ";
        }

        if (Lengths.Count == 1)
        {
            fragments[0] = $"new {element.CSharp}[] {{ ";
            fragments[Count] = " }";
            return fragments;
        }

        for (var k = Lengths[1]; k < Count; k += Lengths[1])
        {
            fragments[k] = " }, { ";
        }

        fragments[0] = $"new {element.CSharp}[,] {{ {{ ";
        fragments[Count] = " } }";
        return fragments;
    }
}

/// <summary>Finds the arrays of fixed length that are only ever indexed by constants, inside their bounds.</summary>
internal static class ReplaceableArrays
{
    private const int MostElements = 256;

    public static Dictionary<Value, ArrayShape> Find(Function function, bool withDestination = true)
    {
        var shapes = new Dictionary<Value, ArrayShape>();
        foreach (var input in function.Inputs)
        {
            if (withDestination && ReferenceEquals(input.Value, function.Destination) && input.Size is { } size)
            {
                Add(input.Value, size);
            }
        }

        Walk.Statements(function.Body, statement =>
        {
            if (statement is Allocate allocate && allocate.Lengths.All(length => length is Constant { Integer: > 0 and <= MostElements }))
            {
                Add(allocate.Target, [.. allocate.Lengths.Select(length => (int)((Constant)length).Integer)]);
            }
        });

        var isResult = function.Output.Shape is OutputShape.Array or OutputShape.Destination;
        var sizes = function.Inputs.Where(input => input.Size is { Count: 1 }).ToDictionary(input => (Expression)input.Value, input => input.Size![0]);
        int count;
        do
        {
            // An array that stays memory takes along those it was copied from or to before.
            count = shapes.Count;
            Check(function.Body, shapes, sizes, isResult);
        }
        while (shapes.Count < count);
        return shapes;

        void Add(Value array, IReadOnlyList<int> lengths)
        {
            var shape = new ArrayShape(lengths);
            if (lengths.Count <= 2 && shape.Count is > 0 and <= MostElements)
            {
                shapes.Add(array, shape);
            }
        }
    }

    private static void Check(Region region, Dictionary<Value, ArrayShape> shapes, Dictionary<Expression, int> sizes, bool yieldsResult)
    {
        foreach (var statement in region.Statements)
        {
            switch (statement)
            {
                case Store store:
                    Indexed(store.Array, store.Indices, shapes);
                    Uses(store.Indices, shapes);
                    Uses([store.Value], shapes);
                    break;
                case Copy copy:
                    Copied(copy, shapes, sizes);
                    break;
                default:
                    Uses(Walk.Roots(statement), shapes);
                    break;
            }

            foreach (var nested in Walk.Regions(statement))
            {
                Check(nested, shapes, sizes, false);
            }
        }

        if (!yieldsResult)
        {
            Uses(region.Yields, shapes);
        }
        else
        {
            // What is yielded beside the rows stays an array.
            Uses([.. region.Yields.Skip(1)], shapes);
        }
    }

    /// <summary>A copy of all: what is shorter than its destination, or may be, leaves some of that as it is.</summary>
    private static void Copied(Copy copy, Dictionary<Value, ArrayShape> shapes, Dictionary<Expression, int> sizes)
    {
        var destination = copy.Destination as Value;
        var isReplaceable = destination is not null
            && shapes.TryGetValue(destination, out var shape)
            && (copy.Source is Value source && shapes.TryGetValue(source, out var from)
                ? from.Count == shape.Count && from.Lengths.Count == shape.Lengths.Count
                : shape.Lengths.Count == 1 && sizes.TryGetValue(copy.Source, out var size) && size == shape.Count);
        if (!isReplaceable)
        {
            Remove(copy.Destination, shapes);
            Remove(copy.Source, shapes);
        }
    }

    private static void Uses(IEnumerable<Expression> roots, Dictionary<Value, ArrayShape> shapes)
    {
        foreach (var term in Walk.ExpressionsOf(roots))
        {
            switch (term)
            {
                case Operation { Operator: Operator.Element } element:
                    Indexed(element.Operands[0], element.Operands.Skip(1), shapes);
                    break;
                case Operation { Operator: Operator.Length }:
                    break;
                default:
                    foreach (var operand in term.Operands)
                    {
                        Remove(operand, shapes);
                    }

                    break;
            }
        }

        // A bare array as a root is an alias: an initial or next value, an argument.
        foreach (var root in roots)
        {
            Remove(root, shapes);
        }
    }

    private static void Indexed(Expression array, IEnumerable<Expression> indices, Dictionary<Value, ArrayShape> shapes)
    {
        if (array is Value value && shapes.TryGetValue(value, out var shape))
        {
            var inside = indices.Select((index, d) => index is Constant c && c.Integer >= 0 && c.Integer < shape.Lengths[d]);
            if (!inside.All(ok => ok))
            {
                shapes.Remove(value);
            }
        }
    }

    private static void Remove(Expression array, Dictionary<Value, ArrayShape> shapes)
    {
        if (array is Value value)
        {
            shapes.Remove(value);
        }
    }
}
