using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The exact derivatives that a referenced assembly has of one of its methods, as the generator has put them there. All are in place.</summary>
internal sealed class DerivedMembers
{
    private const string Attribute = "SymbolicJacobian.GeneratedDerivativeAttribute";
    private const string ConstantAttribute = "SymbolicJacobian.ConstantAttribute";

    private DerivedMembers(IMethodSymbol method, int destination)
    {
        Method = method;
        Destination = destination;
    }

    /// <summary>The flags of Derivatives.</summary>
    private enum Kind
    {
        Jacobian = 1,
        Jvp = 2,
        Vjp = 4,
        Hessian = 8,
    }

    public IMethodSymbol Method { get; }

    /// <summary>The parameter that the method fills, which the members leave out; −1 for none.</summary>
    public int Destination { get; }

    /// <summary>What follows F's own parameters: a span for the gradient, or for the Jacobian row by row.</summary>
    public IMethodSymbol? Jacobian { get; private set; }

    /// <summary>Tangent and result; of a scalar method the tangent alone, and the result is returned.</summary>
    public IMethodSymbol? Jvp { get; private set; }

    /// <summary>Cotangent and result.</summary>
    public IMethodSymbol? Vjp { get; private set; }

    /// <summary>Where <see cref="HessianTakesRows"/> says so, the number of rows before the span.</summary>
    public IMethodSymbol? Hessian { get; private set; }

    /// <summary>Nothing but the caller knows how many rows there are.</summary>
    public bool HessianTakesRows { get; private set; }

    /// <summary>double or float.</summary>
    public ITypeSymbol? Element { get; private set; }

    /// <param name="method">Of another assembly.</param>
    /// <param name="isReachable">Whether generated code can call a member.</param>
    public static DerivedMembers? Of(IMethodSymbol method, Func<ISymbol, bool> isReachable)
    {
        if (method.Arity > 0 || method.MethodKind != MethodKind.Ordinary || method.Parameters.Any(parameter => parameter.RefKind is not (RefKind.None or RefKind.In)) || !isReachable(method))
        {
            return null;
        }

        int[] destinations = !method.ReturnsVoid ? [-1] : [.. Enumerable.Range(0, method.Parameters.Length).Reverse().Where(i => IsFillable(method.Parameters[i].Type))];
        return destinations.Select(destination => Of(method, destination, isReachable)).FirstOrDefault(found => found is not null);
    }

    public static bool IsConstant(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.Is(ConstantAttribute));

    private static DerivedMembers? Of(IMethodSymbol method, int destination, Func<ISymbol, bool> isReachable)
    {
        var isScalar = Types.Of(method.ReturnType).IsReal;
        var found = new DerivedMembers(method, destination);
        found.Jacobian = Find(isScalar ? "Gradient" : "Jacobian", Kind.Jacobian, 1);
        found.Jvp = Find("Jvp", Kind.Jvp, isScalar ? 1 : 2);
        found.Vjp = isScalar ? null : Find("Vjp", Kind.Vjp, 2);
        found.Hessian = Find("Hessian", Kind.Hessian, 1);
        if (found.Hessian is null && destination >= 0)
        {
            found.HessianTakesRows = true;
            found.Hessian = Find("Hessian", Kind.Hessian, 1, takesRows: true);
        }

        var first = found.Jacobian ?? found.Jvp ?? found.Vjp;
        found.Element = first is null ? null : ((INamedTypeSymbol)first.Parameters[first.Parameters.Length - 1].Type).TypeArguments[0];
        return first is null ? null : found;

        IMethodSymbol? Find(string suffix, Kind kind, int spans, bool takesRows = false) => method.ContainingType.GetMembers(method.Name + suffix)
            .OfType<IMethodSymbol>()
            .FirstOrDefault(member => member.IsStatic == method.IsStatic && member.Arity == 0 && isReachable(member) && found.Takes(member, spans, takesRows) && IsExact(method, member, kind)
                && (member.ReturnsVoid || (kind == Kind.Jvp && isScalar)));
    }

    /// <summary>F's own parameters but the one it fills, then spans.</summary>
    private bool Takes(IMethodSymbol member, int spans, bool takesRows)
    {
        IParameterSymbol[] own = [.. Method.Parameters.Where((_, i) => i != Destination)];
        var between = takesRows ? 1 : 0;
        return member.Parameters.Length == own.Length + between + spans
            && (!takesRows || member.Parameters[own.Length].Type.SpecialType == SpecialType.System_Int32)
            && own.Zip(member.Parameters, (a, b) => a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)
            && member.Parameters.Skip(own.Length + between).All(parameter => parameter.Type is INamedTypeSymbol type && Types.IsSpan(type) && Types.Of(type.TypeArguments[0]).IsReal);
    }

    /// <summary>A derivative of that kind, of which no part is approximated, that leaves nothing out.</summary>
    private static bool IsExact(IMethodSymbol method, IMethodSymbol member, Kind kind) =>
        member.GetAttributes().Any(attribute => attribute.Is(Attribute)
            && attribute.ConstructorArguments is [{ Value: string name }, { Value: int flag }] && flag == (int)kind && name == method.Name
            && attribute.NamedArguments.Any(named => named is { Key: "IsExact", Value.Value: true })
            && !attribute.NamedArguments.Any(named => named is { Key: "ReadsDestination", Value.Value: true }));

    private static bool IsFillable(ITypeSymbol type) => Types.Of(type) is { IsArray: true, Element.IsReal: true } && type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" };
}
