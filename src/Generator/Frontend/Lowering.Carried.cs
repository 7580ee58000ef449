using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What a loop hands from one iteration to the next. Of a variable that names arrays only what changes is handed on: the array, the
/// offset of a slice, its length. Which that is shows at the end of an iteration; where the guess was too bold, the body is lowered again.
/// </summary>
internal sealed partial class Lowering
{
    [Flags]
    private enum Parts
    {
        None = 0,
        Array = 1,
        Offset = 2,
        Length = 4,
    }

    /// <summary>What was found to change, by loop and name.</summary>
    private readonly Dictionary<(SyntaxNode Loop, string Name), Parts> _changing = [];

    /// <summary>One carried value: a variable, or of an array variable the part that it stands for.</summary>
    private sealed record Slot(Variable Variable, Parts Part, Carried Carried);

    /// <summary>A loop while it is being lowered.</summary>
    private sealed class OpenLoop
    {
        public required SyntaxNode Syntax { get; init; }

        public required IReadOnlyList<Slot> Slots { get; init; }

        /// <summary>What the variables are at the start of an iteration.</summary>
        public required IReadOnlyDictionary<Variable, Expression?> Starts { get; init; }

        /// <summary>It was opened with a wrong guess.</summary>
        public bool IsMistaken { get; set; }

        /// <summary>The references that change, with the objects that stand for what they refer to.</summary>
        public IReadOnlyList<HeldSlot> Held { get; init; } = [];

        /// <summary>Set by break, and by a test that is lowered into the body.</summary>
        public Variable? Stop { get; init; }

        /// <summary>The carried flags that end the loop when set.</summary>
        public required IReadOnlyList<Variable> Exits { get; init; }

        public Variable? Continue { get; set; }

        public IReadOnlyList<Carried> Carried => [.. Slots.Select(slot => slot.Carried)];

        public Value PhiOf(Variable variable) => Slots.First(slot => ReferenceEquals(slot.Variable, variable)).Carried.Phi;
    }

    /// <summary>Opens a loop and lowers its body until what it hands on is what it was opened with.</summary>
    private (OpenLoop Open, Arm Arm) Settled(Func<OpenLoop> open, Func<OpenLoop, Arm> repeat)
    {
        while (true)
        {
            var before = _state.Clone();
            var loop = open();
            var arm = HandOn(loop, repeat(loop));
            var settled = AreObjectsSettled(loop, arm);
            if (IsSettled(loop, arm) && settled)
            {
                return (loop, arm);
            }

            _state = before;
        }
    }

    private bool IsSettled(OpenLoop open, Arm arm)
    {
        var settled = true;
        foreach (var pair in open.Starts.Where(pair => pair.Key.Type.IsArray && !arm.State.Thrown))
        {
            var key = (open.Syntax, KeyOf(pair.Key));
            var known = _changing.TryGetValue(key, out var parts) ? parts : Parts.None;
            var all = known | Changed(pair.Value, arm.State[pair.Key]);
            _changing[key] = all;
            settled &= all == known;
        }

        return settled;
    }

    private Parts Changed(Expression? start, Expression? next)
    {
        if (next is null || ReferenceEquals(start, next))
        {
            return Parts.None;
        }

        if (start is null)
        {
            // Set in the loop for what comes after it: an array from outside needs no handing on.
            return IsVisible(next) ? Parts.None : Parts.Array;
        }

        var changed = ReferenceEquals(BaseOf(start), BaseOf(next)) ? Parts.None : Parts.Array;
        if (IsView(start) != IsView(next))
        {
            return Parts.Array | Parts.Offset | Parts.Length;
        }

        if (IsView(start))
        {
            RequireSamePrefix(ViewOf(start), ViewOf(next));
        }

        if (start.Type.Rank == 1 && !ReferenceEquals(ViewOf(start).Offset, ViewOf(next).Offset))
        {
            changed |= Parts.Offset;
        }

        return SameLengths(start, next) is null ? changed | Parts.Length : changed;
    }

    /// <summary>The variables from outside that code sets.</summary>
    private IEnumerable<Variable> Changed(IReadOnlyList<IOperation> code) => Changes(code).Select(_frame.Find).OfType<Place>()
        .SelectMany(place => place.Variables()).Where(variable => variable.Home.Encloses(_builder)).Distinct();

    private OpenLoop Open(ILoopOperation loop, IReadOnlyList<IOperation> repeated, bool needsStop)
    {
        var variables = Changed(repeated).Concat(_context.Carried.Of(loop.Syntax).SelectMany(PlacesOf).SelectMany(place => place.Variables()))
            .Where(variable => variable.Home.Encloses(_builder)).Distinct().ToList();
        if (variables.FirstOrDefault(variable => IsCallee(_state[variable])) is { } callee)
        {
            throw Unsupported.DelegateCall(loop, callee.Name);
        }

        var exits = new List<Variable>();
        var stop = needsStop || LoopExits.Breaks(loop.Body) ? NewFlag("stopped") : null;
        if (stop is not null)
        {
            exits.Add(stop);
        }

        if (LoopExits.Returns(loop.Body))
        {
            exits.Add(_frame.Returned!);
            variables.AddRange(_frame.Result?.Variables() ?? []);
        }

        if (_frame.Yield is not null && LoopExits.Yields(loop.Body))
        {
            variables.AddRange(_frame.YieldVariables);
            exits.AddRange(_frame.Stops);
        }

        return Open(loop.Syntax, variables, exits, stop);
    }

    private OpenLoop Open(SyntaxNode syntax, IEnumerable<Variable> variables, IReadOnlyList<Variable> exits, Variable? stop = null)
    {
        var slots = new List<Slot>();
        var starts = new Dictionary<Variable, Expression?>();
        var held = new List<HeldSlot>();
        foreach (var variable in variables.Concat(FieldsAround(syntax)).OrderBy(variable => variable.Number).Concat(exits).Distinct().ToArray())
        {
            OpenVariable(syntax, variable, slots, starts, held);
        }

        return new OpenLoop { Syntax = syntax, Slots = slots, Starts = starts, Stop = stop, Exits = exits, Held = held };
    }

    private Value OpenScalar(Variable variable, List<Slot> slots)
    {
        var phi = OpenSlot(variable, Parts.None, variable.Type, _state[variable] ?? Unread(variable.Type)!, slots);
        if (_state[variable] is null)
        {
            _unset.Add(phi);
        }

        return phi;
    }

    private Value OpenSlot(Variable variable, Parts part, IrType type, Expression initial, List<Slot> slots)
    {
        var phi = _pool.Local(type, variable.Name, part is Parts.Offset or Parts.Length ? 0 : variable.Number);
        Mark(phi, variable.IsActive && (type.IsReal || type.IsArray));
        slots.Add(new Slot(variable, part, new Carried(phi, initial)));
        return phi;
    }

    private Expression? OpenArray(SyntaxNode loop, Variable variable, List<Slot> slots)
    {
        var key = (loop, KeyOf(variable));
        var isSpan = variable.Type.Kind != Ir.TypeKind.Array;
        var parts = _changing.TryGetValue(key, out var known) ? known : Parts.None;
        if (_state[variable] is not { } initial)
        {
            if (parts == Parts.None)
            {
                return null;
            }

            // Nobody reads it in the first iteration.
            initial = Placeholder(variable.Type);
            parts |= Parts.Length;
        }

        if (parts == Parts.None)
        {
            return initial;
        }

        var array = BaseOf(initial);
        if (parts.HasFlag(Parts.Array))
        {
            RequireWhole(array);
            var phi = OpenSlot(variable, Parts.Array, array.Type, array, slots);
            StandFor(phi, array);
            if (!parts.HasFlag(Parts.Length) && !IsView(initial))
            {
                _lengths[phi] = LengthsOf(array);
            }

            array = phi;
        }

        if ((!isSpan && !IsView(initial) && !parts.HasFlag(Parts.Offset)) || (!IsView(initial) && parts == Parts.Array))
        {
            return array;
        }

        var view = ViewOf(initial);
        return NewView(
            new View(
                array,
                view.Prefix,
                parts.HasFlag(Parts.Offset) ? OpenSlot(variable, Parts.Offset, IrType.Int, view.Offset, slots) : view.Offset,
                parts.HasFlag(Parts.Length) ? OpenSlot(variable, Parts.Length, IrType.Int, view.Length, slots) : view.Length),
            variable.Name);
    }
}
