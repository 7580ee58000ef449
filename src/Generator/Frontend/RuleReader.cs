using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What reading a method marked [DerivativeRule] gave: the checks to generate, and what is wrong with it.</summary>
internal sealed class RuleResult(IReadOnlyList<RuleModel> models, IReadOnlyList<Diagnostic> diagnostics)
{
    public IReadOnlyList<RuleModel> Models { get; } = models;

    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}

/// <summary>Reads a method marked [DerivativeRule]: whether its signature fits the function, and how it can be checked by numbers.</summary>
internal static class RuleReader
{
    public const string Attribute = "SymbolicJacobian.DerivativeRuleAttribute";

    public static RuleResult Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var (models, diagnostics) = (new List<RuleModel>(), new List<Diagnostic>());
        if (context.TargetSymbol is IMethodSymbol rule)
        {
            var named = TaughtRules.FunctionsOf(rule).ToArray();
            for (var i = 0; i < named.Length; i++)
            {
                var (type, name) = named[i];
                IMethodSymbol[] functions = [.. type.OriginalDefinition.GetMembers(name).OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary)];
                if (functions.FirstOrDefault(method => TaughtRules.Fitting(rule, method.Arity == rule.Arity && method.Arity > 0 ? method.Construct([.. rule.TypeParameters]) : method) is not null) is { } function)
                {
                    if (Model(context, rule, function, named.Length > 1) is { } model)
                    {
                        models.Add(model);
                    }
                }
                else
                {
                    var attribute = context.Attributes.Length > i ? context.Attributes[i].ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() : null;
                    diagnostics.Add(functions.Length == 0
                        ? Diagnostic.Create(Descriptors.RuleOfNothing, attribute ?? rule.Locations[0], rule.Name, type.ToDisplayString(), name)
                        : Diagnostic.Create(Descriptors.RuleSignature, rule.Locations[0], rule.Name, $"{type.Name}.{name}", Expected(rule, functions)));
                }
            }
        }

        return new RuleResult(models, diagnostics);
    }

    /// <summary>The declaration that the rule should have, for the overload that it is nearest to.</summary>
    private static string Expected(IMethodSymbol rule, IMethodSymbol[] functions)
    {
        var function = functions.FirstOrDefault(method => RuleShape.HasParameters(rule, method))
            ?? functions.FirstOrDefault(method => RuleShape.ParametersOf(method).Count == rule.Parameters.Length)
            ?? functions[0];
        string[] names = [.. function.IsStatic ? [] : new[] { "instance" }, .. function.Parameters.Select(parameter => parameter.Name)];
        var parameters = string.Join(", ", RuleShape.ParametersOf(function).Zip(names, (type, name) => $"{type.ToDisplayString()} {name}"));
        var types = function.Arity == 0 ? "" : $"<{string.Join(", ", function.TypeParameters.Select(parameter => parameter.Name))}>";
        return RuleShape.Expected(rule, function) is { } result
            ? $"static {result} {rule.Name}{types}({parameters})"
            : "nothing: the function has no real parameter or result";
    }

    private static RuleModel? Model(GeneratorAttributeSyntaxContext context, IMethodSymbol rule, IMethodSymbol function, bool isOneOfSeveral)
    {
        var check = isOneOfSeveral ? $"{rule.Name}{function.Name}Check" : $"{rule.Name}Check";
        var compilation = context.SemanticModel.Compilation;
        if (rule.Arity > 0
            || function.ContainingType.IsGenericType
            || !function.IsStatic
            || Types.Of(function.ReturnType).IsArray
            || (RuleShape.HasArrays(function) && rule.Parameters.Any(parameter => Types.Of(parameter.Type) is var type && (type == IrType.Float || type.Element == IrType.Float)))
            || RuleShape.Columns(rule, function).Count != rule.Parameters.Count(parameter => RuleShape.DimensionsOf(parameter.Type) >= 0)
            || rule.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
            || !IsPartial(rule.ContainingType)
            || !rule.ContainingType.GetMembers(check).IsEmpty
            || !compilation.IsSymbolAccessibleWithin(function, rule.ContainingType))
        {
            return null;
        }

        return new RuleModel(
            $"{MethodName.Hint(rule)}.{check}.g.cs",
            rule.ContainingNamespace.IsGlobalNamespace ? "" : rule.ContainingNamespace.ToDisplayString(),
            new EquatableArray<string>(MethodName.ContainingTypes(rule)),
            MethodName.Modifiers(rule),
            MethodName.Escape(rule.Name),
            check,
            $"{Types.Text(function.ContainingType)}.{MethodName.Escape(function.Name)}",
            new EquatableArray<RuleParameter>(rule.Parameters.Select(parameter =>
                new RuleParameter(MethodName.Escape(parameter.Name), Types.Text(parameter.Type), Types.Of(parameter.Type).IsReal) { IsArray = RuleShape.DimensionsOf(parameter.Type) > 0 })),
            ContextReader.Read(context.SemanticModel, context.TargetNode))
        {
            IsTuple = rule.ReturnType is INamedTypeSymbol { IsTupleType: true },
        };
    }

    private static bool IsPartial(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (!type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
                .All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && declaration.Modifiers.All(modifier => modifier.Text != "file")))
            {
                return false;
            }
        }

        return true;
    }
}
