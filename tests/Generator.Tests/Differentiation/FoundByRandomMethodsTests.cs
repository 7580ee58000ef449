using SymbolicJacobian.Generator.Tests.Differentiation.Programs;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>What random methods have found, each as small as it would get.</summary>
public class FoundByRandomMethodsTests
{
    [Theory]
    [InlineData("double", "u v c n", """
        double z1 = c[0];
        double z2 = u[0];
        for (int i = 0; i < u.Length; i++) z1 = z2;
        var a = new double[u.Length];
        for (int i = 0; i < u.Length; i++)
        {
            double s = 0.0;
            for (int j = i; j < u.Length; j++)
            {
                double t = z2;
                for (int k = i; k < u.Length; k++) t += z1;
                s += t;
            }
            a[i] += s;
        }
        return a[1];
        """)]
    public void ASumOfSumsThatAreNoneStaysALoop(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double", "x u n", """
        double z = x;
        var a = new double[n];
        if (x > x)
        {
        }
        else
        {
            x = Math.Floor(a[0]);
            a[0] = z;
        }
        return x;
        """)]
    public void ALoadDoesNotMoveToTheEndOfItsRegionPastAStore(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double[]", "x y g w", """
        var a = new double[4];
        int p = 0;
        for (int i = 0; i < 4; i++)
        {
            if (w[i] > g) a[p] = Blend(y, (g / (1.5 + Math.Abs(g))));
        }
        return [a[0], g, x];
        """)]
    public void ATangentNamesNoLocalOfAnotherBranch(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double[]", "y g u m n", """
        double z = g;
        var a = new double[u.Length];
        for (int i = 0; i < u.Length; i++) a[i] += z;
        return a;
        """)]
    public void TheTangentOfADoubleIsDoubleWhateverItsInput(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double[]", "x y u m n", """
        double z = x;
        z -= Math.Abs(m[(int)Math.Abs(4.0 * Math.Sin(y)) % u.Length, 0]);
        var a = new double[u.Length];
        for (int i = 0; i < u.Length; i++) a[i] = z;
        return a;
        """)]
    public void AnEntryAtARunTimeIndexHasAName(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("void", "x y result", """
        double z = x;
        for (int i = 4; i-- > 0; )
        {
            double s = Turn(ref x, Math.Log(2.0 + Math.Cos(x)), out double t);
        }
        result[0] = 0; result[1] = z; result[2] = x;
        """)]
    public void AProductOfOnesIsOne(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double", "x w", """
        var a = new double[4];
        var b = (double[])a.Clone();
        int p = 0;
        for (int i = 0; i < 4; i++)
        {
            if (b[i] > b[p]) p = i;
        }
        return w[1];
        """)]
    public void AnArrayIsNotTakenApartWhoseCopyStaysMemory(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    [Theory]
    [InlineData("double", "u m", """
        double z = u[0];
        var a = u.ToArray();
        z += 2 * a[1];
        Array.Clear(a);
        for (int i = 0; i < m.GetLength(0); i++) z += a[i] + i * a[0];
        return z;
        """)]
    [InlineData("double[]", "x y n", """
        var a = new double[n];
        for (int i = 0; i < n; i++) a[i] = x * i;
        Array.Clear(a, 1, 1);
        a[0] += y;
        return a;
        """)]
    [InlineData("double", "x y n", """
        var a = new double[n];
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            a[i] = x * i;
            if (i == 1) Array.Clear(a, 0, 1);
            s += a[0] * y + a[1] * a[1];
        }
        return s;
        """)]
    public void WhatIsClearedDependsOnNothing(string returnType, string parameters, string body) => Check(returnType, parameters, body);

    private static void Check(string returnType, string parameters, string body)
    {
        var method = new RandomMethod("F0", returnType, parameters.Split(' '), [Piece.Line(body)], parameters.Split(' ').Contains("g"));
        var outcome = Assert.Single(MethodCheck.Run(method));
        Assert.False(outcome.IsRefused);
        Assert.Null(outcome.Fault);
    }
}
