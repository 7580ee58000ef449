namespace SymbolicJacobian.GradBench.Problems;

/// <summary>The loss of a network of long short-term memory whose weight matrices are diagonal.</summary>
public static partial class LongShortTermMemory
{
    /// <param name="main">2l × 4b: for each layer a row of weights and one of biases of the gates forget, in, out and change.</param>
    /// <param name="extra">3 × b: weights in, weights out, biases out.</param>
    /// <param name="state">2l × b: for each layer hidden and cell, before the first character.</param>
    /// <param name="sequence">c × b: the characters.</param>
    [Differentiable]
    public static double Loss(double[,] main, double[,] extra, [Constant] double[,] state, [Constant] double[,] sequence)
    {
        int layers = state.GetLength(0) / 2, b = state.GetLength(1), count = sequence.GetLength(0);
        double[,] memory = (double[,])state.Clone();
        double[] y = new double[b];
        double total = 0;
        for (int t = 0; t < count - 1; t++)
        {
            for (int j = 0; j < b; j++)
            {
                y[j] = sequence[t, j] * extra[0, j];
            }

            for (int layer = 0; layer < layers; layer++)
            {
                Step(main, memory, y, layer);
            }

            double sum = 2;
            for (int j = 0; j < b; j++)
            {
                sum += Math.Exp(y[j] * extra[1, j] + extra[2, j]);
            }

            double norm = Math.Log(sum);
            for (int j = 0; j < b; j++)
            {
                total += sequence[t + 1, j] * (y[j] * extra[1, j] + extra[2, j] - norm);
            }
        }

        return -total / (b * (count - 1));
    }

    private static void Step(double[,] main, double[,] memory, double[] y, int layer)
    {
        int b = y.Length, weights = 2 * layer, biases = weights + 1, hidden = 2 * layer, cell = hidden + 1;
        for (int j = 0; j < b; j++)
        {
            double forget = Sigmoid(y[j] * main[weights, j] + main[biases, j]);
            double take = Sigmoid(memory[hidden, j] * main[weights, b + j] + main[biases, b + j]);
            double give = Sigmoid(y[j] * main[weights, 2 * b + j] + main[biases, 2 * b + j]);
            double change = Math.Tanh(memory[hidden, j] * main[weights, 3 * b + j] + main[biases, 3 * b + j]);
            memory[cell, j] = memory[cell, j] * forget + take * change;
            memory[hidden, j] = give * Math.Tanh(memory[cell, j]);
            y[j] = memory[hidden, j];
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
