using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Calls: a rule of the table, an operation on arrays, a helper to follow, or C# that is constant for the derivative.</summary>
internal sealed partial class Lowering
{
    private Operand Call(IInvocationOperation call, bool isStatement)
    {
        var method = call.TargetMethod;
        if (RuleOf(call) is { } rule)
        {
            return Operand.Of(Apply(rule, call));
        }

        if (PairOf(call) is { } pair)
        {
            return pair;
        }

        if (IsTest(method))
        {
            return Test(call);
        }

        if (ArrayMember(call) is { } done)
        {
            return done;
        }

        if (ClosureOf(call) is { } closure)
        {
            return Inline(call, closure.Method, closure.Body, closure.Frame.Model, closure.Frame);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Passthrough(call);
        }

        if (MemberCall(call, isStatement) is { } member)
        {
            return member;
        }

        if (_context.Bodies.Of(method) is not { } source
            || (call.Instance is not null and not IInstanceReferenceOperation))
        {
            return Passthrough(call);
        }

        if (NeedsFollowing(call, isStatement))
        {
            return Follow(call, source);
        }

        return source.IsOneExpression && TryFollow(call, source) is { } result ? result : Passthrough(call);
    }

    private Rule? RuleOf(IInvocationOperation call)
    {
        if (!TypeOf(call.Type).IsReal || !call.Arguments.All(argument => IsNumber(TypeOf(argument.Parameter?.Type)) || argument.Value.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum))
        {
            return null;
        }

        return RuleTable.Find(FullName(call), call.Arguments.Length);
    }

    private string FullName(IInvocationOperation call)
    {
        var type = call.ConstrainedToType is { } parameter ? Substitute(parameter)! : call.TargetMethod.ContainingType;
        return $"{type.ToDisplayString()}.{call.TargetMethod.Name}";
    }

    /// <summary>SinCos and SinCosPi: two functions of one argument, which give the bits that they give apart.</summary>
    private Operand? PairOf(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("SinCos" or "SinCosPi")
            || RuleTable.Find(FullName(call).Replace("SinCos", "Sin"), 1) is not { } sine
            || RuleTable.Find(FullName(call).Replace("SinCos", "Cos"), 1) is not { } cosine)
        {
            return null;
        }

        var argument = Name(ConvertTo(Term(call.Arguments[0].Value), TypeOf(call.Arguments[0].Parameter!.Type)), "");
        return Operand.Of([Operand.Of(_pool.Call(sine, argument.Type, argument)), Operand.Of(_pool.Call(cosine, argument.Type, argument))]);
    }

    /// <summary>Arguments are evaluated as written and passed by position.</summary>
    private Expression Apply(Rule rule, IInvocationOperation call)
    {
        var arguments = new Expression[call.Arguments.Length];
        foreach (var argument in call.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = ConvertTo(Term(argument.Value), TypeOf(argument.Parameter.Type));
        }

        if (rule.IsPiecewiseConstant && arguments.Any(IsActive))
        {
            HintOnce(new Hint(Descriptors.Rounding, Unsupported.At(call), $"'{call.TargetMethod.Name}'"));
        }

        return Shallow(_pool.Call(rule, TypeOf(call.Type), arguments));
    }

    private Closure? ClosureOf(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && call.Instance is ILocalReferenceOperation local)
        {
            return _frame.FindClosure(local.Local);
        }

        if (call.TargetMethod.MethodKind != MethodKind.LocalFunction)
        {
            return null;
        }

        var method = call.TargetMethod.OriginalDefinition;
        return BodyOf(method) is { } body ? new Closure(method, body, FrameOf(method)) : null;
    }

    /// <summary>The frame of the method that a local function is declared in.</summary>
    private Frame FrameOf(IMethodSymbol local)
    {
        for (var frame = _frame; frame is not null; frame = frame.Enclosing)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method, local.ContainingSymbol))
            {
                return frame;
            }
        }

        return _frame;
    }

    /// <summary>The body of a local function, or of the lambda that a local holds.</summary>
    private IOperation? BodyOf(ISymbol callee)
    {
        if (callee is ILocalSymbol)
        {
            return _frame.FindClosure(callee)?.Body;
        }

        var syntax = callee.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        return syntax is not null && syntax.SyntaxTree == _frame.Model.SyntaxTree
            && _frame.Model.GetOperation(syntax, _cancellation) is ILocalFunctionOperation { Body: { } body }
            ? body
            : null;
    }

    private HashSet<ISymbol> Changes(IEnumerable<IOperation> parts) => AssignedSymbols.In(parts, BodyOf);

    private bool Mentions(IOperation operation) => ActiveSymbols.Mentions(operation, _frame.Active);

    /// <summary>A helper that is given an active value or an array, or is called for its effect, is part of the function.</summary>
    private bool NeedsFollowing(IInvocationOperation call, bool isStatement) =>
        isStatement
        || call.TargetMethod.ReturnsVoid
        || call.Arguments.Any(argument =>
            argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out
            || TypeOf(argument.Value.Type).IsArray
            || (CompositeOf(argument.Value.Type) is not null && !IsConstant(argument.Value))
            || Mentions(argument.Value));

    /// <summary>A call on a struct or record, or of what a generic helper's type argument brings with it.</summary>
    private Operand? MemberCall(IInvocationOperation call, bool isStatement)
    {
        var instance = call.Instance;
        if (instance is null || CompositeOf(instance.Type) is null || (instance is IInstanceReferenceOperation && PlaceAt(instance) is null))
        {
            return null;
        }

        return IsSynthesizedEquality(call.TargetMethod) && Lower(instance) is { Term: null } self
            ? Operand.Of(SameParts(self, Lower(call.Arguments[0].Value), isExact: true, call.Syntax))
            : Member(call, call.TargetMethod, instance, call.Arguments, isStatement || NeedsFollowing(call, isStatement) || Mentions(instance) || !IsConstant(instance));
    }

    private Operand Follow(IInvocationOperation call, MethodSource source)
    {
        var method = call.TargetMethod;
        if (call.IsVirtual && method is { IsSealed: false, ContainingType.IsSealed: false })
        {
            throw Unsupported.Virtual(call, method);
        }

        return method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly
            ? throw Unsupported.Call(call, method)
            : Inline(call, method.OriginalDefinition, source.Body, source.Model, enclosing: null);
    }

    /// <summary>A short helper over constants is followed too, so that indices and sizes are known; null where it cannot be.</summary>
    private Operand? TryFollow(IInvocationOperation call, MethodSource source) => Try(() => Follow(call, source));

    private Operand Inline(IInvocationOperation call, IMethodSymbol method, IOperation body, SemanticModel model, Frame? enclosing) =>
        Inline(call, method.MethodKind == MethodKind.AnonymousFunction ? method : call.TargetMethod, body, model, enclosing, [.. call.Arguments.Select(argument => Pass(argument, method))], null);

    /// <param name="site">What is refused where the method cannot be followed.</param>
    /// <param name="method">With its type arguments.</param>
    /// <param name="self">The place of <c>this</c>, for members of structs and records.</param>
    private Operand Inline(
        IOperation site,
        IMethodSymbol method,
        IOperation body,
        SemanticModel model,
        Frame? enclosing,
        IReadOnlyList<Passed> arguments,
        Place? self)
    {
        var callee = Enter(site, method, model, enclosing, [body], arguments, self);
        var isNamed = method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        return Within(callee, () =>
        {
            foreach (var argument in arguments)
            {
                Enter(argument, isNamed);
            }

            return RunBody(method.OriginalDefinition, body);
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
        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, definition))
            {
                throw Unsupported.Recursion(site, method);
            }
        }

        if (_frame.Depth >= InlineLimit)
        {
            throw Unsupported.InlineDepth(site, InlineLimit);
        }

        var seeds = arguments.Where(argument => argument.IsActive).Select(argument => (ISymbol)argument.Parameter);
        if (self is not null && Peek(self)?.Leaves().Any(IsActive) == true)
        {
            seeds = seeds.Append(SelfOf(method)).Concat(CompositeOf(method.ContainingType)?.Parts.Select(part => part.Symbol).OfType<IParameterSymbol>() ?? []);
        }

        var active = enclosing?.Active ?? ActiveSymbols.In(body, seeds, _cancellation);
        var callee = new Frame(definition, model, _frame, enclosing, active);
        if (self is not null)
        {
            callee.Places[SelfOf(method)] = self;
        }

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

    /// <summary>An argument: a value, or for ref and out the caller's own variable.</summary>
    private sealed record Passed(IParameterSymbol Parameter, Operand? Value, Place? Reference, bool IsActive);

    private Passed Pass(IArgumentOperation argument, IMethodSymbol method)
    {
        var parameter = method.Parameters[argument.Parameter!.Ordinal];
        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            return TargetOf(argument.Value) switch
            {
                PlaceTarget target => new Passed(parameter, null, target.Place, IsActive: true),
                NoTarget => new Passed(parameter, null, PlaceOf(null, argument.Parameter.Type, parameter.Name), IsActive: true),
                _ => throw Unsupported.Expression(argument),
            };
        }

        var value = LowerAs(argument.Value, argument.Parameter.Type);
        return new Passed(parameter, value, null, value.Leaves().Any(IsActive));
    }

    /// <summary>Gives a parameter its value; those of operators and constructors are mere terms, so that results are named after what receives them.</summary>
    private void Enter(Passed argument, bool isNamed)
    {
        if (argument.Reference is { } reference)
        {
            _frame.Places[argument.Parameter] = reference;
            return;
        }

        var place = PlaceOf(argument.Parameter, argument.Parameter.Type, isNamed ? argument.Parameter.Name : "");
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
