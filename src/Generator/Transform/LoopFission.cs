using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// A loop that fills several parts of an array at once (<c>y[i] = …; y[n + i] = …</c>) as one loop for each part, so that the
/// elements come in order. What the parts share is computed in each: for derivatives only.
/// </summary>
internal sealed class LoopFission : Rewriter
{
    private readonly Value _array;
    private readonly ArrayAliases _aliases;
    private IReadOnlyList<Expression>? _part;

    private LoopFission(Function function, Value array, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _array = array;
        _aliases = new ArrayAliases(function.Body);
    }

    /// <summary>The function with its loops over <paramref name="array"/> taken apart; null where there is nothing to take apart.</summary>
    public static Function? Run(Function function, Value array, CancellationToken cancellation)
    {
        var pass = new LoopFission(function, array, cancellation);
        return function.Body.Statements.Any(statement => pass.Parts(statement).Count > 1) ? pass.Rewrite(function) : null;
    }

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Expression Unbound(Value value) => value;

    protected override Region RewriteBody(Region body)
    {
        var statements = new List<Statement>();
        foreach (var statement in body.Statements)
        {
            var parts = Parts(statement);
            if (parts.Count <= 1)
            {
                Rewrite(statement, statements);
                continue;
            }

            foreach (var part in parts)
            {
                _part = part;
                ForgetTerms();
                Rewrite(statement, statements);
            }

            _part = null;
        }

        return new Region(statements, [.. body.Yields.Select(Rewrite)]);
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (_part is not null && statement is Store store && !store.Indices.SequenceEqual(_part))
        {
            return;
        }

        base.Rewrite(statement, into);
    }

    /// <summary>The places that a loop stores into, if all it does is to compute and to store there.</summary>
    private List<IReadOnlyList<Expression>> Parts(Statement statement)
    {
        var parts = new List<IReadOnlyList<Expression>>();
        if (statement is not For loop || loop.Results.Count > 0)
        {
            return parts;
        }

        var isPure = true;
        Walk.Statements(loop.Body, inner =>
        {
            isPure &= inner switch
            {
                Let let => let.Definition is not Operation { Operator: Operator.Element } load || !_aliases.MayBeSame(load.Operands[0], _array),
                Store store => ReferenceEquals(store.Array, _array),
                If branch => !branch.Then.Throws && !branch.Else.Throws,
                For => true,
                _ => false,
            };
            if (inner is Store { Array: var array } part && ReferenceEquals(array, _array) && !parts.Any(other => other.SequenceEqual(part.Indices)))
            {
                parts.Add(part.Indices);
            }
        });
        return isPure ? parts : [];
    }
}
