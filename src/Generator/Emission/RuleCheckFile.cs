using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The member that compares a derivative rule with differences of its function, at a point of the caller's.</summary>
internal static class RuleCheckFile
{
    public static string Write(RuleModel model)
    {
        var writer = new CodeWriter();
        DerivativeFile.Open(model.Context, model.Namespace, model.ContainingTypes, writer);
        Member(model, writer);
        DerivativeFile.Close(model.Namespace, model.ContainingTypes, writer);
        return writer.ToString();
    }

    private static void Member(RuleModel model, CodeWriter writer)
    {
        var spelling = new Spelling(model.Context);
        var (point, partials, at, values, slopes) = (Free(model, "point"), Free(model, "partials"), Free(model, "at"), Free(model, "values"), Free(model, "slopes"));
        RuleParameter[] reals = [.. model.Parameters.Where(parameter => parameter.IsReal)];
        var isSingle = reals.Any(parameter => parameter.Type == "float");
        var given = string.Join(", ", model.Parameters.Select(parameter => parameter.Name));
        var moved = string.Join(", ", model.Parameters.Select(parameter => Moved(parameter, Array.IndexOf(reals, parameter), at)));
        writer.Line($"/// <summary>Compares the partial derivatives that <see cref=\"{model.Name}\"/> gives with differences of the function, at this point.</summary>");
        writer.Line("/// <returns>The verdict and the worst entries.</returns>");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"SymbolicJacobian\", \"{typeof(RuleCheckFile).Assembly.GetName().Version.ToString(3)}\")]");
        writer.Line($"{model.Modifiers} {spelling.Runtime("JacobianReport")} {model.Check}({string.Join(", ", model.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"))})");
        writer.Open();
        writer.Line($"double[] {point} = {{ {string.Join(", ", reals.Select(parameter => parameter.Name))} }};");
        if (model.IsTuple)
        {
            writer.Line($"var {slopes} = {model.Name}({given});");
            writer.Line($"double[] {partials} = {{ {string.Join(", ", reals.Select((_, i) => $"{slopes}.Item{i + 1}"))} }};");
        }
        else
        {
            writer.Line($"double[] {partials} = {{ {model.Name}({given}) }};");
        }

        var names = string.Join(", ", reals.Select(parameter => $"\"{parameter.Name.TrimStart('@')}\""));
        writer.Line($"return {spelling.Runtime("JacobianCheck")}.Compare(");
        writer.Line($"    ({at}, {values}) => {values}[0] = {model.Function}({moved}),");
        writer.Line($"    {point}, {partials}, 1, {spelling.Runtime("Precision")}.{(isSingle ? "Single" : "Double")}, new[] {{ {names} }});");
        writer.Close();
    }

    private static string Moved(RuleParameter parameter, int column, string at) => !parameter.IsReal
        ? parameter.Name
        : parameter.Type == "float" ? $"(float){at}[{column}]" : $"{at}[{column}]";

    private static string Free(RuleModel model, string name)
    {
        var free = name;
        for (var version = 2; model.Parameters.Any(parameter => parameter.Name == free); version++)
        {
            free = Identifiers.Version(name, version);
        }

        return free;
    }
}
