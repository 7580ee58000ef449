using System.Reflection;
using SymbolicJacobian;

namespace Course.Formulas;

/// <summary>A method of the course that is marked [Differentiable].</summary>
internal sealed record CourseMethod(Type Document, string Name)
{
    /// <summary><c>Document001.F</c>.</summary>
    public string QualifiedName => $"{Document.Name}.{Name}";

    /// <summary>The generated files of the method, concatenated; empty where there is none.</summary>
    public string GeneratedCode()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "generated");
        if (!Directory.Exists(folder)) return "";
        var files = Directory.GetFiles(folder, $"*{QualifiedName}.*.cs").Order(StringComparer.Ordinal);
        return string.Join("\n", files.Select(File.ReadAllText)).ReplaceLineEndings("\n");
    }
}

/// <summary>All methods of the course.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<CourseMethod> Methods { get; } =
    [
        .. from document in new[] { typeof(Document000), typeof(Document001), typeof(Document002), typeof(Document003) }
           from method in document.GetMethods(BindingFlags.Public | BindingFlags.Static)
           where method.GetCustomAttribute<DifferentiableAttribute>() is not null
           orderby document.Name, method.MetadataToken
           select new CourseMethod(document, method.Name),
    ];

    /// <summary>The methods that a name means: <c>F</c>, <c>Document001.F</c> or <c>001.F</c>, in any case.</summary>
    public static IReadOnlyList<CourseMethod> Find(string name) =>
    [
        .. Methods.Where(method =>
            name.Equals(method.Name, StringComparison.OrdinalIgnoreCase)
            || name.Equals(method.QualifiedName, StringComparison.OrdinalIgnoreCase)
            || ("Document" + name).Equals(method.QualifiedName, StringComparison.OrdinalIgnoreCase)),
    ];

    public static CourseMethod Get(Type document, string name) =>
        Methods.Single(method => method.Document == document && method.Name == name);
}
