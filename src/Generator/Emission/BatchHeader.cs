using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The signature of a batch, and what it knows of the sizes of its points.</summary>
internal sealed class BatchHeader
{
    private readonly MethodModel _model;
    private readonly MemberNames _names;
    private readonly MemberNames _point;
    private readonly bool _isParallel;

    public BatchHeader(MemberNames names, MemberNames point, bool isParallel = false)
    {
        (_model, _names, _point, _isParallel) = (names.Model, names, point, isParallel);
        Signature = new Signature(_model);
        Count = Signature.Free("count");
        Inputs = Signature.Free("inputs");
        Shape = new BatchShape(_model, Signature);
        Results = Signature.Free(point.IsScalar ? "gradients" : "jacobians");
        Options = isParallel ? Signature.Free("options") : "";
        ColumnsName = Shape.Columns;
    }

    public Signature Signature { get; }

    public BatchShape Shape { get; }

    public string Count { get; }

    public string Inputs { get; }

    public string Results { get; }

    public string Options { get; }

    /// <summary>The number of inputs of a point: a literal, or from <see cref="WriteColumns"/> on a local.</summary>
    public string ColumnsName { get; private set; }

    /// <summary>What the end of the member gives back.</summary>
    public List<string> Rented { get; } = [];

    public string SpanOfInputs => $"{_names.Spelling.System("ReadOnlySpan")}<{_names.Element}>";

    public IEnumerable<ParameterModel> Common => PointReader.Common(_model);

    public IEnumerable<string> CommonParameters => Common.Select(parameter => Signature.WithoutDefault(parameter.Declaration));

    public IEnumerable<string> CommonArguments => Common.Select(parameter => parameter.Name);

    public IEnumerable<string> LengthNames => Shape.Unknown.Select(length => length.Name);

    /// <summary>As the second factor of a product.</summary>
    public static string Factor(string term) => term.Any(c => c is ' ') ? $"({term})" : term;

    public string Parameters() => string.Join(
        ", ",
        new[] { $"int {Count}", $"{(_isParallel ? Memory("ReadOnlyMemory") : SpanOfInputs)} {Inputs}" }
            .Concat(CommonParameters)
            .Concat(Shape.Parameters)
            .Append($"{(_isParallel ? Memory("Memory") : _names.SpanOfElements)} {Results}")
            .Concat(_isParallel ? [$"global::System.Threading.Tasks.ParallelOptions {Options}"] : []));

    public IEnumerable<string> PointsParameters(string first, string last, string entries) =>
    [
        $"int {first}", $"int {last}", $"{SpanOfInputs} {Inputs}", .. CommonParameters, .. LengthNames.Select(name => "int " + name), $"int {entries}",
        $"{_names.SpanOfElements} {Results}",
    ];

    public IEnumerable<string> PointsArguments(string first, string last, string entries) =>
        [first, last, Inputs, .. CommonArguments, .. LengthNames, entries, Results];

    /// <summary>The number of inputs of a point as one name.</summary>
    public void WriteColumns(CodeWriter writer)
    {
        if (!Shape.IsFixed)
        {
            ColumnsName = Signature.Local("columns");
            writer.Line($"int {ColumnsName} = {Shape.Columns};");
        }
    }

    /// <summary>Sizes, and whether all arguments have them, before anything is written.</summary>
    /// <returns>The number of derivatives of a point.</returns>
    public string WriteChecks(CodeWriter writer, BatchPlan? plan)
    {
        foreach (var parameter in Common.Where(parameter => !parameter.IsActive && parameter.Size.Count > 0))
        {
            for (var d = 0; d < parameter.Size.Count; d++)
            {
                var length = parameter.Size.Count > 1 ? $"GetLength({d})" : "Length";
                writer.Line($"{Runtime}.RequireSize({parameter.Name}.{length}, {parameter.Size[d]}, {_names.Spelling.NameOf(parameter.Name)});");
            }
        }

        if (Shape.IsInferred)
        {
            var length = Shape.Others != "0" ? $"{_names.Spelling.Math}.Max(0, {Inputs}.Length / {Count} - {Factor(Shape.Others)})" : $"{Inputs}.Length / {Count}";
            writer.Line($"int {Shape.Unknown[0].Name} = {Count} > 0 ? {length} : 0;");
        }

        WriteColumns(writer);
        var entries = Entries(writer, plan);
        writer.Line(
            $"{Runtime}.RequireBatch({Count}, {ColumnsName}, {entries}, {Inputs}.Length, {Results}.Length, {_names.Spelling.NameOf(Inputs)}, {_names.Spelling.NameOf(Results)});");
        return entries;
    }

    public void WriteReturns(CodeWriter writer)
    {
        foreach (var giveBack in Rented)
        {
            writer.Line(giveBack);
        }
    }

    /// <summary>Lambdas take spans and references only as copies.</summary>
    /// <returns>What stands for the constants in a lambda.</returns>
    public List<string> WriteCaptures(CodeWriter writer)
    {
        var captured = new List<string>();
        foreach (var parameter in Common)
        {
            if (!Signature.IsByReference(parameter) && parameter.Capture != CaptureForm.Span)
            {
                captured.Add(parameter.Name);
                continue;
            }

            var name = Signature.Local(Identifiers.Clean(parameter.Name) + "Copy");
            var isSpan = parameter.Capture == CaptureForm.Span || parameter.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;
            writer.Line($"var {name} = {parameter.Name}{(isSpan ? ".ToArray()" : "")};");
            captured.Add(parameter.Declaration.StartsWith("ref ", StringComparison.Ordinal) ? "ref " + name : name);
        }

        return captured;
    }

    private string Runtime => _names.Spelling.Runtime("GeneratedCode");

    private string Memory(string type) => $"global::System.{type}<{_names.Element}>";

    private string Entries(CodeWriter writer, BatchPlan? plan)
    {
        if (_point.IsScalar)
        {
            return ColumnsName;
        }

        var rows = Rows(writer, plan);
        if (int.TryParse(rows, out var m) && int.TryParse(ColumnsName, out var n))
        {
            return $"{m * n}";
        }

        var entries = Signature.Local("entries");
        writer.Line($"int {entries} = checked({Factor(rows)} * {ColumnsName});");
        return entries;
    }

    private string Rows(CodeWriter writer, BatchPlan? plan)
    {
        if (_point.TakesRows)
        {
            return $"{Count} == 0 || {ColumnsName} == 0 ? 0 : {Results}.Length / {Count} / {ColumnsName}";
        }

        if (plan?.Point.Rows is { } rows && SizeTerms.Of(rows, plan.Point.InPlace, Shape.Unknown) is { } size)
        {
            return new ExpressionPrinter(_names.Spelling, value => value.Access!).Print(size);
        }

        if (_model.Output.FixedRows > 0)
        {
            return $"{_model.Output.FixedRows}";
        }

        // Only F knows, so F is asked: at the first point.
        var (count, body) = (Signature.Local("rows"), new CodeWriter());
        writer.Line($"int {count} = 0;");
        writer.Line($"if ({Count} > 0 && {Inputs}.Length >= {ColumnsName})");
        var reader = new PointReader(_point, Signature, Shape);
        reader.WriteArrays(body);
        var first = Signature.Local("firstPoint");
        body.Line($"{SpanOfInputs} {first} = {Inputs}{(_isParallel ? ".Span" : "")}.Slice(0, {ColumnsName});");
        var arguments = reader.WriteArguments(body, first);
        body.Line($"{count} = {RowCount.Of(_names, arguments)};");
        writer.Block(body);
        return count;
    }
}
