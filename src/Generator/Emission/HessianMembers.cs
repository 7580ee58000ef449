using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>Hessian</c> of the contract, exact: in place, and returned where F is scalar.</summary>
internal sealed class HessianMembers
{
    private readonly MethodModel _model;
    private readonly HessianPlan _plan;
    private readonly MemberNames _names;
    private readonly Documentation _documentation;

    public HessianMembers(MethodModel model, HessianPlan plan)
    {
        _model = model;
        _plan = plan;
        _names = new MemberNames(model, DerivativeKinds.Hessian);
        _documentation = Documentation.Of(model, plan);
    }

    public void Write(CodeWriter writer)
    {
        if (_names.IsScalar)
        {
            WriteReturned(writer);
            writer.Line();
        }

        WriteInPlace(writer);
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        _documentation.Returned(writer, null);
        _names.Member(writer, true, $"{_names.Element}[,]", _names.Derivative, signature.Declaration(false), () =>
        {
            if (_plan.Literal is { } literal)
            {
                _names.RequireSizes(writer, withDestination: false);
                new BodyWriter(literal, _names.Spelling, signature.Taken).Write(writer, (lines, body) => ReturnedMatrix.WriteLiteral(
                    lines,
                    _names,
                    [.. literal.Body.Yields.Select(entry => body.PrintYield(entry, Latitude.Conversion))],
                    (int)((Constant)_plan.Columns).Integer));
                return;
            }

            var columns = new ExpressionPrinter(_names.Spelling, value => value.Access!).Print(_plan.Columns);
            ReturnedMatrix.Write(writer, _names, signature, columns, columns, _plan.Columns is Constant { Integer: > 0 });
        });
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var names = new Dictionary<Value, string>();
        var added = new List<string>();
        var rows = _names.TakesRows ? signature.Free("rows") : null;
        if (rows is not null)
        {
            names[_plan.InPlace.Inputs[_plan.InPlace.Inputs.Count - 2].Value] = rows;
            added.Add($"int {rows}");
        }

        var result = signature.Free(_names.Result);
        names[_plan.InPlace.Inputs[_plan.InPlace.Inputs.Count - 1].Value] = result;
        added.Add($"{_names.SpanOfElements} {result}");
        _documentation.InPlace(writer, result, rows);
        _names.Member(writer, true, "void", _names.Derivative, signature.Declaration(false, [.. added]), () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            new BodyWriter(_plan.InPlace, _names.Spelling, signature.Taken, names).Write(writer, (_, _) => { });
        });
    }
}
