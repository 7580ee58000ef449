using System.Text;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

/// <summary>
/// Writes random well-typed programs: loops, branches, arrays under several names, slices, structs, rows, lists, sequences, functions within functions. The
/// same seed gives the same text. Indices stay inside of arrays by construction.
/// </summary>
internal sealed partial class ProgramWriter
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<Parameter> _parameters = [];
    private readonly Length[] _lengths;
    private readonly int _minLength;
    private int _names;
    private int _indent = 1;
    private int _budget;

    private ProgramWriter(int seed)
    {
        _random = new Random(seed);
        _minLength = _random.Next(3);
        _lengths = [.. Enumerable.Range(0, SourceProgram.Slots).Select(_ => new Length(_minLength))];
        _budget = _random.Next(4, 16);
    }

    public static SourceProgram Make(int seed) => new ProgramWriter(seed).Write(seed);

    private SourceProgram Write(int seed)
    {
        ResultForm[] forms =
            [ResultForm.Real, ResultForm.Real, ResultForm.Real, ResultForm.Array, ResultForm.Array, ResultForm.Destination, ResultForm.FixedDestination, ResultForm.Two, ResultForm.Pair, ResultForm.Matrix, ResultForm.Pairs, ResultForm.Area];
        var form = Pick(forms);
        var scope = new Scope { Result = form switch { ResultForm.Real => Kind.Real, ResultForm.Array => Kind.Array, _ => null }, MayReturn = form is ResultForm.Real or ResultForm.Array };
        WriteHelpers();
        WriteParameters(scope, form);
        var kinds = form == ResultForm.Real ? SourceProgram.ScalarKinds : SourceProgram.VectorKinds;
        Line($"[Differentiable({kinds})]");
        Line($"public static {TypeOf(form)} F({string.Join(", ", _parameters.Select(parameter => parameter.Declaration))})");
        Line("{");
        _indent++;
        while (_budget > 0)
        {
            Statement(scope, 0);
        }

        WriteResult(scope, form);
        _indent--;
        Line("}");
        return new SourceProgram(seed, _text.ToString(), _parameters, form, _minLength);
    }

    private static string TypeOf(ResultForm form) => form switch
    {
        ResultForm.Real => "double",
        ResultForm.Array => "double[]",
        ResultForm.Two => "(double One, double Two)",
        ResultForm.Pair => "Pair",
        ResultForm.Area => "Area",
        ResultForm.Matrix => "double[,]",
        ResultForm.Pairs => "Pair[]",
        _ => "void",
    };

    private void WriteParameters(Scope scope, ResultForm form)
    {
        AddParameter(scope, Pick([Kind.Real, Kind.Array, Kind.Array, Kind.View]));
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            AddParameter(scope, Pick([Kind.Real, Kind.Real, Kind.Array, Kind.View, Kind.Matrix, Kind.Rows, Kind.Pair, Kind.Pairs, Kind.Area, Kind.Two, Kind.Whole, Kind.Truth, Kind.Wholes]));
        }

        if (form == ResultForm.Destination)
        {
            var slot = _random.Next(SourceProgram.Slots);
            _parameters.Add(new Parameter("result", "Span<double> result", $"p.Whole({slot})"));
            scope.Add(new Variable("result", Kind.Span, Length: _lengths[slot]));
        }
        else if (form == ResultForm.FixedDestination)
        {
            _parameters.Add(new Parameter("result", "[Size(3)] Span<double> result", "3"));
            scope.Add(new Variable("result", Kind.Span, Length: new Length(3)));
        }
    }

    private void AddParameter(Scope scope, Kind kind)
    {
        var (name, slot, other) = (Name(kind), _random.Next(SourceProgram.Slots), _random.Next(SourceProgram.Slots));
        var size = kind is Kind.Array or Kind.View && Chance(5) ? _random.Next(1, 4) : 0;
        var isConstant = _parameters.Count > 0 && kind is Kind.Array or Kind.View && size == 0 && Chance(6);
        _parameters.Add(Parameter.Of(kind, name, slot, other, size, isConstant));
        var length = size > 0 ? new Length(size) : _lengths[slot];
        scope.Add(new Variable(name, kind, kind is not (Kind.View or Kind.Area or Kind.Whole or Kind.Truth or Kind.Wholes) && !isConstant, length, _lengths[other]));
    }

    private string Name(Kind kind) => kind switch
    {
        Kind.Real => "x",
        Kind.Whole => "n",
        Kind.Truth => "is",
        Kind.Array => "a",
        Kind.Span => "s",
        Kind.View => "v",
        Kind.Matrix => "m",
        Kind.Rows => "g",
        Kind.List => "l",
        Kind.Pair => "p",
        Kind.Area => "r",
        Kind.Crate => "c",
        Kind.Pairs => "ps",
        Kind.Two => "t",
        Kind.Wholes => "ks",
        _ => "f",
    } + ++_names;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private T? PickAny<T>(IEnumerable<T> items)
        where T : class
    {
        T[] all = [.. items];
        return all.Length == 0 ? null : Pick(all);
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private void Line(string line) => _text.Append(' ', 4 * _indent).Append(line).Append('\n');

    private void Block(string head, Action body)
    {
        Line(head);
        Line("{");
        _indent++;
        body();
        _indent--;
        Line("}");
    }
}
