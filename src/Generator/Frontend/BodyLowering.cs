using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Lowers one body, from the start again where it shows too late that an input is written to or a variable carried.</summary>
internal static class BodyLowering
{
    public static (Lowering Lowering, Function Function) Run(MethodContext context, MethodSource source, Signature signature, CancellationToken cancellation)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var rows = new RowLengths();
        while (true)
        {
            var lowering = new Lowering(context, cancellation) { RowLengths = rows };
            try
            {
                return (lowering, lowering.Lower(source, signature, written));
            }
            catch (InputIsWritten input) when (written.Add(input.Access))
            {
                // Start again with a copy of that input.
            }
            catch (RowsAreMade)
            {
                // Start again with memory for them.
            }
            catch (CarriedLate)
            {
                // Start again, and carry it.
            }
            catch (Refusal) when (lowering.HasOpenClasses && context.Carried.TryByReference())
            {
                // Start again with references, and if that does not help either, as it was.
            }
            catch (Exception excess) when (excess is BudgetExceededException or InsufficientExecutionStackException)
            {
                throw lowering.TooLarge(excess);
            }
        }
    }
}
