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
        if (model.Parameters.Any(parameter => parameter.IsArray))
        {
            OfArrays(model, spelling, given, (point, partials, at, values, slopes), writer);
            writer.Close();
            return;
        }

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

    /// <summary>Numbers and arrays one after the other.</summary>
    private static void OfArrays(RuleModel model, Spelling spelling, string given, (string Point, string Partials, string At, string Values, string Slopes) names, CodeWriter writer)
    {
        RuleParameter[] columns = [.. model.Parameters.Where(parameter => parameter.IsReal || parameter.IsArray)];
        var (starts, start) = (new List<string>(), "");
        foreach (var column in columns)
        {
            starts.Add(start.Length == 0 ? "0" : start);
            start += (start.Length == 0 ? "" : " + ") + Length(column);
        }

        writer.Line($"double[] {names.Point} = new double[{start}];");
        writer.Line($"double[] {names.Partials} = new double[{start}];");
        writer.Line($"var {names.Slopes} = {model.Name}({given});");
        for (var i = 0; i < columns.Length; i++)
        {
            var slope = model.IsTuple ? $"{names.Slopes}.Item{i + 1}" : names.Slopes;
            writer.Line(columns[i].IsArray ? $"{columns[i].Name}.CopyTo({names.Point}, {starts[i]});" : $"{names.Point}[{starts[i]}] = {columns[i].Name};");
            writer.Line(columns[i].IsArray ? $"{slope}.CopyTo({names.Partials}, {starts[i]});" : $"{names.Partials}[{starts[i]}] = {slope};");
        }

        var moved = model.Parameters.Select(parameter => Array.IndexOf(columns, parameter) is var i && i < 0 ? parameter.Name
            : parameter.IsArray ? $"{names.At}.Slice({starts[i]}, {Length(parameter)}).ToArray()"
            : $"{names.At}[{starts[i]}]");
        writer.Line($"return {spelling.Runtime("JacobianCheck")}.Compare(({names.At}, {names.Values}) => {names.Values}[0] = {model.Function}({string.Join(", ", moved)}), {names.Point}, {names.Partials}, 1);");
    }

    private static string Length(RuleParameter parameter) => parameter.IsArray ? parameter.Name + ".Length" : "1";

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
