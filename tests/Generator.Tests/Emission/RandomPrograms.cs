using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>
/// Random structured programs as lowering would build them: a few mutable variables in single assignment, branches, nested
/// loops and arrays, with copies between variables (whence swaps and lost copies) and old versions that are read again.
/// </summary>
internal sealed class RandomPrograms
{
    private readonly Random _random;
    private readonly ExpressionPool _pool = new();
    private readonly RandomTerms _terms;
    private readonly List<Variable> _variables = [];
    private readonly List<Expression> _arrays = [];
    private readonly Value[] _inputs;

    private RandomPrograms(int seed)
    {
        _random = new Random(seed);
        _terms = new RandomTerms(_random, _pool) { Literals = [0, 1, -1, 2, 0.5, -0.25] };
        _inputs =
        [
            _pool.Input(IrType.Double, "x", "x"), _pool.Input(IrType.Double, "y", "y"), _pool.Input(IrType.Int, "n", "n"),
            _pool.Input(IrType.Array(IrType.Double), "a", "a"), _pool.Input(IrType.Array(IrType.Double, 2), "@class", "@class"),
        ];
        string[] names = ["z", "w", "z", "for", "", "z2"];
        foreach (var name in names)
        {
            var isInteger = _variables.Count == 3;
            _variables.Add(new Variable(name, _pool.NewVariable(), isInteger ? _pool.Int(1) : _pool.Real(_variables.Count)));
        }

        _arrays.Add(_inputs[3]);
    }

    public static Function Make(int seed)
    {
        var program = new RandomPrograms(seed);
        var statements = new List<Statement>();
        program.Fill(statements, 4);
        var yields = program._variables.Select(variable => variable.Current).ToArray();
        var body = new Region(statements, yields);
        return new Function($"P{seed}", program._pool, [.. program._inputs.Select(input => new Input(input, true))], body, ExpressionPrinterTests.Nothing);
    }

    private void Fill(List<Statement> statements, int depth)
    {
        for (var count = _random.Next(2, 6); count > 0; count--)
        {
            Add(statements, depth);
        }
    }

    private void Add(List<Statement> statements, int depth)
    {
        switch (_random.Next(depth > 0 ? 12 : 7))
        {
            case 0 or 1 or 2:
                Assign(statements);
                break;
            case 3:
                // A plain copy binds nothing: both variables are one value from here on.
                var (from, to) = (Pick(), Pick());
                if (from.Current.Type == to.Current.Type)
                {
                    to.Current = from.Current;
                }

                break;
            case 4:
                Update(statements);
                break;
            case 5:
                Load(statements);
                break;
            case 6:
                Scratch(statements);
                break;
            case 7 or 8 or 9:
                Branch(statements, depth);
                break;
            case 10:
                Count(statements, depth);
                break;
            default:
                Repeat(statements, depth);
                break;
        }
    }

    private void Assign(List<Statement> statements)
    {
        var variable = Pick();
        var value = variable.Current.Type.IsReal ? Compound(variable.Current) : Integer(2);
        Bind(statements, variable, value);
    }

    private Expression Compound(Expression current) => _random.Next(2) == 0
        ? _pool.Operation(_terms.Pick(Operator.Add, Operator.Multiply, Operator.Subtract), IrType.Double, current, Real(1))
        : Real(2);

    private void Bind(List<Statement> statements, Variable variable, Expression value)
    {
        var target = _pool.Local(value.Type, variable.Name, _random.Next(6) == 0 ? 0 : variable.Number);
        statements.Add(new Let(target, value));
        variable.Current = target;
        if (_random.Next(5) == 0)
        {
            variable.Remembered = target;
        }
    }

    private void Load(List<Statement> statements)
    {
        var (array, index) = Place();
        Bind(statements, _variables[_random.Next(3)], _pool.Element(array, index));
    }

    /// <summary>a[i] = …, often from its own old element.</summary>
    private void Update(List<Statement> statements)
    {
        var (array, index) = Place();
        var value = Real(2);
        if (_random.Next(3) > 0)
        {
            var old = _pool.Local(IrType.Double);
            statements.Add(new Let(old, _pool.Element(array, index)));
            value = _random.Next(4) == 0 ? _pool.Operation(Operator.Multiply, IrType.Double, old, old) : _pool.Operation(Operator.Add, IrType.Double, old, value);
        }

        statements.Add(new Store(array, [index], value));
    }

    private void Scratch(List<Statement> statements)
    {
        var type = _random.Next(2) == 0 ? IrType.Span(IrType.Double) : IrType.Array(IrType.Double);
        var scratch = _pool.Local(type, "scratch");
        var (array, _) = Place();
        statements.Add(new Allocate(scratch, [_random.Next(2) == 0 ? _pool.Int(8) : _pool.Length(array)]));
        statements.Add(_random.Next(2) == 0 && array.Type.Kind == TypeKind.Array
            ? new Copy(scratch, _inputs[3])
            : new Store(scratch, [_pool.Int(1)], Real(2)));
        if (_random.Next(2) == 0)
        {
            statements.Add(new Clear(scratch, _pool.Int(0), _random.Next(2) == 0 ? _pool.Length(scratch) : _pool.Int(2)));
        }

        _arrays.Add(scratch);
    }

    private void Branch(List<Statement> statements, int depth)
    {
        var before = Snapshot();
        var (then, afterThen) = Inside(depth);
        Restore(before);
        var (otherwise, afterElse) = _random.Next(3) == 0 ? ([], before) : Inside(depth);
        Restore(before);
        var condition = Condition();
        if (_random.Next(8) == 0)
        {
            // A guard: the results come from the other arm.
            var refusal = _pool.Opaque(IrType.Opaque("Exception"), ["new InvalidOperationException()"]);
            then.Add(new Throw(refusal));
            afterThen = before;
        }

        var merged = _variables.Where((_, k) => afterThen[k] != before[k] || afterElse[k] != before[k]).ToList();
        var results = merged.Select(variable => _pool.Local(variable.Current.Type, variable.Name, variable.Number)).ToArray();
        statements.Add(new If(
            condition,
            new Region(then, then is [.., Throw] ? [] : [.. merged.Select(variable => afterThen[_variables.IndexOf(variable)])]),
            new Region(otherwise, [.. merged.Select(variable => afterElse[_variables.IndexOf(variable)])]),
            results));
        for (var k = 0; k < merged.Count; k++)
        {
            merged[k].Current = results[k];
        }
    }

    private void Count(List<Statement> statements, int depth)
    {
        Expression start = _pool.Int(_random.Next(3));
        Expression bound = _random.Next(2) == 0 ? _pool.Int(4) : _inputs[2];
        var carried = Carry();
        var index = _pool.Local(IrType.Int, _random.Next(2) == 0 ? "i" : "");
        _terms.Integers.Add(index);
        var guard = _random.Next(3) == 0 ? Condition() : null;
        var (body, after) = Inside(depth);
        _terms.Integers.Remove(index);
        var (phis, results) = Finish(carried);
        statements.Add(new For(
            index, start, Operator.Less, bound, _pool.Int(_random.Next(1, 3)), guard, phis, new Region(body, [.. carried.Select(c => after[_variables.IndexOf(c.Variable)])]), results));
    }

    private void Repeat(List<Statement> statements, int depth)
    {
        // A counter of the loop's own makes it end.
        var counter = _pool.Local(IrType.Int, "count", _pool.NewVariable());
        var carried = Carry();
        var test = new List<Statement>();
        var condition = _pool.Operation(Operator.And, IrType.Boolean, _pool.Operation(Operator.Less, IrType.Boolean, counter, _pool.Int(5)), Condition());
        if (_random.Next(2) == 0)
        {
            var (array, index) = Place();
            var peek = _pool.Local(IrType.Double, _random.Next(2) == 0 ? "z" : "peek");
            test.Add(new Let(peek, _pool.Element(array, index)));
            condition = _pool.Operation(Operator.And, IrType.Boolean, condition, _pool.Operation(Operator.Less, IrType.Boolean, peek, Real(1)));
        }

        var (body, after) = Inside(depth);
        var next = _pool.Local(IrType.Int, "count", counter.Variable);
        body.Insert(_random.Next(2) == 0 ? 0 : body.Count, new Let(next, _pool.Operation(Operator.Add, IrType.Int, counter, _pool.Int(1))));
        var (phis, results) = Finish(carried);
        statements.Add(new While(
            [.. phis, new Carried(counter, _pool.Int(0))],
            new Region(test, [condition]),
            new Region(body, [.. carried.Select(c => after[_variables.IndexOf(c.Variable)]), next]),
            [.. results, _pool.Local(IrType.Int, "count", counter.Variable)]));
    }

    private List<(Variable Variable, Value Phi, Expression Initial)> Carry()
    {
        var carried = new List<(Variable, Value, Expression)>();
        foreach (var variable in _variables)
        {
            var phi = _pool.Local(variable.Current.Type, variable.Name, variable.Number);
            carried.Add((variable, phi, variable.Current));
            variable.Current = phi;
        }

        return carried;
    }

    private (Carried[] Phis, Value[] Results) Finish(List<(Variable Variable, Value Phi, Expression Initial)> carried)
    {
        foreach (var (variable, phi, _) in carried)
        {
            variable.Current = _pool.Local(phi.Type, variable.Name, variable.Number);
        }

        return ([.. carried.Select(c => new Carried(c.Phi, c.Initial))], [.. carried.Select(c => (Value)c.Variable.Current)]);
    }

    /// <summary>A nested region and what the variables are at its end; what it binds is out of sight afterwards.</summary>
    private (List<Statement> Statements, Expression[] After) Inside(int depth)
    {
        var arrays = _arrays.Count;
        var remembered = _variables.Select(variable => variable.Remembered).ToArray();
        var statements = new List<Statement>();
        Fill(statements, depth - 1);
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        for (var k = 0; k < _variables.Count; k++)
        {
            _variables[k].Remembered = remembered[k];
        }

        return (statements, Snapshot());
    }

    private Expression[] Snapshot() => [.. _variables.Select(variable => variable.Current)];

    private void Restore(Expression[] values)
    {
        for (var k = 0; k < values.Length; k++)
        {
            _variables[k].Current = values[k];
        }
    }

    private Variable Pick() => _terms.Pick(_variables);

    private (Expression Array, Expression Index) Place() => (_terms.Pick(_arrays), _pool.Int(_random.Next(2)));

    private Expression Real(int depth)
    {
        See();
        return _terms.Real(depth);
    }

    private Expression Integer(int depth)
    {
        See();
        return _terms.Integer(depth);
    }

    private Expression Condition()
    {
        See();
        return _terms.Boolean(1);
    }

    private void See()
    {
        _terms.Doubles.Clear();
        _terms.Doubles.AddRange(_inputs[..2]);
        _terms.Doubles.Add(_pool.Element(_inputs[4], _pool.Int(0), _pool.Int(1)));
        _terms.Doubles.AddRange(_variables.Select(variable => variable.Current).Concat(_variables.Select(variable => variable.Remembered).OfType<Expression>()).Where(value => value.Type.IsReal));
        var indices = _terms.Integers.Where(value => value is Value { IsInput: false } local && !_variables.Any(variable => variable.Name == local.Name && variable.Name.Length > 0)).ToList();
        _terms.Integers.Clear();
        _terms.Integers.AddRange(indices.Distinct());
        _terms.Integers.Add(_inputs[2]);
        _terms.Integers.Add(_variables[3].Current);
    }

    private sealed class Variable(string name, int number, Expression initial)
    {
        public string Name { get; } = name;

        public int Number { get; } = number;

        public Expression Current { get; set; } = initial;

        /// <summary>An older version that is still read, as a reverse sweep does.</summary>
        public Expression? Remembered { get; set; }
    }
}
