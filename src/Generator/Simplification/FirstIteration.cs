using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>Whether a loop runs at all.</summary>
internal static class FirstIteration
{
    public static bool IsCounted(For loop) => loop.Guard is null && (loop.Step, loop.Comparison) is
        (Constant { Integer: > 0 }, Operator.Less or Operator.LessOrEqual) or (Constant { Integer: < 0 }, Operator.Greater or Operator.GreaterOrEqual);

    /// <summary>The condition under which a counted loop runs.</summary>
    public static Expression Condition(For loop) => loop.Index.Pool.Operation(loop.Comparison, IrType.Boolean, loop.Start, loop.Bound);

    /// <summary>Whether a loop runs wherever the program comes to it, for what stands around it.</summary>
    /// <param name="loop">Any.</param>
    /// <param name="around">The statements that it stands in, the innermost first.</param>
    public static bool IsCertain(For loop, IEnumerable<Statement> around)
    {
        if (!IsCounted(loop))
        {
            return false;
        }

        var condition = Condition(loop);
        return condition is Constant { Bits: not 0 } || around.Any(statement => statement switch
        {
            If branch => ReferenceEquals(branch.Condition, condition) && branch.Then.Statements.Any(inner => Contains(inner, loop)),
            For outer => outer.Comparison == loop.Comparison && ReferenceEquals(outer.Bound, loop.Bound) && IsCounted(outer) && StartsBefore(loop, outer),
            _ => false,
        });
    }

    private static bool Contains(Statement statement, For loop) => ReferenceEquals(statement, loop) || Walk.Regions(statement).Any(region => region.Statements.Any(inner => Contains(inner, loop)));

    private static bool StartsBefore(For loop, For outer) => ReferenceEquals(loop.Start, outer.Start)
        || (loop.Start is Constant first && outer.Start is Constant start && (loop.Comparison is Operator.Less or Operator.LessOrEqual ? first.Integer <= start.Integer : first.Integer >= start.Integer));
}
