using System.Text;
using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>C# that makes a value of a composite type from its leaves, in the order of declaration.</summary>
internal sealed class Construction
{
    private readonly Lowering _lowering;
    private readonly Func<IReadOnlyList<int>, string?> _constant;
    private readonly List<string> _fragments = [];
    private readonly StringBuilder _text = new();

    private Construction(Lowering lowering, Func<IReadOnlyList<int>, string?> constant)
    {
        _lowering = lowering;
        _constant = constant;
    }

    /// <summary>The texts around the leaves, one more than there are of them; null where no constructor or initializer does it.</summary>
    /// <param name="lowering">Knows what constructors do.</param>
    /// <param name="type">The composite type.</param>
    /// <param name="constant">For a part, by its path, the text of the constant to put there instead of a leaf; null for a leaf.</param>
    public static IReadOnlyList<string>? Of(Lowering lowering, ITypeSymbol type, Func<IReadOnlyList<int>, string?>? constant = null)
    {
        var construction = new Construction(lowering, constant ?? (_ => null));
        return construction.Write(type, []) ? [.. construction._fragments, construction._text.ToString()] : null;
    }

    private bool Write(ITypeSymbol type, IReadOnlyList<int> path)
    {
        if (_constant(path) is { } text)
        {
            _text.Append(text);
            return true;
        }

        if (_lowering.CompositeOf(type) is not { } composite)
        {
            _fragments.Add(_text.ToString());
            _text.Clear();
            return true;
        }

        if (composite.Type.IsTupleType && composite.Parts.Count > 1)
        {
            _text.Append('(');
            return Parts(composite, path, [.. Enumerable.Range(0, composite.Parts.Count)], _ => "") && Close(")");
        }

        return _lowering.MakerOf(composite) is { } maker && Write(composite, maker, path);
    }

    private bool Write(Composite composite, Maker maker, IReadOnlyList<int> path)
    {
        // The leaves have to come in their own order.
        int[] order = [.. maker.Arguments, .. maker.Members];
        if (!order.SequenceEqual(Enumerable.Range(0, composite.Parts.Count)))
        {
            return false;
        }

        _text.Append("new ").Append(Types.Text(composite.Type.WithNullableAnnotation(NullableAnnotation.None)));
        if (maker.Arguments.Count > 0 || maker.Members.Count == 0)
        {
            _text.Append('(');
            if (!Parts(composite, path, maker.Arguments, i => maker.Names[i] is { Length: > 0 } name ? name + ": " : "") || !Close(")"))
            {
                return false;
            }
        }

        if (maker.Members.Count == 0)
        {
            return true;
        }

        _text.Append(" { ");
        return Parts(composite, path, maker.Members, i => $"{MethodName.Escape(composite.Parts[maker.Members[i]].Name)} = ") && Close(" }");
    }

    private bool Parts(Composite composite, IReadOnlyList<int> path, IReadOnlyList<int> parts, Func<int, string> label)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            _text.Append(i > 0 ? ", " : "").Append(label(i));
            if (!Write(composite.Parts[parts[i]].Type, [.. path, parts[i]]))
            {
                return false;
            }
        }

        return true;
    }

    private bool Close(string text)
    {
        _text.Append(text);
        return true;
    }
}

/// <summary>How a value of a type is made of its parts.</summary>
/// <param name="Arguments">The parts that the constructor takes, in its order.</param>
/// <param name="Names">The names of its parameters, empty where the position says it.</param>
/// <param name="Members">The parts that an initializer sets.</param>
internal sealed record Maker(IReadOnlyList<int> Arguments, IReadOnlyList<string> Names, IReadOnlyList<int> Members);
