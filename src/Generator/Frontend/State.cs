using System.Collections.Immutable;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What every variable holds at one point of the program. Arms of branches share what they do not change, and say what they do: a
/// method may have thousands of variables and as many places where it forks.
/// </summary>
internal sealed class State
{
    private static readonly ImmutableSortedDictionary<Variable, Expression> _nothing =
        ImmutableSortedDictionary.Create<Variable, Expression>(Comparer<Variable>.Create((a, b) => a.Order.CompareTo(b.Order)));

    private readonly HashSet<Variable> _changed = [];
    private ImmutableSortedDictionary<Variable, Expression> _terms = _nothing;

    /// <summary>This point is not reached: a throw stands before it.</summary>
    public bool Thrown { get; set; }

    /// <summary>In the order in which they were first set.</summary>
    public IEnumerable<Variable> Variables => _terms.Keys;

    /// <summary>What was set since this arm began.</summary>
    public IEnumerable<Variable> Changed => _changed;

    public Expression? this[Variable variable]
    {
        get => _terms.TryGetValue(variable, out var term) ? term : null;
        set
        {
            variable.Ordered();
            _changed.Add(variable);
            _terms = value is null ? _terms.Remove(variable) : _terms.SetItem(variable, value);
        }
    }

    /// <summary>The start of an arm.</summary>
    public State Fork() => new() { _terms = _terms, Thrown = Thrown };

    /// <summary>To come back to.</summary>
    public State Clone()
    {
        var clone = Fork();
        clone._changed.UnionWith(_changed);
        return clone;
    }

    /// <summary>What an arm has set, in the order in which the variables were first set.</summary>
    public static IEnumerable<Variable> ChangedIn(State one, State other) => one._changed.Union(other._changed).OrderBy(variable => variable.Order);

    /// <summary>Goes on where an arm that began here has ended.</summary>
    public void Continue(State arm)
    {
        _changed.UnionWith(arm._changed);
        _terms = arm._terms;
        Thrown = arm.Thrown;
    }
}
