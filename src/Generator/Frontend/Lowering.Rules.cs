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

        var arguments = new Expression[site.Operation.Arguments.Length];
        foreach (var argument in site.Operation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = ConvertTo(Term(argument.Value), TypeOf(argument.Parameter.Type));
        }

        RequireReachable(site.Method, site.Operation);
        var type = TypeOf(site.Method.ReturnType);
        var value = Differences.Function(Unsupported.Display(site.Method), Calling(site.Method), arguments.Length);
        if (_order > HighestOrder || !arguments.Any(IsActive))
        {
            // Beyond the orders that anybody asks for the differences are never taken.
            return Operand.Of(Shallow(_pool.Call(value, type, arguments)));
        }

        _order++;
        try
        {
            var partials = PartialsOf(rule, site, arguments);
            var reals = arguments.Where(argument => argument.Type.IsReal).ToArray();
            var links = reals.Zip(partials, (argument, partial) => (argument, partial)).Where(link => IsActive(link.argument));
            return Operand.Of(Shallow(Known.Value(type, value.Name, value.Spelling, arguments, [.. links])));
        }
        finally
        {
            _order--;
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

    /// <summary>A static method as texts around its arguments.</summary>
    private string[] Calling(IMethodSymbol method)
    {
        var types = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeArguments.Select(Text))}>";
        var home = Neighbours.ShortName(method.ContainingType, _context.Method) ?? Text(method.ContainingType);
        var count = method.Parameters.Length;
        return count == 0
            ? [$"{home}.{method.Name}{types}()"]
            : [$"{home}.{method.Name}{types}(", .. Enumerable.Repeat(", ", count - 1), ")"];
    }

    private void RequireReachable(IMethodSymbol method, IOperation site)
    {
        if (!IsReachable(method))
        {
            throw Unsupported.Inaccessible(site.Syntax, method);
        }
    }
}
