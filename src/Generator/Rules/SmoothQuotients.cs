using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules;

/// <summary>
/// Functions such as sin t / t, which C# can only compute as a quotient that is 0/0 at one point: their derivatives by functions of the
/// runtime that go through it. Each derivative is the function of the next order, so that second derivatives are exact as well.
/// </summary>
internal static class SmoothQuotients
{
    /// <summary>The class of the runtime, as generated code spells it.</summary>
    public const string Home = "global::SymbolicJacobian.RemovableSingularity.";

    /// <summary>Stumpff's c_k: of u = t² sin t / t, (1 − cos t)/t², (t − sin t)/t³ for k = 1, 2, 3; of −t² the same of hyperbolic functions.</summary>
    public static Expression Stumpff(int k, int order, Expression u) => Call($"Stumpff({k}, {order}, ", u, next => Stumpff(k, order + 1, next));

    /// <summary>(eˣ − 1)/x.</summary>
    public static Expression Exponential(int order, Expression x) => Call($"Exponential({order}, ", x, next => Exponential(order + 1, next));

    /// <summary>ln(1 + x)/x.</summary>
    public static Expression Logarithm(int order, Expression x) => Call($"Logarithm({order}, ", x, next => Logarithm(order + 1, next));

    /// <summary>arccos(w)/√(1 − w²).</summary>
    public static Expression ArcCosine(int order, Expression w) => Call($"ArcCosine({order}, ", w, next => ArcCosine(order + 1, next));

    private static Expression Call(string head, Expression x, Func<Expression, Expression> slope)
    {
        var cast = x.Type.Kind == TypeKind.Float ? "(float)" : "";
        var name = char.ToLowerInvariant(head[0]) + head.Substring(1, head.IndexOf('(') - 1);
        var function = new ForeignFunction(name, "removable", [cast + Home + head, ")"], 1, (arguments, _) => [slope(arguments[0])]);
        return x.Pool.Call(function, x.Type, x);
    }
}
