namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private void Loop(Scope scope, int depth)
    {
        var inside = new Scope(scope) { IsInLoop = true, LoopDepth = scope.LoopDepth + 1 };
        var i = Name(Kind.Whole);
        var array = PickAny(scope.All(Kind.Array, Kind.Span, Kind.View, Kind.Matrix, Kind.Rows, Kind.Pairs));
        switch (_random.Next(scope.LoopDepth > 1 ? 5 : 10))
        {
            case 0 or 1 or 2 when array is not null:
                Counted(inside, array, i, depth);
                break;
            case 3:
                inside.Add(new Variable(i, Kind.Whole, false));
                Block($"for (int {i} = 0; {i} < {_random.Next(5)}; {i}++)", () => LoopBody(inside, depth));
                break;
            case 4 when PickAny(scope.All(Kind.Array, Kind.Span, Kind.View)) is { } each:
                var v = Name(Kind.Real);
                var isByReference = each.Kind == Kind.Span && each.IsWritable && Chance(2);
                inside.Add(new Variable(v, Kind.Real, isByReference) { IsByReference = isByReference });
                Block($"foreach ({(isByReference ? "ref var" : "var")} {v} in {each.Name})", () => LoopBody(inside, depth));
                break;
            case 5:
                Line($"int {i} = 0;");
                inside.Add(new Variable(i, Kind.Whole, false));
                Block($"while ({i} < {_random.Next(1, 5)} && {Truth(scope)})", () =>
                {
                    Line($"{i}++;");
                    LoopBody(inside, depth);
                });
                break;
            case 6:
                Line($"int {i} = 0;");
                inside.Add(new Variable(i, Kind.Whole, false));
                Block("do", () =>
                {
                    Line($"{i} += {_random.Next(1, 3)};");
                    LoopBody(inside, depth);
                });
                Line($"while ({i} < {_random.Next(4)});");
                break;
            case 7:
                TakeTurns(scope, inside, i, depth);
                break;
            case 8 when Target(scope) is { } shrinking:
                Line($"for (int {i} = 0; {i} < 6 && Math.Abs({shrinking}) > 0.3; {i}++) {shrinking} = 0.6 * {shrinking} + 0.1 * {Tame(scope, 1)};");
                break;
            default:
                inside.Add(new Variable(i, Kind.Whole, false));
                Block($"for (int {i} = {Whole(scope)} % 4; {i} >= 0; {i} -= {_random.Next(1, 3)})", () => LoopBody(inside, depth));
                break;
        }
    }

    private void Counted(Scope inside, Variable array, string i, int depth)
    {
        inside.Add(new Variable(i, Kind.Whole, false));
        inside.Add(new Bound(i, array.Length!));
        var head = _random.Next(5) switch
        {
            0 => $"for (int {i} = {array.Count} - 1; {i} >= 0; {i}--)",
            1 => $"for (int {i} = 1; {i} < {array.Count}; {i}++)",
            2 => $"for (int {i} = 0; {i} < {array.Count}; {i} += 2)",
            _ => $"for (int {i} = 0; {i} < {array.Count}; {i}++)",
        };
        Block(head, () =>
        {
            // A recurrence, now and then.
            if (array is { IsWritable: true, Kind: Kind.Array or Kind.Span } && Chance(3))
            {
                Line($"if ({i} > 0) {array.Name}[{i}] += {Tame(inside, 1)} * {array.Name}[{i} - 1];");
            }

            if (array.Kind is Kind.Matrix && Chance(2))
            {
                var (j, within) = (Name(Kind.Whole), new Scope(inside) { LoopDepth = inside.LoopDepth + 1 });
                within.Add(new Variable(j, Kind.Whole, false));
                within.Add(new Bound(j, array.Columns!));
                Block($"for (int {j} = 0; {j} < {array.Name}.GetLength(1); {j}++)", () => LoopBody(within, depth + 1));
            }
            else
            {
                LoopBody(inside, depth);
            }
        });
    }

    private void LoopBody(Scope scope, int depth)
    {
        Statements(scope, depth + 1);
        if (Chance(3))
        {
            Jump(scope);
            Statement(scope, depth + 1);
        }
    }

    /// <summary>Two buffers that take turns.</summary>
    private void TakeTurns(Scope scope, Scope inside, string i, int depth)
    {
        if (PickAny(scope.All(Kind.Array)) is not { } start)
        {
            return;
        }

        var (now, next, k) = (Name(Kind.Array), Name(Kind.Array), Name(Kind.Whole));
        Line($"var {now} = {Pick([$"(double[]){start.Name}.Clone()", $"{start.Name}.ToArray()", start.IsWritable ? start.Name : $"{start.Name}.ToArray()"])};");
        Line($"var {next} = new double[{now}.Length];");
        var (one, two) = (new Variable(now, Kind.Array, Length: start.Length), new Variable(next, Kind.Array, Length: start.Length));
        inside.Add(one);
        inside.Add(two);
        inside.Add(new Variable(i, Kind.Whole, false));
        Block($"for (int {i} = 0; {i} < {Whole(scope)} % 4; {i}++)", () =>
        {
            Line($"for (int {k} = 0; {k} < {now}.Length; {k}++) {next}[{k}] = 0.5 * {now}[{k}] + {Tame(inside, 1)} * {now}[({k} + 1) % {now}.Length];");
            if (Chance(3))
            {
                Statement(inside, depth + 2);
                Jump(inside);
            }

            if (Chance(2))
            {
                Line($"({now}, {next}) = ({next}, {now});");
            }
            else
            {
                var kept = Name(Kind.Array);
                Line($"var {kept} = {now};");
                Line($"{now} = {next};");
                Line($"{next} = {kept};");
            }
        });
        scope.Add(one);
        scope.Add(two);
    }
}
