using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The functions that give value and partials of recursive methods, which all derivatives of a method share.</summary>
internal static class CompanionFile
{
    /// <summary>The functions, each with its name.</summary>
    public static IReadOnlyList<(string Name, CodeWriter Text)> Functions(MethodModel model, CancellationToken cancellation)
    {
        var reversible = CompanionPlanner.Reversible(model.Body!.Companions, cancellation);
        return [.. model.Body.Companions.SelectMany(companion => Functions(model, companion, reversible, cancellation))];
    }

    /// <summary>Those functions that are called.</summary>
    /// <param name="model">The method.</param>
    /// <param name="functions">All that there are.</param>
    /// <param name="callers">The texts of the derivatives.</param>
    public static string? Write(MethodModel model, IReadOnlyList<(string Name, CodeWriter Text)> functions, IReadOnlyList<string> callers)
    {
        var (called, pending) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(callers));
        while (pending.Count > 0)
        {
            var text = pending.Dequeue();
            foreach (var function in functions.Where(function => text.Contains(function.Name + "(") && called.Add(function.Name)))
            {
                pending.Enqueue(function.Text.ToString());
            }
        }

        if (called.Count == 0)
        {
            return null;
        }

        var writer = new CodeWriter();
        DerivativeFile.Open(model.Context, model.Namespace, model.ContainingTypes, writer);
        foreach (var (function, i) in functions.Where(function => called.Contains(function.Name)).Select((function, i) => (function, i)))
        {
            if (i > 0)
            {
                writer.Line();
            }

            writer.Append(function.Text);
        }

        DerivativeFile.Close(model.Namespace, model.ContainingTypes, writer);
        return DerivativeFile.WithVectors(writer.ToString(), model.Context);
    }

    private static IEnumerable<(string Name, CodeWriter Text)> Functions(MethodModel model, Companion companion, IReadOnlyList<Companion> reversible, CancellationToken cancellation)
    {
        var (inputs, name) = (companion.Primal.Inputs, companion.Name);
        var behind = string.Join(", ", inputs.Where(input => input.IsActive).Select(input => input.Value.Name));
        if (companion.IsApart && companion.Primal.Body.Yields.Any(yield => yield.Type.IsArray))
        {
            var what = companion.Primal.Body.Yields.Count > 1 ? "The value, then its Jacobian" : "The second partial derivatives";
            yield return (name, Member(model, inputs, name, CompanionPlanner.Plan(companion, cancellation), $"{what} with respect to {behind}, row by row, by the derivatives that come with the method.", isApart: true));
            yield break;
        }

        if (!companion.IsWhole)
        {
            var twice = companion.Order > 1 ? ", then the second ones" : "";
            yield return (name, Member(model, inputs, name, CompanionPlanner.Plan(companion, cancellation), $"The value, then the partial derivatives with respect to {behind}{twice}, in one call.", companion.IsApart));
            yield break;
        }

        yield return (name, Member(model, inputs, name, CompanionPlanner.PlanWhole(companion, cancellation), $"The value and its Jacobian with respect to {behind}, row by row."));
        if (companion.Order > 1)
        {
            var second = Companion.SecondOf(name);
            yield return (second, Member(model, inputs, second, CompanionPlanner.PlanSecond(companion, cancellation), $"The second partial derivatives with respect to {behind}, row by row."));
        }

        if (reversible.Contains(companion))
        {
            var (value, adjoint, backwards) = (Companion.ValueOf(name), Companion.AdjointOf(name), CompanionPlanner.PlanAdjoint(companion, reversible, cancellation));
            yield return (value, Member(model, inputs, value, CompanionPlanner.PlanValue(companion, reversible, cancellation), "The value alone."));
            yield return (adjoint, Member(model, backwards.Inputs, adjoint, backwards, $"The value, and backwards: from its adjoint those of {behind}. Those of arrays are added to what is there."));
        }
    }

    private static CodeWriter Member(MethodModel model, IReadOnlyList<Input> inputs, string name, Function function, string summary, bool isApart = false)
    {
        var writer = new CodeWriter();
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

        writer.Line($"private {(isApart || model.Modifiers.Split(' ').Contains("static") ? "static " : "")}{type} {name}{model.TypeParameters}({parameters}){model.Constraints}");
        writer.Open();
        var taken = inputs.SelectMany(input => Identifiers.In(input.Value.Access!)).Concat(Identifiers.Reserved).Append(name);
        new BodyWriter(function, spelling, taken).Write(writer, (lines, body) =>
        {
            var values = function.Body.Yields.Select(yield => body.PrintYield(yield, types.Length == 1 ? Latitude.Conversion : Latitude.None)).ToArray();
            lines.Line(values.Length == 1 ? $"return {values[0]};" : $"return ({string.Join(", ", values)});");
        });
        writer.Close();
        return writer;
    }
}
