using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The functions that give value and partials of recursive methods, which all derivatives of a method share.</summary>
internal static class CompanionFile
{
    public static string Write(MethodModel model, CancellationToken cancellation)
    {
        var writer = new CodeWriter();
        DerivativeFile.Open(model.Context, model.Namespace, model.ContainingTypes, writer);
        for (var i = 0; i < model.Body!.Companions.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            Member(model, model.Body.Companions[i], writer, cancellation);
        }

        DerivativeFile.Close(model.Namespace, model.ContainingTypes, writer);
        return writer.ToString();
    }

    private static void Member(MethodModel model, Companion companion, CodeWriter writer, CancellationToken cancellation)
    {
        var function = CompanionPlanner.Plan(companion, cancellation);
        var spelling = new Spelling(model.Context);
        var parameters = string.Join(", ", companion.Primal.Inputs.Select(input => $"{spelling.Type(input.Value.Type)} {input.Value.Access}"));
        var types = function.Body.Yields.Select(yield => spelling.Type(yield.Type)).ToArray();
        var type = types.Length == 1 ? types[0] : $"({string.Join(", ", types)})";
        var reals = companion.Primal.Inputs.Where(input => input.IsActive).Select(input => input.Value.Name).ToArray();
        writer.Line($"/// <summary>The value, then the partial derivatives with respect to {string.Join(", ", reals)}{(companion.Order > 1 ? ", then the second ones" : "")}, in one call.</summary>");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"SymbolicJacobian\", \"{typeof(CompanionFile).Assembly.GetName().Version.ToString(3)}\")]");
        if (model.IsObsolete)
        {
            writer.Line("[global::System.Obsolete]");
        }

        writer.Line($"private {(model.Modifiers.Split(' ').Contains("static") ? "static " : "")}{type} {companion.Name}{model.TypeParameters}({parameters}){model.Constraints}");
        writer.Open();
        var taken = companion.Primal.Inputs.SelectMany(input => Identifiers.In(input.Value.Access!)).Concat(Identifiers.Reserved).Append(companion.Name);
        new BodyWriter(function, spelling, taken).Write(writer, (lines, body) =>
        {
            var values = function.Body.Yields.Select(yield => body.Print(yield, types.Length == 1 ? Latitude.Conversion : Latitude.None)).ToArray();
            lines.Line(values.Length == 1 ? $"return {values[0]};" : $"return ({string.Join(", ", values)});");
        });
        writer.Close();
    }
}
