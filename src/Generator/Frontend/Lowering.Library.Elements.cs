using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules.Library;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Components of vectors and entries of matrices by their numbers, and matrices that are inverted.</summary>
internal sealed partial class Lowering
{
    /// <summary>v[1] of a vector, m[i, 2] of a matrix.</summary>
    private Operand? Component(IPropertyReferenceOperation property)
    {
        if (!property.Property.IsIndexer || property.Instance is not { } instance || CompositeOf(instance.Type) is not { IsLibrary: true } composite || !TypeOf(property.Type).IsReal
            || composite.Parts.Any(part => !TypeOf(part.Type).IsReal))
        {
            return null;
        }

        if (NumberOf(property, composite) is { } known)
        {
            return Lower(instance) is { Term: null } parts ? parts.Items[known] : null;
        }

        if (Lower(instance) is not { Term: null } whole || property.Arguments.Any(argument => TypeOf(argument.Value.Type) != IrType.Int))
        {
            return null;
        }

        // The library reads it, and complains where there is none; what it depends on is the one of that number.
        Expression[] indices = [.. property.Arguments.Select(argument => Stable(Operand.Of(Term(argument.Value))).Term!)];
        var number = indices.Length == 1 ? indices[0] : Plus(Times(indices[0], _pool.Int(ColumnsOf(composite))), indices[1]);
        var value = _pool.Opaque(TypeOf(property.Type), ["", "[", .. Enumerable.Repeat(", ", indices.Length - 1), "]"], [Whole(whole, instance.Type) ?? throw Unsupported.Expression(property), .. indices]);
        var chosen = whole.Items[whole.Items.Count - 1].Term!;
        for (var i = whole.Items.Count - 2; i >= 0; i--)
        {
            chosen = _pool.Select(Operation(Operator.Equal, IrType.Boolean, number, _pool.Int(i)), whole.Items[i].Term!, chosen);
        }

        return Operand.Of(IsActive(chosen) ? Shallow(ByFormula("component", value, "", chosen)) : value);
    }

    /// <summary>Where <c>v[1] = x</c> and <c>m[0, 2] = x</c> put it.</summary>
    private Place? PlaceOfComponent(IPropertyReferenceOperation property) => property is { Property.IsIndexer: true, Instance: { } instance }
        && CompositeOf(instance.Type) is { IsLibrary: true } composite
        && NumberOf(property, composite) is { } number
        && PlaceAt(instance) is { Variable: null } whole
            ? whole.Items[number]
            : null;

    /// <summary>Which part is meant, where that is known while compiling.</summary>
    private static int? NumberOf(IPropertyReferenceOperation property, Composite composite)
    {
        int[] indices = [.. property.Arguments.Select(argument => argument.Value.ConstantValue.Value is int index ? index : -1)];
        if (indices.Any(index => index < 0) || !Types.Of(property.Type).IsReal)
        {
            return null;
        }

        var columns = ColumnsOf(composite);
        return indices switch
        {
            [var only] when only < composite.Parts.Count => only,
            [var row, var column] when column < columns && (row * columns) + column < composite.Parts.Count => (row * columns) + column,
            _ => null,
        };
    }

    private static int ColumnsOf(Composite composite) => composite.Type.Name == "Matrix3x2" ? 2 : 4;

    /// <summary><c>Matrix4x4.Invert(m, out var inverse)</c>.</summary>
    private Operand? Inverted(IInvocationOperation call)
    {
        if (call is not { TargetMethod: { Name: "Invert", IsStatic: true } method, Arguments: [{ Value: { } given }, { Parameter.RefKind: RefKind.Out, Value: { } into }] }
            || CompositeOf(method.ContainingType) is not { IsLibrary: true } composite || LibraryTable.InverseOf(composite.Type.Name) is not { } inverse
            || Lower(given) is not { Term: null } operand || !operand.Leaves().Any(IsActive))
        {
            return null;
        }

        var target = TargetOf(into);
        var type = Text(composite.Type);
        var whole = Whole(operand, composite.Type) ?? throw Unsupported.Expression(call);
        var all = Once(_pool.Opaque(IrType.Opaque($"(bool, {type})"), [$"({type}.Invert(", $", out {type} {Ir.Evaluate.OwnName}), {Ir.Evaluate.OwnName})"], whole));
        var result = _pool.Opaque(TypeOf(composite.Type), ["", ".Item2"], all);
        string[] readers = [.. ReadersOf(composite)];
        Expression[] leaves = [.. operand.Leaves()];
        Write(target, OfLeaves(composite.Type, [.. inverse(_pool, leaves).Select((formula, i) => ByFormula("inverse", result, readers[i], formula))], result));
        return Operand.Of(_pool.Opaque(IrType.Boolean, ["", ".Item1"], all));
    }
}
