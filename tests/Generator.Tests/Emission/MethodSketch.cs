using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Tests.Emission;

/// <summary>A method model built by hand, as lowering would give it.</summary>
internal sealed class MethodSketch(string name = "F")
{
    private readonly List<ParameterModel> _parameters = [];
    private readonly List<Input> _inputs = [];

    public ExpressionPool Pool { get; } = new();

    public string ReturnType { get; init; } = "double[]";

    public string[] Types { get; init; } = ["partial class Course"];

    public string Modifiers { get; init; } = "public static";

    public CodeContext Context { get; init; } = new(true, 703, true);

    public Value Active(string parameter, IrType type, params int[] size) => Parameter(parameter, type, true, false, size);

    public Value Constant(string parameter, IrType type) => Parameter(parameter, type, false, false, []);

    public Value Destination(string parameter, IrType element, params int[] size) => Parameter(parameter, IrType.Span(element), false, true, size);

    public MethodModel Exact(OutputShape shape, IrType element, Expression? rows, string[] fragments, Statement[] statements, params Expression[] yields)
    {
        var output = new Output(shape, element, ReturnType, fragments, rows);
        var function = new Function(name, Pool, _inputs, new Region(statements, yields), output);
        return Model(new MethodOutput(shape, element, 1, rows is Constant { Integer: var fixedRows } ? (int)fixedRows : 0), new LoweredBody(function));
    }

    public MethodModel Opaque(OutputShape shape, IrType element, int fixedRows, int rank = 1) => Model(new MethodOutput(shape, element, rank, fixedRows), null);

    private Value Parameter(string parameter, IrType type, bool isActive, bool isDestination, int[] size)
    {
        var value = Pool.Input(type, parameter.TrimStart('@'), parameter);
        _parameters.Add(new ParameterModel(parameter, $"{type.CSharp} {parameter}", type, isActive, new(size), isDestination));
        _inputs.Add(new Input(value, isActive, size.Length > 0 ? size : null));
        return value;
    }

    private MethodModel Model(MethodOutput output, LoweredBody? body) => new(
        $"Sketch.{name}", "Sketches", new(Types), Modifiers, name, "", "", ReturnType, new(_parameters), DerivativeKinds.Jacobian, Context, output, body);
}
