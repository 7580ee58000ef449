using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Methods that call themselves with arrays, references, or variables around them that they change. A function of its own gives the
/// value together with its Jacobian: its inputs are the parameters and what is captured, its rows what is returned, what references and variables
/// hold afterwards, and the elements of the arrays that it writes to.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>What a call leaves behind: one leaf of the result, one variable or one array.</summary>
    /// <param name="Type">Of the leaf.</param>
    /// <param name="Input">The array that it is written to, as one of the inputs; null for what is returned or assigned.</param>
    private sealed record Row(IrType Type, int? Input);

    /// <summary>A recursive method as a function of arrays.</summary>
    private sealed class RowForm
    {
        /// <summary>double or float, of all that it takes and gives.</summary>
        public IrType Element { get; set; } = IrType.Double;

        /// <summary>The names of the input arrays that the method writes to.</summary>
        public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

        /// <summary>The variables around it that it assigns.</summary>
        public IReadOnlyList<Variable> Assigned { get; set; } = [];

        public IReadOnlyList<Row> Rows { get; set; } = [];

        /// <summary>
        /// The returned arrays whose lengths are said before all rows, because the caller cannot know them: all but the last, if it ends the rows.
        /// </summary>
        public IReadOnlyList<int> Headed => IsOneArray ? [] : [.. Enumerable.Range(0, Rows.Count).Where(i => Rows[i] is { Type.IsArray: true, Input: null })];

        /// <summary>The one array is the result, and no scalars have to be put beside it.</summary>
        public bool IsOneArray => Rows is [{ Type: { Kind: Ir.TypeKind.Array, Element.IsReal: true } }];

        public bool IsScalar => Rows is [{ Type.IsReal: true }];
    }

    /// <summary>The inputs of the function while its body is lowered.</summary>
    private sealed class RowsInputs(RowForm whole)
    {
        public RowForm Form { get; } = whole;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public List<Input> All { get; } = [];

        /// <summary>What the method sees in place of an input: the input, or a copy that it writes to.</summary>
        public List<Expression> Seen { get; } = [];

        public List<Variable> Captured { get; } = [];

        public bool IsWritten(int input) => !ReferenceEquals(Seen[input], All[input].Value);
    }

    /// <summary>The terms that an argument hands over; an out argument none.</summary>
    private IEnumerable<Expression> GivenBy(Passed argument) => argument switch
    {
        { Parameter.RefKind: RefKind.Out } => [],
        { Reference: { } reference } => (Peek(reference) ?? Operand.Missing).Leaves(),
        _ => argument.Value!.Leaves(),
    };

    private void LowerWhole(
        Recursive recursive, IOperation site, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IReadOnlyList<Passed> arguments)
    {
        var whole = recursive.Rows!;
        var returned = method.ReturnsVoid ? [] : PlaceOf(null, method.ReturnType, "").Variables();
        var references = arguments.Where(argument => argument.Reference is not null).SelectMany(argument => PlaceOf(null, argument.Parameter.Type, "").Variables());
        Row[] own = [.. returned.Concat(references).Select(variable => new Row(variable.Type, null))];
        whole.Rows = own;
        while (true)
        {
            var before = (whole.Rows, recursive.Captured, whole.Element);
            try
            {
                var function = LowerWhole(recursive, own, site, method, body, model, enclosing, arguments);
                if (before.Rows.SequenceEqual(whole.Rows) && before.Captured.SequenceEqual(recursive.Captured) && before.Element == whole.Element)
                {
                    recursive.Function = function;
                    return;
                }
            }
            catch (InputIsWritten input) when (whole.Written.Add(input.Access))
            {
                // Once more, with a copy of it whose elements are rows.
            }
        }
    }

    private Function LowerWhole(
        Recursive recursive, Row[] own, IOperation site, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing, IReadOnlyList<Passed> arguments)
    {
        var whole = recursive.Rows!;
        var outer = _state;
        var inputs = new RowsInputs(whole);
        Region? region = null;
        Input[] kept = [];
        Fork(new Arm(new RegionBuilder(_builder), new State()), () => Apart(EnterApart(method, model, enclosing, body, arguments), () =>
        {
            foreach (var argument in arguments)
            {
                EnterWhole(argument, inputs);
            }

            var count = inputs.All.Count;
            CaptureWhole(outer, method, inputs);
            var result = RunBody(method.OriginalDefinition, body);
            Require(!_state.Thrown, site, method);
            var captured = Used(inputs, count, arguments, result);
            whole.Assigned = [.. captured.Where(i => !inputs.All[i].Value.Type.IsArray && !ReferenceEquals(_state[inputs.Captured[i - count]], inputs.Seen[i])).Select(i => inputs.Captured[i - count])];
            recursive.Captured = [.. captured.Select(i => inputs.Captured[i - count])];
            int[] numbers = [.. Enumerable.Range(0, count), .. captured];
            kept = [.. numbers.Select(i => inputs.All[i])];
            int[] written = [.. Enumerable.Range(0, numbers.Length).Where(i => inputs.IsWritten(numbers[i]))];
            Expression?[] rows =
            [
                .. method.ReturnsVoid ? [] : result.Leaves(),
                .. arguments.Where(argument => argument.Reference is not null).SelectMany(argument => _frame.Places[argument.Parameter].Variables()).Select(variable => _state[variable]),
                .. whole.Assigned.Select(variable => _state[variable]),
                .. written.Select(i => inputs.Seen[numbers[i]]),
            ];
            whole.Rows = [.. own, .. whole.Assigned.Select(variable => new Row(variable.Type, null)), .. written.Select(i => new Row(inputs.Seen[numbers[i]].Type, i))];
            Require(rows.Length == whole.Rows.Count && !rows.Contains(null), site, method);
            whole.Element = ElementOf(whole, kept, site, method);
            region = new Region([], [Gathered(whole, rows!, site, method)]);
            region = new Region([.. _builder.Statements], region.Yields);
            RequireUnwrittenRows(region);
            return 0;
        }));
        RequireClosed(region!, [.. kept], site, method);
        var pruned = Pruning.Apply(region!, kept);
        var output = new Output(whole.IsScalar ? OutputShape.Scalar : OutputShape.Array, whole.Element, "", [], whole.IsScalar ? _pool.Int(1) : null);
        return new Function(recursive.Name, _pool, kept, pruned, output);
    }

    private static void Require(bool condition, IOperation site, IMethodSymbol method)
    {
        if (!condition)
        {
            throw Unsupported.Recursion(site, method);
        }
    }

    private void EnterWhole(Passed argument, RowsInputs inputs)
    {
        var place = PlaceOf(argument.Parameter, argument.Parameter.Type, argument.Parameter.Name);
        _frame.Places[argument.Parameter] = place;
        if (argument.Parameter.RefKind == RefKind.Out)
        {
            Forget(place);
            return;
        }

        Variable[] variables = [.. place.Variables()];
        Expression?[] leaves = argument.Value is { } value ? [.. value.Leaves()] : new Expression?[variables.Length];
        for (var i = 0; i < variables.Length; i++)
        {
            _state[variables[i]] = IsCallee(leaves[i]) ? leaves[i] : EnterWhole(variables[i].Type, variables[i].Name, inputs);
        }
    }

    /// <summary>An input, or the copy that takes its place where the method writes to it.</summary>
    private Expression EnterWhole(IrType type, string name, RowsInputs inputs)
    {
        var isActive = type.IsReal || type is { IsArray: true, Element.IsReal: true };
        var input = NewInput(type is { IsArray: true, Rank: 1 } ? IrType.ReadOnlySpan(type.Element!) : type, name.Length == 0 ? "captured" : name, inputs.Names);
        inputs.All.Add(new Input(input, isActive));
        if (isActive)
        {
            _active.Add(input);
        }

        _receiver = null;
        Expression seen = type.IsArray && inputs.Form.Written.Contains(input.Access!) ? CopyOf(input, IrType.Array(type.Element!, type.Rank)) : input;
        inputs.Seen.Add(seen);
        return seen;
    }

    /// <summary>Every variable around may be read; what is known while compiling, and stays so, stays known.</summary>
    private void CaptureWhole(State outer, IMethodSymbol method, RowsInputs inputs)
    {
        var changed = new HashSet<Variable>(method.MethodKind != MethodKind.LocalFunction ? [] : Changes(BodyOf(method.OriginalDefinition))
            .SelectMany(symbol => _frame.Find(symbol)?.Variables() ?? []));
        foreach (var variable in outer.Variables)
        {
            var term = outer[variable]!;
            if (IsCallee(term) || (term is Constant or Opaque { Operands.Count: 0 } && !changed.Contains(variable)))
            {
                _state[variable] = term;
            }
            else if (!term.Type.IsArray || _views.Count == 0 || term is not Value view || !_views.ContainsKey(view))
            {
                _state[variable] = EnterWhole(term.Type, variable.Name, inputs);
                inputs.Captured.Add(variable);
            }
        }
    }

    /// <summary>The captured inputs that the body reads or changes.</summary>
    private int[] Used(RowsInputs inputs, int first, IReadOnlyList<Passed> arguments, Operand result)
    {
        int[] captured = [.. Enumerable.Range(first, inputs.Captured.Count)];
        bool IsAssigned(int i) => !ReferenceEquals(_state[inputs.Captured[i - first]], inputs.Seen[i]);
        var ends = captured.Where(IsAssigned).Select(i => _state[inputs.Captured[i - first]])
            .Concat(arguments.SelectMany(argument => _frame.Places[argument.Parameter].Variables()).Select(variable => _state[variable]))
            .OfType<Expression>();
        var terms = new HashSet<Expression>(Walk.AllTerms(new Region([.. _builder.Statements], [.. result.Leaves(), .. ends])).OfType<Value>());
        return [.. captured.Where(i => IsAssigned(i) || inputs.IsWritten(i) || terms.Contains(inputs.All[i].Value))];
    }

    private static IrType ElementOf(RowForm whole, IEnumerable<Input> inputs, IOperation site, IMethodSymbol method)
    {
        IrType[] reals = [.. whole.Rows.Select(row => row.Type).Concat(inputs.Select(input => input.Value.Type))
            .Select(type => type.IsArray ? type.Element! : type).Where(type => type.IsReal).Distinct()];
        Require(reals.Length == 1 && whole.Rows.All(row => CanBeRow(row.Type, reals[0])), site, method);
        return reals[0];
    }

    private static bool CanBeRow(IrType type, IrType element) => type switch
    {
        { IsArray: true } => type.Element == element,
        { Kind: Ir.TypeKind.Boolean } => true,
        { Kind: Ir.TypeKind.Integer } => element == IrType.Double && type.CSharp is not ("long" or "ulong"),
        _ => type == element,
    };

    /// <summary>All rows in one array, after the lengths that the caller cannot know. Integers and bools are numbers there.</summary>
    private Expression Gathered(RowForm whole, IReadOnlyList<Expression> rows, IOperation site, IMethodSymbol method)
    {
        if (whole.IsScalar || whole.IsOneArray)
        {
            return rows[0];
        }

        Require(rows.Count > 0 && !Enumerable.Range(0, rows.Count).Any(i => whole.Rows[i] is { Input: null, Type.Rank: > 1 }), site, method);
        Expression[] lengths = [.. rows.Select(row => row.Type.IsArray ? TotalLength(row) : _pool.Int(1))];
        Expression size = lengths.Aggregate((Expression)_pool.Int(whole.Headed.Count), Plus);
        _receiver = null;
        var all = Allocate(IrType.Array(whole.Element), [size]);
        MarkActive(all);
        Expression position = _pool.Int(0);
        foreach (var length in whole.Headed.Select(i => lengths[i]))
        {
            Add(new Store(all, [position], ConvertTo(length, whole.Element)));
            position = Plus(position, _pool.Int(1));
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var (row, start) = (rows[i], position);
            if (row.Type.IsArray)
            {
                ForEachIndex(lengths[i], k =>
                {
                    var element = Read(row, InRows(row, k));
                    Add(new Store(all, [Plus(start, k)], element));
                });
            }
            else
            {
                Add(new Store(all, [start], AsReal(row, whole.Element)));
            }

            position = Plus(position, lengths[i]);
        }

        return all;
    }

    private Expression Plus(Expression a, Expression b) =>
        a is Constant { Bits: 0 } ? b : a is Constant x && b is Constant y ? _pool.Int(x.Integer + y.Integer) : Operation(Operator.Add, IrType.Int, a, b);

    private Expression AsReal(Expression term, IrType element) => term.Type.Kind == Ir.TypeKind.Boolean
        ? _pool.Select(term, _pool.Real(1, element), _pool.Real(0, element))
        : ConvertTo(term, element);
}
