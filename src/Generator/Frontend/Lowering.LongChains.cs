using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Hundreds of cases, or of returns one after the other, are no nesting in C# and would be one here. They are taken in groups: of cases it is
/// asked first whether any of a group is meant; after a group of returns, whether one was taken.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>Up to here a chain is a chain.</summary>
    private const int LongestChain = 48;

    /// <summary>Groups nest, and so do the members of each: of 1,000 there are about as many of the one as of the other.</summary>
    private const int GroupLength = 32;

    private void RunSections(Operand value, IReadOnlyList<ISwitchCaseOperation> sections, ISwitchCaseOperation? otherwise)
    {
        if (sections.Count <= LongestChain || !sections.All(section => section.Clauses.All(IsPlain)))
        {
            RunSection(value, sections, 0, otherwise);
            return;
        }

        ISwitchCaseOperation[] group = [.. sections.Take(GroupLength)];
        using (Nest(group[0].Syntax))
        {
            // Where any of them is meant, the last one needs no test.
            Branch(
                Any(group.SelectMany(section => section.Clauses).Select(clause => Match(clause, value))),
                () => RunSection(value, [.. group.Take(group.Length - 1)], 0, group[group.Length - 1]),
                () => RunSections(value, [.. sections.Skip(GroupLength)], otherwise));
        }
    }

    private Operand Arms(Operand value, ISwitchExpressionOperation operation, IReadOnlyList<ISwitchExpressionArmOperation> arms)
    {
        ISwitchExpressionArmOperation[] group = [.. arms.Take(GroupLength)];
        if (arms.Count <= LongestChain || !group.All(arm => arm.Guard is null && IsPlain(arm.Pattern)))
        {
            return Case(value, operation, arms, 0, NothingMatched);
        }

        using (Nest(group[0].Syntax))
        {
            var last = group[group.Length - 1];
            return Choose(
                Any(group.Select(arm => Match(arm.Pattern, value))),
                () => Case(value, operation, [.. group.Take(group.Length - 1)], 0, () => LowerAs(last.Value, operation.Type!)),
                () => Arms(value, operation, [.. arms.Skip(GroupLength)]),
                last.Syntax);
        }
    }

    /// <summary>A test that may be made twice: of a constant or a comparison, which declares nothing and calls nothing.</summary>
    private static bool IsPlain(ICaseClauseOperation clause) =>
        clause is ISingleValueCaseClauseOperation || clause is IPatternCaseClauseOperation { Guard: null } pattern && IsPlain(pattern.Pattern);

    private static bool IsPlain(IPatternOperation pattern) => pattern is IConstantPatternOperation or IRelationalPatternOperation;

    private Expression Any(IEnumerable<Expression> conditions) => conditions.Aggregate((a, b) => Operation(Operator.Or, IrType.Boolean, a, b));

    /// <summary>Where a long row of ifs begins, some of them that can be run apart from the rest; null elsewhere.</summary>
    private static (Rest Group, Rest Following)? LongRow(Rest rest)
    {
        var count = 0;
        var group = new List<IOperation>();
        for (var next = rest; next is { First: IConditionalOperation branch } && count <= LongestChain && DeclaresNothing(branch.Condition); next = next.Next)
        {
            group.Add(branch);
            count++;
        }

        if (count <= LongestChain || !group.Any(LoopExits.Leaves))
        {
            return null;
        }

        var following = rest;
        for (var i = 0; i < GroupLength; i++)
        {
            following = following.Next!;
        }

        return (Rest.Of([.. group.Take(GroupLength)])!, following);
    }

    /// <summary>What a condition declares lives on beside its statement.</summary>
    private static bool DeclaresNothing(IOperation condition) =>
        !condition.DescendantsAndSelf().Any(part => part is IDeclarationExpressionOperation or IDeclarationPatternOperation or IRecursivePatternOperation or IListPatternOperation);
}
