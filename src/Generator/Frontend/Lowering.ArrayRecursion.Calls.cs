using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A call of the function that gives all rows of a recursive method and their Jacobian, and what becomes of them.</summary>
internal sealed partial class Lowering
{
    /// <summary>What the function is given: column by column, with its Jacobian and where asked for its second derivatives in memory.</summary>
    private sealed record WholeCall(IrType Element, IReadOnlyList<(Expression Given, Expression Start)> Columns, Expression Total, Expression Jacobian, Expression? Second);

    private Operand EvaluatedWhole(Recursive recursive, IOperation site, IMethodSymbol method, IReadOnlyList<Passed> arguments)
    {
        Expression[] given =
        [
            .. arguments.SelectMany(GivenBy).Where(leaf => !IsCallee(leaf)),
            .. recursive.Captured.Select(variable => _state[variable] ?? throw Unsupported.Recursion(site, method)),
        ];
        var whole = recursive.Rows!;
        foreach (var access in whole.Rows.Where(row => row.Input is not null).Select(row => BaseOf(given[row.Input!.Value])).Where(ArrayLayout.IsScattered).Select(array => ((Value)array).Access!))
        {
            throw new InputIsWritten(access);
        }

        // What is read where it is, is handed on as an array of its own.
        given = [.. given.Select(leaf => leaf.Type.IsArray && ArrayLayout.IsScattered(BaseOf(leaf)) ? CopyOf(leaf, IrType.Array(leaf.Type.Element!, leaf.Type.Rank)) : leaf)];
        var (all, call) = CallOf(recursive, method, given);
        Expression? values = null;
        if (!whole.IsScalar)
        {
            values = Given(IrType.Array(whole.Element, whole.IsOneArray ? whole.Rows[0].Type.Rank : 1), "values", ["", ".Item1"], all);
        }

        var results = RowsOf(whole, call, values, all, given);
        for (var i = 0; i < results.Length; i++)
        {
            if (whole.Rows[i].Input is { } input)
            {
                var (target, row) = (given[input], results[i]);
                ForEachIndex(TotalLength(target), k =>
                {
                    var element = Read(row, k);
                    Store(target, InRows(target, k), element, site);
                });
            }
        }

        var next = new Queue<Expression>(results);
        var place = method.ReturnsVoid ? null : PlaceOf(null, method.ReturnType, "");
        Keep(place, next);
        foreach (var argument in arguments.Where(argument => argument.Reference is not null))
        {
            Assign(argument.Reference!, Taken(argument.Reference!, next));
        }

        foreach (var variable in whole.Assigned)
        {
            Assign(variable, next.Dequeue());
        }

        if (place is null)
        {
            return Operand.Of(_pool.Boolean(false));
        }

        var operand = Peek(place)!;
        Forget(place);
        return operand;
    }

    private void Keep(Place? place, Queue<Expression> terms)
    {
        foreach (var variable in place?.Variables() ?? [])
        {
            _state[variable] = terms.Dequeue();
        }
    }

    private static Operand Taken(Place place, Queue<Expression> terms) => place.Variable is not null || place.Element is not null
        ? Operand.Of(terms.Dequeue())
        : Operand.Of([.. place.Items.Select(item => Taken(item, terms))]);

    private (Expression All, WholeCall Call) CallOf(Recursive recursive, IMethodSymbol method, Expression[] given)
    {
        var whole = recursive.Rows!;
        var columns = new List<(Expression Given, Expression Start)>();
        Expression total = _pool.Int(0);
        foreach (var term in given.Where(term => term.Type.IsReal || term.Type is { IsArray: true, Element.IsReal: true }))
        {
            columns.Add((term, total));
            total = Plus(total, term.Type.IsArray ? TotalLength(term) : _pool.Int(1));
        }

        total = total is Constant ? total : Name(total, "");
        Expression[] passed = [.. given.Select(Shown)];
        var array = IrType.Array(whole.Element);
        var value = whole.IsScalar ? whole.Element.CSharp : IrType.Array(whole.Element, whole.IsOneArray ? whole.Rows[0].Type.Rank : 1).CSharp;
        var stem = method.Name.Length == 0 ? "all" : char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
        var all = _pool.Local(IrType.Opaque($"({value}, {array.CSharp})"), stem);
        Add(new Evaluate(all, _pool.Opaque(all.Type, Spelled(recursive.Name, passed.Length), passed)) { Companion = whole.IsScalar ? recursive.Name : null }, all);
        var second = _isTwice ? Given(array, "second", Spelled(Companion.SecondOf(recursive.Name), passed.Length), passed) : null;
        var jacobian = Given(array, "jacobian", ["", ".Item2"], all);
        return (all, new WholeCall(whole.Element, columns, total, jacobian, second));
    }

    /// <summary>An array that a function of our own has made.</summary>
    private Value Given(IrType type, string name, string[] spelling, params Expression[] operands)
    {
        var value = _pool.Local(type, name, _pool.NewVariable());
        Add(new Evaluate(value, _pool.Opaque(type, spelling, operands), isPure: true), value);
        return value;
    }

    private static string[] Spelled(string name, int count) =>
        count == 0 ? [$"{name}()"] : [$"{name}(", .. Enumerable.Repeat(", ", count - 1), ")"];

    /// <summary>Each row as a term or an array of this method's own.</summary>
    private Expression[] RowsOf(RowForm whole, WholeCall call, Expression? values, Expression all, Expression[] given)
    {
        if (values is null)
        {
            return [Linked(call, _pool.Int(0), _pool.Opaque(whole.Element, ["", ".Item1"], all))];
        }

        Expression position = _pool.Int(whole.Headed.Count);
        var results = new Expression[whole.Rows.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var (row, start) = (whole.Rows[i], position);
            if (!row.Type.IsArray)
            {
                results[i] = OfType(row.Type, call, start, _pool.Element(values, start));
                position = Plus(position, _pool.Int(1));
                continue;
            }

            Expression[] lengths = row.Input is { } input ? [TotalLength(given[input])]
                : whole.IsOneArray ? [.. Enumerable.Range(0, row.Type.Rank).Select(dimension => _pool.Length(values, dimension))]
                : [Name(ConvertTo(_pool.Element(values, _pool.Int(whole.Headed.ToList().IndexOf(i))), IrType.Int), "")];
            _receiver = null;
            var array = Allocate(IrType.Array(call.Element, lengths.Length), lengths);
            ForEachIndex(TotalLength(array), k =>
            {
                var linked = Linked(call, Plus(start, k), _pool.Element(values, whole.IsOneArray ? InRows(values, k) : [Plus(start, k)]));
                if (IsActive(linked))
                {
                    MarkActive(array);
                }

                Add(new Store(array, InRows(array, k), linked));
            });
            results[i] = array;
            position = Plus(position, TotalLength(array));
        }

        return results;
    }

    private Expression OfType(IrType type, WholeCall call, Expression row, Expression value) => type.Kind switch
    {
        Ir.TypeKind.Boolean => Operation(Operator.NotEqual, IrType.Boolean, value, _pool.Real(0, call.Element)),
        Ir.TypeKind.Integer => ConvertTo(value, type),
        _ => Linked(call, row, value),
    };

    /// <summary>A value with what it depends on: its row of the Jacobian times the arguments.</summary>
    private Expression Linked(WholeCall call, Expression row, Expression value)
    {
        var start = Times(row, call.Total);
        return Linked(call, value, column => Partial(call, Plus(start, column)));
    }

    /// <summary>An entry of the Jacobian, which has derivatives of its own where second ones are asked for.</summary>
    private Expression Partial(WholeCall call, Expression entry)
    {
        var partial = _pool.Element(call.Jacobian, entry);
        if (call.Second is not { } second)
        {
            return partial;
        }

        var start = Times(entry, call.Total);
        return Linked(call, partial, column => _pool.Element(second, Plus(start, column)));
    }

    private Expression Times(Expression a, Expression b) => a is Constant { Bits: 0 } ? a : Operation(Operator.Multiply, IrType.Int, a, b);

    private Expression Linked(WholeCall call, Expression value, Func<Expression, Expression> partial)
    {
        var links = new List<(Expression, Expression)>();
        foreach (var (given, start) in call.Columns.Where(column => IsActive(column.Given)))
        {
            if (given.Type.IsArray)
            {
                var sum = SumOver(TotalLength(given), call.Element, k =>
                {
                    var element = Read(given, InRows(given, k));
                    return Known.Value(call.Element, "", [call.Element == IrType.Float ? "0f" : "0.0"], [], [(element, partial(Plus(start, k)))]);
                });
                links.Add((sum, _pool.Real(1, call.Element)));
            }
            else
            {
                links.Add((given, partial(start)));
            }
        }

        return links.Count == 0 ? value : Name(Known.Value(call.Element, "", ["", ""], [value], links), "");
    }

    /// <summary>A sum of terms over a range.</summary>
    private Expression SumOver(Expression count, IrType type, Func<Value, Expression> term) => Folded(Operator.Add, 0, count, type, term);

    private Expression Folded(Operator op, double start, Expression count, IrType type, Func<Value, Expression> term)
    {
        var (index, phi, result) = (_pool.Local(IrType.Int), _pool.Local(type), _pool.Local(type));
        _active.Add(phi);
        _active.Add(result);
        Expression? next = null;
        var arm = Fork(() =>
        {
            _bound[index] = _builder;
            _bound[phi] = _builder;
            next = Operation(op, type, phi, term(index));
        });
        Add(new For(index, _pool.Int(0), Operator.Less, count, _pool.Int(1), null, [new Carried(phi, _pool.Real(start, type))], arm.Builder.Close(next!), [result]), result);
        return result;
    }
}
