using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend.HandWritten;

/// <summary>A function, or the Jacobian that somebody wrote for it, as IR.</summary>
internal sealed class Side
{
    private Side(IMethodSymbol method, Signature signature, Lowering lowering, Function function)
    {
        (Method, Signature, Lowering) = (method, signature, lowering);
        (Function, var terms) = NamedConstants.Fill(function, lowering.NamedConstants, lowering.Returned.Select(row => row.Term));
        Returned = [.. lowering.Returned.Zip(terms, (row, term) => row with { Term = term })];
    }

    public IMethodSymbol Method { get; }

    public Signature Signature { get; }

    public Lowering Lowering { get; }

    /// <summary>With the constants that have a name as numbers.</summary>
    public Function Function { get; }

    /// <summary>What each return statement returns, as terms of <see cref="Function"/>.</summary>
    public IReadOnlyList<ReturnedRow> Returned { get; }

    /// <summary>Of a literal of rows that is returned; 0 for anything else.</summary>
    public int LiteralColumns => Lowering.LiteralColumns;

    /// <param name="method">What to read.</param>
    /// <param name="attribute">The one that marks it.</param>
    /// <param name="isConstant">Which parameters have no columns; null: those that are marked so.</param>
    /// <param name="compilation">Where it stands.</param>
    /// <param name="bodies">Gives bodies, and keeps a list of them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Refusal">It cannot be followed.</exception>
    public static Side Read(
        IMethodSymbol method, AttributeData attribute, Func<IParameterSymbol, bool>? isConstant, Compilation compilation, MethodBodies bodies, CancellationToken cancellation)
    {
        var source = bodies.Of(method);
        var reader = new SignatureReader(method, attribute, new CompositeReader(method, compilation, bodies, cancellation), cancellation) { IsMember = false, Bodies = bodies, Constants = isConstant };
        var signature = reader.Read(source?.Body);
        if (source is null || CompilerErrors.Find(source, method, cancellation) is not null)
        {
            throw new BrokenSource();
        }

        var code = ContextReader.Read(source.Model, source.Body.Syntax);
        var context = new MethodContext(method, compilation, code, bodies, cancellation);
        var (lowering, function) = BodyLowering.Run(context, source, signature, cancellation);
        if (lowering.Approximations.FirstOrDefault() is { } approximation)
        {
            throw approximation.Refusal;
        }

        return new Side(method, signature, lowering, function);
    }
}
