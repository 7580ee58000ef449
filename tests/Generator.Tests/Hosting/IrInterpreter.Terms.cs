using System.Globalization;
using System.Reflection;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Tests.Hosting;

internal sealed partial class IrInterpreter
{
    private object Evaluate(Expression expression) => expression switch
    {
        Constant { Type.Kind: TypeKind.Double } c => c.Real,
        Constant { Type.Kind: TypeKind.Float } c => (float)c.Real,
        Constant { Type.Kind: TypeKind.Boolean } c => c.Bits != 0,
        Constant c => Whole(c.Type, c.Integer),
        Value v => _values.TryGetValue(v, out var value) ? value : throw new InvalidOperationException($"'{v.Name}' is read before it is bound."),
        Operation o => Evaluate(o),
        Call c => Invoke(c, [.. c.Operands.Select(Evaluate)]),
        Opaque q => _opaque(q, [.. q.Operands.Select(Evaluate)]),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is not known."),
    };

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
            case Operator.Convert:
                return ConvertTo(operation.Type, Evaluate(operands[0]));
            case Operator.Length:
                return ((Array)Evaluate(operands[0])).GetLength(Int(operands[1]));
            case Operator.Element:
                return ((Array)Evaluate(operands[0])).GetValue([.. operands.Skip(1).Select(Int)])!;
            case Operator.Negate:
                return Evaluate(operands[0]) switch
                {
                    double d => -d,
                    float f => -f,
                    var i => Whole(operation.Type, -Convert.ToInt64(i)),
                };
            case Operator.Complement:
                return Whole(operation.Type, ~Convert.ToInt64(Evaluate(operands[0])));
            default:
                var (left, right) = (Evaluate(operands[0]), Evaluate(operands[1]));
                return operation.Type.Kind == TypeKind.Boolean && left is not bool || IsEquality(operation.Operator)
                    ? Compare(operation.Operator, left, right)
                    : Binary(operation.Operator, operation.Type, left, right);
        }
    }

    private static bool IsEquality(Operator op) => op is Operator.Equal or Operator.NotEqual;

    private static object Binary(Operator op, IrType type, object left, object right) => (left, right) switch
    {
        (double a, double b) => op switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => a / b,
            Operator.Remainder => a % b,
            _ => throw new InvalidOperationException($"{op} of doubles is not known."),
        },
        (float a, float b) => op switch
        {
            Operator.Add => (float)(a + b),
            Operator.Subtract => (float)(a - b),
            Operator.Multiply => (float)(a * b),
            Operator.Divide => (float)(a / b),
            Operator.Remainder => (float)(a % b),
            _ => throw new InvalidOperationException($"{op} of floats is not known."),
        },
        (bool a, bool b) => op switch
        {
            Operator.BitwiseAnd => a & b,
            Operator.BitwiseOr => a | b,
            Operator.ExclusiveOr => a ^ b,
            _ => throw new InvalidOperationException($"{op} of booleans is not known."),
        },
        _ => Integers(op, type, Convert.ToInt64(left), Convert.ToInt64(right)),
    };

    internal static object Integers(Operator op, IrType type, long a, long b)
    {
        if (op is Operator.Divide or Operator.Remainder && b == -1 && a == (type == IrType.Int ? int.MinValue : long.MinValue))
        {
            throw new OverflowException();
        }

        var mask = type.CSharp is "long" or "ulong" ? 63 : 31;
        return Whole(type, unchecked(op switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => a / b,
            Operator.Remainder => a % b,
            Operator.BitwiseAnd => a & b,
            Operator.BitwiseOr => a | b,
            Operator.ExclusiveOr => a ^ b,
            Operator.ShiftLeft => a << (int)(b & mask),
            Operator.ShiftRight => a >> (int)(b & mask),
            _ => throw new InvalidOperationException($"{op} of integers is not known."),
        }));
    }

    internal static object Compare(Operator op, object left, object right)
    {
        if (left is bool a && right is bool b)
        {
            return op == Operator.Equal ? a == b : a != b;
        }

        if (left is double or float)
        {
            // float to double is exact and keeps the order.
            var (x, y) = (Convert.ToDouble(left), Convert.ToDouble(right));
            return Holds(op, x < y, x == y, x > y);
        }

        var order = Convert.ToInt64(left).CompareTo(Convert.ToInt64(right));
        return Holds(op, order < 0, order == 0, order > 0);
    }

    private static bool Holds(Operator op, bool less, bool equal, bool greater) => op switch
    {
        Operator.Less => less,
        Operator.LessOrEqual => less || equal,
        Operator.Greater => greater,
        Operator.GreaterOrEqual => greater || equal,
        Operator.Equal => equal,
        Operator.NotEqual => !equal,
        _ => throw new InvalidOperationException($"{op} compares nothing."),
    };

    private static object ConvertTo(IrType type, object value) => type.Kind switch
    {
        TypeKind.Double => value is double d ? d : value is float f ? (double)f : (double)Convert.ToInt64(value),
        TypeKind.Float => value is double d ? (float)d : value is float f ? f : (float)Convert.ToInt64(value),
        TypeKind.Integer => value switch
        {
            double d when type.CSharp == "int" => unchecked((int)d),
            float f when type.CSharp == "int" => unchecked((int)f),
            double d => Whole(type, unchecked((long)d)),
            float f => Whole(type, unchecked((long)f)),
            _ => Whole(type, Convert.ToInt64(value)),
        },
        _ => value,
    };

    /// <summary>A whole number in the range of its C# type, wrapped as unchecked code wraps.</summary>
    internal static object Whole(IrType type, long value) => unchecked(type.CSharp switch
    {
        "int" => (int)value,
        "long" => value,
        "short" => (short)value,
        "byte" => (byte)value,
        "sbyte" => (sbyte)value,
        "ushort" => (ushort)value,
        "uint" => (object)(uint)value,
        "ulong" => (ulong)value,
        _ => throw new InvalidOperationException($"{type} is no integer."),
    });

    /// <summary>Calls a rule's own C# method for the type, found by name: this reads the table, not emission's spelling of it.</summary>
    internal static object Invoke(Call call, object[] arguments)
    {
        if (call.Rule is ForeignFunction foreign)
        {
            return Foreign(foreign, call.Type, arguments);
        }

        Type[] types = [.. arguments.Select(argument => argument.GetType())];
        var result = call.Type.Kind == TypeKind.Float ? typeof(float) : typeof(double);
        foreach (var name in call.Rule.Methods)
        {
            var method = Home(name)?.GetMethod(name[(name.LastIndexOf('.') + 1)..], BindingFlags.Public | BindingFlags.Static, types);
            if (method?.ReturnType == result && method.GetParameters().Select(p => p.ParameterType).SequenceEqual(types))
            {
                return method.Invoke(null, arguments)!;
            }
        }

        throw new InvalidOperationException($"No method of {call.Rule.Name} takes {string.Join(", ", types.Select(type => type.Name))}.");
    }

    private static Type? Home(string method) => method[..method.LastIndexOf('.')] switch
    {
        "double" => typeof(double),
        "float" => typeof(float),
        var name => Type.GetType(name) ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null),
    };

    /// <summary>A value that has partials of its own is what it is; functions of the runtime are called with the numbers that are spelled.</summary>
    private static object Foreign(ForeignFunction function, IrType type, object[] arguments)
    {
        if (function.Spelling is ["", ""])
        {
            return arguments[0];
        }

        var text = function.Spelling[0];
        var start = text.IndexOf(SmoothQuotients.Home, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new InvalidOperationException($"{text} cannot be run here.");
        }

        var parts = text[(start + SmoothQuotients.Home.Length)..].Split('(', ',');
        object[] spelled = [.. parts.Skip(1).Where(part => part.Trim().Length > 0).Select(part => (object)int.Parse(part, CultureInfo.InvariantCulture)), Convert.ToDouble(arguments[0], CultureInfo.InvariantCulture)];
        var result = typeof(RemovableSingularity).GetMethod(parts[0])!.Invoke(null, spelled)!;
        return type.Kind == TypeKind.Float ? (float)(double)result : result;
    }
}
