using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The call of the runtime that differences F twice.</summary>
internal static class SecondDifferences
{
    /// <summary>Fills <paramref name="target"/>, doubles, with the m · n · n second derivatives.</summary>
    public static void Write(CodeWriter writer, MemberNames names, PointPacking packing, string target, string rows)
    {
        var precision = DifferenceMembers.IsSingle(names) ? $", {names.Spelling.Runtime("Precision")}.Single" : "";
        packing.WriteCall(writer, $"{names.Spelling.Runtime("FiniteDifference")}.Hessian(", rows, $"{packing.Point}, {target}, {rows}{precision});");
    }

    /// <summary>The number of columns over F's parameters.</summary>
    public static string Columns(MethodModel model)
    {
        var active = model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination).SelectMany(parameter => parameter.Columns).ToList();
        var scalars = active.Count(leaf => !leaf.IsArray);
        var terms = active.Where(leaf => leaf.IsArray).Select(leaf => ColumnCount.Of(leaf)).ToList();
        if (scalars > 0)
        {
            terms.Insert(0, $"{scalars}");
        }

        return string.Join(" + ", terms);
    }
}
