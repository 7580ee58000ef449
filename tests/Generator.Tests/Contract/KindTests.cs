using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Frontend;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Contract;

/// <summary>The refusal contract: each kind of operation that Roslyn knows is in the table, and a program with it is exact or refused at its token.</summary>
public sealed class KindTests
{
    private static readonly Lazy<(HostResult Result, Assembly Assembly)> _compiled = new(Compile);

    public static IEnumerable<object[]> Rows => KindRows.All.Select((row, i) => new object[] { i, $"{row.Kind} {(row.Position ? "active" : "constant")}: {row.Body}" });

    [Fact]
    public void Every_kind_of_this_Roslyn_is_in_the_table()
    {
        var names = Enum.GetNames<OperationKind>().ToLookup(name => (int)Enum.Parse<OperationKind>(name));
        Assert.Equal(names.Select(kind => kind.Key).Order(), OperationContract.All.Select(row => row.Kind).Order());
        Assert.All(OperationContract.All, row => Assert.Contains(row.Name, names[row.Kind]));
    }

    [Fact]
    public void Every_kind_of_the_oldest_Roslyn_is_in_the_table()
    {
        var oldest = KindsOf(typeof(KindTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "OldestRoslyn").Value!);
        Assert.True(oldest.Count > 110);
        Assert.All(oldest, kind => Assert.Contains(OperationContract.All, row => row.Kind == kind));
    }

    [Fact]
    public void A_kind_of_a_newer_Roslyn_is_refused() => Assert.Equal(Treatment.Refused, OperationContract.Of((OperationKind)9999));

    [Fact]
    public void Every_kind_that_a_body_can_have_has_programs()
    {
        var can = OperationContract.All.Where(row => row.Treatment != Treatment.Absent && row.Name is not ("Invalid" or "InterpolatedStringAppendLiteral" or "InterpolatedStringAppendFormatted" or "InterpolatedStringAppendInvalid"));
        var active = KindRows.All.Where(row => row.Position).Select(row => row.Kind).ToHashSet();
        var constant = KindRows.All.Where(row => !row.Position).Select(row => row.Kind).Concat(KindRows.WithoutConstants).ToHashSet();
        Assert.All(can, row => Assert.Contains(row.Name, active));
        Assert.All(can, row => Assert.Contains(row.Name, constant));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_is_exact_or_refused_at_its_token(int index, string program)
    {
        var row = KindRows.All[index];
        Assert.NotEmpty(program);
        var (result, assembly) = _compiled.Value;
        var tree = result.Input.SyntaxTrees.Single(tree => tree.FilePath == $"Source{index}.cs");
        AssertHasKind(result.Input.GetSemanticModel(tree), row);

        // A program that was refused may become exact, and is then compared with differences: the contract is kept either way.
        var said = result.Diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree && diagnostic.Severity > DiagnosticSeverity.Info)
            .Select(diagnostic => $"{diagnostic.Id} {tree.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}").ToArray();
        if (said.Length > 0 || (row.Outcome != KindRow.Exact && OperationContract.All.Single(known => known.Name == row.Kind).Treatment == Treatment.Refused))
        {
            Assert.Equal([row.Outcome], said);
        }

        var type = assembly.GetType($"Of{index}.Sample")!;
        var arguments = type.GetMethod("Arguments")!.Invoke(null, null) as object[];
        var check = type.GetMethod("FCheckGradient")!;
        Assert.Equal(said.Length == 0, check.GetCustomAttribute<GeneratedDerivativeAttribute>()!.IsExact);
        var report = (JacobianReport)check.Invoke(null, arguments)!;
        Assert.True(said.Length > 0 || report.Verdict == Verdict.Correct, report.ToString());
    }

    private static void AssertHasKind(SemanticModel model, KindRow row)
    {
        var operations = model.SyntaxTree.GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or EqualsValueClauseSyntax)
            .Select(node => model.GetOperation(node)).OfType<IOperation>()
            .SelectMany(operation => operation.DescendantsAndSelf());
        Assert.Contains(operations, operation => operation.Kind == Enum.Parse<OperationKind>(row.Kind));
    }

    private static (HostResult Result, Assembly Assembly) Compile()
    {
        var dynamic = MetadataReference.CreateFromFile(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly.Location);
        var result = GeneratorHost.Run(GeneratorHost.Compile([.. KindRows.All.Select((row, i) => row.Source.Replace("{0}", $"Of{i}", StringComparison.Ordinal))]).AddReferences(dynamic));
        var (assembly, errors) = GeneratedAssembly.Load(result);
        Assert.True(assembly is not null, string.Join("\n", errors.Take(10)));
        return (result, assembly);
    }

    /// <summary>The numbers in the enum of another assembly, which is not loaded.</summary>
    private static HashSet<int> KindsOf(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        var kind = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Single(type =>
            metadata.GetString(type.Name) == nameof(OperationKind) && metadata.GetString(type.Namespace) == "Microsoft.CodeAnalysis");
        return [.. kind.GetFields().Select(metadata.GetFieldDefinition)
            .Where(field => !field.GetDefaultValue().IsNil)
            .Select(field => metadata.GetBlobReader(metadata.GetConstant(field.GetDefaultValue()).Value).ReadInt32())];
    }
}
