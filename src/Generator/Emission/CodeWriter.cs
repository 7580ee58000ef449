using System.Text;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Lines of C# with their indentation: four spaces a level, <c>\n</c> at the end of each line, no culture.</summary>
internal sealed class CodeWriter
{
    private readonly List<string> _lines = [];
    private int _indent;

    public bool IsEmpty => _lines.Count == 0;

    public int LineCount => _lines.Count;

    public string FirstLine => _lines[0];

    /// <summary>Writes one line; an empty one carries no trailing blanks.</summary>
    public void Line(string text = "")
    {
        Effort.Step();
        _lines.Add(text.Length == 0 ? "" : new string(' ', 4 * _indent) + text);
    }

    public void Open()
    {
        Line("{");
        _indent++;
    }

    public void Close(string after = "")
    {
        _indent--;
        Line("}" + after);
    }

    public void Indent() => _indent++;

    public void Unindent() => _indent--;

    /// <summary>The lines of another writer at this one's indentation.</summary>
    public void Append(CodeWriter other)
    {
        foreach (var line in other._lines)
        {
            Line(line);
        }
    }

    /// <summary>The lines of another writer as a block in braces.</summary>
    public void Block(CodeWriter content)
    {
        Open();
        Append(content);
        Close();
    }

    /// <summary>The lines of another writer, the first of them behind a word: <c>else if (…)</c>.</summary>
    public void Chain(string word, CodeWriter other)
    {
        for (var i = 0; i < other._lines.Count; i++)
        {
            Line(i == 0 ? word + other._lines[i] : other._lines[i]);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
