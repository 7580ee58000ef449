using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Emission;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Proof;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>What an entry should be, where that is a short formula.</summary>
internal sealed class EntryFormulas(Function primal, CancellationToken cancellation)
{
    private const int Longest = 60;

    private readonly Lazy<Expression[]?> _formulas = new(() =>
    {
        var prepared = JacobianPlanner.Prepare(primal, cancellation);
        return new JacobianAssembly(prepared, "jacobian", [], cancellation).Plan().Formulas;
    });

    public string? Of(WrongEntry entry)
    {
        var position = (entry.Row * entry.Columns) + entry.Column;
        if (_formulas.Value is not { } formulas || formulas.Length != entry.Rows * entry.Columns)
        {
            return null;
        }

        var text = new ExpressionPrinter(Spelling.OfDocumentation, value => value.Access ?? value.Name).Print(formulas[position], Latitude.Conversion);
        return text.Length <= Longest && formulas[position] is not Constant ? text : null;
    }
}
