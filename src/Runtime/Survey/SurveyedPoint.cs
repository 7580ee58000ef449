using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SymbolicJacobian;

/// <summary>Arguments for a method, and which reals among them are columns.</summary>
#if NET
[RequiresUnreferencedCode(GeneratedDerivatives.Reflection)]
[RequiresDynamicCode(GeneratedDerivatives.Dynamic)]
#endif
internal sealed class SurveyedPoint
{
    private readonly object?[] _arguments;

    private SurveyedPoint(ParameterInfo[] parameters, ParameterInfo? destination, object?[] arguments)
    {
        Parameters = parameters;
        Destination = destination;
        _arguments = arguments;
        Columns = [.. parameters.SelectMany((parameter, i) => IsColumn(parameter) ? Flatten(arguments[i]!) : [])];
        Names = [.. parameters.SelectMany((parameter, i) => IsColumn(parameter) ? NamesOf(parameter.Name!, arguments[i]!) : [])];
        IsSingle = parameters.Any(parameter => ElementOf(parameter.ParameterType) == typeof(float));
    }

    public ParameterInfo[] Parameters { get; }

    /// <summary>The span that the method fills, if it gives nothing else.</summary>
    public ParameterInfo? Destination { get; }

    public double[] Columns { get; }

    public string[] Names { get; }

    public bool IsSingle { get; }

    public static SurveyedPoint? Of(MethodInfo method, object?[]? given, out string reason)
    {
        reason = "";
        var parameters = method.GetParameters();
        var destination = method.ReturnType == typeof(void)
            ? parameters.LastOrDefault(parameter => parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(Span<>))
            : null;
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (!IsConstant(parameters[i]) && ElementOf(type) is null && !IsPassive(type))
            {
                reason = $"'{parameters[i].Name}' is neither a real nor an array of reals";
                return null;
            }

            arguments[i] = given is not null && i < given.Length && given[i] is { } argument ? argument : MadeUp(parameters[i], i);
        }

        return new SurveyedPoint(parameters, destination, arguments);

        bool IsConstant(ParameterInfo parameter) => parameter == destination || parameter.GetCustomAttribute<ConstantAttribute>() is not null;
    }

    /// <summary>The arguments with these columns; arrays are new each time, for a method may write to them.</summary>
    public (object?[] Arguments, Array? Destination) Arguments(double[] x)
    {
        var next = 0;
        Array? destination = null;
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = _arguments[i] is Array array ? array.Clone() : _arguments[i];
            if (Parameters[i] == Destination)
            {
                destination = (Array?)arguments[i];
            }
            else if (IsColumn(Parameters[i]))
            {
                arguments[i] = Filled(arguments[i]!, x, ref next);
            }
        }

        return (arguments, destination);
    }

    public Array NewArray(int length) => IsSingle ? new float[length] : new double[length];

    public static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var generic && (generic == typeof(Span<>) || generic == typeof(ReadOnlySpan<>));

    /// <summary>All reals of a result: a number, an array, a tuple or an object of them.</summary>
    public static double[] Flatten(object value) => value switch
    {
        double real => [real],
        float real => [real],
        int or long or bool or string => [],
        Array array => [.. array.Cast<object>().SelectMany(Flatten)],
        _ => [.. value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken).SelectMany(field => Flatten(field.GetValue(value)!))],
    };

    private static IEnumerable<string> NamesOf(string name, object value) =>
        value is Array array ? Enumerable.Range(0, array.Length).Select(i => $"{name}[{i}]") : [name];

    public bool IsColumn(ParameterInfo parameter) =>
        parameter != Destination && ElementOf(parameter.ParameterType) is not null && parameter.GetCustomAttribute<ConstantAttribute>() is null;

    /// <summary>double or float, of a number, an array of one or two dimensions, or a span; null for anything else.</summary>
    private static Type? ElementOf(Type type)
    {
        var element = type.IsArray && type.GetArrayRank() <= 2 ? type.GetElementType()! : IsSpan(type) ? type.GetGenericArguments()[0] : type;
        return element == typeof(double) || element == typeof(float) ? element : null;
    }

    private static bool IsPassive(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(bool) || type == typeof(string) || type.IsEnum || typeof(Delegate).IsAssignableFrom(type);

    private static object? MadeUp(ParameterInfo parameter, int position)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue && parameter.DefaultValue is { } standard) return standard;
        if (type == typeof(int)) return 2;
        if (type == typeof(long)) return 2L;
        if (type == typeof(bool)) return true;
        if (ElementOf(type) is not { } element) return null;
        var size = parameter.GetCustomAttribute<SizeAttribute>();
        if (type == element) return Real(element, position);
        var array = type.IsArray && type.GetArrayRank() == 2 ? Array.CreateInstance(element, size?.Rows ?? 3, size?.Columns ?? 3) : Array.CreateInstance(element, size?.Length ?? 3);
        var next = 0;
        return Filled(array, [.. Enumerable.Range(0, array.Length).Select(k => Convert.ToDouble(Real(typeof(double), position + k + 1), System.Globalization.CultureInfo.InvariantCulture))], ref next);
    }

    /// <summary>Between 0.4 and 1.4, no two alike.</summary>
    private static object Real(Type element, int k)
    {
        var value = 0.4 + (0.6180339887498949 * (k + 1) % 1);
        return element == typeof(float) ? (object)(float)value : value;
    }

    private static object Filled(object value, double[] x, ref int next)
    {
        if (value is not Array array) return value is float ? (object)(float)x[next++] : x[next++];
        var isSingle = array.GetType().GetElementType() == typeof(float);
        for (var k = 0; k < array.Length; k++)
        {
            object real = isSingle ? (object)(float)x[next++] : x[next++];
            if (array.Rank == 2) array.SetValue(real, k / array.GetLength(1), k % array.GetLength(1));
            else array.SetValue(real, k);
        }

        return array;
    }
}
