using System.Text;

namespace SymbolicJacobian.Generator.Tests.Differentiation.Programs;

/// <summary>One random C# method, marked [Differentiable].</summary>
/// <param name="Name">F and a number.</param>
/// <param name="ReturnType">double, double[], double[,] or void (which fills a span).</param>
/// <param name="Parameters">Some of <see cref="Point"/>, in its order, by name.</param>
/// <param name="Body">Its statements.</param>
/// <param name="UsesSingles">float occurs: derivatives are as exact as float is.</param>
internal sealed record RandomMethod(string Name, string ReturnType, string[] Parameters, Piece[] Body, bool UsesSingles)
{
    /// <summary>Helper methods that the programs call.</summary>
    public const string Helpers = """
        static double Blend(double a, double b) { if (a > b) return a * b; var c = Math.Sin(a); return c + b; }
        static double Mean(double[] values) { double sum = 0; foreach (var value in values) sum += value; return sum / values.Length; }
        static void Damp(double[] values, double by) { for (int at = 0; at < values.Length; at++) values[at] *= by; }

        """;

    public string Text
    {
        get
        {
            var text = new StringBuilder("    [Differentiable]\n    public static ").Append(ReturnType).Append(' ').Append(Name).Append('(')
                .AppendJoin(", ", Parameters.Select(Point.Declaration)).Append(")\n    {\n");
            foreach (var piece in Body)
            {
                piece.Write(text, "        ");
            }

            return text.Append("    }\n").ToString();
        }
    }

    public IEnumerable<RandomMethod> Smaller() => Piece.Smaller(Body).Select(body => this with { Body = body });
}
