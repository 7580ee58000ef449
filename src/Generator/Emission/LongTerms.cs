using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Names parts of terms that are too long for one method, so that the rest can be handed out to parts of their own (<see cref="Part"/>):
/// a sum of thousands of terms in one expression, the literal of a large matrix. The order of evaluation stays.
/// </summary>
internal sealed class LongTerms : Rewriter
{
    /// <summary>About the IL of what one name stands for.</summary>
    private const int Longest = 4_000;

    private readonly CodeSize _sizes = new();

    /// <summary>What has names where the walk is.</summary>
    private readonly List<(Expression Term, Value Name)> _named = [];

    private int _names;

    private LongTerms(ExpressionPool pool)
        : base(pool, CancellationToken.None)
    {
    }

    /// <param name="function">Finished.</param>
    /// <param name="yields">What became of those of its yields that are others now.</param>
    public static Function Run(Function function, out IReadOnlyDictionary<Expression, Expression> yields)
    {
        var changed = new Dictionary<Expression, Expression>();
        yields = changed;
        if (!Part.IsLong(function.Body, new CodeSize()))
        {
            return function;
        }

        var shorter = new LongTerms(function.Pool).Rewrite(function);
        for (var i = 0; i < function.Body.Yields.Count; i++)
        {
            changed[function.Body.Yields[i]] = shorter.Body.Yields[i];
        }

        return shorter;
    }

    protected override Input RewriteInput(Input input)
    {
        Replace(input.Value, input.Value);
        return input;
    }

    protected override Value Bind(Value value)
    {
        Replace(value, value);
        return value;
    }

    protected override Region RewriteBody(Region body) => Shortened(body);

    protected override Region Rewrite(Region region)
    {
        var (before, outside) = (_names, _named.Count);
        var end = Shortened(region);
        if (_names > before)
        {
            // Outside, the names are not known.
            _named.RemoveRange(outside, _named.Count - outside);
            ForgetTerms();
        }

        return end;
    }

    private Region Shortened(Region region)
    {
        var statements = Statements(region);
        if (region.Yields.Sum(CodeSize.Of) > Longest)
        {
            foreach (var yield in region.Yields.Where(yield => yield is Operation or Call && IsNumber(yield.Type)))
            {
                Cut(yield, statements);
                if (Rewrite(yield) is not Value)
                {
                    Name(yield, statements);
                }
            }
        }

        return new Region(statements, [.. region.Yields.Select(Rewrite)]);
    }

    private List<Statement> Statements(Region region)
    {
        var statements = new List<Statement>();
        foreach (var statement in region.Statements)
        {
            if (statement is Let or Store && _sizes.Of(statement) > Longest)
            {
                Cut(statement is Let let ? let.Definition : ((Store)statement).Value, statements);
            }

            Rewrite(statement, statements);
            _named.Clear();
        }

        return statements;
    }

    /// <summary>Operands first, a term gets a name as soon as it is too long; the root has one.</summary>
    private void Cut(Expression root, List<Statement> into)
    {
        var terms = Walk.ExpressionsOf(root);
        var guarded = new HashSet<Expression>(Walk.ExpressionsOf(terms.SelectMany(Guarded)));
        var sizes = new Dictionary<Expression, int>();
        foreach (var term in terms)
        {
            var size = CodeSize.OfAlone(term) + term.Operands.Sum(operand => sizes[operand]);
            if (size > Longest && IsNumber(term.Type) && !guarded.Contains(term))
            {
                if (term is Operation { Operator: Operator.Select } choice)
                {
                    size = CodeSize.OfAlone(Decide(choice, into));
                }
                else if (!ReferenceEquals(term, root))
                {
                    size = CodeSize.OfAlone(Name(term, into));
                }
            }

            sizes[term] = size;
        }
    }

    private Value Name(Expression term, List<Statement> into)
    {
        var bound = Pool.Local(term.Type, "");
        into.Add(new Let(bound, Rewrite(term)));
        return Bound(term, bound);
    }

    /// <summary>A choice between long terms as a statement, so that each side can be handed out.</summary>
    private Value Decide(Operation choice, List<Statement> into)
    {
        var bound = Pool.Local(choice.Type, "");
        into.Add(new If(Rewrite(choice.Operands[0]), Side(choice.Operands[1]), Side(choice.Operands[2]), [bound]));
        return Bound(choice, bound);
    }

    private Region Side(Expression term)
    {
        var (statements, outside) = (new List<Statement>(), _named.Count);
        Cut(term, statements);
        var side = new Region(statements, [Rewrite(term)]);
        _named.RemoveRange(outside, _named.Count - outside);
        ForgetTerms();
        foreach (var (known, name) in _named)
        {
            Replace(known, name);
        }

        return side;
    }

    private Value Bound(Expression term, Value name)
    {
        Replace(term, name);
        _named.Add((term, name));
        _names++;
        return name;
    }

    /// <summary>What is evaluated under a condition alone.</summary>
    private static IEnumerable<Expression> Guarded(Expression term) =>
        term is Operation { Operator: Operator.Select or Operator.And or Operator.Or } ? term.Operands.Skip(1) : [];

    private static bool IsNumber(IrType type) => type.IsReal || type.Kind is TypeKind.Boolean or TypeKind.Integer;
}
