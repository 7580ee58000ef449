using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>switch as a chain of conditions, and the patterns that make them.</summary>
internal sealed partial class Lowering
{
    private void RunSwitch(ISwitchOperation operation)
    {
        var value = Stable(Lower(operation.Value));
        var stop = operation.Cases.SelectMany(Section).Any(part => LoopExits.Breaks(part) || LoopExits.Own(part).Any(IsGoto)) ? NewFlag("stopped") : null;
        var outer = _frame.Exits.Count;
        if (stop is not null)
        {
            _frame.Exits.Add(stop);
        }

        _frame.Jumps.Push(new JumpScope(stop, null, isLoop: false) { Switch = operation });
        var sections = operation.Cases.Where(section => !section.Clauses.Any(IsDefault)).ToArray();
        var otherwise = operation.Cases.FirstOrDefault(section => section.Clauses.Any(IsDefault));
        RunSections(value, sections, otherwise);
        _frame.Jumps.Pop();
        _frame.Exits.RemoveRange(outer, _frame.Exits.Count - outer);
        if (stop is not null)
        {
            _state[stop] = null;
        }
    }

    private static bool IsDefault(ICaseClauseOperation clause) => clause.CaseKind == CaseKind.Default;

    private void RunSection(Operand value, IReadOnlyList<ISwitchCaseOperation> sections, int position, ISwitchCaseOperation? otherwise)
    {
        if (position == sections.Count)
        {
            if (otherwise is not null)
            {
                RunSection(otherwise);
            }

            return;
        }

        var section = sections[position];
        using (Nest(section.Syntax))
        {
            Expression condition = _pool.Boolean(false);
            foreach (var clause in section.Clauses)
            {
                condition = Choose(
                    condition,
                    () => Operand.Of(_pool.Boolean(true)),
                    () => Operand.Of(Match(clause, value)),
                    clause.Syntax,
                    Operator.Or);
            }

            Branch(condition, () => RunSection(section), () => RunSection(value, sections, position + 1, otherwise));
        }
    }

    private void RunSection(ISwitchCaseOperation section)
    {
        var running = _frame.Jumps.Peek().Running;
        running.Add(section);
        Run(Rest.Of(Section(section)));
        running.Remove(section);
    }

    private static bool IsGoto(IOperation operation) => operation is IBranchOperation { BranchKind: BranchKind.GoTo };

    /// <summary>goto case: the other section runs here, and then the switch is left. One that leads back to itself would be a loop.</summary>
    private Variable GoToSection(IBranchOperation jump)
    {
        var scope = _frame.Jumps.FirstOrDefault();
        if (scope?.Switch?.Cases.FirstOrDefault(section => section.Clauses.Any(clause => SymbolEqualityComparer.Default.Equals(clause.Label, jump.Target))) is not { } target
            || !scope.Running.Add(target))
        {
            throw Unsupported.Jump(jump);
        }

        Run(Rest.Of(Section(target)));
        scope.Running.Remove(target);
        return scope.Stop!;
    }

    /// <summary>Without the break that ends a section: it would only say what the joined branches say already.</summary>
    private static IReadOnlyList<IOperation> Section(ISwitchCaseOperation section)
    {
        IReadOnlyList<IOperation> body = section.Body;
        while (body.Count == 1 && body[0] is IBlockOperation block)
        {
            body = block.Operations;
        }

        return body.Count > 0 && body[body.Count - 1] is IBranchOperation { BranchKind: BranchKind.Break }
            ? [.. body.Take(body.Count - 1)]
            : body;
    }

    private Expression Match(ICaseClauseOperation clause, Operand value) => clause switch
    {
        ISingleValueCaseClauseOperation single => Equal(value, single.Value),
        IPatternCaseClauseOperation { Guard: { } guard } pattern =>
            Both(Match(pattern.Pattern, value), () => Term(guard), guard.Syntax),
        IPatternCaseClauseOperation pattern => Match(pattern.Pattern, value),
        _ => throw Unsupported.Pattern(clause),
    };

    private Expression Match(IPatternOperation pattern, Operand value) => MatchNullable(pattern, value) ?? MatchObject(pattern, value) ?? pattern switch
    {
        IDiscardPatternOperation => _pool.Boolean(true),
        IConstantPatternOperation constant => Equal(value, constant.Value),
        IRelationalPatternOperation relation when value.Term is { } term && IsNumber(term.Type) =>
            Operation(Operators.Of(relation.OperatorKind)!.Value, IrType.Boolean, term, ConvertTo(Term(relation.Value), term.Type)),
        INegatedPatternOperation negation => Not(Match(negation.Pattern, value)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            Both(Match(both.LeftPattern, value), () => Match(both.RightPattern, Narrowed(both, value)), both.Syntax),
        IBinaryPatternOperation either => Choose(
            Match(either.LeftPattern, value),
            () => Operand.Of(_pool.Boolean(true)),
            () => Operand.Of(Match(either.RightPattern, value)),
            either.Syntax,
            Operator.Or),
        IDeclarationPatternOperation declaration when MatchesAll(declaration, value) => Declare(declaration, value),
        IListPatternOperation list => MatchList(list, value),
        IRecursivePatternOperation recursive when MatchesParts(recursive, value) => MatchParts(recursive, value),
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, DeclaredSymbol: null } array when value.Term is { Type: { IsArray: true, Rank: 1 } } term && MatchesWhole(array.InputType, array.MatchedType) => MatchArray(array, term),
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, DeclaredSymbol: null } known when value.Term is { Type.Kind: Ir.TypeKind.Opaque } whole && MatchesWhole(known.InputType, known.MatchedType) && !IsActive(whole) => MatchConstant(known, whole),
        IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } any when value.Term is { } term && IsScalar(term.Type) => DeclareAll(any, value),
        _ => throw Unsupported.Pattern(pattern),
    };

    private bool MatchesAll(IDeclarationPatternOperation declaration, Operand value) =>
        declaration.MatchesNull
        || (value.Term is { } term ? TypeOf(declaration.MatchedType) == term.Type && IsScalar(term.Type) : MatchesWhole(declaration.InputType, declaration.MatchedType));

    /// <summary>A value of parts is never null and of no other type.</summary>
    private bool MatchesWhole(ITypeSymbol input, ITypeSymbol? matched) => SymbolEqualityComparer.Default.Equals(ValueTypeOf(input) ?? Substitute(input), Substitute(matched));

    private Constant Declare(IDeclarationPatternOperation declaration, Operand value)
    {
        Declare(declaration.DeclaredSymbol, value);
        return _pool.Boolean(true);
    }

    private void Declare(ISymbol? symbol, Operand value)
    {
        if (symbol is ILocalSymbol local)
        {
            Assign(DeclareHere(local), value);
        }
    }

    private Constant DeclareAll(IRecursivePatternOperation pattern, Operand value)
    {
        Declare(pattern.DeclaredSymbol, value);
        return _pool.Boolean(true);
    }

    private bool MatchesParts(IRecursivePatternOperation pattern, Operand value) => value.Term is null
        && CompositeOf(pattern.MatchedType) is not null
        && MatchesWhole(pattern.InputType, pattern.MatchedType);

    /// <summary>Property by property, then item by item.</summary>
    private Expression MatchParts(IRecursivePatternOperation pattern, Operand value)
    {
        var composite = CompositeOf(pattern.MatchedType)!;
        var all = IsThere(value, pattern.MatchedType);
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            var items = pattern.DeconstructSymbol is IMethodSymbol method ? Deconstructed(value, method, pattern) : value;
            if (items.Items.Count != pattern.DeconstructionSubpatterns.Length)
            {
                throw Unsupported.Pattern(pattern);
            }

            for (var i = 0; i < items.Items.Count; i++)
            {
                var (part, item) = (pattern.DeconstructionSubpatterns[i], items.Items[i]);
                all = Both(all, () => Match(part, item), part.Syntax);
            }
        }

        foreach (var property in pattern.PropertySubpatterns)
        {
            var member = property.Member is IMemberReferenceOperation reference ? reference.Member : null;
            var index = member is null ? -1 : composite.IndexOf(member);
            var part = index >= 0 ? PartOf(value, index) : Computed(member, value, property);
            all = Both(all, () => Match(property.Pattern, part), property.Syntax);
        }

        Declare(pattern.DeclaredSymbol, value);
        return all;
    }

    /// <summary>An array that is there, of some length.</summary>
    private Expression MatchArray(IRecursivePatternOperation pattern, Expression array)
    {
        if (MayBeNull(array))
        {
            throw Unsupported.Pattern(pattern);
        }

        var all = NotNull(array) ?? _pool.Boolean(true);
        foreach (var property in pattern.PropertySubpatterns)
        {
            if (property.Member is not IPropertyReferenceOperation { Property.Name: "Length" })
            {
                throw Unsupported.Pattern(property);
            }

            all = Both(all, () => Match(property.Pattern, Operand.Of(LengthOf(array))), property.Syntax);
        }

        return all;
    }

    /// <summary>The properties of a constant object, read where it is there: <c>{ Length: &gt; 0 }</c>.</summary>
    private Expression MatchConstant(IRecursivePatternOperation pattern, Expression whole)
    {
        Expression all = pattern.MatchedType.IsReferenceType ? _pool.Opaque(IrType.Boolean, ["(", " is object)"], whole) : _pool.Boolean(true);
        foreach (var property in pattern.PropertySubpatterns)
        {
            if (property.Member is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { Parameters.Length: 0 } } reference
                || reference.Member is not { IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal })
            {
                throw Unsupported.Pattern(property);
            }

            var part = _pool.Opaque(TypeOf(reference.Type!), ["", "." + MethodName.Escape(reference.Member.Name)], whole);
            all = Both(all, () => Match(property.Pattern, Operand.Of(part)), property.Syntax);
        }

        return all;
    }

    /// <summary>A property that is more than a part, of a value that is being matched.</summary>
    private Operand Computed(ISymbol? member, Operand value, IOperation pattern)
    {
        if (member is not IPropertySymbol { GetMethod: { } getter } property || _context.Bodies.Of(getter) is not { } source)
        {
            throw Unsupported.Pattern(pattern);
        }

        var self = PlaceOf(property.ContainingType, "", isActive: true);
        Keep(self, value);
        return Inline(pattern, getter, source.Body, source.Model, null, [], self);
    }

    private Expression Equal(Operand value, IOperation constant)
    {
        if (value.Term is null && ValueTypeOf(constant.Type) is { } type && value.Items.Count == 2)
        {
            return Unwrapped(constant).ConstantValue is { HasValue: true, Value: null }
                ? Not(HasValue(value))
                : Both(HasValue(value), () => Operation(Operator.Equal, IrType.Boolean, value.Items[1].Term!, ConvertTo(Term(Unwrapped(constant)), TypeOf(type))), constant.Syntax);
        }

        if (value.Term is null && Unwrapped(constant).ConstantValue is { HasValue: true, Value: null } && CompositeOf(constant.Type) is not null && IsThere(value, constant.Type) is Opaque there)
        {
            return Not(there);
        }

        var term = value.Term ?? throw Unsupported.Pattern(constant);
        if (IsReference(term))
        {
            return IsNullLiteral(constant) ? IsNull(term) : throw Unsupported.Pattern(constant);
        }

        if (Unwrapped(constant).ConstantValue is { HasValue: true, Value: null })
        {
            if (MayBeNull(term))
            {
                throw Unsupported.Pattern(constant);
            }

            return _pool.Opaque(IrType.Boolean, ["", " is null"], term);
        }

        if (!IsScalar(term.Type))
        {
            return _pool.Opaque(IrType.Boolean, ["object.Equals(", ", ", ")"], term, Term(constant));
        }

        if (Unwrapped(constant).ConstantValue.Value is double.NaN or float.NaN)
        {
            // A pattern finds a NaN, which == does not.
            return IsNaN(term);
        }

        var known = ConvertTo(Term(constant), term.Type);
        var same = Operation(Operator.Equal, IrType.Boolean, term, known);
        HintEquality(constant.Syntax, "is", same, term, known);
        return same;
    }

    private Operand SwitchExpression(ISwitchExpressionOperation operation) =>
        Arms(Stable(Lower(operation.Value)), operation, operation.Arms);

    private Operand Case(Operand value, ISwitchExpressionOperation operation, IReadOnlyList<ISwitchExpressionArmOperation> arms, int position, Func<Operand> otherwise)
    {
        if (position == arms.Count)
        {
            return otherwise();
        }

        var arm = arms[position];
        using (Nest(arm.Syntax))
        {
            var condition = Match(arm.Pattern, value);
            if (arm.Guard is { } guard)
            {
                condition = Both(condition, () => Term(guard), guard.Syntax);
            }

            return Choose(condition, () => LowerAs(arm.Value, operation.Type!), () => Case(value, operation, arms, position + 1, otherwise), arm.Syntax);
        }
    }

    private Operand NothingMatched()
    {
        const string Exception = "System.Runtime.CompilerServices.SwitchExpressionException";
        var name = _context.Compilation.GetTypeByMetadataName(Exception) is null ? "System.InvalidOperationException" : Exception;
        Add(new Throw(_pool.Opaque(IrType.Opaque($"global::{name}"), [$"new global::{name}()"])));
        _state.Thrown = true;
        return Operand.Of(_pool.Boolean(false));
    }
}
