namespace Stiff.Problems;

/// <summary>Robertson's three reactions (1966), whose rates differ by nine powers of ten.</summary>
public static partial class Robertson
{
    [Differentiable]
    public static void F([Size(3)] ReadOnlySpan<double> y, [Size(3)] Span<double> dy)
    {
        double slow = 0.04 * y[0];
        double catalysed = 1e4 * y[1] * y[2];
        double fast = 3e7 * y[1] * y[1];
        dy[0] = -slow + catalysed;
        dy[1] = slow - catalysed - fast;
        dy[2] = fast;
    }
}
