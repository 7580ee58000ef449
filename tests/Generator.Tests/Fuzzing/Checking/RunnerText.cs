using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>C# beside a program: its twin in hyper-dual numbers, and a class that calls everything that was generated for it.</summary>
internal static partial class RunnerText
{
    private const string Usings = Shapes.Usings + "using SymbolicJacobian.Generator.Tests.Fuzzing.Witness;\n";

    /// <summary>The file that the generator sees.</summary>
    public static string Programs(IEnumerable<SourceProgram> programs) =>
        $"{Shapes.Usings}namespace Programs\n{{\n{Shapes.Text}\n{string.Concat(programs.Select(program => program.Class))}}}\n";

    /// <summary>The same in hyper-dual numbers.</summary>
    public static string Twins(IEnumerable<SourceProgram> programs) =>
        $"{Usings}namespace Twins\n{{\n{Twin(Shapes.Text)}\n{string.Concat(programs.Select(program => Twin(program.Class)))}}}\n";

    /// <summary>The class that runs a program and its members; null where none were generated.</summary>
    public static string? Runner(SourceProgram program, Compilation output)
    {
        if (output.GetTypeByMetadataName("Programs." + program.Name) is not { } type || type.GetMembers(program.IsScalar ? "FGradient" : "FJacobian").IsEmpty)
        {
            return null;
        }

        return $$"""
            {{Usings}}public sealed class Run{{program.Seed}} : ISubject
            {
                public double[] Value(Pack<double> p)
                {
            {{Arguments(program)}}{{Flattened(program, $"Programs.{program.Name}.F({Names(program.Parameters)})")}}
                }

                public Hyper[] Twin(Pack<Hyper> p)
                {
            {{Twin(Arguments(program) + Flattened(program, $"Programs.{program.Name}.F({Names(program.Parameters)})"))}}
                }

                public void Run(Recording recording)
                {
            {{string.Concat(Members(program, type))}}    }
            }
            """;
    }

    [GeneratedRegex(@"\[(Differentiable\([^)]*\)|Size\(\d+\)|Constant)\] ?")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\bdouble\b")]
    private static partial Regex Reals();

    private static string Twin(string text) =>
        Reals().Replace(Attributes().Replace(text, ""), "Hyper").Replace("const Hyper", "static readonly Hyper", StringComparison.Ordinal).Replace("Math.", "HyperMath.", StringComparison.Ordinal).Replace("Programs.", "Twins.", StringComparison.Ordinal);

    private static string Names(IEnumerable<Parameter> parameters) => string.Join(", ", parameters.Select(parameter => parameter.Name));

    private static string Arguments(SourceProgram program) => string.Concat(program.Parameters.Select(parameter => Argument(program, parameter)));

    private static string Argument(SourceProgram program, Parameter parameter) =>
        program.IsFilled && parameter == program.Parameters[^1] ? $"        var {parameter.Name} = new double[{parameter.Argument}];\n" : $"        var {parameter.Name} = {parameter.Argument};\n";

    /// <summary>Statements that return the numbers in what a call gives.</summary>
    private static string Flattened(SourceProgram program, string call, string more = "")
    {
        string Joined(string numbers) => more == "" ? numbers : $"Recording.Join({numbers}, {more})";
        return program.Result switch
        {
            ResultForm.Real => $"        var value = {call}; return {Joined("new double[] { value }")};",
            ResultForm.Array => $"        var value = {call}; return {Joined("value")};",
            ResultForm.Two => $"        var value = {call}; return {Joined("new double[] { value.One, value.Two }")};",
            ResultForm.Pair => $"        var value = {call}; return {Joined("new double[] { value.X, value.Y }")};",
            ResultForm.Area => $"        var value = {call}; return {Joined("new double[] { value.Width, value.Height }")};",
            ResultForm.Matrix => $"        var value = {call}; return {Joined("value.Cast<double>().ToArray()")};",
            ResultForm.Pairs => $"        var value = {call}; return {Joined("value.SelectMany(q => new double[] { q.X, q.Y }).ToArray()")};",
            _ => $"        {call}; return {Joined("result")};",
        };
    }

    private static IEnumerable<string> Members(SourceProgram program, INamedTypeSymbol type)
    {
        var own = program.IsFilled ? program.Parameters.SkipLast(1) : program.Parameters;
        var (kind, call, names) = (program.IsScalar ? "Gradient" : "Jacobian", $"Programs.{program.Name}.F", Names(own));
        var rows = program.Result == ResultForm.Destination ? ", recording.Rows" : "";
        var arguments = Arguments(program);
        const string Matrix = "recording.Rows * recording.Columns", Square = "recording.Columns * recording.Columns";
        string Take(string name, string body) => $"        recording.Take(\"{name}\", p =>\n        {{\n{arguments}{body}\n        }});\n";
        string Filled(string name, string size, string member) => Take(name, $"        var filled = Recording.Dirty({size}); {call}{member}; return filled;");

        yield return Take(kind, $"        return {call}{kind}({names}{rows}){(program.IsScalar ? "" : ".Cast<double>().ToArray()")};");
        yield return Filled($"{kind} in place", Matrix, $"{kind}({names}, filled)");
        yield return Take($"ValueAnd{kind}", $"        var filled = Recording.Dirty({Matrix});\n{Flattened(program, $"{call}ValueAnd{kind}({Names(program.Parameters)}, filled)", "filled")}");
        if (program.IsScalar)
        {
            yield return Take("Jvp", $"        return new[] {{ {call}Jvp({names}, recording.Tangent) }};");
            yield return Take("Hessian returned", $"        return {call}Hessian({names}).Cast<double>().ToArray();");
            yield return Filled("Hessian", Square, $"Hessian({names}, filled)");
            yield return Filled("HessianVectorProduct", "recording.Columns", $"HessianVectorProduct({names}, recording.Tangent, filled)");
        }
        else
        {
            yield return Filled("Jvp", "recording.Rows", $"Jvp({names}, recording.Tangent, filled)");
            yield return Take("Jvp returned", $"        return {call}Jvp({names}{rows}, recording.Tangent);");
            yield return Filled("Vjp", "recording.Columns", $"Vjp({names}, recording.Cotangent, filled)");
            yield return Take("Vjp returned", $"        return {call}Vjp({names}, recording.Cotangent);");
            yield return Filled("Hessian", $"recording.Rows * {Square}", $"Hessian({names}{rows}, filled)");
            yield return Take("Sparse", Sparse(type, call, names + rows));
            yield return Take("GaussNewton", $"        var (jtj, jtr) = (Recording.Dirty({Square}), Recording.Dirty(recording.Columns)); var half = {call}GaussNewton({names}{rows}, jtj, jtr); return Recording.Join(new[] {{ half }}, jtr, jtj);");
        }

        if (BatchArguments(program, type, kind) is { } common)
        {
            yield return Filled("Batch", $"recording.BatchCount * {Matrix}", $"{kind}Batch(recording.BatchCount, recording.Batch{common}, filled)");
        }
    }

    private static string Sparse(INamedTypeSymbol type, string call, string names)
    {
        var isFixed = type.GetMembers("FJacobianPattern").OfType<IMethodSymbol>().All(method => method.Parameters.IsEmpty);
        return $"        var pattern = {call}JacobianPattern({(isFixed ? "" : names)}); var values = Recording.Dirty(pattern.ColumnIndices.Length); {call}JacobianValues({names}, values);\n"
            + "        if (pattern.RowCount != recording.Rows || pattern.ColumnCount != recording.Columns) throw new InvalidOperationException($\"the pattern is {pattern.RowCount} by {pattern.ColumnCount}\");\n"
            + "        return pattern.ToDense(values).Cast<double>().ToArray();";
    }

    /// <summary>What a batch takes beside its points: constants, and lengths that are named after what they are of.</summary>
    private static string? BatchArguments(SourceProgram program, INamedTypeSymbol type, string kind)
    {
        if (type.GetMembers($"F{kind}Batch").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters[^1].Type.Name == "Span") is not { } batch)
        {
            return null;
        }

        var text = "";
        foreach (var parameter in batch.Parameters.Skip(2).SkipLast(1))
        {
            var named = program.Parameters.FirstOrDefault(own => own.Name == parameter.Name)?.Name
                ?? program.Parameters.Where(own => parameter.Name == own.Name + "Length").Select(own => own.Name + ".Length").FirstOrDefault()
                ?? program.Parameters.Where(own => parameter.Name == own.Name + "Rows").Select(own => own.Name + ".GetLength(0)").FirstOrDefault()
                ?? program.Parameters.Where(own => parameter.Name == own.Name + "Columns").Select(own => own.Name + ".GetLength(1)").FirstOrDefault();
            if (named is null)
            {
                return null;
            }

            text += $", {named}";
        }

        return text;
    }
}
