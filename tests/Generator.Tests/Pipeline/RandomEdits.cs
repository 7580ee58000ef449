using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Pipeline;

/// <summary>A small project and edits that can be made and unmade in any order: bodies, signatures, what names mean, broken code.</summary>
internal static class RandomEdits
{
    public const int MarkedMethods = 6;

    public static IReadOnlyList<string> Files { get; } =
    [
        GeneratorHost.Usings + """
        namespace Space
        {
            public static partial class Sample
            {
                /* first */
                [Differentiable]
                public static double F(double x, /* mark */ double y) => x * Helper.Twice(y) * Table.Scale;
                [Differentiable]
                public static double[] G(double[] x)
                {
                    var z = new double[x.Length];
                    for (var i = 0; i < z.Length; i++) { z[i] = Local(x[i]); }
                    return z;
                    double Local(double v) => v * Table.Row[0];
                }
                static double Near(double v) { return Helper.Twice(v); }
                [Differentiable]
                public static double Deep(double x) => Near(Near(x));
                static int unrelated() { return 1; }
            }
        }
        """,
        GeneratorHost.Usings + """
        namespace Space
        {
            public static partial class Sample
            {
                [Differentiable]
                public static double Rounded(double x) => Math.Floor(x) + Helper.Generic<double>(x);
                [Differentiable]
                public static double Refused(double x) { return x + Hidden(x); }
                static double Hidden(double x) { return Refused(x); }
                [Differentiable]
                public static (double, double) Pair(double a, double b) => (a * Table.Count, Helper.Twice(b));
            }
        }
        """,
        """
        namespace Space
        {
            public static class Helper
            {
                public static double Twice(double v) { var t = 2 * v; return t; }
                public static double Generic<T>(double v) { return v * 7; }
                public static void Print() { System.Console.WriteLine(1); }
            }
        }
        """,
        """
        namespace Space
        {
            public static class Table
            {
                public const double Scale = 3;
                public static readonly double[] Row = { 1, 2 };
                public static int Count => 4;
                static void Log() { }
            }
            /* more */
        }
        """,
    ];

    /// <summary>One text and another that takes its place, by file.</summary>
    public static (int File, string One, string Other)[] Toggles { get; } =
    [
        (0, "return 1;", "var n = 3; return n;"),
        (0, "return Helper.Twice(v);", "return Helper.Twice(v) + v * v;"),
        (0, "Near(Near(x))", "Near(Near(x) * x)"),
        (0, "z[i] = Local", "z[i] = 2 * Local"),
        (0, "/* first */", "/* first, and\n\n more lines */"),
        (0, "/* mark */", "[Constant]"),
        (0, "static int unrelated()", "static int unrelated(int Math)"),
        (1, "Math.Floor(x) +", "x +"),
        (1, "return Refused(x);", "return x;"),
        (1, "(a * Table.Count,", "(a * Table.Count * Table.Scale,"),
        (1, "using System;", "using System; using static Space.Helper;"),
        (2, "2 * v", "3 * v"),
        (2, "return t;", "return t * t"),
        (2, "WriteLine(1)", "WriteLine(2)"),
        (2, "v * 7", "v * v"),
        (2, "public static void Print", "public static double Twice(float v) => v; public static void Print"),
        (2, "public static double Twice(double", "public static float Twice(double"),
        (3, "Scale = 3", "Scale = 4"),
        (3, "{ 1, 2 }", "{ 3, 4 }"),
        (3, "=> 4;", "=> 5;"),
        (3, "void Log() { }", "void Log() { /* nothing */ }"),
        (3, "/* more */", "public static class Math { public static double Floor(double x) => x * x; }"),
        (3, "Count => 4", "Count => 4 * 1"),
        (3, "static void Log()", "\n#nullable disable\n static void Log()"),
    ];
}
