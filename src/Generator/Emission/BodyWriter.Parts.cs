using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <content>Members that are too long for one method.</content>
internal sealed partial class BodyWriter
{
    private HashSet<Value>? _tapes;

    private void WritePart(Part part, Region region, CodeWriter writer)
    {
        var statements = region.Statements.Skip(part.First).Take(part.Count).ToArray();
        var name = Naming.Fresh(_placement.Scopes[region], "Part", _reserved, first: 1);
        var (declarations, arguments) = Handed(statements);
        writer.Line($"{name}({string.Join(", ", arguments)});");
        writer.Line();
        writer.Line($"void {name}({string.Join(", ", declarations)})");
        var body = new CodeWriter();
        _rented.Push([]);
        WriteStatements(new Region(statements, []), body);
        ReturnRented(body);
        writer.Block(body);
        writer.Line();
    }

    /// <summary>What the statements read and cannot capture: parameters as they are declared, spans and what foreign types may be.</summary>
    private (List<string> Declarations, List<string> Arguments) Handed(IReadOnlyList<Statement> statements)
    {
        var (declarations, arguments) = (new List<string>(), new List<string>());
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in _spelling.Parts!.Parameters)
        {
            if (_function.Inputs.Any(input => Identifiers.In(input.Value.Access!).Contains(Identifiers.Clean(parameter.Name)) && NameOf(input.Value) == input.Value.Access))
            {
                taken.Add(parameter.Name);
                declarations.Add(PartSignature.Declaration(parameter));
                arguments.Add(parameter.Name);
            }
        }

        // What counts as it goes is one for all parts; it must not be able to keep the spans beside it.
        var counts = Uses.Read(statements).Any(Counts);
        if (counts)
        {
            declarations = [.. declarations.Select(declaration => declaration.Contains("Span<") ? "scoped " + declaration : declaration)];
        }

        var own = new Lazy<HashSet<Value>>(() => [.. statements.SelectMany(Uses.BoundEverywhere)]);
        foreach (var value in Uses.Read(statements).Concat(_function.Inputs.Select(input => input.Value)).Where(value => IsUncapturable(value)))
        {
            var isOwn = !value.IsInput && own.Value.Contains(value);
            if (!isOwn && taken.Add(NameOf(value)))
            {
                var by = Counts(value) ? "ref " : "";
                declarations.Add($"{(counts && by.Length == 0 ? "scoped " : by)}{_spelling.Type(value.Type)} {NameOf(value)}");
                arguments.Add(by + NameOf(value));
            }
        }

        return (declarations, arguments);
    }

    private static bool Counts(Value value) => value.Type.Kind == TypeKind.Opaque && !value.IsInput && value.Type.CSharp.Contains(".Entry");

    // A tape is a struct that changes: a copy of it would be another.
    private bool IsUncapturable(Value value) =>
        value.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan || (value.Type.Kind == TypeKind.Opaque && !value.IsInput && !Tapes.Contains(value) && !SinCosPairs.IsPair(value.Type));

    private HashSet<Value> Tapes => _tapes ??= TapesOf(_function);

    private static HashSet<Value> TapesOf(Function function)
    {
        var tapes = new HashSet<Value>();
        Walk.Statements(function.Body, statement => tapes.UnionWith(statement is OpenTape tape ? [tape.Target] : []));
        return tapes;
    }
}
