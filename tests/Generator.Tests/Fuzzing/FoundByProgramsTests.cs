using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Fuzzing.Checking;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

namespace SymbolicJacobian.Generator.Tests.Fuzzing;

/// <summary>Programs that once failed, as small as they could be made, by the defect that they have found. All derivatives of each are held against its twin.</summary>
public class FoundByProgramsTests
{
    [Theory]

    // Where only the method knows how many rows there are, it was asked with its own arguments, and wrote to them before they were read.
    [InlineData(ResultForm.Array, "double[] F(double[] a, double x)", "a.AsSpan().Reverse(); for (int i = 0; i < 0; i++) { return a; } return new[] { Math.Sin(a[^1] * x), a[0] };")]
    [InlineData(ResultForm.Pairs, "Pair[] F(double[] a, Area r)", "Library.Smooth(a, a); var ps = new Pair[(int)(1.0 + Math.Abs(r.Height)) % 4]; for (int i = 0; i < ps.Length; i++) ps[i] = new Pair(Math.Sin(a[^1]) + i, r.Height).Turned(); return ps;")]
    [InlineData(ResultForm.Pairs, "Pair[] F(ReadOnlySpan<double> v, double[,] m)", "m[0, 0] = 3.0 * m[0, 0] + v[0]; return new Pair[(int)(1.0 + Math.Abs(m[0, 0])) % 4];")]
    [InlineData(ResultForm.Array, "double[] F(double[][] g, Pair[] ps)", "g[0][0] *= 3.0; ps[0].X += g[0][0]; if (g[0][0] > 100.0) return g[0]; return new[] { g[0][0] * ps[0].X, ps[0].Y };")]
    [InlineData(ResultForm.Matrix, "double[,] F(double[] a, double x)", "a.AsSpan().Reverse(); object o = x; var m = new double[2, 1]; m[0, 0] = a[0] * (double)o; return m;", true)]

    // A Hessian by differences took one row for each element of an array of structs.
    [InlineData(ResultForm.Pairs, "Pair[] F(double[] a, double x)", "object o = x; return new[] { new Pair(a[0] * (double)o, x), new Pair(x, 2.0) };", true)]

    // A structure that is repeated until nothing is added asked an array that was not there yet.
    [InlineData(ResultForm.Array, "double[] F(double[] a, Pair q)", "double x = 0.4; var l = new List<double> { 0.5 }; for (int n = 0; n < 1.0 + Math.Abs(x); n++) l.Add(Math.Sin(a[(n + 2) % a.Length])); for (int k = 0; k < 6 && Math.Abs(l[0]) > 0.3; k++) l[0] = 0.6 * l[0] + 0.1 * Math.Sin(q.X); for (int j = 0; j < l.Count; j++) x += l[j] * (j + 0.5); a[0] += x; return a;")]
    [InlineData(ResultForm.Array, "double[] F(double[] a, double x)", "var b = new double[a.Length]; for (int k = 0; k < 6 && Math.Abs(a[0]) > 0.3; k++) { var c = k % 2 == 0 ? a : b; c[0] = 0.5 * c[0] + x * 0.1; } b[0] += 2.0 * a[0]; return b;")]

    // A destination that has to stay memory, because it is read first, takes along what is copied to it.
    [InlineData(ResultForm.FixedDestination, "void F(double x, double[] a, [Size(3)] Span<double> result)", "result[0] = x * a[0]; result.CopyTo(result); result[2] += result[0] * x;")]

    // A list that is given active values where it is made, and one that is given constants by index, were left to C#.
    [InlineData(ResultForm.Real, "double F(double x, double[] a)", "var l = new List<double> { x, 2.0 * x }; double s = 0.0; foreach (var e in l) s += e * a[0]; return s * l[a.Length % 2];")]
    [InlineData(ResultForm.Real, "double F(double x, double y)", "var l = new List<double> { 0.5 }; l[0] = 0.25; l.Add(y); return l[0] * x * l[1];")]
    [InlineData(ResultForm.Real, "double F(double x, double y)", "var l = new List<double> { 0.5 }; l[0] = 0.25; return l[0] * x * y;")]
    [InlineData(ResultForm.Array, "double[] F(double x, double t, int n)", "var l = new List<double> { x }; for (int k = 0; k < 1; k++) l.Add(0.5 >= t ? x : x = t); double y = Math.Tanh(l[^1]); return new[] { y, 2.0 * y, (double)n };")]
    [InlineData(ResultForm.Matrix, "double[,] F(Pair q, double x)", "var l = new List<double> { x }; for (int k = (int)x; k >= 0; k -= 2) { Math.Cos(l[0]); l.AddRange(new double[] { q.X, 0.5 * x }); } return new double[2, 0];")]
    public void AreRight(ResultForm form, string head, string body, bool isApproximated = false)
    {
        var outcome = ProgramCheck.Run([Program(form, head, body)])[0];
        Assert.True(outcome.Fault is null, outcome.Fault);
        Assert.True(isApproximated == outcome.Refused is not null, outcome.Refused ?? "It is exact now.");
    }

    private static SourceProgram Program(ResultForm form, string head, string body)
    {
        var method = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(head + " { }")!;
        var parameters = method.ParameterList.Parameters.Select((parameter, i) =>
        {
            var kind = Enum.GetValues<Kind>().First(kind => kind.Spelled() == parameter.Type!.ToString());
            return form == ResultForm.FixedDestination && kind == Kind.Span
                ? new Parameter("result", parameter.ToString(), "3")
                : Parameter.Of(kind, parameter.Identifier.Text, i, i + 1, isConstant: parameter.AttributeLists.Count > 0);
        });
        var kinds = form == ResultForm.Real ? SourceProgram.ScalarKinds : SourceProgram.VectorKinds;
        return new SourceProgram(0, $"[Differentiable({kinds})]\npublic static {head}\n{{\n{body}\n}}\n", [.. parameters], form, MinLength: 1);
    }
}
