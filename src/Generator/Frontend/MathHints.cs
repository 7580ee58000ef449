using System.Numerics;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Differentiation.Sparse;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Remarks on the mathematics of a method that was followed: what has no slope though it looks as if it had one.</summary>
internal sealed class MathHints
{
    private readonly IMethodSymbol _method;
    private readonly Lowering _lowering;
    private readonly Function _function;
    private readonly Dependence _slopes;
    private readonly IReadOnlyList<Followed> _all;

    private MathHints(IMethodSymbol method, Lowering lowering, Function function, CancellationToken cancellation)
    {
        _method = method;
        _lowering = lowering;
        _function = function;
        _all = [.. new[] { function }.Concat(lowering.Companions.Select(companion => companion.Primal)).Select(one =>
        {
            var partials = new LocalPartials();
            var slopes = new Dependence(one, new InputSpace(one), partials, cancellation);
            return new Followed(slopes, new(() => HiddenValues.OfActive(one, slopes.Aliases, cancellation)), new(() => new SlopeSources(one, slopes.Aliases, partials)));
        })];
        _slopes = _all[0].Slopes;
    }

    /// <summary>A function, and what most methods give no cause to ask of it.</summary>
    private sealed record Followed(Dependence Slopes, Lazy<HiddenValues> Decisions, Lazy<SlopeSources> Sources);

    /// <summary>A fault here costs the remarks, and never the derivative.</summary>
    public static IReadOnlyList<Hint> Of(IMethodSymbol method, Lowering lowering, Function function, CancellationToken cancellation)
    {
        try
        {
            var hints = new MathHints(method, lowering, function.OfRows(), cancellation);
            return [.. lowering.Hints.Where(hints.IsDue), .. hints.Rows(), .. hints.Inputs(), .. hints.Sizes()];
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or ArgumentException or InvalidCastException or NullReferenceException)
        {
            return [.. lowering.Hints.Where(hint => hint.Subjects.Count == 0)];
        }
    }

    private bool IsDue(Hint hint) => hint.Subjects.Count == 0 || hint.Subjects.Any(subject => _all.Any(one =>
        hint.Descriptor == Descriptors.LoopTrips ? one.Decisions.Value.Is(subject.Term)
        : (hint.Descriptor == Descriptors.Kink ? one.Sources.Value.Reaches(subject.Term) : one.Sources.Value.Uses(subject.Term))
            && subject.Arguments.Any(one.Slopes.IsActive)));

    /// <summary>Rows without a derivative: constant ones, and ones that only jump.</summary>
    private IEnumerable<Hint> Rows()
    {
        var yields = _function.Body.Yields;
        if (yields.Count == 1 && yields[0].Type.IsArray)
        {
            return _slopes.IsActive(yields[0]) ? Elements(yields[0]) : [RowHint("The result", yields[0], Name)];
        }

        return yields
            .Select((yield, i) => (yield, i))
            .Where(row => !_slopes.IsActive(row.yield))
            .Select(row => RowHint(yields.Count == 1 ? "The result" : $"Row {row.i}", row.yield, _lowering.Returned.FirstOrDefault(item => item.IsItem && item.Row == row.i)?.Place ?? Name));
    }

    /// <summary>Of an array that is filled at constant indices alone: the elements whose values have no slope.</summary>
    private IEnumerable<Hint> Elements(Expression array)
    {
        var stores = new List<Store>();
        var isPlain = array.Type.Rank == 1;
        Walk.Statements(_function.Body, statement =>
        {
            switch (statement)
            {
                case Store store when IsSame(store.Array, array):
                    stores.Add(store);
                    isPlain &= store.Indices[0] is Constant;
                    break;
                case Copy copy when IsSame(copy.Destination, array):
                    isPlain = false;
                    break;
            }
        });
        return !isPlain ? [] : stores
            .GroupBy(store => ((Constant)store.Indices[0]).Integer)
            .Where(row => row.All(store => !_slopes.IsActive(store.Value)))
            .OrderBy(row => row.Key)
            .Select(row => RowHint($"Row {row.Key}", row.First().Value, _lowering.Stores.TryGetValue(row.First(), out var place) ? place.Target : Name));
    }

    private bool IsSame(Expression array, Expression other) => ReferenceEquals(_slopes.Aliases.Class(array), _slopes.Aliases.Class(other));

    private Hint RowHint(string row, Expression value, Location place) =>
        new(_all[0].Decisions.Value.Is(value) && !_all[0].Sources.Value.IsForeign(value) ? Descriptors.RowInSteps : Descriptors.ConstantRow, place, row)
        {
            // A count beside other outputs is meant; where nothing has a slope, something is wrong.
            IsMild = _function.Body.Yields.Any(_slopes.IsActive),
        };

    /// <summary>Inputs without a column that could be other than zero.</summary>
    private IEnumerable<Hint> Inputs()
    {
        var reaching = _function.Body.Yields.Aggregate(BigInteger.Zero, (union, yield) => union | _slopes.Of(yield));
        if (reaching.IsZero)
        {
            // The rows say it.
            return [];
        }

        var reached = new HashSet<Value>(_slopes.Members(reaching).Select(column => _slopes.Columns[column].Input.Value));
        return _function.Inputs
            .Where(input => input.IsActive && !reached.Contains(input.Value))
            .GroupBy(input => ParameterOf(input.Value.Access!), SymbolEqualityComparer.Default)
            .Where(missing => missing.Key is not null)
            .Select(missing => new Hint(Descriptors.UnusedInput, missing.Key!.Locations[0], string.Join(", ", NamesOf((IParameterSymbol)missing.Key, [.. missing]))));
    }

    private IEnumerable<string> NamesOf(IParameterSymbol parameter, Input[] missing) =>
        missing.Length == _function.Inputs.Count(input => input.IsActive && SymbolEqualityComparer.Default.Equals(ParameterOf(input.Value.Access!), parameter))
            ? [$"'{parameter.Name}'"]
            : missing.Select(input => $"'{input.Value.Access}'");

    /// <summary>Arrays of which only elements at constant indices are read: a fixed length would make their columns known.</summary>
    private IEnumerable<Hint> Sizes()
    {
        return ConstantReads.Of(_function).Select(array => SizeHint(array.Key, string.Join(", ", array.Value)));
    }

    private Hint SizeHint(Value array, string size) => new(Descriptors.SizeCouldBeSaid, ParameterOf(array.Access!)?.Locations[0] ?? Name, $"'{array.Access}'", size) { Size = size };

    /// <summary>The parameter that <c>p.Inner.X</c> is read from.</summary>
    private IParameterSymbol? ParameterOf(string access)
    {
        var end = access.IndexOfAny(['.', '[']);
        var name = end < 0 ? access : access.Substring(0, end);
        return _method.Parameters.FirstOrDefault(parameter => MethodName.Escape(parameter.Name) == name);
    }

    private Location Name => _method.Locations[0];
}
