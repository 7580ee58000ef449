using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>Jacobian</c> of the contract, exact: returned, in place, with the value, and checked.</summary>
internal sealed class JacobianMembers
{
    private readonly MethodModel _model;
    private readonly JacobianPlan _plan;
    private readonly MemberNames _names;
    private readonly Documentation _documentation;

    public JacobianMembers(MethodModel model, JacobianPlan plan)
    {
        _model = model;
        _plan = plan;
        _names = new MemberNames(model);
        _documentation = Documentation.Of(model, plan);
    }

    public void Write(CodeWriter writer)
    {
        WriteReturned(writer);
        writer.Line();
        WriteInPlace(writer);
        writer.Line();
        WriteValueAndInPlace(writer);
        new CheckMember(_names, isExact: true).Write(writer, _documentation, Rows);
    }

    private void WriteReturned(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var takesRows = _names.TakesRows;
        var rows = takesRows ? signature.Free("rows") : "";
        var type = _names.IsScalar ? $"{_names.Element}[]" : $"{_names.Element}[,]";
        string[] added = takesRows ? [$"int {rows}"] : [];
        _documentation.Returned(writer, takesRows ? rows : null);
        _names.Member(writer, true, type, _names.Derivative, signature.Declaration(false, added), () =>
        {
            if (_plan.Literal is { } literal && !takesRows)
            {
                WriteLiteral(literal, signature, writer);
            }
            else
            {
                WriteAllocating(signature, rows, writer);
            }
        });
    }

    private void WriteLiteral(Function literal, Signature signature, CodeWriter writer)
    {
        _names.RequireSizes(writer, withDestination: false);
        new BodyWriter(literal, _names.Spelling, signature.Taken).Write(writer, (lines, body) =>
        {
            var entries = literal.Body.Yields.Select(entry => body.PrintYield(entry, Latitude.Conversion)).ToArray();
            if (_names.IsScalar)
            {
                Layout.Assign(lines, $"return new {_names.Element}[]", entries);
                return;
            }

            var columns = (int)((Constant)_plan.Columns).Integer;
            ReturnedMatrix.WriteLiteral(lines, _names, entries, columns);
        });
    }

    private void WriteAllocating(Signature signature, string rows, CodeWriter writer)
    {
        var columns = Print(_plan.Columns);
        if (_names.IsScalar)
        {
            var result = signature.Local(_names.Result);
            writer.Line($"{_names.Element}[] {result} = new {_names.Element}[{columns}];");
            writer.Line($"{_names.Call(_names.Derivative)}({signature.Arguments(false, result)});");
            writer.Line($"return {result};");
            return;
        }

        // An empty matrix has no first entry to refer to.
        var isNeverEmpty = _plan.Columns is Constant { Integer: > 0 } && _plan.Rows is Constant { Integer: > 0 };
        ReturnedMatrix.Write(writer, _names, signature, rows.Length > 0 ? rows : Rows(signature, false), columns, isNeverEmpty);
    }

    private void WriteInPlace(CodeWriter writer)
    {
        var (signature, names, result) = Added(_plan.InPlace);
        _documentation.InPlace(writer, result);
        var parameters = signature.Declaration(false, $"{_names.SpanOfElements} {result}");
        _names.Member(writer, true, "void", _names.Derivative, parameters, () =>
        {
            _names.RequireSizes(writer, withDestination: false);
            var inPlace = _model.Context.HasSinCos ? SinCosPairs.Run(_plan.InPlace, IrType.Double, "double", _names.Spelling.Math + ".SinCos") : _plan.InPlace;
            new BodyWriter(inPlace, _names.Spelling, signature.Taken, names).Write(writer, (_, _) => { });
        });
    }

    private void WriteValueAndInPlace(CodeWriter writer)
    {
        var (signature, names, result) = Added(_plan.ValueAndInPlace);
        _documentation.ValueAndInPlace(writer, result);
        var parameters = signature.Declaration(true, $"{_names.SpanOfElements} {result}");
        _names.Member(writer, true, _model.ReturnType, _names.ValueAndDerivative, parameters, () =>
        {
            _names.RequireSizes(writer, withDestination: true);
            new BodyWriter(_plan.ValueAndInPlace, _names.Spelling, signature.Taken, names).Write(writer, WriteReturn);
        });
    }

    /// <summary>The value back in the form in which the method returns it.</summary>
    private void WriteReturn(CodeWriter writer, BodyWriter body)
    {
        var yields = _plan.ValueAndInPlace.Body.Yields;
        var output = _plan.ValueAndInPlace.Output;
        var fragments = output.Fragments;
        if (output.Carriers.Count > 0)
        {
            new CarrierWriter(_model, _plan.ValueAndInPlace, body).Write(writer);
            return;
        }

        if (yields.Count == 0 || _model.Output.Shape == OutputShape.Destination)
        {
            return;
        }

        if (output.Shape != OutputShape.List)
        {
            var value = body.PrintYield(yields[0], Latitude.Conversion);
            writer.Line($"return {(fragments.Count == 2 ? fragments[0] + value + fragments[1] : value)};");
            return;
        }

        // An array of a stated type converts whole literals; a tuple or a constructor takes what it is given.
        var isArray = fragments[0].StartsWith($"new {_names.Element}[", StringComparison.Ordinal);
        var latitude = isArray ? Latitude.Conversion : Latitude.None;
        var text = fragments[0];
        for (var i = 0; i < yields.Count; i++)
        {
            text += body.PrintYield(yields[i], latitude) + fragments[i + 1];
        }

        writer.Line($"return {text};");
    }

    /// <summary>The signature with the span that the function fills last, under a name that collides with none of F's.</summary>
    private (Signature Signature, Dictionary<Value, string> Names, string Result) Added(Function function)
    {
        var signature = new Signature(_model);
        var span = function.Inputs[function.Inputs.Count - 1].Value;
        var result = signature.Free(_names.Result);
        return (signature, new Dictionary<Value, string> { [span] = result }, result);
    }

    /// <summary>The number of rows in a member that has F's inputs; where only F knows, F is asked.</summary>
    private string Rows(Signature signature, bool asOperand)
    {
        if (_plan.Rows is { } rows)
        {
            return Print(rows, asOperand ? Precedence.Multiplicative : Precedence.Lowest);
        }

        return RowCount.Asked(_names, signature);
    }

    private string Print(Expression expression, int precedence = Precedence.Lowest) =>
        new ExpressionPrinter(_names.Spelling, value => value.Access!).Print(expression, Latitude.None, precedence);
}
