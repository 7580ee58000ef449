using SymbolicJacobian;

namespace Old
{
    public static partial class Model
    {
        [Differentiable]
        public static double[] F(double x, double y)
        {
            return new[] { x * x + y, x * y };
        }

        public static double Determinant(double x, double y)
        {
            var jacobian = FJacobian(x, y);
            return jacobian[0, 0] * jacobian[1, 1] - jacobian[0, 1] * jacobian[1, 0];
        }
    }
}
