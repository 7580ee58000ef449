namespace SymbolicJacobian.Benchmarks.Numbers;

/// <summary>A double under the interface.</summary>
internal readonly struct Real(double value) : IReal<Real>
{
    private readonly double _value = value;

    public static implicit operator Real(double value) => new(value);

    public static bool operator >(Real left, Real right) => left._value > right._value;

    public static bool operator <(Real left, Real right) => left._value < right._value;

    public static Real operator +(Real left, Real right) => left._value + right._value;

    public static Real operator -(Real left, Real right) => left._value - right._value;

    public static Real operator *(Real left, Real right) => left._value * right._value;

    public static Real operator /(Real left, Real right) => left._value / right._value;

    public static Real operator -(Real value) => -value._value;

    public static Real Sqrt(Real x) => Math.Sqrt(x._value);

    public static Real Exp(Real x) => Math.Exp(x._value);

    public static Real Log(Real x) => Math.Log(x._value);

    public static Real Sin(Real x) => Math.Sin(x._value);

    public static Real Cos(Real x) => Math.Cos(x._value);

    public static Real Tanh(Real x) => Math.Tanh(x._value);

    public static Real Abs(Real x) => Math.Abs(x._value);
}
