using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>A C# local: the versions of one variable, no two of which are needed at the same time.</summary>
internal sealed class Local
{
    public Local(Value first)
    {
        Values = [first];
        Variable = first.Variable;
    }

    public List<Value> Values { get; }

    public int Variable { get; private set; }

    public IrType Type => Values[0].Type;

    /// <summary>Declared in the head of its <c>for</c> and shared with nothing.</summary>
    public bool IsIndex { get; set; }

    /// <summary>Takes no further value.</summary>
    public bool IsFull { get; set; }

    /// <summary>As C# spells it, escaped.</summary>
    public string Name { get; set; } = "";

    /// <summary>The innermost block around everything that reads or writes the local: it declares it.</summary>
    public Scope? Scope { get; set; }

    /// <summary>The statement of that block at which the local first occurs.</summary>
    public Statement? FirstStatement { get; set; }

    /// <summary>The first occurrence is an assignment of that block itself, which can declare the local as it stands.</summary>
    public bool IsDeclaredByAssignment { get; set; }

    /// <param name="other">What is from now on part of this.</param>
    /// <param name="isBefore">Its values come first: of two names, theirs is taken.</param>
    public void Absorb(Local other, bool isBefore)
    {
        Values.InsertRange(isBefore ? 0 : Values.Count, other.Values);
        var (first, second) = isBefore ? (other.Variable, Variable) : (Variable, other.Variable);
        Variable = first != 0 ? first : second;
    }
}

/// <summary>A block of C#. The body of a loop lies in that of its test, which C# prints in the same braces.</summary>
internal sealed class Scope
{
    public Scope(Scope? parent, Statement? owner)
    {
        Parent = parent;
        Owner = owner;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public Scope? Parent { get; }

    /// <summary>The statement of the parent that this block belongs to; null for the method's own.</summary>
    public Statement? Owner { get; }

    public int Depth { get; }

    /// <summary>Names declared here.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Names declared in blocks inside: C# lets none of them be declared here as well.</summary>
    public HashSet<string> NamesBelow { get; } = new(StringComparer.Ordinal);

    public static Scope Common(Scope a, Scope b)
    {
        while (!ReferenceEquals(a, b))
        {
            if (a.Depth >= b.Depth)
            {
                a = a.Parent!;
            }
            else
            {
                b = b.Parent!;
            }
        }

        return a;
    }

    public bool IsFree(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Names.Contains(name))
            {
                return false;
            }
        }

        return !NamesBelow.Contains(name);
    }

    public void Declare(string name)
    {
        Names.Add(name);
        for (var scope = Parent; scope is not null; scope = scope.Parent)
        {
            scope.NamesBelow.Add(name);
        }
    }
}
