using System.Globalization;
using System.Text;

namespace SymbolicJacobian.Generator.Ir;

/// <summary>
/// A function as text: complete (two functions with the same text are the same function, which is how the incremental
/// pipeline compares them) and readable (tests and people compare lowerings by it).
/// </summary>
internal sealed class IrText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Value, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);
    private int _indent;

    public static string Of(Function function)
    {
        var writer = new IrText();
        writer.Write(function);
        return writer._text.ToString();
    }

    private void Write(Function function)
    {
        Line($"function {function.Name}");
        foreach (var input in function.Inputs)
        {
            var (kind, name) = (input.IsActive ? "active" : "constant", Bind(input.Value));
            var size = input.Size is not null ? $" size {string.Join("×", input.Size)}"
                : input.Layout is { } layout ? $" at {layout.Group}: {string.Join(" + ", layout.Terms.Select(term => $"{term.Scale}·{string.Join("#", term.Fragments)}[{string.Join(",", term.Indices)}]"))} of {Text(layout.Count)}"
                : "";
            Line($"  {kind} {name} = {input.Value.Access}{size}");
        }

        var rows = function.Output.Rows is { } count ? Text(count) : "?";
        var fragments = function.Output.Fragments.Count == 0 ? "" : " via " + string.Join("_", function.Output.Fragments);
        foreach (var carrier in function.Output.Carriers)
        {
            fragments += $" {(carrier.Target.Length == 0 ? "return" : carrier.Target + " =")} {string.Join("_", carrier.Fragments)}";
        }

        Line($"  gives {function.Output.Shape} of {rows} {function.Output.Element} as {function.Output.ReturnType}{fragments}");
        Body(function.Body, "yield");
    }

    private void Body(Region region, string yield)
    {
        _indent++;
        foreach (var statement in region.Statements)
        {
            Write(statement);
        }

        if (region.Yields.Count > 0)
        {
            Line($"{yield} {string.Join(", ", region.Yields.Select(Text))}");
        }

        _indent--;
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                var definition = Text(let.Definition);
                Line($"{Bind(let.Target)} = {definition}");
                break;
            case Evaluate evaluate:
                var code = Text(evaluate.Code);
                Line($"{Bind(evaluate.Target)} = once {code}");
                break;
            case Recursion recursion:
                var given = string.Join(", ", recursion.Given.Select(Text));
                Line($"{Bind(recursion.Target)} = {recursion.Companion.Name} of {given}");
                break;
            case Allocate allocate:
                var lengths = string.Join(", ", allocate.Lengths.Select(Text));
                Line($"{Bind(allocate.Target)} = zeros [{lengths}]");
                break;
            case Copy copy:
                Line($"copy {Text(copy.Source)} to {Text(copy.Destination)}");
                break;
            case Clear clear:
                Line($"clear {Text(clear.Array)} from {Text(clear.Start)} count {Text(clear.Count)}");
                break;
            case Store store:
                Line($"{Text(store.Array)}[{string.Join(", ", store.Indices.Select(Text))}] := {Text(store.Value)}");
                break;
            case If branch:
                Line($"if {Text(branch.Condition)}");
                Body(branch.Then, "yield");
                Line("else");
                Body(branch.Else, "yield");
                Results(branch.Results);
                break;
            case For loop:
                var bounds = $"{Text(loop.Start)} while {loop.Comparison} {Text(loop.Bound)} step {Text(loop.Step)}";
                Line($"for {Bind(loop.Index)} = {bounds}{CarriedText(loop)}");
                if (loop.Guard is { } guard)
                {
                    Line($"  guard {Text(guard)}");
                }

                Body(loop.Body, "next");
                Results(loop.Results);
                break;
            case While loop:
                Line($"while{CarriedText(loop)}");
                Body(loop.Test, "test");
                Line("do");
                Body(loop.Body, "next");
                Results(loop.Results);
                break;
            case Require require:
                Line($"require {Text(require.Destination)} of {(require.IsExact ? "exactly " : "")}{Text(require.Length)}{string.Concat(require.Dimensions.Select(d => $", {Text(d)} not negative"))}");
                break;
            case OpenTape tape:
                Line($"{Bind(tape.Target)} = empty");
                break;
            case Push push:
                Line($"push {Text(push.Value)} on {Text(push.Tape)}");
                break;
            case Pop pop:
                var from = Text(pop.Tape);
                Line($"{Bind(pop.Target)} = pop {from}");
                break;
            case Construct construct:
                var arguments = string.Join(", ", construct.Arguments.Select(Text));
                Line($"{Bind(construct.Target)} = new {construct.Target.Type}({arguments})");
                break;
            case Invoke invoke:
                Line($"{Text(invoke.Receiver)}.{invoke.Method}({string.Join(", ", invoke.Arguments.Select(Text))})");
                break;
            case Throw exception:
                Line($"throw {Text(exception.Exception)}");
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} has no text form.");
        }
    }

    private string CarriedText(Loop loop)
    {
        if (loop.Carried.Count == 0)
        {
            return "";
        }

        var initials = loop.Carried.Select(carried => Text(carried.Initial)).ToArray();
        return " with " + string.Join(", ", loop.Carried.Select((carried, i) => $"{Bind(carried.Phi)} = {initials[i]}"));
    }

    private void Results(IReadOnlyList<Value> results)
    {
        if (results.Count > 0)
        {
            Line($"gives {string.Join(", ", results.Select(Bind))}");
        }
    }

    private string Bind(Value value)
    {
        var stem = value.Name.Length == 0 ? "_" : value.Name;
        var name = stem;
        if (!_taken.Add(name))
        {
            // What is taken stays taken, so the search goes on where it ended for this name.
            var version = _versions.TryGetValue(stem, out var last) ? last : 1;
            do
            {
                name = $"{stem}'{++version}";
            }
            while (!_taken.Add(name));
            _versions[stem] = version;
        }

        _names.Add(value, name);
        return value.Variable == 0 ? $"{name}: {value.Type}" : $"{name}: {value.Type} #{value.Variable}";
    }

    private string Text(Expression expression) => expression switch
    {
        Constant { Type.IsReal: true } c => c.Real.ToString("R", CultureInfo.InvariantCulture) + (c.Type.Kind == TypeKind.Float ? "f" : "d") + (c.Bits == long.MinValue ? "-0" : ""),
        Constant c => c.Integer.ToString(CultureInfo.InvariantCulture),
        Value v => _names.TryGetValue(v, out var name) ? name : $"unbound '{v.Name}'",
        Operation o => $"{o.Operator}{(o.Operator == Operator.Convert ? $"<{o.Type}>" : "")}({string.Join(", ", o.Operands.Select(Text))})",
        Call { Rule: ForeignFunction foreign } c => $"{foreign.Key}«{foreign.Text(i => Text(c.Operands[i]))}»:{c.Type}{Hidden(c, foreign)}",
        Call c => $"{c.Rule.Name}{(c.Type.Kind == TypeKind.Float ? "F" : "")}({string.Join(", ", c.Operands.Select(Text))})",
        Opaque q => "«" + string.Concat(q.Fragments.Select((f, i) => i < q.Operands.Count ? f + Text(q.Operands[i]) : f)) + $"»:{q.Type}",
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no text form."),
    };

    /// <summary>Operands that are not printed.</summary>
    private string Hidden(Call call, ForeignFunction function) =>
        call.Operands.Count > function.Holes ? $" of ({string.Join(", ", call.Operands.Skip(function.Holes).Select(Text))})" : "";

    private void Line(string line) => _text.Append(' ', 2 * _indent).Append(line).Append('\n');
}
