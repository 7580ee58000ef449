using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymbolicJacobian.Benchmarks.GeneratorCost;

/// <summary>
/// How the generator, what it emits and what the C# compiler takes for it grow with the length of a method, and whether a generated
/// method goes over the limits beyond which the JIT stops optimising.
/// </summary>
internal static class Growth
{
    private const int MostIL = 60_000;
    private const int MostLocals = 2_000;

    /// <summary>Statements may grow a little faster than operations (a logarithm, a longer start), no more.</summary>
    private const double MostExponent = 1.15;

    private static readonly string[] _kinds = ["Jacobian", "Jvp", "Vjp", "Hessian", "HessianVectorProduct", "SparseJacobian", "GaussNewton", "Batch"];

    private sealed record Sample(int Operations, double Generator, double Compiler, int Statements, int IL, int Locals, string Longest);

    /// <returns>Whether emitted statements grow linearly and all methods stay below the limits of the JIT.</returns>
    public static bool Run(int[] sizes, string? kind = null, string? program = null)
    {
        Console.WriteLine($"{"",-24}{"kind",-22}{"operations",11}{"generator ms",14}{"C# ms",10}{"statements",12}{"IL",10}{"locals",8}  longest");
        var holds = true;
        foreach (var (name, source) in GrowthPrograms.All.Where(entry => program is null || entry.Name.Contains(program, StringComparison.Ordinal)))
        {
            foreach (var one in _kinds.Where(one => kind is null || one == kind))
            {
                holds &= Run(name, one, size => source(size).Replace("KIND", one, StringComparison.Ordinal), sizes);
            }
        }

        return holds;
    }

    private static bool Run(string name, string kind, Func<int, string> source, int[] sizes)
    {
        var samples = new List<Sample>();
        foreach (var size in sizes)
        {
            if (Measure(source(size), size) is not { } sample)
            {
                break;
            }

            samples.Add(sample);
            Console.WriteLine($"{name,-24}{kind,-22}{size,11}{sample.Generator,14:F1}{sample.Compiler,10:F1}{sample.Statements,12}{sample.IL,10}{sample.Locals,8}  {sample.Longest}");
        }

        if (samples.Count < 2)
        {
            return true;
        }

        var (generator, compiler, statements) = (Exponent(samples, s => s.Generator), Exponent(samples, s => s.Compiler), Exponent(samples, s => s.Statements));
        var isBelow = samples.TrueForAll(sample => sample is { IL: <= MostIL, Locals: <= MostLocals });
        Console.WriteLine($"{"",-24}{"",-22}{"exponent",11}{generator,14:F2}{compiler,10:F2}{statements,12:F2}{(isBelow ? "" : "  over the JIT's limits")}");
        return isBelow && statements <= MostExponent;
    }

    /// <summary>From the last two sizes: a constant cost hides less there.</summary>
    private static double Exponent(List<Sample> samples, Func<Sample, double> quantity)
    {
        var (a, b) = (samples[^2], samples[^1]);
        return Math.Log(quantity(b) / quantity(a)) / Math.Log((double)b.Operations / a.Operations);
    }

    /// <summary>Null where nothing is generated for this kind.</summary>
    private static Sample? Measure(string source, int size)
    {
        var compilation = Host.Compile(Host.Parse(source));
        compilation = compilation.WithOptions(compilation.Options.WithConcurrentBuild(false).WithOptimizationLevel(OptimizationLevel.Release));
        var repeats = size <= 1000 ? 3 : 1;
        var generator = double.MaxValue;
        Compilation? compiled = null;
        GeneratorDriver? driver = null;
        for (var i = 0; i < repeats; i++)
        {
            var fresh = compilation.Clone();
            var start = Processor();
            driver = Host.Driver().RunGeneratorsAndUpdateCompilation(fresh, out compiled, out _);
            generator = Math.Min(generator, Processor() - start);
        }

        var trees = driver!.GetRunResult().GeneratedTrees;
        if (trees.IsEmpty)
        {
            return null;
        }

        foreach (var warning in driver.GetRunResult().Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(2))
        {
            Console.WriteLine(warning.ToString()[..Math.Min(200, warning.ToString().Length)]);
        }

        using var image = new MemoryStream();
        var begin = Processor();
        var result = compiled!.Emit(image);
        var compiler = Processor() - begin;
        if (!result.Success)
        {
            Console.WriteLine(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            return null;
        }

        var statements = trees.Sum(tree => tree.GetRoot().DescendantNodes().Count(node => node is StatementSyntax and not BlockSyntax));
        var (il, locals, longest) = Largest(image);
        return new Sample(size, generator, compiler, statements, il, locals, longest);
    }

    /// <summary>Milliseconds of this process on all processors: other processes do not count.</summary>
    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    /// <summary>The longest generated method and the most locals in one.</summary>
    private static (int IL, int Locals, string Longest) Largest(MemoryStream image)
    {
        image.Position = 0;
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        var (il, locals, longest) = (0, 0, "");
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = metadata.GetString(method.Name);
            if (method.RelativeVirtualAddress == 0 || name is "F" or "Main" || (name.StartsWith('H') && name.Length <= 3))
            {
                continue;
            }

            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (body.GetILBytes()!.Length is var length && length > il)
            {
                (il, longest) = (length, name);
            }

            if (!body.LocalSignature.IsNil)
            {
                var signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
                signature.ReadSignatureHeader();
                locals = Math.Max(locals, signature.ReadCompressedInteger());
            }
        }

        return (il, locals, longest);
    }
}
