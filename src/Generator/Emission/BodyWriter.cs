using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The statements of a function as C#. Everything is decided before: this only chooses idioms that mean the same.</summary>
internal sealed partial class BodyWriter
{
    private readonly Function _function;
    private readonly Spelling _spelling;
    private readonly ExpressionPrinter _printer;
    private readonly Dictionary<Value, Local> _locals;
    private readonly Placement _placement;
    private readonly Dictionary<Region, Dictionary<int, Part>> _parts;
    private readonly HashSet<Local> _declared = [];
    private readonly HashSet<string> _reserved;
    private readonly IReadOnlyDictionary<Value, string> _inputNames;
    private readonly Stack<List<string>> _rented = new();
    private readonly IReadOnlyDictionary<Expression, Expression> _yields;
    private int _loopDepth;

    /// <param name="reserved">Names that no local may take, without @: parameters and members the text around mentions.</param>
    /// <param name="inputNames">Inputs that are called otherwise than <see cref="Value.Access"/> says.</param>
    public BodyWriter(Function function, Spelling spelling, IEnumerable<string> reserved, IReadOnlyDictionary<Value, string>? inputNames = null)
    {
        function = spelling.HasVectors ? LoopJam.Run(LoopVectors.Run(function)) : function;
        _yields = new Dictionary<Expression, Expression>();
        function = spelling.Parts is null ? function : LongTerms.Run(function, out _yields);
        _function = function;
        _spelling = spelling;
        _inputNames = inputNames ?? new Dictionary<Value, string>();
        _reserved = [.. reserved, .. _inputNames.Values.SelectMany(Identifiers.In), .. MentionedNames.In(function)];
        _printer = new ExpressionPrinter(spelling, NameOf);
        _locals = Coalescing.Of(function);
        _parts = spelling.Parts is null || (!spelling.HasScoped && Uses.WritesEntries(function)) ? [] : Part.Of(function);
        _placement = Placement.Of(function, _locals, _parts);
        Naming.Apply(function, _placement, _reserved);
    }

    /// <summary>Writes the body; <paramref name="writeYields"/> then says what becomes of what it yields.</summary>
    public void Write(CodeWriter writer, Action<CodeWriter, BodyWriter> writeYields)
    {
        _rented.Push([]);
        WriteStatements(_function.Body, writer);
        ReturnRented(writer);
        if (!_function.Body.Throws)
        {
            writeYields(writer, this);
        }
    }

    /// <summary>What the function yields, behind its body.</summary>
    public string PrintYield(Expression yield, Latitude latitude = Latitude.None) => Print(_yields.TryGetValue(yield, out var now) ? now : yield, latitude);

    private string Print(Expression expression, Latitude latitude = Latitude.None) => _printer.Print(expression, latitude);

    private string NameOf(Value value)
    {
        if (value.IsInput)
        {
            return _inputNames.TryGetValue(value, out var name) ? name : value.Access!;
        }

        return _locals[value].Name;
    }

    private void WriteStatements(Region region, CodeWriter writer)
    {
        _parts.TryGetValue(region, out var parts);
        for (var i = 0; i < region.Statements.Count; i++)
        {
            if (parts is not null && parts.TryGetValue(i, out var part))
            {
                WriteDeclarations(part, writer);
                WritePart(part, region, writer);
                i += part.Count - 1;
                continue;
            }

            var statement = region.Statements[i];
            if (statement is Let load && i + 1 < region.Statements.Count && region.Statements[i + 1] is Store update && IsUpdate(load, update))
            {
                WriteUpdate(load.Target, update, writer);
                i++;
                continue;
            }

            WriteDeclarations(statement, writer);
            WriteStatement(statement, region, writer);
        }
    }

    private void WriteDeclarations(Statement statement, CodeWriter writer)
    {
        if (_placement.DeclaredBefore.TryGetValue(statement, out var locals))
        {
            foreach (var local in locals.Where(_declared.Add))
            {
                writer.Line($"{_spelling.Type(local.Type)} {local.Name};");
            }
        }
    }

    private void WriteStatement(Statement statement, Region region, CodeWriter writer)
    {
        switch (statement)
        {
            case Let let:
                Assign(_locals[let.Target], let.Definition, writer);
                break;
            case Evaluate evaluate:
                WriteEvaluate(evaluate, writer);
                break;
            case Allocate allocate:
                WriteAllocate(allocate, region, writer);
                break;
            case Copy copy:
                WriteCopy(copy, writer);
                break;
            case Clear clear:
                WriteClear(clear, writer);
                break;
            case Store store:
                WriteStore(store, writer);
                break;
            case If branch:
                WriteIf(branch, writer);
                break;
            case For loop:
                WriteFor(loop, writer);
                break;
            case While loop:
                WriteWhile(loop, writer);
                break;
            case Require require:
                var destination = NameOf(require.Destination);
                if (require.Dimensions.Count > 0)
                {
                    writer.Line($"{_spelling.Runtime("GeneratedCode")}.RequireDimensions({string.Join(", ", require.Dimensions.Select(d => Print(d)))});");
                }

                writer.Line(
                    $"{_spelling.Runtime("GeneratedCode")}.{(require.IsExact ? "RequireExactLength" : "RequireLength")}({destination}.Length, {Print(require.Length)}, {_spelling.NameOf(destination)});");
                break;
            case OpenTape tape:
                WriteTape(tape, writer);
                break;
            case Push push:
                writer.Line($"{NameOf(push.Tape)}.Push({Print(push.Value)});");
                break;
            case Pop pop:
                WritePop(pop, writer);
                break;
            case Construct construct:
                WriteConstruct(construct, writer);
                break;
            case Invoke invoke:
                writer.Line($"{_printer.Print(invoke.Receiver, Latitude.None, Precedence.Primary)}.{invoke.Method}({string.Join(", ", invoke.Arguments.Select(argument => Print(argument, Latitude.Conversion)))});");
                break;
            case GiveUp no:
                writer.Line($"return {Print(no.Exception)};");
                break;
            case Throw exception:
                writer.Line($"throw {Print(exception.Exception)};");
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} has no C# form.");
        }
    }

    /// <summary>local = value, with its declaration where this is its first occurrence, in the short forms C# has.</summary>
    private void Assign(Local local, Expression value, CodeWriter writer)
    {
        if (value is Value { IsInput: false } same && ReferenceEquals(_locals[same], local))
        {
            return;
        }

        if (_declared.Add(local))
        {
            writer.Line($"{_spelling.Type(local.Type)} {local.Name} = {Print(value, Latitude.Conversion)};");
            return;
        }

        if (value is Operation operation && Precedence.IsArithmetic(operation.Operator) && operation.Type == local.Type
            && operation.Operands[0] is Value { IsInput: false } old && ReferenceEquals(_locals[old], local))
        {
            writer.Line(Compound(local.Name, operation));
            return;
        }

        writer.Line($"{local.Name} = {Print(value, Latitude.Conversion)};");
    }

    /// <summary>target = target op operand.</summary>
    private string Compound(string target, Operation operation)
    {
        var (op, operand) = (operation.Operator, operation.Operands[1]);
        var isOne = operand is Constant { Type.Kind: TypeKind.Integer, Integer: 1 };
        var isMinusOne = operand is Constant { Type.Kind: TypeKind.Integer, Integer: -1 };
        if ((op == Operator.Add && isOne) || (op == Operator.Subtract && isMinusOne))
        {
            return $"{target}++;";
        }

        if ((op == Operator.Subtract && isOne) || (op == Operator.Add && isMinusOne))
        {
            return $"{target}--;";
        }

        // A literal 0 as a divisor needs the printer's care.
        var isZeroDivisor = op is Operator.Divide or Operator.Remainder && operand is not (Value or Constant { Integer: not 0 })
            && operation.Type.Kind == TypeKind.Integer;
        return isZeroDivisor
            ? $"{target} = {Print(operation)};"
            : $"{target} {Precedence.Sign(op)}= {Print(operand, Latitude.Conversion)};";
    }

    private void WriteMoves(IReadOnlyList<Value> targets, IReadOnlyList<Expression> sources, CodeWriter writer)
    {
        foreach (var group in ParallelCopy.Sequence(ParallelCopy.Moves(targets, sources, _locals), _locals))
        {
            if (group.Count == 1)
            {
                Assign(group[0].Target, group[0].Source, writer);
                continue;
            }

            // Each reads what another writes: C# evaluates the whole right side before it assigns.
            var left = string.Join(", ", group.Select(move => move.Target.Name));
            var right = string.Join(", ", group.Select(move => _printer.Print(move.Source, Latitude.None, Precedence.Additive)));
            writer.Line($"({left}) = ({right});");
        }
    }

    private void ReturnRented(CodeWriter writer)
    {
        foreach (var giveBack in _rented.Pop())
        {
            writer.Line(giveBack);
        }
    }
}
