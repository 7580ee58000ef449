using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Sine and cosine of one angle by one call, which costs hardly more than one of them. For functions that return derivatives alone: the
/// framework does not promise that the pair has the bits of the two.
/// </summary>
internal sealed class SinCosPairs : Rewriter
{
    private readonly IrType _pair;
    private readonly string _call;
    private readonly IrType _angle;
    private readonly Dictionary<Expression, Value> _bound = [];

    private SinCosPairs(ExpressionPool pool, IrType angle, string type, string call, CancellationToken cancellation)
        : base(pool, cancellation)
    {
        (_angle, _call) = (angle, call);
        _pair = IrType.Opaque(Pair(type));
    }

    /// <summary>Whether this is the type of a pair: two numbers, which local functions may capture and hand on.</summary>
    public static bool IsPair(IrType type) => type.Kind == TypeKind.Opaque && type.CSharp.EndsWith(" Cos)", StringComparison.Ordinal) && type.CSharp.StartsWith("(", StringComparison.Ordinal)
        && type.CSharp.IndexOf(" Sin, ", StringComparison.Ordinal) is > 0 and var middle && type.CSharp == Pair(type.CSharp.Substring(1, middle - 1));

    private static string Pair(string type) => $"({type} Sin, {type} Cos)";

    /// <param name="function">Finished.</param>
    /// <param name="angle">The type of the angles.</param>
    /// <param name="type">How C# spells it.</param>
    /// <param name="call">The method of the pair, as it is called here: <c>Math.SinCos</c>.</param>
    public static Function Run(Function function, IrType angle, string type, string call)
    {
        var (hasSine, hasCosine) = (false, false);
        foreach (var term in Walk.AllTerms(function))
        {
            hasSine |= IsOf(term, "Sin", angle);
            hasCosine |= IsOf(term, "Cos", angle);
        }

        return hasSine && hasCosine ? new SinCosPairs(function.Pool, angle, type, call, CancellationToken.None).Rewrite(function) : function;
    }

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Region Rewrite(Region region)
    {
        var pairs = Find(region);
        if (pairs.Count == 0)
        {
            return base.Rewrite(region);
        }

        var statements = new List<Statement>();
        var angles = pairs.ToLookup(pair => pair.Value, pair => pair.Key);
        foreach (var statement in region.Statements)
        {
            foreach (var angle in angles[statement])
            {
                var bound = Pool.Local(_pair, "sinCos");
                statements.Add(new Let(bound, Spelled("SinCos", [_call + "(", ")"], _pair, Rewrite(angle))));
                _bound[angle] = bound;
            }

            Rewrite(statement, statements);
        }

        var end = new Region(statements, [.. region.Yields.Select(Rewrite)]);
        foreach (var angle in pairs.Keys)
        {
            _bound.Remove(angle);
        }

        // Outside, the pair has no name.
        ForgetTerms();
        return end;
    }

    protected override Expression? Special(Expression expression)
    {
        var name = IsOf(expression, "Sin", _angle) ? "Sin" : IsOf(expression, "Cos", _angle) ? "Cos" : null;
        return name is not null && _bound.TryGetValue(expression.Operands[0], out var pair)
            ? Pool.Hint(Spelled(name + "OfPair", ["", "." + name], _angle, pair), expression.Pool.HintOf(expression))
            : null;
    }

    /// <summary>The angles of which statements of this region, not of those nested in it, need both; with the first that needs one.</summary>
    private Dictionary<Expression, Statement> Find(Region region)
    {
        var (first, found) = (new Dictionary<Expression, (Statement Statement, string Name)>(), new Dictionary<Expression, Statement>());
        foreach (var statement in region.Statements.Where(statement => statement is Let or Store))
        {
            foreach (var call in Walk.ExpressionsOf(Walk.Roots(statement)).OfType<Call>())
            {
                if (!IsOf(call, "Sin", _angle) && !IsOf(call, "Cos", _angle))
                {
                    continue;
                }

                var angle = call.Operands[0];
                if (!first.TryGetValue(angle, out var other))
                {
                    first.Add(angle, (statement, call.Rule.Name));
                }
                else if (other.Name != call.Rule.Name)
                {
                    found[angle] = other.Statement;
                }
            }
        }

        return found;
    }

    private static bool IsOf(Expression term, string name, IrType type) => term is Call { Operands.Count: 1 } call && call.Rule.Name == name && call.Type == type && call.Operands[0].Type == type;

    private Expression Spelled(string name, IReadOnlyList<string> texts, IrType type, Expression operand) =>
        Pool.Call(new ForeignFunction(name, "", texts, 1, (arguments, _) => new Expression?[arguments.Count]), type, operand);
}
