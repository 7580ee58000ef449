namespace SymbolicJacobian.Integration.Tests;

/// <summary>Does the package work for somebody who has nothing else of this repository?</summary>
public sealed class PackageUseTests
{
    [Fact]
    public void BuildsForNet8AndRunsOnNet10()
    {
        const string Properties = "<OutputType>Exe</OutputType><Nullable>enable</Nullable><UseAppHost>false</UseAppHost>";
        using var project = new FreshProject("net8.0;net10.0", Properties, "Program.cs");
        project.Dotnet("build --nologo");
        Assert.Equal(
            """
            J = [4, 1; 3, 2]
            F = [7, 6], J = [4, 1; 3, 2]
            check: Correct
            gradient = [1, 2, 3], check: Correct
            too short: jacobian

            """,
            project.Dotnet("run --no-build --framework net10.0").ReplaceLineEndings("\n"));
    }

    [Fact]
    public void BuildsForNetStandard20UnderCSharp73()
    {
        using var project = new FreshProject("netstandard2.0", "<LangVersion>7.3</LangVersion>", "Library.cs");
        project.Dotnet("build --nologo");
    }
}
