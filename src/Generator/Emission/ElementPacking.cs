using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Arrays whose elements are structs, tuples or arrays: into a flat vector, and out of one, element by element.</summary>
internal sealed class ElementPacking(Signature signature, CodeWriter writer)
{
    /// <summary>Appends all columns of such an array to a vector, where a counter says.</summary>
    public void Pack(LeafModel leaf, string access, string vector, string next)
    {
        if (!leaf.IsArray)
        {
            writer.Line($"{vector}[{next}++] = {access};");
            return;
        }

        var item = signature.Local("item");
        writer.Line($"foreach ({leaf.Elements?.Type ?? leaf.Type.Element!.CSharp} {item} in {access})");
        writer.Open();
        if (leaf.Elements is { } elements)
        {
            foreach (var part in elements.Leaves)
            {
                Pack(part, item + part.Access, vector, next);
            }
        }
        else
        {
            writer.Line($"{vector}[{next}++] = {item};");
        }

        writer.Close();
    }

    /// <summary>A value of the same shape as another, of the numbers that follow a counter.</summary>
    /// <returns>C# for the value.</returns>
    public string Unpack(LeafModel leaf, string like, string vector, string next)
    {
        if (!leaf.IsArray)
        {
            var cast = leaf.Type.Kind == TypeKind.Float ? "(float)" : "";
            return $"{cast}{vector}[{next}++]";
        }

        if (leaf.Elements is not { } elements)
        {
            return UnpackReals(leaf.Type, like, vector, next);
        }

        var (copy, k) = (signature.Local("copy"), signature.Local("k"));
        writer.Line($"var {copy} = new {NewArray(elements.Type, like + ".Length")};");
        writer.Line($"for (int {k} = 0; {k} < {copy}.Length; {k}++)");
        writer.Open();
        var text = elements.Construction[0];
        var hasArrays = elements.Leaves.Any(part => part.IsArray);
        for (var i = 0; i < elements.Leaves.Count; i++)
        {
            var part = elements.Leaves[i];
            var value = Unpack(part, $"{like}[{k}]{part.Access}", vector, next);
            if (hasArrays && !part.IsArray)
            {
                // What is an array is made by statements of its own, and the numbers come in order.
                var number = signature.Local("number");
                writer.Line($"{part.Type.CSharp} {number} = {value};");
                value = number;
            }

            text += value + elements.Construction[i + 1];
        }

        writer.Line($"{copy}[{k}] = {text.Replace(ParameterModel.Self, $"{like}[{k}]")};");
        writer.Close();
        return copy;
    }

    private string UnpackReals(IrType type, string like, string vector, string next)
    {
        var (copy, k) = (signature.Local("copy"), signature.Local("k"));
        var (element, cast) = (type.Element!, type.Element!.Kind == TypeKind.Float ? "(float)" : "");
        var lengths = type.Rank == 1 ? like + ".Length" : string.Join(", ", Enumerable.Range(0, type.Rank).Select(d => $"{like}.GetLength({d})"));
        writer.Line($"var {copy} = new {element.CSharp}[{lengths}];");
        writer.Line($"for (int {k} = 0; {k} < {copy}.Length; {k}++)");
        writer.Open();
        var place = type.Rank == 1 ? k : $"{k} / {copy}.GetLength(1), {k} % {copy}.GetLength(1)";
        writer.Line($"{copy}[{place}] = {cast}{vector}[{next}++];");
        writer.Close();
        return copy;
    }

    /// <summary>n elements of a type, which may be an array itself: <c>double[n][]</c>.</summary>
    private static string NewArray(string element, string length)
    {
        var brackets = element.IndexOf('[');
        return brackets < 0 || !element.EndsWith("]", StringComparison.Ordinal)
            ? $"{element}[{length}]"
            : $"{element.Substring(0, brackets)}[{length}]{element.Substring(brackets)}";
    }
}
