using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>About how many bytes of IL the C# compiler makes of a statement, for deciding what is too long for one method.</summary>
internal sealed class CodeSize
{
    private const int Statement = 6;
    private const int Branch = 14;
    private const int Repetition = 40;

    /// <summary>The JIT takes in what loads and stores vectors until a method has 512 locals, of which each such call makes several.</summary>
    private const int Lanes = 300;

    private readonly Dictionary<Region, int> _regions = [];

    public int Of(Region region)
    {
        if (!_regions.TryGetValue(region, out var size))
        {
            size = region.Yields.Sum(Of) + (Statement * region.Yields.Count) + region.Statements.Sum(Of);
            _regions.Add(region, size);
        }

        return size;
    }

    public int Of(Statement statement)
    {
        var size = statement switch
        {
            Store => Statement + 14,
            Invoke => Statement + Lanes,
            If branch => Branch + Of(branch.Then) + Of(branch.Else),
            While loop => Repetition + Of(loop.Test) + Of(loop.Body),
            For loop => Repetition + Of(loop.Body),
            _ => Statement,
        };
        foreach (var root in Walk.Roots(statement))
        {
            size += Of(root);
        }

        return size;
    }

    /// <summary>What is printed, so that a term that stands twice counts twice.</summary>
    public static int Of(Expression root)
    {
        var size = 0;
        var open = new Stack<Expression>();
        open.Push(root);
        while (open.Count > 0)
        {
            var term = open.Pop();
            size += OfAlone(term) + (LaneTerms.IsLoad(term) ? Lanes : 0);
            foreach (var operand in term.Operands)
            {
                open.Push(operand);
            }
        }

        return size;
    }

    /// <summary>A term without its operands.</summary>
    public static int OfAlone(Expression term) => term switch
    {
        Constant { Type.IsReal: true } => 9,
        Constant => 2,
        Value => 5,
        Operation { Operator: Operator.Element or Operator.Length } => 12,
        Operation { Operator: Operator.Select } => 8,
        Operation => 1,
        _ => 8,
    };
}
