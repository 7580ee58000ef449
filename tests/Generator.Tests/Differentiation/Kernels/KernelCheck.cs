using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>
/// Methods as people write them, each with the arguments it is looked at: <c>// at: new[] { 1.0, 2 }, 3</c> stands above it. Judged three
/// times: every sweep against dual numbers, the compiled value bit for bit, the compiled derivative against differences.
/// </summary>
internal sealed partial class KernelCheck
{
    private readonly HostResult _result;
    private readonly Assembly? _assembly;
    private readonly IReadOnlyList<Diagnostic> _errors;

    public KernelCheck(string members)
    {
        var kernels = Marks().Matches(members).Select(match => (Name: match.Groups["name"].Value, Arguments: match.Groups["at"].Value.Trim())).ToArray();
        Names = [.. kernels.Select(kernel => kernel.Name)];
        _result = GeneratorHost.RunMembers(members + "\n#pragma warning disable CS8619\n" + string.Concat(kernels.Select(kernel => Runner(kernel.Name, kernel.Arguments, members))));
        (_assembly, _errors) = GeneratedAssembly.Load(_result);
    }

    public IReadOnlyList<string> Names { get; }

    public static IEnumerable<string> NamesIn(string members) => Marks().Matches(members).Select(match => match.Groups["name"].Value);

    /// <summary>Of the generator and, where that fails to compile, of the compiler.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => [.. _result.Diagnostics, .. _errors];

    /// <summary>What is wrong with a kernel; null where nothing is.</summary>
    public string? FaultOf(string name)
    {
        var complaints = _result.Diagnostics.Where(diagnostic => diagnostic.GetMessage().Contains($"'{name}'", StringComparison.Ordinal)).ToArray();
        if (complaints.Any(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
        {
            return string.Join("\n", complaints.Select(diagnostic => diagnostic.ToString()));
        }

        if (_errors.FirstOrDefault(error => error.Location.SourceTree?.FilePath.Contains($".{name}.", StringComparison.Ordinal) == true) is { } own)
        {
            return $"{own}\n{own.Location.SourceTree}";
        }

        if (_assembly is null)
        {
            return string.Join("\n", _errors.Take(5));
        }

        if (_result.Models.FirstOrDefault(model => model.Name == name)?.Body?.Function is not { } function)
        {
            return "It was not followed.";
        }

        var sample = _assembly.GetType("Sample")!;
        var arguments = (object[])sample.GetMethod("At" + name)!.Invoke(null, null)!;
        return AgreementFault(function, arguments) ?? CompiledFault((object[])sample.GetMethod("Run" + name)!.Invoke(null, null)!);
    }

    public string TextOf(string name) => string.Concat(_result.Sources.Where(source => source.HintName.Contains($".{name}.", StringComparison.Ordinal)).Select(source => source.SourceText));

    private static string? AgreementFault(Function function, object[] arguments)
    {
        var point = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            point[function.Inputs[i].Value.Name] = arguments[i];
        }

        return new Agreement(function, 1e-8).At(point);
    }

    private static string? CompiledFault(object[] results)
    {
        var report = (JacobianReport)results[0];
        var (value, again) = (Bits(results[1]), Bits(results[2]));
        return value != again ? $"the value is {again} instead of {value}"
            : report.Verdict != Verdict.Correct ? report.ToString()
            : (bool)results[3] ? null : "The in-place members differ.";
    }

    private static string Bits(object value) => value switch
    {
        Array array => string.Join(", ", array.Cast<object>().Select(Bits)),
        System.Runtime.CompilerServices.ITuple tuple => string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Bits(tuple[i]!))),
        double real => BitConverter.DoubleToInt64Bits(real).ToString("X", System.Globalization.CultureInfo.InvariantCulture),
        float real => BitConverter.SingleToInt32Bits(real).ToString("X", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Runner(string name, string arguments, string members)
    {
        var type = Regex.Match(members, $@"(?<type>[\w\[\],]+|\([^()]*\)) {name}\(").Groups["type"].Value;
        var kind = type is "double" or "float" ? "Gradient" : "Jacobian";
        var element = type.StartsWith("float", StringComparison.Ordinal) ? "float" : "double";
        return $$"""
                public static object[] At{{name}}() => new object[] { {{arguments}} };
                public static object[] Run{{name}}()
                {
                    var report = {{name}}Check{{kind}}({{arguments}});
                    var expected = {{name}}({{arguments}});
                    // What was there before must not matter: each entry is written, by zero if need be.
                    var count = {{name}}{{kind}}({{arguments}}).Length;
                    var (first, second) = (new {{element}}[count], new {{element}}[count]);
                    Array.Fill(first, ({{element}})double.NaN);
                    Array.Fill(second, ({{element}})7.5);
                    var value = {{name}}ValueAnd{{kind}}({{arguments}}, first);
                    {{name}}{{kind}}({{arguments}}, second);
                    var same = true;
                    for (int i = 0; i < first.Length; i++) same &= Math.Abs(first[i] - second[i]) <= 1e-9 * (1 + Math.Abs(first[i])) || first[i].Equals(second[i]);
                    return new object[] { report, expected, value, same };
                }

            """;
    }

    [GeneratedRegex(@"// at: (?<at>[^\r\n]*)\s+(\[[^\r\n]*\]\s+)?public static (?<type>[\w\[\],]+|\([^()\r\n]*\)) (?<name>\w+)\(")]
    private static partial Regex Marks();
}
