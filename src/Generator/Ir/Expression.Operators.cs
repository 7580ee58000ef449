namespace SymbolicJacobian.Generator.Ir;

internal abstract partial class Expression
{
    public static Expression operator +(Expression a, Expression b) => Algebra.Add(a, b);

    public static Expression operator -(Expression a, Expression b) => Algebra.Subtract(a, b);

    public static Expression operator *(Expression a, Expression b) => Algebra.Multiply(a, b);

    public static Expression operator /(Expression a, Expression b) => Algebra.Divide(a, b);

    public static Expression operator -(Expression a) => Algebra.Negate(a);

    public static Expression operator +(Expression a, double b) => a + a.Pool.Real(b, a.Type);

    public static Expression operator +(double a, Expression b) => b.Pool.Real(a, b.Type) + b;

    public static Expression operator -(Expression a, double b) => a - a.Pool.Real(b, a.Type);

    public static Expression operator -(double a, Expression b) => b.Pool.Real(a, b.Type) - b;

    public static Expression operator *(Expression a, double b) => a * a.Pool.Real(b, a.Type);

    public static Expression operator *(double a, Expression b) => b.Pool.Real(a, b.Type) * b;

    public static Expression operator /(Expression a, double b) => a / a.Pool.Real(b, a.Type);

    public static Expression operator /(double a, Expression b) => b.Pool.Real(a, b.Type) / b;
}
