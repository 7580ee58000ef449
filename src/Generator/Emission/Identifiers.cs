using System.Text;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What may name a local in C#.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> _keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum "
        + "event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long "
        + "namespace new null object operator out override params private protected public readonly ref return sbyte sealed short "
        + "sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual "
        + "void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Names that generated text gives a meaning of its own: a local of that name would take it away.</summary>
    public static readonly IReadOnlyList<string> Reserved =
    [
        "_", "nameof", "var", "dynamic", "global", "await", "scoped", "System", "SymbolicJacobian", "Math", "MathF", "Span", "ReadOnlySpan",
        "Array", "ArgumentException", "MemoryMarshal", "MemoryExtensions", "GeneratedCode", "GeneratedDerivative", "Derivatives", "FiniteDifference",
        "JacobianCheck", "JacobianReport", "Precision", "Tape", "VectorFunction",
        "SparsityPattern", "ColumnSets", "SparseRows", "EntryWriter", "EntryCounter", "Lanes", "Vector256",
    ];

    /// <summary>A name without @, with what is no letter, digit or underscore made an underscore: <c>p.X</c> gives <c>p_X</c>.</summary>
    public static string Clean(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c != '@')
            {
                text.Append(IsPart(c) ? c : '_');
            }
        }

        if (text.Length > 0 && char.IsDigit(text[0]))
        {
            text.Insert(0, '_');
        }

        return text.ToString();
    }

    /// <summary>The name as C# code spells it.</summary>
    public static string Escape(string name) => _keywords.Contains(name) ? "@" + name : name;

    /// <summary>The second and later holders of a name: z2, z3; after a digit x1_2.</summary>
    public static string Version(string name, int version) =>
        char.IsDigit(name[name.Length - 1]) ? $"{name}_{version}" : name + version;

    /// <summary>Every identifier in a piece of C#, wherever it stands.</summary>
    public static IEnumerable<string> In(string code)
    {
        for (var i = 0; i < code.Length;)
        {
            var start = i;
            while (i < code.Length && IsPart(code[i]))
            {
                i++;
            }

            if (i > start)
            {
                yield return code.Substring(start, i - start);
            }
            else
            {
                i++;
            }
        }
    }

    private static bool IsPart(char c) => c == '_' || char.IsLetterOrDigit(c);
}
