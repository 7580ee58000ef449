using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Calls;

/// <summary>
/// A scalar method F among members, its gradient generated, compiled and run at a point: the value has to be F's, bit for bit, and
/// the gradient that which the runtime finds by differences of F.
/// </summary>
internal sealed record Executed(HostResult Run, double[] Gradient, bool IsExact)
{
    public string Text => string.Join("\n", Run.Sources.Select(source => source.SourceText));

    /// <summary>No part may be approximate, and nothing may be said.</summary>
    public static Executed Exactly(string members, string arguments)
    {
        var executed = Of(members, arguments);
        Assert.Empty(executed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        Assert.True(executed.IsExact, executed.Text);
        return executed;
    }

    public static Executed Of(string members, string arguments) =>
        Of(GeneratorHost.Compile($"{GeneratorHost.Usings}public static partial class Sample\n{{\n{members}\n}}\n{Probe(arguments)}"));

    public static Executed Of(Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation)
    {
        var run = GeneratorHost.Run(compilation);
        using var image = new MemoryStream();
        var emitted = run.Output.Emit(image);
        var text = string.Join("\n", run.Sources.Select(source => source.SourceText));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Concat(run.Diagnostics)) + "\n" + text);
        var assembly = Assembly.Load(image.ToArray());
        var result = (object[])assembly.GetType("Probe")!.GetMethod("Run")!.Invoke(null, null)!;
        Assert.True((bool)result[0], "The value is another.\n" + text);
        var report = (JacobianReport)result[1];
        Assert.True(report.Verdict == Verdict.Correct, report + "\n" + text);
        var isExact = assembly.GetType("Sample")!.GetMethods()
            .SelectMany(method => method.GetCustomAttributes<GeneratedDerivativeAttribute>())
            .All(attribute => attribute.IsExact);
        return new Executed(run, (double[])result[2], isExact);
    }

    public static string Probe(string arguments) => $$"""
        public static class Probe
        {
            public static object[] Run()
            {
                var gradient = new double[64];
                double value = Sample.FValueAndGradient({{arguments}}, gradient);
                double expected = Sample.F({{arguments}});
                bool isSame = BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected);
                return new object[] { isSame, Sample.FCheckGradient({{arguments}}), Sample.FGradient({{arguments}}) };
            }
        }
        """;
}
