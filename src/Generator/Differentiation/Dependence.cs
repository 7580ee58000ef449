using System.Numerics;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Which columns each value may depend on: the union over branches, the fixed point over loops. A value that is not here
/// has no tangent at all. Where elements of the inputs are read at run-time indices, every column counts as one and the
/// question is only whether a value depends on any.
/// </summary>
internal sealed class Dependence
{
    private readonly Function _function;
    private readonly ColumnSpace _space;
    private readonly LocalPartials _partials;
    private readonly Dictionary<Expression, BigInteger> _sets = [];
    private readonly Dictionary<Column, int> _numbers = [];
    private readonly List<Column> _columns = [];
    private readonly CancellationToken _cancellation;

    /// <summary>Sets of terms, good until one of a value grows.</summary>
    private readonly Dictionary<Expression, BigInteger> _terms = [];
    private bool _changed;

    public Dependence(Function function, ColumnSpace space, LocalPartials partials, CancellationToken cancellation)
    {
        _function = function;
        _space = space;
        _partials = partials;
        _cancellation = cancellation;
        Aliases = new ArrayAliases(function.Body);
        if (space.Shared is { } shared)
        {
            Number(shared);
        }

        var mayBeDynamic = space.Shared is null && !space.AreInputsWhole;
        IsDynamic = mayBeDynamic && ReadsAtRunTimeIndex();
        foreach (var input in function.Inputs.Where(input => input.IsActive && input.Value.Type.IsArray && !Aliases.IsAlone(input.Value)))
        {
            // Where this input takes turns with other arrays, any of them may depend on any column.
            IsDynamic = mayBeDynamic;
            Include(Aliases.Class(input.Value), OfInput(input.Value));
        }

        do
        {
            _changed = false;
            Visit(function.Body);
        }
        while (_changed);
    }

    public ArrayAliases Aliases { get; }

    /// <summary>Some element of an input is read at an index known at run time only: columns cannot be told apart here.</summary>
    public bool IsDynamic { get; }

    /// <summary>The columns that are read at all, in the order in which they are first met (static case).</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Lets a value depend on what another does, of which it is a copy.</summary>
    public void Follow(Value copy, Value original)
    {
        if (_sets.TryGetValue(original, out var set))
        {
            _sets[copy] = set;
        }
    }

    public bool IsActive(Expression term) => !Of(term).IsZero;

    public bool Contains(BigInteger set, int column) => !((set >> column) & BigInteger.One).IsZero;

    /// <summary>The numbers in a set, in the order of the Jacobian's columns.</summary>
    public IEnumerable<int> Members(BigInteger set) => Enumerable.Range(0, _columns.Count)
        .Where(column => Contains(set, column))
        .OrderBy(column => Ordinal(_columns[column].Input))
        .ThenBy(column => _columns[column].Offset);

    /// <summary>The set of an array is that of all its elements together.</summary>
    public BigInteger Of(Expression term)
    {
        if (term.Type.IsArray)
        {
            return OfArray(term);
        }

        if (!term.Type.IsReal)
        {
            return BigInteger.Zero;
        }

        if (_terms.TryGetValue(term, out var known))
        {
            return known;
        }

        foreach (var part in Walk.ExpressionsOf(term, _terms.ContainsKey))
        {
            _terms[part] = OfPart(part);
        }

        return _terms[term];
    }

    /// <summary>The set of all that is ever on a tape.</summary>
    public BigInteger OfTape(Value tape) => _sets.TryGetValue(tape, out var set) ? set : BigInteger.Zero;

    /// <summary>The set of a term whose operands have theirs.</summary>
    private BigInteger OfPart(Expression part)
    {
        switch (part)
        {
            case Value { Type.IsReal: true } value:
                return OfScalar(value);
            case Operation { Operator: Operator.Element, Type.IsReal: true } element:
                return OfElement(element);
            default:
                var union = BigInteger.Zero;
                for (var i = 0; part.Type.IsReal && i < part.Operands.Count; i++)
                {
                    if (_partials.DependsOn(part, i))
                    {
                        union |= _terms[part.Operands[i]];
                    }
                }

                return union;
        }
    }

    public int Number(Column column)
    {
        if (IsDynamic)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(column, out var number))
        {
            number = _columns.Count;
            _numbers.Add(column, number);
            _columns.Add(column);
        }

        return number;
    }

    /// <summary>What a tangent has for a column; null for a structural zero.</summary>
    public Expression? Entry(Tangent tangent, Column column) => _numbers.TryGetValue(column, out var number) ? tangent[number] : null;

    private int Ordinal(Input input)
    {
        for (var i = 0; i < _function.Inputs.Count; i++)
        {
            if (_function.Inputs[i].IsBeside(input))
            {
                return i;
            }
        }

        return -1;
    }

    private BigInteger OfScalar(Value value) => _space.IsActive(value)
        ? BigInteger.One << Number(_space.Static(value, [])!)
        : _sets.TryGetValue(value, out var set) ? set : BigInteger.Zero;

    private BigInteger OfElement(Operation element)
    {
        if (element.Operands[0] is Value input && _space.IsActive(input))
        {
            return IsDynamic ? BigInteger.One
                : _space.Static(input, [.. element.Operands.Skip(1)]) is { } column ? BigInteger.One << Number(column)
                : _space.Candidates(element)!.Aggregate(BigInteger.Zero, (set, candidate) => set | (BigInteger.One << Number(candidate)));
        }

        return OfArray(element.Operands[0]);
    }

    private BigInteger OfArray(Expression array)
    {
        if (_space.IsActive(array))
        {
            return OfInput((Value)array);
        }

        return _sets.TryGetValue(Aliases.Class(array), out var set) ? set : BigInteger.Zero;
    }

    /// <summary>All of an input array.</summary>
    private BigInteger OfInput(Value array) => _space.AreInputsWhole ? BigInteger.One << Number(_space.Static(array, [])!) : BigInteger.One;

    private bool ReadsAtRunTimeIndex()
    {
        var roots = new List<Expression>(_function.Body.Yields);
        var dynamic = _function.Body.Yields.Any(_space.IsActive) && _function.Output.Shape == OutputShape.Array;
        Walk.Statements(_function.Body, statement =>
        {
            roots.AddRange(Walk.Roots(statement));
            roots.AddRange(Walk.Regions(statement).SelectMany(region => region.Yields));
            dynamic |= statement is Copy copy && _space.IsActive(copy.Source);

            // An active input that is handed on as an array is read through another name.
            dynamic |= statement is Loop loop && loop.Carried.Any(carried => carried.Phi.Type.IsArray && _space.IsActive(Aliases.Class(carried.Phi)));
        });
        return dynamic || Walk.ExpressionsOf(roots).Any(term =>
            term is Operation { Operator: Operator.Element } element
            && element.Operands[0] is Value input
            && _space.IsActive(input)
            && _space.Static(input, [.. element.Operands.Skip(1)]) is null
            && _space.Candidates(element) is null);
    }

    private void Visit(Region region)
    {
        foreach (var statement in region.Statements)
        {
            _cancellation.ThrowIfCancellationRequested();
            switch (statement)
            {
                case Let let when let.Target.Type.IsReal:
                    Include(let.Target, Of(let.Definition));
                    break;
                case Recursion recursion:
                    Include(recursion.Target, recursion.Given.Aggregate(BigInteger.Zero, (set, given) => set | Of(given)));
                    break;
                case Store store when store.Value.Type.IsReal:
                    Include(Aliases.Class(store.Array), Of(store.Value));
                    break;
                case Copy copy:
                    Include(Aliases.Class(copy.Destination), OfArray(copy.Source));
                    break;
                case Push push:
                    Include(push.Tape, Of(push.Value));
                    break;
                case Pop pop:
                    Include(pop.Target, OfTape(pop.Tape));
                    break;
                case If branch:
                    Visit(branch.Then);
                    Visit(branch.Else);
                    for (var i = 0; i < branch.Results.Count; i++)
                    {
                        IncludeYield(branch.Results[i], branch.Then, i);
                        IncludeYield(branch.Results[i], branch.Else, i);
                    }

                    break;
                case Loop loop:
                    Visit(loop);
                    break;
            }
        }
    }

    private void Visit(Loop loop)
    {
        for (var i = 0; i < loop.Carried.Count; i++)
        {
            Include(loop.Carried[i].Phi, Of(loop.Carried[i].Initial));
        }

        foreach (var region in Walk.Regions(loop))
        {
            Visit(region);
        }

        for (var i = 0; i < loop.Carried.Count; i++)
        {
            IncludeYield(loop.Carried[i].Phi, loop.Body, i);
            Include(loop.Results[i], Of(loop.Carried[i].Phi));
        }
    }

    private void IncludeYield(Value target, Region region, int index)
    {
        if (index < region.Yields.Count)
        {
            Include(target, Of(region.Yields[index]));
        }
    }

    private void Include(Expression target, BigInteger set)
    {
        if (target.Type.IsArray)
        {
            target = Aliases.Class(target);
        }

        var known = _sets.TryGetValue(target, out var old) ? old : BigInteger.Zero;
        var union = known | set;
        if (union != known)
        {
            _sets[target] = union;
            _changed = true;

            // A real that no term has read yet changes none. Arrays are read by elements, and a tape of them may stand for them all.
            if (!target.Type.IsReal || _terms.ContainsKey(target))
            {
                _terms.Clear();
            }
        }
    }
}
