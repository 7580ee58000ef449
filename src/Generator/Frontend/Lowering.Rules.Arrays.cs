using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Functions of arrays, or that give one, with a [DerivativeRule]: called once, where the call stands. The rule is followed, so that its arrays are this method's own and are
/// differentiated again.
/// </summary>
internal sealed partial class Lowering
{
    private Operand TaughtOfArrays(IMethodSymbol rule, CallSite site, IMethodSymbol method, Expression[] arguments)
    {
        arguments = [.. arguments.Select(argument => argument.Type.IsArray && ArrayLayout.IsScattered(BaseOf(argument)) ? CopyOf(argument, IrType.Array(argument.Type.Element!)) : argument)];
        var columns = RuleShape.Columns(rule, method);
        RequireColumns(columns, arguments, site);
        var value = Once(_pool.Opaque(TypeOf(method.ReturnType), Calling(method), [.. arguments.Select(Shown)]));
        if (_order > HighestOrder || !arguments.Any(IsActive))
        {
            return Operand.Of(value);
        }

        _order++;
        try
        {
            var partials = PartialArrays(rule, site, arguments, columns.Count);
            return Operand.Of(value.Type.IsArray ? LinkedArray(value, columns, arguments, partials) : LinkedBy(value, columns, arguments, partials, []));
        }
        finally
        {
            _order--;
        }
    }

    /// <summary>What the rule gives, part by part. Out of reach it is called as it is, and has no derivatives of its own.</summary>
    private Expression[] PartialArrays(IMethodSymbol rule, CallSite site, Expression[] arguments, int count)
    {
        if (_context.Bodies.Of(rule) is { } source && Try(() => Follow(rule, source, site.Operation, arguments)) is { } followed)
        {
            return [.. followed.Leaves()];
        }

        if (_isTwice)
        {
            throw Unsupported.Call(site.Operation, rule);
        }

        RequireReachable(rule, site.Operation);
        var all = Once(_pool.Opaque(TypeOf(rule.ReturnType), Calling(rule), [.. arguments.Select(Shown)]));
        return rule.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple
            ? [.. tuple.TupleElements.Take(count).Select((item, i) => Once(_pool.Opaque(TypeOf(item.Type), ["", $".Item{i + 1}"], all)))]
            : [all];
    }

    private Expression LinkedArray(Expression values, IReadOnlyList<int> columns, Expression[] arguments, Expression[] partials)
    {
        _receiver = null;
        var array = Allocate(values.Type, [_pool.Length(values)]);
        MarkActive(array);
        ForEachIndex(_pool.Length(values), k =>
        {
            var linked = LinkedBy(_pool.Element(values, k), columns, arguments, partials, [k]);
            Add(new Store(array, [k], linked));
        });
        return array;
    }

    /// <summary>One value with its partials: those by a number are read at the value's own place, those by an array behind it, element by element.</summary>
    private Expression LinkedBy(Expression value, IReadOnlyList<int> columns, Expression[] arguments, Expression[] partials, Expression[] at)
    {
        var links = new List<(Expression, Expression)>();
        for (var i = 0; i < columns.Count; i++)
        {
            var (argument, partial) = (arguments[columns[i]], partials[i]);
            if (!IsActive(argument))
            {
                continue;
            }

            if (!argument.Type.IsArray)
            {
                links.Add((argument, at.Length == 0 ? partial : Read(partial, at)));
                continue;
            }

            var sum = SumOver(LengthOf(argument), value.Type, k =>
            {
                var (element, slope) = (Read(argument, k), Read(partial, [.. at, k]));
                return Known.Value(value.Type, "", [value.Type == IrType.Float ? "0f" : "0.0"], [], [(element, slope)]);
            });
            links.Add((sum, _pool.Real(1, value.Type)));
        }

        return links.Count == 0 ? value : Name(Known.Value(value.Type, "", ["", ""], [value], links), "");
    }
}
