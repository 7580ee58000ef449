using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>
/// [JacobianOf]: a Jacobian written by hand and the function it belongs to, both followed and run at a few points. A wrong entry is
/// underlined where it is written; what cannot be compared is said.
/// </summary>
internal sealed class JacobianOf
{
    public const string Attribute = "SymbolicJacobian.JacobianOfAttribute";

    private const int MostReported = 12;

    private readonly IMethodSymbol _method;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly MethodBodies _bodies;
    private readonly CancellationToken _cancellation;

    private JacobianOf(GeneratorAttributeSyntaxContext context, IMethodSymbol method, MethodBodies bodies, CancellationToken cancellation)
    {
        _method = method.PartialImplementationPart ?? method;
        _attribute = context.Attributes[0];
        _compilation = context.SemanticModel.Compilation;
        _bodies = bodies;
        _cancellation = cancellation;
    }

    public static MethodResult Check(GeneratorAttributeSyntaxContext context, MethodBodies bodies, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol method || context.Attributes[0].ConstructorArguments is not [{ Value: string function }])
        {
            return new MethodResult(null, []);
        }

        var check = new JacobianOf(context, method, bodies, cancellation);
        try
        {
            return new MethodResult(null, [.. check.Compare(function)]);
        }
        catch (BrokenSource)
        {
            return new MethodResult(null, []);
        }
        catch (Refusal refusal)
        {
            return new MethodResult(null, [check.NotCompared(function, refusal)]);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new MethodResult(null, [Diagnostic.Create(Descriptors.InternalFault, method.Locations[0], method.Name, $"{fault.GetType().Name}: {fault.Message}")]);
        }
    }

    private IEnumerable<Diagnostic> Compare(string name)
    {
        var named = _method.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
            .Where(candidate => candidate.MethodKind == MethodKind.Ordinary && !SymbolEqualityComparer.Default.Equals(candidate, _method))
            .ToArray();
        if (named.Length == 0)
        {
            return [Misfit(name, $"'{_method.ContainingType.Name}' has no other method '{name}'", "name a method of the same type")];
        }

        var function = named.FirstOrDefault(candidate => Fits(candidate, _method));
        if (function is null)
        {
            return [Misfit(name, "their parameters differ", $"expected are {Expected(named[0])}")];
        }

        var primal = Side.Read(function.PartialImplementationPart ?? function, _attribute, null, _compilation, _bodies, _cancellation);
        var constants = function.Parameters.Zip(primal.Signature.Parameters, (symbol, model) => (symbol, model)).Where(parameter => !parameter.model.IsActive && !parameter.model.IsDestination)
            .Select(parameter => Counterpart(function, parameter.symbol)).ToArray();
        var written = Side.Read(_method, _attribute, parameter => constants.Contains(parameter.Ordinal), _compilation, _bodies, _cancellation);
        var comparison = new Comparison(primal.Function, written.Function, written.LiteralColumns, [.. written.Returned.Select(row => (row.Row, row.Term))], _cancellation);
        return comparison.Run() switch
        {
            { Shape: { } shape } => [Misfit(name, shape, $"expected are {Expected(function)}")],
            { Why: { } why } => [NotCompared(name, why, _method.Locations[0])],
            { Wrong.Count: 0 } => IsGenerated(function) ? [Diagnostic.Create(Descriptors.JacobianAgrees, _method.Locations[0], _method.Name, name)] : [],
            var result => Reported(result.Wrong, primal, written),
        };
    }

    private static bool IsGenerated(IMethodSymbol function) =>
        function.GetAttributes().Any(attribute => attribute.Is("SymbolicJacobian.DifferentiableAttribute") && (SignatureReader.KindsOf(attribute) & DerivativeKinds.Jacobian) != 0);

    /// <summary>The same parameters, without the span that the function fills and with one to fill at the end.</summary>
    private static bool Fits(IMethodSymbol function, IMethodSymbol jacobian)
    {
        var inputs = InputsOf(function);
        var own = jacobian.Parameters.Length - inputs.Length;
        return own == (jacobian.ReturnsVoid ? 1 : 0)
            && inputs.Zip(jacobian.Parameters, (input, parameter) => SymbolEqualityComparer.Default.Equals(input.Type, parameter.Type)).All(same => same);
    }

    private static IParameterSymbol[] InputsOf(IMethodSymbol function) => function.ReturnsVoid
        ? [.. function.Parameters.Where(parameter => Types.Of(parameter.Type) is not { Kind: Ir.TypeKind.Span, Element.IsReal: true })]
        : [.. function.Parameters];

    private static int Counterpart(IMethodSymbol function, IParameterSymbol parameter) => Array.IndexOf(InputsOf(function), parameter);

    private static string Expected(IMethodSymbol function)
    {
        var inputs = string.Join(", ", InputsOf(function).Select(parameter => $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}"));
        return $"the parameters ({inputs}), and as result double[rows, columns], an array or a tuple of all entries row by row, or a Span<double> at the end that is filled";
    }

    private IEnumerable<Diagnostic> Reported(IReadOnlyList<WrongEntry> wrong, Side primal, Side written)
    {
        var places = new EntryPlaces(written, _method);
        var formulas = new EntryFormulas(primal.Function, _cancellation);
        return wrong
            .Select(entry => (entry, place: places.Of(entry)))
            .GroupBy(found => found.place)
            .Take(MostReported)
            .Select(group => Wrong(group.First().entry, group.Key, group.Count() - 1, primal, formulas));
    }

    private Diagnostic Wrong(WrongEntry entry, Location place, int others, Side primal, EntryFormulas formulas)
    {
        var row = entry.Rows == 1 ? $"'{primal.Method.Name}'" : $"row {entry.Row} of '{primal.Method.Name}'";
        var formula = formulas.Of(entry) is { } text ? $", which is {text}" : "";
        return Diagnostic.Create(
            Descriptors.WrongEntry,
            place,
            _method.Name,
            entry.FoundText,
            $"{row} by {entry.ColumnName}",
            entry.At.Length > 0 ? $" at {entry.At}" : "",
            entry.ExpectedText + formula + (others > 0 ? $" (and {others} more)" : ""));
    }

    private Diagnostic Misfit(string function, string what, string advice) =>
        Diagnostic.Create(Descriptors.JacobianMisfit, AttributePlace, _method.Name, function, what, advice);

    private Diagnostic NotCompared(string function, Refusal refusal)
    {
        object[] arguments = refusal.IsBare ? refusal.Arguments : [_method.Name, .. refusal.Arguments];
        var reason = string.Format(System.Globalization.CultureInfo.InvariantCulture, refusal.Descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), arguments);
        var end = reason.IndexOf(';');
        return NotCompared(function, end < 0 ? reason : reason.Substring(0, end), refusal.Location);
    }

    private Diagnostic NotCompared(string function, string why, Location place) =>
        Diagnostic.Create(Descriptors.JacobianNotCompared, place, _method.Name, function, why);

    private Location AttributePlace => _attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).GetLocation() ?? _method.Locations[0];
}
