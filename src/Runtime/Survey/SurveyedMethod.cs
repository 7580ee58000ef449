using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SymbolicJacobian;

/// <summary>A differentiated method as a function of its columns, and its generated members as matrices.</summary>
#if NET
[RequiresUnreferencedCode(GeneratedDerivatives.Reflection)]
[RequiresDynamicCode(GeneratedDerivatives.Dynamic)]
#endif
internal sealed partial class SurveyedMethod
{
    private readonly MethodInfo _method;
    private readonly MethodInfo[] _derived;
    private readonly SurveyedPoint _point;
    private readonly int _rows;
    private readonly object? _instance;

    private SurveyedMethod(MethodInfo method, MethodInfo[] derived, SurveyedPoint point, object? instance)
    {
        _method = method;
        _derived = derived;
        _point = point;
        _instance = instance;
        _rows = Value(point.Columns).Length;
    }

    /// <summary>Null, and why, where it cannot be called.</summary>
    public static SurveyedMethod? Of(MethodInfo method, MethodInfo[] derived, object?[]? arguments, out string reason)
    {
        reason = "";
        if (method.ContainsGenericParameters)
        {
            reason = "it is generic";
            return null;
        }

        var instance = method.IsStatic ? null : NewInstance(method.DeclaringType!);
        if (!method.IsStatic && instance is null)
        {
            reason = "its type has no constructor without parameters";
            return null;
        }

        if (SurveyedPoint.Of(method, arguments, out reason) is not { } point) return null;
        try
        {
            return new SurveyedMethod(method, derived, point, instance);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException or NullReferenceException or NotSupportedException)
        {
            reason = "at the point made up for it: " + fault.Message;
            return null;
        }
    }

    /// <summary>Whether a member belongs to this method, not to another of its name.</summary>
    public bool IsMember(MethodInfo member)
    {
        if (member.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Kind == Derivatives.Batch) return IsBatch(member);
        var own = _point.Parameters.Where(parameter => parameter != _point.Destination).Select(parameter => parameter.ParameterType).ToArray();
        var its = member.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return its.Length >= own.Length && own.SequenceEqual(its.Take(own.Length)) || _point.Destination is null && its.Length == 0;
    }

    /// <summary>The check of one kind; null where no member has a form that can be called.</summary>
    public JacobianReport? Check(Derivatives kind)
    {
        var (n, precision) = (_point.Columns.Length, _point.IsSingle ? Precision.Single : Precision.Double);
        return kind switch
        {
            Derivatives.Jacobian => Filled(kind, _rows * n) is { } jacobian ? First(jacobian(_point.Columns)) : null,
            Derivatives.Jvp => Product(kind, n, _rows) is { } jvp ? First(Transposed(Matrix(jvp, n, _rows), n, _rows)) : null,
            Derivatives.Vjp => Product(kind, _rows, n) is { } vjp ? First(Matrix(vjp, _rows, n)) : null,
            Derivatives.SparseJacobian => Sparse() is { } dense ? First(dense) : null,
            Derivatives.GaussNewton => GaussNewton(),
            Derivatives.Batch => Batch(),
            Derivatives.Hessian => Gradient() is { } slopes && Filled(kind, _rows * n * n) is { } hessian
                ? JacobianCheck.Compare((x, y) => slopes(x.ToArray()).CopyTo(y), _point.Columns, hessian(_point.Columns), _rows * n, precision)
                : null,
            Derivatives.HessianVectorProduct => Gradient() is { } slopes && Product(kind, n, n) is { } along
                ? JacobianCheck.Compare((x, y) => slopes(x.ToArray()).CopyTo(y), _point.Columns, Matrix(along, n, n), n, precision)
                : null,
            _ => null,
        };

        JacobianReport First(double[] jacobian) =>
            JacobianCheck.Compare((x, y) => Value(x.ToArray()).CopyTo(y), _point.Columns, jacobian, _rows, precision, _point.Names);
    }

    private double[] Value(double[] x)
    {
        var (arguments, destination) = _point.Arguments(x);
        var result = SpanCall.Of(_method)(_instance, arguments);
        return SurveyedPoint.Flatten(destination ?? result ?? throw new InvalidOperationException("It gives nothing."));
    }

    /// <summary>½‖f‖² and its gradient Jᵀf, with JᵀJ against the products of the Jacobian where that is generated too.</summary>
    private JacobianReport? GaussNewton()
    {
        var n = _point.Columns.Length;
        if (Member(Derivatives.GaussNewton, 2, typeof(double), typeof(float)) is not { } member) return null;
        var (jtj, jtr) = (_point.NewArray(n * n), _point.NewArray(n));
        SpanCall.Of(member)(_instance, [.. Own(_point.Columns), .. Counted(member, 2), jtj, jtr]);
        if (Filled(Derivatives.Jacobian, _rows * n)?.Invoke(_point.Columns) is { } jacobian)
        {
            // Of the residuals J·x, which are linear, JᵀJ is the Jacobian of Jᵀ(J·x).
            return JacobianCheck.Compare((x, y) => Normal(jacobian, Value(_point.Columns), x, y), _point.Columns, [.. SurveyedPoint.Flatten(jtj), .. SurveyedPoint.Flatten(jtr)], n + 1, Precision.Single);
        }

        return JacobianCheck.Compare((x, y) => y[0] = Value(x.ToArray()).Sum(row => row * row / 2), _point.Columns, SurveyedPoint.Flatten(jtr), 1, _point.IsSingle ? Precision.Single : Precision.Double);
    }

    private static void Normal(double[] jacobian, double[] value, ReadOnlySpan<double> x, Span<double> y)
    {
        var n = x.Length;
        y.Clear();
        for (var i = 0; i < value.Length; i++)
        {
            var product = 0.0;
            for (var j = 0; j < n; j++) product += jacobian[(i * n) + j] * x[j];
            for (var j = 0; j < n; j++) y[j] += jacobian[(i * n) + j] * product;
            y[n] += value[i] * product;
        }
    }

    private double[]? Sparse()
    {
        if (Member(Derivatives.SparseJacobian, 1, typeof(void)) is not { } member
            || _derived.FirstOrDefault(pattern => pattern.ReturnType == typeof(SparsityPattern)) is not { } structure) return null;
        object?[] given = structure.GetParameters().Length == 0 ? [] : [.. Own(_point.Columns), .. structure.GetParameters().Length > Own(_point.Columns).Length ? [(object)_rows] : Array.Empty<object?>()];
        var pattern = (SparsityPattern)SpanCall.Of(structure)(_instance, given)!;
        var values = _point.NewArray(pattern.NonZeroCount);
        SpanCall.Of(member)(_instance, [.. Own(_point.Columns), .. Counted(member, 1), values]);
        var dense = pattern.ToDense(SurveyedPoint.Flatten(values));
        return SurveyedPoint.Flatten(dense);
    }

    private Func<double[], double[]>? Gradient() => Filled(Derivatives.Jacobian, _rows * _point.Columns.Length);

    /// <summary>The member that fills one span, which it is given last.</summary>
    private Func<double[], double[]>? Filled(Derivatives kind, int length) => Member(kind, 1, typeof(void)) is not { } member ? null : x =>
    {
        var filled = _point.NewArray(length);
        SpanCall.Of(member)(_instance, [.. Own(x), .. Counted(member, 1), filled]);
        return SurveyedPoint.Flatten(filled);
    };

    /// <summary>The member that takes a vector and fills another, or gives a number.</summary>
    private Func<double[], double[]>? Product(Derivatives kind, int taken, int given)
    {
        var fills = Member(kind, 2, typeof(void));
        var member = fills ?? Member(kind, 1, typeof(double), typeof(float));
        return member is null ? null : vector =>
        {
            var (from, to) = (_point.NewArray(taken), _point.NewArray(given));
            for (var i = 0; i < vector.Length; i++) from.SetValue(_point.IsSingle ? (object)(float)vector[i] : vector[i], i);
            object?[] added = fills is null ? [from] : [from, to];
            var result = SpanCall.Of(member)(_instance, [.. Own(_point.Columns), .. added]);
            return SurveyedPoint.Flatten(fills is null ? result! : to);
        };
    }

    /// <summary>The matrix whose rows are the products with unit vectors.</summary>
    private static double[] Matrix(Func<double[], double[]> product, int rows, int columns)
    {
        var matrix = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            var unit = new double[rows];
            unit[i] = 1;
            product(unit).CopyTo(matrix, i * columns);
        }

        return matrix;
    }

    private static double[] Transposed(double[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, matrix.Length).Select(k => matrix[(k % rows * columns) + (k / rows)])];

    private MethodInfo? Member(Derivatives kind, int spans, params Type[] returns)
    {
        var own = Own(_point.Columns).Length;
        return _derived.FirstOrDefault(member => IsMember(member)
            && member.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Kind == kind
            && returns.Contains(member.ReturnType)
            && member.GetParameters().Skip(own).Count(parameter => SurveyedPoint.IsSpan(parameter.ParameterType)) == spans
            && member.GetParameters().Length - own - spans is 0 or 1);
    }

    /// <summary>The number of rows, where a member asks for it before its spans.</summary>
    private object?[] Counted(MethodInfo member, int spans) => member.GetParameters().Length > Own(_point.Columns).Length + spans ? [_rows] : [];

    private object?[] Own(double[] x)
    {
        var (arguments, _) = _point.Arguments(x);
        return _point.Destination is null ? arguments : [.. arguments.Where((_, i) => _point.Parameters[i] != _point.Destination)];
    }

    private static object? NewInstance(Type type) =>
        type.IsAbstract || type.ContainsGenericParameters || (!type.IsValueType && type.GetConstructor(Type.EmptyTypes) is null) ? null : Activator.CreateInstance(type);
}
