namespace SymbolicJacobian.Generator.Ir;

/// <summary>The partial derivatives of a function as terms of its arguments and of its own result, one per argument; null where it has none.</summary>
internal delegate Expression?[] Partials(IReadOnlyList<Expression> arguments, Expression result);

/// <summary>One function that C# can call and that has a derivative: a row of the table, or a <see cref="ForeignFunction"/>.</summary>
internal class Rule
{
    public Rule(string name, int arity, IReadOnlyList<string> methods, Partials partials, IReadOnlyList<Domain> domains, string? note = null)
    {
        Name = name;
        Arity = arity;
        Methods = methods;
        Partials = partials;
        Domains = domains;
        Note = note;
    }

    /// <summary>Unique in the table: <c>Sin</c>, <c>Atan2</c>, <c>FusedMultiplyAdd</c>.</summary>
    public string Name { get; }

    public int Arity { get; }

    /// <summary>Every C# method this row stands for, fully qualified: <c>System.Math.Sin</c>, <c>System.MathF.Sin</c>, <c>double.Sin</c>.</summary>
    public IReadOnlyList<string> Methods { get; }

    public Partials Partials { get; }

    /// <summary>Where each argument is sampled by the rule sweep.</summary>
    public IReadOnlyList<Domain> Domains { get; }

    /// <summary>For the docs: kinks and special points.</summary>
    public string? Note { get; }

    /// <summary>The result only jumps: the partials are absent, and a value that flows through deserves a hint.</summary>
    public bool IsPiecewiseConstant { get; init; }

    /// <summary>Somewhere inside the domain the slope (or the value) jumps; the partials are those of the branch the primal takes.</summary>
    public bool HasKink { get; init; }
}

/// <summary>An interval to sample an argument from.</summary>
internal readonly record struct Domain(double Low, double High);
