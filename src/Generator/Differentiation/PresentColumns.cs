using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Guards what is stored for columns that are there only where an array is long enough: an element at a constant index that the
/// method reads on some ways alone. Without a guard such a store would lie beyond its row, on an entry of the next one.
/// </summary>
internal sealed class PresentColumns(Function primal, ColumnSpace space)
{
    private static readonly Region _nothing = new([], []);

    private readonly CertainReads _reads = new(space);
    private HashSet<Column>? _certain;
    private Dictionary<Statement, HashSet<Column>>? _around;
    private HashSet<Column>? _uncertain;

    /// <summary>Adds a statement for some columns, behind a test where not all of them need be there; neighbours share their test.</summary>
    /// <param name="statement">What is to run where the columns are there.</param>
    /// <param name="into">Receives it.</param>
    /// <param name="columns">Those it is for.</param>
    public void Add(Statement statement, List<Statement> into, params Column[] columns)
    {
        var test = Test(columns, _certain ??= _reads.In(primal.Body));
        if (test is null)
        {
            into.Add(statement);
            return;
        }

        Statement[] before = [];
        if (into.Count > 0 && into[into.Count - 1] is If { Results.Count: 0, Else.Statements.Count: 0 } last && ReferenceEquals(last.Condition, test))
        {
            before = [.. last.Then.Statements];
            into.RemoveAt(into.Count - 1);
        }

        into.Add(new If(test, new Region([.. before, statement], []), _nothing, []));
    }

    /// <summary>Whether a column is there where a statement of the method runs, as a test; null where it is in any case.</summary>
    public Expression? Test(Column column, Statement at) => IsOfRunTimeLength(column) ? Test([column], Around(at)) : null;

    /// <summary>The same for an element that is read, wherever that is.</summary>
    public Expression? Test(Operation element) =>
        element.Operands[0] is Value array && space.Shared is null && space.Static(array, [.. element.Operands.Skip(1)]) is { } column && IsOfRunTimeLength(column) && Uncertain.Contains(column)
            ? Test([column], [])
            : null;

    private Expression? Test(Column[] columns, HashSet<Column> certain)
    {
        // Of several elements of an array the last counts.
        var open = columns.Where(column => IsOfRunTimeLength(column) && !certain.Contains(column)).GroupBy(column => column.Input.Value)
            .Select(of => IsLongerThan(of.Key, of.Max(column => column.Offset))).ToArray();
        return open.Length == 0 ? null : open.Aggregate((a, b) => primal.Pool.Operation(Operator.And, IrType.Boolean, a, b));
    }

    private Expression IsLongerThan(Value array, int offset) =>
        primal.Pool.Operation(Operator.Greater, IrType.Boolean, space.Range(array).Count, primal.Pool.Int(offset));

    private bool IsOfRunTimeLength(Column column) => space.Shared is null && column.Input.Value.Type.IsArray && space.Range(column.Input.Value).Count is not Constant;

    /// <summary>What has been read, or will be, where a statement runs; for one that is not the method's, wherever it ends.</summary>
    private HashSet<Column> Around(Statement statement)
    {
        if (_around is null)
        {
            Look();
        }

        return _around!.TryGetValue(statement, out var certain) ? certain : _certain ??= _reads.In(primal.Body);
    }

    /// <summary>What is read somewhere where it need not be there.</summary>
    private HashSet<Column> Uncertain
    {
        get
        {
            if (_uncertain is null)
            {
                Look();
            }

            return _uncertain!;
        }
    }

    private void Look()
    {
        (_around, _uncertain) = ([], []);
        Look(primal.Body, []);
    }

    private void Look(Region region, HashSet<Column> outside)
    {
        HashSet<Column> certain = [.. outside, .. _reads.In(region)];
        foreach (var statement in region.Statements)
        {
            _around![statement] = certain;
            _uncertain!.UnionWith(Walk.Roots(statement).SelectMany(_reads.All).Where(column => !certain.Contains(column)));
            foreach (var inner in Walk.Regions(statement))
            {
                Look(inner, certain);
            }
        }

        _uncertain!.UnionWith(region.Yields.SelectMany(_reads.All).Where(column => !certain.Contains(column)));
    }
}
