using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Sorting moves elements and changes none: the runtime says where each goes. The places are integers, so derivatives move along with
/// their elements.
/// </content>
internal sealed partial class Lowering
{
    private Operand? Sort(IInvocationOperation call, IOperation[] values)
    {
        Operand? items = null;
        SortKey? key = null;
        var elements = Lower(values[0]);
        switch (values.Length)
        {
            case 1:
                break;
            case 2 when IsArray(values[1].Type):
                items = Lower(values[1]);
                break;
            case 2 when KeyOf(values[1]) is { } found:
                key = found;
                break;
            case 3 when TypeOf(values[1].Type) == IrType.Int && TypeOf(values[2].Type) == IrType.Int:
                elements = Section(elements, Term(values[1]), Term(values[2]));
                break;
            default:
                return null;
        }

        return Sorted(elements, items, key, call) ? Operand.Of(_pool.Boolean(false)) : null;
    }

    /// <summary>Sorts elements where they lie, by themselves or by a key, and takes others along; false where what is compared are no numbers.</summary>
    private bool Sorted(Operand elements, Operand? items, SortKey? key, IInvocationOperation call)
    {
        if (key is null && !(elements.Term is { Type: { Rank: 1, Element: { } element } } && IsNumber(element)))
        {
            return false;
        }

        foreach (var leaf in elements.Leaves().Concat(items?.Leaves() ?? []))
        {
            RequireWritable(leaf, call);
        }

        var count = Stable(Operand.Of(LengthOf(elements))).Term!;
        var kept = KeptElements(elements, count, call);
        var keptItems = items is null ? null : KeptElements(items, count, call);
        var order = key is null
            ? Order(kept, SortedOrder.AsArray, isDescending: false)
            : Order(ToArray(Indexed(call, count, index => key.Of(Kept(Read(kept, index)), call), []), key.Type, call), SortedOrder.ByComparison, key.IsDescending);
        ForEachIndex(count, index =>
        {
            var from = Stable(Read(order, index)).Term!;
            Store(elements, [index], Read(kept, from), call);
            if (items is not null)
            {
                Store(items, [index], Read(keptItems!, from), call);
            }
        });
        return true;
    }

    /// <summary>A copy of the first elements: what is sorted is read while it is written.</summary>
    private Operand KeptElements(Operand array, Expression count, IOperation call) => Each(array, leaf =>
    {
        var kept = Allocate(IrType.Array(leaf.Type.Element!), [count]);
        CopyElements(ReferenceEquals(count, LengthOf(leaf)) ? leaf : Part(leaf, _pool.Int(0), count), kept, _pool.Int(0), count, call);
        return kept;
    });

    /// <summary>The number by which <c>(a, b) => Key(a).CompareTo(Key(b))</c> compares; null for every other comparison.</summary>
    private SortKey? KeyOf(IOperation comparison)
    {
        if (!IsDelegate(comparison) || Lower(comparison).Term is not { } term || !IsCallee(term) || _callees[term] is not Closure
            {
                Method.Parameters: [var a, var b],
                Body: IBlockOperation { Operations: [IReturnOperation { ReturnedValue: IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: { } first, Arguments: [{ Value: var second }] } }] },
            } closure)
        {
            return null;
        }

        if (Mentions(first, b))
        {
            (a, b) = (b, a);
        }

        var isSame = first.Syntax.DescendantTokens().Select(token => token.ValueText == a.Name ? b.Name : token.ValueText).SequenceEqual(second.Syntax.DescendantTokens().Select(token => token.ValueText));
        return isSame && IsNumber(TypeOf(first.Type)) && Mentions(first, a) && !Mentions(first, b) && !Mentions(second, a)
            ? new SortKey(first.Type!, closure.Method.Parameters[1].Equals(a, SymbolEqualityComparer.Default), (element, at) =>
            {
                Operand? key = null;
                InFunction(closure, at, [element, element], _ => key = Lower(first));
                return key!;
            })
            : null;
    }

    private static bool Mentions(IOperation value, IParameterSymbol parameter) =>
        value.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));

    /// <summary>LINQ's sort is stable, and compares each key once it has them all.</summary>
    private Sequence Ordered(Sequence source, FunctionValue? key, ITypeSymbol type, IInvocationOperation call)
    {
        if (!IsNumber(TypeOf(type)))
        {
            throw Unsupported.Linq(call, call.TargetMethod);
        }

        var count = Stable(Operand.Of(source.Count!)).Term!;
        var keys = ToArray(key is null ? source : Mapped(source, key, call), type, call);
        var order = Order(keys, SortedOrder.AsSequence, call.TargetMethod.Name.EndsWith("Descending", StringComparison.Ordinal));
        return Indexed(call, count, index => source.At!(Stable(Read(order, index)).Term!), source.Code);
    }

    /// <summary>The places of the elements in their order, as the runtime finds them.</summary>
    private Operand Order(Operand keys, string how, bool isDescending)
    {
        var array = keys.Term!;
        return Operand.Of(Given(IrType.Array(IrType.Int), "order", SortedOrder.Spelling(how, array.Type.Element!, isDescending), array));
    }

    /// <summary>The first position of a number; −1 where there is none.</summary>
    private Operand IndexOf(IInvocationOperation call, IOperation[] values)
    {
        var array = Lower(values[0]);
        var wanted = Stable(LowerAs(values[1], ElementOf(values[0].Type)!)).Term!;
        var found = Accumulator("found", IrType.Int, _pool.Int(-1));
        Each(call, _pool.Int(0), LengthOf(array), [], [found], index =>
        {
            var (item, before) = (Kept(Read(array, index)).Term!, _state[found]!);
            var isSame = Operation(Operator.Or, IrType.Boolean, Operation(Operator.Equal, IrType.Boolean, item, wanted), Operation(Operator.And, IrType.Boolean, IsNaN(item), IsNaN(wanted)));
            var isFirst = Operation(Operator.And, IrType.Boolean, isSame, Operation(Operator.Less, IrType.Boolean, before, _pool.Int(0)));
            Assign(found, _pool.Select(isFirst, index, before));
        });
        return Taken(found);
    }

    /// <summary>What a comparison compares: a number made of one element.</summary>
    private sealed class SortKey(ITypeSymbol type, bool isDescending, Func<Operand, IOperation, Operand> of)
    {
        public ITypeSymbol Type => type;

        public bool IsDescending => isDescending;

        public Operand Of(Operand element, IOperation at) => of(element, at);
    }
}
