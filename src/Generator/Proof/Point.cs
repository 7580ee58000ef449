using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Proof;

/// <summary>Values for the inputs of a method, and a direction among its columns; the same on every machine.</summary>
internal sealed class Point
{
    private readonly IReadOnlyList<Input> _inputs;
    private readonly Setting _setting;
    private readonly Cell[] _plain;
    private readonly int[] _starts;

    private Point(Function function, Setting setting, Cell[] plain)
    {
        _inputs = function.Inputs;
        _setting = setting;
        _plain = plain;
        _starts = new int[plain.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            _starts[i] = Columns;
            Columns += _inputs[i].IsActive ? Count(plain[i]) : 0;
        }
    }

    public int Columns { get; }

    /// <summary>Null where an input cannot be made up.</summary>
    public static Point? Of(Function function, Setting setting, Budget budget)
    {
        var plain = new Cell[function.Inputs.Count];
        for (var i = 0; i < plain.Length; i++)
        {
            var input = function.Inputs[i];
            if (input.Layout is not null || (input.IsActive && !input.Value.Type.IsReal && input.Value.Type is not { IsArray: true, Element.IsReal: true }))
            {
                return null;
            }

            var seed = StandIn.Mix((ulong)setting.Seed, (ulong)i);
            plain[i] = ReferenceEquals(input.Value, function.Destination)
                ? Cell.To(new Memory([.. input.Size ?? [setting.Rows]]))
                : Make(input.Value.Type, input.Size, setting, seed, budget);
            if (plain[i].Has(Marks.Undefined))
            {
                return null;
            }
        }

        return new Point(function, setting, plain);
    }

    /// <summary>A number for each column, neither 0 nor 1 nor equal to another.</summary>
    public double[] Direction(ulong seed)
    {
        var direction = new double[Columns];
        for (var j = 0; j < direction.Length; j++)
        {
            var mixed = StandIn.Mix(seed, (ulong)j);
            direction[j] = (0.5 + Fraction(mixed)) * ((mixed & 1) == 0 ? 1 : -1);
        }

        return direction;
    }

    /// <summary>The inputs, fresh arrays each time, for a run may write to them.</summary>
    /// <param name="slopes">Of the columns; null for plain numbers.</param>
    /// <param name="along">Moves the point along this direction,</param>
    /// <param name="step">so far.</param>
    public Cell[] Inputs(double[]? slopes, double[]? along = null, double step = 0)
    {
        var cells = new Cell[_plain.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _plain[i];
            if (!_inputs[i].IsActive)
            {
                cells[i] = Copy(_plain[i]);
            }
            else if (_plain[i].Reference is Memory memory)
            {
                var copy = new Memory(memory.Lengths);
                for (var k = 0; k < copy.Cells.Length; k++)
                {
                    copy.Cells[k] = Moved(memory.Cells[k], _starts[i] + k);
                }

                cells[i] = Cell.To(copy);
            }
            else
            {
                cells[i] = Moved(_plain[i], _starts[i]);
            }
        }

        return cells;

        Cell Moved(Cell cell, int column)
        {
            var value = along is null ? cell.Real : cell.Real + (step * along[column]);
            return slopes is null ? Cell.Of(value) : Cell.Moving(value, slopes[column]);
        }
    }

    /// <summary>The column as a message names it: <c>x</c>, <c>w[2]</c>.</summary>
    public string NameOf(int column)
    {
        var i = Array.FindLastIndex(_starts, start => start <= column);
        while (!_inputs[i].IsActive || Count(_plain[i]) == 0)
        {
            i--;
        }

        var name = _inputs[i].Value.Access ?? "";
        return _plain[i].Reference is Memory { Lengths: var lengths } ? $"{name}[{Index(lengths, column - _starts[i])}]" : name;
    }

    private static string Index(int[] lengths, int flat) => lengths.Length == 1 ? $"{flat}" : $"{flat / lengths[1]}, {flat % lengths[1]}";

    private static int Count(Cell cell) => cell.Reference is Memory memory ? memory.Cells.Length : 1;

    private static Cell Copy(Cell cell)
    {
        if (cell.Reference is not Memory memory)
        {
            return cell;
        }

        var copy = new Memory(memory.Lengths);
        for (var k = 0; k < copy.Cells.Length; k++)
        {
            copy.Cells[k] = Copy(memory.Cells[k]);
        }

        return Cell.To(copy);
    }

    private static Cell Make(IrType type, IReadOnlyList<int>? size, Setting setting, ulong seed, Budget budget)
    {
        switch (type.Kind)
        {
            case TypeKind.Double:
                return Cell.Of(Between(setting, seed));
            case TypeKind.Float:
                return Cell.Of((float)Between(setting, seed));
            case TypeKind.Integer:
                return Cell.Whole(setting.Whole);
            case TypeKind.Boolean:
                return Cell.Truth(((int)(seed & 1) ^ (setting.Seed & 1)) != 0);
            case TypeKind.Opaque:
                return Cell.To(new Foreign(seed, 0));
        }

        int[] lengths = size is not null ? [.. size] : [.. Enumerable.Repeat(setting.Length, Math.Max(1, type.Rank))];
        if (!budget.Allocate(lengths.Aggregate(1L, (a, b) => a * b)))
        {
            return Cell.Undefined;
        }

        var memory = new Memory(lengths);
        for (var k = 0; k < memory.Cells.Length; k++)
        {
            // Whole numbers in an array are indices more often than not.
            memory.Cells[k] = type.Element!.Kind == TypeKind.Integer
                ? Cell.Whole(k % setting.Length)
                : Make(type.Element, null, setting, StandIn.Mix(seed, (ulong)k + 1), budget);
            if (memory.Cells[k].Has(Marks.Undefined))
            {
                return Cell.Undefined;
            }
        }

        return Cell.To(memory);
    }

    private static double Between(Setting setting, ulong seed) => setting.Low + ((setting.High - setting.Low) * Fraction(seed));

    private static double Fraction(ulong seed) => (double)(StandIn.Mix(seed, 7) >> 11) / (1UL << 53);
}
