using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>Functions printed as static methods that return all they yield, compiled together and run against the interpreter.</summary>
internal static class PrintedFunction
{
    public static readonly CodeContext Context = new(ShortNames: true, LanguageVersion: 703, HasCreateSpan: true);

    public static string Body(Function function, CodeContext? context = null)
    {
        var writer = new CodeWriter();
        var parameters = function.Inputs.Select(input => Identifiers.Clean(input.Value.Access!));
        new BodyWriter(function, new Spelling(context ?? Context), parameters).Write(writer, (lines, body) =>
        {
            var yields = function.Body.Yields.Select(yield => $"({yield.Type})({body.PrintYield(yield)})");
            lines.Line($"return new object[] {{ {string.Join(", ", yields)} }};");
        });
        return writer.ToString();
    }

    public static string Method(Function function, string name)
    {
        var parameters = string.Join(", ", function.Inputs.Select(input => $"{input.Value.Type.CSharp} {input.Value.Access}"));
        return $"    public static object[] {name}({parameters})\n    {{\n{Body(function)}    }}\n";
    }

    public static IReadOnlyList<MethodInfo> Compile(IReadOnlyList<Function> functions)
    {
        // What a test leaves unused on purpose is not emission's fault.
        var text = "#pragma warning disable 162, 168, 219, 1718\nusing System;\npublic static class Emitted\n{\n"
            + string.Concat(functions.Select((function, i) => Method(function, $"F{i}"))) + "}\n";
        var type = CompiledText.Load(LanguageVersion.CSharp7_3, text, Support).GetType("Emitted")!;
        return [.. functions.Select((_, i) => type.GetMethod($"F{i}")!)];
    }

    /// <summary>Stands for the runtime: what bodies call of it.</summary>
    public const string Support = """
        public static class GeneratedCode
        {
            public static int Rented;
            public static void RequireLength(int actual, int needed, string name)
            {
                if (actual < needed) throw new System.ArgumentException("too short", name);
            }
            public static T[] Rent<T>(int length, out System.Span<T> span)
            {
                Rented++;
                var buffer = new T[length + 3];
                span = new System.Span<T>(buffer, 0, length);
                return buffer;
            }
            public static void Return<T>(T[] buffer) => Rented--;
        }
        """;

    public static void AssertSame(Function function, MethodInfo method, params object[] inputs)
    {
        var theirs = inputs.Select(Clone).ToArray();
        var expected = Outcome(() => IrInterpreter.Run(function, inputs));
        var actual = Outcome(() => (object[])method.Invoke(null, theirs)!);
        if (expected is Exception)
        {
            Assert.True(actual is Exception, $"expected {expected}\n{IrText.Of(function)}\n{Body(function)}");
            return;
        }

        var same = Bits(expected).SequenceEqual(Bits(actual)) && inputs.Zip(theirs).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second)));
        Assert.True(
            same,
            $"expected {string.Join(", ", Texts(expected))}\nactual   {string.Join(", ", Texts(actual))}\n{IrText.Of(function)}\n{Body(function)}");
    }

    private static object Outcome(Func<object[]> run)
    {
        try
        {
            return run();
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException!;
        }
        catch (Exception failure) when (failure is ArithmeticException or IndexOutOfRangeException or InvalidOperationException)
        {
            return failure;
        }
    }

    private static object Clone(object value) => value is Array array ? array.Clone() : value;

    private static IEnumerable<string> Texts(object value) =>
        value is Exception e ? [e.ToString()] : Items(value).Select(item => $"{item:R}");

    private static IEnumerable<long> Bits(object value) => Items(value).Select(item => item switch
    {
        double.NaN or float.NaN => long.MaxValue,
        double d => BitConverter.DoubleToInt64Bits(d),
        float f => BitConverter.SingleToInt32Bits(f),
        Exception => -1,
        _ => Convert.ToInt64(item),
    });

    private static IEnumerable<object> Items(object value) => value switch
    {
        Array array => array.Cast<object>().SelectMany(Items),
        _ => [value],
    };
}
