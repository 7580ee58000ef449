using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>Methods that are followed: their body in place of the call, their parameters as variables of the caller's.</content>
internal sealed partial class Lowering
{
    private Operand Follow(CallSite site, MethodSource source)
    {
        var method = site.Method;
        if (IsIterator(source.Body))
        {
            throw Unsupported.Linq(site.Operation, method);
        }

        if (IsOpen(site))
        {
            throw Unsupported.Virtual(site.Operation, method);
        }

        return method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly
            ? throw Unsupported.Call(site.Operation, method)
            : Inline(site, source.Body, source.Model, enclosing: null);
    }

    /// <summary>Which method is called is decided at run time.</summary>
    private static bool IsOpen(CallSite site) =>
        (site.IsIndirect ? site.Method.IsVirtual || site.Method.IsOverride || site.Method.IsAbstract : site.Operation.IsVirtual)
        && site.Method is { IsSealed: false, ContainingType.IsSealed: false } and not { IsStatic: true, IsAbstract: false };

    /// <summary>A short helper over constants is followed too, so that indices and sizes are known; null where it cannot be.</summary>
    private Operand? TryFollow(CallSite site, MethodSource source) => Try(() => Follow(site, source));

    private Operand Inline(CallSite site, IOperation body, SemanticModel model, Frame? enclosing)
    {
        if (site.Method.IsVararg)
        {
            throw Unsupported.Call(site.Operation, site.Method);
        }

        var receiver = enclosing is null ? ReceiverOf(site) : enclosing.Receiver;
        Passed[] arguments = [.. site.Operation.Arguments.Select(argument => Pass(argument, site.Method.OriginalDefinition))];
        return Inline(site.Operation, site.Method, body, model, enclosing, arguments, null, receiver);
    }

    /// <param name="site">What is refused where the method cannot be followed.</param>
    /// <param name="method">With its type arguments.</param>
    /// <param name="self">The place of <c>this</c>, for members of structs and records.</param>
    /// <param name="receiver">The constant object that it is called on, where that is not the marked method's own.</param>
    private Operand Inline(
        IOperation site,
        IMethodSymbol method,
        IOperation body,
        SemanticModel model,
        Frame? enclosing,
        IReadOnlyList<Passed> arguments,
        Place? self,
        Expression? receiver = null)
    {
        if (self is null && _context.Carried.IsRecursive(method.OriginalDefinition))
        {
            return CallRecursive(site, method, body, model, enclosing, arguments, receiver);
        }

        var callee = Enter(site, method, model, enclosing, [body], arguments, self);
        callee.Receiver = receiver;
        var isNamed = method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        return Within(callee, () =>
        {
            foreach (var argument in arguments)
            {
                Enter(argument, isNamed);
            }

            try
            {
                var result = RunBody(method.OriginalDefinition, body);
                ForgetReferences(callee, body);
                return result;
            }
            catch (BrokenSource) when (CompilerErrors.Find(new MethodSource(body, model), method, _cancellation) is { } companion)
            {
                // All that its body lacks is what we generate: it is called as it is.
                throw Unsupported.Companion(site.Syntax, (string)companion.Arguments[0]);
            }
        });
    }

    /// <summary>The frame of a method that is followed; its arguments are evaluated already.</summary>
    private Frame Enter(
        IOperation site,
        IMethodSymbol method,
        SemanticModel model,
        Frame? enclosing,
        IReadOnlyList<IOperation> body,
        IReadOnlyList<Passed> arguments,
        Place? self)
    {
        var definition = method.OriginalDefinition;
        var isRule = _entersRule;
        _entersRule = false;
        if (!isRule)
        {
            RefuseRecursion(site, definition, enclosing, [(SelfOf(method), self?.Variable is { } holder ? _state[holder] : null), .. arguments.Select(argument => ((ISymbol)argument.Parameter, argument.Value?.Term))]);
        }

        if (_frame.Depth >= InlineLimit)
        {
            throw Unsupported.InlineDepth(site, InlineLimit);
        }

        var seeds = arguments.Where(argument => argument.IsActive).Select(argument => (ISymbol)argument.Parameter);
        if (self is not null && Peek(self)?.Leaves().Any(leaf => IsActive(leaf) || IsObject(leaf)) == true)
        {
            seeds = seeds.Append(SelfOf(method)).Concat(LayoutOf(method.ContainingType)?.Parts.Select(part => part.Symbol).OfType<IParameterSymbol>() ?? []);
        }

        var active = enclosing?.Active ?? ActiveSymbols.In(body, seeds, _cancellation);
        var callee = new Frame(definition, model, _frame, enclosing, active) { IsRule = isRule };
        if (self is not null)
        {
            callee.Places[SelfOf(method)] = self;
            if (_selfType is { } known && !SymbolEqualityComparer.Default.Equals(known.OriginalDefinition, SelfOf(method)))
            {
                callee.Concrete[SelfOf(method)] = known;
            }
        }

        _selfType = null;

        for (var i = 0; i < method.TypeParameters.Length; i++)
        {
            callee.TypeArguments[definition.TypeParameters[i]] = Substitute(method.TypeArguments[i])!;
        }

        if (enclosing is null)
        {
            AddTypeArguments(callee, method.ContainingType);
        }

        return callee;
    }

    /// <summary>
    /// A method that is being followed already calls itself, unless a delegate leads back to it: then it is another use of it, as in
    /// an integral of an integral.
    /// </summary>
    private void RefuseRecursion(IOperation site, IMethodSymbol method, Frame? enclosing, IReadOnlyList<(ISymbol Name, Expression? Term)> given)
    {
        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, method) && ReferenceEquals(frame.Enclosing, enclosing) && !IsOfAnother(frame, given))
            {
                throw _context.Carried.AddRecursive(method) ? new CarriedLate() : Unsupported.Recursion(site, method);
            }

            if (frame.BeginsAnew)
            {
                return;
            }
        }
    }

    /// <summary>The same method on another object, a node further down: there are only so many.</summary>
    private bool IsOfAnother(Frame frame, IReadOnlyList<(ISymbol Name, Expression? Term)> given) => _references.Count > 0 && given.Any(one =>
        one.Term is { } term && _references.TryGetValue(term, out var reference) && reference is ObjectReference and not ElementReference
        && frame.Places.TryGetValue(one.Name, out var place) && place.Variable is { } holder && _state[holder] is { } before && !ReferenceEquals(before, term));

    /// <summary>The object whose method is followed, where it is not the marked method's own.</summary>
    private Expression? ReceiverOf(CallSite site) => site.Method.IsStatic ? null : site.Receiver ?? site.Operation.Instance switch
    {
        null or IInstanceReferenceOperation => _frame.Receiver,
        _ when site.IsIndirect => _frame.Receiver,
        { Type.IsReferenceType: true } instance when Lower(instance).Term is { } term => term,
        _ => throw Unsupported.Call(site.Operation, site.Method),
    };

    /// <summary>An argument: a value, or for ref and out the caller's own variable.</summary>
    private sealed record Passed(IParameterSymbol Parameter, Operand? Value, Place? Reference, bool IsActive)
    {
        /// <summary>What the object is that a parameter of an interface's type is given.</summary>
        public INamedTypeSymbol? Concrete { get; init; }
    }

    private Passed Pass(IArgumentOperation argument, IMethodSymbol method)
    {
        var parameter = method.Parameters[argument.Parameter!.Ordinal];
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            var place = TargetOf(argument.Value) is var target && target is NoTarget
                ? PlaceOf(null, argument.Parameter.Type, parameter.Name)
                : ReferenceTo(target) ?? throw Unsupported.Expression(argument);
            return new Passed(parameter, null, place, IsActive: true);
        }

        if (parameter.RefKind is not RefKind.None && MayChangeMeanwhile(argument) && ReferenceTo(TargetOf(argument.Value)) is { } shared)
        {
            return new Passed(parameter, null, shared, IsActive: true);
        }

        var concrete = Opened(argument.Parameter.Type, argument.Value);
        var value = SequenceAsCollection(argument) ?? (concrete is null ? LowerAs(argument.Value, argument.Parameter.Type) : Lower(WithoutConversion(argument.Value)));
        return new Passed(parameter, value, null, value.List is not null || value.Leaves().Any(leaf => IsActive(leaf) || IsCallee(leaf) || IsObject(leaf))) { Concrete = concrete };
    }

    /// <summary>A read-only reference to what the same call is free to change by another name: <c>H(in v, ref v)</c>, <c>H(in a[0], a)</c>.</summary>
    private bool MayChangeMeanwhile(IArgumentOperation argument) =>
        argument.Parent is { } call
        && SymbolEqualityComparer.Default.Equals(argument.Value.Type, argument.Parameter!.Type)
        && argument.Value switch
        {
            ILocalReferenceOperation local => Changes([call]).Contains(local.Local),
            IParameterReferenceOperation parameter => _frame.Find(parameter.Parameter) is not null && Changes([call]).Contains(parameter.Parameter),
            IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation or IParameterReferenceOperation } element =>
                Lower(element.ArrayReference).Term is { } array && IsWritable(array),
            _ => false,
        };

    /// <summary>Gives a parameter its value; those of operators and constructors are mere terms, so that results are named after what receives them.</summary>
    private void Enter(Passed argument, bool isNamed)
    {
        if (argument.Reference is { } reference)
        {
            _frame.Places[argument.Parameter] = reference;
            return;
        }

        if (argument.Concrete is { } concrete)
        {
            _frame.Concrete[argument.Parameter] = concrete;
        }

        var place = PlaceOf(argument.Parameter, argument.Concrete ?? argument.Parameter.Type, isNamed ? argument.Parameter.Name : "");
        place = Fitted(place, argument.Value, argument.Parameter.Type, argument.Parameter.Name);
        _frame.Places[argument.Parameter] = place;
        Assign(place, isNamed ? Named(place, argument.Value!) : argument.Value!);
    }

    /// <summary>Runs the body of an inlined method to its end and gives what it returns.</summary>
    private Operand RunBody(IMethodSymbol method, IOperation body)
    {
        _frame.Result = method.ReturnsVoid ? null : PlaceOf(null, method.ReturnType, "");
        _frame.Returned = NewFlag("returned");
        _frame.Exits.Add(_frame.Returned);
        Run(Rest.Of(body));
        _state[_frame.Returned] = null;
        if (_state.Thrown || _frame.Result is not { } result)
        {
            return Operand.Of(_pool.Boolean(false));
        }

        var operand = Peek(result) ?? throw Unsupported.ArrayRebinding(Unsupported.At(body), "");
        Forget(result);
        return operand;
    }
}
