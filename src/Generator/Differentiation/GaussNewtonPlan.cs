using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>All that emission prints for ½‖f‖², JᵀJ and Jᵀf.</summary>
internal sealed class GaussNewtonPlan
{
    /// <summary>
    /// Fills its last two inputs, the spans <c>jtj</c> and <c>jtr</c>, and yields ½‖f‖². Where only the caller knows the number of rows, it
    /// is the input before them.
    /// </summary>
    public required Function Function { get; init; }

    /// <summary>Number of rows and columns of the Jacobian, for the documentation.</summary>
    public required Expression? Rows { get; init; }

    public required Expression Columns { get; init; }

    /// <summary>For the documentation: how it is computed.</summary>
    public required string Mode { get; init; }

    /// <summary>Floating-point operations where there are no loops; else 0.</summary>
    public int OperationCount { get; init; }
}
