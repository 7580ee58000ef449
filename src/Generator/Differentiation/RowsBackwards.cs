using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// A vector-Jacobian product whose iterations each weigh one row with an entry of the cotangent, and hand nothing of it on, as the whole
/// matrix: with 1 in place of the entry, each iteration adds up a row of its own.
/// </summary>
internal sealed class RowsBackwards : Refining
{
    private readonly Value _cotangent;
    private readonly Value _matrix;
    private readonly Expression _columns;
    private readonly Expression _row;

    private RowsBackwards(Value cotangent, Value matrix, Expression columns, Expression row, CancellationToken cancellation)
        : base(matrix.Pool, cancellation)
    {
        _cotangent = cotangent;
        _matrix = matrix;
        _columns = columns;
        _row = row;
    }

    /// <param name="swept">The product, in reverse.</param>
    /// <param name="cotangent">Its cotangent.</param>
    /// <param name="matrix">Where it adds the product, and where the rows of the matrix are to be added.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">How many entries a row has.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where the rows are not those of iterations.</returns>
    public static Region? Of(Region swept, Value cotangent, Value matrix, Expression rows, Expression columns, CancellationToken cancellation)
    {
        Statement[] statements = [.. swept.Statements.Where(statement => statement is not Require require || !ReferenceEquals(require.Destination, cotangent))];
        if (statements.Where(statement => statement is not Clear && Touches(statement)).ToArray() is not [For { Guard: null } loop] || swept.Yields.Any(IsTouched)
            || RowOf(loop, cotangent) is not { } row || !new Flow(loop, cotangent, matrix).StaysInside)
        {
            return null;
        }

        var pass = new RowsBackwards(cotangent, matrix, columns, row, cancellation);
        var into = new List<Statement>();
        foreach (var statement in statements)
        {
            if (statement is Clear clear && ReferenceEquals(clear.Array, matrix))
            {
                into.Add(new Clear(matrix, clear.Start, matrix.Pool.Operation(Operator.Multiply, IrType.Int, rows, columns)));
            }
            else
            {
                pass.Rewrite(statement, into);
            }
        }

        var region = new Region(into, [.. swept.Yields.Select(pass.Rewrite)]);
        pass.Done();
        return region;

        bool Touches(Statement statement) => Walk.AllTerms(statement).Any(IsTouched) || Walk.Roots(statement).Any(IsEither) || Walk.Regions(statement).Any(region => region.Statements.Any(Touches));

        // The length of the matrix may say how many rows there are.
        bool IsTouched(Expression term) => term is not Operation { Operator: Operator.Length } && term.Operands.Any(IsEither);

        bool IsEither(Expression term) => ReferenceEquals(term, cotangent) || ReferenceEquals(term, matrix);
    }

    /// <summary>The rows with the values in an array that is there, in place of the one that they are yielded in (of which each element is stored once).</summary>
    public static Region Into(Value destination, Region body, CancellationToken cancellation)
    {
        var yielded = body.Yields[0];
        var pass = new Filling(destination, yielded, cancellation);
        var into = pass.Filled(new Region([.. body.Statements.Where(statement => statement is not Allocate allocate || !ReferenceEquals(allocate.Target, yielded))], body.Yields));
        pass.Done();
        return into;
    }

    protected override void Rewrite(Statement statement, List<Statement> into)
    {
        if (statement is Store store && ReferenceEquals(store.Array, _matrix))
        {
            into.Add(new Store(_matrix, [Place(store.Indices[0])], Rewrite(store.Value)));
            return;
        }

        base.Rewrite(statement, into);
    }

    protected override Expression? Special(Expression expression) => expression is Operation { Operator: Operator.Element } element
        ? ReferenceEquals(element.Operands[0], _cotangent) ? Pool.Real(1, expression.Type)
            : ReferenceEquals(element.Operands[0], _matrix) ? Pool.Element(_matrix, Place(element.Operands[1]))
            : null
        : null;

    private Expression Place(Expression column) => Pool.Operation(Operator.Add, IrType.Int, Pool.Operation(Operator.Multiply, IrType.Int, _row, _columns), Rewrite(column));

    /// <summary>The one entry of the cotangent that an iteration reads; null where it reads several.</summary>
    private static Expression? RowOf(For loop, Value cotangent)
    {
        var bound = new HashSet<Expression>(loop.Carried.Select(carried => carried.Phi));
        Walk.Statements(loop.Body, statement => bound.UnionWith(Walk.Binds(statement)));
        Walk.Statements(loop.Body, statement =>
        {
            if (statement is Loop inner)
            {
                bound.UnionWith(inner.Carried.Select(carried => carried.Phi));
            }

            if (statement is For counted)
            {
                bound.Add(counted.Index);
            }
        });
        var reads = Walk.AllTerms(loop.Body).Where(term => term.Operands.Any(operand => ReferenceEquals(operand, cotangent))).ToArray();
        return reads is [Operation { Operator: Operator.Element, Operands: [_, var row] }] && Walk.Mentions(row, [loop.Index]) && !Walk.Mentions(row, bound) ? row : null;
    }

    private sealed class Filling : Refining
    {
        public Filling(Value destination, Expression yielded, CancellationToken cancellation)
            : base(destination.Pool, cancellation)
        {
            Replace(yielded, destination);
        }

        public Region Filled(Region body) => Rewrite(body);
    }

    /// <summary>Where in a loop what an entry of the cotangent decides flows to.</summary>
    private sealed class Flow
    {
        private readonly HashSet<Expression> _reached;
        private readonly HashSet<Expression> _made = [];
        private readonly Value _matrix;
        private bool _isLost;
        private bool _isNew = true;

        public Flow(For loop, Value cotangent, Value matrix)
        {
            _matrix = matrix;
            _reached = [cotangent];
            while (_isNew)
            {
                _isNew = false;
                Visit(loop.Body);
            }

            // The next iteration has rows of its own.
            StaysInside = !_isLost && !loop.Body.Yields.Any(IsReached) && OnlySums(loop.Body);
        }

        public bool StaysInside { get; }

        private bool IsReached(Expression term) => Walk.Mentions(term, _reached);

        private void Reach(Expression value)
        {
            _isNew |= _reached.Add(value);
        }

        private void Visit(Region region)
        {
            foreach (var statement in region.Statements)
            {
                Visit(statement);
                foreach (var nested in Walk.Regions(statement))
                {
                    Visit(nested);
                }
            }
        }

        private void Visit(Statement statement)
        {
            switch (statement)
            {
                case Allocate allocate:
                    _made.Add(allocate.Target);
                    break;
                case Store store when ReferenceEquals(store.Array, _matrix):
                    break;
                case Store store:
                    Write(store.Array, store.Value);
                    break;
                case Copy copy:
                    Write(copy.Destination, copy.Source);
                    break;
                case Let { Definition: Operation { Operator: Operator.Element } element } when ReferenceEquals(element.Operands[0], _matrix):
                    break;
                case Let let when IsReached(let.Definition):
                    Reach(let.Target);
                    break;
                case If branch:
                    for (var i = 0; i < branch.Results.Count; i++)
                    {
                        if ((i < branch.Then.Yields.Count && IsReached(branch.Then.Yields[i])) || (i < branch.Else.Yields.Count && IsReached(branch.Else.Yields[i])))
                        {
                            Reach(branch.Results[i]);
                        }
                    }

                    break;
                case Loop inner:
                    for (var i = 0; i < inner.Carried.Count; i++)
                    {
                        if (IsReached(inner.Carried[i].Initial) || IsReached(inner.Body.Yields[i]) || _reached.Contains(inner.Carried[i].Phi))
                        {
                            Reach(inner.Carried[i].Phi);
                            Reach(inner.Results[i]);
                        }
                    }

                    break;
                case Let or Clear or OpenTape or Pop or Push:
                    _isLost |= statement is Push push && IsReached(push.Value);
                    break;
                default:
                    _isLost |= Walk.Roots(statement).Any(IsReached);
                    break;
            }
        }

        /// <summary>An array that an iteration makes for itself may hold what is the iteration's.</summary>
        private void Write(Expression array, Expression value)
        {
            if (IsReached(value))
            {
                _isLost |= !_made.Contains(array);
                Reach(array);
            }
        }

        /// <summary>The matrix is only added to, or stored into, never read for anything else.</summary>
        private bool OnlySums(Region region)
        {
            var loads = new HashSet<Expression>();
            var isSum = !region.Yields.Any(yield => Walk.Mentions(yield, [_matrix]));
            foreach (var statement in region.Statements)
            {
                switch (statement)
                {
                    case Let { Definition: Operation { Operator: Operator.Element } element } let when ReferenceEquals(element.Operands[0], _matrix):
                        loads.Add(let.Target);
                        break;
                    case Store { Value: Operation { Operator: Operator.Add or Operator.Subtract, Operands: [var before, var added] } } store when ReferenceEquals(store.Array, _matrix) && loads.Contains(before):
                        isSum &= !Walk.Mentions(added, loads);
                        break;
                    case Store other when ReferenceEquals(other.Array, _matrix):
                        return false;
                    case Clear clear when ReferenceEquals(clear.Array, _matrix):
                        return false;
                    default:
                        isSum &= !Walk.Roots(statement).Any(root => Walk.Mentions(root, loads)) && Walk.Regions(statement).All(OnlySums);
                        break;
                }
            }

            return isSum && !region.Yields.Any(yield => Walk.Mentions(yield, loads));
        }
    }
}
