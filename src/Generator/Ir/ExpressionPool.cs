
namespace SymbolicJacobian.Generator.Ir;

/// <summary>Makes and interns the expressions of one function. A pool belongs to one thread and one pipeline item.</summary>
internal sealed class ExpressionPool
{
    private readonly InternTable _interned = new();
    private readonly Dictionary<Expression, string> _hints = [];
    private readonly HashSet<Expression> _loose = [];
    private readonly HashSet<Value> _columnIndices = [];
    private int _nextId;
    private int _nextVariable;

    /// <param name="origin">The pool of the function that is to be copied here, whose locals keep their numbers.</param>
    public ExpressionPool(ExpressionPool? origin = null)
    {
        _nextVariable = origin?._nextVariable ?? 0;
    }

    public int Count => _nextId;

    internal int NextId()
    {
        Effort.Term();
        return _nextId++;
    }

    /// <summary>A fresh number for a local of the user (see <see cref="Value.Variable"/>).</summary>
    public int NewVariable() => ++_nextVariable;

    public Constant Real(double value, IrType? type = null)
    {
        type ??= IrType.Double;
        if (type.Kind == TypeKind.Float)
        {
            value = (float)value;
        }

        return Constant(type, BitConverter.DoubleToInt64Bits(value));
    }

    public Constant Int(long value, IrType? type = null) => Constant(type ?? IrType.Int, value);

    public Constant Boolean(bool value) => Constant(IrType.Boolean, value ? 1 : 0);

    public Constant Constant(IrType type, long bits)
    {
        var key = new InternKey(InternKind.Constant, bits, null, type, []);
        return (Constant)(_interned.Find(key) ?? Add(key, new Constant(this, type, bits)));
    }

    /// <summary>A new value of the body; never interned. Who makes it also makes the one statement that binds it.</summary>
    public Value Local(IrType type, string name = "", int variable = 0) => new(this, type, name, variable, null);

    /// <summary>The index of a loop over all columns, which are many wherever such a loop is written.</summary>
    public Value ColumnIndex(string name) => MarkColumnIndex(Local(IrType.Int, name));

    public bool IsColumnIndex(Value value) => _columnIndices.Contains(value);

    public Value MarkColumnIndex(Value index)
    {
        _columnIndices.Add(index);
        return index;
    }

    /// <summary>A new value that the signature binds.</summary>
    public Value Input(IrType type, string name, string access) => new(this, type, name, 0, access);

    /// <summary>The operation exactly as given: nothing is rewritten, so that values stay bit-equal (integers alone are folded).</summary>
    public Expression Operation(Operator op, IrType type, params Expression[] operands)
    {
        if (IntegerFolding.Fold(this, op, type, operands) is { } folded)
        {
            return folded;
        }

        var key = new InternKey(InternKind.Operation, (int)op, null, type, operands);
        return _interned.Find(key) ?? Add(key, new Operation(this, type, op, operands));
    }

    /// <summary>An operation of a derivative, which later passes may associate in another order.</summary>
    public Expression Loose(Operator op, IrType type, params Expression[] operands)
    {
        var before = _nextId;
        var operation = Operation(op, type, operands);
        if (operation.Id >= before)
        {
            _loose.Add(operation);
        }

        return operation;
    }

    /// <summary>Whether a term belongs to derivatives alone. What a value is made of, or both, keeps its order of operations.</summary>
    public bool IsLoose(Expression expression) => _loose.Contains(expression);

    /// <summary>Takes over, for a copy, whether it is loose: only if all it is a copy of are.</summary>
    public void CopyLooseness(Expression original, Expression copy, bool isNew)
    {
        if (!original.Pool.IsLoose(original))
        {
            _loose.Remove(copy);
        }
        else if (isNew)
        {
            _loose.Add(copy);
        }
    }

    /// <summary>The same term over other operands; as loose as it was.</summary>
    public Expression With(Expression term, Expression[] operands)
    {
        var firstNew = _nextId;
        Expression copy = term switch
        {
            Operation o => Operation(o.Operator, o.Type, operands),
            Call c => Call(c.Rule, c.Type, operands),
            Opaque q => Opaque(q.Type, q.Fragments, operands),
            _ => throw new InvalidOperationException($"No operands of {term.GetType().Name}."),
        };
        CopyLooseness(term, copy, copy.Id >= firstNew);
        return copy;
    }

    public Expression? FindOperation(Operator op, IrType type, params Expression[] operands) =>
        _interned.Find(new InternKey(InternKind.Operation, (int)op, null, type, operands));

    public Expression Call(Rule rule, IrType type, params Expression[] arguments)
    {
        var key = new InternKey(InternKind.Call, 0, rule, type, arguments);
        return _interned.Find(key) ?? Add(key, new Call(this, type, rule, arguments));
    }

    public Opaque Opaque(IrType type, IReadOnlyList<string> fragments, params Expression[] operands)
    {
        var key = new InternKey(InternKind.Opaque, 0, fragments, type, operands);
        return (Opaque)(_interned.Find(key) ?? Add(key, new Opaque(this, type, fragments, operands)));
    }

    public Expression Length(Expression array, int dimension = 0) =>
        Operation(Operator.Length, IrType.Int, array, Int(dimension));

    public Expression Element(Expression array, params Expression[] indices) =>
        Operation(Operator.Element, array.Type.Element!, [array, .. indices]);

    public Expression Convert(IrType type, Expression operand) =>
        operand.Type == type ? operand : Operation(Operator.Convert, type, operand);

    public Expression Select(Expression condition, Expression then, Expression otherwise) =>
        Operation(Operator.Select, then.Type, condition, then, otherwise);

    /// <summary>Proposes a name for the temporary that this term may become. The first proposal stays.</summary>
    public Expression Hint(Expression expression, string name)
    {
        if (name.Length > 0 && !_hints.ContainsKey(expression))
        {
            _hints.Add(expression, name);
        }

        return expression;
    }

    /// <summary>Proposes a name that fits a term better than those proposed before.</summary>
    public void Rename(Expression expression, string name) => _hints[expression] = name;

    public string HintOf(Expression expression) => _hints.TryGetValue(expression, out var name) ? name : "";

    private Expression Add(InternKey key, Expression term)
    {
        _interned.Add(key, term);
        return term;
    }
}
