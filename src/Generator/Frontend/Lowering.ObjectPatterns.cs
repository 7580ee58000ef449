using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Patterns on objects: of which class an object is, is known while compiling.</content>
internal sealed partial class Lowering
{
    /// <summary>Whether a reference refers to an object of a type.</summary>
    private Expression TypeTest(Expression reference, ITypeSymbol? type) => _references[reference] switch
    {
        ObjectReference one => _pool.Boolean(Substitute(type) is { } other && IsA(one.Layout.Type, other)),
        ChosenReference chosen => Decide(chosen, TypeTest(chosen.Then, type), TypeTest(chosen.Otherwise, type)),
        _ => _pool.Boolean(false),
    };

    /// <summary>The condition under which an object matches a pattern; null for what is no object, and for patterns that ask for no type.</summary>
    private Expression? MatchObject(IPatternOperation pattern, Operand value)
    {
        if (value.Term is not { } reference || !IsReference(reference))
        {
            return null;
        }

        switch (pattern)
        {
            case ITypePatternOperation test:
                return TypeTest(reference, test.MatchedType);
            case IDeclarationPatternOperation { MatchesNull: true } declaration:
                return Declare(declaration, value);
            case IDeclarationPatternOperation declaration:
                var matches = TypeTest(reference, declaration.MatchedType);
                DeclareObject(declaration.DeclaredSymbol, Narrowed(reference, declaration.MatchedType), matches);
                return matches;
            case IRecursivePatternOperation recursive when recursive.DeconstructionSubpatterns.Length == 0 || recursive.DeconstructSymbol is IMethodSymbol { IsImplicitlyDeclared: true }:
                var all = TypeTest(reference, recursive.MatchedType);
                if (all is Constant { Bits: 0 } || Narrowed(reference, recursive.MatchedType) is not { } one)
                {
                    return all;
                }

                for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                {
                    var (inner, parameter) = (recursive.DeconstructionSubpatterns[i], ((IMethodSymbol)recursive.DeconstructSymbol!).Parameters[i]);
                    var member = recursive.MatchedType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() ?? throw Unsupported.Pattern(inner);
                    all = Both(all, () => Match(inner, MemberIn(one, member, inner)), inner.Syntax);
                }

                foreach (var property in recursive.PropertySubpatterns)
                {
                    all = Both(all, () => Match(property.Pattern, MemberIn(one, property)), property.Syntax);
                }

                DeclareObject(recursive.DeclaredSymbol, one, all);
                return all;
            default:
                return null;
        }
    }

    private Operand MemberIn(Expression reference, IPropertySubpatternOperation property)
    {
        if (property.Member is not IMemberReferenceOperation { Member: { } member })
        {
            throw Unsupported.Pattern(property);
        }

        return MemberIn(reference, member, property);
    }

    private Operand MemberIn(Expression reference, ISymbol member, IOperation at) =>
        FieldOf(reference, member, at.Syntax) is { } field ? ReadPlace(field, at)
        : member is IPropertySymbol { GetMethod: { } getter } ? CallOn(reference, at, getter, isKnown: false, _ => [])
        : throw Unsupported.Pattern(at);

    /// <summary>The name has a meaning only where the pattern matches.</summary>
    private void DeclareObject(ISymbol? symbol, Expression? reference, Expression matches)
    {
        if (symbol is ILocalSymbol local && matches is not Constant { Bits: 0 } && reference is not null)
        {
            _frame.Places[local] = Holder(reference);
        }
    }
}
