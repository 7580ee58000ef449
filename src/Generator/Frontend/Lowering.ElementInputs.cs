using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Inputs that are arrays of structs, records, tuples or arrays: one input for each number or array in an element, read where it is.</summary>
internal sealed partial class Lowering
{
    /// <summary>For each input that is read in an array of more than numbers: how it lies among the columns.</summary>
    private readonly Dictionary<Value, ArrayLayout> _layouts = [];

    private sealed class ElementInputs(Lowering owner, int group, List<Input> inputs, ISet<string> written)
    {
        private Expression? _count;
        private ElementsModel? _whole;
        private string _access = "";
        private Value? _first;

        public Operand Enter(ITypeSymbol array, ElementsModel elements, string name, string access)
        {
            (_whole, _access) = (elements, access);
            return Enter(array, elements, name, new ElementPath(access, [], [], 0));
        }

        private Operand Enter(ITypeSymbol array, ElementsModel elements, string name, ElementPath path) =>
            Enter(owner.ElementOf(array)!, name, "", elements, path.Element(elements));

        private Operand Enter(ITypeSymbol type, string name, string reader, ElementsModel elements, ElementPath element)
        {
            var number = elements.Leaves.Select(leaf => leaf.Access).ToList().IndexOf(reader);
            if (number >= 0)
            {
                var (leaf, path) = (elements.Leaves[number], element.Leaf(elements, number));
                return leaf.Elements is { } inner ? Operand.OfRows([Enter(type, inner, name, path)])
                    : leaf.Type.IsArray ? Rows(leaf.Type, name, path, elements, isActive: true)
                    : Number(leaf.Type, name, path, elements, isActive: true);
            }

            if (owner.CompositeOf(type) is { } composite)
            {
                return Operand.Of([.. composite.Parts.Select((part, i) => Enter(part.Type, NameOf(name, part), reader + owner.ReaderOf(composite, i), elements, element))]);
            }

            var constant = owner.TypeOf(type);
            return constant.IsArray
                ? Rows(constant, name, element.Part(reader), elements, isActive: false)
                : Number(constant, name, element.Part(reader), elements, isActive: false);
        }

        private Operand Number(IrType type, string name, ElementPath path, ElementsModel elements, bool isActive)
        {
            var leaf = Leaf(type, name, path, elements, isActive);
            return !written.Contains(leaf.Access!) ? Operand.Of(leaf)
                : path.Depth == 1 ? Operand.Of(owner.CopyOf(leaf, leaf.Type))
                : throw Written(leaf);
        }

        private Operand Rows(IrType type, string name, ElementPath path, ElementsModel elements, bool isActive)
        {
            var leaf = Leaf(type.Element!, name, path.Numbers(type.Rank), elements, isActive);
            return !written.Contains(leaf.Access!) ? Operand.OfRows([Operand.Of(leaf)])
                : path.Depth == 1 && type.Rank == 1 ? owner.CopyOfRows(leaf, name)
                : throw Written(leaf);
        }

        private Refusal Written(Value leaf) => Unsupported.Written(owner._context.Method.Locations[0], leaf.Access!);

        private Value Leaf(IrType type, string name, ElementPath path, ElementsModel elements, bool isActive)
        {
            var leaf = owner._pool.Input(IrType.Array(type, path.Depth), name, ElementPath.Unnumbered(path.Access));
            _first ??= leaf;
            var length = owner._pool.Length(_first);
            _count ??= _whole!.Columns is { } columns
                ? owner._pool.Operation(Operator.Multiply, IrType.Int, owner._pool.Int(columns), length)
                : ElementPath.Text(ColumnCount.Before(_whole, _access, $"{ArrayLayout.Hole}0")).Of(owner._pool, [length]);
            var layout = new ArrayLayout(group, _count, path.Terms, path.Lengths);
            owner._layouts.Add(leaf, layout);
            owner._lengths[leaf] = [length];
            inputs.Add(new Input(leaf, isActive, null, layout));
            if (isActive)
            {
                owner._active.Add(leaf);
            }

            return leaf;
        }
    }
}
