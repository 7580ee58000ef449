using System.Text.RegularExpressions;

namespace Course.Formulas;

/// <summary>The generated member that returns the Jacobian (or gradient) as a matrix of formulas.</summary>
/// <param name="Locals">What the entries share: name and value, in order, as C# writes them; one that is added to stands several times.</param>
/// <param name="Entries">Row by row, as C# writes them.</param>
internal sealed record FormulaMatrix(IReadOnlyList<LocalAssignment> Locals, IReadOnlyList<IReadOnlyList<string>> Entries)
{
    /// <summary>The matrix as LaTeX, and below it the shared terms that are too long to stand in it.</summary>
    public string ToLatex()
    {
        var terms = new SharedTerms(Locals);
        var matrix = Latex.Matrix(Entries.Select(row => row.Select(entry => terms.Resolve(TermParser.Parse(entry)))));
        if (terms.Named.Count == 0) return "J = " + matrix;
        var where = terms.Named.Select(local => $@"  {Latex.OfName(local.Name)} &= {Latex.Of(local.Value)}");
        return "J = " + matrix + "\n" + @"\quad\text{where}\quad" + "\n"
            + @"\begin{aligned}" + "\n" + string.Join(@" \\" + "\n", where) + "\n" + @"\end{aligned}";
    }
}

/// <summary><c>double z = value;</c>, or <c>z += value;</c> with the operator <c>+</c>.</summary>
internal sealed record LocalAssignment(string Name, string Operator, string Value);

/// <summary>Reads generated C# as text.</summary>
internal static partial class GeneratedMember
{
    /// <summary>The matrix that the returning member spells out, or null where it computes it in loops.</summary>
    public static FormulaMatrix? ReadMatrix(string source, string method)
    {
        var start = Declaration(source, method);
        if (start < 0) return null;
        var body = Body(source, start);
        var result = MatrixLiteral().Match(body);
        if (!result.Success || Loop().IsMatch(body)) return null;

        var literal = Between(body, body.IndexOf(result.Groups["open"].Value[0], result.Groups["open"].Index));
        var rows = Split(literal);
        var entries = rows.All(row => row.StartsWith('{'))
            ? rows.Select(row => (IReadOnlyList<string>)Split(row[1..^1])).ToList()
            : [rows];
        var locals = Local().Matches(body[..result.Index])
            .Select(match => new LocalAssignment(match.Groups["name"].Value, match.Groups["operator"].Value, OneLine(match.Groups["value"].Value)))
            .ToList();
        return HaveOneValue(locals) ? new FormulaMatrix(locals, entries) : null;
    }

    /// <summary>Nothing is changed any more once another local has read it: then each name means one formula.</summary>
    private static bool HaveOneValue(List<LocalAssignment> locals)
    {
        for (var k = 0; k < locals.Count; k++)
        {
            var first = locals.FindIndex(local => local.Name == locals[k].Name);
            if (first == k) continue;
            if (locals[k].Operator.Length == 0) return false;
            var name = new Regex($@"\b{Regex.Escape(locals[k].Name)}\b");
            if (locals[first..k].Any(local => local.Name != locals[k].Name && name.IsMatch(local.Value))) return false;
        }

        return true;
    }

    /// <summary>The documentation above the returning member, without slashes and tags.</summary>
    public static IReadOnlyList<string> ReadDocumentation(string source, string method)
    {
        var start = Declaration(source, method);
        if (start < 0) return [];
        var lines = source[..start].Split('\n').Select(line => line.Trim()).Reverse().Skip(1)
            .TakeWhile(line => line.StartsWith("///", StringComparison.Ordinal) || line.StartsWith('['))
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => System.Net.WebUtility.HtmlDecode(Tag().Replace(Reference().Replace(line[3..], "${name}"), "")).Trim())
            .Where(line => line.Length > 0)
            .Reverse();
        return [.. lines];
    }

    private static int Declaration(string source, string method)
    {
        var match = Regex.Match(source, $@"(?:(?:double|float)\[,\] {method}Jacobian|(?:double|float)\[\] {method}Gradient)\(");
        return match.Success ? source.LastIndexOf('\n', match.Index) + 1 : -1;
    }

    private static string Body(string source, int declaration)
    {
        var parameters = source.IndexOf('(', declaration);
        var after = parameters + Between(source, parameters).Length + 2;
        var arrow = source.IndexOf("=>", after, StringComparison.Ordinal);
        var brace = source.IndexOf('{', after);
        if (arrow < 0 || (brace >= 0 && brace < arrow)) return Between(source, brace);

        // An expression body ends at the first semicolon: there are no statements in it.
        return "return " + source[(arrow + 2)..(source.IndexOf(';', arrow) + 1)].TrimStart();
    }

    /// <summary>The text between the bracket at the position and its partner.</summary>
    private static string Between(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '(' or '[' or '{') depth++;
            else if (text[i] is ')' or ']' or '}' && --depth == 0) return text[(open + 1)..i];
        }

        return text[(open + 1)..];
    }

    /// <summary>The parts between the commas that stand in no bracket.</summary>
    private static List<string> Split(string list)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= list.Length; i++)
        {
            var c = i < list.Length ? list[i] : ',';
            if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}') depth--;
            else if (c == ',' && depth == 0)
            {
                var part = OneLine(list[start..i]);
                if (part.Length > 0) parts.Add(part);
                start = i + 1;
            }
        }

        return parts;
    }

    private static string OneLine(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"return\s+new(?:\s+(?:double|float))?\s*\[\s*,?\s*\]\s*(?<open>\{)|return\s+(?<open>\[)")]
    private static partial Regex MatrixLiteral();

    [GeneratedRegex(@"\b(?:for|foreach|while|if|switch|goto)\b|\bJacobian\(|\bGradient\(")]
    private static partial Regex Loop();

    [GeneratedRegex(@"(?:^|[;{}])\s*(?:(?:var|double|float|bool|int)\s+)?(?<name>@?\w+)\s*(?<operator>[-+*/]?)=\s*(?<value>[^;]+)(?=;)")]
    private static partial Regex Local();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("<(?:see cref|paramref name)=\"(?<name>[^\"]*)\"/>")]
    private static partial Regex Reference();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
