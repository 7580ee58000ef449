using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>
/// Runs a function of the IR on dual numbers: the exact derivatives of the program as it runs, with no sweep, no rule table and
/// no memory of rows. The witness for every derivative.
/// </summary>
internal sealed partial class DualInterpreter
{
    private readonly Dictionary<Value, object> _values = [];
    private readonly Func<Opaque, object[], object> _opaque;
    private readonly int _stepLimit;
    private int _steps;

    private DualInterpreter(Func<Opaque, object[], object>? opaque, int stepLimit)
    {
        _opaque = opaque ?? ((code, _) => throw new InvalidOperationException($"Nobody said what '{string.Concat(code.Fragments)}' is."));
        _stepLimit = stepLimit;
    }

    /// <param name="function">What to run: primal, without tapes.</param>
    /// <param name="inputs">One for each of its inputs, in order, as <see cref="IrInterpreter"/> takes them.</param>
    /// <param name="opaque">What C# text is, given the values of its operands.</param>
    /// <param name="stepLimit">Loops that run longer are a fault of the test.</param>
    /// <returns>The rows, flattened.</returns>
    public static Jet[] Run(
        Function function, IReadOnlyList<object> inputs, Func<Opaque, object[], object>? opaque = null, int stepLimit = 10_000_000)
    {
        var interpreter = new DualInterpreter(opaque, stepLimit);
        var columns = function.Inputs.Select((input, i) => input.IsActive ? Count(inputs[i]) : 0).ToArray();
        var (next, total) = (0, columns.Sum());
        for (var i = 0; i < function.Inputs.Count; i++)
        {
            var first = next;
            interpreter._values.Add(function.Inputs[i].Value, Lift(inputs[i], (value, k) =>
                columns[i] > 0 ? Jet.Input(value, first + k, total) : Jet.Constant(value)));
            next += columns[i];
        }

        interpreter.Run(function.Body);
        return [.. function.Body.Yields.Select(interpreter.Evaluate).SelectMany(row => row is Array array ? array.Cast<Jet>() : [(Jet)row])];
    }

    private static int Count(object input) => input is Array array ? array.Length : 1;

    private static object Lift(object input, Func<double, int, Jet> lift)
    {
        switch (input)
        {
            case double or float:
                return lift(Convert.ToDouble(input), 0);
            case double[,] matrix:
                var lifted = new Jet[matrix.GetLength(0), matrix.GetLength(1)];
                for (var k = 0; k < matrix.Length; k++)
                {
                    var (i, j) = (k / matrix.GetLength(1), k % matrix.GetLength(1));
                    lifted[i, j] = lift(matrix[i, j], k);
                }

                return lifted;
            case double[] or float[]:
                return ((Array)input).Cast<object>().Select((item, k) => lift(Convert.ToDouble(item), k)).ToArray();
            default:
                return input;
        }
    }

    private void Run(Region region)
    {
        foreach (var statement in region.Statements)
        {
            if (++_steps > _stepLimit)
            {
                throw new InvalidOperationException("The function does not seem to end.");
            }

            Run(statement);
        }
    }

    private void Run(Statement statement)
    {
        switch (statement)
        {
            case Let let:
                _values[let.Target] = Evaluate(let.Definition);
                break;
            case Evaluate evaluate:
                _values[evaluate.Target] = Foreign(evaluate.Code);
                break;
            case Allocate allocate:
                _values[allocate.Target] = New(allocate.Target.Type.Element!, [.. allocate.Lengths.Select(Int)]);
                break;
            case Copy copy:
                var source = (Array)Evaluate(copy.Source);
                Array.Copy(source, (Array)Evaluate(copy.Destination), source.Length);
                break;
            case Clear clear:
                Array.Copy(New(clear.Array.Type.Element!, [Int(clear.Count)]), 0, (Array)Evaluate(clear.Array), Int(clear.Start), Int(clear.Count));
                break;
            case Store store:
                ((Array)Evaluate(store.Array)).SetValue(Evaluate(store.Value), [.. store.Indices.Select(Int)]);
                break;
            case If branch:
                var arm = (bool)Evaluate(branch.Condition) ? branch.Then : branch.Else;
                Run(arm);
                Bind(branch.Results, [.. arm.Yields.Select(Evaluate)]);
                break;
            case Loop loop:
                Run(loop);
                break;
            case Throw:
                throw new InvalidOperationException("thrown");
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} is not known.");
        }
    }

    private void Run(Loop loop)
    {
        Bind([.. loop.Carried.Select(carried => carried.Phi)], [.. loop.Carried.Select(carried => Evaluate(carried.Initial))]);
        if (loop is For counted)
        {
            var (bound, step) = (Evaluate(counted.Bound), Convert.ToInt64(Evaluate(counted.Step)));
            _values[counted.Index] = Evaluate(counted.Start);
            while ((bool)IrInterpreter.Compare(counted.Comparison, _values[counted.Index], bound) && (counted.Guard is null || (bool)Evaluate(counted.Guard)))
            {
                Iterate(loop);
                _values[counted.Index] = IrInterpreter.Whole(counted.Index.Type, Convert.ToInt64(_values[counted.Index]) + step);
            }
        }
        else
        {
            while (Holds(((While)loop).Test))
            {
                Iterate(loop);
            }
        }

        Bind(loop.Results, [.. loop.Carried.Select(carried => _values[carried.Phi])]);
    }

    private bool Holds(Region test)
    {
        Run(test);
        return (bool)Evaluate(test.Yields[0]);
    }

    private void Iterate(Loop loop)
    {
        if (++_steps > _stepLimit)
        {
            throw new InvalidOperationException("The loop does not seem to end.");
        }

        Run(loop.Body);
        Bind([.. loop.Carried.Select(carried => carried.Phi)], [.. loop.Body.Yields.Select(Evaluate)]);
    }

    private void Bind(IReadOnlyList<Value> targets, object[] values)
    {
        for (var i = 0; i < targets.Count && i < values.Length; i++)
        {
            _values[targets[i]] = values[i];
        }
    }

    private int Int(Expression expression) => Convert.ToInt32(Evaluate(expression));

    private static Array New(IrType element, int[] lengths)
    {
        if (!element.IsReal)
        {
            return Array.CreateInstance(element.CSharp switch { "long" => typeof(long), "bool" => typeof(bool), _ => typeof(int) }, lengths);
        }

        var zero = Jet.Constant(0);
        if (lengths.Length == 1)
        {
            return Enumerable.Repeat(zero, lengths[0]).ToArray();
        }

        var matrix = new Jet[lengths[0], lengths[1]];
        for (var k = 0; k < matrix.Length; k++)
        {
            matrix[k / lengths[1], k % lengths[1]] = zero;
        }

        return matrix;
    }
}
