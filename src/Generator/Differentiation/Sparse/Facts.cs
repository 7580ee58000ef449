using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>What is known of integers at one point of the program: polynomials that are not negative there, from loops, conditions and indices.</summary>
internal sealed class Facts
{
    /// <summary>So many facts are combined to show another.</summary>
    private const int Depth = 4;

    private readonly Func<Value, Expression?> _definition;
    private readonly IReadOnlyList<Polynomial> _known;

    private Facts(Func<Value, Expression?> definition, IReadOnlyList<Polynomial> known)
    {
        _definition = definition;
        _known = known;
    }

    public static Facts None(Func<Value, Expression?> definition) => new(definition, []);

    public Polynomial Of(Expression term) => Polynomial.Of(term, _definition);

    /// <summary>With more that is not negative.</summary>
    public Facts With(params Polynomial[] notNegative) => new(_definition, [.. _known, .. notNegative]);

    /// <summary>With a condition that holds.</summary>
    public Facts Where(Expression condition)
    {
        if (condition is Value value && _definition(value) is { } known)
        {
            return Where(known);
        }

        if (condition is not Operation operation)
        {
            return this;
        }

        var operands = operation.Operands;
        var isInteger = operands.All(operand => operand.Type.Kind == TypeKind.Integer);
        return operation.Operator switch
        {
            Operator.And => Where(operands[0]).Where(operands[1]),
            Operator.Not => WhereNot(operands[0]),
            Operator.Less when isInteger => With(Gap(operands[0], operands[1])),
            Operator.LessOrEqual when isInteger => With(Of(operands[1]).Minus(Of(operands[0]))),
            Operator.Greater when isInteger => With(Gap(operands[1], operands[0])),
            Operator.GreaterOrEqual when isInteger => With(Of(operands[0]).Minus(Of(operands[1]))),
            Operator.Equal when isInteger => With(Of(operands[0]).Minus(Of(operands[1])), Of(operands[1]).Minus(Of(operands[0]))),
            Operator.NotEqual when isInteger => WhereDifferent(operands[0], operands[1]),
            _ => this,
        };
    }

    /// <summary>With the index of a loop somewhere in its range.</summary>
    public Facts In(For loop)
    {
        var (index, start, bound) = (Of(loop.Index), Of(loop.Start), Of(loop.Bound));
        return (loop.Step, loop.Comparison) switch
        {
            (Constant { Integer: > 0 }, Operator.Less) => With(index.Minus(start), bound.Minus(index).Plus(Polynomial.Constant(-1))),
            (Constant { Integer: > 0 }, Operator.LessOrEqual) => With(index.Minus(start), bound.Minus(index)),
            (Constant { Integer: < 0 }, Operator.Greater) => With(start.Minus(index), index.Minus(bound).Plus(Polynomial.Constant(-1))),
            (Constant { Integer: < 0 }, Operator.GreaterOrEqual) => With(start.Minus(index), index.Minus(bound)),
            _ => this,
        };
    }

    public bool IsLess(Polynomial a, Polynomial b) => IsNotNegative(b.Minus(a).Plus(Polynomial.Constant(-1)));

    public bool IsNotNegative(Polynomial polynomial) => IsNotNegative(polynomial, Depth);

    private bool IsNotNegative(Polynomial polynomial, int depth)
    {
        if (polynomial.IsConstant)
        {
            return polynomial.ConstantTerm >= 0;
        }

        if (depth == 0)
        {
            return false;
        }

        // A fact that takes one monomial away leaves less to show.
        var monomial = polynomial.Monomials.First();
        var coefficient = polynomial[monomial];
        foreach (var fact in _known)
        {
            var other = fact[monomial];
            if (other != 0 && Math.Sign(other) == Math.Sign(coefficient)
                && IsNotNegative(polynomial.Scaled(Math.Abs(other)).Plus(fact, -Math.Abs(coefficient)), depth - 1))
            {
                return true;
            }
        }

        return false;
    }

    private Polynomial Gap(Expression smaller, Expression larger) => Of(larger).Minus(Of(smaller)).Plus(Polynomial.Constant(-1));

    private Facts WhereNot(Expression condition) => condition is not Operation operation ? this : operation.Operator switch
    {
        Operator.Not => Where(operation.Operands[0]),
        Operator.Or => WhereNot(operation.Operands[0]).WhereNot(operation.Operands[1]),
        Operator.Less => Comparison(Operator.GreaterOrEqual, operation),
        Operator.LessOrEqual => Comparison(Operator.Greater, operation),
        Operator.Greater => Comparison(Operator.LessOrEqual, operation),
        Operator.GreaterOrEqual => Comparison(Operator.Less, operation),
        Operator.Equal => Comparison(Operator.NotEqual, operation),
        Operator.NotEqual => Comparison(Operator.Equal, operation),
        _ => this,
    };

    private Facts Comparison(Operator op, Operation operation) => operation.Operands.All(operand => operand.Type.Kind == TypeKind.Integer)
        ? Where(operation.Pool.Operation(op, IrType.Boolean, [.. operation.Operands]))
        : this;

    /// <summary>Two integers that differ, of which one is known not to be larger.</summary>
    private Facts WhereDifferent(Expression a, Expression b)
    {
        var difference = Of(b).Minus(Of(a));
        return IsNotNegative(difference) ? With(difference.Plus(Polynomial.Constant(-1)))
            : IsNotNegative(difference.Scaled(-1)) ? With(difference.Scaled(-1).Plus(Polynomial.Constant(-1)))
            : this;
    }
}
