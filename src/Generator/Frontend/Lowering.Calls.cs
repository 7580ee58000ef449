using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Calls: a rule of the table, an operation on arrays, a helper to follow, or C# that is constant for the derivative.</summary>
internal sealed partial class Lowering
{
    private Operand Call(IInvocationOperation call, bool isStatement) => call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
        ? InvokeDelegate(call, isStatement)
        : Call(new CallSite(call, Implemented(call.TargetMethod, call.ConstrainedToType)), isStatement);

    private Operand Call(CallSite site, bool isStatement)
    {
        if (!site.IsIndirect && ReferenceAt(site.Operation) is { } place)
        {
            return ReadPlace(place, site.Operation);
        }

        if (Taught(site) is { } taught)
        {
            return taught;
        }

        if (site.Receiver is { } bound && IsObject(bound))
        {
            return CallOn(bound, site.Operation, site.Method, isKnown: false, target => [.. site.Operation.Arguments.Select(argument => Pass(argument, target.OriginalDefinition))]);
        }

        if (RuleOf(site) is { } rule)
        {
            return Operand.Of(Apply(rule, site));
        }

        if (Conversion(site) is { } converted)
        {
            return converted;
        }

        if (SinCos(site) is { } pair)
        {
            return pair;
        }

        if (!site.IsIndirect && IsTest(site))
        {
            return Test(site.Operation);
        }

        if (!site.IsIndirect && (ListCall(site.Operation) ?? TableCall(site.Operation)) is { } listed)
        {
            return listed;
        }

        if (!site.IsIndirect && (ArrayMember(site.Operation) ?? Reduction(site.Operation) ?? Tensor(site.Operation) ?? Paired(site.Operation) ?? Pooled(site.Operation)) is { } done)
        {
            return done;
        }

        if (ClosureOf(site.Method) is { } closure)
        {
            return Inline(site, closure.Body, closure.Frame.Model, closure.Frame);
        }

        if (!site.IsIndirect && Extension(site.Operation, site.Method, site.Operation.Instance, site.Operation.Arguments, isStatement) is { } extended)
        {
            return extended;
        }

        if (!site.IsIndirect && NullableCall(site.Operation) is { } nullable)
        {
            return nullable;
        }

        if (!site.IsIndirect && Library(site.Operation) is { } library)
        {
            return library;
        }

        if (!site.IsIndirect && ObjectCall(site.Operation, site.Operation.TargetMethod, site.Operation.Instance, site.Operation.Arguments) is { } doneByObject)
        {
            return doneByObject;
        }

        if (!site.IsIndirect && MemberCall(site.Operation, isStatement) is { } member)
        {
            return member;
        }

        if (_context.Bodies.Of(site.Method) is not { } source)
        {
            return Outside(site);
        }

        if (NeedsFollowing(site, isStatement))
        {
            return isStatement || site.IsIndirect || !IsRealOrItems(site.Method.ReturnType) ? Follow(site, source) : FollowOrDifference(site, source);
        }

        var outer = _isForWriting;
        _isForWriting = IsForWriting(site);
        try
        {
            if ((source.IsOneExpression || _isForWriting || MakesArrays(site)) && TryFollow(site, source) is { } followed)
            {
                return followed;
            }
        }
        finally
        {
            _isForWriting = outer;
        }

        return Outside(site);
    }

    /// <summary>What the method that is being followed gives is written to.</summary>
    private bool _isForWriting;

    /// <summary>It makes an object with arrays of constants, which the method may write to, or whose parts only its own class reads.</summary>
    private bool MakesArrays(CallSite site) => !site.IsIndirect && HasArrays(site.Method.ReturnType)
        && (RowSites.Receiver(site.Operation) is not { } local || _frame.Active.Contains(local)
            || (LayoutOf(site.Method.ReturnType) is { } layout && layout.Parts.Where((_, i) => ReaderOf(layout, i) is null).Any()));

    private bool HasArrays(ITypeSymbol? type) => LayoutOf(type) is { IsLibrary: false } layout && layout.Parts.Any(part => IsArray(part.Type) || (CompositeOf(part.Type) is not null && HasArrays(part.Type)));

    /// <summary>It makes an array of constants into which active values are written later.</summary>
    private bool IsForWriting(CallSite site) => IsArray(site.Method.ReturnType) && !site.IsIndirect
        && RowSites.Receiver(site.Operation) is { } local && _frame.Active.Contains(local);

    /// <summary>A call that is not followed, as C#. A method behind a delegate is called by its own name.</summary>
    private Operand Outside(CallSite site)
    {
        if (Derived(site) is { } derived)
        {
            return derived;
        }

        if (!site.IsIndirect)
        {
            return Passthrough(site.Operation);
        }

        throw Unsupported.Call(site.Operation, site.Method);
    }

    private Rule? RuleOf(CallSite site)
    {
        if (!TypeOf(site.Operation.Type).IsReal
            || !site.Operation.Arguments.All(argument => IsNumber(TypeOf(argument.Parameter?.Type)) || argument.Value.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum))
        {
            return null;
        }

        return RuleTable.Find($"{OwnerOf(site).ToDisplayString()}.{site.Method.Name}", site.Operation.Arguments.Length);
    }

    /// <summary>Arguments are evaluated as written and passed by position.</summary>
    private Expression Apply(Rule rule, CallSite site)
    {
        var arguments = new Expression[site.Operation.Arguments.Length];
        foreach (var argument in site.Operation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = ConvertTo(Term(argument.Value), TypeOf(argument.Parameter.Type));
        }

        var term = _pool.Call(rule, TypeOf(site.Operation.Type), arguments);
        if (rule.IsPiecewiseConstant)
        {
            HintRounding(site.Operation, site.Method.Name, term, arguments);
        }
        else if (rule.HasKink)
        {
            HintOnce(new Hint(Descriptors.Kink, Unsupported.At(site.Operation), site.Method.Name), term, arguments);
        }

        return Shallow(term);
    }

    private Closure? ClosureOf(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction)
        {
            return null;
        }

        var definition = method.OriginalDefinition;
        return BodyOf(definition).FirstOrDefault() is { } body ? new Closure(definition, body, FrameOf(definition)) : null;
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

    /// <summary>The body of a local function; the bodies of the lambdas that a local or parameter holds.</summary>
    private IEnumerable<IOperation> BodyOf(ISymbol callee)
    {
        if (callee is ILocalSymbol or IParameterSymbol)
        {
            return _frame.Find(callee) is { Variable: { } variable } && _state[variable] is { } term ? Bodies(term) : [];
        }

        var syntax = callee.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        return syntax is not null && syntax.SyntaxTree == _frame.Model.SyntaxTree
            && _frame.Model.GetOperation(syntax, _cancellation) is ILocalFunctionOperation { Body: { } body }
            ? [body]
            : [];
    }

    private IEnumerable<IOperation> Bodies(Expression term) => _callees.TryGetValue(term, out var callee)
        ? callee switch
        {
            Closure closure => [closure.Body],
            ChosenCallee choice => Bodies(choice.Then).Concat(Bodies(choice.Otherwise)),
            _ => [],
        }
        : [];

    private HashSet<ISymbol> Changes(IEnumerable<IOperation> parts) => AssignedSymbols.In(parts, BodyOf);

    private bool Mentions(IOperation operation) => ActiveSymbols.Mentions(operation, _frame.Active);

    /// <summary>A helper that is given an active value, an array or a delegate, or is called for its effect, is part of the function.</summary>
    private bool NeedsFollowing(CallSite site, bool isStatement) =>
        isStatement
        || site.Method.ReturnsVoid
        || site.Method.ReturnType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate
        || site.Operation.Arguments.Any(argument =>
            argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out
            || IsArray(argument.Value.Type)
            || MayBeObject(argument.Value)
            || (Unwrapped(argument.Value) is ILocalReferenceOperation or IParameterReferenceOperation && ListAt(argument.Value) is not null)
            || (CompositeOf(argument.Value.Type) is not null && !IsConstant(argument.Value))
            || argument.Parameter?.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate
            || Mentions(argument.Value));

    /// <summary>A call on a struct or record, or of what a generic helper's type argument brings with it.</summary>
    private Operand? MemberCall(IInvocationOperation call, bool isStatement)
    {
        var instance = call.Instance;
        if (instance is null || CompositeOf(TypeAt(instance)) is null || (instance is IInstanceReferenceOperation && PlaceAt(instance) is null))
        {
            return null;
        }

        return IsSynthesizedEquality(call.TargetMethod) && Lower(instance) is { Term: null } self
            ? Operand.Of(SameParts(self, Lower(call.Arguments[0].Value), isExact: true, call.Syntax))
            : Member(call, call.TargetMethod, instance, call.Arguments, isStatement || NeedsFollowing(new CallSite(call, call.TargetMethod), isStatement) || Mentions(instance) || !IsConstant(instance));
    }
}
