using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Mutants;

/// <summary>
/// What test classes compute once for all of their tests, they have to compute anew for each mutant. Every static <see cref="Lazy{T}"/>
/// of the tests is put back into the state before its first use.
/// </summary>
internal sealed class FreshStatics
{
    private readonly List<(FieldInfo Field, object Owner, object? Value)> _saved = [];

    public FreshStatics(Assembly tests)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in tests.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetFields(All)).Where(IsShared))
        {
            var lazy = field.GetValue(null)!;
            _saved.AddRange(lazy.GetType().GetFields(All).Where(part => !part.IsStatic).Select(part => (part, lazy, part.GetValue(lazy))));
        }
    }

    public void Restore()
    {
        foreach (var (field, owner, value) in _saved)
        {
            field.SetValue(owner, value);
        }
    }

    // The framework's own assemblies, read by the compiler, are no mutant's business and dear.
    private static bool IsShared(FieldInfo field) =>
        field.IsStatic && field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Lazy<>) &&
        field.FieldType.GetGenericArguments()[0] != typeof(MetadataReference[]);
}
