using System.Reflection;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>Rows that depend on few parameters through arrays between, and on single elements of a longer input beside them.</summary>
public sealed class BlockRowsTests
{
    private const string Marked = "[Differentiable(Derivatives.Jacobian | Derivatives.SparseJacobian)] ";

    /// <summary>Links that turn one after the other; each point hangs on one of them, with a place of its own.</summary>
    private const string Chain = Marked + """
        public static double[] F([Size(22)] double[] pose, double[] us, int[] links, [Constant] double[] weights)
        {
            var angles = new double[20];
            for (int k = 0; k < 20; k++)
            {
                double sum = 0;
                for (int j = 0; j <= k; j++) sum += pose[2 + j] * (j + 1);
                angles[k] = Math.Sin(0.1 * sum);
            }

            var y = new double[2 * links.Length];
            for (int i = 0; i < links.Length; i++)
            {
                double a = 0, b = 0;
                for (int k = 0; k < 20; k++)
                {
                    double w = weights[(i + k) % weights.Length];
                    if (w != 0) { a += w * angles[k]; b += w * angles[k] * angles[k]; }
                }

                double shifted = a < 0.3 ? a + pose[0] : a * pose[0];
                y[2 * i] = us[i] * shifted;
                y[2 * i + 1] = b * Math.Exp(us[i]) + pose[1] * shifted;
            }

            return y;
        }
        """;

    /// <summary>The parameters stand behind the longer input, and one of them is a scalar.</summary>
    private const string Behind = Marked + """
        public static void F(double[] us, double scale, [Size(20)] ReadOnlySpan<double> p, int n, Span<double> y)
        {
            var table = new double[20];
            for (int k = 0; k < 20; k++) table[k] = p[k] * p[19 - k] + scale;
            for (int i = 0; i < n; i++)
            {
                double s = 0;
                for (int k = 0; k < 20; k++) s += table[k] * (k % 3 + i + 1);
                y[i] = s * us[i] + scale;
            }
        }
        """;

    /// <summary>The longer input enters through memory, too: every gradient has its entries alone.</summary>
    private const string Mixed = Marked + """
        public static double[] F([Size(2)] double[] p, double[] us)
        {
            var t = new double[us.Length];
            for (int i = 0; i < us.Length; i++) { t[i] = us[i] * p[i % 2]; if (i > 0) t[i] += 0.5 * t[i - 1]; }
            var y = new double[us.Length];
            for (int i = 0; i < us.Length; i++) y[i] = t[i] * t[i];
            return y;
        }
        """;

    [Theory]
    [InlineData(Chain, "Many(22), [0.7, 1.1, -0.2], [0, 1, 2], [0.5, 0, 1.5, 0.8]", "", true)]
    [InlineData(Chain, "Many(22), [], [], [0.5]", "", true)]
    [InlineData(Behind, "[0.7, 1.1, -0.2, 0.4], 0.6, Many(20), 3", "4", true)]
    [InlineData(Mixed, "[0.3, -0.4], [0.7, 1.1, -0.2]", "", false)]
    public void Values_are_those_of_the_dense_Jacobian(string method, string arguments, string rows, bool isBlock)
    {
        var result = GeneratorHost.RunMembers($$"""
            {{method}}
            static double[] Many(int count) => Enumerable.Range(0, count).Select(k => Math.Sin(k + 0.3)).ToArray();
            public static string Check()
            {
                var pattern = FJacobianPattern({{arguments}}{{(rows.Length > 0 ? ", " + rows : "")}});
                var values = new double[pattern.ColumnIndices.Length];
                FJacobianValues({{arguments}}{{(rows.Length > 0 ? ", " + rows : "")}}, values);
                var (sparse, dense) = (pattern.ToDense(values), FJacobian({{arguments}}{{(rows.Length > 0 ? ", " + rows : "")}}));
                double worst = 0;
                for (int i = 0; i < dense.GetLength(0); i++)
                    for (int j = 0; j < dense.GetLength(1); j++) worst = Math.Max(worst, Math.Abs(dense[i, j] - sparse[i, j]));
                return worst < 1e-14 ? string.Join(" ", pattern.ColumnIndices.ToArray()) : worst.ToString();
            }
            """);
        var (assembly, errors) = GeneratedAssembly.Load(result);

        Assert.Empty(errors);
        var columns = (string)assembly!.GetType("Sample")!.GetMethod("Check", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [])!;
        Assert.DoesNotContain(".", columns, StringComparison.Ordinal);
        var text = string.Concat(result.Sources.Select(source => source.SourceText));
        Assert.Equal(isBlock, text.Contains("row by row, a dense block and single entries", StringComparison.Ordinal));
        if (method == Chain && columns.Length > 0)
        {
            // Of the parameters the first row of a point has no use for the second.
            var angles = string.Join(" ", Enumerable.Range(2, 20));
            Assert.StartsWith($"0 {angles} 22 0 1 {angles} 22 0 {angles} 23 ", columns, StringComparison.Ordinal);
        }
    }
}
