using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Whether a method may read an element of the span it fills before it has written it (<c>y[i] += …</c>). Then what it gives depends on what was there, which
/// members that leave the span out know nothing of.
/// </summary>
internal sealed class DestinationReads
{
    private readonly Value _destination;
    private bool _found;

    private DestinationReads(Value destination)
    {
        _destination = destination;
    }

    public static bool MayPrecedeWrites(Function function)
    {
        if (function.Destination is not { } destination)
        {
            return false;
        }

        var reads = new DestinationReads(destination);
        reads.Follow(function.Body, [], isOutermost: true);
        return reads._found;
    }

    /// <summary>The elements that are written on every way to the end of the region: by their index as a term, or all that a loop runs through.</summary>
    private HashSet<object> Follow(Region region, HashSet<object> before, bool isOutermost = false)
    {
        var written = new HashSet<object>(before);
        foreach (var statement in region.Statements)
        {
            Look(statement, written);
            switch (statement)
            {
                case Store { Indices: [var index] } store when ReferenceEquals(store.Array, _destination):
                    written.Add(index);
                    break;
                case If choice:
                    var then = Follow(choice.Then, written);
                    var otherwise = Follow(choice.Else, written);
                    written.UnionWith(choice.Then.Throws ? otherwise : choice.Else.Throws ? then : then.Intersect(otherwise).ToArray());
                    break;
                case For loop:
                    var (range, first) = (RangeOf(loop), new HashSet<object>(written));
                    if (written.Contains(range))
                    {
                        first.Add(loop.Index);
                    }

                    if (Follow(loop.Body, first).Contains(loop.Index) && loop.Guard is null)
                    {
                        written.Add(range);
                    }

                    break;
                default:
                    foreach (var inner in statement.Regions)
                    {
                        Follow(inner, written);
                    }

                    break;
            }
        }

        _found |= !isOutermost && region.Yields.Any(yield => Mentions(yield, isYield: true)) || region.Yields.Any(yield => !ReferenceEquals(yield, _destination) && Mentions(yield));
        return written;
    }

    private static object RangeOf(For loop) => (loop.Start, loop.Comparison, loop.Bound, loop.Step);

    private void Look(Statement statement, HashSet<object> written)
    {
        var isRead = statement switch
        {
            Let { Definition: Operation { Operator: Operator.Element } element } when ReferenceEquals(element.Operands[0], _destination) =>
                element.Operands.Count != 2 || !written.Contains(element.Operands[1]) || Mentions(element.Operands[1]),
            Store store when ReferenceEquals(store.Array, _destination) => store.Indices.Append(store.Value).Any(term => Mentions(term)),
            Clear => false,
            Copy copy => Mentions(copy.Source),
            Require => false,
            _ => statement.Roots.Any(root => Mentions(root)),
        };
        _found |= isRead;
    }

    /// <summary>Its length says nothing of its elements.</summary>
    private bool Mentions(Expression term, bool isYield = false)
    {
        if (isYield && ReferenceEquals(term, _destination))
        {
            return true;
        }

        var open = new Stack<Expression>();
        open.Push(term);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (ReferenceEquals(next, _destination))
            {
                return true;
            }

            if (next is Operation { Operator: Operator.Length } length && ReferenceEquals(length.Operands[0], _destination))
            {
                continue;
            }

            foreach (var operand in next.Operands)
            {
                open.Push(operand);
            }
        }

        return false;
    }
}
