namespace SymbolicJacobian.Generator.Ir;

/// <summary>A recursive method as a function of its own, of which value and partials are given together.</summary>
internal sealed class Companion(string name, Function primal, int order)
{
    public string Name { get; } = name;

    /// <summary>The method, its own calls of itself being calls of <see cref="Name"/>.</summary>
    public Function Primal { get; } = primal;

    /// <summary>1 for first partials, 2 for second ones behind them; 0 where the function gives its partials by itself.</summary>
    public int Order { get; } = order;

    /// <summary>Value and Jacobian are arrays; second partials have a function of their own.</summary>
    public bool IsWhole { get; init; }

    /// <summary>It calls nothing of the object that the method belongs to: the object it is for, if any, is one of the inputs.</summary>
    public bool IsApart { get; init; }

    /// <summary>The name of the function for the value alone.</summary>
    public static string ValueOf(string name) => Named(name, "Value");

    /// <summary>The name of the function that is handed the adjoint of the value, and adds to those of what it is given.</summary>
    public static string AdjointOf(string name) => Named(name, "Adjoint");

    private static string Named(string name, string what)
    {
        const string Derivative = "Derivative";
        var at = name.LastIndexOf(Derivative, StringComparison.Ordinal);
        return at < 0 ? name + what : name.Substring(0, at) + what + name.Substring(at + Derivative.Length);
    }

    /// <summary>The name of the function for second partials.</summary>
    public static string SecondOf(string name) => name + "Second";
}
