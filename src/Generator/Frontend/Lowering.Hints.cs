using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Where remarks on the mathematics may be due; <see cref="MathHints"/> decides, once it is known what depends on what.</summary>
internal sealed partial class Lowering
{
    private readonly List<Hint> _hints = [];
    private readonly Dictionary<Store, StorePlace> _stores = [];
    private readonly Dictionary<Expression, double> _namedConstants = [];
    private readonly List<ReturnedRow> _returned = [];

    public IReadOnlyList<Hint> Hints => _hints;

    /// <summary>Where an element is stored.</summary>
    public IReadOnlyDictionary<Store, StorePlace> Stores => _stores;

    /// <summary>The rows of each return statement, in the order in which they were met.</summary>
    public IReadOnlyList<ReturnedRow> Returned => _returned;

    /// <summary>Reals that go by their name, and their values.</summary>
    public IReadOnlyDictionary<Expression, double> NamedConstants => _namedConstants;

    /// <summary>Keeps the value of a real that goes by its name.</summary>
    private Operand Named(IOperation operation, Operand operand)
    {
        if (operand.Term is Opaque name && operation.ConstantValue is { HasValue: true, Value: (double or float) and var value })
        {
            _namedConstants[name] = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        return operand;
    }

    /// <summary>A remark that is due in any case.</summary>
    private void HintOnce(Hint hint) => Candidate(hint);

    /// <param name="hint">What might be said.</param>
    /// <param name="term">What it is about.</param>
    /// <param name="arguments">It is said if one of them depends on the inputs.</param>
    private void HintOnce(Hint hint, Expression term, params Expression[] arguments) => Candidate(hint).Subjects.Add((term, arguments));

    private Hint Candidate(Hint hint)
    {
        var known = _hints.FirstOrDefault(known => known.Descriptor == hint.Descriptor && known.Location == hint.Location);
        if (known is null)
        {
            _hints.Add(known = hint);
        }

        return known;
    }

    private void HintRounding(IOperation operation, string name, Expression rounded, params Expression[] arguments) =>
        HintOnce(new Hint(Descriptors.Rounding, Unsupported.At(operation), $"'{name}'"), rounded, arguments);

    /// <summary>A value is itself unless it is NaN: x != x asks for that, and no slope is lost.</summary>
    private void HintEquality(SyntaxNode at, string comparison, Expression test, Expression left, Expression right)
    {
        if (!ReferenceEquals(left, right) && left.Type.IsReal)
        {
            HintOnce(new Hint(Descriptors.EqualityOfReals, Unsupported.At(at), comparison), test, left, right);
        }
    }

    private void HintTrips(ILoopOperation loop, params Expression?[] deciding)
    {
        foreach (var term in deciding.OfType<Expression>())
        {
            HintOnce(new Hint(Descriptors.LoopTrips, loop.Syntax.GetFirstToken().GetLocation()), term);
        }
    }

    /// <summary>What the marked method returns, where that is written: a number, or the items of a literal or a tuple, each a row.</summary>
    private void NoteReturned(IOperation value, Operand operand)
    {
        value = Unwrapped(value);
        if (operand.Term is { Type.IsReal: true } number)
        {
            _returned.Add(new ReturnedRow(0, value.Syntax.GetLocation(), number, IsItem: false));
            return;
        }

        var items = ListItems(value) ?? (value is ITupleOperation tuple ? tuple.Elements : null);
        for (var i = 0; i < items?.Count && items.Count == operand.Items.Count; i++)
        {
            if (operand.Items[i].Term is { Type.IsReal: true } item)
            {
                _returned.Add(new ReturnedRow(i, items[i].Syntax.GetLocation(), item, IsItem: true));
            }
        }
    }
}

/// <summary>A row as a return statement has it.</summary>
internal sealed record ReturnedRow(int Row, Location Place, Expression Term, bool IsItem);

/// <summary>An assignment to an element: what is assigned to, and what is assigned.</summary>
internal sealed record StorePlace(Location Target, Location Value);

/// <summary>A remark on the mathematics of an accepted body.</summary>
internal sealed class Hint
{
    public Hint(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        Descriptor = descriptor;
        Location = location;
        Arguments = arguments;
    }

    public DiagnosticDescriptor Descriptor { get; }

    public Location Location { get; }

    public object[] Arguments { get; }

    /// <summary>The lengths that [Size] would say, for the editor to write.</summary>
    public string? Size { get; init; }

    /// <summary>Information, whatever the descriptor says.</summary>
    public bool IsMild { get; init; }

    public Diagnostic In(string method) => Diagnostic.Create(
        Descriptor,
        Location,
        IsMild ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity,
        null,
        Size is null ? null : ImmutableDictionary<string, string?>.Empty.Add("Size", Size),
        [method, .. Arguments]);

    /// <summary>The terms that it is about, once for each time that the place was met, and what they are made of.</summary>
    public List<(Expression Term, Expression[] Arguments)> Subjects { get; } = [];
}
