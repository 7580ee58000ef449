namespace SymbolicJacobian.Generator.Proof;

[Flags]
internal enum Marks : byte
{
    None = 0,

    /// <summary>It depends on an input along which the slope is taken: an absent slope is no zero to be multiplied.</summary>
    Depends = 1,

    /// <summary>A kink was met where more than one slope is right.</summary>
    Kinked = 2,

    /// <summary>There is no value: an element outside of its array, a division by the integer 0, a construct that is not followed.</summary>
    Undefined = 4,
}

/// <summary>A scalar with its slope along one direction, or a reference to an array or to something foreign.</summary>
internal struct Cell
{
    /// <summary>A double or float, or the bits of an integer or bool (see <see cref="Integer"/>).</summary>
    public double Real;

    public double Slope;

    /// <summary>The slope with every term of every sum taken by its size: what rounding of the slope is relative to.</summary>
    public double Magnitude;

    /// <summary>A <see cref="Memory"/>, a <see cref="Stack{T}"/> of cells (a tape) or a <see cref="Foreign"/>.</summary>
    public object? Reference;

    public Marks Marks;

    public static readonly Cell Undefined = new() { Real = double.NaN, Marks = Marks.Undefined };

    public readonly long Integer => BitConverter.DoubleToInt64Bits(Real);

    public readonly bool IsTrue => Integer != 0;

    public readonly bool Has(Marks mark) => (Marks & mark) != 0;

    public static Cell Of(double value) => new() { Real = value };

    /// <summary>A value that moves with this slope.</summary>
    public static Cell Moving(double value, double slope) => new() { Real = value, Slope = slope, Magnitude = Math.Abs(slope), Marks = Marks.Depends };

    public static Cell Whole(long value) => new() { Real = BitConverter.Int64BitsToDouble(value) };

    public static Cell Truth(bool value) => Whole(value ? 1 : 0);

    public static Cell To(object reference) => new() { Reference = reference };
}

/// <summary>An array of one or more dimensions, its elements in rows.</summary>
internal sealed class Memory
{
    public Memory(params int[] lengths)
    {
        Lengths = lengths;
        Cells = new Cell[lengths.Aggregate(1, (a, b) => a * b)];
    }

    public int[] Lengths { get; }

    public Cell[] Cells { get; }
}

/// <summary>What C# that is only spelled may be: told apart by its text, moved smoothly by the reals it was made of.</summary>
internal sealed class Foreign(ulong seed, double phase)
{
    public ulong Seed { get; } = seed;

    public double Phase { get; } = phase;
}
