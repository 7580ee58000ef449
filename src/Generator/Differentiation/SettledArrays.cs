using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Where an array has got its last element for good: nothing that comes later, in this iteration or another, writes it. What is read
/// of it from there on can be read again by the reverse sweep.
/// </summary>
internal sealed class SettledArrays
{
    private readonly ArrayAliases _aliases;
    private readonly HashSet<Expression> _lasting;
    private readonly IReadOnlyCollection<Loop> _repeated;
    private readonly HashSet<Value> _loads = [];
    private readonly Dictionary<Statement, HashSet<Expression>> _writtenAfter = [];

    /// <param name="function">With the arrays.</param>
    /// <param name="aliases">Of its body.</param>
    /// <param name="repeated">Loops whose iterations are run again where they are reversed: what counts there is the iteration.</param>
    public SettledArrays(Function function, ArrayAliases aliases, IReadOnlyCollection<Loop> repeated)
    {
        _aliases = aliases;
        _repeated = repeated;
        _lasting = [.. function.Inputs.Select(input => input.Value).Concat(function.Body.Statements.OfType<Allocate>().Select(allocate => allocate.Target))];

        // Foreign code that is handed an array may keep it.
        foreach (var opaque in Walk.AllTerms(function).OfType<Opaque>())
        {
            _lasting.ExceptWith(opaque.Operands);
        }

        Visit(function.Body, []);
    }

    /// <summary>Whether this is a load that gives the same at any later time.</summary>
    public bool Contains(Let let) => _loads.Contains(let.Target);

    /// <summary>Whether an array that lives as long as the function is not written any more once a statement has run, in this iteration or another.</summary>
    public bool IsSettledAfter(Expression array, Statement statement) => IsLasting(array) && !_writtenAfter[statement].Contains(_aliases.Class(array));

    public bool IsLasting(Expression array) => _lasting.Contains(array) && _aliases.IsAlone(array);

    private void Visit(Region region, HashSet<Expression> written)
    {
        for (var i = region.Statements.Count - 1; i >= 0; i--)
        {
            var statement = region.Statements[i];
            _writtenAfter[statement] = [.. written];
            var own = Walk.Written(statement).Select(_aliases.Class).ToArray();
            foreach (var nested in Walk.Regions(statement))
            {
                Visit(nested, statement is Loop loop ? (_repeated.Contains(loop) ? [] : [.. written, .. own]) : [.. written]);
            }

            if (statement is Let { Definition: Operation { Operator: Operator.Element } load } let && IsLasting(load.Operands[0]) && !written.Contains(_aliases.Class(load.Operands[0])))
            {
                _loads.Add(let.Target);
            }

            written.UnionWith(own);
        }
    }
}
