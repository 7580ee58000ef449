namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private void Statements(Scope scope, int depth)
    {
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            Statement(scope, depth);
        }
    }

    private void Statement(Scope scope, int depth)
    {
        _budget--;
        var isDeep = depth >= 3 || _budget < 0;
        switch (_random.Next(isDeep ? 19 : 32))
        {
            case 0 or 1:
                DeclareReal(scope);
                break;
            case 2 or 3 or 4 or 5:
                Assign(scope);
                break;
            case 6 or 7:
                DeclareArray(scope);
                break;
            case 8:
                Alias(scope);
                break;
            case 9 or 10:
                Exchange(scope);
                break;
            case 11:
                DeclareStructured(scope);
                break;
            case 12:
                ChangeStructured(scope);
                break;
            case 13 or 14:
                CallStatement(scope);
                break;
            case 15:
                WholeArray(scope);
                break;
            case 16 or 17 or 18:
                IdiomStatement(scope);
                break;
            case 19 or 20:
                Branch(scope, depth);
                break;
            case 21:
                DeclareFunction(scope, depth);
                break;
            case 22 or 23:
                DeclareRows(scope);
                break;
            case 24:
                ListStatement(scope);
                break;
            default:
                Loop(scope, depth);
                break;
        }
    }

    private void DeclareReal(Scope scope)
    {
        var name = Name(Kind.Real);
        if (Chance(8) && PickAny(scope.All(Kind.Array, Kind.Span).Where(variable => variable.IsWritable)) is { } array && Index(scope, array) is { } index)
        {
            Line($"ref double {name} = ref {array.Name}[{index}];");
            scope.Add(new Variable(name, Kind.Real) { IsByReference = true });
            return;
        }

        if (Chance(8))
        {
            var other = Name(Kind.Real);
            Line($"var ({name}, {other}) = Library.Both({Real(scope)}, {Real(scope)});");
            scope.Add(new Variable(other, Kind.Real));
        }
        else
        {
            Line($"double {name} = {Real(scope)};");
        }

        scope.Add(new Variable(name, Kind.Real));
    }

    private void Assign(Scope scope)
    {
        if (Target(scope) is not { } target)
        {
            return;
        }

        Line(_random.Next(7) switch
        {
            0 => $"{target} -= 0.5 * {Leaf(scope)};",
            1 => $"{target} *= {Tame(scope, 1)};",
            2 => $"{target} = 0.5 * {target} + {Real(scope, 1)};",
            3 => $"{target} = {Tame(scope, 0)};",
            4 when Target(scope) is { } other && other != target => $"({target}, {other}) = ({other}, {Real(scope, 1)});",
            5 when Target(scope) is { } other => $"{target} = {other} = {Real(scope, 1)};",
            _ => $"{target} += {Real(scope, 1)};",
        });
    }

    private void Branch(Scope scope, int depth)
    {
        switch (_random.Next(6))
        {
            case 0:
                var name = Name(Kind.Whole);
                Line($"int {name} = {Whole(scope)} % 3;");
                Block($"switch ({name})", () =>
                {
                    for (var k = 0; k < 3; k++)
                    {
                        Line(k == 2 ? "default:" : $"case {k}:");
                        _indent++;
                        Line("{");
                        _indent++;
                        Statements(new Scope(scope) { IsInLoop = false }, depth + 1);
                        _indent--;
                        Line("}");
                        Line("break;");
                        _indent--;
                    }
                });
                break;
            case 1:
                Block("try", () => Statements(new Scope(scope) { IsInLoop = false, MayReturn = false }, depth + 1));
                Block("finally", () => Assign(new Scope(scope) { IsInLoop = false, MayReturn = false }));
                break;
            default:
                Block($"if ({Truth(scope)})", () => Statements(new Scope(scope), depth + 1));
                if (Chance(2))
                {
                    Block("else", () => Statements(new Scope(scope), depth + 1));
                }

                break;
        }
    }

    /// <summary>A way out of the middle of a loop, between writes.</summary>
    private void Jump(Scope scope)
    {
        var jump = scope.MayReturn && scope.Result is { } result && Chance(4)
            ? result == Kind.Real ? $"return {Real(scope, 1)};" : ArrayOf(scope) is { } array ? $"return {array};" : null
            : scope.IsInLoop ? Pick(["break;", "continue;"]) : null;
        if (jump is not null)
        {
            Line($"if ({Truth(scope)}) {jump}");
        }
    }

    /// <summary>Any array of reals; null where there is none.</summary>
    private string? ArrayOf(Scope scope) => PickAny(scope.All(Kind.Array))?.Name;

    private void Exchange(Scope scope)
    {
        if (PickAny(scope.All(Kind.Array, Kind.Span, Kind.Pairs, Kind.Matrix, Kind.Rows).Where(variable => variable.IsWritable)) is not { } first)
        {
            Assign(scope);
            return;
        }

        var second = scope.All(first.Kind).FirstOrDefault(variable => variable.IsWritable && variable != first && variable.Length == first.Length && variable.Columns == first.Columns);
        if (first.Kind == Kind.Array && second is not null && !first.IsByReference && Chance(2))
        {
            Line(_random.Next(3) switch
            {
                0 => $"Library.Exchange(ref {first.Name}, ref {second.Name});",
                1 => $"{first.Name} = {second.Name};",
                _ => $"({first.Name}, {second.Name}) = ({second.Name}, {first.Name});",
            });
        }
        else if (first.Kind == Kind.Rows && Index(scope, first) is { } row && Index(scope, first) is { } otherRow && first.Length!.Min > 0 && Chance(2))
        {
            // Rows of two lengths change places only where nothing asks for the longer one.
            Line($"({first.Name}[{row}], {first.Name}[{otherRow}]) = ({first.Name}[{otherRow}], {first.Name}[{row}]);");
        }
        else if (TargetIn(scope, first) is { } one && TargetIn(scope, first) is { } two)
        {
            Line($"({one}, {two}) = ({two}, {one});");
        }
    }

    private void WriteResult(Scope scope, ResultForm form)
    {
        if (form == ResultForm.Real && Chance(4))
        {
            Line($"return {Real(scope)};");
            return;
        }

        var total = Name(Kind.Real);
        Line($"double {total} = {Real(scope, 1)};");
        scope.Add(new Variable(total, Kind.Real));
        foreach (var variable in scope.All(Kind.Real, Kind.Pair, Kind.Area, Kind.Two, Kind.Crate).ToArray())
        {
            if (variable.Name != total && !Chance(4))
            {
                Line($"{total} += {0.5 + (_random.Next(4) * 0.25):0.0#} * {Part(scope, variable)};".Replace(',', '.'));
            }
        }

        foreach (var variable in scope.All(Kind.Array, Kind.Span, Kind.View, Kind.Pairs, Kind.List, Kind.Rows).ToArray())
        {
            if (!Chance(4))
            {
                var index = Name(Kind.Whole);
                var inner = variable.Kind == Kind.Rows ? $"foreach (var e{index} in {variable.Name}[{index}]) {total} += e{index} * ({index} + 1);"
                    : $"{total} += {variable.Name}[{index}]{(variable.Kind == Kind.Pairs ? ".Norm" : "")} * ({index} + 0.5);";
                Line($"for (int {index} = 0; {index} < {variable.Count}; {index}++) {inner}");
            }
        }

        foreach (var variable in scope.All(Kind.Matrix).ToArray())
        {
            var element = Name(Kind.Real);
            Line($"foreach (var {element} in {variable.Name}) {total} += Math.Sin({element});");
        }

        WriteLast(scope, form, total);
    }

    private void WriteLast(Scope scope, ResultForm form, string total)
    {
        switch (form)
        {
            case ResultForm.Real:
                Line($"return {total};");
                break;
            case ResultForm.Two:
                Line($"return ({total}, {Real(scope)});");
                break;
            case ResultForm.Pair:
                Line(PickAny(scope.All(Kind.Pair)) is { } pair && Chance(2) ? $"return {total} * {pair.Name};" : $"return new Pair({Real(scope)}, {total});");
                break;
            case ResultForm.Area:
                Line($"return new Area({total}, {Real(scope)});");
                break;
            case ResultForm.Array when PickAny(scope.All(Kind.Array).Where(variable => variable.IsWritable)) is { } array && !Chance(3):
                Line($"if ({array.Count} > 0) {array.Name}[0] += {total};");
                Line($"return {array.Name};");
                break;
            case ResultForm.Array:
                Line($"return new double[] {{ {total}, {Real(scope)}, {Real(scope)} }};");
                break;
            case ResultForm.Matrix:
                var matrix = Name(Kind.Matrix);
                Line($"var {matrix} = new double[2, {Whole(scope)} % 3];");
                var (i, j) = (Name(Kind.Whole), Name(Kind.Whole));
                Line($"for (int {i} = 0; {i} < 2; {i}++) for (int {j} = 0; {j} < {matrix}.GetLength(1); {j}++) {matrix}[{i}, {j}] = {total} * ({i} + 1) + {Leaf(scope)} * {j};");
                Line($"return {matrix};");
                break;
            case ResultForm.Pairs:
                var pairs = Name(Kind.Pairs);
                Line($"var {pairs} = new Pair[{Whole(scope)} % 4];");
                var k = Name(Kind.Whole);
                Line($"for (int {k} = 0; {k} < {pairs}.Length; {k}++) {pairs}[{k}] = new Pair({total} + {k}, {Leaf(scope)}){Pick(["", ".Turned()", ".Moved(0.5)"])};");
                Line($"return {pairs};");
                break;
            case ResultForm.FixedDestination:
                Line($"result[0] {Pick(["=", "+="])} {total};");
                Line($"result[1] += result[0] * 0.5 + {Leaf(scope)};");
                break;
            default:
                var r = Name(Kind.Whole);
                Line($"for (int {r} = 0; {r} < result.Length; {r}++) result[{r}] += {total} * ({r} + 1) + {Leaf(scope)};");
                break;
        }
    }
}
