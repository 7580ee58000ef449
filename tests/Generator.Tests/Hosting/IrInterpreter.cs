using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>
/// Runs a function of the IR as its definition says, term by term: the independent witness for what emission prints and
/// for what the sweeps derive. Inputs are doubles, floats, integers, booleans and arrays (a span is given as an array);
/// the result is what the body yields, and the arrays that it wrote.
/// </summary>
internal sealed partial class IrInterpreter
{
    private readonly Dictionary<Value, object> _values = [];
    private readonly Func<Opaque, object[], object> _opaque;
    private readonly int _stepLimit;
    private int _steps;

    private IrInterpreter(Func<Opaque, object[], object>? opaque, int stepLimit)
    {
        _opaque = opaque ?? ((code, _) => throw new InvalidOperationException($"Nobody said what '{string.Concat(code.Fragments)}' is."));
        _stepLimit = stepLimit;
    }

    /// <param name="function">What to run.</param>
    /// <param name="inputs">One for each of its inputs, in order.</param>
    /// <param name="opaque">What C# text is, given the values of its operands.</param>
    /// <param name="stepLimit">Loops that run longer are a fault of the test.</param>
    /// <returns>What the body yields.</returns>
    public static object[] Run(
        Function function, IReadOnlyList<object> inputs, Func<Opaque, object[], object>? opaque = null, int stepLimit = 10_000_000)
    {
        var interpreter = new IrInterpreter(opaque, stepLimit);
        for (var i = 0; i < function.Inputs.Count; i++)
        {
            interpreter._values.Add(function.Inputs[i].Value, inputs[i]);
        }

        interpreter.Run(function.Body);
        return interpreter.Yields(function.Body);
    }

    private object[] Yields(Region region) => [.. region.Yields.Select(Evaluate)];

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
                _values[evaluate.Target] = Evaluate(evaluate.Code);
                break;
            case Allocate allocate:
                _values[allocate.Target] = Array.CreateInstance(ElementOf(allocate.Target.Type), [.. allocate.Lengths.Select(Int)]);
                break;
            case Copy copy:
                var source = (Array)Evaluate(copy.Source);
                Array.Copy(source, (Array)Evaluate(copy.Destination), source.Length);
                break;
            case Clear clear:
                Array.Clear((Array)Evaluate(clear.Array), Int(clear.Start), Int(clear.Count));
                break;
            case Store store:
                ((Array)Evaluate(store.Array)).SetValue(Evaluate(store.Value), [.. store.Indices.Select(Int)]);
                break;
            case If branch:
                var arm = (bool)Evaluate(branch.Condition) ? branch.Then : branch.Else;
                Run(arm);
                Bind(branch.Results, Yields(arm));
                break;
            case For loop:
                Run(loop);
                break;
            case While loop:
                Bind([.. loop.Carried.Select(carried => carried.Phi)], [.. loop.Carried.Select(carried => Evaluate(carried.Initial))]);
                while (Holds(loop.Test))
                {
                    Iterate(loop);
                }

                Bind(loop.Results, [.. loop.Carried.Select(carried => _values[carried.Phi])]);
                break;
            case Require require:
                var destination = (Array)Evaluate(require.Destination);
                if (destination.Length < Int(require.Length) || (require.IsExact && destination.Length != Int(require.Length)))
                {
                    throw new ArgumentException("too short", require.Destination.Name);
                }

                break;
            case OpenTape tape:
                _values[tape.Target] = new Stack<object>();
                break;
            case Push push:
                ((Stack<object>)_values[push.Tape]).Push(Evaluate(push.Value));
                break;
            case Pop pop:
                _values[pop.Target] = ((Stack<object>)_values[pop.Tape]).Pop();
                break;
            case Throw exception:
                throw Evaluate(exception.Exception) as Exception ?? new InvalidOperationException("thrown");
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} is not known.");
        }
    }

    private void Run(For loop)
    {
        Bind([.. loop.Carried.Select(carried => carried.Phi)], [.. loop.Carried.Select(carried => Evaluate(carried.Initial))]);
        var (bound, step) = (Evaluate(loop.Bound), Convert.ToInt64(Evaluate(loop.Step)));
        var type = loop.Index.Type;
        for (_values[loop.Index] = Evaluate(loop.Start); Continues(loop, bound); _values[loop.Index] = Whole(type, Convert.ToInt64(_values[loop.Index]) + step))
        {
            Iterate(loop);
        }

        Bind(loop.Results, [.. loop.Carried.Select(carried => _values[carried.Phi])]);
    }

    private bool Continues(For loop, object bound) =>
        (bool)Compare(loop.Comparison, _values[loop.Index], bound) && (loop.Guard is null || (bool)Evaluate(loop.Guard));

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
        Bind([.. loop.Carried.Select(carried => carried.Phi)], Yields(loop.Body));
    }

    private void Bind(IReadOnlyList<Value> targets, object[] values)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            _values[targets[i]] = values[i];
        }
    }

    private int Int(Expression expression) => Convert.ToInt32(Evaluate(expression));

    private static Type ElementOf(IrType array) => array.Element! switch
    {
        { Kind: TypeKind.Double } => typeof(double),
        { Kind: TypeKind.Float } => typeof(float),
        { Kind: TypeKind.Boolean } => typeof(bool),
        { CSharp: "int" } => typeof(int),
        { CSharp: "long" } => typeof(long),
        { IsArray: true } inner => ElementOf(inner).MakeArrayType(inner.Rank),
        var other => throw new InvalidOperationException($"Arrays of {other} are not known."),
    };
}
