namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>The names that can be used at one place.</summary>
internal sealed class Scope(Scope? outer = null, bool isFunction = false)
{
    private readonly List<Variable> _own = [];
    private readonly List<Bound> _bounds = [];

    public int LoopDepth { get; init; } = outer?.LoopDepth ?? 0;

    /// <summary>Whether break and continue have a loop here, and nothing that stands between.</summary>
    public bool IsInLoop { get; init; } = outer is not null && !isFunction && outer.IsInLoop;

    /// <summary>What the method or local function around returns; null for nothing.</summary>
    public Kind? Result { get; init; } = outer?.Result;

    /// <summary>Whether a return may stand here: not in a finally, say.</summary>
    public bool MayReturn { get; init; } = outer?.MayReturn ?? true;

    /// <summary>Whether the names here are seen there, and may be changed there.</summary>
    public bool IsAround(Scope? inner)
    {
        for (; inner is not null; inner = inner.Outer)
        {
            if (inner == this)
            {
                return true;
            }
        }

        return false;
    }

    private Scope? Outer => outer;

    public void Add(Variable variable) => _own.Add(variable);

    /// <summary>The same place without the names of its own.</summary>
    public Scope WithoutOwn() => new(outer, isFunction);

    public void Add(Bound bound) => _bounds.Add(bound);

    public IEnumerable<Variable> All(params Kind[] kinds) => Visible().Where(variable => kinds.Contains(variable.Kind));

    public IEnumerable<string> IndicesOf(Length length) => Bounds().Where(bound => bound.Length == length).Select(bound => bound.Index);

    private IEnumerable<Bound> Bounds() => _bounds.Concat(outer?.Bounds() ?? []);

    private IEnumerable<Variable> Visible() =>
        _own.Concat((outer?.Visible() ?? []).Where(variable => !isFunction || !(variable.IsByReference || variable.Kind is Kind.Span or Kind.View)));
}
