using System.Reflection;
using System.Text;

namespace SymbolicJacobian;

/// <summary>One kind of derivative of one method, checked or left out.</summary>
public sealed class DerivativeCheck
{
    internal DerivativeCheck(MethodInfo method, Derivatives kind, JacobianReport? report, string reason)
    {
        Method = method;
        Kind = kind;
        Report = report;
        Reason = reason;
    }

    /// <summary>The differentiated method.</summary>
    public MethodInfo Method { get; }

    /// <summary>The kind of derivative; none where the method as a whole could not be called.</summary>
    public Derivatives Kind { get; }

    /// <summary>What the check found; null where it could not be made.</summary>
    public JacobianReport? Report { get; }

    /// <summary>Why it could not be made; empty where it was.</summary>
    public string Reason { get; }

    /// <summary>Method, kind and verdict in one line.</summary>
    public override string ToString() => $"{Method.DeclaringType?.FullName}.{Method.Name} {Kind}: {(Report is null ? "not checked, " + Reason : Report.Verdict.ToString())}";
}

/// <summary>All generated derivatives of an assembly, see <see cref="GeneratedDerivatives.CheckAll"/>.</summary>
public sealed class DerivativeSurvey
{
    internal DerivativeSurvey(IReadOnlyList<DerivativeCheck> checks) => Checks = checks;

    /// <summary>By type and method.</summary>
    public IReadOnlyList<DerivativeCheck> Checks { get; }

    /// <summary>Those that contradict the method.</summary>
    public IEnumerable<DerivativeCheck> Wrong => Checks.Where(check => check.Report?.Verdict == Verdict.Wrong);

    /// <summary>Those that could not be made: give their arguments.</summary>
    public IEnumerable<DerivativeCheck> Unchecked => Checks.Where(check => check.Report is null);

    /// <summary>Throws where a derivative is wrong, or where there is none to check.</summary>
    /// <exception cref="JacobianCheckException">A derivative is wrong; the message is its table.</exception>
    /// <exception cref="InvalidOperationException">Nothing was checked.</exception>
    public void ThrowIfWrong()
    {
        if (Wrong.FirstOrDefault() is { } wrong) throw new JacobianCheckException($"{wrong}\n{wrong.Report}\n{this}", wrong.Report!);
        if (Checks.All(check => check.Report is null)) throw new InvalidOperationException("No generated derivative was checked.\n" + this);
    }

    /// <summary>A line for each check.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var check in Checks) text.Append(check).Append('\n');
        return text.ToString();
    }
}
