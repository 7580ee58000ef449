using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Names that stand for one of several arrays: which is known where control is.</summary>
internal sealed partial class Lowering
{
    /// <summary>For the results of branches and the carried values of loops: the arrays that they may be.</summary>
    private readonly Dictionary<Value, List<Expression>> _choices = [];

    /// <summary>Choices that are written through, and where that was met first.</summary>
    private readonly Dictionary<Value, IOperation> _writtenChoices = [];

    /// <summary>Stand for null: nothing is read of them, and nobody may ask whether they are it.</summary>
    private readonly HashSet<Value> _nulls = [];

    private bool MayBeNull(Expression array) =>
        array.Type.IsArray && MayBe(array).OfType<Value>().Any(value => _nulls.Contains(value) || _choices.ContainsKey(value));

    private void StandFor(Value choice, Expression array)
    {
        if (!_choices.TryGetValue(choice, out var arrays))
        {
            _choices.Add(choice, arrays = []);
        }

        arrays.Add(array);
        if (_writtenChoices.TryGetValue(choice, out var write))
        {
            RequireWritable(array, write);
        }

        if (_active.Contains(choice))
        {
            MarkActive(array);
        }
    }

    /// <summary>Every array that a name may stand for, itself included.</summary>
    private IReadOnlyList<Expression> MayBe(Expression array)
    {
        var all = new List<Expression>();
        var open = new Stack<Expression>([BaseOf(array)]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (all.Contains(next))
            {
                continue;
            }

            all.Add(next);
            if (next is Value choice && _choices.TryGetValue(choice, out var arrays))
            {
                arrays.ForEach(open.Push);
            }
        }

        return all;
    }

    private void MarkActive(Expression array)
    {
        foreach (var value in MayBe(array).OfType<Value>())
        {
            _active.Add(value);
        }
    }

    private void RequireWritable(Expression array, IOperation at)
    {
        foreach (var one in MayBe(array))
        {
            switch (one)
            {
                case Value value when _owned.Contains(value) || ReferenceEquals(value, _destination):
                    break;
                case Value choice when _choices.ContainsKey(choice):
                    _writtenChoices[choice] = at;
                    break;
                case Value { Access: { } access }:
                    throw new InputIsWritten(access);
                case { } made when _newArrays.TryGetValue(made, out var name):
                    throw new InputIsWritten(name);
                default:
                    throw Unsupported.SideEffect(at);
            }
        }
    }

    /// <summary>Stands where an array was not set yet, and is never read.</summary>
    private Value Placeholder(IrType type)
    {
        var array = _pool.Local(IrType.Array(type.Element!, type.Rank));
        Expression[] lengths = [.. Enumerable.Repeat((Expression)_pool.Int(0), type.Rank)];
        _owned.Add(array);
        _lengths[array] = lengths;
        Add(new Allocate(array, lengths), array);
        return array;
    }
}
