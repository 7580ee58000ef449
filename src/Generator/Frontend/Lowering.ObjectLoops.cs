using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Objects and loops. The fields of an object from outside are carried like any variable. A name that refers to another object in each iteration
/// is handed on by what is in it: one object stands for all of them, and takes over the fields at the end of an iteration.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>Whether a field changes in a loop, as far as it has been seen.</summary>
    private readonly Dictionary<(SyntaxNode Loop, string Name), bool> _changingFields = [];

    /// <summary>The references that change in a loop, with what they refer to; true where that may be null.</summary>
    private readonly Dictionary<(SyntaxNode Loop, string Name), ChangingReference> _changingReferences = [];

    /// <param name="Layout">What it refers to.</param>
    /// <param name="MayBeNull">Whether it may be null.</param>
    /// <param name="Array">The array, where it refers to elements of one.</param>
    /// <param name="IsGuess">It is null before the loop, and only its type tells what it may refer to.</param>
    private sealed record ChangingReference(Composite Layout, bool MayBeNull, Operand? Array, bool IsGuess = false);

    /// <summary>The classes that null was written for.</summary>
    private readonly Dictionary<Expression, ITypeSymbol> _nullTypes = [];

    /// <summary>The fields of objects that stand for others, by what tells them apart from the fields of those.</summary>
    private readonly Dictionary<Variable, string> _keys = [];

    /// <summary>What the object that is made to stand for others is a part of.</summary>
    private readonly Stack<Composite> _standing = new();

    /// <summary>A reference that changes in a loop.</summary>
    /// <param name="Variable">What holds it.</param>
    /// <param name="Object">What stands for the objects it refers to.</param>
    /// <param name="Start">The reference at the start of an iteration.</param>
    /// <param name="IsThere">Whether it refers to any; null where it always does.</param>
    /// <param name="IsInner">It is a field of another such object.</param>
    /// <param name="Index">For a reference to an element of an array, which of them.</param>
    private sealed record HeldSlot(Variable Variable, ObjectReference Object, Expression Start, Variable? IsThere, bool IsInner, Variable? Index = null);

    /// <summary>At the start of an iteration, variables that have no value before the loop.</summary>
    private readonly HashSet<Expression> _unset = [];

    private string KeyOf(Variable variable) => _keys.TryGetValue(variable, out var key) ? key : variable.Name;

    /// <summary>All fields that an iteration may change; those that are known not to change are left out.</summary>
    private Variable[] FieldsAround(SyntaxNode loop) => _fields.Count == 0
        ? []
        : [.. _state.Variables.Where(variable => _fields.ContainsKey(variable) && variable.Home.Encloses(_builder) && MayChange(loop, variable))];

    private bool MayChange(SyntaxNode loop, Variable variable) => !_changingFields.TryGetValue((loop, KeyOf(variable)), out var changes) || changes;

    private void OpenVariable(SyntaxNode loop, Variable variable, List<Slot> slots, Dictionary<Variable, Expression?> starts, List<HeldSlot> held, bool isInner = false)
    {
        if (starts.ContainsKey(variable))
        {
            return;
        }

        starts[variable] = null;
        starts[variable] = _fields.ContainsKey(variable) && IsCallee(_state[variable]) ? _state[variable] : variable.Type.IsArray ? OpenArray(loop, variable, slots)
            : Guess(loop, variable) || IsReference(_state[variable]) || (_state[variable] is null && _changingReferences.ContainsKey((loop, KeyOf(variable)))) ? OpenReference(loop, variable, slots, starts, held, isInner)
            : OpenScalar(variable, slots);
    }

    /// <summary>What is null before the loop, and set in it, is taken to be an object of its class from the start.</summary>
    private bool Guess(SyntaxNode loop, Variable variable)
    {
        if (_state[variable] is { } term && _nullTypes.TryGetValue(term, out var type) && !_fields.ContainsKey(variable) && !_changingReferences.ContainsKey((loop, KeyOf(variable)))
            && ObjectOf(type) is { Type.IsAbstract: false } layout)
        {
            _changingReferences.Add((loop, KeyOf(variable)), new ChangingReference(layout, true, null, IsGuess: true));
            return true;
        }

        return false;
    }

    private Expression? OpenReference(SyntaxNode loop, Variable variable, List<Slot> slots, Dictionary<Variable, Expression?> starts, List<HeldSlot> held, bool isInner)
    {
        var initial = _state[variable];
        if (!_changingReferences.TryGetValue((loop, KeyOf(variable)), out var known))
        {
            return initial;
        }

        if (known.Array is { } array)
        {
            return OpenElement(loop, variable, array, known.MayBeNull, slots, starts, held);
        }

        // A list of nodes: no number of fields stands for all of them.
        if (_standing.Contains(known.Layout))
        {
            throw Unsupported.Rows(loop, known.Layout.Type);
        }

        foreach (var one in Objects(initial).Where(one => Holders(_state, one, _builder).Any(holder => !ReferenceEquals(holder, variable))))
        {
            NoteCopy(one, loop);
        }

        var term = NewObject(known.Layout, variable.Name);
        var stand = (ObjectReference)_references[term];
        foreach (var field in stand.Fields.SelectMany(field => field.Variables()))
        {
            _keys[field] = "~" + KeyOf(variable) + "." + field.Name;
        }

        for (var i = 0; i < stand.Fields.Count; i++)
        {
            Keep(stand.Fields[i], IsObject(initial) ? Peek(FieldAt(initial!, i, loop)) ?? Operand.Missing : Default(known.Layout.Parts[i].Type));
        }

        var (start, isThere) = OpenThere(variable, initial, term, known.Layout.Type, known.MayBeNull, slots, starts);

        _standing.Push(known.Layout);
        foreach (var field in stand.Fields.SelectMany(field => field.Variables()))
        {
            if (MayChange(loop, field))
            {
                OpenVariable(loop, field, slots, starts, held, isInner: true);
            }
            else
            {
                starts[field] = _state[field];
            }
        }

        _standing.Pop();
        held.Add(new HeldSlot(variable, stand, start, isThere, isInner));
        return start;
    }

    /// <summary>A reference that may be null: whether it is.</summary>
    private (Expression Start, Variable? IsThere) OpenThere(Variable variable, Expression? initial, Expression term, INamedTypeSymbol type, bool mayBeNull, List<Slot> slots, Dictionary<Variable, Expression?> starts)
    {
        if (!mayBeNull && (initial is null || IsNull(initial) is Constant { Bits: 0 }))
        {
            return (term, null);
        }

        var isThere = NewVariable(variable.Name.Length == 0 ? "" : variable.Name + "IsThere", IrType.Boolean, isActive: false);
        _state[isThere] = initial is null ? _pool.Boolean(false) : IsThere(IsNull(initial));
        starts[isThere] = OpenScalar(isThere, slots);
        return (Either(starts[isThere]!, term, Null(type)), isThere);
    }

    /// <summary>A reference to an element of an array is carried as its index.</summary>
    private Expression OpenElement(SyntaxNode loop, Variable variable, Operand array, bool mayBeNull, List<Slot> slots, Dictionary<Variable, Expression?> starts, List<HeldSlot> held)
    {
        var initial = _state[variable];
        array = Objects(initial).OfType<ElementReference>().FirstOrDefault()?.Array ?? array;
        if (!IsOutside(array) || (IsObject(initial) && IndexOf(initial!, array) is null))
        {
            throw Unsupported.Rows(loop, array.Objects!.Layout.Type);
        }

        var index = NewVariable(variable.Name.Length == 0 ? "" : variable.Name + "Index", IrType.Int, isActive: false);
        _state[index] = IsObject(initial) ? IndexOf(initial!, array)! : _pool.Int(0);
        starts[index] = OpenScalar(index, slots);
        var term = ElementOf(array, array.Objects!, starts[index]!);
        var (start, isThere) = OpenThere(variable, initial, term, array.Objects!.Layout.Type, mayBeNull, slots, starts);
        held.Add(new HeldSlot(variable, (ElementReference)_references[term], start, isThere, IsInner: false, index));
        return start;
    }

    /// <summary>At the end of an iteration the objects that stand for others take over what those hold.</summary>
    private Arm HandOn(OpenLoop open, Arm arm)
    {
        if (open.Held.Count == 0 || arm.State.Thrown)
        {
            return arm;
        }

        var outside = _builder;
        return Fork(arm, () =>
        {
            var contents = new List<(Place Place, Operand Value)>();
            foreach (var slot in open.Held.Where(slot => !slot.IsInner))
            {
                Gather(open, slot, _state[slot.Variable], contents, outside);
            }

            foreach (var (place, value) in contents)
            {
                Keep(place, value);
            }

            foreach (var slot in open.Held)
            {
                _state[slot.Variable] = slot.Start;
            }
        });
    }

    private void Gather(OpenLoop open, HeldSlot slot, Expression? next, List<(Place Place, Operand Value)> contents, RegionBuilder outside)
    {
        if (next is null || !IsReference(next))
        {
            return;
        }

        if (slot.Index is null && Objects(next).OfType<ElementReference>().FirstOrDefault() is { } element && _changingReferences[(open.Syntax, KeyOf(slot.Variable))] is { IsGuess: true, Array: null } guess)
        {
            _changingReferences[(open.Syntax, KeyOf(slot.Variable))] = guess with { Array = element.Array, Layout = element.Layout };
            open.IsMistaken = true;
            return;
        }

        if (slot.IsThere is { } isThere && !ReferenceEquals(next, slot.Start))
        {
            contents.Add((Place.Of(isThere), Operand.Of(IsThere(IsNull(next)))));
        }

        if (slot.Index is { } index)
        {
            if (IsObject(next))
            {
                contents.Add((Place.Of(index), Operand.Of(IndexOf(next, ((ElementReference)slot.Object).Array) ?? throw Unsupported.Rows(open.Syntax, slot.Object.Layout.Type))));
            }

            return;
        }

        foreach (var one in Objects(next).Where(one => !ReferenceEquals(next, slot.Start) && Holders(_state, one, outside).Any(holder => !ReferenceEquals(holder, slot.Variable))))
        {
            NoteCopy(one, open.Syntax);
        }

        for (var i = 0; i < slot.Object.Fields.Count && IsObject(next); i++)
        {
            var field = slot.Object.Fields[i];
            var value = ReferenceEquals(next, slot.Start) ? Peek(field) : Peek(FieldAt(next, i, open.Syntax));
            if (field.Variable is { } variable && open.Held.FirstOrDefault(inner => ReferenceEquals(inner.Variable, variable)) is { } nested)
            {
                Gather(open, nested, value?.Term, contents, outside);
            }
            else if (!ReferenceEquals(next, slot.Start))
            {
                contents.Add((field, value ?? Operand.Missing));
            }
        }
    }

    /// <summary>Whether what was carried is what has changed: no less, and no field more.</summary>
    private bool AreObjectsSettled(OpenLoop open, Arm arm)
    {
        RequireSameTables(open, arm);
        var settled = !open.IsMistaken;
        foreach (var pair in open.Starts)
        {
            var (start, next) = (pair.Value, arm.State[pair.Key]);
            if (IsObject(next) && !ReferenceEquals(start, next))
            {
                settled = SeeReference(open.Syntax, pair.Key, _state[pair.Key], next!) && settled;
            }
            else if (IsObject(start) && next is not null && !ReferenceEquals(start, next))
            {
                settled = SeeReference(open.Syntax, pair.Key, start, next) && settled;
            }
        }

        foreach (var slot in open.Slots.Where(slot => slot.Part == Parts.None && _fields.ContainsKey(slot.Variable)))
        {
            settled = SeeField(open.Syntax, slot.Variable, !ReferenceEquals(arm.State[slot.Variable], slot.Carried.Phi)) && settled;
        }

        foreach (var variable in _fields.Count == 0 ? [] : State.ChangedIn(arm.State, _state).Where(variable => _fields.ContainsKey(variable) && variable.Home.Encloses(_builder)).ToArray())
        {
            settled = IsSeen(open, variable, arm.State[variable]) && settled;
        }

        return settled;
    }

    /// <summary>A field that an iteration has set, and that was thought to stay as it is.</summary>
    private bool IsSeen(OpenLoop open, Variable variable, Expression? next)
    {
        var isOpen = open.Starts.TryGetValue(variable, out var start);
        var before = isOpen ? start : _state[variable];
        if (!ReferenceEquals(before, next) && (IsCallee(before) || IsCallee(next)))
        {
            throw Unsupported.Rows(open.Syntax, _fields[variable].Layout.Type);
        }

        return ReferenceEquals(before, next)
            || (isOpen && (variable.Type.IsArray || IsReference(start) || open.Slots.Any(slot => ReferenceEquals(slot.Variable, variable))))
            || (IsObject(before) || IsObject(next) ? next is null || SeeReference(open.Syntax, variable, before, next) : SeeField(open.Syntax, variable, changes: true));
    }

    /// <summary>True where it was known.</summary>
    private bool SeeField(SyntaxNode loop, Variable variable, bool changes)
    {
        var key = (loop, KeyOf(variable));
        if (_changingFields.TryGetValue(key, out var known))
        {
            _changingFields[key] = known || changes;
            return known || !changes;
        }

        _changingFields.Add(key, changes);
        return changes;
    }

    private bool SeeReference(SyntaxNode loop, Variable variable, Expression? start, Expression next)
    {
        var key = (loop, KeyOf(variable));
        var layouts = Objects(start).Concat(Objects(next)).Select(one => one.Layout).Distinct().ToArray();
        if (layouts.Length > 1 || !IsReference(next) || (start is not null && !IsReference(start)))
        {
            throw Unsupported.Rows(loop, (layouts.FirstOrDefault() ?? throw Unsupported.Expression(loop)).Type);
        }

        var array = Objects(start).Concat(Objects(next)).OfType<ElementReference>().FirstOrDefault()?.Array;
        if (array is not null && ((IsObject(start) && IndexOf(start!, array) is null) || (IsObject(next) && IndexOf(next, array) is null)))
        {
            throw Unsupported.Rows(loop, layouts[0].Type);
        }

        var mayBeNull = IsNull(next) is not Constant { Bits: 0 };
        if (layouts.Length == 0)
        {
            return true;
        }

        if (_changingReferences.TryGetValue(key, out var known))
        {
            if (!ReferenceEquals(known.Layout, layouts[0]))
            {
                throw Unsupported.Rows(loop, layouts[0].Type);
            }

            _changingReferences[key] = known with { MayBeNull = known.MayBeNull || mayBeNull, Array = array };
            return known.MayBeNull || !mayBeNull;
        }

        _changingReferences.Add(key, new ChangingReference(layouts[0], mayBeNull, array));
        return false;
    }

    /// <summary>The fields that a bound reads: one that changes makes the loop none that only counts.</summary>
    private Variable[] FieldsIn(IEnumerable<IOperation> code) => _references.Count == 0
        ? []
        : [.. code.SelectMany(part => part.DescendantsAndSelf()).OfType<IMemberReferenceOperation>().SelectMany(FieldsRead)];

    private IEnumerable<Variable> FieldsRead(IMemberReferenceOperation member) => ObjectAt(member.Instance) is not { } one ? []
        : FieldOf(one, member.Member, member.Syntax) is { } place ? place.Variables()
        : Objects(one).SelectMany(each => each.Fields).SelectMany(field => field.Variables());

    /// <summary>A test that changes objects is no mere test.</summary>
    private void RequireTestOnly(OpenLoop open, Arm test)
    {
        if (_fields.Count > 0 && test.State.Changed.Any(HasChanged) && _context.Carried.AddUneven(open.Syntax))
        {
            throw new CarriedLate();
        }

        bool HasChanged(Variable variable) => _fields.ContainsKey(variable) && variable.Home.Encloses(_builder)
            && !ReferenceEquals(test.State[variable], open.Starts.TryGetValue(variable, out var start) ? start : _state[variable]);
    }
}
