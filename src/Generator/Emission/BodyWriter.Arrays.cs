using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <content>Statements on arrays and spans.</content>
internal sealed partial class BodyWriter
{
    /// <summary>Scratch up to this many elements lies on the stack.</summary>
    private const int LongestOnStack = 128;

    private void WriteTape(OpenTape tape, CodeWriter writer)
    {
        var local = _locals[tape.Target];
        _declared.Add(local);
        writer.Line($"var {local.Name} = new {_spelling.Runtime("Tape")}<{_spelling.Type(tape.Element)}>(16);");
        _rented.Peek().Add($"{local.Name}.Dispose();");
    }

    private void WritePop(Pop pop, CodeWriter writer)
    {
        var local = _locals[pop.Target];
        writer.Line($"{(_declared.Add(local) ? _spelling.Type(local.Type) + " " : "")}{local.Name} = {NameOf(pop.Tape)}.Pop();");
    }

    private void WriteConstruct(Construct construct, CodeWriter writer)
    {
        var local = _locals[construct.Target];
        var arguments = string.Join(", ", construct.Arguments.Select(argument => Print(argument)));
        writer.Line($"{(_declared.Add(local) ? "var " : "")}{local.Name} = new {_spelling.Type(local.Type)}({arguments});");
    }

    private void WriteEvaluate(Evaluate evaluate, CodeWriter writer)
    {
        if (evaluate.Target.Type.CSharp == "void")
        {
            writer.Line($"{Print(evaluate.Code)};");
            return;
        }

        var local = _locals[evaluate.Target];
        var type = local.Type.Kind == TypeKind.Opaque ? "var" : _spelling.Type(local.Type);
        writer.Line($"{(_declared.Add(local) ? type + " " : "")}{local.Name} = {Print(evaluate.Code).Replace(Evaluate.OwnName, local.Name + "Out")};");
    }

    private void WriteAllocate(Allocate allocate, Region region, CodeWriter writer)
    {
        var local = _locals[allocate.Target];
        var type = local.Type;
        var lengths = string.Join(", ", allocate.Lengths.Select(length => Print(length)));
        if (type.Kind == TypeKind.Array)
        {
            var declaration = _declared.Add(local) ? _spelling.Type(type) + " " : "";
            writer.Line($"{declaration}{local.Name} = {NewArray(type, lengths)};");
            return;
        }

        var element = _spelling.Type(type.Element!);
        var isDeclaration = _declared.Add(local);
        if (isDeclaration && _loopDepth == 0 && allocate.Lengths[0] is Constant { Integer: <= LongestOnStack })
        {
            writer.Line($"{_spelling.Type(type)} {local.Name} = stackalloc {element}[{lengths}];");

            // Under SkipLocalsInit the stack holds whatever was there.
            writer.Line($"{local.Name}.Clear();");
            return;
        }

        var rented = Naming.Fresh(_placement.Scopes[region], Identifiers.Clean(local.Name) + "Rented", _reserved);
        var target = isDeclaration ? $"{_spelling.Type(type)} {local.Name}" : local.Name;
        writer.Line($"var {rented} = {_spelling.Runtime("GeneratedCode")}.Rent<{element}>({lengths}, out {target});");
        _rented.Peek().Add($"{_spelling.Runtime("GeneratedCode")}.Return({rented});");
    }

    /// <summary>new double[n], and new double[n][] where the elements are arrays themselves.</summary>
    private string NewArray(IrType type, string lengths)
    {
        var element = _spelling.Type(type.Element!);
        var brackets = element.IndexOf('[');
        return brackets < 0
            ? $"new {element}[{lengths}]"
            : $"new {element.Substring(0, brackets)}[{lengths}]{element.Substring(brackets)}";
    }

    private void WriteCopy(Copy copy, CodeWriter writer)
    {
        var source = _printer.Print(copy.Source, Latitude.None, Precedence.Primary);
        var destination = Print(copy.Destination);
        if (copy.Source.Type.Rank > 1)
        {
            writer.Line($"{_spelling.System("Array")}.Copy({source}, {destination}, {source}.Length);");
        }
        else if (copy.Source.Type.Kind != TypeKind.Array)
        {
            writer.Line($"{source}.CopyTo({destination});");
        }
        else if (copy.Destination.Type.Kind == TypeKind.Array)
        {
            writer.Line($"{source}.CopyTo({destination}, 0);");
        }
        else
        {
            writer.Line($"{source}.AsSpan().CopyTo({destination});");
        }
    }

    private void WriteClear(Clear clear, CodeWriter writer)
    {
        var array = _printer.Print(clear.Array, Latitude.None, Precedence.Primary);
        var (start, count) = (Print(clear.Start), Print(clear.Count));
        var isWhole = clear.Start is Constant { Integer: 0 }
            && clear.Count is Operation { Operator: Operator.Length } length && ReferenceEquals(length.Operands[0], clear.Array);
        if (clear.Array.Type.Kind == TypeKind.Array)
        {
            writer.Line($"{_spelling.System("Array")}.Clear({array}, {start}, {count});");
        }
        else
        {
            writer.Line(isWhole ? $"{array}.Clear();" : $"{array}.Slice({start}, {count}).Clear();");
        }
    }

    private void WriteStore(Store store, CodeWriter writer)
    {
        var target = Target(store);
        if (store.Value is Operation { Operands.Count: 2 } operation && Precedence.IsArithmetic(operation.Operator)
            && operation.Operands[0] is Operation { Operator: Operator.Element } element && IsSamePlace(element, store))
        {
            writer.Line(Compound(target, operation));
            return;
        }

        writer.Line($"{target} = {Print(store.Value, Latitude.Conversion)};");
    }

    /// <summary><c>t = a[i]; a[i] = t + e</c> where nobody else reads t.</summary>
    private bool IsUpdate(Let load, Store update) =>
        load.Definition is Operation { Operator: Operator.Element } element && IsSamePlace(element, update)
        && update.Value is Operation { Operands.Count: 2 } operation && Precedence.IsArithmetic(operation.Operator)
        && ReferenceEquals(operation.Operands[0], load.Target) && !Uses.In(operation.Operands[1]).Contains(load.Target)
        && load.Target.Variable == 0 && _locals[load.Target].Values.Count == 1
        && _placement.Readers[load.Target] == 1;

    private void WriteUpdate(Value loaded, Store update, CodeWriter writer)
    {
        _declared.Add(_locals[loaded]);
        writer.Line(Compound(Target(update), (Operation)update.Value));
    }

    private string Target(Store store)
    {
        var array = _printer.Print(store.Array, Latitude.None, Precedence.Primary);
        return $"{array}[{string.Join(", ", store.Indices.Select(index => Print(index)))}]";
    }

    private static bool IsSamePlace(Operation element, Store store) =>
        ReferenceEquals(element.Operands[0], store.Array) && element.Operands.Skip(1).SequenceEqual(store.Indices);
}
