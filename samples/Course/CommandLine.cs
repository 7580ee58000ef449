using Course.Formulas;
using Course.Lessons;
using Course.Presentation;
using Spectre.Console;

namespace Course;

/// <summary>
/// Without arguments all documents; <c>--document 003</c> one of them; <c>--formula NAME</c> a Jacobian as LaTeX and its generated C#.
/// </summary>
internal static class CommandLine
{
    private const int Agreed = 0;
    private const int Disagreed = 1;
    private const int WrongUse = 2;

    /// <summary>The narrowest page that shows four columns of 17 digits without a break.</summary>
    private const int NarrowestPage = 120;

    private static readonly (string Number, Action<Page> Show)[] s_lessons =
    [
        ("000", Lesson000.Show), ("001", Lesson001.Show), ("002", Lesson002.Show), ("003", Lesson003.Show),
    ];

    /// <summary>Runs the program; the result is its exit code: 0 all agrees, 1 something disagrees, 2 wrong arguments.</summary>
    public static int Run(string[] arguments, TextWriter output, TextWriter error) => arguments switch
    {
        [] => ShowLessons(s_lessons, output),
        ["--document", var number] => ShowDocument(number, output, error),
        ["--formula", var name] => ShowFormula(name, output, error),
        ["--help" or "-h"] => Help(output, Agreed),
        _ => Refuse($"'{string.Join(' ', arguments)}' is not understood.", error),
    };

    private static int ShowDocument(string number, TextWriter output, TextWriter error)
    {
        var lessons = s_lessons.Where(lesson => lesson.Number == number).ToArray();
        return lessons.Length > 0
            ? ShowLessons(lessons, output)
            : Refuse($"There is no document '{number}'; there are {string.Join(", ", s_lessons.Select(lesson => lesson.Number))}.", error);
    }

    private static int ShowLessons((string Number, Action<Page> Show)[] lessons, TextWriter output)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = Math.Max(console.Profile.Width, NarrowestPage);
        console.Profile.Capabilities.Unicode = true;
        var page = new Page(console);
        foreach (var lesson in lessons) lesson.Show(page);
        page.Summary();
        return page.Disagreements.Count == 0 ? Agreed : Disagreed;
    }

    private static int ShowFormula(string name, TextWriter output, TextWriter error)
    {
        var methods = Catalogue.Find(name);
        if (methods.Count == 0)
            return Refuse($"There is no function '{name}'; there are {string.Join(", ", Catalogue.Methods.Select(method => method.QualifiedName))}.", error);

        foreach (var method in methods)
        {
            var source = method.GeneratedCode();
            output.WriteLine($"% {method.QualifiedName}");
            if (GeneratedMember.ReadMatrix(source, method.Name) is { } matrix) output.WriteLine(matrix.ToLatex());
            else foreach (var line in GeneratedMember.ReadDocumentation(source, method.Name)) output.WriteLine("% " + line);
            output.WriteLine();
            output.WriteLine(source.Length > 0 ? source : "// No code was generated for this method.");
        }

        return methods.All(method => method.GeneratedCode().Length > 0) ? Agreed : Disagreed;
    }

    private static int Refuse(string what, TextWriter error)
    {
        error.WriteLine(what);
        return Help(error, WrongUse);
    }

    private static int Help(TextWriter writer, int exitCode)
    {
        writer.WriteLine(
            $"""
            Usage: dotnet run --project samples/Course [-- --document {string.Join('|', s_lessons.Select(lesson => lesson.Number))} | --formula NAME]
              (nothing)        shows all documents
              --document 003   shows one document
              --formula F      prints the Jacobian of a function as LaTeX, and its generated C#
            """);
        return exitCode;
    }
}
