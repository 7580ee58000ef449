namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private readonly List<(string Name, Kind[] Parameters, Kind? Result)> _helpers = [];
    private readonly List<(string Name, Scope At, Kind[] Parameters, bool IsReal)> _local = [];

    private void WriteHelpers()
    {
        for (var count = _random.Next(3); count > 0; count--)
        {
            Kind[] parameters = [Pick([Kind.Real, Kind.Array, Kind.Pair]), .. Chance(2) ? [Pick([Kind.Real, Kind.Array, Kind.Whole, Kind.Matrix, Kind.Pairs])] : Array.Empty<Kind>()];
            var (name, result) = ($"H{_helpers.Count}", Pick<Kind?>([Kind.Real, Kind.Real, Kind.Array, null]));
            var scope = new Scope { Result = result, MayReturn = result is not null };
            foreach (var kind in parameters)
            {
                scope.Add(new Variable(Name(kind), kind, Length: new Length(_minLength), Columns: new Length(_minLength)));
            }

            var names = scope.All(Enum.GetValues<Kind>()).Select(variable => $"{variable.Kind.Spelled()} {variable.Name}");
            var budget = _budget;
            _budget = _random.Next(2, 6);
            Block($"private static {result?.Spelled() ?? "void"} {name}({string.Join(", ", names)})", () =>
            {
                Statements(scope, 1);
                if (result == Kind.Real)
                {
                    Line($"return {Real(scope)};");
                }
                else if (result == Kind.Array)
                {
                    Line($"return {ArrayOf(scope) ?? $"new double[] {{ {Real(scope)}, 0.5 * {Simple(scope)} }}"};");
                }
            });
            _budget = budget;
            _helpers.Add((name, parameters, result));
        }
    }

    /// <summary>A real out of a call.</summary>
    private string Call(Scope scope, int depth)
    {
        var array = PickAny(scope.All(Kind.Array));
        return _random.Next(9) switch
        {
            0 or 1 when PickAny(scope.All(Kind.Function)) is { } function => $"{function.Name}({Real(scope, depth)})",
            2 or 3 when Helper(scope, Kind.Real) is { } call => call,
            4 => $"Library.Mix({Leaf(scope)}, {Tame(scope, depth)})",
            5 => Twice(scope),
            6 => $"Library.Total({Leaf(scope)}, {Real(scope, depth)})",
            7 => $"Library.Fraction({Leaf(scope)}, {Whole(scope)} % 4)",
            8 when array is not null => $"Library.SumFrom({array.Name}, {_random.Next(2)})",
            _ => $"Library.Both({Leaf(scope)}, {Real(scope, depth)}).Two",
        };
    }

    private string Twice(Scope scope)
    {
        var (v, inside) = (Name(Kind.Real), new Scope(scope, isFunction: true) { IsInLoop = false, MayReturn = false });
        inside.Add(new Variable(v, Kind.Real));
        return $"Library.Twice({v} => {Tame(inside, 2)}, {Leaf(scope)})";
    }

    /// <summary>A call of a helper with what there is; null where something is missing.</summary>
    private string? Helper(Scope scope, Kind? result)
    {
        var (name, parameters, _) = _helpers.Where(helper => helper.Result == result).OrderBy(_ => _random.Next()).FirstOrDefault();
        if (name is null)
        {
            return null;
        }

        var arguments = parameters.Select(kind => kind switch
        {
            Kind.Real => Real(scope, 2),
            Kind.Whole => Whole(scope),
            Kind.Pair => Pair(scope),
            _ => PickAny(scope.All(kind).Where(variable => variable.IsWritable && variable.Length!.Min >= _minLength && (variable.Columns?.Min ?? _minLength) >= _minLength))?.Name,
        }).ToArray();
        return arguments.Contains(null) ? null : $"{name}({string.Join(", ", arguments)})";
    }

    private void CallStatement(Scope scope)
    {
        switch (_random.Next(6))
        {
            case 0 when PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is { } state:
                var before = Name(Kind.Real);
                Line($"Library.Advance(ref {state.Name}, {Leaf(scope)}, out double {before});");
                scope.Add(new Variable(before, Kind.Real));
                break;
            case 1 when Helper(scope, null) is { } call:
                Line($"{call};");
                break;
            case 2 when Helper(scope, Kind.Array) is { } made:
                var name = Name(Kind.Array);
                Line($"var {name} = {made};");
                scope.Add(new Variable(name, Kind.Array, Length: new Length(0)));
                break;
            case 3 when Chance(4) && Target(scope) is { } one && !one.StartsWith('l') && PickAny(scope.All(Kind.Real).Where(variable => variable.IsWritable)) is { } two:
                Line($"Library.Larger(ref {one}, ref {two.Name}) -= {Tame(scope, 1)};");
                break;
            case 4 when PickAny(_local.Where(function => function.At == scope).Select(function => function.Name)) is { } local:
                Line($"{local}({Real(scope, 1)});");
                break;
            default:
                Assign(scope);
                break;
        }
    }

    /// <summary>A lambda, or a function within the method that changes what is around it.</summary>
    private void DeclareFunction(Scope scope, int depth)
    {
        var (f, v) = (Name(Kind.Function), Name(Kind.Real));
        var inside = new Scope(scope, isFunction: true) { Result = Kind.Real, MayReturn = true, IsInLoop = false };
        inside.Add(new Variable(v, Kind.Real));
        if (Chance(2))
        {
            Line($"Func<double, double> {f} = {v} => {Real(inside, 1)};");
        }
        else
        {
            Block($"double {f}(double {v})", () =>
            {
                Assign(inside);
                Statements(inside, depth + 1);
                Line($"return {Real(inside, 1)};");
            });
            _local.Add((f, scope, [Kind.Real], true));
        }

        scope.Add(new Variable(f, Kind.Function, false));
    }
}
