using System.Diagnostics;
using System.Reflection;

namespace SymbolicJacobian.Integration.Tests;

/// <summary>
/// A project in a folder of its own outside of the repository, which restores the package from the folder it was packed into
/// and everything else as the machine is configured to. Its packages folder is its own too: the machine's would answer with
/// the package of an earlier build, because the version is the same.
/// </summary>
internal sealed class FreshProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symbolic-jacobian-").FullName;

    /// <param name="targetFrameworks">One or several, separated by semicolons.</param>
    /// <param name="properties">Further properties, as XML.</param>
    /// <param name="program">The source, one of those in Programs.</param>
    public FreshProject(string targetFrameworks, string properties, string program)
    {
        // The folders above may have their own ideas.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Fresh.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>{targetFrameworks}</TargetFrameworks>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>{Path.Combine(_folder, "packages")}</RestorePackagesPath>
                <RestoreAdditionalProjectSources>{Package.Folder}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SymbolicJacobian" Version="[{Package.Version}]" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Programs", program), Path.Combine(_folder, program));
    }

    /// <summary>Runs <c>dotnet</c> in the folder; gives what it writes and fails where it does.</summary>
    public string Dotnet(string arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the build that runs this test has set for itself.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {arguments} ends with {process.ExitCode}:\n{output}{errors.Result}");
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}

/// <summary>The package that building this project has packed.</summary>
internal static class Package
{
    public static string Folder { get; } = Path.GetFullPath(Metadata("PackageFolder"));

    public static string Version { get; } = Metadata("PackageVersion");

    public static string File { get; } = Path.Combine(Folder, $"SymbolicJacobian.{Version}.nupkg");

    private static string Metadata(string key) =>
        typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
