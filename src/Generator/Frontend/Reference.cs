using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What a name of a class's type refers to, see <c>Lowering.ObjectReferences</c>.</summary>
internal abstract class Reference;

/// <summary>An object that the method makes: one variable for each of its fields, whatever names it has.</summary>
internal class ObjectReference(Composite layout, RegionBuilder home) : Reference
{
    public Composite Layout { get; } = layout;

    /// <summary>Where it is made.</summary>
    public RegionBuilder Home { get; } = home;

    /// <summary>In the order of the layout's parts.</summary>
    public IReadOnlyList<Place> Fields { get; set; } = [];

    /// <summary>An array has taken it in: there its fields are now.</summary>
    public bool IsMoved { get; set; }
}

/// <summary>The objects of an array or list: each element is one, and no two are the same.</summary>
internal sealed record ObjectElements(Composite Layout, ListObject? List);

/// <summary>An object in an array: its fields are elements of one array for each.</summary>
internal sealed class ElementReference(Operand array, Expression index, Composite layout, RegionBuilder home) : ObjectReference(layout, home)
{
    public Operand Array { get; } = array;

    public Expression Index { get; } = index;
}

/// <summary>One of two, decided at run time.</summary>
internal sealed class ChosenReference(Expression condition, Expression then, Expression otherwise) : Reference
{
    public Expression Condition { get; } = condition;

    public Expression Then { get; } = then;

    public Expression Otherwise { get; } = otherwise;
}

/// <summary>An array or list of objects that are all known, of whatever classes.</summary>
internal sealed class TableReference(ITypeSymbol itemType, Variable content) : Reference
{
    public ITypeSymbol ItemType { get; } = itemType;

    /// <summary>Refers to what is in it, see <see cref="TableContent"/>.</summary>
    public Variable Content { get; } = content;
}

/// <summary>What is in a table at a moment.</summary>
internal sealed class TableContent(IReadOnlyList<Operand> items) : Reference
{
    public IReadOnlyList<Operand> Items { get; } = items;
}

/// <summary>null.</summary>
internal sealed class NoReference : Reference;
