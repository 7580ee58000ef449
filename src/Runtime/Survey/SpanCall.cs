using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace SymbolicJacobian;

/// <summary>Calls a method with arrays where it takes spans, which reflection alone cannot.</summary>
#if NET
[RequiresUnreferencedCode(GeneratedDerivatives.Reflection)]
[RequiresDynamicCode(GeneratedDerivatives.Dynamic)]
#endif
internal static class SpanCall
{
    /// <summary>The method as a function of its instance and its arguments.</summary>
    public static Func<object?, object?[], object?> Of(MethodInfo method)
    {
        var (instance, arguments) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object[])));
        var given = method.GetParameters().Select((parameter, i) => Argument(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType));
        var call = Expression.Call(method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!), method, given);
        Expression body = method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(null)) : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object?, object?[], object?>>(body, instance, arguments).Compile();
    }

    private static Expression Argument(Expression given, Type type) => SurveyedPoint.IsSpan(type)
        ? Expression.Convert(Expression.Convert(given, type.GetGenericArguments()[0].MakeArrayType()), type)
        : Expression.Convert(given, type);
}
