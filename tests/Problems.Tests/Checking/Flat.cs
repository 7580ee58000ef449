using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Problems.Checking;

/// <summary>Values of the types that a derivative can have as input or output, as the list of their numbers and back.</summary>
internal static class Flat
{
    /// <summary>All numbers in a value: elements in order, rows one after the other, fields and items in declaration order.</summary>
    public static IEnumerable<double> Numbers(object? value) => value switch
    {
        double number => [number],
        float number => [number],
        Array array => array.Cast<object>().SelectMany(Numbers),
        IList list => list.Cast<object>().SelectMany(Numbers),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Numbers(tuple[i])),
        null or int or long or bool or string or Enum or Delegate => [],
        _ => Fields(value.GetType()).SelectMany(field => Numbers(field.GetValue(value))),
    };

    /// <summary>A value like the given one, with other numbers.</summary>
    public static object? With(object? value, IEnumerator<double> numbers)
    {
        switch (value)
        {
            case double:
                numbers.MoveNext();
                return numbers.Current;
            case float:
                numbers.MoveNext();
                return (float)numbers.Current;
            case null or int or long or bool or string or Enum or Delegate:
                return value;
            case Array array:
                var copy = (Array)array.Clone();
                foreach (var index in Indices(copy)) copy.SetValue(With(copy.GetValue(index), numbers), index);
                return copy;
            case IList list:
                var other = (IList)Activator.CreateInstance(list.GetType())!;
                foreach (var item in list) other.Add(With(item, numbers));
                return other;
            default:
                var instance = RuntimeHelpers.GetUninitializedObject(value.GetType());
                foreach (var field in Fields(value.GetType())) field.SetValue(instance, With(field.GetValue(value), numbers));
                return instance;
        }
    }

    /// <summary>A value of a type, from what an attribute can say.</summary>
    public static object? Parse(object? given, Type type)
    {
        if (given is null || type.IsInstanceOfType(given)) return given;
        if (type.IsEnum) return Enum.ToObject(type, given);
        if (given is IConvertible and not string && type.IsPrimitive) return Convert.ChangeType(given, type, CultureInfo.InvariantCulture);
        if (given is int length && type == typeof(double[])) return new double[length];
        if (type == typeof(double[,])) return Matrix(Rows(given));
        if (type == typeof(float[])) return Numbers(given).Select(number => (float)number).ToArray();
        if (type.IsArray && type.GetElementType() == typeof(double[])) return Rows(given);
        if (type.IsArray) return Elements(type.GetElementType()!, Rows(given));
        if (given is not Array numbers) throw new ArgumentException($"{given} is no {type}.");
        return With(Default(type), Numbers(numbers).GetEnumerator());
    }

    private static Array Elements(Type type, double[][] rows)
    {
        var elements = Array.CreateInstance(type, rows.Length);
        for (var i = 0; i < rows.Length; i++) elements.SetValue(Parse(rows[i], type), i);
        return elements;
    }

    private static object Default(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in Fields(type).Where(field => !field.FieldType.IsPrimitive)) field.SetValue(value, Default(field.FieldType));
        return value;
    }

    private static double[][] Rows(object text) =>
        [.. ((string)text).Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];

    private static double[,] Matrix(double[][] rows)
    {
        var matrix = new double[rows.Length, rows[0].Length];
        foreach (var index in Indices(matrix)) matrix.SetValue(rows[index[0]][index[1]], index);
        return matrix;
    }

    private static IEnumerable<int[]> Indices(Array array)
    {
        for (var k = 0; k < array.Length; k++)
        {
            var (index, rest) = (new int[array.Rank], k);
            for (var dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                (rest, index[dimension]) = Math.DivRem(rest, array.GetLength(dimension));
            }

            yield return index;
        }
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
