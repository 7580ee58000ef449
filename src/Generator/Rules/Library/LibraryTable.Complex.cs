using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Rules.Library;

internal static partial class LibraryTable
{
    /// <summary>Sums and products as every version of the library computes them; analytic functions by their complex derivative f′(z), with w = f(z).</summary>
    private static IEnumerable<LibraryRow> ComplexNumbers() =>
    [
        Exact("Complex.op_Addition(Complex, Complex)",    (_, x) => [Exactly(Operator.Add, x[0], x[2]), Exactly(Operator.Add, x[1], x[3])]),
        Exact("Complex.op_Addition(Complex, Double)",     (_, x) => [Exactly(Operator.Add, x[0], x[2]), x[1]]),
        Exact("Complex.op_Addition(Double, Complex)",     (_, x) => [Exactly(Operator.Add, x[0], x[1]), x[2]]),
        Exact("Complex.op_Subtraction(Complex, Complex)", (_, x) => [Exactly(Operator.Subtract, x[0], x[2]), Exactly(Operator.Subtract, x[1], x[3])]),
        Exact("Complex.op_Subtraction(Complex, Double)",  (_, x) => [Exactly(Operator.Subtract, x[0], x[2]), x[1]]),
        Exact("Complex.op_Subtraction(Double, Complex)",  (_, x) => [Exactly(Operator.Subtract, x[0], x[1]), Minus(x[2])]),
        Exact("Complex.op_UnaryNegation(Complex)",        (_, x) => [Minus(x[0]), Minus(x[1])]),
        Exact("Complex.Conjugate(Complex)",               (_, x) => [x[0], Minus(x[1])]),
        Exact("Complex.op_Multiply(Complex, Complex)",    (_, x) => ExactProduct(x)),
        Exact("Complex.op_Implicit(Double)",              (_, x) => [x[0], Real(x[0], 0)]),
        Exact("Complex.op_Implicit(Single)",              (_, x) => [x[0].Pool.Convert(IrType.Double, x[0]), x[0].Pool.Real(0)]),
        Row("Complex.Log(Complex, Double)",               (_, x) => Logarithm(new ComplexTerm(x[0], x[1])) is var log ? [log.Re / Function("Log", x[2]), log.Im! / Function("Log", x[2])] : []),
        Exact("Complex.Zero",                             (pool, _) => [pool.Real(0), pool.Real(0)]),
        Exact("Complex.One",                              (pool, _) => [pool.Real(1), pool.Real(0)]),
        Exact("Complex.ImaginaryOne",                     (pool, _) => [pool.Real(0), pool.Real(1)]),
        Row("Complex.get_Magnitude()",                    Norm),
        Row("Complex.Abs(Complex)",                       Norm),
        Row("Complex.get_Phase()",                        x => Function("Atan2", x[1], x[0])),
        Row("Complex.FromPolarCoordinates(Double, Double)", (_, x) => [x[0] * Function("Cos", x[1]), x[0] * Function("Sin", x[1])]),
        .. Operators("op_Multiply", (a, b, _) => [b, a]),
        .. Operators("Multiply",    (a, b, _) => [b, a]),
        .. Operators("op_Division", (a, b, w) => [One(b) / b, -(w / b)]),
        .. Operators("Divide",      (a, b, w) => [One(b) / b, -(w / b)]),
        .. Operators("Add",         (a, b, _) => [One(a), One(b)]),
        .. Operators("Subtract",    (a, b, _) => [One(a), -One(b)]),
        Analytic("Complex.Negate(Complex)",               (z, w) => -One(z)),
        Analytic("Complex.Reciprocal(Complex)",           (z, w) => -(w * w)),
        Analytic("Complex.Exp(Complex)",                  (z, w) => w),
        Analytic("Complex.Log(Complex)",                  (z, w) => One(z) / z),
        Analytic("Complex.Log10(Complex)",                (z, w) => (1 / Math.Log(10)) * (One(z) / z)),
        Analytic("Complex.Sqrt(Complex)",                 (z, w) => 0.5 * (One(z) / w)),
        Analytic("Complex.Sin(Complex)",                  (z, w) => Cosine(z)),
        Analytic("Complex.Cos(Complex)",                  (z, w) => -Sine(z)),
        Analytic("Complex.Tan(Complex)",                  (z, w) => One(z) + (w * w)),
        Analytic("Complex.Sinh(Complex)",                 (z, w) => new(Function("Cosh", z.Re) * Function("Cos", z.Im!), Function("Sinh", z.Re) * Function("Sin", z.Im!))),
        Analytic("Complex.Cosh(Complex)",                 (z, w) => new(Function("Sinh", z.Re) * Function("Cos", z.Im!), Function("Cosh", z.Re) * Function("Sin", z.Im!))),
        Analytic("Complex.Tanh(Complex)",                 (z, w) => One(z) - (w * w)),
        Analytic("Complex.Asin(Complex)",                 (z, w) => One(z) / Cosine(w)),
        Analytic("Complex.Acos(Complex)",                 (z, w) => -(One(z) / Sine(w))),
        Analytic("Complex.Atan(Complex)",                 (z, w) => One(z) / (One(z) + (z * z))),
        new("Complex.Pow(Complex, Complex)") { IsComplex = [true, true], Partials = (a, w) => [a[1] * w / a[0], w * Logarithm(a[0])] },
        new("Complex.Pow(Complex, Double)") { IsComplex = [true, false], Partials = (a, w) => [a[1] * (w / a[0]), w * Logarithm(a[0])] },
    ];

    private static LibraryRow Analytic(string signature, Func<ComplexTerm, ComplexTerm, ComplexTerm> derivative) =>
        new(signature) { IsComplex = [true], Partials = (a, w) => [derivative(a[0], w)] };

    /// <summary>Of two complex numbers, or of one and a real.</summary>
    private static IEnumerable<LibraryRow> Operators(string name, Func<ComplexTerm, ComplexTerm, ComplexTerm, ComplexTerm[]> partials) =>
        new[] { (true, true), (true, false), (false, true) }
            .Where(kinds => name != "op_Multiply" || kinds != (true, true))
            .Select(kinds => new LibraryRow($"Complex.{name}({Name(kinds.Item1)}, {Name(kinds.Item2)})")
            {
                IsComplex = [kinds.Item1, kinds.Item2],
                Partials = (a, w) => [.. partials(a[0], a[1], w).Select(partial => (ComplexTerm?)partial)],
            });

    private static string Name(bool isComplex) => isComplex ? "Complex" : "Double";

    private static ComplexTerm One(ComplexTerm like) => new(Real(like.Re, 1), null);

    private static ComplexTerm Sine(ComplexTerm z) => new(Function("Sin", z.Re) * Function("Cosh", z.Im!), Function("Cos", z.Re) * Function("Sinh", z.Im!));

    private static ComplexTerm Cosine(ComplexTerm z) => new(Function("Cos", z.Re) * Function("Cosh", z.Im!), -(Function("Sin", z.Re) * Function("Sinh", z.Im!)));

    private static ComplexTerm Logarithm(ComplexTerm z) => new(0.5 * Function("Log", (z.Re * z.Re) + (z.Im! * z.Im!)), Function("Atan2", z.Im!, z.Re));

    private static Expression Minus(Expression a) => a.Pool.Operation(Operator.Negate, a.Type, a);

    private static IReadOnlyList<Expression> ExactProduct(IReadOnlyList<Expression> x)
    {
        Expression Times(int i, int j) => Exactly(Operator.Multiply, x[i], x[j]);
        return [Exactly(Operator.Subtract, Times(0, 2), Times(1, 3)), Exactly(Operator.Add, Times(1, 2), Times(0, 3))];
    }
}
