using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The number of rows where only the method knows it: the method is asked.</summary>
internal static class RowCount
{
    /// <summary>C# for the number of rows at the arguments of a member. What the method may write to it gets a copy of: they are needed unchanged afterwards.</summary>
    public static string Asked(MemberNames names, Signature signature) => Of(names, signature.Inputs.Select(parameter => Argument(names, parameter, signature)));

    /// <summary>C# for the number of rows at other arguments.</summary>
    public static string Of(MemberNames names, IEnumerable<string> arguments) =>
        names.Model.Output.RowsOf($"{names.Call(names.Model.Name)}({string.Join(", ", arguments)})");

    /// <summary>A parameter, or a copy of it.</summary>
    private static string Argument(MemberNames names, ParameterModel parameter, Signature signature)
    {
        if (!names.Model.MayWrite(parameter) || parameter.Passing != ParameterPassing.Value)
        {
            return Signature.Passing(parameter) + parameter.Name;
        }

        if (parameter.Leaves.Count == 0)
        {
            return Copy(names, new LeafModel(parameter.Name, parameter.Type), signature);
        }

        if (parameter.Construction.Count == 0)
        {
            return parameter.Name;
        }

        var text = parameter.Construction[0];
        for (var k = 0; k < parameter.Leaves.Count; k++)
        {
            text += Copy(names, parameter.Leaves[k], signature) + parameter.Construction[k + 1];
        }

        return text.Replace(ParameterModel.Self, parameter.Name);
    }

    private static string Copy(MemberNames names, LeafModel leaf, Signature signature)
    {
        if (leaf.Elements is { } elements && elements.Type.EndsWith("]", StringComparison.Ordinal))
        {
            var row = signature.Local("row");
            return $"{names.Spelling.System("Array")}.ConvertAll({leaf.Access}, {row} => ({elements.Type}){row}.Clone())";
        }

        // A span is no object, and has a member of that name itself.
        var isObject = leaf.Elements is null ? leaf.Type.Kind == TypeKind.Array : leaf.Type.CSharp.EndsWith("]", StringComparison.Ordinal);
        return isObject ? $"({leaf.Type.CSharp}){leaf.Access}.Clone()"
            : leaf.Elements is not null || leaf.Type.Kind == TypeKind.Span ? $"{leaf.Access}.ToArray()"
            : leaf.Access;
    }
}
