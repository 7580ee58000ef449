using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A region while its statements are being written.</summary>
internal sealed class RegionBuilder
{
    private readonly RegionBuilder? _parent;
    private RegionBuilder? _absorbedBy;

    public RegionBuilder(RegionBuilder? parent)
    {
        _parent = parent;
    }

    public List<Statement> Statements { get; } = [];

    public bool IsEmpty => Statements.Count == 0;

    public Region Close(params Expression[] yields) => new([.. Statements], yields);

    /// <summary>Appends a region that turned out to run unconditionally after this one.</summary>
    public void Absorb(RegionBuilder child)
    {
        Statements.AddRange(child.Statements);
        child._absorbedBy = this;
    }

    /// <summary>Whether what this region binds is visible in the other.</summary>
    public bool Encloses(RegionBuilder other)
    {
        var self = Resolve();
        for (var region = other.Resolve(); region is not null; region = region._parent?.Resolve())
        {
            if (ReferenceEquals(region, self))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it runs again and again where the other runs once.</summary>
    public bool IsRepeatedIn(RegionBuilder other, ICollection<RegionBuilder> iterations)
    {
        var home = other.Resolve();
        for (var region = Resolve(); region is not null && !ReferenceEquals(region, home); region = region._parent?.Resolve())
        {
            if (iterations.Contains(region))
            {
                return true;
            }
        }

        return false;
    }

    private RegionBuilder Resolve()
    {
        var region = this;
        while (region._absorbedBy is { } absorber)
        {
            region = absorber;
        }

        return region;
    }
}
