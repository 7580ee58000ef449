using System.Reflection;

namespace SymbolicJacobian;

/// <content>Many points at once: each is compared as if it had been asked for alone.</content>
internal sealed partial class SurveyedMethod
{
    /// <summary>More than go into one vector, so that what is left over is met too.</summary>
    private const int Points = 6;

    /// <summary>(count, inputs, constants…, lengths…, results), the constants those of this method.</summary>
    private bool IsBatch(MethodInfo member)
    {
        var its = member.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var constants = Constants().Select(i => _point.Parameters[i].ParameterType).ToArray();
        return its.Length >= 3 + constants.Length
            && its[0] == typeof(int) && SurveyedPoint.IsSpan(its[1]) && SurveyedPoint.IsSpan(its[its.Length - 1])
            && constants.SequenceEqual(its.Skip(2).Take(constants.Length))
            && its.Skip(2 + constants.Length).Take(its.Length - 3 - constants.Length).All(type => type == typeof(int));
    }

    /// <summary>The report of the first point that is wrong, else of the last; null where no member can be called.</summary>
    private JacobianReport? Batch()
    {
        var n = _point.Columns.Length;
        var lengths = Lengths();
        if (_derived.FirstOrDefault(candidate => candidate.GetCustomAttribute<GeneratedDerivativeAttribute>()!.Kind == Derivatives.Batch
            && IsBatch(candidate)
            && candidate.GetParameters().Length - 3 - Constants().Length is var added && (added == 0 || added == lengths.Length)) is not { } member) return null;
        double[][] points = [.. Enumerable.Range(0, Points).Select(k => _point.Columns.Select(x => x * (1 + (k * 0.003))).ToArray())];
        var (inputs, results) = (_point.NewArray(Points * n), _point.NewArray(Points * _rows * n));
        for (var i = 0; i < inputs.Length; i++) inputs.SetValue(_point.IsSingle ? (object)(float)points[i / n][i % n] : points[i / n][i % n], i);
        var (arguments, _) = _point.Arguments(_point.Columns);
        var isSaid = member.GetParameters().Length - 3 - Constants().Length > 0;
        SpanCall.Of(member)(_instance, [Points, inputs, .. Constants().Select(i => arguments[i]), .. isSaid ? lengths : [], results]);
        var all = SurveyedPoint.Flatten(results);
        JacobianReport? report = null;
        for (var k = 0; k < Points && report is not { Verdict: Verdict.Wrong }; k++)
        {
            var jacobian = all.Skip(k * _rows * n).Take(_rows * n).ToArray();
            report = JacobianCheck.Compare((x, y) => Value(x.ToArray()).CopyTo(y), points[k], jacobian, _rows, _point.IsSingle ? Precision.Single : Precision.Double, _point.Names);
        }

        return report;
    }

    /// <summary>Where in the method's own parameters its constants stand.</summary>
    private int[] Constants() =>
        [.. Enumerable.Range(0, _point.Parameters.Length).Where(i => _point.Parameters[i] != _point.Destination && !_point.IsColumn(_point.Parameters[i]))];

    /// <summary>The lengths that nothing fixes, as a batch is told them.</summary>
    private object[] Lengths()
    {
        var (arguments, _) = _point.Arguments(_point.Columns);
        return [.. Enumerable.Range(0, arguments.Length)
            .Where(i => _point.IsColumn(_point.Parameters[i]) && _point.Parameters[i].GetCustomAttribute<SizeAttribute>() is null)
            .SelectMany(i => arguments[i] is Array array ? Enumerable.Range(0, array.Rank).Select(d => (object)array.GetLength(d)) : [])];
    }
}
