namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private void DeclareStructured(Scope scope)
    {
        switch (_random.Next(9))
        {
            case 0 or 1:
                DeclareAs(scope, Kind.Pair, Pair(scope));
                break;
            case 2 when PickAny(scope.All(Kind.Pairs).Where(pairs => pairs.IsWritable)) is { } pairs && Index(scope, pairs) is { } i:
                var reference = Name(Kind.Pair);
                Line($"ref var {reference} = ref {pairs.Name}[{i}];");
                scope.Add(new Variable(reference, Kind.Pair) { IsByReference = true });
                break;
            case 3:
                DeclareAs(scope, Kind.Area, Area(scope));
                break;
            case 4:
                var (crate, array) = (Name(Kind.Crate), PickAny(scope.All(Kind.Array).Where(variable => variable is { IsWritable: true, Length.Min: > 1 })));
                Line($"var {crate} = new Crate {{ Corner = {Pair(scope)}, Weight = {Real(scope, 1)}, Data = {array?.Name ?? $"new double[] {{ {Leaf(scope)}, {Leaf(scope)} }}"} }};");
                scope.Add(new Variable(crate, Kind.Crate));
                break;
            case 5 when PickAny(scope.All(Kind.Crate)) is { } original:
                DeclareAs(scope, Kind.Crate, original.Name);
                break;
            case 6:
                DeclareAs(scope, Kind.Two, Pick([$"({Real(scope, 1)}, {Real(scope, 1)})", $"Library.Both({Leaf(scope)}, {Leaf(scope)})"]));
                break;
            default:
                var (many, source) = (Name(Kind.Pairs), PickAny(scope.All(Kind.Array, Kind.Pairs)));
                if (source is null || Chance(3))
                {
                    Line($"Pair[] {many} = {{ {Pair(scope)}, {Pair(scope)} }};");
                    scope.Add(new Variable(many, Kind.Pairs, Length: new Length(2)));
                }
                else
                {
                    Line($"var {many} = new Pair[{source.Count}];");
                    scope.Add(new Variable(many, Kind.Pairs, Length: source.Length));
                }

                break;
        }
    }

    private void DeclareAs(Scope scope, Kind kind, string text)
    {
        var name = Name(kind);
        Line($"{kind.Spelled()} {name} = {text};");
        scope.Add(new Variable(name, kind));
    }

    private void ChangeStructured(Scope scope)
    {
        if (PickAny(scope.All(Kind.Pair, Kind.Pair, Kind.Pairs, Kind.Crate, Kind.Area, Kind.Two).Where(candidate => candidate.IsWritable)) is not { } variable)
        {
            Assign(scope);
            return;
        }

        var pairs = variable.Kind == Kind.Pairs ? Index(scope, variable) : "";
        switch (variable.Kind)
        {
            case Kind.Pair or Kind.Pairs when pairs is not null:
                var place = pairs == "" ? variable.Name : $"{variable.Name}[{pairs}]";
                Line(_random.Next(5) switch
                {
                    0 => $"{place}.Scale({Tame(scope, 1)});",
                    1 => $"Library.Shift(ref {place}, {Tame(scope, 1)});",
                    2 => $"{place} = {Pair(scope)};",
                    3 => $"{place}.X *= {Tame(scope, 1)};",
                    _ => $"{place} = {place}.Moved({Tame(scope, 1)}) + {Pair(scope)};",
                });
                break;
            case Kind.Crate:
                Line(Pick([$"{variable.Name}.Load({Tame(scope, 1)});", $"{variable.Name}.Corner.Scale({Tame(scope, 1)});", $"{variable.Name}.Data[1] -= {Leaf(scope)};", $"{variable.Name}.Corner = {Pair(scope)};"]));
                break;
            case Kind.Area:
                Line($"{variable.Name} = {Area(scope)};");
                break;
            case Kind.Two:
                Line($"{variable.Name}.Two += {Tame(scope, 1)} * {variable.Name}.One;");
                break;
        }
    }

    private string Pair(Scope scope)
    {
        var known = PickAny(scope.All(Kind.Pair, Kind.Pairs));
        var text = known is null ? null : known.Kind == Kind.Pair ? known.Name : Index(scope, known) is { } i ? $"{known.Name}[{i}]" : null;
        return _random.Next(8) switch
        {
            0 when text is not null => $"{text}.Turned()",
            1 when text is not null => $"({text} + Pair.Unit)",
            2 when text is not null => $"{Tame(scope, 2)} * {text}",
            3 or 4 when text is not null => text,
            5 when text is not null => $"{text}.Moved({Leaf(scope)})",
            6 => $"new Pair {{ X = {Leaf(scope)}, Y = {Leaf(scope)} }}",
            _ => $"new Pair({Real(scope, 2)}, {Leaf(scope)})",
        };
    }

    private string Area(Scope scope) => PickAny(scope.All(Kind.Area)) is { } area
        ? Pick([$"{area.Name} with {{ Width = {Real(scope, 2)} }}", $"{area.Name}.Grown({Leaf(scope)})", area.Name])
        : $"new Area({Real(scope, 2)}, {Leaf(scope)})";

    /// <summary>A real out of something structured that has no name.</summary>
    private string Structured(Scope scope, int depth) => _random.Next(5) switch
    {
        0 => $"({Real(scope, depth)}, {Real(scope, depth)}).Item{_random.Next(1, 3)}",
        1 => $"({Pair(scope)}).{Pick(["X", "Norm"])}",
        2 => $"({Area(scope)}).{Pick(["Size", "Height"])}",
        3 => $"new double[] {{ {Real(scope, depth)}, {Leaf(scope)} + 0.0 * {Simple(scope)}, 0.25 * {Leaf(scope)} }}[{Whole(scope)} % 3]",
        _ => $"({Pair(scope)}).Turned().Moved({Leaf(scope)}).Y",
    };
}
