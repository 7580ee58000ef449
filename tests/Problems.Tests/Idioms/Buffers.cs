using Problems.Checking;

namespace Problems.Idioms;

/// <summary>Scratch memory on the stack where it is small.</summary>
internal static partial class Buffers
{
    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3, 0.7 })]
    public static double PartOfAFixedBuffer(ReadOnlySpan<double> x)
    {
        Span<double> buffer = x.Length <= 16 ? stackalloc double[16] : new double[x.Length];
        buffer = buffer[..x.Length];
        x.CopyTo(buffer);
        for (int i = 1; i < buffer.Length; i++)
        {
            buffer[i] += 0.5 * x[i - 1] * buffer[0];
        }

        return buffer[0] * buffer[^1] + buffer[1];
    }

    [Differentiable(Kinds.Vector), At(new[] { 0.5, 1.5, 0.3, 0.7, 0.2 }, 2)]
    public static double[] WholeBuffer(double[] x, int steps)
    {
        int n = x.Length;
        Span<double> next = n < 64 ? stackalloc double[n] : new double[n];
        var u = x.ToArray();
        for (int s = 0; s < steps; s++)
        {
            next.Clear();
            for (int i = 1; i < n - 1; i++)
            {
                next[i] = u[i] + 0.1 * u[i] * (u[i - 1] - 2 * u[i] + u[i + 1]);
            }

            next.CopyTo(u);
        }

        return u;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3 }, true), At(new[] { 0.5, 1.5, 0.3 }, false)]
    public static double EitherArray(double[] x, bool isDouble)
    {
        double[] work = isDouble ? new double[2 * x.Length] : new double[x.Length];
        for (int i = 0; i < work.Length; i++)
        {
            work[i] = x[i % x.Length] * x[i % x.Length] * (i + 1);
        }

        return work.Sum() * work.Length;
    }
}

internal sealed class Preset
{
    public string Mode { get; set; } = "fast";
    public double Damping { get; set; } = 0.4;
    public Preset? Inner { get; set; }
}

internal readonly record struct Sighting(int Camera, double Angle);

/// <summary>Guards and settings: what has to be there, and what it is like.</summary>
internal static partial class Guards
{
    private static readonly Sighting[] _sightings = [new(0, 0.3), new(2, -0.2), new(1, 0.9)];
    private static readonly Preset _preset = new();

    [Differentiable(Kinds.Scalar), At(1.2, "celsius"), At(1.2, "metres"), At(1.2, "k"), At(1.2, null!)]
    public static double Unit(double x, string? unit) => unit switch
    {
        "celsius" or "c" => x * x * 1.8 + 32,
        { Length: > 3 } => Math.Sin(x),
        null => 0.5 * x * x,
        _ => Math.Exp(x),
    };

    [Differentiable(Kinds.Scalar), At(1.2)]
    public static double ByPreset(double x) =>
        _preset is { Mode: "fast", Damping: > 0.05 and < 1, Inner: null } ? x * x * _preset.Damping : x;

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3 })]
    public static double OrThrow(double[]? x)
    {
        var data = x ?? throw new ArgumentNullException(nameof(x));
        _ = data ?? throw new InvalidOperationException();
        return data is { Length: < 2 } or null ? data![0] * data[0] : data[0] * data[1] * data[1];
    }

    [Differentiable(Kinds.Scalar), At(new[] { 0.5, 1.5, 0.3 })]
    public static double ReadOnlyReferences(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < _sightings.Length; i++)
        {
            ref readonly Sighting sighting = ref _sightings[i];
            sum += Math.Pow(x[sighting.Camera] - sighting.Angle, 2) * x[0];
        }

        return sum;
    }

    [Differentiable(Kinds.Scalar), At(new[] { 1.0, 2.0, 3.0, 4.0 })]
    public static double FirstAndRest(double[] x)
    {
        static double Go(ReadOnlySpan<double> s) => s switch
        {
            [] => 0,
            [var only] => only * only,
            [var first, .. var rest] => first * rest[0] + Go(rest),
        };
        return Go(x);
    }
}
