namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>A real-valued piece of C# with holes for others, so that a failing program can be made smaller: a term may shrink to one of its parts.</summary>
internal sealed record Term(string Format, params Term[] Parts)
{
    public override string ToString() => Parts.Length == 0 ? Format : string.Format(System.Globalization.CultureInfo.InvariantCulture, Format, [.. Parts.Select(part => (object)part.ToString())]);

    /// <summary>The term with one part in place of a term that contains it.</summary>
    public IEnumerable<Term> Smaller()
    {
        foreach (var part in Parts)
        {
            yield return part;
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var smaller in Parts[i].Smaller())
            {
                yield return new Term(Format, [.. Parts.Select((part, k) => k == i ? smaller : part)]);
            }
        }
    }
}
