using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// F as the differences need it: a function of one flat vector of doubles. Writes the code that packs the active inputs
/// into that vector, column by column, and the lambda that unpacks a vector, calls F and flattens its result.
/// </summary>
internal sealed partial class PointPacking
{
    private readonly MemberNames _names;
    private readonly Signature _signature;
    private readonly Dictionary<LeafModel, string> _offsets = [];
    private readonly List<string> _lengths = [];
    private readonly Dictionary<ParameterModel, string> _captured = [];
    private readonly Dictionary<string, string> _received = [];
    private string _callee = "";
    private int _scalars;

    public PointPacking(MemberNames names, Signature signature)
    {
        _names = names;
        _signature = signature;
        Point = signature.Local("point");
    }

    /// <summary>The local that holds the vector.</summary>
    public string Point { get; }

    /// <summary>Every active parameter can be taken apart and put together again, and a delegate can reach F.</summary>
    public static bool IsPossible(MemberNames names) =>
        !names.IsOutOfReachOfDelegates
        && names.Model.Parameters.All(parameter => parameter.Capture != CaptureForm.Impossible)
        && names.Model.Parameters.All(parameter => !parameter.IsActive || parameter.Type.IsReal || parameter.Type.IsArray || (parameter.Construction.Count > 0 && parameter.Leaves.All(IsMakeable)));

    public static bool IsMakeable(LeafModel leaf) => leaf.Elements is not { } elements || (elements.Construction.Count > 0 && elements.Leaves.All(IsMakeable));

    /// <summary>Declares the vector and fills it.</summary>
    public void WritePoint(CodeWriter writer)
    {
        _callee = _names.Call(_names.Model.Name);
        if (_names.NeedsCopyOfThis)
        {
            var self = _signature.Local("self");
            writer.Line($"var {self} = this;");
            _callee = $"{self}.{_names.Method}{_names.Model.TypeParameters}";
        }

        foreach (var parameter in _signature.Inputs)
        {
            Capture(parameter, writer);
        }

        var active = _signature.Inputs.Where(parameter => parameter.IsActive).ToList();
        foreach (var (parameter, leaf) in active.SelectMany(parameter => parameter.Columns.Select(leaf => (parameter, leaf))))
        {
            _offsets.Add(leaf, Offset());
            if (leaf.IsArray)
            {
                _lengths.Add(ColumnCount.Of(leaf, Captured(parameter, leaf)));
            }
            else
            {
                _scalars++;
            }
        }

        // All scalars of a signature of scalars fit into an initialiser.
        if (_lengths.Count == 0)
        {
            Layout.Assign(writer, $"double[] {Point} =", [.. active.SelectMany(parameter => parameter.Columns).Select(leaf => leaf.Access)]);
            return;
        }

        writer.Line($"double[] {Point} = new double[{Offset()}];");
        foreach (var (parameter, leaf) in active.SelectMany(parameter => parameter.Columns.Select(leaf => (parameter, leaf))))
        {
            WritePack(leaf, Captured(parameter, leaf), writer);
        }
    }

    /// <summary>A call that takes F as a lambda first: <paramref name="head"/>((at, values) => …<paramref name="end"/>.</summary>
    public void WriteCall(CodeWriter writer, string head, string rows, string end)
    {
        var (at, values) = (_signature.Local("at"), _signature.Local("values"));
        var body = new CodeWriter();
        var arguments = new List<string>();
        foreach (var parameter in _names.Model.Parameters)
        {
            if (parameter.IsDestination)
            {
                arguments.Add(_names.IsFloat || parameter.Type.Kind == TypeKind.Array ? Destination(rows, body) : values);
            }
            else if (parameter.Passing == ParameterPassing.Out)
            {
                arguments.Add(Received(parameter));
            }
            else
            {
                arguments.Add(parameter.IsActive ? Unpack(parameter, at, body) : Referable(parameter, Unwritten(parameter), body));
            }
        }

        WriteResult($"{_callee}({string.Join(", ", arguments)})", arguments, values, body);
        if (body.LineCount == 1)
        {
            writer.Line(head);
            writer.Indent();
            writer.Line($"({at}, {values}) => {body.FirstLine.TrimEnd(';')},");
            writer.Line(end);
            writer.Unindent();
            return;
        }

        writer.Line(head);
        writer.Indent();
        writer.Line($"({at}, {values}) =>");
        writer.Open();
        writer.Append(body);
        writer.Close(",");
        writer.Line(end);
        writer.Unindent();
    }

    /// <summary>What F may write to it gets anew at each call: differences compare calls at one point.</summary>
    private string Unwritten(ParameterModel parameter)
    {
        var captured = _captured[parameter];
        return parameter.Type.Kind is TypeKind.Array or TypeKind.Span && _names.Model.MayWrite(parameter)
            ? $"({_names.Spelling.Type(IrType.Array(parameter.Type.Element!, parameter.Type.Rank))}){captured}.Clone()"
            : captured;
    }

    /// <summary>The names of the columns where the sizes fix them and they are few; else null.</summary>
    public string? ColumnNames()
    {
        const int Most = 64;
        return ColumnLabels.Count(_names.Model) is <= Most ? $"new[] {{ {string.Join(", ", ColumnLabels.Of(_names.Model).Select(column => $"\"{column}\""))} }}" : null;
    }

    private string Offset()
    {
        var terms = new List<string>(_lengths);
        if (_scalars > 0 || terms.Count == 0)
        {
            terms.Insert(0, $"{_scalars}");
        }

        return string.Join(" + ", terms);
    }

    /// <summary>A leaf as a lambda reads it: of the captured copy, where the parameter itself is out of its reach.</summary>
    private string Captured(ParameterModel parameter, LeafModel leaf) => _captured[parameter] + leaf.Access.Substring(parameter.Name.Length);

    /// <summary>Lambdas take spans and references only as copies.</summary>
    private void Capture(ParameterModel parameter, CodeWriter writer)
    {
        var name = parameter.Name;
        if (Signature.IsByReference(parameter) || parameter.Capture == CaptureForm.Span)
        {
            name = _signature.Local(Identifiers.Clean(parameter.Name) + "Copy");
            var isSpan = parameter.Capture == CaptureForm.Span || parameter.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;
            writer.Line($"var {name} = {parameter.Name}{(isSpan ? ".ToArray()" : "")};");
        }

        _captured.Add(parameter, name);
    }

    private void WritePack(LeafModel leaf, string captured, CodeWriter writer)
    {
        var offset = _offsets[leaf];
        if (leaf.Elements is not null)
        {
            var from = _signature.Local("next");
            writer.Line($"int {from} = {offset};");
            new ElementPacking(_signature, writer).Pack(leaf, captured, Point, from);
        }
        else if (!leaf.Type.IsArray)
        {
            writer.Line($"{Point}[{offset}] = {leaf.Access};");
        }
        else if (leaf.Type.Rank == 1 && leaf.Type.Element!.Kind == TypeKind.Double)
        {
            writer.Line($"{captured}.CopyTo({Point}, {offset});");
        }
        else
        {
            var (next, item) = (_signature.Local("next"), _signature.Local("item"));
            writer.Line($"int {next} = {offset};");
            writer.Line($"foreach ({leaf.Type.Element!.CSharp} {item} in {captured})");
            writer.Open();
            writer.Line($"{Point}[{next}++] = {item};");
            writer.Close();
        }
    }

    /// <summary>The argument of F that stands for this parameter in the lambda.</summary>
    private string Unpack(ParameterModel parameter, string at, CodeWriter writer)
    {
        if (parameter.Leaves.Count == 0)
        {
            var value = Unpack(parameter, parameter.Columns[0], at, writer);
            return parameter.Type.IsArray ? value : Referable(parameter, value, writer);
        }

        var text = parameter.Construction[0];
        for (var k = 0; k < parameter.Leaves.Count; k++)
        {
            text += Unpack(parameter, parameter.Leaves[k], at, writer) + parameter.Construction[k + 1];
        }

        return Referable(parameter, text.Replace(ParameterModel.Self, _captured[parameter]), writer);
    }

    private string Unpack(ParameterModel parameter, LeafModel leaf, string at, CodeWriter writer)
    {
        var (type, offset, captured) = (leaf.Type, _offsets[leaf], Captured(parameter, leaf));
        if (leaf.Elements is not null)
        {
            var next = _signature.Local("next");
            writer.Line($"int {next} = {offset};");
            return new ElementPacking(_signature, writer).Unpack(leaf, captured, at, next);
        }

        if (!type.IsArray)
        {
            return type.Kind == TypeKind.Float ? $"(float){at}[{offset}]" : $"{at}[{offset}]";
        }

        var element = type.Element!;
        if (type.Rank == 1 && element.Kind == TypeKind.Double)
        {
            var slice = $"{at}.Slice({offset}, {captured}.Length)";
            return type.Kind == TypeKind.ReadOnlySpan ? slice : slice + ".ToArray()";
        }

        // F gets an array of its own each time: it may write to it.
        var (copy, k, cast) = (_signature.Local(Identifiers.Clean(leaf.Access) + "At"), _signature.Local("k"), element.Kind == TypeKind.Float ? "(float)" : "");
        if (type.Rank == 1)
        {
            writer.Line($"{element.CSharp}[] {copy} = new {element.CSharp}[{captured}.Length];");
            writer.Line($"for (int {k} = 0; {k} < {copy}.Length; {k}++)");
            writer.Open();
            writer.Line($"{copy}[{k}] = {cast}{at}[{offset} + {k}];");
            writer.Close();
            return copy;
        }

        var width = $"{captured}.GetLength(1)";
        writer.Line($"{type.CSharp} {copy} = new {element.CSharp}[{captured}.GetLength(0), {width}];");
        writer.Line($"for (int {k} = 0; {k} < {copy}.Length; {k}++)");
        writer.Open();
        writer.Line($"{copy}[{k} / {width}, {k} % {width}] = {cast}{at}[{offset} + {k}];");
        writer.Close();
        return copy;
    }

    /// <summary>ref wants a variable.</summary>
    private string Referable(ParameterModel parameter, string value, CodeWriter writer)
    {
        if (parameter.Passing == ParameterPassing.Value)
        {
            return value;
        }

        var name = _signature.Local(Identifiers.Clean(parameter.Name) + "At");
        writer.Line($"var {name} = {value};");
        _received[parameter.Name] = name;
        return "ref " + name;
    }
}
