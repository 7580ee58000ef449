using System.Reflection;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Rules;

/// <summary>Computes terms as the emitted C# would: in their own type, a call by its own method, only the chosen operand of a select.</summary>
internal sealed class Evaluator(IReadOnlyDictionary<Expression, object> values)
{
    public double Real(Expression expression) => Convert.ToDouble(Evaluate(expression));

    public object Evaluate(Expression expression) => expression switch
    {
        _ when values.TryGetValue(expression, out var value) => value,
        Constant { Type.Kind: TypeKind.Double } c => c.Real,
        Constant { Type.Kind: TypeKind.Float } c => (float)c.Real,
        Constant { Type.Kind: TypeKind.Boolean } c => c.Integer != 0,
        Constant c => (int)c.Integer,
        Call c => Methods.Invoke(RuleTable.MethodFor(c.Rule, c.Type), c.Type, [.. c.Operands.Select(Evaluate)]),
        Operation o => Evaluate(o),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no value."),
    };

    private object Evaluate(Operation o)
    {
        var first = Evaluate(o.Operands[0]);
        switch (o.Operator)
        {
            case Operator.Select:
                return Evaluate(o.Operands[(bool)first ? 1 : 2]);
            case Operator.And:
                return (bool)first && (bool)Evaluate(o.Operands[1]);
            case Operator.Or:
                return (bool)first || (bool)Evaluate(o.Operands[1]);
            case Operator.Not:
                return !(bool)first;
            case Operator.Negate:
                return first is float ? -(float)first : (object)-(double)first;
            case Operator.Convert:
                return o.Type.Kind == TypeKind.Float ? Convert.ToSingle(first) : (object)Convert.ToDouble(first);
        }

        var second = Evaluate(o.Operands[1]);
        return first is float ? Binary(o.Operator, (float)first, (float)second) : Binary(o.Operator, (double)first, (double)second);
    }

    private static object Binary<T>(Operator op, T a, T b)
        where T : System.Numerics.IFloatingPointIeee754<T> => op switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => a / b,
            Operator.Remainder => a % b,
            Operator.Less => a < b,
            Operator.LessOrEqual => a <= b,
            Operator.Greater => a > b,
            Operator.GreaterOrEqual => a >= b,
            Operator.Equal => a == b,
            Operator.NotEqual => a != b,
            _ => throw new InvalidOperationException($"{op} is not an operator on reals."),
        };
}

/// <summary>The C# methods behind the identities of the table.</summary>
internal static class Methods
{
    public static readonly Type[] Homes = [typeof(Math), typeof(MathF), typeof(double), typeof(float)];

    /// <summary>All overloads of an identity on this real type: its other parameters are integers or rounding modes.</summary>
    public static IEnumerable<MethodInfo> Overloads(string identity, int arity, Type real) =>
        Candidates(Homes.Single(home => identity.StartsWith(Prefix(home), StringComparison.Ordinal)))
            .Where(method => Identity(method) == identity && Parameters(method).Length == arity
                && Parameters(method).All(type => type == real || type == typeof(int) || type == typeof(MidpointRounding)));

    /// <summary>Every static method of a home that maps reals (and integers, rounding modes) to a real or a pair of them.</summary>
    public static IEnumerable<MethodInfo> Candidates(Type home) =>
        home.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && !method.IsGenericMethod && IsRealOrPair(method.ReturnType) && Parameters(method).Any(IsReal));

    public static string Identity(MethodInfo method) => Prefix(method.DeclaringType!) + method.Name;

    public static Type[] Parameters(MethodInfo method) => [.. method.GetParameters().Select(parameter => parameter.ParameterType)];

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsRealOrPair(Type type) => IsReal(type) || (type.IsGenericType && type.GetGenericArguments().All(IsReal));

    public static object Invoke(string identity, IrType type, object[] arguments)
    {
        var real = type.Kind == TypeKind.Float ? typeof(float) : typeof(double);
        return Overloads(identity, arguments.Length, real)
            .Single(method => Parameters(method).SequenceEqual(arguments.Select(argument => argument.GetType())))
            .Invoke(null, arguments)!;
    }

    private static string Prefix(Type home) =>
        home == typeof(double) ? "double." : home == typeof(float) ? "float." : $"System.{home.Name}.";
}
