using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>The lengths with which arrays are made, as far as they are known at the top of the function.</summary>
internal sealed class ArrayLengths
{
    private readonly Dictionary<Expression, IReadOnlyList<Expression>> _lengths = [];
    private readonly HashSet<Expression> _early = [];
    private readonly ExpressionPool _pool;

    public ArrayLengths(Function function)
    {
        _pool = function.Pool;
        foreach (var input in function.Inputs)
        {
            _early.Add(input.Value);
            if (input.Size is { } size && input.Value.Type.IsArray)
            {
                _lengths[input.Value] = [.. size.Select(length => _pool.Int(length))];
            }
        }

        // Before the first loop or branch everything is bound for the rest of the function.
        foreach (var statement in function.Body.Statements.TakeWhile(statement => statement is not Loop and not If { Results.Count: > 0 }))
        {
            _early.UnionWith(Walk.Binds(statement));
        }

        var written = new HashSet<Expression>(function.Body.Statements.SelectMany(Walk.Written));
        Walk.Statements(function.Body, statement =>
        {
            if (statement is Allocate allocate)
            {
                _lengths[allocate.Target] = allocate.Lengths;
                if (!written.Contains(allocate.Target) && allocate.Lengths.All(length => length is Constant { Integer: 0 }))
                {
                    Placeholders.Add(allocate.Target);
                }
            }
        });
    }

    /// <summary>Arrays that stand where none was set, and that nobody reads.</summary>
    public HashSet<Expression> Placeholders { get; } = [];

    /// <summary>The lengths that all of these arrays have; null where they differ or may.</summary>
    public IReadOnlyList<Expression>? Common(IEnumerable<Expression> arrays)
    {
        IReadOnlyList<Expression>? common = null;
        foreach (var array in arrays.Where(array => !Placeholders.Contains(array)))
        {
            var lengths = Of(array);
            if (lengths.Any(length => !Walk.ExpressionsOf(length).OfType<Value>().All(_early.Contains))
                || (common is not null && !(common.Count == lengths.Count && common.Zip(lengths, ReferenceEquals).All(same => same))))
            {
                return null;
            }

            common = lengths;
        }

        return common;
    }

    private IReadOnlyList<Expression> Of(Expression array) => _lengths.TryGetValue(array, out var lengths)
        ? lengths
        : [.. Enumerable.Range(0, array.Type.Rank).Select(dimension => _pool.Length(array, dimension))];
}
