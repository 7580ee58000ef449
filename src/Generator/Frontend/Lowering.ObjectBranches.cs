using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>References where branches join: one object where each arm has made its own, else the one or the other.</content>
internal sealed partial class Lowering
{
    /// <summary>Two arms while they are joined.</summary>
    private sealed class Joint(Expression condition, Arm then, Arm otherwise)
    {
        public Expression Condition { get; set; } = condition;

        public Arm Then { get; } = then;

        public Arm Otherwise { get; } = otherwise;

        public List<Value> Results { get; } = [];

        public List<Expression> ThenYields { get; } = [];

        public List<Expression> ElseYields { get; } = [];

        public List<(Variable Variable, Expression? Term)> Merged { get; } = [];

        /// <summary>What has become of the objects that the arms have made.</summary>
        public Dictionary<(ObjectReference?, ObjectReference?), Expression> Objects { get; } = [];
    }

    private Value JoinTerms(Joint joint, Variable variable, Expression x, Expression y)
    {
        var result = _pool.Local(x.Type, variable.Name, variable.Number);
        Mark(result, IsActive(x) || IsActive(y));
        joint.Results.Add(result);
        joint.ThenYields.Add(x);
        joint.ElseYields.Add(y);
        return result;
    }

    /// <summary>What a name refers to behind both arms. Where one of them leaves it without a value, nobody reads it there.</summary>
    private Expression? JoinReferences(Joint joint, Expression? a, Expression? b)
    {
        a = a is not null && _unset.Contains(a) ? null : a;
        b = b is not null && _unset.Contains(b) ? null : b;
        if ((a is not null && !IsReference(a)) || (b is not null && !IsReference(b)))
        {
            // An object of this method, or one from outside.
            throw Unsupported.Expression(Here);
        }

        if (Made(a) is { } x && Made(b) is { } y && ReferenceEquals(x.Layout, y.Layout))
        {
            return Joined(joint, x, y);
        }

        if (Element(a) is { } first && Element(b) is { } second && IsSameArray(first.Array, second.Array) && IsOutside(first.Array))
        {
            return ElementOf(first.Array, first.Array.Objects!, JoinTerms(joint, new Variable("", 0, IrType.Int, _builder, isActive: false), first.Index, second.Index));
        }

        var (then, otherwise) = (a is null ? null : Outward(joint, a, isThen: true), b is null ? null : Outward(joint, b, isThen: false));
        if (then is null || otherwise is null)
        {
            return then ?? otherwise;
        }

        if (joint.Condition is not (Value or Constant))
        {
            joint.Condition = Name(joint.Condition, "");
        }

        return Either(joint.Condition, then, otherwise);
    }

    /// <summary>The object, where the arm has made it.</summary>
    private ObjectReference? Made(Expression? term) =>
        term is not null && _references.TryGetValue(term, out var reference) && reference is ObjectReference one and not ElementReference && !one.Home.Encloses(_builder) ? one : null;

    private ElementReference? Element(Expression? term) => term is not null && _references.TryGetValue(term, out var reference) ? reference as ElementReference : null;

    /// <summary>Whether an array of objects is there behind the arms, too.</summary>
    private bool IsOutside(Operand array) => array.Objects?.List is { } list ? list.Count.Home.Encloses(_builder) : array.Leaves().All(IsVisible);

    private bool IsOutside(ObjectReference one) => one is ElementReference element ? IsVisible(element.Index) && IsOutside(element.Array) : one.Home.Encloses(_builder);

    /// <summary>A reference of an arm, with the objects that the arm has made kept outside of it.</summary>
    private Expression Outward(Joint joint, Expression term, bool isThen)
    {
        if (Made(term) is { } made)
        {
            return isThen ? Joined(joint, made, null) : Joined(joint, null, made);
        }

        if (_references[term] is ElementReference element && !IsOutside(element))
        {
            var index = IsOutside(element.Array) ? element.Index : throw Unsupported.Rows(Here, element.Layout.Type);
            return ElementOf(element.Array, element.Array.Objects!, JoinTerms(joint, new Variable("", 0, IrType.Int, _builder, isActive: false), isThen ? index : _pool.Int(0), isThen ? _pool.Int(0) : index));
        }

        if (_references[term] is not ChosenReference chosen || (IsVisible(chosen.Condition) && Objects(term).All(IsOutside)))
        {
            return term;
        }

        var condition = IsVisible(chosen.Condition) ? chosen.Condition
            : JoinTerms(joint, new Variable("", 0, IrType.Boolean, _builder, isActive: false), isThen ? chosen.Condition : _pool.Boolean(false), isThen ? _pool.Boolean(false) : chosen.Condition);
        return Either(condition, Outward(joint, chosen.Then, isThen), Outward(joint, chosen.Otherwise, isThen));
    }

    private Expression Joined(Joint joint, ObjectReference? x, ObjectReference? y)
    {
        if (joint.Objects.TryGetValue((x, y), out var known))
        {
            return known;
        }

        foreach (var (one, other) in joint.Objects.Keys)
        {
            if ((x is not null && ReferenceEquals(one, x)) || (y is not null && ReferenceEquals(other, y)))
            {
                NoteCopy((x ?? y)!, Here);
            }
        }

        var shape = (x ?? y)!;
        var joined = new ObjectReference(shape.Layout, _builder);
        var term = Stands(joined, TypeOf(shape.Layout.Type));
        joint.Objects.Add((x, y), term);
        joined.Fields = [.. shape.Fields.Select((_, i) => JoinPlaces(joint, joined, x?.Fields[i], y?.Fields[i]))];
        return term;
    }

    private Place JoinPlaces(Joint joint, ObjectReference owner, Place? p, Place? q)
    {
        var shape = (p ?? q)!;
        if (shape.List is not null || shape.IsRows)
        {
            throw Unsupported.Rows(Here, owner.Layout.Type);
        }

        if (shape.Variable is not { } variable)
        {
            return Place.Of([.. shape.Items.Select((_, i) => JoinPlaces(joint, owner, p?.Items[i], q?.Items[i]))]);
        }

        var kept = new Variable(variable.Name, variable.Name.Length == 0 ? 0 : _pool.NewVariable(), variable.Type, _builder, variable.IsActive);
        _fields[kept] = owner;
        var term = MergeTerm(joint, kept, p is null ? null : joint.Then.State[p.Variable!], q is null ? null : joint.Otherwise.State[q.Variable!]);
        joint.Merged.Add((kept, term));
        return Place.Of(kept);
    }
}
