using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>C# that takes active reals and gives a real, and has no rule: differenced at its own operands, exact around it.</summary>
internal sealed partial class Lowering
{
    private readonly List<Approximation> _approximations = [];

    /// <summary>Of which order the derivatives are that see a function only by its differences: 2 in the body of a rule.</summary>
    private int _order = 1;

    /// <summary>The parts of the body that are differenced, where they stand: a warning each, or an error if the user wants none.</summary>
    public IReadOnlyList<Approximation> Approximations => _approximations;

    /// <summary>Why a call is differenced that would have been followed.</summary>
    private Refusal? _because;

    /// <summary>A helper of reals that cannot be followed is differenced like one without source; the message stays where the reason is.</summary>
    private Operand FollowOrDifference(CallSite site, MethodSource source)
    {
        var (approximations, hints, frame, nesting) = (_approximations.Count, _hints.Count, _frame, _nesting);
        try
        {
            Operand? result = null;
            var arm = Fork(() => result = Follow(site, source));
            Continue(arm);
            return result!;
        }
        catch (Refusal refusal) when (refusal.Descriptor.Id != Descriptors.Budget.Id && !(HasOpenClasses && _context.Carried.IsStrict))
        {
            (_frame, _nesting) = (frame, nesting);
            _approximations.RemoveRange(approximations, _approximations.Count - approximations);
            _hints.RemoveRange(hints, _hints.Count - hints);
            return Differenced(site, refusal);
        }
    }

    private Operand Differenced(CallSite site, Refusal refusal)
    {
        var outer = _because;
        _because = refusal;
        try
        {
            return Passthrough(site.Operation);
        }
        catch (Refusal)
        {
            throw refusal;
        }
        finally
        {
            _because = outer;
        }
    }

    /// <param name="operation">What is called, or otherwise has no rule.</param>
    /// <param name="code">Its text, with holes for what it takes.</param>
    /// <param name="culprit">The innermost construct without a rule.</param>
    private Operand Approximated(IOperation operation, Opaque code, IOperation culprit)
    {
        // Another way to follow the method may be exact; and an object of the method's own may count how often it is asked.
        if ((HasOpenClasses && _context.Carried.IsStrict) || culprit is IInvocationOperation { Instance: { } one } && IsOwnObject(one))
        {
            throw _because ?? Refuse(culprit);
        }

        var name = NameOf(culprit);
        ApproximateOnce(name, _because ?? Refuse(culprit));
        if (CompositeOf(operation.Type) is { } composite)
        {
            return Approximated(composite, code, Once(code), name, "");
        }

        if (IsFunction(operation))
        {
            var function = Differences.Function(name, code.Fragments, code.Operands.Count);
            return Operand.Of(Shallow(_pool.Call(function, code.Type, [.. code.Operands])));
        }

        return Operand.Of(Approximated(code, Once(code), name, ""));
    }

    /// <summary>An object of one of the user's open types, which a local holds.</summary>
    private static bool IsOwnObject(IOperation instance) => instance.Type is INamedTypeSymbol type && IsOpenClass(type) && instance.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation);

    private Operand Approximated(Composite composite, Opaque code, Value value, string name, string path) =>
        Operand.Of([.. composite.Parts.Select((part, i) =>
        {
            var own = path + ReaderOf(composite, i);
            return CompositeOf(part.Type) is { } inner
                ? Approximated(inner, code, value, name, own)
                : Operand.Of(TypeOf(part.Type).IsReal
                    ? Approximated(_pool.Opaque(TypeOf(part.Type), code.Fragments, [.. code.Operands]), value, name, own)
                    : _pool.Opaque(TypeOf(part.Type), ["", own], value));
        })]);

    /// <summary>The value from the one call that the method makes, its partials from calls of their own.</summary>
    private Expression Approximated(Opaque code, Value value, string name, string path)
    {
        string[] spelling = [.. code.Fragments];
        spelling[spelling.Length - 1] += path;
        var partials = Differences.Function(name, spelling, code.Operands.Count).Partials(code.Operands, _pool.Opaque(code.Type, spelling, [.. code.Operands]));
        var links = code.Operands.Zip(partials, (operand, partial) => (operand, partial)).Where(link => link.partial is not null && IsActive(link.operand));
        return Known.Value(code.Type, "", ["", path], [value], [.. links.Select(link => (link.operand, link.partial!))]);
    }

    /// <summary>A static method of numbers is taken for a function: the same for the same arguments, however often it is asked.</summary>
    private static bool IsFunction(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { IsStatic: true, MethodKind: MethodKind.Ordinary } } call
        && call.Arguments.All(argument => !argument.Value.DescendantsAndSelf().Any(part => part is IObjectCreationOperation or IArrayCreationOperation or IAnonymousFunctionOperation or IAssignmentOperation)
            && (!Effects.May(argument.Value) || IsFunction(argument.Value)));

    /// <summary>Whether a term can stand inside of a lambda of the passed-through text: nothing there may live on the stack alone.</summary>
    private bool CanCapture(ExpressionSyntax node, IOperation whole)
    {
        var lambda = node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>();
        return lambda is null
            || !whole.Syntax.Span.Contains(lambda.Span)
            || _context.Method.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType);
    }

    private static string NameOf(IOperation culprit) => culprit switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method } => Unsupported.Display(method),
        _ => Unsupported.Short(culprit.Syntax),
    };

    private void ApproximateOnce(string name, Refusal refusal, int order = 1)
    {
        if (!_approximations.Any(known => known.Refusal.Location == refusal.Location && known.Refusal.Descriptor == refusal.Descriptor))
        {
            _approximations.Add(new Approximation(name, refusal, Math.Max(order, _order)));
        }
    }
}

/// <summary>A part of the body that is differenced.</summary>
internal sealed class Approximation(string name, Refusal refusal, int order)
{
    /// <summary>What is called, for the documentation.</summary>
    public string Name { get; } = name;

    /// <summary>Why there is no rule, at its token.</summary>
    public Refusal Refusal { get; } = refusal;

    /// <summary>The lowest order of derivatives that it concerns.</summary>
    public int Order { get; } = order;
}
