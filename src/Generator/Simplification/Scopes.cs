using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>A point of the program: just before the statement at this position of the region (or its end).</summary>
/// <param name="IsCertain">Something that is evaluated here in any case asks for it, not only one side of a choice.</param>
internal readonly record struct Place(Region Region, int Position, bool IsCertain);

/// <summary>How the regions of a function nest, and where each value is bound.</summary>
internal sealed class Scopes
{
    private readonly Dictionary<Region, (Region Parent, int Position, Statement Owner, int Depth)> _parents = [];
    private readonly TermMap<Region> _homes = TermMap<Region>.Rent();
    private readonly Func<Expression, bool> _isKnown;
    private readonly Region _root;

    public Scopes(Function function)
    {
        _root = function.Body;
        _isKnown = _homes.ContainsKey;
        foreach (var input in function.Inputs)
        {
            _homes[input.Value] = _root;
        }

        Visit(function.Body, 0);
    }

    /// <summary>
    /// The innermost region that binds something a term is made of, the outermost in which it can stand. (Whatever it is made of
    /// is visible where it is used, so the regions lie one inside the other.)
    /// </summary>
    public Region Home(Expression term)
    {
        if (_homes.TryGetValue(term, out var known))
        {
            return known;
        }

        var innermost = _root;
        foreach (var part in Walk.ExpressionsOf(term, _isKnown))
        {
            var home = _root;
            foreach (var operand in part.Operands)
            {
                _homes.TryGetValue(operand, out var inner);
                home = Depth(inner) > Depth(home) ? inner : home;
            }

            _homes[part] = innermost = home;
        }

        // The term itself comes last.
        return innermost;
    }

    /// <summary>Hands on the memory that this took: nothing more is asked.</summary>
    public void Done() => _homes.Return();

    public bool IsInside(Region region, Region ancestor)
    {
        for (var current = region; ; current = _parents[current].Parent)
        {
            if (ReferenceEquals(current, ancestor))
            {
                return true;
            }

            if (ReferenceEquals(current, _root))
            {
                return false;
            }
        }
    }

    /// <summary>Whether a term can differ from one iteration to the next of the loop around a region; true outside of loops.</summary>
    public bool ChangesIn(Expression term, Region region)
    {
        var home = Home(term);
        for (var current = region; !ReferenceEquals(current, _root); current = _parents[current].Parent)
        {
            if (ReferenceEquals(home, current))
            {
                return true;
            }

            if (_parents[current].Owner is Loop)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the program comes through the first place, or stands at it, whenever it comes to the second.</summary>
    public bool Precedes(Place first, Place second)
    {
        while (Depth(second.Region) > Depth(first.Region))
        {
            second = Outside(second.Region);
        }

        return ReferenceEquals(first.Region, second.Region) && first.Position <= second.Position;
    }

    /// <summary>Whether the program, once at the first place, comes to the second whatever happens: nothing between them ends it.</summary>
    public bool LeadsTo(Place first, Place second)
    {
        if (!ReferenceEquals(first.Region, second.Region) || first.Position > second.Position)
        {
            return false;
        }

        for (var position = first.Position; position < second.Position; position++)
        {
            if (MayEnd(first.Region.Statements[position]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool MayEnd(Statement statement) =>
        statement is Throw or Evaluate or While || Walk.Regions(statement).Any(region => region.Statements.Any(MayEnd));

    /// <summary>The last point that comes before both.</summary>
    public Place Join(Place a, Place b)
    {
        while (!ReferenceEquals(a.Region, b.Region))
        {
            if (Depth(a.Region) >= Depth(b.Region))
            {
                a = Outside(a.Region);
            }
            else
            {
                b = Outside(b.Region);
            }
        }

        var first = Math.Min(a.Position, b.Position);
        return new Place(a.Region, first, (a.Position == first && a.IsCertain) || (b.Position == first && b.IsCertain));
    }

    /// <summary>Where a term can be computed once instead of in every iteration of the loops around the place.</summary>
    public Place Hoist(Place place, Expression term)
    {
        var (best, home) = (place, Home(term));
        for (var region = place.Region; !ReferenceEquals(region, _root) && !ReferenceEquals(home, region); region = _parents[region].Parent)
        {
            if (_parents[region].Owner is Loop)
            {
                best = Outside(region);
            }
        }

        return best;
    }

    /// <summary>Whether a loop between a place and a region around it stores something.</summary>
    public bool IsStoredIn(Place place, Region outer)
    {
        for (var region = place.Region; !ReferenceEquals(region, outer); region = _parents[region].Parent)
        {
            if (_parents[region].Owner is Loop && Stores(region))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Stores(Region region)
    {
        var stores = false;
        Walk.Statements(region, statement => stores |= statement is Store or Copy or Clear or Push);
        return stores;
    }

    /// <summary>How many loops stand around the outermost place where a term can be computed.</summary>
    public int LoopDepth(Expression term)
    {
        var depth = 0;
        for (var region = Home(term); !ReferenceEquals(region, _root); region = _parents[region].Parent)
        {
            depth += _parents[region].Owner is Loop ? 1 : 0;
        }

        return depth;
    }

    private Place Outside(Region region)
    {
        var (parent, position, _, _) = _parents[region];
        return new Place(parent, position, false);
    }

    private int Depth(Region region) => ReferenceEquals(region, _root) ? 0 : _parents[region].Depth;

    private void Visit(Region region, int depth)
    {
        for (var position = 0; position < region.Statements.Count; position++)
        {
            var statement = region.Statements[position];
            foreach (var value in Walk.Binds(statement))
            {
                _homes[value] = region;
            }

            if (statement is Loop loop)
            {
                foreach (var carried in loop.Carried)
                {
                    _homes[carried.Phi] = loop.Body;
                }
            }

            if (statement is For { Index: var index } counted)
            {
                _homes[index] = counted.Body;
            }

            foreach (var nested in Walk.Regions(statement))
            {
                _parents[nested] = (region, position, statement, depth + 1);
                Visit(nested, depth + 1);
            }
        }
    }
}
