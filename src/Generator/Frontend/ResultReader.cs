using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What a method gives: what it returns, and the parameters by reference that it sets. Their reals are rows, in this order; everything
/// else in them is part of the value and of nothing more.
/// </summary>
internal sealed class ResultReader(IMethodSymbol method, CompositeReader composites, ReferencesWritten references)
{
    /// <summary>The parameters that are set: those passed by out, and those by ref that the body writes to.</summary>
    public IEnumerable<IParameterSymbol> Set => method.Parameters.Where(parameter => Passing(parameter) is ParameterPassing.Out or ParameterPassing.InOut);

    public ParameterPassing Passing(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Out => ParameterPassing.Out,
        RefKind.Ref => references.Contains(parameter) ? ParameterPassing.InOut : ParameterPassing.Ref,
        _ => ParameterPassing.Value,
    };

    /// <summary>Whether anything beside a value of reals alone is given.</summary>
    public bool IsMore => Set.Any() || !(Types.Of(method.ReturnType) is { IsReal: true } or { IsArray: true } || composites.Rows(method.ReturnType) is { Count: > 0 } || composites.RowElements(method.ReturnType) is not null);

    /// <summary>Whether reals are returned or put into parameters.</summary>
    public bool HasRows => MayHaveRows(method.ReturnType) || Set.Any(parameter => MayHaveRows(parameter.Type));

    private bool MayHaveRows(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_Void && composites.Carrier(type, "") is not { Rows.Count: 0 };

    /// <summary>The result with all that it is made of; null where some of that can be neither a row nor handed on.</summary>
    /// <param name="culprit">The parameter that cannot; null for what is returned.</param>
    public MethodOutput? Read(out IParameterSymbol? culprit)
    {
        if (Carriers(out culprit) is not { } carriers || carriers.SelectMany(carrier => carrier.Rows).ToArray() is not { Length: > 0 } rows)
        {
            return null;
        }

        var element = rows.Any(row => (row.Type.Element ?? row.Type).Kind == Ir.TypeKind.Double) ? IrType.Double : IrType.Float;
        var isScalar = Types.Of(method.ReturnType).IsReal && rows.Length == 1;
        var shape = isScalar ? OutputShape.Scalar : rows.Any(row => row.IsArray) ? OutputShape.Array : OutputShape.List;
        return new MethodOutput(shape, element, shape == OutputShape.Array ? 1 : 0, shape == OutputShape.Array ? 0 : rows.Length)
        {
            Carriers = new EquatableArray<CarrierModel>(carriers),
        };
    }

    /// <summary>What is returned, if anything, and the parameters that are set.</summary>
    public IReadOnlyList<CarrierModel>? Carriers(out IParameterSymbol? culprit)
    {
        var carriers = new List<CarrierModel>();
        culprit = null;
        if (!method.ReturnsVoid)
        {
            if (method.ReturnsByRef || method.ReturnsByRefReadonly || composites.Carrier(method.ReturnType, "") is not { } returned)
            {
                return null;
            }

            carriers.Add(returned);
        }

        foreach (var parameter in Set)
        {
            culprit = parameter;
            if (composites.Carrier(parameter.Type, MethodName.Escape(parameter.Name)) is not { } set || (Passing(parameter) == ParameterPassing.InOut && set.Rows.Any(row => row.IsArray)))
            {
                return null;
            }

            carriers.Add(set);
        }

        culprit = null;
        return carriers;
    }
}
