using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>The marked method itself: its inputs, its body, what it gives.</summary>
internal sealed partial class Lowering
{
    /// <summary>Longer literals stay arrays.</summary>
    private const int ListLimit = 4096;

    private readonly Dictionary<Expression, Expression?> _overInputs = [];

    private Value? _destination;

    /// <summary>How many inputs are arrays of more than numbers.</summary>
    private int _arrays;

    /// <summary>The number of rows where every return is a literal of that many.</summary>
    private int? _list;

    /// <summary>For a literal of rows, the length of each; else 0.</summary>
    private int _columns;

    /// <summary>For a literal of rows that is returned, the length of each; else 0.</summary>
    public int LiteralColumns => _columns;

    /// <summary>The input arrays that the body writes to, as C# reads them.</summary>
    public IReadOnlyList<string> Written { get; private set; } = [];

    /// <param name="source">The body and its semantic model.</param>
    /// <param name="signature">The parameters and the result as the signature has them.</param>
    /// <param name="written">Input arrays that the body writes to: it gets copies of them.</param>
    public Function Lower(MethodSource source, Signature signature, ISet<string> written)
    {
        var method = _context.Method;
        _outermost = _builder;
        _written = written;
        Written = [.. written.Where(access => !access.StartsWith(NewArrayMark, StringComparison.Ordinal)).OrderBy(access => access, StringComparer.Ordinal)];
        _isTwice = (signature.Kinds & (DerivativeKinds.Hessian | DerivativeKinds.HessianVectorProduct)) != 0;
        var active = method.Parameters.Where((_, i) => signature.Parameters[i].IsActive || signature.Parameters[i].IsDestination);
        _frame = new Frame(method, source.Model, null, null, ActiveSymbols.In(source.Body, active, _cancellation));
        var inputs = method.Parameters.SelectMany((parameter, i) => Enter(parameter, signature.Parameters[i], written)).ToArray();
        _inputs = inputs.Select(input => input.Value).GroupBy(input => input.Access!).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        _list = signature.Output is { Shape: OutputShape.Array, Elements: null, Carriers.Count: 0 } ? ListLength(source.Body) : null;
        _columns = _list is null ? 0 : ListColumns(source.Body);
        _frame.Result = ResultPlace(method, signature);
        _frame.Returned = NewFlag("returned");
        _frame.Exits.Add(_frame.Returned);
        Run(Rest.Of(source.Body));
        if (_state.Thrown)
        {
            throw Unsupported.AlwaysThrows(method.Locations[0]);
        }

        if (_frame.Result is { } place && Peek(place) is null && IsScalar(TypeOf(method.ReturnType)))
        {
            // A loop without end.
            throw Unsupported.AlwaysThrows(method.Locations[0]);
        }

        RequireUnread();
        RequireUnwrittenRows(new Region([.. _builder.Statements], []));
        if (signature.Output.Carriers.Count > 0)
        {
            return WithCarriers(signature, inputs);
        }

        IReadOnlyList<Expression> yields = signature.Output.Shape == OutputShape.Destination
            ? [_destination!]
            : [.. (Peek(_frame.Result!) is { IsComplete: true } result ? result : throw Unsupported.ArrayRebinding(method.Locations[0], "")).Leaves().Select(leaf => Own(leaf, inputs))];
        if (signature.Output.Elements is { } elements)
        {
            yields = [Flattened(Peek(_frame.Result!)!, elements, signature.Output.Element)];
        }

        var output = OutputOf(signature, yields);
        var body = Pruning.Apply(new Region([.. _builder.Statements], yields), inputs);
        RequireNoObject(body);
        return new Function(method.Name, _pool, inputs, body, output);
    }

    private IEnumerable<Input> Enter(IParameterSymbol parameter, ParameterModel model, ISet<string> written)
    {
        if (model.Passing == ParameterPassing.Out)
        {
            // It has no value before the method gives it one.
            _frame.Places[parameter] = PlaceOf(parameter, parameter.Type, parameter.Name);
            return [];
        }

        if (CompositeOf(parameter.Type) is not null || model.Leaves.Count > 0)
        {
            return EnterParts(parameter, model, written);
        }

        return [EnterWhole(parameter, model, written)];
    }

    /// <summary>One input per part; what is constant as a whole is one, and its parts are read from it.</summary>
    private IEnumerable<Input> EnterParts(IParameterSymbol parameter, ParameterModel model, ISet<string> written)
    {
        var inputs = new List<Input>();
        Operand value;
        if (model.IsActive)
        {
            value = Leaf(parameter.Type, parameter.Name, model.Name);
        }
        else
        {
            var whole = _pool.Input(model.Type, parameter.Name, model.Name);
            inputs.Add(new Input(whole, false));
            value = Items(whole, parameter.Type);
        }

        var place = value.Term is { } term
            ? Place.Of(NewVariable(parameter.Name, term.Type, isActive: false))
            : PlaceOf(parameter.Type, parameter.Name, model.IsActive || _frame.Active.Contains(parameter));
        _frame.Places[parameter] = place;
        Keep(place, value);
        return inputs;

        Operand Leaf(ITypeSymbol type, string name, string access)
        {
            if (model.Leaves.FirstOrDefault(column => column.Access == access)?.Elements is { } elements)
            {
                return Remember(new ElementInputs(this, _arrays++, inputs, written).Enter(type, elements, name, access), _pool.Opaque(TypeOf(type), [access]));
            }

            if (CompositeOf(type) is { } composite)
            {
                return Operand.Of([.. composite.Parts.Select((part, i) => Leaf(part.Type, NameOf(name, part), access + ReaderOf(composite, i)))]);
            }

            var leaf = _pool.Input(TypeOf(type), name, access);
            var isActive = model.Leaves.Any(column => column.Access == access);
            inputs.Add(new Input(leaf, isActive));
            if (isActive)
            {
                _active.Add(leaf);
            }

            return Operand.Of(written.Contains(access) ? CopyOf(leaf, leaf.Type.Kind == Ir.TypeKind.Array ? leaf.Type : IrType.Array(leaf.Type.Element!)) : leaf);
        }
    }

    private Input EnterWhole(IParameterSymbol parameter, ParameterModel model, ISet<string> written)
    {
        var value = _pool.Input(model.Type, parameter.Name, model.Name);
        var size = model.Size.Count == 0 ? null : model.Size.ToArray();
        if (size is not null)
        {
            _lengths[value] = [.. size.Select(length => _pool.Int(length))];
        }

        if (model.IsActive || model.IsDestination)
        {
            _active.Add(value);
        }

        if (model.IsDestination)
        {
            _destination = value;
        }

        var place = Place.Of(NewVariable(parameter.Name, model.Type, model.IsActive || model.IsDestination || _frame.Active.Contains(parameter)));
        _frame.Places[parameter] = place;
        _state[place.Variable!] = value;
        if (written.Contains(model.Name))
        {
            _receiver = place;
            _state[place.Variable!] = CopyOf(value, model.Type.Kind == Ir.TypeKind.Array ? model.Type : IrType.Array(model.Type.Element!));
        }

        return new Input(value, model.IsActive, size);
    }

    /// <summary>An input that is returned as it is: what the derivative returns is its own.</summary>
    private Expression Own(Expression result, Input[] inputs) => IsView(result) ? CopyOf(result, IrType.Array(result.Type.Element!, result.Type.Rank)) : result.Type.IsArray && inputs.Any(input => ReferenceEquals(input.Value, result))
        ? CopyOf(result, result.Type)
        : result;

    private Place? ResultPlace(IMethodSymbol method, Signature signature)
    {
        if (method.ReturnsVoid)
        {
            return null;
        }

        return _list is { } count
            ? Place.Of([.. Enumerable.Range(0, count).Select(_ => Place.Of(NewVariable("", signature.Output.Element, isActive: true)))])
            : PlaceOf(null, method.ReturnType, "");
    }

    /// <summary>What a return statement hands over: the items of a literal, or one value.</summary>
    private Operand ReturnedItems(IOperation value)
    {
        if (_frame.Caller is null && _list is not null)
        {
            return Items(value);
        }

        var operand = Untabled(LowerAs(value, _frame.Method.ReturnType), _frame.Method.ReturnType, value);
        if (_frame.Caller is null)
        {
            NoteReturned(value, operand);
        }

        return Handed(operand);
    }

    /// <summary>One branch may return an input, another an array of its own: both are given copies to choose from.</summary>
    private Operand Handed(Operand operand) => _frame.Caller is null && operand.Term is Value { Access: not null, Type.IsArray: true } input
        ? Operand.Of(CopyOf(input, input.Type.Kind == Ir.TypeKind.Array ? input.Type : IrType.Array(input.Type.Element!)))
        : operand;

    private static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private Output OutputOf(Signature signature, IReadOnlyList<Expression> yields)
    {
        var known = signature.Output;
        Expression? fixedRows = known.FixedRows > 0 ? _pool.Int(known.FixedRows) : null;
        return known.Shape switch
        {
            OutputShape.Scalar => new Output(OutputShape.Scalar, known.Element, signature.ReturnType, [], _pool.Int(1)),
            OutputShape.List => new Output(OutputShape.List, known.Element, signature.ReturnType, Construction.Of(this, _context.Method.ReturnType)!, _pool.Int(yields.Count)),
            OutputShape.Destination => new Output(OutputShape.Destination, known.Element, "void", [], fixedRows),
            _ when _list is { } count => new Output(
                OutputShape.List, known.Element, signature.ReturnType, LiteralFragments(known.Element, count), _pool.Int(count)),
            _ => new Output(OutputShape.Array, known.Element, signature.ReturnType, known.Elements is { } elements ? MadeOf(elements, known.Element) : [], fixedRows ?? OverInputs(TotalLength(yields[0]))),
        };
    }

    /// <summary>The rows of an array whose elements have parts, one element after the other.</summary>
    private Value Flattened(Operand result, ElementsModel elements, IrType type)
    {
        var (count, parts) = (LengthOf(result), elements.Columns!.Value);
        var rows = Allocate(IrType.Array(type), [Operation(Operator.Multiply, IrType.Int, count, _pool.Int(parts))]);
        MarkActive(rows);
        ForEachIndex(count, index =>
        {
            var start = Operation(Operator.Multiply, IrType.Int, index, _pool.Int(parts));
            var number = 0;
            foreach (var part in Read(result, index).Leaves())
            {
                Add(new Store(rows, [Operation(Operator.Add, IrType.Int, start, _pool.Int(number++))], ConvertTo(part, type)));
            }
        });
        return rows;
    }

    /// <summary>What makes the array that the method returns of its rows.</summary>
    private static IReadOnlyList<string> MadeOf(ElementsModel elements, IrType type)
    {
        // No parameter of the user's is called so.
        var text = elements.Construction[0];
        for (var i = 0; i < elements.Leaves.Count; i++)
        {
            var cast = elements.Leaves[i].Type == type ? "" : $"({elements.Leaves[i].Type})";
            text += $"{cast}rows_[{(i == 0 ? "at_" : $"at_ + {i}")}]{elements.Construction[i + 1]}";
        }

        return ["global::SymbolicJacobian.GeneratedCode.Elements(", $", {elements.Leaves.Count}, (rows_, at_) => {text})"];
    }

    /// <summary>A term with the names of the body replaced by what they stand for; null where a branch, a loop or an effect decides.</summary>
    private Expression? OverInputs(Expression term)
    {
        if (!_overInputs.TryGetValue(term, out var known))
        {
            _overInputs.Add(term, known = FindOverInputs(term));
        }

        return known;
    }

    private Expression? FindOverInputs(Expression term)
    {
        switch (term)
        {
            case Constant or Value { IsInput: true }:
                return term;
            case Value value:
                return _definitions.TryGetValue(value, out var definition) ? OverInputs(definition) : null;
            case Operation { Operator: not Operator.Element } operation:
                var operands = operation.Operands.Select(OverInputs).ToArray();
                return operands.Contains(null) ? null : _pool.Operation(operation.Operator, operation.Type, operands!);
            case Opaque { Operands.Count: 0 }:
                return term;
            default:
                return null;
        }
    }
}
