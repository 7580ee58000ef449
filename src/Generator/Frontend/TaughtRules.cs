using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The methods marked [DerivativeRule] that a compilation can see, its own and those of referenced assemblies.</summary>
internal sealed class TaughtRules
{
    private const string Attribute = "SymbolicJacobian.DerivativeRuleAttribute";
    private const string Package = "SymbolicJacobian";

    private static readonly ConditionalWeakTable<Compilation, TaughtRules> Known = new();
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> Marked = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, IMethodSymbol[]> Referenced = new();

    private readonly ILookup<string, IMethodSymbol> _rules;

    private TaughtRules(Compilation compilation, CancellationToken cancellation)
    {
        var own = compilation.SyntaxTrees.SelectMany(tree => MarkedIn(tree, cancellation))
            .Select(method => compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method, cancellation))
            .OfType<IMethodSymbol>();
        var others = compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(RulesOf);
        _rules = own.Concat(others)
            .SelectMany(rule => FunctionsOf(rule).Select(function => (function.Name, rule)))
            .ToLookup(pair => pair.Name, pair => pair.rule, StringComparer.Ordinal);
    }

    public static TaughtRules Of(Compilation compilation, CancellationToken cancellation)
    {
        if (Known.TryGetValue(compilation, out var known))
        {
            return known;
        }

        var rules = new TaughtRules(compilation, cancellation);
        return Known.GetValue(compilation, _ => rules);
    }

    /// <summary>The rule for a method; null where there is none that fits.</summary>
    public IMethodSymbol? Find(IMethodSymbol function)
    {
        if (function.MethodKind != MethodKind.Ordinary)
        {
            return null;
        }

        return _rules[function.Name].Select(rule => Fitting(rule, function)).FirstOrDefault(rule => rule is not null);
    }

    /// <summary>What a rule says it is the derivative of: type and name.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Name)> FunctionsOf(IMethodSymbol rule)
    {
        foreach (var attribute in rule.GetAttributes())
        {
            if (attribute.Is(Attribute)
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string name }])
            {
                yield return (type, name);
            }
        }
    }

    /// <summary>The rule with the type arguments of the function, where parameters and result are as they have to be.</summary>
    public static IMethodSymbol? Fitting(IMethodSymbol rule, IMethodSymbol function)
    {
        var names = FunctionsOf(rule).Any(named => named.Name == function.Name
            && SymbolEqualityComparer.Default.Equals(named.Type.OriginalDefinition, function.ContainingType.OriginalDefinition));
        if (!names || !rule.IsStatic || rule.Arity != function.Arity || rule.ContainingType.IsGenericType)
        {
            return null;
        }

        var constructed = rule.Arity == 0 ? rule : rule.Construct([.. function.TypeArguments]);
        return RuleShape.HasParameters(constructed, function) && RuleShape.HasResult(constructed, function) ? constructed : null;
    }

    private static MethodDeclarationSyntax[] MarkedIn(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Marked.TryGetValue(tree, out var known))
        {
            return known;
        }

        var marked = tree.GetRoot(cancellation).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(IsRule))
            .ToArray();
        return Marked.GetValue(tree, _ => marked);
    }

    private static bool IsRule(AttributeSyntax attribute) =>
        attribute.Name.ToString() is var name && name.Substring(name.LastIndexOfAny(['.', ':']) + 1) is "DerivativeRule" or "DerivativeRuleAttribute";

    /// <summary>Only an assembly that references the package can have any.</summary>
    private static IMethodSymbol[] RulesOf(IAssemblySymbol assembly)
    {
        if (assembly.Name == Package || !assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Package)))
        {
            return [];
        }

        return Referenced.GetValue(assembly, one => [.. TypesIn(one.GlobalNamespace)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.IsStatic && FunctionsOf(method).Any())]);
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol space) => space.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(inner => inner is INamedTypeSymbol type ? TypesIn(inner).Prepend(type) : TypesIn(inner));
}
