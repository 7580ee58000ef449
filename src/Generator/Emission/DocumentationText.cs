using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The parts of XML documentation that the members of all kinds of derivatives have in common.</summary>
internal sealed class DocumentationText(MethodModel model, CodeWriter writer)
{
    /// <summary>The method as a documentation comment refers to it.</summary>
    public static string Cref(MethodModel model) =>
        model.TypeParameters.Length == 0 ? $"<see cref=\"{Identifiers.Escape(model.Name)}\"/>" : $"<c>{Escape(model.Name)}</c>";

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>How a derivative of this kind is computed, and which calls in it are differenced.</summary>
    public static string Exact(MethodModel model, string mode, DerivativeKinds kind)
    {
        var approximated = model.Approximated(kind);
        return approximated.Count == 0
            ? $"Exact: {mode}."
            : $"Exact ({mode}) but for {string.Join(", ", approximated)}, differentiated by central differences at the arguments of the call.";
    }

    public void Summary(string text) => Line($"<summary>{text}</summary>");

    public void Remarks(IEnumerable<string> lines)
    {
        Line("<remarks>");
        foreach (var line in lines)
        {
            Line(line is "<code>" or "</code>" ? line : Escape(line));
        }

        Line("</remarks>");
    }

    /// <summary>Those of the method itself.</summary>
    public void Parameters(bool withDestination)
    {
        foreach (var parameter in model.Parameters)
        {
            var size = parameter.Size.Count > 0 ? $", {string.Join(" × ", parameter.Size)}" : "";
            var role = parameter.IsDestination ? "Receives the value" : parameter.Passing == ParameterPassing.Out ? "Receives a result" : parameter.IsActive ? "An input" : "A constant";
            if (withDestination || !parameter.IsLeftOut)
            {
                Parameter(parameter.Name.TrimStart('@'), $"{role} of {Escape(model.Name)}{size}.");
            }
        }
    }

    /// <summary>The number of outputs, where a member has to be told.</summary>
    public void Rows(string? rows)
    {
        if (rows is not null)
        {
            Parameter(rows, "The number of outputs: the length of the destination.");
        }
    }

    public void Parameter(string name, string text) => Line($"<param name=\"{name}\">{text}</param>");

    public void Returns(string text) => Line($"<returns>{text}</returns>");

    private void Line(string text) => writer.Line("/// " + text);
}
