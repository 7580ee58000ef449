namespace SymbolicJacobian.Generator.Proof;

internal enum Outcome
{
    /// <summary>The body has run to its end.</summary>
    Done,

    /// <summary>It threw, as the user's own guards do.</summary>
    Thrown,

    /// <summary>A value that decides what happens next is not known here.</summary>
    Undefined,

    /// <summary>It would take more steps or memory than it was given.</summary>
    Exhausted,
}

/// <summary>What evaluations may cost, all together. Counted and never timed: a proof must not depend on the machine.</summary>
internal sealed class Budget(int steps, int elements)
{
    public int Steps { get; private set; } = steps;

    public int Elements { get; private set; } = elements;

    public bool Spend(int steps) => (Steps -= steps) >= 0;

    public bool Allocate(long elements)
    {
        if (elements > Elements)
        {
            return false;
        }

        Elements -= (int)elements;
        return true;
    }
}
