namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>A method beside a random one that calls it and all that was generated for it, on arguments of type object.</summary>
internal static class Runner
{
    public const string Prefix = "Run";

    public static string Text(RandomMethod method)
    {
        var own = string.Join(", ", method.Parameters.Where(parameter => parameter != "result").Select(Argument));
        var all = string.Join(", ", method.Parameters.Select((parameter, i) => parameter == "result" ? $"(double[])p[{i}]" : Argument(parameter, i)));
        var kind = method.ReturnType == "double" ? "Gradient" : "Jacobian";
        var rows = method.ReturnType == "void" ? ", rows" : "";
        var destination = Array.IndexOf(method.Parameters, "result");
        string Value(string call) => method.ReturnType == "void" ? $"{call}; value = ((double[])p[{destination}]).Clone();" : $"value = {call};";
        var name = method.Name;
        return $$"""
                public static object[] {{Prefix}}{{name}}(object[] p, double[] first, double[] second, int rows, bool check)
                {
                    object value;
                    {{Value($"{name}({all})")}}
                    var expected = value;
                    {{name}}{{kind}}({{own}}, first);
                    {{(destination < 0 ? "" : $"Array.Clear((double[])p[{destination}]);")}}
                    {{Value($"{name}ValueAnd{kind}({all}, second)")}}
                    return new object[] { expected, value, check ? {{name}}Check{{kind}}({{own}}{{rows}}) : null! };
                }

            """;
    }

    private static string Argument(string parameter, int i) => parameter switch
    {
        "x" or "y" => $"(double)p[{i}]",
        "g" => $"(float)p[{i}]",
        "n" => $"(int)p[{i}]",
        "m" => $"(double[,])p[{i}]",
        _ => $"(double[])p[{i}]",
    };
}
