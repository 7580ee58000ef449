namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    /// <summary>A matrix, or an array of rows.</summary>
    private void DeclareRows(Scope scope)
    {
        var (rows, columns) = (PickAny(scope.All(Kind.Array, Kind.Span, Kind.View)), PickAny(scope.All(Kind.Array, Kind.Span, Kind.View)));
        var (rowCount, columnCount) = (rows?.Count ?? "2", columns?.Count ?? "2");
        var (height, width) = (rows?.Length ?? new Length(2), columns?.Length ?? new Length(2));
        var (i, j) = (Name(Kind.Whole), Name(Kind.Whole));
        var inside = new Scope(scope);
        inside.Add(new Variable(i, Kind.Whole, false));
        inside.Add(new Bound(i, height));
        if (Chance(2))
        {
            var matrix = Name(Kind.Matrix);
            Line($"var {matrix} = new double[{rowCount}, {columnCount}];");
            inside.Add(new Variable(j, Kind.Whole, false));
            inside.Add(new Bound(j, width));
            Line($"for (int {i} = 0; {i} < {rowCount}; {i}++) for (int {j} = 0; {j} < {columnCount}; {j}++) {matrix}[{i}, {j}] = {Real(inside, 1)};");
            scope.Add(new Variable(matrix, Kind.Matrix, Length: height, Columns: width));
            return;
        }

        var table = Name(Kind.Rows);
        Line($"var {table} = new double[{rowCount}][];");
        Block($"for (int {i} = 0; {i} < {table}.Length; {i}++)", () =>
        {
            Line($"{table}[{i}] = {Pick([$"new double[{columnCount}]", $"new double[{columnCount} + {i} % 2]", $"new double[{columnCount} + 1]"])};");
            if (Chance(2))
            {
                inside.Add(new Variable(j, Kind.Whole, false));
                Line($"for (int {j} = 0; {j} < {table}[{i}].Length; {j}++) {table}[{i}][{j}] = {Real(inside, 1)};");
            }
        });
        scope.Add(new Variable(table, Kind.Rows, Length: height, Columns: new Length(width.Min)));
    }

    private void ListStatement(Scope scope)
    {
        if (PickAny(scope.All(Kind.List)) is { } list && Chance(2))
        {
            Line(_random.Next(4) switch
            {
                0 when list.Length!.Min > 0 => $"{list.Name}[{list.Name}.Count - 1] += {Real(scope, 1)};",
                1 when PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is { } target => $"foreach (var e{++_names} in {list.Name}) {target.Name} {(Chance(2) ? "+=" : "=")} Math.Sin(e{_names});",
                _ => $"{list.Name}.Add({Real(scope, 1)});",
            });
            return;
        }

        var (name, i) = (Name(Kind.List), Name(Kind.Whole));
        Line($"var {name} = new List<double> {{ {Real(scope, 1)} }};");
        var inside = new Scope(scope);
        inside.Add(new Variable(i, Kind.Whole, false));
        Line($"for (int {i} = 0; {i} < {Whole(scope)} % 5; {i}++) {(Chance(2) ? $"if ({Truth(inside)}) " : "")}{name}.Add({Real(inside, 1)});");
        scope.Add(new Variable(name, Kind.List, Length: new Length(1)));
    }

    /// <summary>A real out of LINQ.</summary>
    private string Sequence(Scope scope, int depth)
    {
        if (PickAny(scope.All(Kind.Array)) is not { } array)
        {
            return Leaf(scope);
        }

        var (v, w, inside) = (Name(Kind.Real), Name(Kind.Real), new Scope(scope, isFunction: true) { IsInLoop = false, MayReturn = false });
        inside.Add(new Variable(v, Kind.Real, false));
        var body = Real(inside, depth);
        return _random.Next(10) switch
        {
            0 => $"{array.Name}.Sum()",
            1 => $"{array.Name}.Sum({v} => (double)({body}))",
            2 => $"{array.Name}.Select({v} => (double)({body})).Sum()",
            3 => $"{array.Name}.Zip({array.Name}.Reverse(), ({v}, {w}) => {v} * Math.Cos({w})).Sum()",
            4 => $"{array.Name}.Aggregate((double)0.5, ({w}, {v}) => 0.5 * {w} + {body})",
            5 when array.Length!.Min > 0 => $"{array.Name}.{Pick(["Max", "Min", "Average"])}()",
            6 => $"{array.Name}.Skip(1).Select(({v}, i{w}) => {v} * i{w}).Sum()",
            7 => $"{array.Name}.Where({v} => {v} > 0.25).Sum({v} => {v} * {v})",
            8 => $"Enumerable.Range(0, {Whole(scope)} % 4).Select(i{w} => (double)(i{w} * {Leaf(inside.WithoutOwn())})).Sum()",
            _ => $"{array.Name}.Concat({array.Name}.Take(1)).Sum({v} => (double)({body}))",
        };
    }
}
