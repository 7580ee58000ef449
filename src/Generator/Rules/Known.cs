using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>A value that comes from C#, together with its partial derivatives, which are terms at hand: a rule for this one call.</summary>
internal static class Known
{
    /// <param name="type">The type of the value.</param>
    /// <param name="name">What a temporary for it is called.</param>
    /// <param name="spelling">The C# that computes it, as texts around its operands.</param>
    /// <param name="operands">What stands in the holes; a change of them alone changes nothing.</param>
    /// <param name="partials">What the value depends on, and its partial derivative by each.</param>
    public static Expression Value(
        IrType type,
        string name,
        IReadOnlyList<string> spelling,
        IReadOnlyList<Expression> operands,
        IReadOnlyList<(Expression Argument, Expression Partial)> partials)
    {
        // A literal does not change.
        Expression[] links = [.. partials.Where(link => link.Argument is not Constant).SelectMany(link => new[] { link.Argument, link.Partial })];
        var holes = operands.Count;
        var function = new ForeignFunction(name, "known", spelling, holes + links.Length, (arguments, _) => Partials(arguments, holes));
        return operands.Concat(links).First().Pool.Call(function, type, [.. operands, .. links]);
    }

    private static Expression?[] Partials(IReadOnlyList<Expression> arguments, int holes)
    {
        var partials = new Expression?[arguments.Count];
        for (var i = holes; i < arguments.Count; i += 2)
        {
            partials[i] = arguments[i + 1];
        }

        return partials;
    }
}
