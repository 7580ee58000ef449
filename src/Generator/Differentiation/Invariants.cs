using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Parts the statements that a loop would repeat into those that do the same each time, which can run once before it (F's guards,
/// and of its value what nothing takes apart again), and the others.
/// </summary>
internal sealed class Invariants
{
    private readonly HashSet<Statement> _variant = [];
    private readonly HashSet<Expression> _values = [];
    private readonly HashSet<Expression> _memory = [];
    private readonly IReadOnlyList<Statement> _statements;
    private readonly ArrayAliases _aliases;

    private Invariants(IReadOnlyList<Statement> statements, Value index)
    {
        _statements = statements;
        _aliases = new ArrayAliases(new Region(statements, []));
        _values.Add(index);
    }

    public static (IReadOnlyList<Statement> Before, IReadOnlyList<Statement> Inside) Split(IReadOnlyList<Statement> statements, Value index)
    {
        var pass = new Invariants(statements, index);
        while (pass.Grow())
        {
        }

        return ([.. statements.Where(statement => !pass._variant.Contains(statement))], [.. statements.Where(pass._variant.Contains)]);
    }

    private bool Grow()
    {
        var grown = false;

        // What a statement that varies has read must not be changed after it by one that runs before them all.
        var read = new HashSet<Expression>();
        foreach (var statement in _statements)
        {
            var memory = Memory(statement).ToArray();
            if (!_variant.Contains(statement) && !Varies(statement, memory) && !Written(statement).Any(read.Contains))
            {
                continue;
            }

            read.UnionWith(memory);
            if (_variant.Add(statement))
            {
                grown = true;
                _memory.UnionWith(Written(statement));
                _values.UnionWith(Walk.Binds(statement).Where(value => !value.Type.IsArray && statement is not OpenTape));
            }
        }

        return grown;
    }

    private bool Varies(Statement statement, Expression[] memory) =>
        memory.Any(_memory.Contains) || Walk.AllTerms(statement).Any(_values.Contains);

    /// <summary>The arrays and tapes that a statement reads or writes.</summary>
    private IEnumerable<Expression> Memory(Statement statement) =>
        Walk.AllTerms(statement).Where(IsMemory).Select(Class).Concat(Written(statement));

    private IEnumerable<Expression> Written(Statement statement)
    {
        foreach (var array in Walk.Written(statement))
        {
            yield return Class(array);
        }

        foreach (var nested in Nested(statement))
        {
            switch (nested)
            {
                case Push push:
                    yield return push.Tape;
                    break;
                case Pop pop:
                    yield return pop.Tape;
                    break;
                case Evaluate { IsPure: false, Code: var code }:
                    // It may change every object that it is told of.
                    foreach (var known in Walk.ExpressionsOf([code]).Where(IsMemory))
                    {
                        yield return Class(known);
                    }

                    break;
            }

            foreach (var bound in Walk.Binds(nested).Where(value => IsMemory(value) || nested is OpenTape))
            {
                yield return Class(bound);
            }
        }
    }

    private static List<Statement> Nested(Statement statement)
    {
        var all = new List<Statement>();
        Walk.Statements(new Region([statement], []), all.Add);
        return all;
    }

    private static bool IsMemory(Expression term) => term is Value && (term.Type.IsArray || term.Type.Kind == TypeKind.Opaque);

    private Expression Class(Expression array) => array.Type.IsArray ? _aliases.Class(array) : array;
}
