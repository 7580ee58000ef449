using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// A method that gives more than its rows: integers beside reals, arrays in a record, parameters that it sets. The body yields the rows,
/// and after them everything that its values are made of.
/// </content>
internal sealed partial class Lowering
{
    private Function WithCarriers(Signature signature, Input[] inputs)
    {
        var known = signature.Output;
        var (parts, carriers) = (new List<Expression>(), new List<Carrier>());
        foreach (var carrier in known.Carriers)
        {
            var parameter = _context.Method.Parameters.FirstOrDefault(candidate => MethodName.Escape(candidate.Name) == carrier.Target);
            var place = parameter is null ? _frame.Result! : _frame.Places[parameter];
            var value = Peek(place) is { IsComplete: true } complete ? complete : throw Unsupported.ArrayRebinding((parameter ?? (ISymbol)_context.Method).Locations[0], "");
            parts.AddRange(value.Leaves().Select(leaf => Own(leaf, inputs)));
            carriers.Add(new Carrier(carrier.Target, Construction.Of(this, parameter?.Type ?? _context.Method.ReturnType)!));
        }

        var rows = Rows(known, parts);
        var count = known.Shape switch
        {
            OutputShape.Scalar => _pool.Int(1),
            OutputShape.List => _pool.Int(rows.Count),
            OutputShape.Destination => known.FixedRows > 0 ? _pool.Int(known.FixedRows) : null,
            _ => OverInputs(LengthOf(rows[0])),
        };
        if (count is null && known.Shape == OutputShape.Array && known.SetsParameters)
        {
            var culprit = signature.Parameters.First(parameter => parameter.Passing is ParameterPassing.Out or ParameterPassing.InOut);
            throw Unsupported.UnknownRows(_context.Method.Parameters.First(parameter => MethodName.Escape(parameter.Name) == culprit.Name), _context.Method);
        }

        var output = new Output(known.Shape, known.Element, signature.ReturnType, [], count) { Carriers = carriers };
        var body = Pruning.Apply(new Region([.. _builder.Statements], [.. rows, .. parts]), inputs);
        RequireNoObject(body);
        return new Function(_context.Method.Name, _pool, inputs, body, output);
    }

    /// <summary>The reals among the parts, one after the other: as they are, or where arrays are among them in one array.</summary>
    private IReadOnlyList<Expression> Rows(MethodOutput output, IReadOnlyList<Expression> parts)
    {
        Expression[] reals = [.. parts.Where(part => (part.Type.Element ?? part.Type).IsReal)];
        switch (output.Shape)
        {
            case OutputShape.Destination:
                return [_destination!];
            case OutputShape.Array when reals is [{ Type.Rank: 1 } only] && only.Type.Element == output.Element:
                return [only];
            case OutputShape.Array:
                return [InOneArray(reals, output.Element)];
            default:
                return [.. reals.Select(real => ConvertTo(real, output.Element))];
        }
    }

    private Value InOneArray(IReadOnlyList<Expression> reals, IrType element)
    {
        var count = reals.Select(real => real.Type.IsArray ? TotalLength(real) : _pool.Int(1)).Aggregate((a, b) => Operation(Operator.Add, IrType.Int, a, b));
        var rows = Allocate(IrType.Array(element), [count]);
        MarkActive(rows);
        Expression start = _pool.Int(0);
        foreach (var real in reals)
        {
            if (!real.Type.IsArray)
            {
                Add(new Store(rows, [start], ConvertTo(real, element)));
                start = Operation(Operator.Add, IrType.Int, start, _pool.Int(1));
                continue;
            }

            var first = start;
            ForEachIndex(TotalLength(real), index =>
            {
                var item = real.Type.Rank == 1
                    ? Read(Operand.Of(real), index)
                    : Read(Operand.Of(real), Operation(Operator.Divide, IrType.Int, index, LengthOf(real, 1)), Operation(Operator.Remainder, IrType.Int, index, LengthOf(real, 1)));
                Add(new Store(rows, [Operation(Operator.Add, IrType.Int, first, index)], ConvertTo(item.Term!, element)));
            });
            start = Operation(Operator.Add, IrType.Int, start, TotalLength(real));
        }

        return rows;
    }
}
