using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// Which local a derivative shares: the versions of one local of the user have one local for each of their derivatives, too.
/// </summary>
internal sealed class CompanionVariables(ExpressionPool pool)
{
    private readonly Dictionary<(int Variable, int Column), int> _variables = [];

    public int Of(Value value, int column)
    {
        if (value.Variable == 0)
        {
            return 0;
        }

        if (!_variables.TryGetValue((value.Variable, column), out var variable))
        {
            variable = pool.NewVariable();
            _variables.Add((value.Variable, column), variable);
        }

        return variable;
    }
}
