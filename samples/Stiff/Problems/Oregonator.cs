namespace Stiff.Problems;

/// <summary>The Belousov-Zhabotinsky reaction as Field and Noyes model it (1974).</summary>
public static partial class Oregonator
{
    [Differentiable]
    public static double[] F(double hbro2, double bromide, double cerium) =>
    [
        77.27 * (bromide + hbro2 * (1 - 8.375e-6 * hbro2 - bromide)),
        (cerium - (1 + hbro2) * bromide) / 77.27,
        0.161 * (hbro2 - cerium),
    ];
}
