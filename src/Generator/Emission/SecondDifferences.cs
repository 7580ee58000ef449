using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The call of the runtime that differences F twice.</summary>
internal static class SecondDifferences
{
    /// <summary>Fills <paramref name="target"/>, doubles, with the m · n · n second derivatives.</summary>
    public static void Write(CodeWriter writer, MemberNames names, PointPacking packing, string target, string rows)
    {
        var isSingle = names.IsFloat
            || names.Model.Parameters.Any(parameter => parameter.IsActive && (parameter.Type.Element ?? parameter.Type).Kind == TypeKind.Float);
        var precision = isSingle ? $", {names.Spelling.Runtime("Precision")}.Single" : "";
        packing.WriteCall(writer, $"{names.Spelling.Runtime("FiniteDifference")}.Hessian(", rows, $"{packing.Point}, {target}, {rows}{precision});");
    }

    /// <summary>The number of columns over F's parameters.</summary>
    public static string Columns(MethodModel model)
    {
        var active = model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination).ToList();
        var scalars = active.Where(parameter => !parameter.Type.IsArray).Sum(parameter => Math.Max(1, parameter.Leaves.Count));
        var terms = active.Where(parameter => parameter.Type.IsArray).Select(parameter => parameter.Name + ".Length").ToList();
        if (scalars > 0)
        {
            terms.Insert(0, $"{scalars}");
        }

        return string.Join(" + ", terms);
    }
}
