namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// What a thread does for one file: whether anyone still waits for it, and how much it may do at most. Every new term, every term
/// that a walk meets and every line is a step, so that nothing goes on for long unasked, whichever pass it is.
/// </summary>
internal sealed class Effort
{
    /// <summary>Some hundred megabytes of terms; far more than any method within the budgets makes.</summary>
    private const int MostTerms = 1_500_000;

    private const int StepsBetweenChecks = 256;

    [ThreadStatic]
    private static Effort? _current;

    private readonly CancellationToken _cancellation;
    private int _steps;
    private int _terms;

    private Effort(CancellationToken cancellation)
    {
        _cancellation = cancellation;
    }

    /// <summary>For tests: told of each check for cancellation on this thread.</summary>
    [ThreadStatic]
    internal static Action? Checked;

    public static T Run<T>(Func<T> work, CancellationToken cancellation)
    {
        var outer = _current;
        _current = new Effort(cancellation);
        try
        {
            return work();
        }
        finally
        {
            _current = outer;
        }
    }

    public static void Step()
    {
        if (_current is { } current && ++current._steps >= StepsBetweenChecks)
        {
            current.Check();
        }
    }

    /// <summary>A term was made.</summary>
    public static void Term()
    {
        if (_current is { } current)
        {
            if (++current._terms > MostTerms)
            {
                throw new BudgetExceededException($"{MostTerms} terms");
            }

            if (++current._steps >= StepsBetweenChecks)
            {
                current.Check();
            }
        }
    }

    private void Check()
    {
        _steps = 0;
        Checked?.Invoke();
        _cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>A method passes a limit that only shows when its derivatives are made; the message names the limit.</summary>
internal class BudgetExceededException(string limit) : Exception(limit)
{
    /// <summary>What a thread with room for deep programs cannot follow any more.</summary>
    public const string Depth = "the depth that can be followed";
}
