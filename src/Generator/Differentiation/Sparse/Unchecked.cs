using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Simplification;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation.Sparse;

/// <summary>
/// A structure without the checks of the method: what is asked for without inputs cannot say for which of them the method throws, and
/// is there for those for which it does not.
/// </summary>
internal sealed class Unchecked : Refining
{
    private Unchecked(Function function, CancellationToken cancellation)
        : base(function.Pool, cancellation)
    {
    }

    public static Function Run(Function pattern, CancellationToken cancellation) => Finishing.Run(new Unchecked(pattern, cancellation).Rewrite(pattern), cancellation);

    protected override Region RewriteBody(Region body) => Rewrite(body);

    protected override void Rewrite(If branch, List<Statement> into)
    {
        if (branch.Then.Throws == branch.Else.Throws)
        {
            base.Rewrite(branch, into);
            return;
        }

        Splice(branch.Then.Throws ? branch.Else : branch.Then, branch.Results, into);
    }
}
