namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <content>What people write, and what makes it hard: counters in indices, references to elements, several names for one thing.</content>
internal sealed partial class ProgramWriter
{
    private readonly List<Counter> _counters = [];

    private sealed record Counter(string Name, Scope At);

    private string Idiom(Scope scope, int depth)
    {
        var array = PickAny(scope.All(Kind.Array));
        return _random.Next(14) switch
        {
            0 => $"Library.Act({Pick(["Mode.Add", "Mode.Scale", $"(Mode)({Whole(scope)} % 3)"])}, {Leaf(scope)}, {Real(scope, depth)})",
            1 => $"Library.Ordered(second: {Real(scope, depth)}, first: {SideEffect(scope, depth)})",
            2 => $"Library.Ordered({Leaf(scope)}, {SideEffect(scope, depth)}, {Leaf(scope)}, {Leaf(scope)})",
            3 => $"Library.Table[({Whole(scope)}) % 3] * {Leaf(scope)}",
            4 => $"Library.Third * {Leaf(scope)}",
            5 when array is not null => $"Library.Best({array.Name})",
            6 => $"Library.Times({Leaf(scope)})({Leaf(scope)})",
            7 => $"(Library.TryHalve({Real(scope, depth)}, out var h{++_names}) ? h{_names} : {Leaf(scope)})",
            8 => $"({Truth(scope)}, {Whole(scope)} % 2) switch {{ (true, 0) => {Real(scope, depth)}, (false, _) => {Leaf(scope)}, _ => {Leaf(scope)} }}".Insert(0, "(") + ")",
            9 => $"new Box<double> {{ Item = {Leaf(scope)} }}.With({Real(scope, depth)}).Item",
            10 when array is not null => $"Library.Range({array.Name}).{Pick(["Low", "High"])} * 0.25",
            11 => $"({Pair(scope)} > {Pair(scope)} ? {Leaf(scope)} : {Leaf(scope)})",
            12 when array is { Length.Min: > 0 } => $"{array.Name}.{Pick(["First()", "Last()", "ElementAt(0)", "Append(0.5).Sum()", $"Where((e{++_names}, k{_names}) => k{_names} % 2 == 0).Sum()"])}",
            _ => $"(({Pair(scope)}) is var q{++_names} ? q{_names}.X * q{_names}.Y : 0.5)",
        };
    }

    private void IdiomStatement(Scope scope)
    {
        var (array, target) = (PickAny(scope.All(Kind.Array).Where(variable => variable.IsWritable)), Target(scope));
        switch (_random.Next(18))
        {
            case 0:
                var counter = Name(Kind.Whole);
                Line($"int {counter} = {_random.Next(3)};");
                _counters.Add(new Counter(counter, scope));
                break;
            case 1 when target is not null && !target.StartsWith('l'):
                var kept = Name(Kind.Real);
                Line($"Library.Advance(ref {target}, {Pick([target, Leaf(scope)])}, out var {kept});");
                scope.Add(new Variable(kept, Kind.Real));
                break;
            case 2 when target is not null && Target(scope) is { } other && !other.StartsWith('l') && !target.StartsWith('l'):
                Line($"Library.Swap(ref {target}, ref {other});");
                break;
            case 3 when array is not null:
                Line(Pick([$"Library.Sort({array.Name});", $"Library.Mirror({array.Name});", $"Library.Accumulate({array.Name});"]));
                break;
            case 4 when array is not null:
                Line($"Array.Fill({array.Name}, {Real(scope, 1)});");
                break;
            case 5 when array is not null && PickAny(scope.All(Kind.Array)) is { } from && from.Length == array.Length:
                Line($"Array.Copy({from.Name}, {array.Name}, {array.Name}.Length);");
                break;
            case 6 when array is { Length.Min: > 0 }:
                var (u, w) = (Name(Kind.Array), Name(Kind.Array));
                Line($"var ({u}, {w}) = ({array.Name}, new double[] {{ {Leaf(scope)} }});");
                scope.Add(new Variable(u, Kind.Array, Length: array.Length));
                scope.Add(new Variable(w, Kind.Array, Length: new Length(1)));
                break;
            case 7 when PickAny(scope.All(Kind.Pair).Where(variable => variable.IsWritable)) is { } pair:
                Line(Pick([$"{pair.Name}[{Whole(scope)} % 2] = {Real(scope, 1)};", $"{pair.Name}.Sum = {Real(scope, 1)};", $"{pair.Name}.Become({Pair(scope)});", $"{pair.Name} = ({Leaf(scope)}, {Leaf(scope)});", $"{pair.Name}.Sum += {Tame(scope, 1)};"]));
                break;
            case 8 when PickAny(scope.All(Kind.Pairs).Where(variable => variable.IsWritable)) is { } pairs:
                var q = Name(Kind.Pair);
                Line(Pick([$"foreach (ref var {q} in {pairs.Name}.AsSpan()) {q}.X += 0.5 * {q}.Y + {Leaf(scope)};", $"foreach (var {q} in {pairs.Name}) {target ?? "_"} = {q}.X - {Leaf(scope)};", $"Array.Reverse({pairs.Name});"]));
                break;
            case 9 when array is not null && PickAny(scope.All(Kind.Array).Where(variable => variable.IsWritable && variable.Length == array.Length)) is { } again:
                var v = Name(Kind.Real);
                Line($"{again.Name} = {array.Name}.Select({v} => {v} * 0.5 + {Simple(new Scope(scope, isFunction: true))}).ToArray();");
                break;
            case 10 when array is not null:
                var grown = Name(Kind.Array);
                Line($"var {grown} = {array.Name};");
                Line($"Array.Resize(ref {grown}, {array.Name}.Length + 1);");
                scope.Add(new Variable(grown, Kind.Array, Length: new Length(array.Length!.Min + 1)));
                break;
            case 11 when PickAny(scope.All(Kind.Pair)) is { } apart:
                var (x, y) = (Name(Kind.Real), Name(Kind.Real));
                Line($"var ({x}, {y}) = {apart.Name};");
                scope.Add(new Variable(x, Kind.Real));
                scope.Add(new Variable(y, Kind.Real));
                break;
            case 12 when PickAny(scope.All(Kind.Rows).Where(variable => variable.IsWritable)) is { } rows:
                var row = Name(Kind.Array);
                Line($"foreach (var {row} in {rows.Name}) if ({row}.Length > 0) {row}[{row}.Length - 1] {Pick(["+=", "="])} {Real(scope, 1)};");
                break;
            case 13 when PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is { } one && PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is { } two:
                var reference = Name(Kind.Real);
                Line($"ref double {reference} = ref ({Truth(scope)} ? ref {one.Name} : ref {two.Name});");
                Line($"{reference} = {Real(scope, 1)};");
                break;
            case 14:
                var best = Name(Kind.Pair);
                Line($"Pair? maybe{best} = null;");
                Line($"if ({Truth(scope)}) maybe{best} = {Pair(scope)};");
                Line($"var {best} = maybe{best} ?? {Pair(scope)};");
                scope.Add(new Variable(best, Kind.Pair));
                break;
            case 15 when PickAny(scope.All(Kind.List)) is { Length.Min: > 0 } list:
                var copy = Name(Kind.Array);
                Line($"double[] {copy} = {list.Name}.ToArray();");
                scope.Add(new Variable(copy, Kind.Array, Length: new Length(list.Length.Min)));
                break;
            case 16 when PickAny(scope.All(Kind.List)) is { } longer:
                Line(Pick([$"{longer.Name}.Insert(0, {Real(scope, 1)});", $"if ({longer.Name}.Count > 1) {longer.Name}.RemoveAt(0);", $"{longer.Name}.AddRange(new double[] {{ {Leaf(scope)}, 0.5 * {Simple(scope)} }});"]));
                break;
            default:
                Assign(scope);
                break;
        }
    }
}
