using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Arrays of delegates that stay what their initializer made them: an index chooses among callees that are known.</content>
internal sealed partial class Lowering
{
    private Operand? DelegateAt(IArrayElementReferenceOperation element)
    {
        if (element.Type?.TypeKind != Microsoft.CodeAnalysis.TypeKind.Delegate || element.Indices is not [{ } position] || TypeOf(position.Type) != IrType.Int || DelegateItems(element.ArrayReference) is not { } items)
        {
            return null;
        }

        Expression?[] callees = [.. items.Select(item => Elsewhere(element.ArrayReference, item))];
        if (!callees.All(IsCallee))
        {
            return null;
        }

        var index = Stable(Operand.Of(Term(position))).Term!;
        if (index is Constant known)
        {
            return known.Integer >= 0 && known.Integer < callees.Length ? Operand.Of(callees[(int)known.Integer]!) : null;
        }

        var isOutside = Operation(Operator.Or, IrType.Boolean, Operation(Operator.Less, IrType.Boolean, index, _pool.Int(0)), Operation(Operator.LessOrEqual, IrType.Boolean, _pool.Int(callees.Length), index));
        ThrowIf(isOutside, "IndexOutOfRangeException", "Index was outside the bounds of the array.");
        var chosen = callees[callees.Length - 1]!;
        for (var i = callees.Length - 2; i >= 0; i--)
        {
            chosen = Chosen(Operation(Operator.Equal, IrType.Boolean, index, _pool.Int(i)), callees[i], chosen)!;
        }

        return Operand.Of(chosen);
    }

    /// <summary>A local that is only called through needs no array: its delegates may capture what the derivative changes.</summary>
    private bool IsDelegateTable(IVariableDeclaratorOperation declarator, IOperation? initializer) =>
        initializer is not null && declarator.Symbol.Type is IArrayTypeSymbol { ElementType.TypeKind: Microsoft.CodeAnalysis.TypeKind.Delegate } && Mentions(initializer)
        && _context.Bodies.Of(_frame.Method) is { } source && IsOnlyRead(source.Body, declarator.Symbol) && DelegatesIn(initializer) is not null;

    /// <summary>The callees that <c>foreach (var step in steps)</c> goes through; null where any of them is unknown.</summary>
    private IReadOnlyList<Operand>? CalleesIn(IOperation collection)
    {
        if ((DelegateItems(collection) ?? DelegatesIn(collection)) is not { } items)
        {
            return null;
        }

        Expression?[] callees = [.. items.Select(item => Elsewhere(collection, item))];
        return callees.All(IsCallee) ? [.. callees.Select(callee => Operand.Of(callee!))] : null;
    }

    /// <summary>A lambda of a field's initializer captures nothing of the method.</summary>
    private Expression? Elsewhere(IOperation array, IDelegateCreationOperation item) => array is IFieldReferenceOperation { Field: var field }
        ? Elsewhere(field, _context.Bodies.ModelOf(item.Syntax.SyntaxTree), item, () => Create(item)).Term
        : Create(item).Term;

    /// <summary>The elements of a local, or of a private static read-only field, whose array is made where it is declared and only read; null for any other array.</summary>
    private IReadOnlyList<IDelegateCreationOperation>? DelegateItems(IOperation array)
    {
        var made = array switch
        {
            ILocalReferenceOperation { Local: var local } when _context.Bodies.Of(_frame.Method) is { } source && IsOnlyRead(source.Body, local) =>
                source.Body.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.GetVariableInitializer()?.Value,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field } => TableOf(field),
            _ => null,
        };
        return made is null ? null : DelegatesIn(made);
    }

    private static IReadOnlyList<IDelegateCreationOperation>? DelegatesIn(IOperation made)
    {
        made = WithoutConversion(made);
        IReadOnlyList<IOperation>? items = made is IArrayCreationOperation { Initializer.ElementValues: var values } ? values
            : NewerKinds.IsCollection(made) ? [.. made.ChildOperations]
            : null;
        IDelegateCreationOperation[] creations = [.. items?.Select(item => DelegateOf(item)).OfType<IDelegateCreationOperation>() ?? []];
        return creations.Length > 0 && creations.Length == items!.Count ? creations : null;
    }

    private IOperation? TableOf(IFieldSymbol field)
    {
        var declarations = _context.Bodies.DeclarationsOf(field.ContainingType);
        var value = declarations.SelectMany(declaration => declaration.DescendantNodes()).OfType<VariableDeclaratorSyntax>()
            .Where(declarator => declarator.Identifier.ValueText == field.Name && declarator.Parent?.Parent is FieldDeclarationSyntax { Parent: var type } && declarations.Contains(type!))
            .Select(declarator => declarator.Initializer?.Value).FirstOrDefault();
        return value is null || IsElementSet(field, declarations) ? null : _context.Bodies.ModelOf(value.SyntaxTree).GetOperation(value, _cancellation);
    }

    /// <summary>Whether the type that alone can see the field puts anything into it, as the text has it.</summary>
    private static bool IsElementSet(IFieldSymbol field, IReadOnlyList<SyntaxNode> declarations) => declarations
        .SelectMany(declaration => declaration.DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == field.Name)
        .Select(name => name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? (SyntaxNode)member : name)
        .Any(name => name.Parent is not (ForEachStatementSyntax or ElementAccessExpressionSyntax { Parent: InvocationExpressionSyntax or EqualsValueClauseSyntax or ArgumentSyntax { RefKindKeyword.RawKind: 0 } } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" }));

    private static bool IsOnlyRead(IOperation body, ILocalSymbol local) => body.DescendantsAndSelf()
        .OfType<ILocalReferenceOperation>()
        .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
        .All(reference => reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" } or IForEachLoopOperation or IConversionOperation { IsImplicit: true, Parent: IForEachLoopOperation }
            or IArrayElementReferenceOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } or IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } });
}
