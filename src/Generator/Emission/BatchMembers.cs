using SymbolicJacobian.Generator.Differentiation.Batch;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The row <c>Batch</c> of the contract: the derivatives of many points, on one thread or on several.</summary>
internal sealed class BatchMembers
{
    private readonly MethodModel _model;
    private readonly MemberNames _names;
    private readonly MemberNames _point;
    private readonly BatchPlan? _plan;
    private readonly string _member;

    private BatchMembers(MethodModel model, SelfProof? proof, CancellationToken cancellation)
    {
        _model = model;
        _names = new MemberNames(model, DerivativeKinds.Batch);
        _point = new MemberNames(model);
        _member = _point.Derivative + "Batch";
        if (model.Body is not null)
        {
            var header = new BatchHeader(_names, _point);
            _plan = BatchPlanner.Plan(model, header.Shape.Unknown, cancellation);
            proof?.Confirm(_plan.Point);
        }
    }

    public static void Write(MethodModel model, SelfProof? proof, CodeWriter writer, CancellationToken cancellation)
    {
        if (PointReader.IsPossible(model) && (model.Body is not null || PointPacking.IsPossible(new MemberNames(model))))
        {
            new BatchMembers(model, proof, cancellation).Write(writer);
        }
    }

    private bool IsExact => _plan is not null;

    private string Runtime => _names.Spelling.Runtime("GeneratedCode");

    /// <summary>The derivative at one point, in place: the public member where it is asked for.</summary>
    private bool HasMemberOfPoint => (_model.Kinds & DerivativeKinds.Jacobian) != 0;

    private string MemberOfPoint => HasMemberOfPoint ? _point.Derivative : _point.Derivative + "OfPoint";

    private void Write(CodeWriter writer)
    {
        WriteBatch(writer);
        if (!_names.IsOutOfReachOfDelegates && PointReader.Common(_model).All(parameter => parameter.Capture != CaptureForm.Impossible))
        {
            writer.Line();
            WriteParallel(writer);
        }

        if (_plan is { Tile: { } tile })
        {
            writer.Line();
            WriteTile(tile, writer);
        }

        if (_plan is { Tile: not null, GivesUp: true })
        {
            writer.Line();
            WritePoints(writer);
        }

        if (!HasMemberOfPoint && _plan is not { Tile: not null, GivesUp: false })
        {
            writer.Line();
            WriteMemberOfPoint(writer);
        }
    }

    private void WriteBatch(CodeWriter writer)
    {
        var header = new BatchHeader(_names, _point);
        BatchDocumentation.Write(writer, _model, header, _plan, isParallel: false);
        _names.Member(writer, IsExact, "void", _member, header.Parameters(), () =>
        {
            var entries = header.WriteChecks(writer, _plan);
            if (_plan is { Tile: not null })
            {
                WriteTiles(writer, header, entries);
            }
            else
            {
                WriteLoop(writer, header, "0", header.Count, entries);
            }
        });
    }

    private void WriteTiles(CodeWriter writer, BatchHeader header, string entries)
    {
        var (point, result, first) = (header.Signature.Local("point"), header.Signature.Local(_point.Result), header.Signature.Local("first"));
        var vector = _names.Spelling.Type(LaneTerms.Vector);
        var lanes = _names.Spelling.Runtime("Lanes");
        WriteSpan(writer, header, vector, point, header.ColumnsName);
        WriteSpan(writer, header, vector, result, entries);
        writer.Line($"for (int {first} = 0; {first} < {header.Count}; {first} += {lanes}.Count)");
        writer.Open();
        writer.Line($"{lanes}.Load({header.Inputs}, {first}, {header.Count}, {point});");
        var call = $"{_names.Call(_member + "Tile")}({string.Join(", ", new[] { point }.Concat(header.CommonArguments).Concat(header.LengthNames).Append(result))})";
        var store = $"{lanes}.Store({result}, {header.Results}, {first}, {header.Count});";
        if (!_plan!.GivesUp)
        {
            writer.Line(call + ";");
            writer.Line(store);
        }
        else
        {
            writer.Line($"if ({call})");
            writer.Open();
            writer.Line(store);
            writer.Close();
            writer.Line("else");
            writer.Open();
            var last = $"{_names.Spelling.Math}.Min({header.Count}, {first} + {lanes}.Count)";
            writer.Line($"{_names.Call(_member + "Points")}({string.Join(", ", header.PointsArguments(first, last, entries))});");
            writer.Close();
        }

        writer.Close();
        header.WriteReturns(writer);
    }

    /// <summary>A tile on the stack, or from the pool where it may be long.</summary>
    private void WriteSpan(CodeWriter writer, BatchHeader header, string element, string name, string length)
    {
        const int LongestOnStack = 256;
        if (int.TryParse(length, out var fixedLength) && fixedLength <= LongestOnStack)
        {
            writer.Line($"{_names.Spelling.System("Span")}<{element}> {name} = stackalloc {element}[{length}];");
            return;
        }

        var rented = header.Signature.Local(name + "Rented");
        writer.Line($"var {rented} = {Runtime}.Rent<{element}>({length}, out {_names.Spelling.System("Span")}<{element}> {name});");
        header.Rented.Add($"{Runtime}.Return({rented});");
    }

    /// <summary>One point after the other, through the member for one point.</summary>
    private void WriteLoop(CodeWriter writer, BatchHeader header, string first, string last, string entries)
    {
        var reader = new PointReader(_point, header.Signature, header.Shape);
        reader.WriteArrays(writer);
        var (p, point) = (header.Signature.Local("p"), header.Signature.Local("point"));
        writer.Line($"for (int {p} = {first}; {p} < {last}; {p}++)");
        writer.Open();
        writer.Line($"{header.SpanOfInputs} {point} = {header.Inputs}.Slice({p} * {BatchHeader.Factor(header.ColumnsName)}, {header.ColumnsName});");
        var arguments = reader.WriteArguments(writer, point);
        arguments.Add($"{header.Results}.Slice({p} * {BatchHeader.Factor(entries)}, {entries})");
        writer.Line($"{_names.Call(MemberOfPoint)}({string.Join(", ", arguments)});");
        writer.Close();
    }

    private void WriteTile(Function tile, CodeWriter writer)
    {
        var header = new BatchHeader(_names, _point);
        var inputs = tile.Inputs;
        var (point, result) = (header.Signature.Local("point"), header.Signature.Local(_point.Result));
        var names = new Dictionary<Value, string> { [inputs[0].Value] = point, [inputs[inputs.Count - 1].Value] = result };
        var span = $"{_names.Spelling.System("Span")}<{_names.Spelling.Type(LaneTerms.Vector)}>";
        string[] parameters = [$"{span} {point}", .. header.CommonParameters, .. header.LengthNames.Select(name => "int " + name), $"{span} {result}"];
        writer.Line(_plan!.GivesUp
            ? "// Four points at once. Where one of them ends with an exception, false: they have to be taken one by one."
            : "// Four points at once, each number a vector of one lane for each point.");
        WritePrivateHeader(writer, _plan.GivesUp ? "bool" : "void", _member + "Tile", parameters);
        writer.Open();

        // What differs between the points is no parameter here, and its names are free for the vectors.
        HashSet<string> taken = [.. header.Signature.Taken];
        taken.ExceptWith(_model.Parameters.Where(parameter => parameter.IsActive && !PointReader.Common(_model).Contains(parameter)).Select(parameter => Identifiers.Clean(parameter.Name)));
        var spelling = new Spelling(_model.Context);
        tile = SinCosPairs.Run(tile, LaneTerms.Vector, spelling.Type(LaneTerms.Vector), spelling.Runtime("Lanes") + ".SinCos");
        new BodyWriter(tile, spelling, taken, names).Write(writer, (lines, body) =>
        {
            if (tile.Body.Yields.Count > 0)
            {
                lines.Line($"return {body.PrintYield(tile.Body.Yields[0])};");
            }
        });
        writer.Close();
    }

    private void WritePoints(CodeWriter writer)
    {
        var header = new BatchHeader(_names, _point);
        var (first, last, entries) = (header.Signature.Local("first"), header.Signature.Local("last"), header.Signature.Local("entries"));
        WritePrivateHeader(writer, "void", _member + "Points", header.PointsParameters(first, last, entries));
        writer.Open();
        header.WriteColumns(writer);
        WriteLoop(writer, header, first, last, entries);
        writer.Close();
    }

    private void WriteParallel(CodeWriter writer)
    {
        var header = new BatchHeader(_names, _point, isParallel: true);
        BatchDocumentation.Write(writer, _model, header, _plan, isParallel: true);
        _names.Member(writer, IsExact, "void", _member, header.Parameters(), () =>
        {
            var captured = header.WriteCaptures(writer);
            var entries = header.WriteChecks(writer, _plan);
            var (from, to, columns) = (header.Signature.Local("from"), header.Signature.Local("to"), BatchHeader.Factor(header.ColumnsName));
            var (n, self) = (BatchHeader.Factor(entries), _names.NeedsCopyOfThis ? header.Signature.Local("self") : null);
            if (self is not null)
            {
                writer.Line($"var {self} = this;");
            }

            var call = self is null ? _names.Call(_member) : $"{self}.{_member}{_model.TypeParameters}";
            string[] arguments =
            [
                $"{to} - {from}", $"{header.Inputs}.Span.Slice({from} * {columns}, ({to} - {from}) * {columns})", .. captured,
                .. header.Shape.IsInferred ? [] : header.LengthNames, $"{header.Results}.Span.Slice({from} * {n}, ({to} - {from}) * {n})",
            ];
            writer.Line($"{Runtime}.InChunks({header.Count}, {header.ColumnsName} + {entries}, {header.Options}, ({from}, {to}) =>");
            writer.Indent();
            writer.Line($"{call}({string.Join(", ", arguments)}));");
            writer.Unindent();
        });
    }

    private void WriteMemberOfPoint(CodeWriter writer)
    {
        var signature = new Signature(_model);
        var result = signature.Free(_point.Result);
        WritePrivateHeader(writer, "void", MemberOfPoint, [signature.Declaration(false, $"{_names.SpanOfElements} {result}")]);
        writer.Open();
        if (_plan is null)
        {
            new DifferenceMembers(_model).WriteDifferences(writer, signature, result);
        }
        else
        {
            _names.RequireSizes(writer, withDestination: false);
            var function = _plan.Point.InPlace;
            var names = new Dictionary<Value, string> { [function.Inputs[function.Inputs.Count - 1].Value] = result };
            new BodyWriter(function, _names.Spelling, signature.Taken, names).Write(writer, (_, _) => { });
        }

        writer.Close();
    }

    private void WritePrivateHeader(CodeWriter writer, string type, string name, IEnumerable<string> parameters) =>
        writer.Line($"{_names.PrivateModifiers} {type} {name}{_model.TypeParameters}({string.Join(", ", parameters)}){_model.Constraints}");
}
