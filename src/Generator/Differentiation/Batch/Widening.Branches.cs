using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Differentiation.Batch;

/// <content>Branches: both sides run, and the masks select.</content>
internal sealed partial class Widening
{
    /// <summary>An arm that costs less than this is not worth the question whether any point goes there.</summary>
    private const int CheapArm = 24;

    protected override Region Rewrite(Region region) => Rewrite(region, () => [.. region.Yields.Select(Rewrite)]);

    private Region Rewrite(Region region, Func<Expression[]> yields)
    {
        var statements = new List<Statement>();
        var outer = _into;
        _into = statements;
        foreach (var statement in region.Statements)
        {
            Cancellation.ThrowIfCancellationRequested();
            Rewrite(statement, statements);
        }

        var end = new Region(statements, yields());
        _into = outer;

        // What has a name in there has none out here.
        ForgetTerms();
        return end;
    }

    /// <summary>A region under a mask, whose yields are as wide as what they become.</summary>
    private Region Arm(Region region, IReadOnlyList<Value> results, Expression? mask, Func<int, Expression, Expression>? select = null)
    {
        var outer = _mask;
        _mask = mask;
        var arm = Rewrite(region, () => region.Throws ? [] : [.. region.Yields.Select((yield, i) => As(results[i], yield)).Select((yield, i) => select?.Invoke(i, yield) ?? yield)]);
        _mask = outer;
        return arm;
    }

    private Expression As(Value target, Expression term) =>
        _variance.IsVarying(target) && term.Type.Kind is TypeKind.Double or TypeKind.Boolean ? Wide(term) : Rewrite(term);

    protected override void Rewrite(If branch, List<Statement> into)
    {
        var condition = Rewrite(branch.Condition);
        if (condition is Constant decided)
        {
            Splice(decided.Bits != 0 ? branch.Then : branch.Else, branch.Results, into);
        }
        else if (condition.Type != LaneTerms.Vector)
        {
            var (then, otherwise) = (Arm(branch.Then, branch.Results, _mask), Arm(branch.Else, branch.Results, _mask));
            into.Add(new If(condition, then, otherwise, [.. branch.Results.Select(BindAs)]));
        }
        else
        {
            Select(branch, condition is Value ? condition : Named(Pool.Hint(condition, "isThen")), into);
        }
    }

    private void Select(If branch, Expression condition, List<Statement> into)
    {
        var otherwise = branch.Else.Throws ? null : Otherwise(branch, condition, into);
        if (branch.Else.Throws)
        {
            Guarded(branch.Else, Here(_lanes.Not(condition)), into);
        }

        if (branch.Then.Throws)
        {
            Guarded(branch.Then, Here(condition), into);
            Bind(branch.Results, otherwise!, into);
        }
        else if (otherwise is null)
        {
            Splice(branch.Then, branch.Results, into);
        }
        else if (IsCheap(branch.Then))
        {
            SpliceStatements(branch.Then, into);
            Bind(branch.Results, [.. branch.Then.Yields.Select((yield, i) => _lanes.Choose(condition, Wide(yield), otherwise[i]))], into);
        }
        else
        {
            var mask = Here(condition);
            var then = Arm(branch.Then, branch.Results, mask, (i, yield) => _lanes.Choose(condition, yield, otherwise[i]));
            into.Add(new If(_lanes.Any(mask), then, new Region([], otherwise), [.. branch.Results.Select(BindWide)]));
        }
    }

    /// <summary>What the results are where the condition does not hold; anything at all in the other lanes.</summary>
    private Expression[] Otherwise(If branch, Expression condition, List<Statement> into)
    {
        if (IsCheap(branch.Else))
        {
            SpliceStatements(branch.Else, into);
            return [.. branch.Else.Yields.Select(yield => NamedUnlessAtom(Wide(yield)))];
        }

        var mask = Here(_lanes.Not(condition));
        var arm = Arm(branch.Else, branch.Results, mask);
        var results = branch.Results.Select(result => Pool.Local(LaneTerms.Vector, result.Name)).ToArray();
        into.Add(new If(_lanes.Any(mask), arm, new Region([], [.. results.Select(_ => _lanes.Zero)]), results));
        return results;
    }

    private void SpliceStatements(Region region, List<Statement> into)
    {
        foreach (var statement in region.Statements)
        {
            Rewrite(statement, into);
        }
    }

    private void Guarded(Region arm, Expression mask, List<Statement> into) =>
        into.Add(new If(_lanes.Any(mask), Arm(arm, [], mask), new Region([], []), []));

    private void Bind(IReadOnlyList<Value> results, IReadOnlyList<Expression> values, List<Statement> into)
    {
        for (var i = 0; i < results.Count; i++)
        {
            into.Add(new Let(BindWide(results[i]), values[i]));
        }
    }

    /// <summary>The points that are here and for which a condition holds.</summary>
    private Value Here(Expression condition) => _mask is null && condition is Value same ? same : Named(_mask is null ? condition : _lanes.And(_mask, condition), "mask");

    private Value Named(Expression term, string name) => Named(Pool.Hint(term, name));

    private Expression NamedUnlessAtom(Expression term) => term.Operands.Count == 0 || term is Value ? term : Named(term);

    private static bool IsCheap(Region region)
    {
        if (region.Statements.Any(statement => statement is not Let))
        {
            return false;
        }

        // What reads beyond an array, or divides by 0, does so only where some point goes.
        var terms = Walk.AllTerms(region);
        return OperationCount.CostOfTerms(region) < CheapArm && !terms.Any(term =>
            term is Call { Rule: ForeignFunction } or Opaque { Operands.Count: > 0 }
            || (term is Operation { Operator: Operator.Element } && term.Operands.Skip(1).Any(index => index is not Constant))
            || (term is Operation { Operator: Operator.Divide or Operator.Remainder, Type.Kind: TypeKind.Integer }));
    }
}
