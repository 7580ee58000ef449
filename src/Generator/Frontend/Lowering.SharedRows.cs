using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// A row moves into the memory of its array of arrays, which is the same as a reference to it as long as it is a new array that moves once. Of any other (one that
/// is a row already, one for all iterations of a loop) there is a copy, which is the same as long as nobody writes to either.
/// </content>
internal sealed partial class Lowering
{
    private readonly HashSet<Expression> _moved = [];
    private readonly HashSet<Statement> _moves = [];
    private readonly List<SharedRow> _sharedRows = [];

    /// <param name="Copy">The statements that lay down the copy.</param>
    private sealed record SharedRow(Expression From, Expression Into, Statement[] Copy, IOperation At);

    /// <summary>Lays a row down where it is to be. True where nobody can tell that from the row itself, once its names mean the new place.</summary>
    private bool LayDown(Expression row, Expression into, Expression start, Expression length, IOperation at)
    {
        var (array, before) = (BaseOf(row), _builder.Statements.Count);
        var isNew = !ViewOf(row).Prefix.Any() && IsWhole(row) && MayBe(array).All(one => IsNew(one));
        _moved.UnionWith(MayBe(array));
        CopyElements(row, into, start, length, at);
        Statement[] copy = [.. _builder.Statements.Skip(before)];
        _moves.UnionWith(copy);
        if (!isNew)
        {
            _sharedRows.Add(new SharedRow(array, BaseOf(into), copy, at));
        }

        return isNew;
    }

    private bool IsNew(Expression array) =>
        !_moved.Contains(array) && array is Value value && _owned.Contains(value) && !(_bound.TryGetValue(value, out var home) && _builder.IsRepeatedIn(home, _iterations));

    private bool IsWhole(Expression row) => !IsView(row) || (ViewOf(row) is { Offset: Constant { Bits: 0 }, Length: var length } view && ReferenceEquals(length, LengthOf(view.Base)));

    /// <summary>Refuses rows that were copied where somebody writes later to one of those that should be the same.</summary>
    private void RequireUnwrittenRows(Region body)
    {
        if (_sharedRows.Count == 0)
        {
            return;
        }

        var stores = new ArrayStores(body, _moves, MayBe);
        foreach (var shared in _sharedRows)
        {
            if (shared.Copy.Any(statement => stores.AnyAfter(statement, [shared.From, shared.Into])))
            {
                throw shared.From is Value { Access: { } access } ? new InputIsWritten(access) : Unsupported.SharedRow(shared.At);
            }
        }
    }
}
