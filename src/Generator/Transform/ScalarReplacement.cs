using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Transform;

/// <summary>
/// Turns small arrays of fixed length whose every index is a constant into one scalar per element, through branches and
/// loops, so that their derivatives are terms and not memory. Where the array was the result, the rows become a list.
/// </summary>
internal sealed class ScalarReplacement : Rewriter
{
    private readonly IReadOnlyDictionary<Value, ArrayShape> _shapes;
    private readonly Dictionary<Value, Expression[]> _elements = [];
    private readonly HashSet<Expression> _initial = [];
    private readonly Value? _output;
    private readonly Value? _destination;
    private readonly bool _isOfSums;
    private bool _readsInitial;

    private ScalarReplacement(Function function, IReadOnlyDictionary<Value, ArrayShape> shapes, bool isOfSums, CancellationToken cancellation)
        : base(new ExpressionPool(function.Pool), cancellation)
    {
        _isOfSums = isOfSums;
        _shapes = shapes;
        _destination = function.Destination;
        _output = function.Rows.Count == 1
            && function.Rows[0] is Value { Type.IsArray: true } array
            && shapes.ContainsKey(array)
            ? array
            : null;
    }

    /// <param name="function">What to take apart.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="isOfSums">Arrays of one element are sums of ours, and called without an index.</param>
    public static Function Run(Function function, CancellationToken cancellation, bool isOfSums = false)
    {
        var shapes = ReplaceableArrays.Find(function);
        if (shapes.Count == 0)
        {
            return function;
        }

        var pass = new ScalarReplacement(function, shapes, isOfSums, cancellation);
        var replaced = pass.Rewrite(function);
        if (!pass._readsInitial)
        {
            return replaced;
        }

        // The method reads its destination before it has written it: that span has to stay memory, and so has what is copied to it.
        shapes = ReplaceableArrays.Find(function, withDestination: false);
        return shapes.Count == 0 ? function : new ScalarReplacement(function, shapes, isOfSums, cancellation).Rewrite(function);
    }

    protected override Region RewriteBody(Region body)
    {
        if (_destination is not null && _shapes.TryGetValue(_destination, out var shape))
        {
            var initial = Enumerable.Range(0, shape.Count)
                .Select(k => Pool.Element(Rewrite(_destination), Pool.Int(k))).ToArray();
            _initial.UnionWith(initial);
            _elements.Add(_destination, initial);
        }

        if (_output is null)
        {
            return Rewrite(body);
        }

        var region = Rewrite(new Region(body.Statements, [.. body.Yields.Skip(1)]));
        _readsInitial |= _elements[_output].Any(_initial.Contains);
        return new Region(region.Statements, [.. _elements[_output], .. region.Yields]);
    }

    protected override Output RewriteOutput(Output output)
    {
        if (_output is null)
        {
            return base.RewriteOutput(output);
        }

        var shape = _shapes[_output];
        var isList = output.Shape == OutputShape.Array;
        return new Output(
            isList ? OutputShape.List : output.Shape,
            output.Element,
            output.ReturnType,
            isList ? Around(output.Fragments, shape.Fragments(output.Element)) : [],
            Pool.Int(shape.Count))
        { Carriers = output.Carriers };
    }

    /// <summary>What is made of the array that the method returns is made of the list as well.</summary>
    private static IReadOnlyList<string> Around(IReadOnlyList<string> call, IReadOnlyList<string> list) =>
        call.Count == 0 ? list : [call[0] + list[0], .. list.Skip(1).Take(list.Count - 2), list[list.Count - 1] + call[1]];

    protected override Expression? Special(Expression expression) => expression switch
    {
        Operation { Operator: Operator.Length } length when Replaced(length.Operands[0]) is { } array =>
            Pool.Int(_shapes[array].Lengths[(int)((Constant)length.Operands[1]).Integer]),
        Operation { Operator: Operator.Element } element when Replaced(element.Operands[0]) is { } array => Read(array, element),
        _ => null,
    };

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Allocate allocate when _shapes.TryGetValue(allocate.Target, out var shape):
                var element = allocate.Target.Type.Element!;
                var zero = element.IsReal ? Pool.Real(0, element) : Pool.Constant(element, 0);
                _elements[allocate.Target] = [.. Enumerable.Repeat((Expression)zero, shape.Count)];
                break;
            case Let { Definition: Operation { Operator: Operator.Element } element2 } let when Replaced(element2.Operands[0]) is { } array:
                Replace(let.Target, Read(array, element2));
                break;
            case Store store when Replaced(store.Array) is { } array:
                Write(array, _shapes[array].Flat(store.Indices.Select(Rewrite)), Rewrite(store.Value), into);
                break;
            case Copy copy when Replaced(copy.Destination) is { } array:
                var source = Enumerable.Range(0, _shapes[array].Count).Select(k => CopiedElement(copy.Source, k)).ToArray();
                for (var k = 0; k < source.Length; k++)
                {
                    Write(array, k, source[k], into);
                }

                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    protected override void Rewrite(If branch, List<Statement> into)
    {
        var condition = Rewrite(branch.Condition);
        if (condition is Constant)
        {
            base.Rewrite(branch, into);
            return;
        }

        var before = Snapshot();
        var then = Rewrite(branch.Then);
        var afterThen = Snapshot();
        Restore(before);
        var otherwise = Rewrite(branch.Else);
        var afterElse = Snapshot();
        Restore(branch.Else.Throws ? afterThen : afterElse);

        var results = branch.Results.Select(Bind).ToList();
        var (thenYields, elseYields) = (then.Yields.ToList(), otherwise.Yields.ToList());
        if (!branch.Then.Throws && !branch.Else.Throws)
        {
            foreach (var (array, k) in Changed(before, afterThen).Union(Changed(before, afterElse)))
            {
                var result = NewElement(array, k);
                results.Add(result);
                thenYields.Add(afterThen[array][k]);
                elseYields.Add(afterElse[array][k]);
                _elements[array][k] = result;
            }
        }
        else if (!branch.Then.Throws || !branch.Else.Throws)
        {
            MergeIntoSurvivor(before, results, branch.Then.Throws ? elseYields : thenYields);
        }

        into.Add(new If(condition, new Region(then.Statements, thenYields), new Region(otherwise.Statements, elseYields), results));
    }

    // What only the surviving arm bound is not visible after the branch: it has to come out as a result.
    private void MergeIntoSurvivor(Dictionary<Value, Expression[]> before, List<Value> results, List<Expression> yields)
    {
        foreach (var (array, k) in Changed(before, Snapshot()))
        {
            var result = NewElement(array, k);
            results.Add(result);
            yields.Add(_elements[array][k]);
            _elements[array][k] = result;
        }
    }

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var (start, bound, step) = (Rewrite(loop.Start), Rewrite(loop.Bound), Rewrite(loop.Step));
        var carried = RewriteCarried(loop).ToList();
        var index = Bind(loop.Index);
        var written = Carry(loop, carried);
        var guard = loop.Guard is null ? null : Rewrite(loop.Guard);
        var body = RewriteLoopBody(loop, written);
        into.Add(new For(index, start, loop.Comparison, bound, step, guard, carried, body, LoopResults(loop, written)));
    }

    protected override void Rewrite(While loop, List<Statement> into)
    {
        var carried = RewriteCarried(loop).ToList();
        var written = Carry(loop, carried);
        var test = Rewrite(loop.Test);
        var body = RewriteLoopBody(loop, written);
        into.Add(new While(carried, test, body, LoopResults(loop, written)));
    }

    private List<(Value Array, int Element)> Carry(Loop loop, List<Carried> carried)
    {
        var written = Written(loop);
        foreach (var (array, k) in written)
        {
            var phi = NewElement(array, k);
            carried.Add(new Carried(phi, Use(_elements[array][k])));
            _elements[array][k] = phi;
        }

        return written;
    }

    private Region RewriteLoopBody(Loop loop, List<(Value Array, int Element)> written)
    {
        var phis = written.Select(w => _elements[w.Array][w.Element]).ToArray();
        var body = Rewrite(loop.Body);
        var next = written.Select(w => _elements[w.Array][w.Element]).ToArray();
        for (var i = 0; i < phis.Length; i++)
        {
            _elements[written[i].Array][written[i].Element] = phis[i];
        }

        return new Region(body.Statements, [.. body.Yields, .. next]);
    }

    private List<Value> LoopResults(Loop loop, List<(Value Array, int Element)> written)
    {
        var results = loop.Results.Select(Bind).ToList();
        foreach (var (array, k) in written)
        {
            var result = NewElement(array, k);
            results.Add(result);
            _elements[array][k] = result;
        }

        return results;
    }

    /// <summary>The elements, allocated before a loop, that its body writes.</summary>
    private List<(Value Array, int Element)> Written(Loop loop)
    {
        var written = new List<(Value, int)>();
        Walk.Statements(loop.Body, statement =>
        {
            if (statement is Store store && Replaced(store.Array) is { } array && _elements.ContainsKey(array))
            {
                written.Add((array, _shapes[array].Flat(store.Indices)));
            }
            else if (statement is Copy copy && Replaced(copy.Destination) is { } all && _elements.ContainsKey(all))
            {
                written.AddRange(Enumerable.Range(0, _shapes[all].Count).Select(k => (all, k)));
            }
        });
        return [.. written.Distinct()];
    }

    private Value? Replaced(Expression array) => array is Value value && _shapes.ContainsKey(value) ? value : null;

    private Expression Read(Value array, Operation element) =>
        Use(_elements[array][_shapes[array].Flat(element.Operands.Skip(1).Select(Rewrite))]);

    private Expression Use(Expression element)
    {
        _readsInitial |= _initial.Contains(element);
        return element;
    }

    private Expression CopiedElement(Expression source, int k) => Replaced(source) is { } array
        ? Use(_elements[array][k])
        : Pool.Element(Rewrite(source), Pool.Int(k));

    private void Write(Value array, int k, Expression value, List<Statement> into)
    {
        if (value is not (Value or Constant))
        {
            var target = NewElement(array, k);
            into.Add(new Let(target, value));
            value = target;
        }

        _elements[array][k] = value;
    }

    private Value NewElement(Value array, int k) =>
        Pool.Local(array.Type.Element!, array.Name.Length == 0 ? "" : array.Name + (IsOneOfOurs(array) ? "" : _shapes[array].Suffix(k)));

    /// <summary>A single number that only had to live through loops and branches; the user's arrays keep their indices.</summary>
    private bool IsOneOfOurs(Value array) => _isOfSums && array.Variable == 0 && _shapes[array].Count == 1;

    private Dictionary<Value, Expression[]> Snapshot() =>
        _elements.ToDictionary(pair => pair.Key, pair => (Expression[])pair.Value.Clone());

    private void Restore(Dictionary<Value, Expression[]> snapshot)
    {
        _elements.Clear();
        foreach (var pair in snapshot)
        {
            _elements.Add(pair.Key, (Expression[])pair.Value.Clone());
        }
    }

    private static IEnumerable<(Value Array, int Element)> Changed(
        Dictionary<Value, Expression[]> before,
        Dictionary<Value, Expression[]> after) =>
        from pair in before
        from k in Enumerable.Range(0, pair.Value.Length)
        where !ReferenceEquals(pair.Value[k], after[pair.Key][k])
        select (pair.Key, k);
}
