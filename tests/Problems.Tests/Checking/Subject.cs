using System.Reflection;

namespace Problems.Checking;

/// <summary>A differentiable method at one point, seen as a function of the list of its columns.</summary>
internal sealed class Subject
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly object? _instance;
    private readonly object?[] _arguments;
    private readonly ParameterInfo[] _parameters;
    private readonly int[] _set;

    private Subject(MethodInfo method, IReadOnlyList<object> given, int number)
    {
        Method = method;
        Name = NameOf(method, number);
        _parameters = method.GetParameters();
        var taken = _parameters.Count(parameter => !parameter.IsOut);
        Assert.True(given.Count == taken, $"{Name} takes {taken} arguments and is tested with {given.Count}.");
        var next = 0;
        _arguments = [.. _parameters.Select(parameter => parameter.IsOut ? null : Flat.Parse(given[next++], TypeOfArgument(parameter)))];
        _instance = method.IsStatic ? null : method.DeclaringType!.GetProperty("Sample", Everything)!.GetValue(null);
        _set = [.. _parameters.Where(parameter => parameter.IsOut || IsChanged(parameter)).Select(parameter => parameter.Position)];
        Output = IsWithoutNumbers(method.ReturnType) && !_set.Any(position => !IsWithoutNumbers(TypeOfArgument(_parameters[position]))) ? Destination() : -1;
        X = [.. _parameters.Where(IsActive).SelectMany(parameter => Flat.Numbers(_arguments[parameter.Position]))];
        Y = Evaluate(X);
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    /// <summary>The columns at the point.</summary>
    public double[] X { get; }

    /// <summary>The rows at the point.</summary>
    public double[] Y { get; }

    public int Rows => Y.Length;

    public int Columns => X.Length;

    public bool IsScalar => (Method.ReturnType == typeof(double) || Method.ReturnType == typeof(float)) && _set.All(position => IsWithoutNumbers(TypeOfArgument(_parameters[position])));

    public bool IsSingle => _parameters.Any(parameter => TypeOfArgument(parameter) is var type && (type == typeof(float) || type == typeof(float[])) || IsSingleStruct(type));

    public Derivatives Kinds => Method.GetCustomAttribute<DifferentiableAttribute>()!.Derivatives;

    /// <summary>The position of the span that a method without a result fills; −1 where there is none.</summary>
    private int Output { get; }

    public static IEnumerable<Subject> Of(MethodInfo method) => method.GetCustomAttributes<AtAttribute>().Select((point, i) => new Subject(method, point.Arguments, i));

    /// <summary>The names of what <see cref="Of"/> gives, without a run of the method.</summary>
    public static IEnumerable<string> NamesOf(MethodInfo method) => method.GetCustomAttributes<AtAttribute>().Select((_, i) => NameOf(method, i));

    /// <summary>Every differentiable method in this assembly, at every point it is given.</summary>
    public static IEnumerable<MethodInfo> Methods(string space) =>
        typeof(Subject).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(space, StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(Everything))
            .Where(method => method.IsDefined(typeof(DifferentiableAttribute)))
            .OrderBy(method => $"{method.DeclaringType!.FullName}.{method.Name}", StringComparer.Ordinal);

    /// <summary>F itself.</summary>
    public double[] Evaluate(ReadOnlySpan<double> x)
    {
        var arguments = At(x);
        var result = Run(Method, All(arguments), arguments);
        return Given(result, arguments);
    }

    /// <summary>F as the checker wants it.</summary>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Evaluate(x).CopyTo(y);

    /// <summary>The members of one kind.</summary>
    public IReadOnlyList<MethodInfo> Members(Derivatives kind) =>
    [
        .. Method.DeclaringType!.GetMethods(Everything)
            .Where(member => member.GetCustomAttribute<GeneratedDerivativeAttribute>() is { } derivative && derivative.Method == Method.Name && derivative.Kind == kind),
    ];

    /// <summary>Calls the in-place member of the name F + suffix at a point: the added arguments are arrays, the last of them the destination.</summary>
    public object? Call(string suffix, double[] x, params object[] added) => CallOwn(Member(suffix, added.Length, false), x, added);

    /// <summary>Like <see cref="Call"/>, for the members that take the number of rows where nothing else tells it.</summary>
    public object? CallOfRows(string suffix, double[] x, params object[] added)
    {
        object[] all = TakesRowCount ? [Rows, .. added] : added;
        return CallOwn(Member(suffix, all.Length, false, rows: true), x, all);
    }

    /// <summary>Whether members that cannot tell the number of rows from F's arguments take it after them.</summary>
    public bool TakesRowCount => Output >= 0 && !_parameters[Output].IsDefined(typeof(SizeAttribute));

    /// <summary>Calls the pattern's member: without arguments where the sizes are fixed.</summary>
    public SparsityPattern Pattern()
    {
        var member = Method.DeclaringType!.GetMethods(Everything).Single(candidate => candidate.Name == Method.Name + "JacobianPattern");
        object[] rows = TakesRowCount ? [Rows] : [];
        return (SparsityPattern)(member.GetParameters().Length == 0 ? MemberCall.Run(member, All([])) : CallOwn(member, X, rows))!;
    }

    /// <summary>The derivatives at many points, given one after the other.</summary>
    public void Batch(int count, double[] points, double[] results)
    {
        var name = Method.Name + (IsScalar ? "Gradient" : "Jacobian") + "Batch";
        var member = Members(Derivatives.Batch).Single(candidate => candidate.Name == name && MemberCall.ElementOfSpan(candidate.GetParameters()[^1].ParameterType) is not null);
        var own = At(X);
        object?[] common = [.. member.GetParameters()[2..^1].Select(parameter => Common(parameter, own))];
        object?[] all = [count, IsFloat(member) ? points.Select(x => (float)x).ToArray() : points, .. common];
        CallMember(member, _instance is null ? all : [_instance, .. all], results);
    }

    private static bool IsFloat(MethodInfo member) => MemberCall.ElementOfSpan(member.GetParameters()[^1].ParameterType) == typeof(float);

    /// <summary>A parameter of F, or a length of one of its arrays: <c>xLength</c>, <c>mRows</c>, <c>mColumns</c>.</summary>
    private object? Common(ParameterInfo parameter, object?[] own)
    {
        if (_parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name) is { } same) return own[same.Position];
        var (suffix, dimension) = new[] { ("Length", 0), ("Rows", 0), ("Columns", 1) }.First(length => parameter.Name!.EndsWith(length.Item1, StringComparison.Ordinal));
        return ((Array)own[_parameters.First(candidate => candidate.Name + suffix == parameter.Name).Position]!).GetLength(dimension);
    }

    /// <summary>The value that the member FValueAnd… gives, beside the derivative.</summary>
    public double[] CallWithValue(string suffix, double[] destination)
    {
        var arguments = At(X);
        var own = All(arguments);
        var result = CallMember(Member(suffix, 1, true), own, destination);
        if (_instance is not null) own[1..].CopyTo(arguments, 0);
        return Given(result, arguments);
    }

    public override string ToString() => Name;

    private static string NameOf(MethodInfo method, int number) => $"{method.DeclaringType!.Name}.{method.Name}" + (number == 0 ? "" : $"#{number}");

    private object? CallOwn(MethodInfo member, double[] x, object[] added)
    {
        var first = _instance is null ? 0 : 1;
        var own = All(At(x)).Where((_, i) => i < first || (i - first != Output && !_parameters[i - first].IsOut));
        return CallMember(member, [.. own], added);
    }

    /// <summary>Arrays are passed, and come back, in the precision that the member computes in.</summary>
    private static object? CallMember(MethodInfo member, object?[] own, params object[] added)
    {
        var types = member.GetParameters().Select(TypeOfArgument).TakeLast(added.Length).ToArray();
        var passed = added.Select((value, i) => value is double[] numbers && types[i] == typeof(float[]) ? numbers.Select(number => (float)number).ToArray() : value).ToArray();
        object?[] all = [.. own, .. passed];
        var result = MemberCall.Run(member, all);
        all[..own.Length].CopyTo(own, 0);
        for (var k = 0; k < passed.Length; k++)
        {
            for (var i = 0; passed[k] is float[] single && i < single.Length; i++) ((double[])added[k])[i] = single[i];
        }

        return result;
    }

    private MethodInfo Member(string suffix, int added, bool keepsOutput, bool rows = false)
    {
        var count = _parameters.Length + added - (keepsOutput ? 0 : _parameters.Count(parameter => parameter.IsOut || parameter.Position == Output));
        var found = Method.DeclaringType!.GetMethods(Everything).Where(member => member.Name == Method.Name + suffix && member.GetParameters().Length == count && (!member.GetParameters().Any(parameter => parameter.Name == "rows") || TakesRowCount && rows)).ToList();
        Assert.True(found.Count == 1, $"{Name} has {found.Count} members {Method.Name + suffix} with {count} parameters.");
        return found[0];
    }

    /// <summary>Arguments of their own at other columns; what is constant is copied, because methods may write into arrays.</summary>
    private object?[] At(ReadOnlySpan<double> x)
    {
        var numbers = ((IEnumerable<double>)x.ToArray()).GetEnumerator();
        return
        [
            .. _parameters.Select(parameter => IsActive(parameter)
                ? Flat.With(_arguments[parameter.Position], numbers)
                : _arguments[parameter.Position] is Array array ? array.Clone() : _arguments[parameter.Position]),
        ];
    }

    private object?[] All(object?[] arguments) => _instance is null ? arguments : [_instance, .. arguments];

    /// <summary>All numbers that F gives: what it returns or fills, and the parameters that it sets.</summary>
    private double[] Given(object? result, object?[] arguments) =>
        [.. Flat.Numbers(Output >= 0 ? arguments[Output] : result), .. _set.SelectMany(position => Flat.Numbers(arguments[position]))];

    private object? Run(MethodInfo method, object?[] all, object?[] arguments)
    {
        var result = MemberCall.Run(method, all);
        if (_instance is not null) all[1..].CopyTo(arguments, 0);
        return result;
    }

    /// <summary>A parameter passed by ref that F gives another value.</summary>
    private bool IsChanged(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef || parameter.IsIn || parameter.IsOut) return false;
        object?[] arguments = [.. _arguments.Select(argument => argument is Array array ? array.Clone() : argument)];
        Run(Method, All(arguments), arguments);
        return !Flat.Numbers(arguments[parameter.Position]).SequenceEqual(Flat.Numbers(_arguments[parameter.Position]));
    }

    private int Destination()
    {
        var span = Array.FindLastIndex(_parameters, IsDestination);
        return span >= 0 ? span : Array.FindLastIndex(_parameters, parameter => parameter.ParameterType == typeof(double[]));
    }

    private static bool IsWithoutNumbers(Type type) => type == typeof(void) || type == typeof(string) || type.IsEnum || type.IsPrimitive && type != typeof(double) && type != typeof(float);

    private bool IsActive(ParameterInfo parameter) => !parameter.IsOut && parameter.Position != Output && !parameter.IsDefined(typeof(ConstantAttribute));

    private static bool IsDestination(ParameterInfo parameter) => parameter.ParameterType == typeof(Span<double>) || parameter.ParameterType == typeof(Span<float>);

    private static bool IsSingleStruct(Type type) => type.Namespace == "System.Numerics" && type.Name is not ("Complex" or "Vector`1");

    private static Type TypeOfArgument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return MemberCall.ElementOfSpan(type)?.MakeArrayType() ?? type;
    }
}
