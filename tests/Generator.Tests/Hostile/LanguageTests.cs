using Microsoft.CodeAnalysis.CSharp;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>Old and new language versions, nullable on and off, checked arithmetic.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            string[] members =
            [
                "[Differentiable] public static double F(double x, double y) { return x * y + Math.Sin(x); }",
                "[Differentiable] public static double[] F(double[] x, int n = 3) { var y = new double[n]; for (int i = 0; i < n; i++) { y[i] = x[i] * x[i]; if (y[i] > 2) { break; } } return y; }",
                "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { double p = 1; for (int i = x.Length - 1; i >= 0; i--) { p *= x[i]; y[i] = p; } }",
                "[Differentiable] public static double F(double[] x) { double s = 0; foreach (var v in x) { s += v * v; } while (s > 10) { s *= 0.5; } return Math.Sqrt(s); }",
                "[Differentiable] public static double[,] F(double[,] x, double a) { var y = new double[2, 2]; for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) y[i, j] = a * x[j, i]; return y; }",
                "[Differentiable] public static (double, double) F(double r, double t) { return (r * Math.Cos(t), r * Math.Sin(t)); }",
                "[Differentiable] public static double F(double x, int k) { switch (k) { case 0: return x; case 1: return x * x; default: return Math.Exp(x); } }",
                "[Differentiable] public static float F(float x, float[] y) { float s = 0; for (int i = 0; i < y.Length; i++) { s += y[i] * x; } return s; }",
                "[Differentiable] public static float[] F(float x) { return new float[] { x, x * x }; }",
                "[Differentiable] public static double F(double x, string s = null) { if (s == null) { throw new ArgumentNullException(nameof(s)); } return x * s.Length; }",
                "[Differentiable] public static double F(double[] x) { x[0] = x[1] * x[0]; x[1] += x[0]; return x[0] * x[1]; }",
                "[Differentiable] public static double[] F([Size(3)] double[] x) { var y = new double[3]; for (int i = 0; i < 3; i++) { y[i] = x[i] * x[(i + 1) % 3]; } return y; }",
                "[Differentiable] public static double F(double[] x, double a) { var n = x.Length; var d = new double[n]; for (int k = 0; k < 4; k++) { for (int i = 0; i < n; i++) { d[i] = d[i] * a + Math.Tanh(x[i] * d[(i + k) % n]) + x[i]; } } double s = 0; for (int i = 0; i < n; i++) s += d[i]; return s; }",
                "private static double H(double v) { return v * v; } [Differentiable] public static double F(double x) { return H(H(x)) + (x > 0 ? x : -x); }",
                "#pragma warning disable SJ1005\n[Differentiable] public static double[] F(double[] x, float y, [Constant] object o) { try { return new[] { x[0] * y }; } finally { new global::System.Random().Next(); } }\n",
                "#pragma warning disable SJ1005\n[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { try { y[0] = x[0]; } finally { new global::System.Random().Next(); } }\n",
            ];
            var data = new TheoryData<string, string>();
            foreach (var member in members)
            {
                foreach (var version in new[] { "7.3", "8", "9", "12", "latest", "preview" })
                {
                    data.Add(version, member);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Followed(string version, string members)
    {
        Assert.True(LanguageVersionFacts.TryParse(version, out var language));
        foreach (var isNullable in new[] { false, true })
        {
            foreach (var isChecked in new[] { false, true })
            {
                if (isNullable && members.Contains("= null", StringComparison.Ordinal))
                {
                    continue;
                }

                Guest.IsFollowedAsMember(members, new House(language, isNullable, isChecked));
            }
        }
    }

    /// <summary>Members that come in parts, which read and write spans of their callers: before C# 11 nothing can say so.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    public void LongOnesFollowed(LanguageVersion version)
    {
        var steps = Enumerable.Range(1, 300).Select(k => FormattableString.Invariant(
            $"a = a * b + Math.Sin(b + {k}); b = Math.Cos(a) - b / {k + 1}; {(k % 20 == 0 ? $"y[{k / 20 % 3}] = a;" : "")}\n"));
        Guest.IsFollowedAsMember(
            $"[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) {{ double a = x[0], b = x[1]; y[0] = b; {string.Concat(steps)} }}",
            new House(version, Nullable: false, Checked: false));
    }

    public static TheoryData<string> Members => [.. Cases.Select(row => (string)row[1]).Distinct(StringComparer.Ordinal)];

    /// <summary>Every kind of derivative that a method can have, under the oldest language, Unity's and the newest.</summary>
    [Theory]
    [MemberData(nameof(Members))]
    public void FollowedInAllKinds(string members)
    {
        string[] kinds = members.Contains("double F(", StringComparison.Ordinal) || members.Contains("float F(", StringComparison.Ordinal)
            ? ["Jacobian", "Jvp", "Hessian", "HessianVectorProduct", "SparseJacobian", "Batch"]
            : ["Jacobian", "Jvp", "Vjp", "Hessian", "SparseJacobian", "GaussNewton", "Batch"];
        var marked = members.Replace("[Differentiable]", $"[Differentiable({string.Join(" | ", kinds.Select(kind => "Derivatives." + kind))})]", StringComparison.Ordinal);
        Guest.IsFollowedAsMember(marked, new House(LanguageVersion.CSharp7_3, Nullable: false, Checked: true));
        Guest.IsFollowedAsMember(marked, new House(LanguageVersion.CSharp9, Nullable: !members.Contains("= null", StringComparison.Ordinal)));
        Guest.IsFollowedAsMember(marked, new House(LanguageVersion.Latest, Nullable: !members.Contains("= null", StringComparison.Ordinal), Checked: true));
    }
}
