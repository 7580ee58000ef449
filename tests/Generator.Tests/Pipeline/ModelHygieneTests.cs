using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>Nothing of the compiler lives behind the cache barrier: it would keep whole compilations alive.</summary>
public sealed class ModelHygieneTests
{
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Location), typeof(Compilation), typeof(SemanticModel), typeof(IOperation), typeof(Diagnostic)];

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var result = GeneratorHost.RunMembers("""
            static double Sq(double v) => v * v;
            [Differentiable]
            public static double[] F(double[] x, DayOfWeek d, string s)
            {
                if (x.Length < 2) throw new ArgumentException(s, nameof(x));
                var y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) { if (x[i] > 3) break; y[i] = Sq(x[i]); }
                while (y[0] > 1) y[0] /= d == DayOfWeek.Monday ? 2 : 3;
                return y;
            }
            """);

        Assert.NotNull(result.Model.Body);
        Assert.Null(FindForbidden(result.Model));
    }

    [Fact]
    public void A_planted_violation_is_found()
    {
        var compilation = GeneratorHost.Compile("class C;");
        var planted = new { Deep = new List<object> { new Dictionary<string, object> { ["here"] = compilation.GetTypeByMetadataName("C")! } } };

        Assert.Contains("Deep", FindForbidden(planted));
    }

    [Fact]
    public void Equal_texts_give_equal_models()
    {
        const string Source = "[Differentiable] public static double[] F([Size(2)] double[] x, int n = 3) => [x[0] * n, x[1]];";

        Assert.Equal(GeneratorHost.RunMembers(Source).Model, GeneratorHost.RunMembers(Source).Model);
        Assert.NotEqual(GeneratorHost.RunMembers(Source).Model, GeneratorHost.RunMembers(Source.Replace("* n", "+ n")).Model);
    }

    /// <summary>The path to the first object of the compiler that is reachable; null where there is none.</summary>
    private static string? FindForbidden(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object Value, string Path)>();
        open.Push((root, "model"));
        while (open.Count > 0)
        {
            var (value, path) = open.Pop();
            if (Forbidden.Any(type => type.IsInstanceOfType(value)))
            {
                return $"{path}: {value.GetType().Name}";
            }

            if (value is string || value.GetType().IsPrimitive || value is Type or Pointer || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            foreach (var (child, name) in Children(value))
            {
                open.Push((child, $"{path}.{name}"));
            }
        }

        return null;
    }

    private static IEnumerable<(object Child, string Name)> Children(object value)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items)
            {
                if (item is not null)
                {
                    yield return (item, "item");
                }
            }
        }

        // Delegates too: a captured symbol hides in their target.
        if (value is Delegate { Target: { } target })
        {
            yield return (target, "target");
            yield break;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.GetValue(value) is { } child)
                {
                    yield return (child, field.Name);
                }
            }
        }
    }
}
