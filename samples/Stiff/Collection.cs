using Stiff.Problems;
using Stiff.Solver;

namespace Stiff;

/// <summary>The problems, with the end values of the literature.</summary>
/// <remarks>F. Mazzia and C. Magherini, Test Set for Initial Value Problem Solvers, release 2.4; E. Hairer and G. Wanner, Solving ODEs II.</remarks>
public static class Collection
{
    private const string TestSet = "IVP test set";
    private const string Tighter = "own, tolerances / 100";

    public static IEnumerable<InitialValueProblem> Of(int gridPoints) => [Robertson, Hires, Oregonator, VanDerPol, Brusselator(gridPoints), Pleiades];

    private static InitialValueProblem Robertson => new(
        "Robertson", [1, 0, 0], 1e11, Problems.Robertson.F, new DenseJacobian(3, Problems.Robertson.FJacobian))
    {
        Source = TestSet,
        Reference = [0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050],
        AbsoluteTolerance = 1e-22,
    };

    private static InitialValueProblem Hires => new(
        "HIRES",
        [1, 0, 0, 0, 0, 0, 0, 0.0057],
        321.8122,
        (y, dy) => Problems.Hires.F(y.ToArray()).CopyTo(dy),
        new DenseJacobian(8, (y, jacobian) => Problems.Hires.FJacobian(y.ToArray(), jacobian)))
    {
        Source = TestSet,
        Reference =
        [
            0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2,
            0.2386356198831331e-2, 0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
        ],
    };

    private static InitialValueProblem Oregonator => new(
        "Oregonator",
        [1, 2, 3],
        360,
        (y, dy) => Problems.Oregonator.F(y[0], y[1], y[2]).CopyTo(dy),
        new DenseJacobian(3, (y, jacobian) => Problems.Oregonator.FJacobian(y[0], y[1], y[2], jacobian)))
    {
        Source = TestSet,
        Reference = [0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3],
    };

    private static InitialValueProblem VanDerPol => new(
        "Van der Pol",
        [2, 0],
        2,
        (y, dy) => (dy[0], dy[1]) = Problems.VanDerPol.F(y[0], y[1], 1e-6),
        new DenseJacobian(2, (y, jacobian) => Problems.VanDerPol.FJacobian(y[0], y[1], 1e-6, jacobian)))
    {
        Source = TestSet,
        Reference = [0.1706167732170483e1, -0.8928097010247975],
    };

    private static InitialValueProblem Pleiades => new(
        "Pleiades", Problems.Pleiades.Start, 3, Problems.Pleiades.F, new DenseJacobian(28, Problems.Pleiades.FJacobian))
    {
        Source = TestSet,
        Reference =
        [
            0.3706139143970502, 3.237284092057233, -3.222559032418324, 0.6597091455775310, 0.3425581707156584, 1.562172101400631, -0.7003092922212495,
            -3.943437585517392, -3.271380973972550, 5.225081843456543, -2.590612434977470, 1.198213693392275, -0.2429682344935824, 1.091449240428980,
            3.417003806314313, 1.354584501625501, -2.590065597810775, 2.025053734714242, -1.155815100160448, -0.8072988170223021, 0.5952396354208710,
            -3.741244961234010, 0.3773459685750630, 0.9386858869551073, 0.3667922227200571, -0.3474046353808490, 2.344915448180937, -1.947020434263292,
        ],
    };

    private static InitialValueProblem Brusselator(int points) => new(
        $"Brusselator, {points} points",
        Problems.Brusselator.Start(points),
        10,
        Problems.Brusselator.F,
        new BandedJacobian(
            Problems.Brusselator.FJacobianPattern(Problems.Brusselator.Start(points), 2 * points),
            (y, values) => Problems.Brusselator.FJacobianValues(y, 2 * points, values)))
    {
        Source = Tighter,
    };
}
