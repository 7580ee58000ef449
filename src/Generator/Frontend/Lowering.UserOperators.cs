using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What users teach their types: operators, conversions, equality, deconstruction.</summary>
internal sealed partial class Lowering
{
    private Operand? UserOperator(IBinaryOperation operation)
    {
        if (operation.IsLifted || operation.OperatorMethod is not { } method)
        {
            return null;
        }

        if (IsSynthesizedEquality(method) && CompositeOf(operation.LeftOperand.Type) is not null)
        {
            var left = Lower(operation.LeftOperand);
            var right = Lower(operation.RightOperand);
            if (left.Term is null && right.Term is null)
            {
                var same = SameParts(left, right, isExact: true, operation.Syntax);
                return Operand.Of(operation.OperatorKind == BinaryOperatorKind.Equals ? same : Not(same));
            }
        }

        return operation.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
            ? ShortCircuit(operation, method)
            : UserOperator(operation, method, [operation.LeftOperand, operation.RightOperand]);
    }

    /// <summary>x &amp;&amp; y is <c>T.false(x) ? x : T.&amp;(x, y)</c>, x || y is <c>T.true(x) ? x : T.|(x, y)</c>.</summary>
    private Operand? ShortCircuit(IBinaryOperation operation, IMethodSymbol method)
    {
        if (CompositeOf(method.ContainingType) is null && !Mentions(operation.LeftOperand) && !Mentions(operation.RightOperand))
        {
            return null;
        }

        var test = method.ContainingType.GetMembers(operation.OperatorKind == BinaryOperatorKind.ConditionalAnd ? "op_False" : "op_True").OfType<IMethodSymbol>().FirstOrDefault();
        var left = Stable(LowerAs(operation.LeftOperand, method.Parameters[0].Type));
        if (UserOperator(operation, test, left)?.Term is not { } condition)
        {
            throw Unsupported.Expression(operation);
        }

        return Choose(condition, () => left, () => UserOperator(operation, method, left, LowerAs(operation.RightOperand, method.Parameters[1].Type)) ?? throw Unsupported.Expression(operation), operation.Syntax);
    }

    private Operand? UserOperator(IUnaryOperation operation) => operation is { IsLifted: false, OperatorMethod: { } method }
        ? UserOperator(operation, method, [operation.Operand])
        : null;

    /// <summary>An operator is a method; null where its source is elsewhere, or where all that it is given is constant C#.</summary>
    private Operand? UserOperator(IOperation site, IMethodSymbol method, IReadOnlyList<IOperation> operands)
    {
        method = OwnOperator(method);
        if (LibraryRowOf(method) is not null)
        {
            return Library(site, method, [.. operands.Select((operand, i) => LowerAs(operand, method.Parameters[i].Type))]);
        }

        if (_context.Bodies.Of(method) is not { } source
            || (CompositeOf(method.ContainingType) is null && !operands.Any(operand => Mentions(operand) || MayBeObject(operand))))
        {
            return null;
        }

        Passed[] arguments = [.. operands.Select((operand, i) => Pass(method.OriginalDefinition.Parameters[i], LowerAs(operand, method.Parameters[i].Type)))];
        return Inline(site, method, source.Body, source.Model, null, arguments, null);
    }

    /// <summary>Of T where T : IAdditionOperators&lt;T, T, T&gt;, the operator of what T is here: the interfaces name their own type first.</summary>
    private IMethodSymbol OwnOperator(IMethodSymbol method) =>
        method is { IsAbstract: true, ContainingType.TypeArguments: [var self, ..] } ? Implemented(method, self) : method;

    private Operand? UserOperator(IOperation site, IMethodSymbol? written, params Operand[] operands) =>
        written is null ? null
        : OwnOperator(written) is var method && LibraryRowOf(method) is not null ? Library(site, method, [.. operands.Select((operand, i) => ConvertItems(operand, method.Parameters[i].Type))])
        : _context.Bodies.Of(method) is { } source
            ? Inline(site, method, source.Body, source.Model, null, [.. operands.Select((operand, i) => Pass(method.OriginalDefinition.Parameters[i], ConvertItems(operand, method.Parameters[i].Type)))], null)
            : null;

    private Passed Pass(IParameterSymbol parameter, Operand value) => new(parameter, value, null, value.Leaves().Any(IsActive));

    /// <summary>Part by part to the types of a tuple, or a number to a number.</summary>
    private Operand ConvertItems(Operand operand, ITypeSymbol? type)
    {
        if (operand.Term is { } term)
        {
            return Operand.Of(ConvertTo(term, TypeOf(type)));
        }

        return CompositeOf(type) is { Type.IsTupleType: true } tuple && operand.Items.Count == tuple.Parts.Count
            ? Operand.Of([.. operand.Items.Select((item, i) => ConvertItems(item, tuple.Parts[i].Type))])
            : operand;
    }

    /// <summary>The parts of a base type stand first.</summary>
    private static Operand AsBase(Operand operand, Composite from, Composite to, IConversionOperation conversion)
    {
        if (SymbolEqualityComparer.Default.Equals(from.Type, to.Type))
        {
            return operand;
        }

        for (var level = from.Type.BaseType; level is not null && operand.Term is null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, to.Type))
            {
                return Operand.Of([.. operand.Items.Take(to.Parts.Count)]);
            }
        }

        throw Unsupported.Expression(conversion);
    }

    private static bool IsSynthesizedEquality(IMethodSymbol method) =>
        method is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true, Name: "op_Equality" or "op_Inequality" or "Equals" };

    private Operand Compare(ITupleBinaryOperation comparison)
    {
        if (!ComparesPlainly(comparison.LeftOperand.Type) || !ComparesPlainly(comparison.RightOperand.Type))
        {
            throw Unsupported.Expression(comparison);
        }

        var same = SameParts(Lower(comparison.LeftOperand), Lower(comparison.RightOperand), isExact: false, comparison.Syntax);
        return Operand.Of(comparison.OperatorKind == BinaryOperatorKind.Equals ? same : Not(same));
    }

    /// <summary>Items whose == is that of C#: of a struct or record it may be anything.</summary>
    private bool ComparesPlainly(ITypeSymbol? type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? tuple.TupleElements.All(item => ComparesPlainly(item.Type))
        : type is not null && CompositeOf(type) is null && !type.GetMembers("op_Equality").Any(member => !type.IsValueType || type.SpecialType == SpecialType.None);

    /// <summary>Equal part by part: by == for tuples; records ask Equals, for which a NaN is itself.</summary>
    private Expression SameParts(Operand left, Operand right, bool isExact, SyntaxNode node)
    {
        if (left.Term is { } a && right.Term is { } b)
        {
            var wide = a.Type.IsReal || !b.Type.IsReal ? a.Type : b.Type;
            Expression same = isExact || !IsScalar(a.Type)
                ? _pool.Opaque(IrType.Boolean, a.Type.IsReal ? ["", ".Equals(", ")"] : ["object.Equals(", ", ", ")"], a, b)
                : Operation(Operator.Equal, IrType.Boolean, ConvertTo(a, wide), ConvertTo(b, wide));
            HintEquality(node, "==", same, a, b);
            return same;
        }

        if (left.Items.Count != right.Items.Count || !left.IsComplete || !right.IsComplete)
        {
            throw Unsupported.Expression(node);
        }

        Expression all = _pool.Boolean(true);
        foreach (var (x, y) in left.Items.Zip(right.Items, (x, y) => (x, y)))
        {
            var same = SameParts(x, y, isExact, node);
            all = all is Constant ? same : Operation(Operator.And, IrType.Boolean, all, same);
        }

        return all;
    }

    private Operand Set(IDeconstructionAssignmentOperation assignment)
    {
        var target = TargetOf(assignment.Target);
        var value = Lower(assignment.Value);
        if (assignment.Syntax is AssignmentExpressionSyntax syntax)
        {
            value = Deconstructed(value, _frame.Model.GetDeconstructionInfo(syntax), assignment);
        }

        if (!Fits(target, value))
        {
            throw Unsupported.Expression(assignment);
        }

        Write(target, value);
        return value;
    }

    private static bool Fits(Target target, Operand value) => target is not TupleTarget tuple
        || (tuple.Items.Length == value.Items.Count && tuple.Items.Zip(value.Items, Fits).All(fits => fits));

    /// <summary>A value as the items that its Deconstruct gives, and so on inwards.</summary>
    private Operand Deconstructed(Operand value, DeconstructionInfo info, IOperation site)
    {
        if (info.Nested.IsEmpty)
        {
            return value;
        }

        var items = info.Method is { } method ? Deconstructed(value, method, site) : value;
        return items.Items.Count == info.Nested.Length
            ? Operand.Of([.. items.Items.Select((item, i) => Deconstructed(item, info.Nested[i], site))])
            : throw Unsupported.Expression(site);
    }

    private Operand Deconstructed(Operand value, IMethodSymbol method, IOperation site)
    {
        if (value.Term is not null || (method.IsStatic && method.ReducedFrom is null && method.Parameters.Length == 0))
        {
            throw Unsupported.Expression(site);
        }

        if (CompositeOf(method.IsStatic ? method.Parameters.FirstOrDefault()?.Type : method.ContainingType) is { IsPair: true })
        {
            return value;
        }

        if (method.IsImplicitlyDeclared && CompositeOf(method.ContainingType) is { } record)
        {
            return Operand.Of([.. method.Parameters.Select(parameter => record.Parts.Select((part, i) => (part, i)).FirstOrDefault(one => one.part.Property?.Name == parameter.Name) is { part: not null } found
                ? PartOf(value, found.i)
                : throw Unsupported.Expression(site))]);
        }

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_context.Bodies.Of(definition) is not { } source)
        {
            throw Unsupported.Call(site, method);
        }

        var given = definition.IsStatic ? definition.Parameters.Take(1) : [];
        var places = definition.Parameters.Skip(definition.IsStatic ? 1 : 0).Select(parameter => (parameter, place: PlaceOf(parameter.Type, "", isActive: true))).ToArray();
        Passed[] arguments = [.. given.Select(parameter => Pass(parameter, value)), .. places.Select(out_ => new Passed(out_.parameter, null, out_.place, IsActive: true))];
        Place? self = null;
        if (!definition.IsStatic)
        {
            self = PlaceOf(method.ContainingType, "", isActive: true);
            Keep(self, value);
        }

        Inline(site, method.ReducedFrom ?? method, source.Body, source.Model, null, arguments, self);
        return Operand.Of([.. places.Select(one => Peek(one.place) ?? Operand.Missing)]);
    }
}
