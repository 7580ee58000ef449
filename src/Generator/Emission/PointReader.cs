using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>F's own parameters out of one point of a batch: scalars are read, arrays filled, structs made.</summary>
internal sealed class PointReader(MemberNames names, Signature signature, BatchShape shape)
{
    private readonly Dictionary<LeafModel, string> _scratch = [];

    /// <summary>Every active parameter can be made of its numbers.</summary>
    public static bool IsPossible(MethodModel model) =>
        model.Parameters.All(parameter => !parameter.IsActive || parameter.IsDestination || parameter.Leaves.Count == 0 || (parameter.Construction.Count > 0 && parameter.Leaves.All(PointPacking.IsMakeable)));

    /// <summary>What a batch takes once for all points: constants, structs that hold some beside their numbers, and the shape of arrays of more than numbers.</summary>
    public static IEnumerable<ParameterModel> Common(MethodModel model) => model.Parameters.Where(parameter => !parameter.IsLeftOut
        && (!parameter.IsActive || parameter.Leaves.Any(leaf => leaf.Elements is not null) || parameter.Construction.Any(text => text.Contains(ParameterModel.Self))));

    private IEnumerable<ParameterModel> Active => signature.Inputs.Where(parameter => parameter.IsActive);

    /// <summary>The arrays that the points take turns in.</summary>
    public void WriteArrays(CodeWriter writer)
    {
        foreach (var leaf in Active.SelectMany(parameter => parameter.Columns).Where(leaf => leaf.Type.IsArray && leaf.Elements is null && !IsSlice(leaf)))
        {
            var array = signature.Local(Identifiers.Clean(leaf.Access) + "At");
            var element = leaf.Type.Element!.CSharp;
            var lengths = string.Join(", ", Enumerable.Range(0, leaf.Type.Rank).Select(d => shape.Length(leaf, d)));
            writer.Line($"{element}[{new string(',', leaf.Type.Rank - 1)}] {array} = new {element}[{lengths}];");
            _scratch[leaf] = array;
        }
    }

    /// <summary>Fills the arrays; gives the arguments of a call at the point, constants as they are.</summary>
    public List<string> WriteArguments(CodeWriter writer, string point)
    {
        var arguments = new List<string>();
        foreach (var parameter in signature.Inputs)
        {
            arguments.Add(parameter.IsActive ? Argument(parameter, point, writer) : parameter.Name);
        }

        return arguments;
    }

    private string Argument(ParameterModel parameter, string point, CodeWriter writer)
    {
        var text = parameter.Leaves.Count == 0 ? Leaf(parameter.Columns[0], point, writer) : parameter.Construction[0];
        for (var k = 0; k < parameter.Leaves.Count; k++)
        {
            text += Leaf(parameter.Leaves[k], point, writer) + parameter.Construction[k + 1];
        }

        return text.Replace(ParameterModel.Self, parameter.Name);
    }

    /// <summary>A span of the point's own numbers needs no copy.</summary>
    private bool IsSlice(LeafModel leaf) => leaf.Type.Kind == TypeKind.ReadOnlySpan && leaf.Type.Element!.CSharp == names.Element;

    private string Leaf(LeafModel leaf, string point, CodeWriter writer)
    {
        var start = shape.Start(leaf);
        if (leaf.Elements is not null)
        {
            var next = signature.Local("next");
            writer.Line($"int {next} = {start};");
            return new ElementPacking(signature, writer).Unpack(leaf, leaf.Access, point, next);
        }

        if (!leaf.Type.IsArray)
        {
            return (leaf.Type.Kind == TypeKind.Float && !names.IsFloat ? "(float)" : "") + $"{point}[{start}]";
        }

        var slice = $"{point}.Slice({start}, {shape.Count(leaf)})";
        if (IsSlice(leaf))
        {
            return slice;
        }

        var array = _scratch[leaf];
        if (leaf.Type.Rank == 1 && leaf.Type.Element!.CSharp == names.Element)
        {
            writer.Line($"{slice}.CopyTo({array});");
            return array;
        }

        var k = signature.Local("k");
        var width = leaf.Type.Rank > 1 ? shape.Length(leaf, 1) : "";
        var target = leaf.Type.Rank > 1 ? $"{k} / {width}, {k} % {width}" : k;
        var cast = leaf.Type.Element!.Kind == TypeKind.Float && !names.IsFloat ? "(float)" : "";
        writer.Line($"for (int {k} = 0; {k} < {array}.Length; {k}++)");
        writer.Open();
        writer.Line($"{array}[{target}] = {cast}{point}[{start} + {k}];");
        writer.Close();
        return array;
    }
}
