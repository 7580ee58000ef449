using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>How arrays and spans come to be: new, stackalloc, literals, spreads.</summary>
internal sealed partial class Lowering
{
    private Operand Create(IArrayCreationOperation creation)
    {
        if (!IsArray(creation.Type))
        {
            return NewTable(creation.Type, creation.Initializer?.ElementValues) ?? NewTable(creation) ?? Passthrough(creation);
        }

        if (RowsOf(creation.Type) is not null)
        {
            return CreateRows(creation);
        }

        var receiver = _receiver;
        _receiver = null;
        var lengths = creation.DimensionSizes.Select(size => ConvertTo(Term(size), IrType.Int)).ToArray();
        _receiver = receiver;
        var array = Allocate(creation.Type!, lengths);
        if (creation.Initializer is { } initializer)
        {
            Fill(array, initializer, []);
        }

        return array;
    }

    private void Fill(Operand array, IArrayInitializerOperation initializer, Expression[] outer)
    {
        for (var i = 0; i < initializer.ElementValues.Length; i++)
        {
            Expression[] indices = [.. outer, _pool.Int(i)];
            if (initializer.ElementValues[i] is IArrayInitializerOperation inner)
            {
                Fill(array, inner, indices);
            }
            else
            {
                StoreInitial(array, indices, initializer.ElementValues[i]);
            }
        }
    }

    private void StoreInitial(Operand array, Expression[] indices, IOperation value) => StoreInitial(array, indices, Lower(value), value);

    private void StoreInitial(Operand array, Expression[] indices, Operand value, IOperation at)
    {
        if (array.Term is { } leaf)
        {
            // A new array is zero already (and -0.0 is not).
            if (Fitting(value, isWhole: true) is { } term and not Constant { Bits: 0 })
            {
                Store(leaf, indices, term, at);
            }

            return;
        }

        if (array.Objects is { } objects)
        {
            StoreObject(array, objects, indices[0], value.Term, at);
            return;
        }

        Fitting(value, isWhole: false);
        for (var i = 0; i < array.Items.Count; i++)
        {
            StoreInitial(array.Items[i], indices, PartOf(value, i), at);
        }
    }

    private Operand Collection(IOperation collection)
    {
        IOperation[] items = [.. collection.ChildOperations];
        if (!IsArray(collection.Type))
        {
            return NewTable(collection.Type, items) ?? CreateList(collection, items) ?? CreateCollection(collection, items) ?? Passthrough(collection);
        }

        if (RowsOf(collection.Type) is not null)
        {
            var receiver = _receiver;
            _receiver = null;
            var local = RowSites.Receiver(collection);
            return items.Any(NewerKinds.IsSpread) ? throw Unsupported.Rows(collection.Syntax, collection.Type)
                : !Mentions(collection) && (local is null || !_frame.Active.Contains(local)) ? Passthrough(collection)
                : RowsOfItems(collection.Type!, items, receiver, local is not null && RowSites.Of(collection, local).Count > 0);
        }

        return items.Any(NewerKinds.IsSpread) ? Spread(collection.Type!, items) : NewArray(collection.Type!, items);
    }

    /// <summary>A collection expression, or what <c>params</c> gathers, for IEnumerable&lt;double&gt; and the like; null where it is constant.</summary>
    private Operand? CreateCollection(IOperation collection, IReadOnlyList<IOperation> items)
    {
        if (!IsCollection(collection.Type) || !Mentions(collection))
        {
            return null;
        }

        var type = _context.Compilation.CreateArrayTypeSymbol(Substitute(((INamedTypeSymbol)collection.Type!).TypeArguments[0])!);
        return IsArray(type) && RowsOf(type) is null ? ListOf(type, items.Any(NewerKinds.IsSpread) ? Spread(type, items) : NewArray(type, items)) : null;
    }

    /// <summary>A collection expression with spreads: first every item is evaluated, then all are laid down one after the other.</summary>
    private Operand Spread(ITypeSymbol type, IReadOnlyList<IOperation> items)
    {
        if (items is [var single] && SpreadSequence(single, type) is { } whole)
        {
            return whole;
        }

        var receiver = _receiver;
        _receiver = null;
        var element = ElementOf(type)!;
        var terms = new List<(Operand Value, bool IsSpread)>();
        Expression length = _pool.Int(0);
        foreach (var item in items)
        {
            var isSpread = NewerKinds.IsSpread(item);
            var value = isSpread ? Unwrapped(item.ChildOperations.First()) : item;
            var sequence = isSpread ? SequenceAt(value) ?? ItemsAt(value) : null;
            if (item.DescendantsAndSelf().Any(part => part is IAssignmentOperation or IIncrementOrDecrementOperation)
                || (isSpread && sequence is null && !IsArray(value.Type)))
            {
                throw Unsupported.Expression(item);
            }

            var operand = sequence ?? (isSpread ? Untabled(Lower(value), value.Type!, value) : ConvertItems(Lower(value), element));
            if (isSpread)
            {
                NoteCopy(operand);
            }

            terms.Add((operand, isSpread));
            length = Operation(Operator.Add, IrType.Int, length, isSpread ? TotalLength(operand) : _pool.Int(1));
        }

        _receiver = receiver;
        var array = Allocate(ArrayOf(type), [length]);
        Expression position = _pool.Int(0);
        foreach (var (value, isSpread) in terms)
        {
            if (isSpread)
            {
                CopyElements(value, array, position, LengthOf(value), items[0]);
                position = Operation(Operator.Add, IrType.Int, position, LengthOf(value));
            }
            else
            {
                Store(array, [position], value, items[0]);
                position = Operation(Operator.Add, IrType.Int, position, _pool.Int(1));
            }
        }

        return array;
    }

    /// <summary>What LINQ makes, where nothing else is spread and nothing converted: the array itself.</summary>
    private Operand? SpreadSequence(IOperation item, ITypeSymbol type) => NewerKinds.IsSpread(item)
        && IsRepeatable(item)
        && Unwrapped(item.ChildOperations.First()) is { Type: INamedTypeSymbol { Arity: 1 } sequence } value
        && IsSame(Substitute(sequence.TypeArguments[0])!, ElementOf(type)!)
            ? SequenceAt(value)
            : null;

    private void CopyElements(Operand source, Operand array, Expression to, Expression count, IOperation at)
    {
        foreach (var (from, into) in source.Leaves().Zip(array.Leaves(), (from, into) => (from, into)))
        {
            CopyElements(from, into, to, count, at);
        }
    }

    /// <summary>array[to + i] = source[i] for each i below the count.</summary>
    private void CopyElements(Expression source, Expression array, Expression to, Expression count, IOperation at)
    {
        if (!IsView(source) && !IsView(array) && !ArrayLayout.IsScattered(source) && to is Constant { Bits: 0 } && ReferenceEquals(count, LengthOf(source)) && source.Type.Element == array.Type.Element)
        {
            RequireWritable(array, at);
            MarkWritten(array, source);
            Add(new Copy(array, source));
            return;
        }

        ForEachIndex(count, index =>
        {
            var element = Read(source, index);
            Store(array, [Operation(Operator.Add, IrType.Int, to, index)], element, at);
        });
    }

    private Operand NewArray(ITypeSymbol type, IReadOnlyList<IOperation> items)
    {
        var array = Allocate(type, [_pool.Int(items.Count)]);
        for (var i = 0; i < items.Count; i++)
        {
            StoreInitial(array, [_pool.Int(i)], items[i]);
        }

        return array;
    }

    /// <summary><c>n &lt;= 64 ? stackalloc double[64] : new double[n]</c>: one array, of either length.</summary>
    private Operand? NewEither(IConditionalOperation choice)
    {
        if (choice.IsRef
            || LengthOfNew(choice.WhenTrue) is not { } one
            || LengthOfNew(choice.WhenFalse!) is not { } other
            || choice.Type is not { } type
            || !IsArray(type))
        {
            return null;
        }

        var receiver = _receiver;
        _receiver = null;
        var condition = Term(choice.Condition);
        var length = Choose(condition, () => Operand.Of(Term(one)), () => Operand.Of(Term(other)), choice.Syntax).Term!;
        return Allocate(type, [length], receiver);
    }

    /// <summary>How long an array is that is made where it stands and holds zeros alone.</summary>
    private static IOperation? LengthOfNew(IOperation value) => Unwrapped(value) switch
    {
        IArrayCreationOperation { Initializer: null, DimensionSizes: [var length] } => length,
        var made when NewerKinds.IsStackAllocation(made) && NewerKinds.InitializerOf(made.Syntax) is null => made.ChildOperations.First(),
        _ => null,
    };

    private Operand StackAllocation(IOperation allocation)
    {
        var info = _frame.Model.GetTypeInfo(allocation.Syntax, _cancellation);
        if (info.ConvertedType is not { } type || !IsArray(type))
        {
            throw Unsupported.Expression(allocation);
        }

        if (NewerKinds.InitializerOf(allocation.Syntax) is { } initializer)
        {
            return NewArray(type, [.. initializer.Expressions.Select(OperationAt)]);
        }

        var receiver = _receiver;
        _receiver = null;
        var length = Term(allocation.ChildOperations.First());
        _receiver = receiver;
        return Allocate(type, [length]);
    }

    private IOperation OperationAt(ExpressionSyntax syntax) =>
        _frame.Model.GetOperation(syntax, _cancellation) ?? throw Unsupported.Expression(syntax);
}
