using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Elements at constant indices that a method reads whatever its inputs are: where the array is shorter, it throws. Of the others a
/// derivative must not take for granted that they are there.
/// </summary>
internal sealed class CertainReads
{
    private static readonly HashSet<(Value Array, long Index)> _none = [];

    private readonly Dictionary<Expression, HashSet<(Value Array, long Index)>> _terms = [];

    private CertainReads()
    {
    }

    public static HashSet<(Value Array, long Index)> Of(Region body) => new CertainReads().In(body);

    private HashSet<(Value Array, long Index)> In(Region region)
    {
        var certain = new HashSet<(Value Array, long Index)>();
        foreach (var statement in region.Statements)
        {
            if (statement is If branch)
            {
                certain.UnionWith(In(branch.Condition));
                certain.UnionWith(branch.Then.Throws ? In(branch.Else) : branch.Else.Throws ? In(branch.Then) : Both(In(branch.Then), In(branch.Else)));
            }
            else if (statement is not Loop)
            {
                // How often a loop runs, if it does, nobody knows here.
                certain.UnionWith(Walk.Roots(statement).SelectMany(In));
            }
        }

        certain.UnionWith(region.Yields.SelectMany(In));
        return certain;
    }

    private HashSet<(Value Array, long Index)> In(Expression root)
    {
        foreach (var term in Walk.ExpressionsOf(root, _terms.ContainsKey))
        {
            _terms[term] = term switch
            {
                Operation { Operator: Operator.Element, Operands: [Value array, Constant index] } => [(array, index.Integer)],
                Operation { Operator: Operator.Select, Operands: [var condition, var then, var otherwise] } => Either(_terms[condition], Both(_terms[then], _terms[otherwise])),
                Operation { Operator: Operator.And or Operator.Or, Operands: [var first, _] } => _terms[first],
                _ => term.Operands.Select(operand => _terms[operand]).Aggregate(_none, Either),
            };
        }

        return _terms[root];
    }

    private static HashSet<(Value Array, long Index)> Either(HashSet<(Value Array, long Index)> a, HashSet<(Value Array, long Index)> b) =>
        b.Count == 0 || ReferenceEquals(a, b) ? a : a.Count == 0 ? b : [.. a, .. b];

    private static HashSet<(Value Array, long Index)> Both(HashSet<(Value Array, long Index)> a, HashSet<(Value Array, long Index)> b) =>
        ReferenceEquals(a, b) ? a : [.. a.Where(b.Contains)];
}
