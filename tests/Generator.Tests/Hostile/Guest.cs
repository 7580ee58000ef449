using System.Linq.Expressions;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Tests.Hosting;
using Linq = System.Linq.Expressions.Expression;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>How a project is set up in which the generator is a guest.</summary>
internal sealed record House(LanguageVersion Version = LanguageVersion.Latest, bool Nullable = true, bool Checked = false)
{
    public override string ToString() => $"{Version}, nullable {Nullable}, checked {Checked}";
}

/// <summary>
/// The generator in a stranger's project that documents everything and treats warnings as errors: what it adds must compile
/// without a word, return the value of the method bit for bit, and agree with differences.
/// </summary>
internal static class Guest
{
    public const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing SymbolicJacobian;\n";

    private static readonly MetadataReference[] _references =
    [
        .. GeneratorHost.Compile("").References,
        MetadataReference.CreateFromFile(typeof(Microsoft.CSharp.RuntimeBinder.Binder).Assembly.Location),
    ];

    /// <summary>Everything is followed, and right.</summary>
    public static HostResult IsFollowed(string source, House? house = null) => Expect(source, house);

    public static HostResult IsFollowedAsMember(string members, House? house = null) => Expect(Inside(members), house);

    /// <summary>What is said, by ids in order of the text (of mere information only what is asked for); what is generated in spite of it is right.</summary>
    public static HostResult Says(string source, params string[] ids) => Expect(source, null, ids);

    public static HostResult SaysOfMember(string members, params string[] ids) => Expect(Inside(members), null, ids);

    private static string Inside(string members) => Usings + "public static partial class Sample\n{\n" + members + "\n}\n";

    private static HostResult Expect(string source, House? house, params string[] ids)
    {
        var input = Compile(source, house ?? new House());
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new JacobianGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)input.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var reported);
        var run = driver.GetRunResult();
        var text = source + "\n----\n" + string.Join("\n----\n", run.Results[0].GeneratedSources.Select(generated => generated.SourceText));
        Assert.True(run.Results[0].Exception is null, $"{run.Results[0].Exception}\n{source}");
        Assert.All(reported, diagnostic => Assert.True(diagnostic.Location.IsInSource, $"{diagnostic}\n{text}"));
        var said = reported.Where(diagnostic => !diagnostic.IsSuppressed && (diagnostic.Severity > DiagnosticSeverity.Info || ids.Contains(diagnostic.Id))).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToArray();
        Assert.True(
            said.Select(diagnostic => diagnostic.Id).SequenceEqual(ids),
            $"Expected [{string.Join(" ", ids)}], said:\n{string.Join("\n", said.Select(diagnostic => diagnostic.ToString()))}\n{text}");
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        var own = input.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()).ToHashSet();
        var complaints = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !own.Contains(diagnostic.ToString())).ToArray();
        Assert.True(complaints.Length == 0, $"{string.Join("\n", complaints.Take(8))}\n{text}");
        var fault = Run(Assembly.Load(image.ToArray()));
        Assert.True(fault is null, $"{fault}\n{text}");
        return new HostResult(input, output, run);
    }

    private static CSharpCompilation Compile(string source, House house)
    {
        var parse = new CSharpParseOptions(house.Version, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Guest" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, parse, "Source.cs")],
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                checkOverflow: house.Checked,
                warningLevel: 9999,
                nullableContextOptions: house.Nullable && house.Version >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1591"] = ReportDiagnostic.Suppress,
                }));
    }

    /// <summary>Calls every derivative that can be called here, and says what disagrees.</summary>
    private static string? Run(Assembly assembly)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var type in assembly.GetTypes().Where(type => !type.ContainsGenericParameters && !type.IsByRefLike && (!type.IsAbstract || type.IsSealed)))
        {
            foreach (var member in type.GetMethods(All))
            {
                if (member.ContainsGenericParameters || member.GetParameters().Any(parameter => parameter.ParameterType is { IsByRefLike: true, IsGenericType: false }) || member.GetCustomAttribute<GeneratedDerivativeAttribute>() is not { } mark)
                {
                    continue;
                }

                var name = (string)mark.GetType().GetProperties().First(property => property.PropertyType == typeof(string)).GetValue(mark)!;
                if (member.Name.StartsWith(name + "Check", StringComparison.Ordinal) && Checked(member) is { } wrong)
                {
                    return wrong;
                }

                if (member.Name.StartsWith(name + "ValueAnd", StringComparison.Ordinal) && Valued(member, name) is { } different)
                {
                    return different;
                }
            }
        }

        return null;
    }

    private static string? Checked(MethodInfo check)
    {
        var report = Call(check, []);

        // What the method throws, the derivative throws too; that they agree is seen from the value.
        return report is OverflowException ? null
            : report is Exception ? $"{check.Name} throws {report}"
            : report is JacobianReport { Verdict: Verdict.Wrong } ? $"{check.Name}: {report}" : null;
    }

    private static string? Valued(MethodInfo valued, string name)
    {
        var own = valued.GetParameters().SkipLast(1).ToArray();
        var method = valued.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .First(candidate => candidate.Name == name && candidate.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(own.Select(parameter => parameter.ParameterType), SameType.Instance));
        var (first, second) = (new List<object?>(), new List<object?>());
        var expected = Call(method, first);
        var actual = Call(valued, second);

        // A method may write to its inputs, its derivatives do not: only the span that a void one fills is compared.
        var (filled, refilled) = method.ReturnType == typeof(void) ? (first, second.SkipLast(1)) : ([], []);
        return Text(expected, filled) == Text(actual, refilled) ? null
            : $"{name} gives {Text(expected, filled)}, {valued.Name} gives {Text(actual, refilled)}";
    }

    private static string Text(object? result, IEnumerable<object?> arguments) => Bits(result) + " " + string.Join(" ", arguments.Select(Bits));

    private static string Bits(object? value) => value switch
    {
        Array array => $"[{string.Join(" ", array.Cast<object>().Select(Bits))}]",
        double real => $"{real:R}/{BitConverter.DoubleToInt64Bits(real):x}",
        float real => $"{real:R}/{BitConverter.SingleToInt32Bits(real):x}",
        System.Runtime.CompilerServices.ITuple tuple => $"({string.Join(" ", Enumerable.Range(0, tuple.Length).Select(i => Bits(tuple[i])))})",
        Exception fault => fault.GetType().Name,
        null => "null",
        string text => text,
        { } whole when !whole.GetType().IsPrimitive && !whole.GetType().IsEnum => $"{{{string.Join(" ", whole.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => Bits(field.GetValue(whole))))}}}",
        _ => value.ToString() ?? "",
    };

    /// <summary>The result, or what it throws. Spans are made of arrays, which are left in <paramref name="arguments"/>.</summary>
    private static object? Call(MethodInfo method, List<object?> arguments)
    {
        var given = new List<Linq>();
        foreach (var parameter in method.GetParameters())
        {
            var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            var value = Sample(parameter, type);
            arguments.Add(value);
            given.Add(type.IsByRefLike
                ? Linq.Call(type.GetMethod("op_Implicit", [value!.GetType()])!, Linq.Constant(value))
                : Linq.Constant(value, type));
        }

        var self = method.IsStatic ? null : Linq.Constant(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(method.DeclaringType!), method.DeclaringType!);
        Linq call = Linq.Call(self, method, given);
        call = method.ReturnType == typeof(void) ? Linq.Block(call, Linq.Constant(null)) : Linq.Convert(call, typeof(object));
        try
        {
            return Linq.Lambda<Func<object?>>(call).Compile()();
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private static object? Sample(ParameterInfo parameter, Type type)
    {
        var k = parameter.Position;
        var element = type.IsArray ? type.GetElementType() : type.IsByRefLike ? type.GetGenericArguments()[0] : null;
        if (element is not null)
        {
            var isAdded = parameter.Position == ((MethodBase)parameter.Member).GetParameters().Length - 1 && parameter.Member.Name.Contains("ValueAnd", StringComparison.Ordinal) && type.IsByRefLike;
            var size = isAdded ? 256 : 3;
            var array = Array.CreateInstance(element, Enumerable.Repeat(size, type.IsArray ? type.GetArrayRank() : 1).ToArray());
            if (array.Rank == 1 && element == typeof(double))
            {
                for (var i = 0; i < size; i++)
                {
                    array.SetValue(isAdded ? 0.0 : 0.6 + (0.31 * k) + (0.17 * i), i);
                }
            }

            if (array.Rank == 1 && element is { IsValueType: true, IsPrimitive: false, IsEnum: false })
            {
                for (var i = 0; i < size; i++)
                {
                    array.SetValue(Sample(parameter, element), i);
                }
            }

            return array;
        }

        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => Enum.ToObject(type, 0),
            TypeCode.Double => 0.7 + (0.3 * k),
            TypeCode.Single => 0.7f + (0.3f * k),
            TypeCode.Int32 => parameter.Name!.StartsWith("rows", StringComparison.Ordinal) ? 3 : 2,
            TypeCode.Boolean => true,
            TypeCode.String => "text",
            TypeCode.Object when type.Assembly != typeof(object).Assembly || type.Namespace == "System.Numerics" || type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) => Filled(parameter, type),
            _ => type.IsValueType ? Activator.CreateInstance(type) : null,
        };
    }

    /// <summary>A struct or record whose reals are all different; objects of classes that change stay as they are born.</summary>
    private static object? Filled(ParameterInfo parameter, Type type)
    {
        if (type.IsAbstract || type.IsInterface || type.IsSubclassOf(typeof(Delegate)))
        {
            return null;
        }

        var whole = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        var k = 0;
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var value = Sample(parameter, field.FieldType);
                field.SetValue(whole, value switch
                {
                    double real => real + (0.137 * ++k),
                    float real => real + (0.137f * ++k),
                    _ => value,
                });
            }
        }

        return whole;
    }

    /// <summary>By value and by reference alike.</summary>
    private sealed class SameType : IEqualityComparer<Type>
    {
        public static readonly SameType Instance = new();

        public bool Equals(Type? x, Type? y) => Bare(x!) == Bare(y!);

        public int GetHashCode(Type obj) => Bare(obj).GetHashCode();

        private static Type Bare(Type type) => type.IsByRef ? type.GetElementType()! : type;
    }
}
