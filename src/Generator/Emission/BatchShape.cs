using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Where the inputs of one point stand in it, as C#: literals where scalars and [Size] fix them, else over named lengths.</summary>
internal sealed class BatchShape
{
    private readonly Dictionary<LeafModel, string> _starts = [];

    public BatchShape(MethodModel model, Signature signature)
    {
        var active = model.Parameters.Where(parameter => parameter.IsActive && !parameter.IsDestination).SelectMany(parameter => parameter.Columns).ToList();
        foreach (var leaf in active.Where(leaf => leaf.Type.IsArray && leaf.Elements is null && leaf.Size.Count == 0))
        {
            for (var d = 0; d < leaf.Type.Rank; d++)
            {
                var what = leaf.Type.Rank == 1 ? "Length" : d == 0 ? "Rows" : "Columns";
                Unknown.Add(new UnknownLength(leaf.Access, d, signature.Local(Identifiers.Clean(leaf.Access) + what)));
            }
        }

        var (known, terms, others) = (0, new List<string>(), new List<string>());
        foreach (var leaf in active)
        {
            _starts[leaf] = Sum(known, terms);
            if (!leaf.IsArray)
            {
                known++;
            }
            else if (leaf.Elements is not null)
            {
                terms.Add(ColumnCount.Of(leaf));
                others.Add(ColumnCount.Of(leaf));
            }
            else if (leaf.Size.Count > 0)
            {
                known += leaf.Size.Aggregate((a, b) => a * b);
            }
            else
            {
                terms.Add(string.Join(" * ", Enumerable.Range(0, leaf.Type.Rank).Select(d => Length(leaf, d))));
            }
        }

        (Columns, Others) = (Sum(known, terms), Sum(known, others));
    }

    /// <summary>The lengths that nothing fixes.</summary>
    public List<UnknownLength> Unknown { get; } = [];

    /// <summary>A single one follows from the number of inputs; where there are more, the caller says them.</summary>
    public bool IsInferred => Unknown.Count == 1;

    /// <summary>The inputs beside those of unknown length.</summary>
    public string Others { get; }

    /// <summary>Parameters for the lengths that a caller has to say.</summary>
    public IEnumerable<string> Parameters => IsInferred ? [] : Unknown.Select(length => "int " + length.Name);

    /// <summary>Inputs of a point.</summary>
    public string Columns { get; }

    public bool IsFixed => int.TryParse(Columns, out _);

    public string Start(LeafModel leaf) => _starts[leaf];

    public string Length(LeafModel leaf, int dimension) =>
        leaf.Size.Count > 0 ? $"{leaf.Size[dimension]}" : Unknown.First(length => length.Access == leaf.Access && length.Dimension == dimension).Name;

    public string Count(LeafModel leaf) => string.Join(" * ", Enumerable.Range(0, leaf.Type.Rank).Select(d => Length(leaf, d)));

    private static string Sum(int known, List<string> terms) =>
        string.Join(" + ", terms.Count == 0 || known > 0 ? [$"{known}", .. terms] : terms);
}
