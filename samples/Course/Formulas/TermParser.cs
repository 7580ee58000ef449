namespace Course.Formulas;

/// <summary>Reads C# expressions: literals, names, calls, elements, signs, <c>+ − * / %</c>, comparisons, <c>?:</c> and casts.</summary>
internal sealed class TermParser
{
    private static readonly string[] s_operators = ["<=", ">=", "==", "!=", "&&", "||", "+", "-", "*", "/", "%", "<", ">"];
    private readonly string _text;
    private int _at;

    private TermParser(string text) => _text = text;

    /// <summary>The term that the whole text is.</summary>
    /// <exception cref="FormatException">It is none that this parser knows; the message says where it stopped.</exception>
    public static Term Parse(string text)
    {
        var parser = new TermParser(text);
        var term = parser.ReadChoice();
        parser.SkipSpace();
        if (parser._at < text.Length) throw parser.Unexpected();
        return term;
    }

    private Term ReadChoice()
    {
        var condition = ReadInfix(0);
        if (!Take("?")) return condition;
        var then = ReadChoice();
        Require(":");
        return new Choice(condition, then, ReadChoice());
    }

    private Term ReadInfix(int weakest)
    {
        var left = ReadPrefixed();
        while (PeekOperator() is { } op && Strength(op) > weakest)
        {
            Require(op);
            left = new Infix(op, left, ReadInfix(Strength(op)));
        }

        return left;
    }

    private Term ReadPrefixed()
    {
        if (Take("-")) return new Prefixed("-", ReadPrefixed());
        if (Take("!")) return new Prefixed("!", ReadPrefixed());
        return Take("+") ? ReadPrefixed() : ReadSuffixes(ReadPrimary());
    }

    private Term ReadPrimary()
    {
        SkipSpace();
        if (Take("("))
        {
            var inner = ReadChoice();
            Require(")");
            var cast = inner is Name { Text: "double" or "float" or "int" };
            return cast ? ReadPrefixed() : inner;
        }

        if (_at >= _text.Length) throw Unexpected();
        if (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.') return new Number(ReadNumber());
        if (char.IsLetter(_text[_at]) || _text[_at] is '_' or '@') return new Name(ReadName());
        throw Unexpected();
    }

    private Term ReadSuffixes(Term term)
    {
        while (true)
        {
            if (Take("(") && term is Name function) term = new Call(function.Text, ReadList(")"));
            else if (Take("[")) term = new Element(term, ReadList("]"));
            else return term;
        }
    }

    private List<Term> ReadList(string close)
    {
        var items = new List<Term>();
        if (Take(close)) return items;
        do items.Add(ReadChoice());
        while (Take(","));
        Require(close);
        return items;
    }

    private string ReadNumber()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || IsExponentSign())) _at++;
        return _text[start.._at].TrimEnd('d', 'D', 'f', 'F', 'm', 'M');

        bool IsExponentSign() => _text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E';
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or ':' or '@'))
        {
            // A single colon belongs to ?:, two to global::.
            if (_text[_at] == ':' && !IsPair()) break;
            _at++;
        }

        var name = _text[start.._at].Replace("@", "", StringComparison.Ordinal);
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];

        bool IsPair() => (_at + 1 < _text.Length && _text[_at + 1] == ':') || _text[_at - 1] == ':';
    }

    private string? PeekOperator()
    {
        SkipSpace();
        return s_operators.FirstOrDefault(op => string.CompareOrdinal(_text, _at, op, 0, op.Length) == 0);
    }

    private static int Strength(string op) => op switch
    {
        "||" => 1,
        "&&" => 2,
        "==" or "!=" => 3,
        "<" or ">" or "<=" or ">=" => 4,
        "+" or "-" => 5,
        _ => 6,
    };

    private bool Take(string expected)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _at, expected, 0, expected.Length) != 0) return false;
        _at += expected.Length;
        return true;
    }

    private void Require(string expected)
    {
        if (!Take(expected)) throw Unexpected();
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private FormatException Unexpected() =>
        new($"'{_text}' cannot be read as a formula: position {_at} is not understood.");
}
