using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A value as C# sees it: one term, or for a tuple, struct or record one operand per part.</summary>
internal sealed class Operand
{
    /// <summary>A part that has no value yet, or null: nobody reads it.</summary>
    public static readonly Operand Missing = new(null, []);

    private Operand(Expression? term, IReadOnlyList<Operand> items, bool isRows = false)
    {
        IsRows = isRows;
        Term = term;
        Items = items;
    }

    public Expression? Term { get; }

    public IReadOnlyList<Operand> Items { get; }

    public static Operand Of(Expression term) => new(term, []);

    public static Operand Of(IReadOnlyList<Operand> items) => new(null, items);

    /// <summary>An array of arrays: see <c>Lowering.Rows</c>.</summary>
    public bool IsRows { get; }

    /// <summary>A list that this method makes.</summary>
    public ListObject? List { get; private init; }

    /// <summary>For an array of objects, what they are.</summary>
    public ObjectElements? Objects { get; private init; }

    public static Operand OfObjects(IReadOnlyList<Operand> items, ObjectElements? objects) => new(null, items) { Objects = objects };

    public static Operand OfList(ListObject list) => new(null, []) { List = list };

    public static Operand OfRows(IReadOnlyList<Operand> items) => new(null, items, isRows: true);

    /// <summary>Every part has a value.</summary>
    public bool IsComplete => !ReferenceEquals(this, Missing) && Items.All(item => item.IsComplete);

    public IEnumerable<Expression> Leaves() => Term is { } term ? [term] : Items.SelectMany(item => item.Leaves());
}

/// <summary>A variable of the program being lowered; a number is shared by all its versions.</summary>
internal sealed class Variable
{
    private static long _set;

    public Variable(string name, int number, IrType type, RegionBuilder home, bool isActive)
    {
        Name = name;
        Number = number;
        Type = type;
        Home = home;
        IsActive = isActive;
    }

    /// <summary>Of two variables the one that was set later has the higher one; 0 before.</summary>
    public long Order { get; private set; }

    public void Ordered() => Order = Order > 0 ? Order : Interlocked.Increment(ref _set);

    public string Name { get; }

    public int Number { get; }

    public IrType Type { get; }

    /// <summary>Where it is declared: it is handed on by branches and loops inside, and forgotten outside.</summary>
    public RegionBuilder Home { get; }

    /// <summary>It may depend on an active input somewhere in the method.</summary>
    public bool IsActive { get; }
}

/// <summary>Where a symbol's value is kept: one variable, or for a tuple, struct or record one place per part.</summary>
internal sealed class Place
{
    private readonly Func<Operand, IReadOnlyList<Place>>? _adopt;

    private Place(Variable? variable, IReadOnlyList<Place> items, ElementPlace? element = null, Func<Operand, IReadOnlyList<Place>>? adopt = null, ChosenPlace? chosen = null)
    {
        Chosen = chosen;
        _adopt = adopt;
        Variable = variable;
        Items = items;
        Element = element;
    }

    /// <summary>What a reference refers to that a condition has chosen.</summary>
    public ChosenPlace? Chosen { get; }

    /// <summary>What a reference into an array refers to.</summary>
    public ElementPlace? Element { get; }

    public Variable? Variable { get; }

    public IReadOnlyList<Place> Items { get; private set; }

    /// <summary>For an array of arrays, which takes the form of the first value it gets.</summary>
    public bool IsRows => _adopt is not null;

    /// <summary>The list that a name stands for.</summary>
    public ListObject? List { get; set; }

    public static Place Of(ListObject list) => new(null, []) { List = list };

    /// <summary>For an array of objects, what they are.</summary>
    public ObjectElements? Objects { get; private init; }

    public static Place OfObjects(IReadOnlyList<Place> items, ObjectElements? objects) => new(null, items) { Objects = objects };

    /// <summary>What an array of arrays is called; empty for every other place.</summary>
    public string Name { get; private init; } = "";

    public static Place OfRows(string name, Func<Operand, IReadOnlyList<Place>> adopt) => new(null, [], null, adopt) { Name = name };

    public void Adopt(Operand rows) => Items = _adopt!(rows);

    public static Place Of(Variable variable) => new(variable, []);

    public static Place Of(IReadOnlyList<Place> items) => new(null, items);

    public static Place Of(ElementPlace element) => new(null, [], element);

    public static Place Of(ChosenPlace chosen) => new(null, [], null, null, chosen);

    public IEnumerable<Variable> Variables() => Variable is { } own ? [own]
        : Chosen is { } chosen ? chosen.Then.Variables().Concat(chosen.Otherwise.Variables())
        : List is { } list ? list.Variables
        : Items.SelectMany(item => item.Variables());
}

/// <summary>An element of an array, by the indices it had when the reference was taken.</summary>
internal sealed class ElementPlace(Operand array, Expression[] indices, Microsoft.CodeAnalysis.IOperation operation)
{
    public Operand Array { get; } = array;

    public Expression[] Indices { get; } = indices;

    /// <summary>Where it was taken.</summary>
    public Microsoft.CodeAnalysis.IOperation Operation { get; } = operation;
}

/// <summary>One of two places, by a condition as it was when the reference was taken.</summary>
internal sealed class ChosenPlace(Expression condition, Place then, Place otherwise, Microsoft.CodeAnalysis.SyntaxNode syntax)
{
    public Expression Condition { get; } = condition;

    public Place Then { get; } = then;

    public Place Otherwise { get; } = otherwise;

    /// <summary>Where it was taken.</summary>
    public Microsoft.CodeAnalysis.SyntaxNode Syntax { get; } = syntax;
}
