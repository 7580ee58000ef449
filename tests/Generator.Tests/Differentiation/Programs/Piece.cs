using System.Text;

namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>A statement, or several that make sense only together: its text, with terms in its holes, and the blocks it owns.</summary>
/// <param name="Head">The text before the first block; {0}, {1} … are the terms (doubled braces where there are terms).</param>
/// <param name="Terms">What stands in the holes.</param>
/// <param name="Blocks">Each with the text after it: else, a closing while, nothing.</param>
internal sealed record Piece(string Head, Term[] Terms, (Piece[] Body, string Tail)[] Blocks)
{
    public static Piece Line(string head, params Term[] terms) => new(head, terms, []);

    public void Write(StringBuilder into, string indent)
    {
        var head = Terms.Length == 0 ? Head : string.Format(System.Globalization.CultureInfo.InvariantCulture, Head, [.. Terms.Select(term => (object)term.ToString())]);
        if (head.Length > 0)
        {
            into.Append(indent).Append(head).Append('\n');
        }

        foreach (var (body, tail) in Blocks)
        {
            into.Append(indent).Append("{\n");
            foreach (var piece in body)
            {
                piece.Write(into, indent + "    ");
            }

            into.Append(indent).Append("}\n");
            if (tail.Length > 0)
            {
                into.Append(indent).Append(tail).Append('\n');
            }
        }
    }

    /// <summary>Lists that are smaller by one piece, one block or one term.</summary>
    public static IEnumerable<Piece[]> Smaller(Piece[] pieces)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            yield return [.. pieces[..i], .. pieces[(i + 1)..]];
        }

        for (var i = 0; i < pieces.Length; i++)
        {
            foreach (var (body, _) in pieces[i].Blocks)
            {
                yield return [.. pieces[..i], .. body, .. pieces[(i + 1)..]];
            }

            foreach (var smaller in pieces[i].Smaller())
            {
                yield return [.. pieces[..i], smaller, .. pieces[(i + 1)..]];
            }
        }
    }

    private IEnumerable<Piece> Smaller()
    {
        for (var b = 0; b < Blocks.Length; b++)
        {
            foreach (var body in Smaller(Blocks[b].Body))
            {
                yield return this with { Blocks = [.. Blocks.Select((block, k) => k == b ? (body, block.Tail) : block)] };
            }
        }

        for (var t = 0; t < Terms.Length; t++)
        {
            foreach (var smaller in Terms[t].Smaller())
            {
                yield return this with { Terms = [.. Terms.Select((term, k) => k == t ? smaller : term)] };
            }
        }
    }
}
