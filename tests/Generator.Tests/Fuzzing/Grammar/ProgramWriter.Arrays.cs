namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

internal sealed partial class ProgramWriter
{
    private void DeclareArray(Scope scope)
    {
        var (name, source) = (Name(Kind.Array), PickAny(scope.All(Kind.Array, Kind.View, Kind.Span)));
        var length = source?.Length ?? new Length(0);
        switch (_random.Next(10))
        {
            case 0 or 1 when source is not null:
                Line($"var {name} = new double[{source.Count}];");
                break;
            case 2 when source is not null:
                var more = _random.Next(1, 3);
                Line($"double[] {name} = new double[{source.Count} + {more}];");
                length = new Length(length.Min + more);
                break;
            case 3 when source is { Kind: Kind.Array }:
                Line($"var {name} = (double[]){source.Name}.Clone();");
                break;
            case 4 when source is not null:
                Line($"double[] {name} = {source.Name}.ToArray();");
                break;
            case 5 when source is { Kind: Kind.Array }:
                Line($"double[] {name} = [{Leaf(scope)}, .. {source.Name}, {Real(scope, 2)}];");
                length = new Length(length.Min + 2);
                break;
            case 6 when source is { Kind: Kind.Array }:
                var (v, inside) = (Name(Kind.Real), new Scope(scope, isFunction: true));
                inside.Add(new Variable(v, Kind.Real, false));
                Line($"double[] {name} = {source.Name}.Select({v} => (double)({Real(inside, 1)})).ToArray();");
                break;
            case 7 when scope.LoopDepth == 0:
                var span = Name(Kind.Span);
                Line($"Span<double> {span} = stackalloc double[{_random.Next(4)}];".Replace("[0]", "[1]", StringComparison.Ordinal));
                scope.Add(new Variable(span, Kind.Span, Length: new Length(1)));
                return;
            case 8:
                Line($"double[] {name} = new double[{_random.Next(1, 4)}];");
                length = new Length(1);
                break;
            default:
                Line($"double[] {name} = {{ {Real(scope, 1)}, {Real(scope, 1)}, {Leaf(scope)} }};");
                length = new Length(3);
                break;
        }

        scope.Add(new Variable(name, Kind.Array, Length: length));
    }

    /// <summary>Another name for an array, or for a part of it.</summary>
    private void Alias(Scope scope)
    {
        if (PickAny(scope.All(Kind.Array, Kind.Array, Kind.Span, Kind.View, Kind.Rows, Kind.Pairs, Kind.Crate, Kind.Matrix)) is not { } source)
        {
            return;
        }

        var (array, span) = (Name(Kind.Array), Name(Kind.Span));
        void Add(string name, Kind kind, Length length) => scope.Add(new Variable(name, kind, source.IsWritable && kind != Kind.View, length, source.Columns));
        switch (source.Kind)
        {
            case Kind.Array when Chance(3) && scope.All(Kind.Array).FirstOrDefault(other => other != source && other.Length == source.Length) is { } other:
                var (text, writable) = ($"{Truth(scope)} ? {source.Name} : {other.Name}", source.IsWritable && other.IsWritable);
                Line($"var {array} = {Pick([text, $"Library.Pick({Truth(scope)}, {source.Name}, {other.Name})"])};");
                scope.Add(new Variable(array, Kind.Array, writable, source.Length));
                break;
            case Kind.Array when Chance(2):
                Line($"var {array} = {source.Name};");
                Add(array, Kind.Array, source.Length!);
                break;
            case Kind.Array or Kind.Span or Kind.View:
                Slice(scope, source, span);
                break;
            case Kind.Rows when Index(scope, source) is { } row:
                Line($"var {array} = {source.Name}[{row}];");
                Add(array, Kind.Array, new Length(source.Columns!.Min));
                break;
            case Kind.Crate:
                Line($"var {array} = {source.Name}.Data;");
                Add(array, Kind.Array, new Length(2));
                break;
            case Kind.Pairs:
                Line($"var {array} = {source.Name};");
                Add(array, Kind.Pairs, source.Length!);
                break;
            case Kind.Matrix:
                Line($"var {array} = {source.Name};");
                Add(array, Kind.Matrix, source.Length!);
                break;
        }
    }

    private void Slice(Scope scope, Variable source, string span)
    {
        var from = source.Length!.Min == 0 ? 0 : _random.Next(source.Length.Min + 1);
        var whole = source.Kind == Kind.Array ? $"{source.Name}.AsSpan()" : source.Name;
        var kind = source.Kind == Kind.View || !source.IsWritable ? Kind.View : Kind.Span;
        var (text, length) = _random.Next(6) switch
        {
            0 => ($"{whole}.Slice({from})", new Length(source.Length.Min - from)),
            1 => ($"{whole}[{from}..]", new Length(source.Length.Min - from)),
            2 when source.Length.Min > 0 => ($"{whole}[..^1]", new Length(source.Length.Min - 1)),
            3 when source.Length.Min > 0 => ($"{whole}.Slice({source.Count} - {source.Length.Min}, {source.Length.Min})", new Length(source.Length.Min)),
            4 when kind == Kind.Span => ($"Library.Middle({whole})", new Length(Math.Max(0, source.Length.Min - 1))),
            _ => (whole, source.Length),
        };
        Line($"{kind.Spelled()} {span} = {text};");
        scope.Add(new Variable(span, kind, kind == Kind.Span, length));
    }

    /// <summary>What is done to all elements at once.</summary>
    private void WholeArray(Scope scope)
    {
        if (PickAny(scope.All(Kind.Array, Kind.Span).Where(variable => variable.IsWritable)) is not { } array)
        {
            return;
        }

        var whole = array.Kind == Kind.Array ? $"{array.Name}.AsSpan()" : array.Name;
        var other = PickAny(scope.All(Kind.Array, Kind.Span, Kind.View));
        switch (_random.Next(9))
        {
            case 0:
                Line($"{whole}.Fill({Real(scope, 1)});");
                break;
            case 1:
                Line($"{whole}.Reverse();");
                break;
            case 2 when Chance(2):
                Line($"{whole}.Clear();");
                break;
            case 3 when other is not null && other.Length == array.Length:
                Line($"{other.Name}.CopyTo({whole});");
                break;
            case 4 when array.Kind == Kind.Array && array.Length!.Min > 0:
                Line($"Array.Copy({array.Name}, 0, {array.Name}, 1, {array.Count} - 1);");
                break;
            case 5 when array.Kind == Kind.Array:
                Line($"Library.Rotate({array.Name});");
                break;
            case 6 when other is not null:
                Line($"Library.Smooth({other.Name}, {array.Name});");
                break;
            case 7 when array.Kind == Kind.Array:
                Line($"Array.Reverse({array.Name});");
                break;
            case 8 when array.Length!.Min > 1:
                // A part over itself.
                Line($"{whole}[1..].CopyTo({whole});");
                break;
            default:
                Assign(scope);
                break;
        }
    }
}
