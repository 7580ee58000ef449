using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>Beside each tape of a function that is itself a derivative, one tape per column that its values depend on.</summary>
internal sealed class TangentTapes(ExpressionPool pool, Dependence dependence)
{
    private readonly Dictionary<Value, IReadOnlyList<(Value Tape, int Column)>> _tapes = [];

    public IEnumerable<Statement> Open(OpenTape tape)
    {
        var tapes = dependence.Members(dependence.OfTape(tape.Target))
            .Select(column => (pool.Local(tape.Target.Type, tape.Target.Name.Length == 0 ? "" : "d" + tape.Target.Name), column)).ToArray();
        _tapes.Add(tape.Target, tapes);
        return tapes.Select(companion => new OpenTape(companion.Item1, tape.Element));
    }

    public IReadOnlyList<(Value Tape, int Column)> Of(Value tape) => _tapes[tape];
}
