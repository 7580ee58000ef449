using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// What LINQ makes of a sequence: sums, extremes, folds, arrays. Every value is that of .NET's own loop, rounding by rounding: sums run from
/// left to right (of floats in double), Max passes over NaN and Min stops at it.
/// </summary>
internal sealed partial class Lowering
{
    private const string NoElements = "Sequence contains no elements";

    /// <summary>A method of LINQ on what may be active or is this method's own; null for all others, which are constant.</summary>
    private Operand? Reduction(IInvocationOperation call)
    {
        if (Search(call) is { } found)
        {
            return found;
        }

        if (!IsLinq(call.TargetMethod) || (!IsOurs(call) && !IsForWriting(new CallSite(call, call.TargetMethod)) && !(_isForWriting && call.Parent is IReturnOperation)))
        {
            return null;
        }

        var values = Values(call);
        return (call.TargetMethod.Name, values.Length) switch
        {
            ("Sum", 1 or 2) => Sum(call, values, isMean: false),
            ("Average", 1 or 2) => Sum(call, values, isMean: true),
            ("Max" or "Min", 1) => Extreme(call, Source(values[0], call)),
            ("Max" or "Min", 2) when IsDelegate(values[1]) => Extreme(call, Mapped(Source(values[0], call), FunctionOf(values[1]), call)),
            ("Aggregate", _) => Aggregate(call, values),
            ("ToArray", 1) => ToArray(Source(values[0], call), call.TargetMethod.TypeArguments[0], call),
            ("ToList", 1) when Substitute(call.TargetMethod.TypeArguments[0]) is { } element =>
                ListOf(_context.Compilation.CreateArrayTypeSymbol(element), ToArray(Source(values[0], call), element, call)),
            ("Count", 1 or 2) => Count(call, values),
            ("Any", 1) => Operand.Of(Operation(Operator.Less, IrType.Boolean, _pool.Int(0), Count(call, values).Term!)),
            ("Any" or "All", 2) => Quantified(call, values, call.TargetMethod.Name == "All"),
            ("First", 2) => First(call, values),
            ("First", 1) => ElementAt(call, values[0], _ => _pool.Int(0)),
            ("Last", 1) => ElementAt(call, values[0], count => Less(count, _pool.Int(1))),
            ("MaxBy" or "MinBy", 2) => ExtremeBy(call, values),
            ("Last", 2) or ("Single", 1 or 2) => LastOrOnly(call, values),
            ("FirstOrDefault" or "LastOrDefault", _) when ObjectOf(call.Type) is null && Substitute(call.Type) is { IsValueType: true } => OrDefault(call, values),
            ("ElementAt", 2) when Index(values[1]) is { } index => AtHand(values[0], call).At!(index),
            _ => throw Unsupported.Linq(call, call.TargetMethod),
        };
    }

    private Expression? Index(IOperation index) => TypeOf(index.Type) == IrType.Int ? Term(index) : null;

    private static bool IsDelegate(IOperation value) => value.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate;

    /// <summary>It looks at values that may be active, or at arrays that only this method knows.</summary>
    private bool IsOurs(IInvocationOperation call) => Mentions(call) || call.DescendantsAndSelf().Any(part =>
        SymbolOf(part) is { } symbol
        && (_frame.Active.Contains(symbol) || IsOwn(symbol)));

    private bool IsOwn(ISymbol symbol) =>
        _frame.Find(symbol) is { } place
        && place.Variables().Any(variable => variable.Type.IsArray
            && _state[variable] is { } array
            && (IsActive(array) || MayBe(array).OfType<Value>().Any(_owned.Contains)));

    private Variable Accumulator(string name, IrType type, Expression start)
    {
        var variable = NewVariable(name, type, isActive: type.IsReal);
        _state[variable] = start;
        return variable;
    }

    /// <summary>A value that nothing else will change.</summary>
    private Operand Taken(Variable variable)
    {
        var term = _state[variable]!;
        _state[variable] = null;
        return Operand.Of(term);
    }

    private Operand Sum(IInvocationOperation call, IOperation[] values, bool isMean)
    {
        var type = TypeOf(call.Type);
        if (!IsNumber(type))
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var source = Source(values[0], call);
        var isArray = values.Length == 1 && TypeOf(Unwrapped(values[0]).Type).IsArray;
        source = values.Length > 1 ? Mapped(source, FunctionOf(values[1]), call) : source;
        if (isMean && !type.IsReal)
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        // LINQ adds up floats in double; the mean of what is no array starts with its first element, and -0.0 + x is x.
        var wide = type.IsReal ? IrType.Double : type;
        var sum = Accumulator("sum", wide, type.IsReal ? _pool.Real(isMean && !isArray ? -0.0 : 0.0) : _pool.Int(0, type));
        var count = isMean && source.Count is null ? Accumulator("count", IrType.Int, _pool.Int(0)) : null;
        if (isMean && source.Count is { } known)
        {
            ThrowIf(Operation(Operator.Equal, IrType.Boolean, known, _pool.Int(0)), "InvalidOperationException", NoElements);
        }

        source.Each(count is null ? [sum] : [sum, count], element =>
        {
            Assign(sum, Whole(Operator.Add, wide, isChecked: true, call, _state[sum]!, ConvertTo(element.Term!, wide)));
            if (count is not null)
            {
                Assign(count, Operation(Operator.Add, IrType.Int, _state[count]!, _pool.Int(1)));
            }
        });
        var total = Taken(sum).Term!;
        if (isMean)
        {
            var number = source.Count ?? Taken(count!).Term!;
            if (count is not null)
            {
                ThrowIf(Operation(Operator.Equal, IrType.Boolean, number, _pool.Int(0)), "InvalidOperationException", NoElements);
            }

            total = Operation(Operator.Divide, wide, total, ConvertTo(number, wide));
        }

        return Operand.Of(ConvertTo(total, type));
    }

    private Operand Extreme(IInvocationOperation call, Sequence source)
    {
        var type = TypeOf(call.Type);
        if (!type.IsReal && type != IrType.Int && type != IrType.Long)
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var isMax = call.TargetMethod.Name == "Max";
        Expression start = type.IsReal
            ? _pool.Real(isMax ? double.NaN : double.PositiveInfinity, type)
            : _pool.Int(type == IrType.Int ? isMax ? int.MinValue : int.MaxValue : isMax ? long.MinValue : long.MaxValue, type);
        var best = Accumulator(isMax ? "max" : "min", type, start);
        var found = source.Count is null ? Accumulator("found", IrType.Boolean, _pool.Boolean(false)) : null;
        if (source.Count is { } count)
        {
            ThrowIf(Operation(Operator.Equal, IrType.Boolean, count, _pool.Int(0)), "InvalidOperationException", NoElements);
        }

        source.Each(found is null ? [best] : [best, found], element =>
        {
            var (value, before) = (Kept(element).Term!, _state[best]!);
            var isBetter = Operation(isMax ? Operator.Greater : Operator.Less, IrType.Boolean, value, before);
            if (type.IsReal)
            {
                isBetter = Operation(Operator.Or, IrType.Boolean, isBetter, IsNaN(isMax ? before : value));
            }

            Assign(best, _pool.Select(isBetter, value, before));
            if (found is not null)
            {
                _state[found] = _pool.Boolean(true);
            }
        });
        if (found is not null)
        {
            ThrowIf(Not(Taken(found).Term!), "InvalidOperationException", NoElements);
        }

        return Taken(best);
    }

    private Operand Aggregate(IInvocationOperation call, IOperation[] values)
    {
        var source = Source(values[0], call);
        var step = FunctionOf(values[values.Length == 2 ? 1 : 2]);
        Operand start;
        var first = 0;
        if (values.Length == 2)
        {
            source = source is { Count: not null, At: not null } ? source : AtHand(values[0], call);
            var (count, at) = (source.Count!, source.At!);
            ThrowIf(Operation(Operator.Equal, IrType.Boolean, count, _pool.Int(0)), "InvalidOperationException", NoElements);
            start = at(_pool.Int(0));
            first = 1;
        }
        else
        {
            start = LowerAs(values[1], call.TargetMethod.TypeArguments[1]);
        }

        var type = values.Length == 2 ? call.TargetMethod.TypeArguments[0] : call.TargetMethod.TypeArguments[1];
        var total = PlaceOf(null, type, "total");
        Assign(total, start);
        Variable[] variables = [.. total.Variables()];
        void Step(Operand element) => Assign(total, Converted(step.Apply([Peek(total)!, element]), type));
        if (first == 0)
        {
            source.Each([.. Changed(step.Code), .. variables], Step);
        }
        else
        {
            Each(call, _pool.Int(1), source.Count!, [.. source.Code, .. step.Code], variables, index => Step(source.At!(index)));
        }

        var result = Peek(total)!;
        Forget(total);
        return values.Length == 4 ? FunctionOf(values[3]).Apply([result]) : result;
    }

    private Operand ToArray(Sequence source, ITypeSymbol element, IInvocationOperation call)
    {
        var receiver = _receiver;
        _receiver = null;
        var type = _context.Compilation.CreateArrayTypeSymbol(Substitute(element)!);
        if (!IsArray(type))
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        if (source.Count is null && source.Code.SelectMany(code => code.DescendantsAndSelf()).Any(part => part is IAssignmentOperation or IIncrementOrDecrementOperation))
        {
            // Running through it twice, to count and to fill, would be twice its effects.
            if (ListElementOf(ListOf(element)) is null)
            {
                throw Unsupported.Linq(call, call.TargetMethod);
            }

            var list = NewList(element, null, call, null, 0);
            source.Each([.. list.Variables], value => Append(list, Stable(value), call));
            return CopyOf(ItemsOf(list), receiver);
        }

        var count = source.Count ?? CountOf(source);
        if (RowsOf(type) is not null)
        {
            return source.At is null ? throw Unsupported.Linq(call, call.TargetMethod) : RowsOfSequence(type, source, count, receiver, call);
        }

        _receiver = receiver;
        var array = Allocate(type, [count]);
        if (source is { Count: not null, At: { } at })
        {
            Each(call, _pool.Int(0), count, source.Code, [], index => Store(array, [index], at(index), call));
            return array;
        }

        var next = Accumulator("next", IrType.Int, _pool.Int(0));
        source.Each([next], value =>
        {
            var position = _state[next]!;
            Store(array, [position], value, call);
            Assign(next, Operation(Operator.Add, IrType.Int, position, _pool.Int(1)));
        });
        _state[next] = null;
        return array;
    }

    private ITypeSymbol? ListOf(ITypeSymbol element) => _context.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1")?.Construct(Substitute(element)!);

    private Expression CountOf(Sequence source)
    {
        var count = Accumulator("count", IrType.Int, _pool.Int(0));
        source.Each([count], _ => Assign(count, Operation(Operator.Add, IrType.Int, _state[count]!, _pool.Int(1))));
        return Taken(count).Term!;
    }

    private Operand Count(IInvocationOperation call, IOperation[] values)
    {
        var source = Source(values[0], call);
        source = values.Length > 1 ? Filtered(source, FunctionOf(values[1])) : source;
        return Operand.Of(source.Count ?? CountOf(source));
    }

    private Operand Quantified(IInvocationOperation call, IOperation[] values, bool isAll)
    {
        var source = Source(values[0], call);
        var test = FunctionOf(values[1]);
        var decided = Accumulator("decided", IrType.Boolean, _pool.Boolean(false));
        EachUntil(source, source.Count is null ? [] : [decided], source.Count is null ? [decided] : [], element => Branch(
            _state[decided]!,
            () => { },
            () =>
            {
                var holds = test.Apply([element]).Term!;
                Assign(decided, isAll ? Not(holds) : holds);
            }));
        var result = Taken(decided).Term!;
        return Operand.Of(isAll ? Not(result) : result);
    }

    private Operand ElementAt(IInvocationOperation call, IOperation sequence, Func<Expression, Expression> index)
    {
        var source = AtHand(sequence, call);
        ThrowIf(Operation(Operator.Equal, IrType.Boolean, source.Count!, _pool.Int(0)), "InvalidOperationException", NoElements);
        return source.At!(index(source.Count!));
    }
}
