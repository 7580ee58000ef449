using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A call that gives arrays or is given them: its value and its Jacobian lie in memory, and what is made of them is linked to the arguments.</summary>
internal sealed partial class Lowering
{
    private Operand EvaluatedDerived(DerivedMethod own, IrType element, Expression[] given, Expression? destination, IOperation site)
    {
        var method = own.Members.Method;
        var columns = new List<(Expression Given, Expression Start)>();
        Expression total = _pool.Int(0);
        for (var i = 0; i < given.Length; i++)
        {
            if (own.Body.Inputs[i].IsActive)
            {
                columns.Add((given[i], total));
                total = Plus(total, given[i].Type.IsArray ? TotalLength(given[i]) : _pool.Int(1));
            }
        }

        total = total is Constant ? total : Name(total, "");
        Expression[] passed = [.. given.Select(Shown)];
        var types = own.Body.Parts.Select(part => part.Type).Append(IrType.Array(element)).ToArray();
        var all = _pool.Local(IrType.Opaque($"({string.Join(", ", types.Select(type => type.CSharp))})"), char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1));
        Add(new Evaluate(all, _pool.Opaque(all.Type, Spelled(own.Name, passed.Length), passed)), all);
        var second = own.Second is null ? null : Given(IrType.Array(element), "second", Spelled(Companion.SecondOf(own.Name), passed.Length), passed);
        var call = new WholeCall(element, columns, total, Given(IrType.Array(element), "jacobian", ["", $".Item{types.Length}"], all), second);
        Expression row = _pool.Int(0);
        var leaves = new Queue<Expression>();
        for (var i = 0; i < own.Body.Parts.Count; i++)
        {
            leaves.Enqueue(PartOf(call, own.Body.Parts[i].Type, $".Item{i + 1}", all, ref row, destination, site));
        }

        if (destination is not null)
        {
            return Operand.Of(_pool.Boolean(false));
        }

        var place = PlaceOf(null, method.ReturnType, "");
        Keep(place, leaves);
        var operand = Peek(place)!;
        Forget(place);
        return operand;
    }

    /// <summary>One part of the value, linked row by row; an array as one of this method's own.</summary>
    private Expression PartOf(WholeCall call, IrType type, string item, Expression all, ref Expression row, Expression? destination, IOperation site)
    {
        if (!type.IsArray)
        {
            var value = _pool.Opaque(type, ["", item], all);
            if (!type.IsReal)
            {
                return Name(value, "");
            }

            var linked = Linked(call, row, value);
            row = Plus(row, _pool.Int(1));
            return linked;
        }

        var values = Given(type, "values", ["", item], all);
        if (!type.Element!.IsReal)
        {
            return values;
        }

        _receiver = null;
        var target = destination ?? Allocate(type, [.. Enumerable.Range(0, type.Rank).Select(dimension => _pool.Length(values, dimension))]);
        var start = row;
        ForEachIndex(TotalLength(target), k =>
        {
            var linked = Linked(call, Plus(start, k), _pool.Element(values, InRows(values, k)));
            Store(target, InRows(target, k), linked, site);
        });
        row = Plus(row, TotalLength(target));
        return target;
    }
}
