using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// A loop that looks for the largest or smallest of its terms (<c>best = Math.Min(best, t)</c>, <c>if (t &lt; best) best = t;</c>) notes in which iteration it was
/// found. The way back then goes through that iteration alone, and nothing of the others is kept. Exact: the value stays what the loop made.
/// </summary>
internal sealed class Extrema : Refining
{
    private readonly ArrayAliases _aliases;

    private Extrema(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _aliases = new ArrayAliases(function.Body);
    }

    public static Function Run(Function function, CancellationToken cancellation) => new Extrema(function, cancellation).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var inner = new List<Statement>();
        base.Rewrite(loop, inner);
        var found = inner is [For rewritten] ? Found(rewritten) : [];
        if (found.Count == 0)
        {
            into.AddRange(inner);
            return;
        }

        Note((For)inner[0], found, into);
    }

    private List<Extremum> Found(For loop) =>
        [.. Enumerable.Range(0, loop.Carried.Count).Select(k => Extremum.Of(loop, k, _aliases)).OfType<Extremum>()];

    private void Note(For loop, List<Extremum> found, List<Statement> into)
    {
        var none = Integer(Operator.Subtract, loop.Start, loop.Step);
        var (carried, yields, results) = (loop.Carried.ToList(), loop.Body.Yields.ToList(), loop.Results.ToList());
        var (body, after) = (loop.Body.Statements.ToList(), new List<Statement>());
        foreach (var extremum in found)
        {
            var k = extremum.Position;
            var (result, initial) = (loop.Results[k], loop.Carried[k].Initial);
            var (value, before, at, next) = (Pool.Local(result.Type, result.Name), Chosen(), Chosen(), Chosen());
            body.Add(new Let(next, Pool.Select(extremum.IsChosen, loop.Index, before)));
            carried[k] = new Carried(loop.Carried[k].Phi, Alone(initial));
            yields[k] = Alone(yields[k]);
            results[k] = value;
            carried.Add(new Carried(before, none));
            yields.Add(next);
            results.Add(at);

            var again = new Again(Pool, loop.Index, at, Cancellation);
            var (statements, term) = again.Of(extremum);
            var origin = Pool.Local(result.Type);
            after.Add(new If(Pool.Operation(Operator.NotEqual, IrType.Boolean, at, none), new Region(statements, [term]), new Region([], [initial]), [origin]));
            after.Add(new Let(result, Known.Value(result.Type, result.Name, ["", ""], [value], [(origin, Pool.Real(1, result.Type))])));
        }

        into.Add(new For(loop.Index, loop.Start, loop.Comparison, loop.Bound, loop.Step, loop.Guard, carried, new Region(body, yields), results));
        into.AddRange(after);
    }

    private Value Chosen() => Pool.Local(IrType.Int, "chosen");

    /// <summary>The value of a term without its derivative.</summary>
    private Expression Alone(Expression term) => term is Constant ? term : Known.Value(term.Type, "", ["", ""], [term], []);

    private Expression Integer(Operator op, Expression a, Expression b) => Pool.Operation(op, IrType.Int, a, b);

    /// <summary>One iteration again, under names of its own.</summary>
    private sealed class Again(ExpressionPool pool, Value index, Value at, CancellationToken cancellation) : Rewriter(pool, cancellation)
    {
        public (IReadOnlyList<Statement> Statements, Expression Term) Of(Extremum extremum)
        {
            Replace(index, at);
            var term = Pool.Local(extremum.Term.Type);
            var region = Rewrite(new Region([.. extremum.Needed, new Let(term, extremum.Term)], [term]));
            return (region.Statements, region.Yields[0]);
        }

        protected override Expression Unbound(Value value) => value;
    }
}

/// <summary>What a loop looks for: the carried variable, the term of one iteration, and what computes that.</summary>
internal sealed record Extremum(int Position, Expression Term, Expression IsChosen, IReadOnlyList<Statement> Needed)
{
    public static Extremum? Of(For loop, int position, ArrayAliases aliases)
    {
        var (phi, next) = (loop.Carried[position].Phi, loop.Body.Yields[position]);
        if (!phi.Type.IsReal || Choice(loop, phi, next) is not var (term, isChosen))
        {
            return null;
        }

        var phis = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi));
        return IsUsedAlone(loop, phi, next) && !Walk.Mentions(term, phis) && IsOutside(loop, term) && Slice(loop, term) is var needed && needed.Append(new Let(phi, term)).All(statement => IsRepeatable(statement, phis, loop, aliases))
            ? new Extremum(position, term, isChosen, needed)
            : null;
    }

    /// <summary>The term that may take the variable's place, and the condition that it does.</summary>
    private static (Expression Term, Expression IsChosen)? Choice(For loop, Value phi, Expression next)
    {
        var definition = next is Value value ? loop.Body.Statements.OfType<Let>().FirstOrDefault(let => ReferenceEquals(let.Target, value))?.Definition : next;
        switch (definition)
        {
            case Call { Rule.Name: "Max" or "Min", Operands: [var a, var b] } when ReferenceEquals(a, phi) != ReferenceEquals(b, phi):
                var term = ReferenceEquals(a, phi) ? b : a;
                return term is Constant ? null : (term, IsExtreme(next, term));
            case Operation { Operator: Operator.Select } select:
                return Choice(select.Operands[0], select.Operands[1], select.Operands[2], phi);
            case null when loop.Body.Statements.OfType<If>().FirstOrDefault(branch => branch.Results.Contains(next)) is { } branch
                && !branch.Then.Throws && !branch.Else.Throws:
                var result = branch.Results.ToList().IndexOf((Value)next);
                return Choice(branch.Condition, Definition(branch.Then, result), Definition(branch.Else, result), phi);
            default:
                return null;
        }
    }

    /// <summary>What a side hands on, through a name of its own.</summary>
    private static Expression Definition(Region side, int result) =>
        side.Statements.OfType<Let>().FirstOrDefault(let => ReferenceEquals(let.Target, side.Yields[result]))?.Definition ?? side.Yields[result];

    private static (Expression Term, Expression IsChosen)? Choice(Expression condition, Expression then, Expression otherwise, Value phi) =>
        ReferenceEquals(then, phi) && otherwise is not Constant ? (otherwise, condition.Pool.Operation(Operator.Not, IrType.Boolean, condition))
        : ReferenceEquals(otherwise, phi) && then is not Constant ? (then, condition)
        : null;

    /// <summary>At a tie the later term counts, as among the partials of Max and Min; what is undefined is found, too.</summary>
    private static Expression IsExtreme(Expression result, Expression term)
    {
        var pool = term.Pool;
        return pool.Operation(
            Operator.Or,
            IrType.Boolean,
            pool.Operation(Operator.Equal, IrType.Boolean, result, term),
            pool.Operation(Operator.NotEqual, IrType.Boolean, term, term));
    }

    /// <summary>No other real in the loop comes from the variable: neither from what it was nor from what it becomes.</summary>
    private static bool IsUsedAlone(For loop, Value phi, Expression next)
    {
        var both = new HashSet<Expression> { phi, next };
        var isAlone = loop.Body.Yields.Count(yield => Walk.Mentions(yield, both)) == 1;
        Walk.Statements(loop.Body, statement =>
        {
            var isOwn = Walk.Binds(statement).Contains(next) || (statement is Let { Target: var target } && ReferenceEquals(target, next));
            var roots = !isOwn ? RealRoots(statement) : statement is If branch ? YieldsBeside(branch, next) : [];
            isAlone &= !roots.Any(root => Walk.Mentions(root, both));
        });
        return isAlone;
    }

    /// <summary>What a branch hands on under other names.</summary>
    private static IEnumerable<Expression> YieldsBeside(If branch, Expression next) => new[] { branch.Then, branch.Else }
        .Where(side => !side.Throws)
        .SelectMany(side => side.Yields.Where((_, k) => !ReferenceEquals(branch.Results[k], next)));

    private static IEnumerable<Expression> RealRoots(Statement statement) => Walk.Roots(statement).Concat(Walk.Regions(statement).SelectMany(region => region.Yields))
        .Where(root => root.Type.Kind is not (TypeKind.Boolean or TypeKind.Integer) || statement is not (Let or If));

    /// <summary>No part of the term is known inside of a branch or loop alone.</summary>
    private static bool IsOutside(For loop, Expression term)
    {
        var inside = new HashSet<Expression>();
        foreach (var region in loop.Body.Statements.SelectMany(Walk.Regions))
        {
            Walk.Statements(region, statement => inside.UnionWith(Walk.Binds(statement)));
        }

        return !Walk.Mentions(term, inside);
    }

    /// <summary>The statements of the body that a term comes from, in order.</summary>
    private static List<Statement> Slice(For loop, Expression term)
    {
        var (needed, roots) = (new List<Statement>(), new HashSet<Expression>(Walk.ExpressionsOf(term)));
        foreach (var statement in loop.Body.Statements.Reverse())
        {
            if (Walk.Binds(statement).Any(roots.Contains))
            {
                needed.Insert(0, statement);
                roots.UnionWith(Walk.AllTerms(statement));
            }
        }

        return needed;
    }

    /// <summary>It only computes, from what is the same after the loop.</summary>
    private static bool IsRepeatable(Statement statement, HashSet<Expression> phis, For loop, ArrayAliases aliases)
    {
        var written = new HashSet<Expression>(Walk.Written(loop).Select(aliases.Class));
        var isPure = true;
        Visit(statement);
        foreach (var region in Walk.Regions(statement))
        {
            Walk.Statements(region, Visit);
        }

        return isPure && !Walk.AllTerms(statement).Any(term => phis.Contains(term) || (term.Type.IsArray && written.Contains(aliases.Class(term))));

        void Visit(Statement nested) => isPure &= nested is Let or If or Loop;
    }
}
