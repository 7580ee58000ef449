using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Tests.Hosting;

internal sealed partial class DualInterpreter
{
    private object Evaluate(Expression expression) => expression switch
    {
        Constant { Type.IsReal: true } c => Jet.Constant(c.Type.Kind == TypeKind.Float ? (float)c.Real : c.Real),
        Constant { Type.Kind: TypeKind.Boolean } c => c.Bits != 0,
        Constant c => IrInterpreter.Whole(c.Type, c.Integer),
        Value v => _values.TryGetValue(v, out var value) ? value : throw new InvalidOperationException($"'{v.Name}' is read before it is bound."),
        Operation o => Evaluate(o),
        Call c => Invoke(c, [.. c.Operands.Select(Evaluate)]),
        Opaque q => Foreign(q),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is not known."),
    };

    private object Foreign(Opaque code)
    {
        var result = _opaque(code, [.. code.Operands.Select(operand => Evaluate(operand) is var value && value is Jet jet
            ? operand.Type.Kind == TypeKind.Float ? (object)(float)jet.Value : jet.Value
            : value)]);
        return result is double or float ? Jet.Constant(Convert.ToDouble(result)) : result;
    }

    private object Evaluate(Operation operation)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.And:
                return (bool)Evaluate(operands[0]) && (bool)Evaluate(operands[1]);
            case Operator.Or:
                return (bool)Evaluate(operands[0]) || (bool)Evaluate(operands[1]);
            case Operator.Not:
                return !(bool)Evaluate(operands[0]);
            case Operator.Select:
                return Evaluate(operands[(bool)Evaluate(operands[0]) ? 1 : 2]);
            case Operator.Length:
                return ((Array)Evaluate(operands[0])).GetLength(Int(operands[1]));
            case Operator.Element:
                return ((Array)Evaluate(operands[0])).GetValue([.. operands.Skip(1).Select(Int)])!;
            case Operator.Convert:
                return Converted(operation.Type, Evaluate(operands[0]));
            case Operator.Negate:
                return Evaluate(operands[0]) is var negated && negated is Jet a
                    ? Jet.Chain(-a.Value, [a], [-1], false)
                    : IrInterpreter.Whole(operation.Type, -Convert.ToInt64(negated));
            case Operator.Complement:
                return IrInterpreter.Whole(operation.Type, ~Convert.ToInt64(Evaluate(operands[0])));
        }

        return (Evaluate(operands[0]), Evaluate(operands[1])) switch
        {
            (Jet a, Jet b) when operation.Type.Kind == TypeKind.Boolean => IrInterpreter.Compare(operation.Operator, a.Value, b.Value),
            (Jet a, Jet b) => Binary(operation.Operator, operation.Type, a, b),
            (bool a, bool b) when operation.Operator is Operator.BitwiseAnd => a & b,
            (bool a, bool b) when operation.Operator is Operator.BitwiseOr => a | b,
            (bool a, bool b) when operation.Operator is Operator.ExclusiveOr => a ^ b,
            var (a, b) when operation.Type.Kind == TypeKind.Boolean => IrInterpreter.Compare(operation.Operator, a, b),
            var (a, b) => IrInterpreter.Integers(operation.Operator, operation.Type, Convert.ToInt64(a), Convert.ToInt64(b)),
        };
    }

    private static Jet Binary(Operator op, IrType type, Jet a, Jet b)
    {
        var (x, y) = (a.Value, b.Value);
        return op switch
        {
            Operator.Add => Jet.Chain(Rounded(type, x + y), [a, b], [1, 1], false),
            Operator.Subtract => Jet.Chain(Rounded(type, x - y), [a, b], [1, -1], false),
            Operator.Multiply => Jet.Chain(Rounded(type, x * y), [a, b], [y, x], false),
            Operator.Divide => Jet.Chain(Rounded(type, x / y), [a, b], [1 / y, -x / (y * y)], false),
            Operator.Remainder => Jet.Chain(Rounded(type, x % y), [a, b], [1, -Math.Truncate(x / y)], false),
            _ => throw new InvalidOperationException($"{op} of reals is not known."),
        };
    }

    // The sum, product or quotient of two floats in double, rounded to float, is the float operation.
    private static double Rounded(IrType type, double value) => type.Kind == TypeKind.Float ? (float)value : value;

    private static object Converted(IrType type, object value) => (type.Kind, value) switch
    {
        (TypeKind.Double, Jet a) => a,
        (TypeKind.Float, Jet a) => a.WithValue((float)a.Value),
        (TypeKind.Double, _) => Jet.Constant(Convert.ToInt64(value)),
        (TypeKind.Float, _) => Jet.Constant((float)Convert.ToInt64(value)),
        (TypeKind.Integer, Jet a) => type.CSharp == "int" ? unchecked((int)a.Value) : IrInterpreter.Whole(type, unchecked((long)a.Value)),
        (TypeKind.Integer, _) => IrInterpreter.Whole(type, Convert.ToInt64(value)),
        _ => value,
    };

    /// <summary>The value by the method's own C#, the slopes by dual numbers that share no formula with the table.</summary>
    private static Jet Invoke(Call call, object[] arguments)
    {
        var isSingle = call.Type.Kind == TypeKind.Float;
        object[] plain = [.. arguments.Select(argument => argument is not Jet jet ? argument : isSingle ? (object)(float)jet.Value : jet.Value)];
        var value = Convert.ToDouble(IrInterpreter.Invoke(call, plain));
        Jet[] jets = [.. arguments.Select(argument => argument as Jet ?? Jet.Constant(Convert.ToDouble(argument)))];
        if (jets.All(jet => jet.Slopes.Count == 0))
        {
            return Jet.Constant(value);
        }

        // A value with partials of its own is that of its first operand, which is how dual numbers know it.
        if (call.Rule is ForeignFunction { Spelling: ["", ""] })
        {
            return jets[0];
        }

        var rule = Dual.Functions[call.Rule.Name];
        var partials = jets.Select((_, i) => rule([.. jets.Select((jet, j) => new Dual(jet.Value, i == j ? 1 : 0))]).D).ToArray();
        return Jet.Chain(value, jets, partials, IsAtKink(call.Rule, jets));
    }

    private static bool IsAtKink(Rule rule, Jet[] operands) => rule.HasKink && (operands.Length == 1
        ? operands[0].Value == 0 && operands[0].Slopes.Any(slope => slope != 0)
        : operands.Skip(1).Any(other => Math.Abs(other.Value) == Math.Abs(operands[0].Value)
            && Enumerable.Range(0, Math.Max(other.Slopes.Count, operands[0].Slopes.Count)).Any(k => other.Slope(k) != operands[0].Slope(k))));
}
