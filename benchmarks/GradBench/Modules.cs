using System.Text.Json.Nodes;
using SymbolicJacobian.GradBench.Problems;

namespace SymbolicJacobian.GradBench;

/// <summary>The functions of each module: from an input to what is timed, and from there to what is printed.</summary>
internal static partial class Modules
{
    private static readonly Dictionary<(string Module, string Function), Func<JsonNode, Func<Func<JsonNode>>>> _functions = new()
    {
        [("hello", "square")] = input => () => Number(input.GetValue<double>() * input.GetValue<double>()),
        [("hello", "double")] = input =>
        {
            var (x, gradient) = (input.GetValue<double>(), new double[1]);
            return () =>
            {
                Hello.SquareGradient(x, gradient);
                return () => gradient[0];
            };
        },
        [("lse", "primal")] = input => Scalar(input.Vector("x"), LogSumExp.Value),
        [("lse", "gradient")] = input => Gradient(input.Vector("x"), (x, gradient) => LogSumExp.ValueGradient(x, gradient)),
        [("llsq", "primal")] = input => Scalar(input.Vector("x"), Flip(LeastSquares.Objective, input.Integer("n"))),
        [("llsq", "gradient")] = input => Gradient(input.Vector("x"), With(LeastSquares.ObjectiveGradient, input.Integer("n"))),
        [("ode", "primal")] = input => Vector(input.Vector("x"), input.Integer("s"), Ode.Solution),
        [("ode", "gradient")] = input => Gradient(input.Vector("x"), With(Ode.LastGradient, input.Integer("s"))),
        [("det", "primal")] = input => Scalar(input.Vector("A"), Flip(Determinant.ByMinors, input.Integer("ell"))),
        [("det", "gradient")] = input => Gradient(input.Vector("A"), With(Determinant.ByMinorsGradient, input.Integer("ell"))),
        [("gmm", "objective")] = MixtureObjective,
        [("gmm", "jacobian")] = MixtureGradient,
        [("lstm", "objective")] = NetworkObjective,
        [("lstm", "jacobian")] = NetworkGradient,
        [("kmeans", "cost")] = Cost,
        [("kmeans", "dir")] = Direction,
        [("ba", "objective")] = BundleObjective,
        [("ba", "jacobian")] = BundleJacobian,
        [("ht", "objective")] = HandObjective,
        [("ht", "jacobian")] = HandJacobian,
    };

    static Modules()
    {
        // Which mode suits is found while compiling: the four variants are one here.
        foreach (var variant in new[] { "ff", "fr", "rf", "rr" })
        {
            _functions[("particle", variant)] = input => Scalar(input.Real("w"), Particle.Minimise);
            _functions[("saddle", variant)] = input =>
            {
                var start = input.Vector("start");
                return () =>
                {
                    var found = Saddle.Find(start);
                    return () => Json.Of(found);
                };
            };
        }
    }

    public static IEnumerable<string> Names => _functions.Keys.Select(key => key.Module).Distinct();

    public static Func<JsonNode, Func<Func<JsonNode>>>? Find(string module, string function) => _functions.GetValueOrDefault((module, function));

    private static Func<JsonNode> Number(double value) => () => value;

    private static Func<Func<JsonNode>> Scalar<T>(T x, Func<T, double> function) => () => Number(function(x));

    private static Func<Func<JsonNode>> Vector(double[] x, int size, Func<double[], int, double[]> function) => () =>
    {
        var result = function(x, size);
        return () => Json.Of(result);
    };

    private static Func<Func<JsonNode>> Gradient(double[] x, Action<double[], double[]> function)
    {
        var gradient = new double[x.Length];
        return () =>
        {
            function(x, gradient);
            return () => Json.Of(gradient);
        };
    }

    private delegate void SizedGradient(double[] x, int size, Span<double> gradient);

    private static Func<double[], double> Flip(Func<double[], int, double> function, int size) => x => function(x, size);

    private static Action<double[], double[]> With(SizedGradient function, int size) => (x, gradient) => function(x, size, gradient);
}
