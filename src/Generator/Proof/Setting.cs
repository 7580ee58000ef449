namespace SymbolicJacobian.Generator.Proof;

/// <summary>What to choose for the inputs of a method: sizes that only a run knows, and from where the reals come.</summary>
/// <param name="Length">Of arrays without [Size].</param>
/// <param name="Whole">Of integers: often the length of something, or half of it.</param>
/// <param name="Rows">Of a destination without [Size].</param>
/// <param name="Low">Reals lie above this,</param>
/// <param name="High">and below this.</param>
/// <param name="Seed">Tells points of the same ranges apart.</param>
internal readonly record struct Setting(int Length, int Whole, int Rows, double Low, double High, int Seed)
{
    private static readonly (int Length, int Whole, int Rows)[] _sizes =
    [
        (3, 3, 3), (4, 2, 4), (6, 3, 6), (4, 2, 2), (2, 1, 2), (8, 2, 8), (3, 1, 2), (9, 3, 3), (6, 2, 4), (5, 4, 4), (12, 4, 12),
    ];

    private static readonly (int Length, int Whole, int Rows)[] _longer = [(7, 3, 7), (6, 3, 6), (8, 2, 8), (9, 3, 3)];

    private static readonly (double Low, double High)[] _ranges =
    [
        (0.2, 0.9), (-1.6, 1.6), (1.05, 3), (-0.9, 0.9), (-6, 6), (0.3, 12), (-40, 40),
    ];

    /// <summary>In the order in which they are tried: sizes first, until one fits, then the ranges.</summary>
    public static IEnumerable<Setting> Sizes => _sizes.Select(size => new Setting(size.Length, size.Whole, size.Rows, _ranges[0].Low, _ranges[0].High, 0));

    /// <summary>Longer ones, of a method whose sizes are free: what goes wrong from the second row on, or behind the ends of a stencil, shows there.</summary>
    public static IEnumerable<Setting> Longer => _longer.Select(size => new Setting(size.Length, size.Whole, size.Rows, _ranges[0].Low, _ranges[0].High, 7));

    /// <summary>Other points of these sizes.</summary>
    public IEnumerable<Setting> Others()
    {
        for (var i = 1; i < _ranges.Length; i++)
        {
            yield return this with { Low = _ranges[i].Low, High = _ranges[i].High, Seed = i };
        }
    }

    /// <summary>Around a number that the method compares with: both sides of its branch are tried.</summary>
    public Setting Around(double literal, int seed) =>
        this with { Low = literal - (0.5 * (1 + Math.Abs(literal))), High = literal + (0.5 * (1 + Math.Abs(literal))), Seed = seed };
}
