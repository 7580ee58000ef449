namespace SymbolicJacobian;

/// <summary>A check found a wrong derivative.</summary>
public sealed class JacobianCheckException : Exception
{
    /// <summary>An exception whose message is the report's table.</summary>
    /// <param name="report">The report.</param>
    public JacobianCheckException(JacobianReport report)
        : base(report?.ToString()) => Report = report ?? throw new ArgumentNullException(nameof(report));

    internal JacobianCheckException(string message, JacobianReport report)
        : base(message) => Report = report;

    /// <summary>What the check found.</summary>
    public JacobianReport Report { get; }
}
