using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Gives a reverse sweep each call of a recursive method as one statement, in place of a value and a Jacobian to be multiplied with: its
/// adjoint is a call, too, and costs no more with more inputs.
/// </summary>
internal sealed class Recursions : Refining
{
    private readonly Dictionary<Value, (Companion Companion, IReadOnlyList<Expression> Given)> _calls;

    private Recursions(Function function, Dictionary<Value, (Companion Companion, IReadOnlyList<Expression> Given)> calls, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _calls = calls;
    }

    public static Function Run(Function function, IReadOnlyList<Companion> companions, CancellationToken cancellation)
    {
        var calls = new Dictionary<Value, (Companion, IReadOnlyList<Expression>)>();
        Walk.Statements(function.Body, statement =>
        {
            if (statement is Evaluate { Companion: { } name } evaluate && companions.FirstOrDefault(one => one.Name == name && one.IsWhole) is { } companion)
            {
                calls.Add(evaluate.Target, (companion, evaluate.Code.Operands));
            }
        });
        while (calls.Count > 0)
        {
            var called = DeadCode.Eliminate(new Recursions(function, calls, cancellation).Rewrite(function), cancellation);
            var lost = Lost(called, calls);
            if (lost.Count == 0)
            {
                return called;
            }

            foreach (var all in lost)
            {
                calls.Remove(all);
            }
        }

        return function;
    }

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        switch (statement)
        {
            case Evaluate evaluate when _calls.ContainsKey(evaluate.Target):
                break;
            case Let { Definition: Call { Rule: ForeignFunction } known } let when known.Operands[0] is Opaque { Operands: [Value all] } && _calls.TryGetValue(all, out var call):
                into.Add(new Recursion(let.Target, call.Companion, call.Given));
                break;
            default:
                base.Rewrite(statement, into);
                break;
        }
    }

    /// <summary>Calls whose value something else reads, or whose arguments are not the same any more when the call is reversed.</summary>
    private static List<Value> Lost(Function called, Dictionary<Value, (Companion Companion, IReadOnlyList<Expression> Given)> calls)
    {
        var (aliases, lost) = (new ArrayAliases(called.Body), new List<Value>());
        var settled = new SettledArrays(called, aliases, []);
        var mentioned = new HashSet<Expression>(Walk.AllTerms(called).OfType<Value>());
        lost.AddRange(calls.Keys.Where(mentioned.Contains));
        Walk.Statements(called.Body, statement =>
        {
            if (statement is Recursion recursion && !recursion.Given.Where(given => given.Type.IsArray).All(array => IsSame(array, recursion, aliases, settled)))
            {
                lost.AddRange(calls.Where(pair => ReferenceEquals(pair.Value.Given, recursion.Given)).Select(pair => pair.Key));
            }
        });
        return lost;
    }

    private static bool IsSame(Expression array, Recursion call, ArrayAliases aliases, SettledArrays settled) => array switch
    {
        Value { IsInput: true } => aliases.IsAlone(array) && !aliases.IsWritten(array),
        Value => array.Type.Rank == 1 && settled.IsSettledAfter(array, call),
        _ => !array.Type.Element!.IsReal && array.Operands.Count == 0,
    };
}
