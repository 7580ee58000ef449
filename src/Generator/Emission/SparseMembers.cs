using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>SparseJacobian</c> of the contract, exact: the pattern of the non-zeros, and their values in its order.</summary>
internal sealed class SparseMembers
{
    private readonly MethodModel _model;
    private readonly SparsePlan _plan;
    private readonly MemberNames _names;
    private readonly SparseDocumentation _documentation;

    public SparseMembers(MethodModel model, SparsePlan plan)
    {
        _model = model;
        _plan = plan;
        _names = new MemberNames(model, DerivativeKinds.SparseJacobian);
        _documentation = SparseDocumentation.Of(model, plan);
    }

    public void Write(CodeWriter writer)
    {
        WritePattern(writer);
        writer.Line();
        WriteValues(writer);
        if (_plan.Count is { } count)
        {
            writer.Line();
            WriteCount(writer, count);
        }
    }

    private string PatternType => _names.Spelling.Runtime("SparsityPattern");

    /// <summary>The field that keeps a pattern which is the same for all calls.</summary>
    private string Kept => $"{_model.Name}JacobianPatternKept{(_model.TypeParameters.Length == 0 ? "" : $"{_model.TypeParameters.Split(',').Length}")}";

    private string Count => _model.Name + "JacobianNonZeroCount";

    private void WritePattern(CodeWriter writer)
    {
        var isKept = _plan.Fixed is not null || _plan.IsPatternConstant;
        if (isKept)
        {
            var nullable = _model.Context.LanguageVersion >= DerivativeFile.NullableSince ? "?" : "";
            writer.Line($"private static {PatternType}{nullable} {Kept};");
            writer.Line();
        }

        var signature = new Signature(_model);
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        _documentation.Pattern(writer, _plan.HasFixedSizes, rows);
        var parameters = _plan.HasFixedSizes ? "" : signature.Declaration(false, rows is null ? [] : [$"int {rows}"]);
        _names.Member(writer, true, PatternType, _names.Pattern, parameters, () =>
        {
            if (isKept)
            {
                writer.Line($"if ({Kept} is null)");
                writer.Open();
                WritePattern(writer, signature, $"{Kept} =");
                writer.Close();
                writer.Line();
                writer.Line($"return {Kept};");
            }
            else
            {
                WritePattern(writer, signature, "return");
            }
        });
    }

    private void WritePattern(CodeWriter writer, Signature signature, string head)
    {
        if (_plan.Fixed is { } pattern)
        {
            writer.Line($"{head} new {PatternType}({pattern.RowCount}, {pattern.ColumnCount}, {Numbers(pattern.RowPointers)}, {Numbers(pattern.ColumnIndices)});");
            return;
        }

        if (_plan.Pattern is not { } function)
        {
            WriteDense(writer, signature, head);
            return;
        }

        if (!_plan.HasFixedSizes)
        {
            _names.RequireSizes(writer, withDestination: false);
        }

        new BodyWriter(function, _names.Spelling, [.. signature.Taken, Kept]).Write(writer, (lines, body) =>
            lines.Line($"{head} {body.PrintYield(function.Body.Yields[0])};"));
    }

    private void WriteDense(CodeWriter writer, Signature signature, string head)
    {
        var rows = _plan.Rows is { } known ? Print(known) : RowCount.Asked(_names, signature);
        writer.Line($"{head} {PatternType}.Dense({rows}, {Print(_plan.Columns)});");
    }

    private void WriteValues(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        var values = signature.Free("values");
        _documentation.Values(writer, rows, values);
        string[] added = [.. rows is null ? [] : new[] { $"int {rows}" }, $"{_names.SpanOfElements} {values}"];
        _names.Member(writer, true, "void", _names.Values, signature.Declaration(false, added), () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            var arguments = signature.Arguments(false, rows is null ? [] : [rows]);
            var names = new Dictionary<Value, string> { [_plan.Values.Inputs[_plan.Values.Inputs.Count - 1].Value] = values };
            if (_plan.PatternInput is { } input)
            {
                var pattern = signature.Local("pattern");
                names.Add(input, pattern);
                writer.Line($"{PatternType} {pattern} = {_names.Call(_names.Pattern)}({(_plan.HasFixedSizes ? "" : arguments)});");
                writer.Line($"{_names.Spelling.Runtime("GeneratedCode")}.RequireLength({values}.Length, {pattern}.NonZeroCount, {_names.Spelling.NameOf(values)});");
            }

            if (_plan.Count is not null)
            {
                writer.Line($"{_names.Spelling.Runtime("GeneratedCode")}.RequireLength({values}.Length, {_names.Call(Count)}({arguments}), {_names.Spelling.NameOf(values)});");
            }

            new BodyWriter(_plan.Values, _names.Spelling, signature.Taken, names).Write(writer, (_, _) => { });
        });
    }

    /// <summary>The number of values, for the check of the span before anything is written.</summary>
    private void WriteCount(CodeWriter writer, Function count)
    {
        var signature = new Signature(_model);
        string[] added = _names.TakesRows ? [$"int {signature.Free("rows")}"] : [];
        writer.Line($"{_names.PrivateModifiers} int {Count}{_model.TypeParameters}({signature.Declaration(false, added)}){_model.Constraints}");
        writer.Open();
        new BodyWriter(count, _names.Spelling, signature.Taken).Write(writer, (lines, body) => lines.Line($"return {body.PrintYield(count.Body.Yields[0])};"));
        writer.Close();
    }

    private static string Numbers(IReadOnlyList<int> numbers) => numbers.Count == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", numbers)} }}";

    private string Print(Expression expression) => new ExpressionPrinter(_names.Spelling, value => value.Access!).Print(expression);
}
