namespace Course.Formulas;

/// <summary>
/// What the entries of a generated Jacobian share. The compiler wants every shared term once; a reader wants the short ones
/// where they are used, as <c>y·cos(x·y)</c>, and a name for the long ones only.
/// </summary>
internal sealed class SharedTerms
{
    private const int LongestInPlace = 30;
    private readonly Dictionary<string, Term> _values = [];
    private readonly List<string> _order = [];

    public SharedTerms(IEnumerable<LocalAssignment> assignments)
    {
        foreach (var assignment in assignments)
        {
            var value = TermParser.Parse(assignment.Value);
            if (assignment.Operator.Length == 0)
            {
                _order.Add(assignment.Name);
                _values[assignment.Name] = value;
            }
            else
            {
                _values[assignment.Name] = new Infix(assignment.Operator, _values[assignment.Name], value);
            }
        }

        foreach (var name in _order)
        {
            var value = Resolve(_values[name]);
            _values[name] = value;
            if (Latex.Of(value).Length <= LongestInPlace) continue;
            _values.Remove(name);
            Named.Add((name, value));
        }
    }

    /// <summary>The terms that keep their names, in order.</summary>
    public List<(string Name, Term Value)> Named { get; } = [];

    /// <summary>The term with the short shared terms in their places.</summary>
    public Term Resolve(Term term) => term switch
    {
        Name name when _values.TryGetValue(name.Text, out var value) && !ReferenceEquals(value, term) => value,
        Call call => call with { Arguments = [.. call.Arguments.Select(Resolve)] },
        Element element => element with { Array = Resolve(element.Array), Indices = [.. element.Indices.Select(Resolve)] },
        Prefixed prefixed => prefixed with { Operand = Resolve(prefixed.Operand) },
        Infix infix => infix with { Left = Resolve(infix.Left), Right = Resolve(infix.Right) },
        Choice choice => new Choice(Resolve(choice.Condition), Resolve(choice.Then), Resolve(choice.Else)),
        _ => term,
    };
}
