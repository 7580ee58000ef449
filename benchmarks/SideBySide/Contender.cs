using System.Diagnostics;

namespace SymbolicJacobian.Benchmarks.SideBySide;

/// <summary>A contender by name, as something that can be run many times over several points.</summary>
/// <param name="name">For the table.</param>
/// <param name="tolerance">How far it may be from the others, relative to the largest entry.</param>
/// <param name="run">Computes the Jacobian <c>repetitions</c> times, at one point after the other; the last one stays.</param>
internal sealed class Contender(string name, double tolerance, Contender.Repeat run)
{
    /// <summary>A few roundings.</summary>
    public const double OfRounding = 1e-13;

    /// <summary>The error of central differences.</summary>
    public const double OfDifferences = 1e-5;

    public delegate void Repeat(double[][] points, double[] jacobian, int repetitions);

    public string Name => name;

    public double Tolerance => tolerance;

    /// <summary>Differences may allocate.</summary>
    public bool IsExact => tolerance < OfDifferences;

    public static Contender Of<T>(string name, double tolerance = OfRounding)
        where T : struct, IContender => new(name, tolerance, Loop<T>.Run);

    public void At(double[] point, double[] jacobian) => run([point], jacobian, 1);

    /// <returns>Nanoseconds for one Jacobian.</returns>
    public double Time(Kernel kernel, double[] jacobian, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        run(kernel.Points, jacobian, repetitions);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repetitions;
    }

    /// <returns>Bytes for one Jacobian.</returns>
    public double Allocated(Kernel kernel, double[] jacobian)
    {
        const int Repetitions = 100;
        run(kernel.Points, jacobian, Repetitions);
        var before = GC.GetAllocatedBytesForCurrentThread();
        run(kernel.Points, jacobian, Repetitions);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Repetitions;
    }

    private static class Loop<T>
        where T : struct, IContender
    {
        public static void Run(double[][] points, double[] jacobian, int repetitions)
        {
            var next = 0;
            for (var i = 0; i < repetitions; i++)
            {
                T.Jacobian(points[next], jacobian);
                next++;
                if (next == points.Length)
                {
                    next = 0;
                }
            }
        }
    }
}
