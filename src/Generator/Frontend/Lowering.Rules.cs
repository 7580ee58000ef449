using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Functions with a [DerivativeRule]: the value by the function itself, the partials by the rule, whose body is followed so that it
/// can be differentiated again.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>Derivatives of this order are taken of the rules' own bodies at most.</summary>
    private const int HighestOrder = 2;

    /// <summary>The next method that is entered is a rule.</summary>
    private bool _entersRule;

    private Operand? Taught(CallSite site)
    {
        if (site.IsIndirect && site.Receiver is not null || _context.Rules.Find(site.Method) is not { } rule)
        {
            return null;
        }

        var method = site.Method;
        var before = method.IsStatic ? null : ReceiverTerm(site);
        var arguments = new Expression[rule.Parameters.Length];
        var offset = before is null ? 0 : 1;
        foreach (var argument in site.Operation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal + offset] = Argument(argument.Value, argument.Parameter.Type);
        }

        if (before is not null)
        {
            arguments[0] = before;
        }

        RequireReachable(method, site.Operation);
        return RuleShape.HasArrays(method) ? TaughtOfArrays(rule, site, method, arguments) : Taught(rule, site, method, arguments);

        Expression Argument(IOperation value, ITypeSymbol type) => TypeOf(type).IsArray
            ? LowerAs(value, type).Term ?? throw Unsupported.Call(site.Operation, site.Method)
            : ConvertTo(Term(value), TypeOf(type));
    }

    private Operand Taught(IMethodSymbol rule, CallSite site, IMethodSymbol method, Expression[] arguments)
    {
        var type = TypeOf(method.ReturnType);
        var value = Differences.Function(Unsupported.Display(method), Calling(method), arguments.Length);
        if (_order > HighestOrder || !arguments.Any(IsActive))
        {
            // Beyond the orders that anybody asks for the differences are never taken.
            return Operand.Of(Shallow(_pool.Call(value, type, arguments)));
        }

        _order++;
        try
        {
            var partials = PartialsOf(rule, site, arguments);
            var columns = RuleShape.Columns(rule, method);
            RequireColumns(columns, arguments, site);
            var links = columns.Zip(partials, (column, partial) => (arguments[column], partial)).Where(link => IsActive(link.Item1));
            return Operand.Of(Shallow(Known.Value(type, value.Name, value.Spelling, arguments, [.. links])));
        }
        finally
        {
            _order--;
        }
    }

    /// <summary>What the rule calls [Constant] may depend on nothing.</summary>
    private void RequireColumns(IReadOnlyList<int> columns, Expression[] arguments, CallSite site)
    {
        if (Enumerable.Range(0, arguments.Length).Any(i => !columns.Contains(i) && (arguments[i].Type.IsReal || arguments[i].Type.IsArray) && IsActive(arguments[i])))
        {
            throw Unsupported.Call(site.Operation, site.Method);
        }
    }

    private IReadOnlyList<Expression> PartialsOf(IMethodSymbol rule, CallSite site, Expression[] arguments)
    {
        if (_context.Bodies.Of(rule) is { } source && Try(() => Follow(rule, source, site.Operation, arguments)) is { } followed)
        {
            return [.. followed.Leaves()];
        }

        // Called as it is; should it be differentiated again, then by differences.
        RequireReachable(rule, site.Operation);
        ApproximateOnce(Unsupported.Display(rule), Unsupported.Call(site.Operation, rule));
        var spelling = Calling(rule);
        var type = TypeOf(rule.ReturnType);
        if (rule.ReturnType is not INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return [_pool.Call(Differences.Function(Unsupported.Display(rule), spelling, arguments.Length), type, arguments)];
        }

        return [.. tuple.TupleElements.Select((item, i) =>
        {
            string[] own = [.. spelling.Take(spelling.Length - 1), $"{spelling[spelling.Length - 1]}.Item{i + 1}"];
            return _pool.Call(Differences.Function(Unsupported.Display(rule), own, arguments.Length), TypeOf(item.Type), arguments);
        })];
    }

    private Operand Follow(IMethodSymbol rule, MethodSource source, IOperation site, Expression[] arguments)
    {
        Passed[] passed = [.. rule.OriginalDefinition.Parameters.Select((parameter, i) => new Passed(parameter, Operand.Of(arguments[i]), null, IsActive(arguments[i])))];
        _entersRule = true;
        return Inline(site, rule, source.Body, source.Model, null, passed, null);
    }

    /// <summary>A method as texts around its arguments, of which the first is the object where it has one.</summary>
    private string[] Calling(IMethodSymbol method)
    {
        var types = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(Text))}>";
        var home = Neighbours.ShortName(method.ContainingType, _context.Method) ?? Text(method.ContainingType);
        var count = method.Parameters.Length;
        var between = Enumerable.Repeat(", ", Math.Max(0, count - 1));
        return !method.IsStatic ? count == 0 ? ["", $".{method.Name}{types}()"] : ["", $".{method.Name}{types}(", .. between, ")"]
            : count == 0 ? [$"{home}.{method.Name}{types}()"]
            : [$"{home}.{method.Name}{types}(", .. between, ")"];
    }

    private void RequireReachable(IMethodSymbol method, IOperation site)
    {
        if (!IsReachable(method))
        {
            throw Unsupported.Inaccessible(site.Syntax, method);
        }
    }
}
