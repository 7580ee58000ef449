using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <content>Branches and loops.</content>
internal sealed partial class BodyWriter
{
    private void WriteIf(If branch, CodeWriter writer)
    {
        var then = Arm(branch.Then, branch.Results);
        var otherwise = Arm(branch.Else, branch.Results);
        if (then.IsEmpty && otherwise.IsEmpty)
        {
            return;
        }

        if (then.IsEmpty)
        {
            writer.Line($"if ({_printer.PrintNegated(branch.Condition)})");
            writer.Block(otherwise);
            return;
        }

        writer.Line($"if ({Print(branch.Condition)})");
        writer.Block(then);
        if (otherwise.IsEmpty)
        {
            return;
        }

        // An arm that is one more branch and nothing else continues the chain.
        if (branch.Else.Statements.Count == 1 && branch.Else.Statements[0] is If
            && otherwise.FirstLine.StartsWith("if (", StringComparison.Ordinal)
            && ParallelCopy.Moves(branch.Results, branch.Else.Yields, _locals).Count == 0)
        {
            writer.Chain("else ", otherwise);
        }
        else
        {
            writer.Line("else");
            writer.Block(otherwise);
        }
    }

    private CodeWriter Arm(Region arm, IReadOnlyList<Value> results)
    {
        var writer = new CodeWriter();
        _rented.Push([]);
        WriteStatements(arm, writer);
        WriteMoves(results, arm.Yields, writer);
        ReturnRented(writer);
        return writer;
    }

    private void WriteFor(For loop, CodeWriter writer)
    {
        WriteMoves([.. Uses.Phis(loop)], [.. Uses.Initials(loop)], writer);
        var local = _locals[loop.Index];
        _declared.Add(local);
        var index = local.Name;
        var start = $"{_spelling.Type(local.Type)} {index} = {Print(loop.Start, Latitude.Conversion)}";
        var bound = _printer.Print(loop.Bound, Latitude.Conversion, Precedence.Of(loop.Comparison) + 1);
        var condition = $"{index} {Precedence.Sign(loop.Comparison)} {bound}";
        if (loop.Guard is { } guard)
        {
            condition += $" && {_printer.Print(guard, Latitude.None, Precedence.And)}";
        }

        writer.Line($"for ({start}; {condition}; {Advance(index, loop.Step)})");
        writer.Block(Iteration(loop, new CodeWriter()));
    }

    private string Advance(string index, Expression step) => step switch
    {
        Constant { Integer: 1 } => index + "++",
        Constant { Integer: -1 } => index + "--",
        Constant { Integer: < 0 and > int.MinValue } down => $"{index} -= {-down.Integer}",
        _ => $"{index} += {Print(step, Latitude.Conversion)}",
    };

    private void WriteWhile(While loop, CodeWriter writer)
    {
        WriteMoves([.. Uses.Phis(loop)], [.. Uses.Initials(loop)], writer);
        var test = new CodeWriter();
        _rented.Push([]);
        _loopDepth++;
        WriteStatements(loop.Test, test);
        _loopDepth--;
        var condition = loop.Test.Yields[0];
        if (test.IsEmpty)
        {
            _rented.Pop();
            writer.Line($"while ({Print(condition)})");
            writer.Block(Iteration(loop, new CodeWriter()));
            return;
        }

        ReturnRented(test);
        test.Line($"if ({_printer.PrintNegated(condition)})");
        test.Open();
        test.Line("break;");
        test.Close();
        test.Line();
        writer.Line("while (true)");
        writer.Block(Iteration(loop, test));
    }

    /// <summary>The body and the step to the next values, after what the test wrote.</summary>
    private CodeWriter Iteration(Loop loop, CodeWriter writer)
    {
        _rented.Push([]);
        _loopDepth++;
        WriteStatements(loop.Body, writer);
        WriteMoves([.. Uses.Phis(loop)], loop.Body.Yields, writer);
        _loopDepth--;
        ReturnRented(writer);
        return writer;
    }
}
