using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// What becomes of a call of a recursive method in a reverse sweep: a call for the value, and one that takes the adjoint of the value,
/// adds to those of the arrays it was given, and gives the value and the adjoints of the reals.
/// </summary>
internal sealed class RecursionCalls(ExpressionPool pool, Dependence dependence, AdjointArrays arrays)
{
    public static Evaluate Value(Recursion call) =>
        new(call.Target, call.Target.Pool.Opaque(call.Target.Type, Spelled(Companion.ValueOf(call.Companion.Name), call.Given.Count), [.. call.Given]), isPure: true);

    /// <summary>The call backwards; gives the adjoint of each real argument.</summary>
    /// <param name="call">The call.</param>
    /// <param name="adjoint">Of its value.</param>
    /// <param name="value">Where its value is wanted; null where it is known.</param>
    /// <param name="restored">What was given, as it is read here.</param>
    /// <param name="into">Where the call is added.</param>
    public IReadOnlyList<(Expression Given, Expression Adjoint)> Adjoint(Recursion call, Expression adjoint, Value? value, Func<Expression, Expression> restored, List<Statement> into)
    {
        var inputs = call.Companion.Primal.Inputs;
        int[] reals = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].IsActive && !inputs[i].Value.Type.IsArray)];
        var spans = new List<Expression>();
        var adds = new List<Expression>();
        foreach (var i in Enumerable.Range(0, inputs.Count).Where(i => inputs[i].IsActive && inputs[i].Value.Type.IsArray))
        {
            spans.Add(dependence.IsActive(call.Given[i]) ? arrays.SpanOf(call.Given[i], adds) : Nothing(restored(call.Given[i])));
        }

        var real = call.Target.Type;
        Expression[] operands = [.. call.Given.Select(restored), adjoint, .. spans];
        var type = reals.Length > 0 ? IrType.Opaque($"({string.Join(", ", Enumerable.Repeat(real.CSharp, reals.Length + 1))})") : value is null ? IrType.Opaque("void") : real;
        var all = reals.Length == 0 && value is not null ? value : pool.Local(type, call.Target.Name.Length == 0 ? "back" : call.Target.Name + "Back");
        into.Add(new Evaluate(all, pool.Opaque(type, Spelled(Companion.AdjointOf(call.Companion.Name), operands.Length), operands)) { Adds = adds });
        if (reals.Length > 0 && value is not null)
        {
            into.Add(new Let(value, pool.Opaque(real, ["", ".Item1"], all)));
        }

        var given = new List<(Expression, Expression)>();
        for (var k = 0; k < reals.Length; k++)
        {
            if (dependence.IsActive(call.Given[reals[k]]))
            {
                var share = pool.Local(real);
                into.Add(new Let(share, pool.Opaque(real, ["", $".Item{k + 2}"], all)));
                given.Add((call.Given[reals[k]], share));
            }
        }

        return given;
    }

    /// <summary>Memory for the adjoint of what is constant here.</summary>
    private Expression Nothing(Expression array)
    {
        var lengths = Enumerable.Range(0, array.Type.Rank).Select(dimension => pool.Length(array, dimension));
        var count = lengths.Aggregate((a, b) => pool.Operation(Operator.Multiply, IrType.Int, a, b));
        return pool.Opaque(IrType.Span(array.Type.Element!), [$"new {array.Type.Element!.CSharp}[", "]"], count);
    }

    private static string[] Spelled(string name, int count) => count == 0 ? [$"{name}()"] : [$"{name}(", .. Enumerable.Repeat(", ", count - 1), ")"];
}
