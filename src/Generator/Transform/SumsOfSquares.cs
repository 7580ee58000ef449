using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Recognizes what the root of is a norm: sums of squares, each as often as a positive literal says, also those that a loop adds up.
/// A sum with anything else in it need not be 0 where its squares are.
/// </summary>
internal sealed class SumsOfSquares
{
    private readonly QuotientMatch _match;
    private readonly Dictionary<Value, Expression[]> _joined = [];
    private readonly HashSet<Value> _open = [];
    private readonly Dictionary<Expression, bool> _known = [];

    public SumsOfSquares(Function function, QuotientMatch match)
    {
        _match = match;
        Walk.Statements(function.Body, Note);
    }

    public bool Contains(Expression term)
    {
        if (!_known.TryGetValue(term, out var isOne))
        {
            Effort.Step();
            _known[term] = isOne = IsOne(_match.Resolve(term));
        }

        return isOne;
    }

    private bool IsOne(Expression term) => term switch
    {
        Constant { Type.IsReal: true } constant => constant.Real == 0,
        Operation { Operator: Operator.Add, Type.IsReal: true } sum => Contains(sum.Operands[0]) && Contains(sum.Operands[1]),
        Operation { Operator: Operator.Multiply, Type.IsReal: true } product => IsSquare(product.Operands[0], product.Operands[1])
            || (QuotientMatch.Literal(product.Operands[0]) > 0 && Contains(product.Operands[1]))
            || (QuotientMatch.Literal(product.Operands[1]) > 0 && Contains(product.Operands[0])),
        Call { Rule.Name: "Pow" } power => QuotientMatch.Literal(_match.Resolve(power.Operands[1])) == 2,
        Value value => IsJoined(value),
        _ => false,
    };

    private bool IsSquare(Expression left, Expression right)
    {
        var ((a, first), (b, second)) = (_match.WithoutFactor(left), _match.WithoutFactor(right));
        return _match.IsSame(a, b) && first * second > 0;
    }

    /// <summary>What arms or iterations hand on is one where all that they hand on is; of itself it may be taken for granted.</summary>
    private bool IsJoined(Value value)
    {
        if (!_joined.TryGetValue(value, out var terms))
        {
            return false;
        }

        if (!_open.Add(value))
        {
            return true;
        }

        var all = terms.All(Contains);
        _open.Remove(value);
        if (!all && _open.Count == 0)
        {
            // What was taken for granted on the way was not.
            foreach (var trusting in _known.Where(pair => pair.Value).Select(pair => pair.Key).ToArray())
            {
                _known.Remove(trusting);
            }
        }

        return all;
    }

    private void Note(Statement statement)
    {
        if (statement is If branch)
        {
            for (var i = 0; i < branch.Results.Count && i < branch.Then.Yields.Count && i < branch.Else.Yields.Count; i++)
            {
                _joined[branch.Results[i]] = [branch.Then.Yields[i], branch.Else.Yields[i]];
            }
        }

        if (statement is Loop loop)
        {
            for (var i = 0; i < loop.Carried.Count && i < loop.Body.Yields.Count; i++)
            {
                _joined[loop.Carried[i].Phi] = _joined[loop.Results[i]] = [loop.Carried[i].Initial, loop.Body.Yields[i]];
            }
        }
    }
}
