using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Loops around a loop that adds up one number, each addition waiting for the one before: four of the sums side by side, each in its own order
/// and so to the same bits. Branches on such sums, and values, stay what they are.
/// </summary>
internal sealed class LoopJam : Refining
{
    private LoopJam(ExpressionPool pool)
        : base(pool, CancellationToken.None)
    {
    }

    /// <param name="function">Finished, and with the vectors that it can have.</param>
    public static Function Run(Function function) => new LoopJam(function.Pool).Rewrite(function);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(For loop, List<Statement> into)
    {
        var inner = new List<Statement>();
        base.Rewrite(loop, inner);
        into.AddRange(inner is [For rewritten] && JammedLoop.Of(rewritten) is { } jammed ? jammed.Statements() : inner);
    }
}

/// <summary>One such loop: what goes before the inner one, the inner one, and what goes behind it.</summary>
internal sealed class JammedLoop
{
    private const int Copies = 4;
    private const int MostStatements = 12;

    private readonly For _loop;
    private readonly ExpressionPool _pool;
    private readonly IReadOnlyList<Statement> _before;
    private readonly For _sums;
    private readonly IReadOnlyList<Statement> _behind;

    private JammedLoop(For loop, int position)
    {
        _loop = loop;
        _pool = loop.Index.Pool;
        _before = [.. loop.Body.Statements.Take(position)];
        _sums = (For)loop.Body.Statements[position];
        _behind = [.. loop.Body.Statements.Skip(position + 1)];
    }

    /// <summary>Null for any other loop.</summary>
    public static JammedLoop? Of(For loop)
    {
        var position = loop.Body.Statements.ToList().FindIndex(statement => statement is For);
        return position >= 0 && new JammedLoop(loop, position) is { IsCounted: true, IsOneSum: true, IsApart: true } jammed ? jammed : null;
    }

    private bool IsCounted => IsPlain(_loop) && (_loop.Start, _loop.Bound) is not (Constant, Constant);

    private static bool IsPlain(For loop) => loop is { Guard: null, Step: Constant { Integer: 1 }, Comparison: Operator.Less };

    /// <summary>It only computes, and the inner loop adds up one real.</summary>
    private bool IsOneSum => IsPlain(_sums)
        && _sums.Carried is [{ Phi.Type.Kind: TypeKind.Double }]
        && Next(_sums) is Operation { Operator: Operator.Add or Operator.Subtract }
        && _loop.Body.Statements.All(statement => statement is Let || ReferenceEquals(statement, _sums))
        && _sums.Body.Statements.All(statement => statement is Let)
        && _loop.Body.Statements.Count + _sums.Body.Statements.Count <= MostStatements;

    private static Expression Next(For sums) =>
        sums.Body.Statements.OfType<Let>().FirstOrDefault(let => ReferenceEquals(let.Target, sums.Body.Yields[0]))?.Definition ?? sums.Body.Yields[0];

    /// <summary>No sum needs what another iteration makes, and all have the same range.</summary>
    private bool IsApart
    {
        get
        {
            var carried = new HashSet<Expression>(_loop.Carried.Select(one => one.Phi));
            var own = new HashSet<Expression>(_before.SelectMany(Walk.Binds)) { _loop.Index };
            own.UnionWith(carried);
            return !_before.Append(_sums).SelectMany(Walk.AllTerms).Any(carried.Contains)
                && !new[] { _sums.Start, _sums.Bound }.Any(term => Walk.Mentions(term, own));
        }
    }

    public IEnumerable<Statement> Statements()
    {
        var body = new List<Statement>();
        Copy[] copies = [.. Enumerable.Range(0, Copies).Select(_ => new Copy(_pool))];
        for (var k = 0; k < Copies; k++)
        {
            Expression index = _loop.Index;
            if (k > 0)
            {
                var next = _pool.Local(IrType.Int, _loop.Index.Name);
                body.Add(new Let(next, _pool.Operation(Operator.Add, IrType.Int, _loop.Index, _pool.Int(k))));
                index = next;
            }

            copies[k].Begin(_loop.Index, index);
            copies[k].Add(_before, body);
        }

        body.Add(Copy.SideBySide(_sums, copies));
        Expression[] chain = [.. _loop.Carried.Select(carried => carried.Phi)];
        foreach (var copy in copies)
        {
            chain = copy.Behind(_loop, chain, _behind, body);
        }

        Value[] totals = [.. _loop.Results.Select(result => _pool.Local(result.Type, result.Name, result.Variable))];
        var end = _pool.Operation(Operator.Subtract, IrType.Int, _loop.Bound, _pool.Int(Copies - 1));
        yield return new For(_loop.Index, _loop.Start, Operator.Less, end, _pool.Int(Copies), null, _loop.Carried, new Region(body, chain), totals);

        var count = _pool.Operation(Operator.Subtract, IrType.Int, _loop.Bound, _loop.Start);
        var whole = _pool.Operation(Operator.Multiply, IrType.Int, _pool.Operation(Operator.Divide, IrType.Int, count, _pool.Int(Copies)), _pool.Int(Copies));
        yield return new Copy(_pool).Rest(_loop, _pool.Operation(Operator.Add, IrType.Int, _loop.Start, whole), totals);
    }

    /// <summary>One iteration under names of its own.</summary>
    private sealed class Copy(ExpressionPool pool) : Rewriter(pool, CancellationToken.None)
    {
        public void Begin(Value index, Expression own) => Replace(index, own);

        public void Add(IReadOnlyList<Statement> statements, List<Statement> into)
        {
            foreach (var statement in statements)
            {
                Rewrite(statement, into);
            }
        }

        /// <summary>The inner loop of all copies as one.</summary>
        public static For SideBySide(For sums, IReadOnlyList<Copy> copies)
        {
            var index = sums.Index.Pool.Local(sums.Index.Type, sums.Index.Name);
            var (carried, body, yields, results) = (new List<Carried>(), new List<Statement>(), new List<Expression>(), new List<Value>());
            foreach (var copy in copies)
            {
                copy.Replace(sums.Index, index);
                carried.AddRange(copy.RewriteCarried(sums));
                copy.Add(sums.Body.Statements, body);
                yields.AddRange(sums.Body.Yields.Select(copy.Rewrite));
                results.AddRange(sums.Results.Select(copy.Bind));
            }

            return new For(index, sums.Start, sums.Comparison, sums.Bound, sums.Step, null, carried, new Region(body, yields), results);
        }

        /// <summary>What goes behind the inner loop, from what the iteration before has handed on; gives what this one does.</summary>
        public Expression[] Behind(For loop, Expression[] chain, IReadOnlyList<Statement> behind, List<Statement> into)
        {
            for (var k = 0; k < chain.Length; k++)
            {
                Replace(loop.Carried[k].Phi, chain[k]);
            }

            Add(behind, into);
            return [.. loop.Body.Yields.Select(Rewrite)];
        }

        public For Rest(For loop, Expression start, IReadOnlyList<Value> totals)
        {
            Carried[] phis = [.. loop.Carried.Select((one, k) => new Carried(Bind(one.Phi), totals[k]))];
            var index = Bind(loop.Index);
            return new For(index, start, loop.Comparison, loop.Bound, loop.Step, null, phis, Rewrite(loop.Body), loop.Results);
        }

        protected override Expression Unbound(Value value) => value;
    }
}
