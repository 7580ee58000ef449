using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <content>What F gives, taken apart into rows.</content>
internal sealed partial class PointPacking
{
    /// <summary>The argument for a parameter that is set: a local where rows are read from it.</summary>
    private string Received(ParameterModel parameter)
    {
        if (!_names.Model.Output.Carriers.Any(carrier => carrier.Target == parameter.Name && carrier.Rows.Count > 0))
        {
            return "out _";
        }

        var name = _signature.Local(Identifiers.Clean(parameter.Name) + "At");
        _received[parameter.Name] = name;
        return "out var " + name;
    }

    /// <summary>An array for a method that fills floats, or an array.</summary>
    private string Destination(string rows, CodeWriter writer)
    {
        var filled = _signature.Local("filled");
        writer.Line($"{_names.Element}[] {filled} = new {_names.Element}[{rows}];");
        return filled;
    }

    private void WriteResult(string call, List<string> arguments, string values, CodeWriter writer)
    {
        var output = _names.Model.Output;
        switch (output.Shape)
        {
            case OutputShape.Scalar:
                writer.Line($"{values}[0] = {call};");
                break;
            case OutputShape.Destination:
                writer.Line($"{call};");
                if (_names.IsFloat || _names.Model.Parameters.Any(parameter => parameter.IsDestination && parameter.Type.Kind == TypeKind.Array))
                {
                    var index = _names.Model.Parameters.ToList().FindIndex(parameter => parameter.IsDestination);
                    WriteItems(arguments[index], values, writer);
                }

                break;
            default:
                WriteRows(call, values, writer);
                break;
        }
    }

    private void WriteRows(string call, string values, CodeWriter writer)
    {
        var (output, type) = (_names.Model.Output, _names.Model.ReturnType);
        var readers = output.Readers.ToArray();
        if (output.Carriers.Count > 0)
        {
            WriteCarriers(call, values, writer);
        }
        else if (readers.Length > 0)
        {
            var result = _signature.Local("result");
            writer.Line($"var {result} = {call};");
            for (var row = 0; row < readers.Length; row++)
            {
                writer.Line($"{values}[{row}] = {result}{readers[row]};");
            }
        }
        else if (output.Elements is { } elements)
        {
            var row = _signature.Local("row");
            writer.Line($"int {row} = 0;");
            new ElementPacking(_signature, writer).Pack(new LeafModel("", IrType.Opaque(type)) { Elements = elements }, call, values, row);
        }
        else if (type == "double[]")
        {
            writer.Line($"{call}.AsSpan().CopyTo({values});");
        }
        else
        {
            WriteItems(call, values, writer);
        }
    }

    /// <summary>The rows out of what is returned and out of the parameters that are set.</summary>
    private void WriteCarriers(string call, string values, CodeWriter writer)
    {
        var output = _names.Model.Output;
        var result = "";
        if (output.Carriers[0] is { Target.Length: 0, Rows.Count: > 0 })
        {
            result = _signature.Local("result");
            writer.Line($"var {result} = {call};");
        }
        else
        {
            writer.Line($"{call};");
        }

        var rows = output.Carriers.SelectMany(carrier => carrier.Rows.Select(row => (Row: row, Access: (carrier.Target.Length > 0 ? _received[carrier.Target] : result) + row.Access))).ToList();
        if (rows.All(row => !row.Row.IsArray))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                writer.Line($"{values}[{i}] = {rows[i].Access};");
            }

            return;
        }

        var next = _signature.Local("row");
        writer.Line($"int {next} = 0;");
        foreach (var (row, access) in rows)
        {
            new ElementPacking(_signature, writer).Pack(row, access, values, next);
        }
    }

    private void WriteItems(string items, string values, CodeWriter writer)
    {
        var (row, item) = (_signature.Local("row"), _signature.Local("item"));
        writer.Line($"int {row} = 0;");
        writer.Line($"foreach ({_names.Element} {item} in {items})");
        writer.Open();
        writer.Line($"{values}[{row}++] = {item};");
        writer.Close();
    }
}
