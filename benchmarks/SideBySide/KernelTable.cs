namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>
/// One line per kernel and contender: time, ratio to the first contender, bytes allocated, largest difference from it.
/// The contenders take turns in one process, so that whatever slows the machine slows all of them; the ratio is the median
/// over the turns.
/// </summary>
internal static class KernelTable
{
    private const int Turns = 41;
    private const double NanosecondsOfATurn = 4e5;

    /// <param name="kernels">What to compare.</param>
    /// <param name="timed">False: only results and allocation.</param>
    /// <returns>Whether all results agree and the exact contenders allocate nothing.</returns>
    public static bool Run(IEnumerable<Kernel> kernels, bool timed)
    {
        var holds = true;
        var ratios = new Dictionary<string, List<double>>();
        Console.WriteLine($"{"kernel",-28}{"contender",-28}{"ns",10}{"ratio",8}{"bytes",8}{"difference",12}");
        foreach (var kernel in kernels)
        {
            var jacobian = new double[kernel.Rows * kernel.Columns];
            var times = timed ? Times(kernel, jacobian) : [];
            foreach (var contender in kernel.Contenders)
            {
                var difference = Difference(kernel, contender);
                var bytes = contender.Allocated(kernel, jacobian);
                var agrees = difference <= contender.Tolerance && (!contender.IsExact || bytes == 0);
                holds &= agrees;
                var (time, ratio) = timed ? times[contender] : (double.NaN, double.NaN);
                if (!ratios.TryGetValue(contender.Name, out var all)) ratios.Add(contender.Name, all = []);
                all.Add(ratio);
                Console.WriteLine(
                    $"{(contender == kernel.Contenders[0] ? kernel.Name : ""),-28}{contender.Name,-28}{Figure(time, "F1"),10}{Figure(ratio, "F2"),8}"
                    + $"{bytes,8:F0}{difference,12:E1}{(agrees ? "" : "  WRONG")}");
            }
        }

        if (timed)
        {
            WriteMeans(ratios);
        }

        Console.WriteLine();
        return holds;
    }

    private static void WriteMeans(Dictionary<string, List<double>> ratios)
    {
        foreach (var (name, all) in ratios)
        {
            Console.WriteLine($"{"geometric mean",-28}{name,-28}{"",10}{Math.Exp(all.Average(Math.Log)),8:F2}   worst {all.Max():F2}, {all.Count} kernels");
        }
    }

    private static Dictionary<Contender, (double Time, double Ratio)> Times(Kernel kernel, double[] jacobian)
    {
        var repetitions = kernel.Contenders.Select(contender => WarmUp(kernel, contender, jacobian)).ToArray();
        var times = kernel.Contenders.Select(_ => new double[Turns]).ToArray();
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < kernel.Contenders.Length; i++)
            {
                times[i][turn] = kernel.Contenders[i].Time(kernel, jacobian, repetitions[i]);
            }
        }

        return Enumerable.Range(0, kernel.Contenders.Length).ToDictionary(
            i => kernel.Contenders[i],
            i => (Median(times[i]), Median(times[i].Zip(times[0], (own, first) => own / first))));
    }

    /// <summary>A first run compiles (the project has one tier of the JIT, see its file); gives the repetitions that fill a turn.</summary>
    private static int WarmUp(Kernel kernel, Contender contender, double[] jacobian)
    {
        contender.Time(kernel, jacobian, kernel.Points.Length);
        var repetitions = kernel.Points.Length;
        while (contender.Time(kernel, jacobian, repetitions) * repetitions < NanosecondsOfATurn)
        {
            repetitions *= 2;
        }

        return repetitions;
    }

    private static double Difference(Kernel kernel, Contender contender)
    {
        var (expected, actual) = (new double[kernel.Rows * kernel.Columns], new double[kernel.Rows * kernel.Columns]);
        var largest = 0.0;
        foreach (var point in kernel.Points)
        {
            kernel.Contenders[0].At(point, expected);
            contender.At(point, actual);
            var scale = expected.Max(Math.Abs);
            largest = Math.Max(largest, expected.Zip(actual, (e, a) => Math.Abs(e - a) / scale).Max());
        }

        return largest;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);

    private static string Figure(double value, string format) => double.IsNaN(value) ? "-" : value.ToString(format);
}
