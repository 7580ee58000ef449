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

            Members(model, model.Body.Companions[i], writer, cancellation);
        }

        DerivativeFile.Close(model.Namespace, model.ContainingTypes, writer);
        return DerivativeFile.WithVectors(writer.ToString(), model.Context);
    }

    private static void Members(MethodModel model, Companion companion, CodeWriter writer, CancellationToken cancellation)
    {
        var behind = string.Join(", ", companion.Primal.Inputs.Where(input => input.IsActive).Select(input => input.Value.Name));
        if (!companion.IsWhole)
        {
            var twice = companion.Order > 1 ? ", then the second ones" : "";
            Member(model, companion.Primal.Inputs, companion.Name, CompanionPlanner.Plan(companion, cancellation), $"The value, then the partial derivatives with respect to {behind}{twice}, in one call.", writer);
            return;
        }

        Member(model, companion.Primal.Inputs, companion.Name, CompanionPlanner.PlanWhole(companion, cancellation), $"The value and its Jacobian with respect to {behind}, row by row.", writer);
        if (companion.Order > 1)
        {
            writer.Line();
            Member(model, companion.Primal.Inputs, Companion.SecondOf(companion.Name), CompanionPlanner.PlanSecond(companion, cancellation), $"The second partial derivatives with respect to {behind}, row by row.", writer);
        }
    }

    private static void Member(MethodModel model, IReadOnlyList<Input> inputs, string name, Function function, string summary, CodeWriter writer)
    {
        var spelling = new Spelling(model.Context);
        var parameters = string.Join(", ", inputs.Select(input => $"{spelling.Type(input.Value.Type)} {input.Value.Access}"));
        var types = function.Body.Yields.Select(yield => spelling.Type(yield.Type)).ToArray();
        var type = types.Length == 1 ? types[0] : $"({string.Join(", ", types)})";
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"SymbolicJacobian\", \"{typeof(CompanionFile).Assembly.GetName().Version.ToString(3)}\")]");
        if (model.IsObsolete)
        {
            writer.Line("[global::System.Obsolete]");
        }

        writer.Line($"private {(model.Modifiers.Split(' ').Contains("static") ? "static " : "")}{type} {name}{model.TypeParameters}({parameters}){model.Constraints}");
        writer.Open();
        var taken = inputs.SelectMany(input => Identifiers.In(input.Value.Access!)).Concat(Identifiers.Reserved).Append(name);
        new BodyWriter(function, spelling, taken).Write(writer, (lines, body) =>
        {
            var values = function.Body.Yields.Select(yield => body.Print(yield, types.Length == 1 ? Latitude.Conversion : Latitude.None)).ToArray();
            lines.Line(values.Length == 1 ? $"return {values[0]};" : $"return ({string.Join(", ", values)});");
        });
        writer.Close();
    }
}
