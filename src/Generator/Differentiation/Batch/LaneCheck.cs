using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <summary>Whether everything that varies has a form in lanes: reals of double precision, conditions, arrays of them at common indices.</summary>
internal sealed class LaneCheck(Variance variance, Action<string> refuse)
{
    private readonly HashSet<(Expression, bool)> _seen = [];

    public void Check(Region body) => Check(body, masked: false);

    private void Check(Region region, bool masked)
    {
        foreach (var statement in region.Statements)
        {
            Check(statement, masked);
        }

        foreach (var yield in region.Yields)
        {
            Check(yield, masked);
        }
    }

    private void Check(Statement statement, bool masked)
    {
        switch (statement)
        {
            case Allocate allocate:
                CheckIndices(allocate.Lengths);
                if (variance.IsVarying(allocate.Target) && allocate.Target.Type is not { Rank: 1, Element.Kind: TypeKind.Double })
                {
                    refuse("it keeps arrays of something else than double");
                }

                break;
            case Store store:
                CheckIndices(store.Indices);
                break;
            case Clear clear:
                CheckIndices([clear.Start, clear.Count]);
                break;
            case Copy copy when copy.Source.Type.Rank > 1 && variance.IsVarying(copy.Destination):
                refuse("it copies whole matrices");
                break;
            case For loop:
                CheckIndices([loop.Start, loop.Bound, loop.Step]);
                break;
            case OpenTape { Element.Kind: not TypeKind.Double } tape when variance.IsVarying(tape.Target):
                refuse("it keeps something else than reals for the reverse sweep");
                break;
            case Throw:
                // The scalar member says what is wrong.
                return;
            default:
                break;
        }

        foreach (var root in Walk.Roots(statement))
        {
            if (root is not Value { Type.IsArray: true } and not Value { Type.Kind: TypeKind.Opaque })
            {
                Check(root, masked);
            }
        }

        if (Walk.Binds(statement).Any(value => value.Type.IsArray && statement is If or Loop && variance.IsVarying(value)))
        {
            refuse("its arrays take turns under one name");
        }

        var isMasked = masked || (statement is If branch && variance.IsVarying(branch.Condition)) || (statement is Loop repeat && variance.IsMasked(repeat));
        foreach (var region in Walk.Regions(statement))
        {
            Check(region, isMasked);
        }
    }

    private void CheckIndices(IEnumerable<Expression> indices)
    {
        if (indices.Any(variance.IsVarying))
        {
            refuse("indices or lengths differ between points");
        }
    }

    private void Check(Expression term, bool masked)
    {
        if (!_seen.Add((term, masked)) || !variance.IsVarying(term))
        {
            return;
        }

        if (term.Type.Kind is not (TypeKind.Double or TypeKind.Boolean))
        {
            refuse(term.Type.Kind switch
            {
                TypeKind.Integer => "an integer differs between points",
                TypeKind.Float => "it computes in single precision",
                _ => "something else than a real differs between points",
            });
            return;
        }

        var isChoice = term is Operation { Operator: Operator.Select or Operator.And or Operator.Or } && variance.IsVarying(term.Operands[0]);
        switch (term)
        {
            case Operation { Operator: Operator.Element } element:
                CheckIndices(element.Operands.Skip(1));
                if (element.Operands[0] is not Value)
                {
                    refuse("it reads from arrays that differ between points");
                }

                return;
            case Operation { Operator: Operator.Equal or Operator.NotEqual } when term.Operands[0].Type.Kind == TypeKind.Opaque:
                refuse("something else than a real differs between points");
                return;
            case Call or Opaque:
                CheckCall(term, masked);
                break;
            default:
                break;
        }

        for (var i = 0; i < term.Operands.Count; i++)
        {
            Check(term.Operands[i], masked || (isChoice && i > 0));
        }
    }

    /// <summary>A function of the user's may throw for arguments that no point has: those of points which are elsewhere.</summary>
    private void CheckCall(Expression call, bool masked)
    {
        if (masked && call is Opaque or Call { Rule: ForeignFunction })
        {
            refuse("a branch calls a function that is not known to be safe for the points outside of it");
        }

        if (call.Operands.Any(operand => operand.Type.IsArray && variance.IsVarying(operand)))
        {
            refuse("an array that differs between points is handed to other code");
        }
    }
}
