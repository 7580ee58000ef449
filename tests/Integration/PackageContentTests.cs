using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace SymbolicJacobian.Integration.Tests;

/// <summary>Is in the package what it promises, and nothing else?</summary>
public sealed class PackageContentTests
{
    private const string Analyzers = "analyzers/dotnet/cs/";

    [Fact]
    public void HasALibraryForEachFrameworkAndTheGenerator()
    {
        using var package = ZipFile.OpenRead(Package.File);
        Assert.Equal(
            [
                Analyzers + "SymbolicJacobian.CodeFixes.dll",
                Analyzers + "SymbolicJacobian.Generator.dll",
                "lib/net10.0/SymbolicJacobian.dll",
                "lib/net8.0/SymbolicJacobian.dll",
                "lib/netstandard2.0/SymbolicJacobian.dll",
            ],
            package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.NotNull(package.GetEntry("README.md"));
    }

    [Fact]
    public void DependsOnNothingButSystemMemoryOnNetStandard()
    {
        using var package = ZipFile.OpenRead(Package.File);
        using var stream = package.GetEntry("SymbolicJacobian.nuspec")!.Open();
        var manifest = XDocument.Load(stream).Root!;
        var ns = manifest.Name.Namespace;
        var dependencies = manifest.Descendants(ns + "dependency")
            .Select(dependency => $"{dependency.Parent!.Attribute("targetFramework")!.Value} {dependency.Attribute("id")!.Value}");
        Assert.Equal([".NETStandard2.0 System.Memory"], dependencies);
        Assert.Equal("MIT", manifest.Descendants(ns + "license").Single().Value);
        Assert.Empty(manifest.Descendants(ns + "developmentDependency"));
    }

    /// <summary>A compiler refuses a generator that asks for a newer Roslyn than its own; 4.3 is what the oldest supported one has.</summary>
    /// <remarks>The code fixes are for editors alone: a compiler finds nothing in them to load.</remarks>
    [Theory]
    [InlineData("SymbolicJacobian.Generator.dll", "4.3.0.0")]
    [InlineData("SymbolicJacobian.CodeFixes.dll", "4.14.0.0")]
    public void AnAnalyzerAsksForNothingThatItsHostLacks(string analyzer, string roslyn)
    {
        using var package = ZipFile.OpenRead(Package.File);
        using var image = new MemoryStream();
        using (var stream = package.GetEntry(Analyzers + analyzer)!.Open())
        {
            stream.CopyTo(image);
        }

        image.Position = 0;
        using var reader = new PEReader(image);
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), reference => reference.Version);
        Assert.Equal(new Version(2, 0, 0, 0), references["netstandard"]);
        Assert.All(
            references.Where(reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
            reference => Assert.Equal(Version.Parse(roslyn), reference.Value));
    }
}
