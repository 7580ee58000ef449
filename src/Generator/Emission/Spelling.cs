using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>How types and functions outside the method are called where the generated text stands.</summary>
internal sealed class Spelling
{
    /// <summary>Overloaded for float in System.Math itself.</summary>
    private static readonly HashSet<string> _floatOverloads = new(StringComparer.Ordinal) { "Abs", "Max", "Min", "Clamp" };

    /// <summary>For readers: short names whatever they mean to the compiler.</summary>
    public static readonly Spelling OfDocumentation = new(new CodeContext(true, int.MaxValue, true), isForReaders: true);

    private const string RuntimePrefix = "global::SymbolicJacobian.";

    private const string Intrinsics = "global::System.Runtime.Intrinsics.";

    private readonly bool _short;
    private readonly bool _isForReaders;

    public Spelling(CodeContext context, PartSignature? parts = null, bool isForReaders = false)
    {
        Parts = parts;
        _short = context.ShortNames;
        _isForReaders = isForReaders;
        HasScoped = context.LanguageVersion >= 1100;
        HasVectors = context.HasLanes && context.LanguageVersion >= DerivativeFile.NullableSince;
    }

    /// <summary>Four numbers at once can be said, and the runtime is there to do it.</summary>
    public bool HasVectors { get; }

    /// <summary>A span can be handed over with the word that nobody keeps it.</summary>
    public bool HasScoped { get; }

    /// <summary>How a member that is too long is taken apart; null where it stays in one.</summary>
    public PartSignature? Parts { get; }

    public string Math => System("Math");

    /// <summary>A type of the namespace System: <c>Math</c>.</summary>
    public string System(string type) => _short ? type : "global::System." + type;

    /// <summary>A name as a string; where nameof may mean something else, as a literal.</summary>
    public string NameOf(string name) => _short ? $"nameof({name})" : $"\"{name.TrimStart('@')}\"";

    /// <summary>A type of the runtime package: <c>GeneratedCode</c>.</summary>
    public string Runtime(string type) => _short ? type : "global::SymbolicJacobian." + type;

    /// <summary>C# that came with a function: names are from the root already, those of the runtime package are short where they may be.</summary>
    public string Foreign(string text)
    {
        const string Root = "global::";
        const string Package = Root + "SymbolicJacobian.";
        return _isForReaders ? text.Replace(Root, "") : _short ? text.Replace(Package, "").Replace(Intrinsics, "") : text;
    }

    public string Type(IrType type) => type.Kind switch
    {
        TypeKind.Span => $"{System("Span")}<{Type(type.Element!)}>",
        TypeKind.ReadOnlySpan => $"{System("ReadOnlySpan")}<{Type(type.Element!)}>",
        TypeKind.Opaque when _short && type.CSharp.StartsWith(Intrinsics, StringComparison.Ordinal) => type.CSharp.Substring(Intrinsics.Length),
        TypeKind.Opaque when type.CSharp.StartsWith(RuntimePrefix, StringComparison.Ordinal) => Runtime(type.CSharp.Substring(RuntimePrefix.Length)),
        _ => type.CSharp,
    };

    /// <summary>The method that computes a rule in the given type, and whether its result has to be cast to that type.</summary>
    public (string Method, bool NeedsCast) Function(Rule rule, IrType type)
    {
        if (type.Kind != TypeKind.Float)
        {
            return (Spell(First(rule, "System.Math.") ?? First(rule, "double.") ?? rule.Methods[0]), false);
        }

        // System.Math has these for float in every framework, System.MathF only in newer ones.
        if (_floatOverloads.Contains(rule.Name) && First(rule, "System.Math.") is { } overloaded)
        {
            return (Spell(overloaded), false);
        }

        if ((First(rule, "System.MathF.") ?? First(rule, "float.")) is { } method)
        {
            return (Spell(method), false);
        }

        return First(rule, "System.Math.") is { } wide ? (Spell(wide), true) : (Spell(rule.Methods[0]), false);
    }

    /// <summary>Whether the method belongs to the framework, whose overloads prefer a real where one argument is real.</summary>
    public static bool IsFramework(Rule rule) =>
        rule.Methods.Any(method => method.StartsWith("System.Math", StringComparison.Ordinal)
            || method.StartsWith("double.", StringComparison.Ordinal)
            || method.StartsWith("float.", StringComparison.Ordinal));

    private static string? First(Rule rule, string prefix) =>
        rule.Methods.FirstOrDefault(method => method.StartsWith(prefix, StringComparison.Ordinal));

    private string Spell(string method)
    {
        const string Namespace = "System.";
        if (method.StartsWith("double.", StringComparison.Ordinal) || method.StartsWith("float.", StringComparison.Ordinal))
        {
            return method;
        }

        if (method.StartsWith("System.Math.", StringComparison.Ordinal) || method.StartsWith("System.MathF.", StringComparison.Ordinal))
        {
            return System(method.Substring(Namespace.Length));
        }

        return method.StartsWith("global::", StringComparison.Ordinal) ? method : "global::" + method;
    }
}
