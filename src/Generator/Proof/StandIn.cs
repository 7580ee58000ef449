using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>
/// Values for C# that the IR only spells. The same text with the same operands has the same value, so that a method and its derivative
/// see one world; reals move smoothly with reals, so that differences of a foreign function exist; they lie between 0.75 and 1.75,
/// where every elementary function is defined or close to it.
/// </summary>
internal static class StandIn
{
    private const int Length = 3;

    public static Cell Of(IrType type, string text, Cell[] operands, Budget budget)
    {
        var (seed, phase) = (Hash(text), 0.0);
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i].Has(Marks.Undefined))
            {
                return Cell.Undefined;
            }

            var (own, moved) = Describe(operands[i]);
            seed = Mix(seed, own);
            phase += Weight(Mix(seed, (ulong)i)) * moved;
        }

        return Of(type, seed, phase, budget);
    }

    private static Cell Of(IrType type, ulong seed, double phase, Budget budget)
    {
        switch (type.Kind)
        {
            case TypeKind.Double or TypeKind.Float:
                var value = 1.25 + (0.5 * Math.Sin((6 * Weight(seed)) + phase));
                return Cell.Of(type.Kind == TypeKind.Float ? (float)value : value);
            case TypeKind.Integer:
                return Cell.Whole(1 + (long)(seed % Length));
            case TypeKind.Boolean:
                return Cell.Truth((seed & 1) != 0);
            case TypeKind.Opaque:
                return Cell.To(new Foreign(seed, phase));
            default:
                return Array(type, seed, phase, budget);
        }
    }

    private static Cell Array(IrType type, ulong seed, double phase, Budget budget)
    {
        var lengths = Enumerable.Repeat(Length, Math.Max(1, type.Rank)).ToArray();
        var memory = new Memory(lengths);
        if (!budget.Allocate(memory.Cells.Length))
        {
            return Cell.Undefined;
        }

        for (var i = 0; i < memory.Cells.Length; i++)
        {
            memory.Cells[i] = Of(type.Element!, Mix(seed, (ulong)i), phase, budget);
        }

        return Cell.To(memory);
    }

    /// <summary>Reals move the phase; everything else makes another value of its own.</summary>
    private static (ulong Seed, double Phase) Describe(in Cell cell)
    {
        switch (cell.Reference)
        {
            case Foreign foreign:
                return (foreign.Seed, foreign.Phase);
            case Memory memory:
                var (seed, phase) = ((ulong)memory.Cells.Length, 0.0);
                for (var i = 0; i < memory.Cells.Length; i++)
                {
                    phase += Weight((ulong)i) * (memory.Cells[i].Reference is null && IsModest(memory.Cells[i].Real) ? memory.Cells[i].Real : 0);
                }

                return (seed, phase);
            default:
                // The bits of a small integer are a tiny number: they count as what they are.
                return IsModest(cell.Real) && (Math.Abs(cell.Real) > 1e-300 || cell.Real == 0)
                    ? (0UL, cell.Real)
                    : ((ulong)cell.Integer, 0.0);
        }
    }

    private static bool IsModest(double value) => Math.Abs(value) < 1e100;

    /// <summary>Between 0.3 and 1.</summary>
    private static double Weight(ulong seed) => 0.3 + (0.7 * (Mix(seed, 11) >> 11) / (1UL << 53));

    /// <summary>FNV-1a: text has no hash that every process agrees on.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return hash;
    }

    /// <summary>One step of SplitMix64.</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        unchecked
        {
            var z = a + ((b + 1) * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
