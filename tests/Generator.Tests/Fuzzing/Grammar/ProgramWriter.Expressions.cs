namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private const int MostDepth = 3;

    /// <summary>A real number. It grows slowly, so that loops do not blow up.</summary>
    private string Real(Scope scope, int depth = 0)
    {
        if (depth >= MostDepth || Chance(4))
        {
            return Leaf(scope);
        }

        string Next() => Real(scope, depth + 1);
        return _random.Next(29) switch
        {
            0 or 1 or 2 => $"({Next()} + {Next()})",
            3 or 4 => $"({Next()} - {Next()})",
            5 or 6 or 7 => $"{Leaf(scope)} * {Tame(scope, depth + 1)}",
            8 => $"{Next()} / (2.0 + {Tame(scope, depth + 1)})",
            9 => $"(-{Leaf(scope)})",
            10 => $"Math.Sqrt(1.0 + {Leaf(scope)} * {Leaf(scope)} * 0.0 + Math.Pow({Next()}, 2))",
            11 => $"Math.Log(1.5 + {Tame(scope, depth + 1)})",
            12 => $"Math.Max({Next()}, {Next()})",
            13 => $"Math.Abs({Next()})",
            14 => $"({Truth(scope)} ? {Next()} : {Next()})",
            15 => $"({Whole(scope)} % 3) switch {{ 0 => {Next()}, 1 => {Next()}, _ => {Leaf(scope)} }}".Insert(0, "(") + ")",
            16 => $"Math.Atan2({Next()}, 2.5 + {Tame(scope, depth + 1)})",
            17 => $"Math.Clamp({Next()}, -1.5, 1.25)",
            18 or 19 => Call(scope, depth + 1),
            20 => SideEffect(scope, depth + 1),
            21 => Structured(scope, depth + 1),
            22 => Sequence(scope, depth + 1),
            23 => $"(({Truth(scope)} ? (double?){Leaf(scope)} : null) ?? {Next()})",
            24 => $"Math.FusedMultiplyAdd({Leaf(scope)}, {Tame(scope, depth + 1)}, {Next()})",
            25 or 26 => Idiom(scope, depth + 1),
            _ => Tame(scope, depth + 1),
        };
    }

    /// <summary>Between −1 and 1.</summary>
    private string Tame(Scope scope, int depth) => _random.Next(5) switch
    {
        0 => $"Math.Cos({Real(scope, depth)})",
        1 => $"Math.Tanh({Real(scope, depth)})",
        2 => "0.75",
        _ => $"Math.Sin({Real(scope, depth)})",
    };

    private string Leaf(Scope scope)
    {
        var variable = PickAny(scope.All(Kind.Real, Kind.Real, Kind.Array, Kind.Span, Kind.View, Kind.Matrix, Kind.Rows, Kind.List, Kind.Pair, Kind.Area, Kind.Crate, Kind.Pairs, Kind.Two));
        return Chance(12) ? Pick(["0.5", "1.25", "2.0", $"{Whole(scope)} * 0.25"]).Insert(0, "(") + ")" : variable is null ? "0.5" : Part(scope, variable) ?? Simple(scope);
    }

    private string Simple(Scope scope) => PickAny(scope.All(Kind.Real))?.Name ?? "0.5";

    /// <summary>A real in a variable; null where there is none.</summary>
    private string? Part(Scope scope, Variable variable) => variable.Kind switch
    {
        Kind.Real => variable.Name,
        Kind.Pair => Pick([$"{variable.Name}.X", $"{variable.Name}.Y", $"{variable.Name}[{_random.Next(2)}]", $"{variable.Name}.Norm"]),
        Kind.Area => Pick([$"{variable.Name}.Width", $"{variable.Name}.Height", $"{variable.Name}.Size"]),
        Kind.Crate => Pick([$"{variable.Name}.Weight", $"{variable.Name}.Corner.X", $"{variable.Name}.Data[{_random.Next(2)}]"]),
        Kind.Two => Pick([$"{variable.Name}.One", $"{variable.Name}.Two"]),
        Kind.Pairs => Index(scope, variable) is { } i ? $"{variable.Name}[{i}].{Pick(["X", "Y", "Norm"])}" : null,
        Kind.Matrix or Kind.Rows => Element(scope, variable),
        _ => Index(scope, variable) is { } i ? $"{variable.Name}[{i}]" : null,
    };

    /// <summary>A real that can be assigned to.</summary>
    private string? Target(Scope scope)
    {
        var variable = PickAny(scope.All(Kind.Real, Kind.Array, Kind.Span, Kind.Matrix, Kind.Rows, Kind.List, Kind.Pair, Kind.Crate, Kind.Pairs, Kind.Two).Where(candidate => candidate.IsWritable));
        return variable is null ? null : TargetIn(scope, variable);
    }

    private string? TargetIn(Scope scope, Variable variable) => variable.Kind switch
    {
        Kind.Pair => $"{variable.Name}.{Pick(["X", "Y"])}",
        Kind.Pairs => Index(scope, variable) is { } i ? $"{variable.Name}[{i}].{Pick(["X", "Y"])}" : null,
        Kind.Crate => $"{variable.Name}.{Pick(["Weight", "Corner.Y", "Data[1]"])}",
        _ => Part(scope, variable),
    };

    private string? Element(Scope scope, Variable variable)
    {
        if (Index(scope, variable) is not { } row)
        {
            return null;
        }

        var columns = Pick([.. scope.IndicesOf(variable.Columns!), "0"]);
        columns = columns == "0" && variable.Columns!.Min == 0 ? null : columns;
        return columns is null ? null : variable.Kind is Kind.Matrix ? $"{variable.Name}[{row}, {columns}]" : $"{variable.Name}[{row}][{columns}]";
    }

    /// <summary>An index that is inside; null where nothing surely is.</summary>
    private string? Index(Scope scope, Variable variable)
    {
        var length = variable.Length!;
        List<string> indices = [.. scope.IndicesOf(length)];
        if (indices.Count > 0 && Chance(4))
        {
            return $"{variable.Count} - 1 - {Pick(indices)}";
        }

        if (indices.Count > 0 && !Chance(3))
        {
            return Pick(indices);
        }

        if (length.Min > 0)
        {
            indices.Add($"{_random.Next(length.Min)}");
            indices.Add($"({Whole(scope)}) % {variable.Count}");
            if (PickAny(_counters.Where(counter => counter.At.IsAround(scope))) is { } counted)
            {
                indices.Add($"{Pick([counted.Name + "++", "++" + counted.Name, counted.Name])} % {variable.Count}");
            }
            indices.Add(variable.Kind == Kind.Matrix ? $"{variable.Count} - 1" : $"^{_random.Next(length.Min) + 1}");
        }

        return indices.Count == 0 ? null : Pick(indices);
    }

    /// <summary>An integer that is not negative.</summary>
    private string Whole(Scope scope)
    {
        var known = PickAny(scope.All(Kind.Whole));
        var counted = PickAny(scope.All(Kind.Array, Kind.Span, Kind.View, Kind.List, Kind.Matrix, Kind.Pairs));
        return _random.Next(8) switch
        {
            0 or 1 when counted is not null => counted.Count,
            2 => $"{_random.Next(4)}",
            3 => $"(int)(1.0 + Math.Abs({Leaf(scope)}))",
            4 when PickAny(scope.All(Kind.Wholes)) is { Length.Min: > 0 } table => $"{table.Name}[{_random.Next(table.Length.Min)}]",
            5 when known is not null => $"({known.Name} + {_random.Next(1, 3)})",
            _ => known?.Name ?? $"{_random.Next(3)}",
        };
    }

    private string Truth(Scope scope) => _random.Next(11) switch
    {
        0 or 1 or 2 => $"{Leaf(scope)} < {Leaf(scope)}",
        9 when PickAny(scope.All(Kind.Array)) is { } one && PickAny(scope.All(Kind.Array)) is { } two => $"{one.Name}.Length == {two.Name}.Length",
        10 when PickAny(scope.All(Kind.Array)) is { } some => Pick([$"{some.Name}.Any(e{++_names} => e{_names} > 0.5)", $"{some.Name}.All(e{_names} => e{_names} < 0.75)", $"{some.Name}.Length > 1"]),
        3 => $"{Leaf(scope)} > 0.25",
        4 or 5 => $"{Whole(scope)} % 2 == {_random.Next(2)}",
        6 => $"({Truth(scope)} && {Leaf(scope)} > -0.5)",
        7 when PickAny(scope.All(Kind.Truth)) is { } known => Pick([known.Name, $"!{known.Name}"]),
        _ => $"!({Leaf(scope)} >= {Leaf(scope)}) || {Whole(scope)} == 1".Insert(0, "(") + ")",
    };

    /// <summary>An expression that changes a variable while the ones around it read it.</summary>
    private string SideEffect(Scope scope, int depth)
    {
        if (PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is not { } variable)
        {
            return Leaf(scope);
        }

        return _random.Next(4) switch
        {
            0 => $"({variable.Name} = {Real(scope, depth)})",
            1 => $"({variable.Name} += {Tame(scope, depth)})",
            2 => $"({variable.Name} * {variable.Name}++ * 0.125)",
            _ => $"({variable.Name} - (--{variable.Name}))",
        };
    }
}
