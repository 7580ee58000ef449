using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Elements of inputs at constant indices that a method reads whatever its inputs are: where the array is shorter, it throws. Of
/// the others a derivative must not take for granted that they are there.
/// </summary>
internal sealed class CertainReads
{
    private static readonly HashSet<Column> _none = [];

    private readonly Dictionary<Expression, HashSet<Column>> _terms = [];
    private readonly ColumnSpace _space;

    public CertainReads(ColumnSpace space) => _space = space;

    /// <summary>What is read wherever a body runs to its end.</summary>
    public HashSet<Column> In(Region region)
    {
        var certain = new HashSet<Column>();
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

    /// <summary>What some term reads, whether it is evaluated or not.</summary>
    public IEnumerable<Column> All(Expression root) => Walk.ExpressionsOf(root).Select(Own).OfType<Column>();

    private HashSet<Column> In(Expression root)
    {
        foreach (var term in Walk.ExpressionsOf(root, _terms.ContainsKey))
        {
            _terms[term] = term switch
            {
                Operation { Operator: Operator.Element } when Own(term) is { } column => [column],
                Operation { Operator: Operator.Select, Operands: [var condition, var then, var otherwise] } => Either(_terms[condition], Both(_terms[then], _terms[otherwise])),
                Operation { Operator: Operator.And or Operator.Or, Operands: [var first, _] } => _terms[first],
                _ => term.Operands.Select(operand => _terms[operand]).Aggregate(_none, Either),
            };
        }

        return _terms[root];
    }

    private Column? Own(Expression term) =>
        term is Operation { Operator: Operator.Element } element && element.Operands[0] is Value array ? _space.Static(array, [.. element.Operands.Skip(1)]) : null;

    private static HashSet<Column> Either(HashSet<Column> a, HashSet<Column> b) =>
        b.Count == 0 || ReferenceEquals(a, b) ? a : a.Count == 0 ? b : [.. a, .. b];

    private static HashSet<Column> Both(HashSet<Column> a, HashSet<Column> b) =>
        ReferenceEquals(a, b) ? a : [.. a.Where(b.Contains)];
}
