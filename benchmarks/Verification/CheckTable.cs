using System.Globalization;

namespace SymbolicJacobian.Benchmarks.Verification;

/// <summary>
/// How far <see cref="JacobianCheck"/> can be believed: false alarms on right Jacobians and errors that it misses, on functions that its
/// rules were not made with; and what it says where there is nothing to be had.
/// </summary>
internal static class CheckTable
{
    /// <summary>What is done to one entry at a time.</summary>
    private static readonly (string Name, Func<double, double> Change)[] _mistakes =
    [
        ("twice the value", value => 2 * value),
        ("the other sign", value => -value),
        ("left out", _ => 0),
        ("1 % off", value => 1.01 * value),
        ("0.1 % off", value => 1.001 * value),
        ("1e-5 off", value => (1 + 1e-5) * value),
    ];

    /// <returns>Whether there is no false alarm and every error of 0.1 % and more is noticed.</returns>
    public static bool Run()
    {
        var right = new Tally();
        var projections = new Tally();
        var wrong = _mistakes.Select(_ => new Tally()).ToArray();
        var thrice = _mistakes.Select(_ => new Tally()).ToArray();
        var (points, entries) = (0, 0);
        foreach (var function in Functions.All)
        {
            foreach (var x in function.Points)
            {
                var jacobian = new double[function.Rows * x.Length];
                function.Jacobian(x, jacobian);
                points++;
                entries += jacobian.Length;
                right.Add(JacobianCheck.Compare(function.Value, x, jacobian, function.Rows), function.Name);
                projections.Add(JacobianCheck.CompareProjections(function.Value, x, jacobian, function.Rows), function.Name);
                for (var m = 0; m < _mistakes.Length; m++)
                {
                    Plant(function, x, jacobian, _mistakes[m].Change, wrong[m], thrice[m]);
                }
            }
        }

        var count = Functions.All.Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} functions, {points} points, {entries} entries"));
        Console.WriteLine();
        Console.WriteLine($"{"right Jacobians",-28}{"checks",9}{"Correct",10}{"Undecidable",13}{"false alarms",14}");
        right.Print("entry by entry", Verdict.Correct, Verdict.Undecidable, Verdict.Wrong);
        projections.Print("along three directions", Verdict.Correct, Verdict.Undecidable, Verdict.Wrong);
        Console.WriteLine();
        Console.WriteLine($"{"one entry, entry by entry",-28}{"checks",9}{"Wrong",10}{"Undecidable",13}{"missed",14}");
        Each(wrong);
        Console.WriteLine();
        Console.WriteLine($"{"one entry, three directions",-28}{"checks",9}{"Wrong",10}{"Undecidable",13}{"missed",14}");
        Each(thrice);
        Console.WriteLine();
        var special = SpecialPoints.Run();
        return special & right.Of(Verdict.Wrong) == 0 & projections.Of(Verdict.Wrong) == 0 & wrong.Take(5).All(tally => tally.Of(Verdict.Correct) == 0);

        static void Each(Tally[] tallies)
        {
            for (var m = 0; m < tallies.Length; m++)
            {
                tallies[m].Print(_mistakes[m].Name, Verdict.Wrong, Verdict.Undecidable, Verdict.Correct);
            }
        }
    }

    /// <summary>The mistake in each entry that counts, one after the other: not where an input as a whole moves an output by less than its last bit.</summary>
    private static void Plant(Function function, double[] x, double[] jacobian, Func<double, double> change, Tally wrong, Tally thrice)
    {
        var values = new double[function.Rows];
        function.Value(x, values);
        for (var k = 0; k < jacobian.Length; k++)
        {
            var value = jacobian[k];
            if (Math.Abs(value) * Math.Max(1, Math.Abs(x[k % x.Length])) <= Math.ScaleB(1, -52) * Math.Abs(values[k / x.Length]))
            {
                continue;
            }

            jacobian[k] = change(value);
            wrong.Add(JacobianCheck.Compare(function.Value, x, jacobian, function.Rows), function.Name);
            thrice.Add(JacobianCheck.CompareProjections(function.Value, x, jacobian, function.Rows), function.Name);
            jacobian[k] = value;
        }
    }

    /// <summary>Verdicts, counted, and of which functions.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<Verdict, List<string>> _names = [];

        public void Add(JacobianReport report, string function)
        {
            if (!_names.TryGetValue(report.Verdict, out var names))
            {
                _names.Add(report.Verdict, names = []);
            }

            names.Add(function);
        }

        public int Of(Verdict verdict) => _names.TryGetValue(verdict, out var names) ? names.Count : 0;

        public void Print(string name, params Verdict[] verdicts)
        {
            var counts = verdicts.Select(Of).ToArray();
            var missed = _names.TryGetValue(verdicts[2], out var names) ? "  " + string.Join(", ", names.Distinct().Take(4)) : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{counts.Sum(),9}{counts[0],10}{counts[1],13}{counts[2],14}{missed}"));
        }
    }
}
