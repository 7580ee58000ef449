using Course.Lessons;
using static Course.Tests.Printed;

namespace Course.Tests;

/// <summary>Every method of the course at a point where all of it matters.</summary>
internal static class Twins
{
    public static readonly double[] Input = [0.5, -1, 2];
    public static readonly double[] Centers = [-2, 0, 2];
    public static readonly double[] Theta = [1.2, 0.8];
    public static readonly double[] TaskX = [-1.5, -0.5, 0.4, 1.1, 2];
    public static readonly double[] TaskY = [-0.9, -0.3, 0.5, 0.7, 1.1];
    public static readonly double[,] A = { { 2, -1, 0.5 }, { 0, 3, 1 } };
    public static readonly double[,] Batch = { { 0.5, -1, 2 }, { 0.1, 0.2, -0.3 } };
    public static readonly double[,] Kernel = { { 0.1, -0.2, 0.1 }, { -0.3, 0.9, -0.3 }, { 0.1, -0.2, 0.1 } };
    public static readonly double[,] Image = Lesson002.SmallImage(5, 4);
    public static readonly double[] Hidden = [0.3, -0.8, 0.5, 0.9];
    public static readonly double[] Flow = [0.4, -0.7, 1.1, 0.2];
    public static readonly double[] Slopes = [0.0663, 0.33, 0.665];
    public static readonly double[] Biases = [-10, -50, -100];
    public static readonly double[] Times = [0, 0.1, 0.25, 0.4, 0.6, 0.75, 0.9, 1];
    public static readonly double[] Observations = [1, 0.5, -1, 2, 3, 4, 0, 1];

    public static IReadOnlyList<Twin> All { get; } = [.. Of000(), .. Of001(), .. Of002(), .. Of003()];

    private static IEnumerable<Twin> Of000()
    {
        yield return new Twin
        {
            Name = "Document000.F",
            Length = 4,
            Value = () => Document000.F(2, 3),
            Jacobian = () => Document000.FJacobian(2, 3),
            Into = j => Document000.FJacobian(2, 3, j),
            ValueInto = j => Document000.FValueAndJacobian(2, 3, j),
            Check = () => Document000.FCheckJacobian(2, 3),
        };
        yield return new Twin
        {
            Name = "Document000.TanhLayer",
            Length = 12,
            Value = () => Document000.TanhLayer(Input),
            Jacobian = () => Document000.TanhLayerJacobian(Input),
            Into = j => Document000.TanhLayerJacobian(Input, j),
            ValueInto = j => Document000.TanhLayerValueAndJacobian(Input, j),
            Check = () => Document000.TanhLayerCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document000.ReluLayer",
            Length = 12,
            Value = () => Document000.ReluLayer(Input),
            Jacobian = () => Document000.ReluLayerJacobian(Input),
            Into = j => Document000.ReluLayerJacobian(Input, j),
            ValueInto = j => Document000.ReluLayerValueAndJacobian(Input, j),
            Check = () => Document000.ReluLayerCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document000.TanhHidden",
            Length = 16,
            Value = () => Document000.TanhHidden(Hidden),
            Jacobian = () => Document000.TanhHiddenJacobian(Hidden),
            Into = j => Document000.TanhHiddenJacobian(Hidden, j),
            ValueInto = j => Document000.TanhHiddenValueAndJacobian(Hidden, j),
            Check = () => Document000.TanhHiddenCheckJacobian(Hidden),
        };
        yield return new Twin
        {
            Name = "Document000.ReluHidden",
            Length = 16,
            Value = () => Document000.ReluHidden(Hidden),
            Jacobian = () => Document000.ReluHiddenJacobian(Hidden),
            Into = j => Document000.ReluHiddenJacobian(Hidden, j),
            ValueInto = j => Document000.ReluHiddenValueAndJacobian(Hidden, j),
            Check = () => Document000.ReluHiddenCheckJacobian(Hidden),
        };
        yield return new Twin
        {
            Name = "Document000.TanhNetwork",
            Length = 12,
            Value = () => Document000.TanhNetwork(Input),
            Jacobian = () => Document000.TanhNetworkJacobian(Input),
            Into = j => Document000.TanhNetworkJacobian(Input, j),
            ValueInto = j => Document000.TanhNetworkValueAndJacobian(Input, j),
            Check = () => Document000.TanhNetworkCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document000.ReluNetwork",
            Length = 12,
            Value = () => Document000.ReluNetwork(Input),
            Jacobian = () => Document000.ReluNetworkJacobian(Input),
            Into = j => Document000.ReluNetworkJacobian(Input, j),
            ValueInto = j => Document000.ReluNetworkValueAndJacobian(Input, j),
            Check = () => Document000.ReluNetworkCheckJacobian(Input),
        };
    }

    private static IEnumerable<Twin> Of001()
    {
        yield return new Twin
        {
            Name = "Document001.F",
            Length = 4,
            Value = () => Document001.F(1, 2),
            Jacobian = () => Document001.FJacobian(1, 2),
            Into = j => Document001.FJacobian(1, 2, j),
            ValueInto = j => Document001.FValueAndJacobian(1, 2, j),
            Check = () => Document001.FCheckJacobian(1, 2),
        };
        yield return new Twin
        {
            Name = "Document001.Exercise1",
            Length = 9,
            Value = () => Document001.Exercise1(0.5, -1.2, 0.8),
            Jacobian = () => Document001.Exercise1Jacobian(0.5, -1.2, 0.8),
            Into = j => Document001.Exercise1Jacobian(0.5, -1.2, 0.8, j),
            ValueInto = j => Document001.Exercise1ValueAndJacobian(0.5, -1.2, 0.8, j),
            Check = () => Document001.Exercise1CheckJacobian(0.5, -1.2, 0.8),
        };
        yield return new Twin
        {
            Name = "Document001.ComplexSquare",
            Length = 4,
            Value = () => Document001.ComplexSquare(1.5, -0.5),
            Jacobian = () => Document001.ComplexSquareJacobian(1.5, -0.5),
            Into = j => Document001.ComplexSquareJacobian(1.5, -0.5, j),
            ValueInto = j => Document001.ComplexSquareValueAndJacobian(1.5, -0.5, j),
            Check = () => Document001.ComplexSquareCheckJacobian(1.5, -0.5),
        };
        yield return new Twin
        {
            Name = "Document001.H",
            Length = 6,
            Value = () => Document001.H(0.7, -1.3),
            Jacobian = () => Document001.HJacobian(0.7, -1.3),
            Into = j => Document001.HJacobian(0.7, -1.3, j),
            ValueInto = j => Document001.HValueAndJacobian(0.7, -1.3, j),
            Check = () => Document001.HCheckJacobian(0.7, -1.3),
        };
        yield return new Twin
        {
            Name = "Document001.G",
            Length = 6,
            Value = () => Document001.G(Input),
            Jacobian = () => Document001.GJacobian(Input),
            Into = j => Document001.GJacobian(Input, j),
            ValueInto = j => Document001.GValueAndJacobian(Input, j),
            Check = () => Document001.GCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document001.GAfterH",
            Length = 4,
            Value = () => Document001.GAfterH(0.7, -1.3),
            Jacobian = () => Document001.GAfterHJacobian(0.7, -1.3),
            Into = j => Document001.GAfterHJacobian(0.7, -1.3, j),
            ValueInto = j => Document001.GAfterHValueAndJacobian(0.7, -1.3, j),
            Check = () => Document001.GAfterHCheckJacobian(0.7, -1.3),
        };
        yield return new Twin
        {
            Name = "Document001.Linear",
            Length = 6,
            Value = () => Document001.Linear(A, Input),
            Jacobian = () => Document001.LinearJacobian(A, Input),
            Into = j => Document001.LinearJacobian(A, Input, j),
            ValueInto = j => Document001.LinearValueAndJacobian(A, Input, j),
            Check = () => Document001.LinearCheckJacobian(A, Input),
        };
        yield return new Twin
        {
            Name = "Document001.Scalar",
            Length = 3,
            Destination = "gradient",
            Value = () => [Document001.Scalar(1.5, 0.5, 2)],
            Jacobian = () => AsRow(Document001.ScalarGradient(1.5, 0.5, 2)),
            Into = j => Document001.ScalarGradient(1.5, 0.5, 2, j),
            ValueInto = j => [Document001.ScalarValueAndGradient(1.5, 0.5, 2, j)],
            Check = () => Document001.ScalarCheckGradient(1.5, 0.5, 2),
        };
        yield return new Twin
        {
            Name = "Document001.SigmoidLayer",
            Length = 12,
            Value = () => Document001.SigmoidLayer(Input),
            Jacobian = () => Document001.SigmoidLayerJacobian(Input),
            Into = j => Document001.SigmoidLayerJacobian(Input, j),
            ValueInto = j => Document001.SigmoidLayerValueAndJacobian(Input, j),
            Check = () => Document001.SigmoidLayerCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document001.RobotArm",
            Length = 6,
            Value = () => AsArray(Document001.RobotArm(0.3, 0.5, -0.4)),
            Jacobian = () => Document001.RobotArmJacobian(0.3, 0.5, -0.4),
            Into = j => Document001.RobotArmJacobian(0.3, 0.5, -0.4, j),
            ValueInto = j => AsArray(Document001.RobotArmValueAndJacobian(0.3, 0.5, -0.4, j)),
            Check = () => Document001.RobotArmCheckJacobian(0.3, 0.5, -0.4),
        };
    }

    private static IEnumerable<Twin> Of002()
    {
        yield return new Twin
        {
            Name = "Document002.RadialBasis",
            Length = 3,
            Value = () => Document002.RadialBasis(0.5, Centers, 1),
            Jacobian = () => Document002.RadialBasisJacobian(0.5, Centers, 1),
            Into = j => Document002.RadialBasisJacobian(0.5, Centers, 1, j),
            ValueInto = j => Document002.RadialBasisValueAndJacobian(0.5, Centers, 1, j),
            Check = () => Document002.RadialBasisCheckJacobian(0.5, Centers, 1),
        };
        yield return new Twin
        {
            Name = "Document002.Map",
            Length = 4,
            Value = () => Document002.Map(1, -1.5),
            Jacobian = () => Document002.MapJacobian(1, -1.5),
            Into = j => Document002.MapJacobian(1, -1.5, j),
            ValueInto = j => Document002.MapValueAndJacobian(1, -1.5, j),
            Check = () => Document002.MapCheckJacobian(1, -1.5),
        };
        yield return new Twin
        {
            Name = "Document002.Softmax",
            Length = 12,
            Value = () => Document002.Softmax(Input),
            Jacobian = () => Document002.SoftmaxJacobian(Input),
            Into = j => Document002.SoftmaxJacobian(Input, j),
            ValueInto = j => Document002.SoftmaxValueAndJacobian(Input, j),
            Check = () => Document002.SoftmaxCheckJacobian(Input),
        };
        yield return new Twin
        {
            Name = "Document002.StableSoftmax",
            Length = 16,
            Value = () => Document002.StableSoftmax(Hidden),
            Jacobian = () => Document002.StableSoftmaxJacobian(Hidden),
            Into = j => Document002.StableSoftmaxJacobian(Hidden, j),
            ValueInto = j => Document002.StableSoftmaxValueAndJacobian(Hidden, j),
            Check = () => Document002.StableSoftmaxCheckJacobian(Hidden),
        };
        yield return new Twin
        {
            Name = "Document002.Coupling",
            Length = 16,
            Value = () => Document002.Coupling(Flow),
            Jacobian = () => Document002.CouplingJacobian(Flow),
            Into = j => Document002.CouplingJacobian(Flow, j),
            ValueInto = j => Document002.CouplingValueAndJacobian(Flow, j),
            Check = () => Document002.CouplingCheckJacobian(Flow),
        };
        yield return new Twin
        {
            Name = "Document002.JacobianPenalty",
            Length = 3,
            Destination = "gradient",
            Value = () => [Document002.JacobianPenalty(Input)],
            Jacobian = () => AsRow(Document002.JacobianPenaltyGradient(Input)),
            Into = j => Document002.JacobianPenaltyGradient(Input, j),
            ValueInto = j => [Document002.JacobianPenaltyValueAndGradient(Input, j)],
            Check = () => Document002.JacobianPenaltyCheckGradient(Input),
        };
        yield return new Twin
        {
            Name = "Document002.TaskLoss",
            Length = 2,
            Destination = "gradient",
            Value = () => [Document002.TaskLoss(Theta, TaskX, TaskY)],
            Jacobian = () => AsRow(Document002.TaskLossGradient(Theta, TaskX, TaskY)),
            Into = j => Document002.TaskLossGradient(Theta, TaskX, TaskY, j),
            ValueInto = j => [Document002.TaskLossValueAndGradient(Theta, TaskX, TaskY, j)],
            Check = () => Document002.TaskLossCheckGradient(Theta, TaskX, TaskY),
        };
        yield return new Twin
        {
            Name = "Document002.InnerStep",
            Length = 4,
            Value = () => Document002.InnerStep(Theta, TaskX, TaskY, 0.1),
            Jacobian = () => Document002.InnerStepJacobian(Theta, TaskX, TaskY, 0.1),
            Into = j => Document002.InnerStepJacobian(Theta, TaskX, TaskY, 0.1, j),
            ValueInto = j => Document002.InnerStepValueAndJacobian(Theta, TaskX, TaskY, 0.1, j),
            Check = () => Document002.InnerStepCheckJacobian(Theta, TaskX, TaskY, 0.1),
        };
        yield return new Twin
        {
            Name = "Document002.BatchLayer",
            Length = 48,
            Value = () => Flat(Document002.BatchLayer(Batch, Layer.W, Layer.B)),
            Jacobian = () => Document002.BatchLayerJacobian(Batch, Layer.W, Layer.B),
            Into = j => Document002.BatchLayerJacobian(Batch, Layer.W, Layer.B, j),
            ValueInto = j => Flat(Document002.BatchLayerValueAndJacobian(Batch, Layer.W, Layer.B, j)),
            Check = () => Document002.BatchLayerCheckJacobian(Batch, Layer.W, Layer.B),
        };
        yield return new Twin
        {
            Name = "Document002.Convolution",
            Length = 120,
            Value = () => Flat(Document002.Convolution(Image, Kernel)),
            Jacobian = () => Document002.ConvolutionJacobian(Image, Kernel),
            Into = j => Document002.ConvolutionJacobian(Image, Kernel, j),
            ValueInto = j => Flat(Document002.ConvolutionValueAndJacobian(Image, Kernel, j)),
            Check = () => Document002.ConvolutionCheckJacobian(Image, Kernel),
        };
    }

    private static IEnumerable<Twin> Of003()
    {
        yield return new Twin
        {
            Name = "Document003.TanhBasis",
            Length = 80,
            Value = () => Flat(Document003.TanhBasis(Lesson003.X, Lesson003.W)),
            Jacobian = () => Document003.TanhBasisJacobian(Lesson003.X, Lesson003.W),
            Into = j => Document003.TanhBasisJacobian(Lesson003.X, Lesson003.W, j),
            ValueInto = j => Flat(Document003.TanhBasisValueAndJacobian(Lesson003.X, Lesson003.W, j)),
            Check = () => Document003.TanhBasisCheckJacobian(Lesson003.X, Lesson003.W),
        };
        yield return new Twin
        {
            Name = "Document003.SlopeAndBias",
            Length = 18,
            Value = () => Document003.SlopeAndBias(Slopes, Biases, 150),
            Jacobian = () => Document003.SlopeAndBiasJacobian(Slopes, Biases, 150),
            Into = j => Document003.SlopeAndBiasJacobian(Slopes, Biases, 150, j),
            ValueInto = j => Document003.SlopeAndBiasValueAndJacobian(Slopes, Biases, 150, j),
            Check = () => Document003.SlopeAndBiasCheckJacobian(Slopes, Biases, 150),
        };
        yield return new Twin
        {
            Name = "Document003.Model",
            Length = 6,
            Destination = "gradient",
            Value = () => [Document003.Model(Lesson003.Start, 0.4)],
            Jacobian = () => AsRow(Document003.ModelGradient(Lesson003.Start, 0.4)),
            Into = j => Document003.ModelGradient(Lesson003.Start, 0.4, j),
            ValueInto = j => [Document003.ModelValueAndGradient(Lesson003.Start, 0.4, j)],
            Check = () => Document003.ModelCheckGradient(Lesson003.Start, 0.4),
        };
        yield return new Twin
        {
            Name = "Document003.Residuals",
            Length = 48,
            Value = () => Document003.Residuals(Lesson003.Start, Times, Observations),
            Jacobian = () => Document003.ResidualsJacobian(Lesson003.Start, Times, Observations),
            Into = j => Document003.ResidualsJacobian(Lesson003.Start, Times, Observations, j),
            ValueInto = j => Document003.ResidualsValueAndJacobian(Lesson003.Start, Times, Observations, j),
            Check = () => Document003.ResidualsCheckJacobian(Lesson003.Start, Times, Observations),
        };
    }

    private static double[,] AsRow(double[] gradient) => Presentation.Example.Row(gradient);

    private static double[] AsArray((double X, double Y) pair) => [pair.X, pair.Y];
}
