using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Divides once: where a derivative divides by the same term several times, or in every iteration of a loop in which it does not
/// change, it multiplies by the reciprocal instead. Real-only; what the method returns keeps its divisions.
/// </summary>
internal sealed class Reciprocals : Refining
{
    /// <summary>Two divisions take longer than one and two multiplications, and the reciprocal is often there before what is divided.</summary>
    private const int Worthwhile = 2;

    private readonly HashSet<Expression> _divisors;

    /// <summary>Quotients that have to be what the method computes, to the last bit.</summary>
    private readonly HashSet<Expression> _exact = [];

    private Reciprocals(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
        _divisors = Find(function);
        if (_divisors.Count > 0)
        {
            // Seldom there are any: what is exact is asked for only then.
            _exact = new ExactValues(function, new ArrayAliases(function.Body)).TermsOf(function);
            _divisors = Find(function);
        }
    }

    public static Function Run(Function function, CancellationToken cancellation)
    {
        if (!Walk.AllTerms(function).Any(term => term is Operation { Operator: Operator.Divide, Type.IsReal: true }))
        {
            return function;
        }

        var pass = new Reciprocals(function, cancellation);
        return pass._divisors.Count == 0 ? function : pass.Rewrite(function);
    }

    protected override Expression? Special(Expression expression)
    {
        if (!IsCandidate(expression) || !_divisors.Contains(expression.Operands[1]))
        {
            return null;
        }

        var divisor = Rewrite(expression.Operands[1]);
        var reciprocal = Pool.Loose(Operator.Divide, divisor.Type, Pool.Real(1, divisor.Type), divisor);
        if (divisor is Value { Name.Length: > 0 } value)
        {
            Pool.Rename(reciprocal, "inverse" + char.ToUpperInvariant(value.Name[0]) + value.Name.Substring(1));
        }

        var divided = Rewrite(expression.Operands[0]);
        return Algebra.IsConstant(divided, 1) ? reciprocal : Pool.Loose(Operator.Multiply, divisor.Type, divided, reciprocal);
    }

    private bool IsCandidate(Expression term) =>
        term is Operation { Operator: Operator.Divide, Type.IsReal: true } && (term.Pool.IsLoose(term) || !_exact.Contains(term)) && term.Operands[1] is not Constant;

    private HashSet<Expression> Find(Function function)
    {
        var scopes = new Scopes(function);
        var counts = new Dictionary<Expression, int>();
        var seen = new HashSet<Expression>();
        Visit(function.Body);
        scopes.Done();
        return [.. counts.Where(pair => pair.Value >= Worthwhile).Select(pair => pair.Key)];

        void Visit(Region region)
        {
            foreach (var statement in region.Statements)
            {
                Note(Walk.Roots(statement), region);
                foreach (var nested in Walk.Regions(statement))
                {
                    Visit(nested);
                }
            }

            Note(region.Yields, region);
        }

        void Note(IEnumerable<Expression> roots, Region region)
        {
            foreach (var term in Walk.ExpressionsOf(roots).Where(IsCandidate))
            {
                if (seen.Add(term))
                {
                    var divisor = term.Operands[1];
                    var weight = scopes.ChangesIn(divisor, region) ? 1 : Worthwhile;
                    counts[divisor] = weight + (counts.TryGetValue(divisor, out var count) ? count : 0);
                }
            }
        }
    }
}
