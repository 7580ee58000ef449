namespace SymbolicJacobian.Generator.Tests.Contract;

/// <summary>A program for a kind of operation.</summary>
/// <param name="Kind">Roslyn's name of the kind.</param>
/// <param name="Position">Whether the operation meets a value that depends on the inputs.</param>
/// <param name="Body">Of <c>double F(double x, double[] u, [Constant] double c, [Constant] double[] k, int n, string s)</c>, where x and u are active.</param>
/// <param name="Outcome">"exact", or the id and the text under the squiggle.</param>
/// <param name="Helpers">Members beside F.</param>
internal sealed record KindRow(string Kind, bool Position, string Body, string Outcome, string Helpers = "")
{
    public const bool Active = true;
    public const bool Constant = false;
    public const string Exact = "exact";

    public string Source => $$"""
        using System;
        using System.Linq;
        using System.Collections.Generic;
        using SymbolicJacobian;

        #nullable disable
        namespace {0};

        public static partial class Sample
        {
            {{Helpers}}
            [Differentiable]
            public static double F(double x, double[] u, [Constant] double c, [Constant] double[] k, int n, string s) { {{Body}} }

            public static object[] Arguments() => new object[] { 0.7, new double[] { 0.3, 1.2, 0.4 }, 2.5, new double[] { 1.5, 2.5, 3.5 }, 3, "abc" };
        }
        """;
}
