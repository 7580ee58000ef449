using System;
using System.Globalization;
using SymbolicJacobian;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var jacobian = Model.FJacobian(2, 3);
Console.WriteLine($"J = [{jacobian[0, 0]}, {jacobian[0, 1]}; {jacobian[1, 0]}, {jacobian[1, 1]}]");

Span<double> entries = stackalloc double[4];
var value = Model.FValueAndJacobian(2, 3, entries);
Console.WriteLine($"F = [{value[0]}, {value[1]}], J = [{entries[0]}, {entries[1]}; {entries[2]}, {entries[3]}]");

Console.WriteLine($"check: {Model.FCheckJacobian(2, 3).Verdict}");

var gradient = Model.EnergyGradient([1, 2, 3]);
Console.WriteLine($"gradient = [{string.Join(", ", gradient)}], check: {Model.EnergyCheckGradient([1, 2, 3]).Verdict}");

try
{
    Model.FJacobian(2, 3, new double[3]);
}
catch (ArgumentException refusal)
{
    Console.WriteLine($"too short: {refusal.ParamName}");
}

public static partial class Model
{
    [Differentiable]
    public static double[] F(double x, double y) => [x * x + y, x * y];

    [Differentiable]
    public static double Energy(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += 0.5 * x[i] * x[i];
        }

        return sum;
    }
}
