using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The rows <c>Jvp</c> and <c>Vjp</c> of the contract, exact: returned and in place.</summary>
internal sealed class ProductMembers
{
    private readonly MethodModel _model;
    private readonly ProductPlan _plan;
    private readonly MemberNames _names;
    private readonly ProductNames _product;
    private readonly ProductDocumentation _documentation;

    public ProductMembers(MethodModel model, DerivativeKinds kind, ProductPlan plan)
    {
        _model = model;
        _plan = plan;
        _names = new MemberNames(model, kind);
        _product = new ProductNames(model, kind);
        _documentation = ProductDocumentation.Of(model, _product, plan);
    }

    public void Write(CodeWriter writer)
    {
        if (_names.IsScalar)
        {
            WriteScalar(writer);
            return;
        }

        WriteReturned(writer);
        writer.Line();
        WriteInPlace(writer);
    }

    /// <summary>J·v of a scalar method is a number.</summary>
    private void WriteScalar(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var (names, vector) = Vector(signature, _plan.InPlace, 1);
        _documentation.Returned(writer, null, vector);
        _names.Member(writer, true, _names.Element, _product.Member, signature.Declaration(false, $"{Vectors} {vector}"), () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            new BodyWriter(_plan.InPlace, _names.Spelling, signature.Taken, names)
                .Write(writer, (lines, body) => lines.Line($"return {body.PrintYield(_plan.InPlace.Body.Yields[0], Latitude.Conversion)};"));
        });
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var rows = _product.IsForward && _names.TakesRows ? signature.Free("rows") : null;
        var literal = rows is null ? _plan.Literal : null;
        var (names, vector) = Vector(signature, literal ?? _plan.InPlace, literal is null ? 2 : 1);
        string[] added = rows is null ? [$"{Vectors} {vector}"] : [$"int {rows}", $"{Vectors} {vector}"];
        _documentation.Returned(writer, rows, vector);
        _names.Member(writer, true, $"{_names.Element}[]", _product.Member, signature.Declaration(false, added), () =>
        {
            if (literal is not null)
            {
                _names.RequireSizes(writer, withDestination: false);
                new BodyWriter(literal, _names.Spelling, signature.Taken, names).Write(writer, (lines, body) =>
                    Layout.Assign(lines, $"return new {_names.Element}[]", [.. literal.Body.Yields.Select(entry => body.PrintYield(entry, Latitude.Conversion))]));
                return;
            }

            var result = signature.Local(ProductNames.Result);
            writer.Line($"{_names.Element}[] {result} = new {_names.Element}[{rows ?? Count(signature)}];");
            writer.Line($"{_names.Call(_product.Member)}({signature.Arguments(false, vector, result)});");
            writer.Line($"return {result};");
        });
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var (names, vector) = Vector(signature, _plan.InPlace, 2);
        var inputs = _plan.InPlace.Inputs;
        var result = signature.Free(ProductNames.Result);
        names.Add(inputs[inputs.Count - 1].Value, result);
        _documentation.InPlace(writer, vector, result);
        var parameters = signature.Declaration(false, $"{Vectors} {vector}", $"{_names.SpanOfElements} {result}");
        _names.Member(writer, true, "void", _product.Member, parameters, () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            new BodyWriter(_plan.InPlace, _names.Spelling, signature.Taken, names).Write(writer, (_, _) => { });
        });
    }

    private string Vectors => $"{_names.Spelling.System("ReadOnlySpan")}<{_names.Element}>";

    /// <summary>The name of the vector that a function reads, its input that many from the end.</summary>
    private (Dictionary<Value, string> Names, string Vector) Vector(Signature signature, Function function, int fromEnd)
    {
        var vector = signature.Free(_product.Vector);
        return (new Dictionary<Value, string> { [function.Inputs[function.Inputs.Count - fromEnd].Value] = vector }, vector);
    }

    /// <summary>The length of the result in a member that has F's inputs; where only F knows, F is asked.</summary>
    private string Count(Signature signature) => _plan.Count is { } count
        ? new ExpressionPrinter(_names.Spelling, value => value.Access!).Print(count, Latitude.None, Precedence.Lowest)
        : RowCount.Asked(_names, signature);
}
