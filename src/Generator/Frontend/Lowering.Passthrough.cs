using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What is constant for the derivative goes into the output as the user wrote it; what may not be is refused.</summary>
internal sealed partial class Lowering
{
    /// <summary>Begins the names of new arrays among those of the inputs that are written to.</summary>
    private const string NewArrayMark = "new ";

    private readonly Dictionary<Expression, string> _newArrays = [];

    private ISet<string> _written = new HashSet<string>();

    private Operand Passthrough(IOperation operation)
    {
        if (operation is { IsImplicit: true, Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue }, ConstantValue.HasValue: true } && DefaultText(operation) is { } text)
        {
            return Operand.Of(_pool.Opaque(TypeOf(operation.Type), [text]));
        }

        if (operation.Syntax is not ExpressionSyntax || operation.Type is null && operation is not ILiteralOperation)
        {
            throw Unsupported.Expression(operation);
        }

        if (operation.DescendantsAndSelf().Any(inner => inner is IInvalidOperation || inner.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Error))
        {
            throw new BrokenSource();
        }

        if (operation.DescendantsAndSelf().FirstOrDefault(CannotBeCopied) is { } part)
        {
            throw Unsupported.Kind(part);
        }

        // Written out again it would be a string.
        if (operation is IInterpolatedStringHandlerCreationOperation or IConversionOperation { Operand: IInterpolatedStringHandlerCreationOperation })
        {
            throw Unsupported.Expression(operation);
        }

        if (_accessed.Count > 0 && operation.Syntax.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax
            && !node.Ancestors().TakeWhile(outer => operation.Syntax.FullSpan.Contains(outer.Span)).OfType<ConditionalAccessExpressionSyntax>().Any()))
        {
            // It means what stands before ?., which is not in the text.
            throw Unsupported.Expression(operation);
        }

        if (operation is IInvocationOperation call && WithOuts(call) is { } items)
        {
            return items;
        }

        if (Changes([operation]).Any(symbol => _frame.Find(symbol) is not null))
        {
            throw Unsupported.Expression(operation);
        }

        if (IsKeptForLater(operation.Type) && operation.Descendants().OfType<IAnonymousFunctionOperation>().Any(lambda => Effects.May(lambda.Body) || ReadsChanged(lambda.Body)))
        {
            // Nobody knows when it runs.
            throw Unsupported.Expression(operation);
        }

        RequireReference(operation);
        RequireNotLeftOut(operation);
        HintNoFunction(operation);
        var type = operation.Type is { SpecialType: SpecialType.System_Void } ? IrType.Opaque("void") : TypeOf(operation.Type);
        if (IsDecision(operation))
        {
            return Decision((IInvocationOperation)operation, type);
        }

        var culprits = IsRealOrItems(operation.Type) ? new List<IOperation>() : null;
        var code = Verbatim(operation, type, IsHarmless(operation), culprits);
        if (culprits is { Count: > 0 })
        {
            return Approximated(operation, code, culprits[0]);
        }

        var value = Effects.May(operation) || ReadsChanged(operation) ? (Expression)Once(code) : code;
        return NewArrayOf(operation, value, string.Concat(code.Fragments)) ?? Items(value, operation.Type);
    }

    /// <summary>An array that constant C# makes anew (<c>Enumerable.Range(0, n).ToArray()</c>), where the method writes to it; null for everything else.</summary>
    private Operand? NewArrayOf(IOperation operation, Expression value, string text)
    {
        if (!value.Type.IsArray || operation is not IInvocationOperation { TargetMethod: { Name: "ToArray", ContainingType.Name: "Enumerable" } })
        {
            return null;
        }

        var access = NewArrayMark + text;
        if (_written.Contains(access))
        {
            return CopyOf(Operand.Of(value), null);
        }

        _newArrays[value] = access;
        return null;
    }

    /// <summary>The value of a parameter that the call does not give: what stands there is the call itself.</summary>
    private string? DefaultText(IOperation operation) => operation.ConstantValue.Value switch
    {
        null => $"default({Text(operation.Type)})",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char text => SymbolDisplay.FormatLiteral(text, quote: true),
        IConvertible number when operation.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Enum => $"({Text(operation.Type)})({Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture)})",
        _ => null,
    };

    /// <summary>What the derivative may not do again, or can do in unsafe code alone.</summary>
    private static bool CannotBeCopied(IOperation part) =>
        OperationContract.Refuses(part) || part.Type is IDynamicTypeSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private Value Once(Opaque code)
    {
        var value = _pool.Local(code.Type);
        Add(new Evaluate(value, code), value);
        return value;
    }

    private bool IsRealOrItems(ITypeSymbol? type) => CompositeOf(type) is { } composite
        ? composite.Parts.Any(part => IsRealOrItems(part.Type)) && composite.Parts.Select((_, i) => ReaderOf(composite, i)).All(reader => reader is not null)
        : TypeOf(type).IsReal;

    /// <summary>An expression as C# text, the terms it uses left open.</summary>
    private Opaque Verbatim(IOperation operation, IrType type, bool allowActive, List<IOperation>? culprits = null)
    {
        var text = new VerbatimText(_frame, _context, node => Hole(node, operation, allowActive, culprits), Substitute, _cancellation)
        {
            IsElsewhere = _frame.Find(SelfOf(_frame.Method)) is not null,
        };
        text.Write((ExpressionSyntax)operation.Syntax);
        if (operation is IArrayCreationOperation && operation.Syntax is InitializerExpressionSyntax)
        {
            // V[] table = { … } says the type on the left.
            text.Enclose($"new {Text(operation.Type)} ", "");
        }

        if (operation is IConversionOperation { IsImplicit: true } && operation.Type is { } target)
        {
            text.Enclose($"(({Types.Text(target)})(", "))");
        }

        return _pool.Opaque(type, text.Fragments, [.. text.Operands]);
    }

    /// <summary>The term for a part of passed-through text; null where the part stays text.</summary>
    private Expression? Hole(ExpressionSyntax node, IOperation whole, bool allowActive, List<IOperation>? culprits)
    {
        if (_outs.TryGetValue(node, out var made))
        {
            return made;
        }

        var isName = node is IdentifierNameSyntax or ThisExpressionSyntax;
        if (_frame.Model.GetOperation(node, _cancellation) is not { } part
            || (!isName && (ReferenceEquals(part.Syntax, whole.Syntax) || !IsScalar(TypeOf(part.Type)) || !UsesFrame(part))))
        {
            return null;
        }

        if (isName && !IsKept(part))
        {
            return null;
        }

        if (IsDeferred(node, whole) is var isDeferred && !isName && isDeferred && (Effects.May(part) || ReadsChanged(part)))
        {
            // It runs where it stands, if at all, and as often.
            return null;
        }

        if (isDeferred && isName && IsKeptForLater(whole.Type) && SymbolOf(part) is { } captured && IsReassigned(captured, whole))
        {
            throw Unsupported.Expression(whole);
        }

        var operand = Lower(part);
        var term = Whole(operand, part.Type) ?? throw Refuse(Culprit(part, whole));
        if (IsCallee(term) || IsObject(term) || MayBeNull(term) || (IsView(term) && (part.Type is IArrayTypeSymbol || ArrayLayout.IsScattered(BaseOf(term)))))
        {
            throw Refuse(Culprit(part, whole));
        }

        if (operand.Term is null && term is Opaque)
        {
            // In {…} of a string the colon of a qualified type would begin a format.
            term = _pool.Opaque(term.Type, ["(", ")"], term);
        }

        if (allowActive || !operand.Leaves().Any(leaf => IsActive(leaf) || (leaf.Type.IsArray && MayBe(leaf).OfType<Value>().Any(_owned.Contains))))
        {
            return Shown(term);
        }

        var culprit = Culprit(part, whole);
        if (culprits is null || !term.Type.IsReal || !CanCapture(node, whole))
        {
            throw Refuse(culprit);
        }

        culprits.Add(culprit);
        return term;
    }

    /// <summary>Whether a part of an expression does not simply run with it: in a lambda, behind <c>?.</c>, <c>&amp;&amp;</c>, <c>??</c>, in one of two arms.</summary>
    private static bool IsDeferred(SyntaxNode node, IOperation whole)
    {
        for (var part = node; part is not null && part != whole.Syntax; part = part.Parent!)
        {
            if (part.Parent switch
            {
                AnonymousFunctionExpressionSyntax => true,
                ConditionalAccessExpressionSyntax access => part == access.WhenNotNull,
                BinaryExpressionSyntax binary => part == binary.Right && binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
                ConditionalExpressionSyntax choice => part != choice.Condition,
                SwitchExpressionArmSyntax => true,
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A lambda that goes into such a value may run later than it was written: not into numbers, strings, arrays and lists.</summary>
    private static bool IsKeptForLater(ITypeSymbol? type) => type is { IsReferenceType: true, SpecialType: not SpecialType.System_String } and not IArrayTypeSymbol
        && type is not INamedTypeSymbol { Name: "List" or "Dictionary" or "HashSet" or "Stack" or "Queue" or "SortedDictionary" or "SortedSet", ContainingNamespace.Name: "Generic" };

    private bool IsReassigned(ISymbol symbol, IOperation use) => Changes([Outermost(use)]).Contains(symbol);

    /// <summary>A part of an array as foreign code takes it.</summary>
    private Expression Shown(Expression term)
    {
        if (!IsView(term))
        {
            return term;
        }

        var view = ViewOf(term);
        var head = view.Base.Type.Kind == Ir.TypeKind.Array ? ["new global::System." + IrType.Span(term.Type.Element!) + "(", ", ", ", ", ")"] : new[] { "", ".Slice(", ", ", ")" };
        return _pool.Opaque(term.Type, head, view.Base, view.Offset, view.Length);
    }

    /// <summary>A local, a parameter, <c>this</c> of a member that is followed, or a member of that.</summary>
    private bool IsKept(IOperation part) => part is IMemberReferenceOperation { Instance: IInstanceReferenceOperation self } and (IFieldReferenceOperation or IPropertyReferenceOperation)
        ? PlaceAt(self) is not null
        : PlaceAt(part) is not null || (SymbolOf(part) is { } symbol && _frame.Find(symbol) is not null);

    /// <summary>The innermost construct that takes the value.</summary>
    private static IOperation Culprit(IOperation part, IOperation whole)
    {
        var culprit = part;
        do
        {
            culprit = culprit.Parent ?? whole;
        }
        while (!ReferenceEquals(culprit, whole)
            && culprit is IArgumentOperation or IConversionOperation { IsImplicit: true } or IParenthesizedOperation);

        return culprit.Syntax is ExpressionSyntax && whole.Syntax.FullSpan.Contains(culprit.Syntax.Span) ? culprit : whole;
    }

    private bool UsesFrame(IOperation part) =>
        part.DescendantsAndSelf().Any(use => SymbolOf(use) is { } symbol && _frame.Find(symbol) is not null)
        && !part.DescendantsAndSelf().Any(use => SymbolOf(use) is { } symbol && _frame.Find(symbol) is null && symbol is not (INamedTypeSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }));

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => type.OriginalDefinition,
        _ => null,
    };

    private static Refusal Refuse(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => Unsupported.DelegateCall(call, call.Syntax.GetFirstToken().Text),
        IInvocationOperation { IsVirtual: true, TargetMethod: { IsSealed: false, ContainingType.IsSealed: false } } call => Unsupported.Virtual(call, call.TargetMethod),
        IInvocationOperation call => Unsupported.Call(call, call.TargetMethod),
        IObjectCreationOperation creation => Unsupported.LocalType(creation, creation.Type),
        IArrayCreationOperation creation => Unsupported.LocalType(creation, creation.Type),
        _ => Unsupported.Expression(operation),
    };

    /// <summary>Looks at active values without letting anything of them into the result.</summary>
    private static bool IsHarmless(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ReturnsVoid: true } method } =>
            method.Name.StartsWith("ThrowIf", StringComparison.Ordinal),

        // Which array is which is not the same in a derivative: it makes copies, and keeps small arrays nowhere.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, Type.SpecialType: SpecialType.System_Boolean } comparison =>
            IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand) || !IsIdentity(comparison.LeftOperand) || !IsIdentity(comparison.RightOperand),
        _ => false,
    };

    private static bool IsNull(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null };

    private static bool IsIdentity(IOperation operand) =>
        (operand is IConversionOperation conversion ? conversion.Operand : operand).Type is IArrayTypeSymbol or { IsRefLikeType: true };

    /// <summary>What gives places, orders and roundings. Of other integers nobody knows that they are constant between jumps: bits and hashes are not.</summary>
    private static readonly HashSet<string> _decisions = new(StringComparer.Ordinal)
    {
        "BinarySearch", "Compare", "CompareTo", "FindIndex", "FindLastIndex", "ILogB", "IndexOf", "LastIndexOf", "Sign", "ToInt16", "ToInt32", "ToInt64",
    };

    /// <summary>A library's function that makes an integer or a bool of reals, as a search in a table does: constant between its jumps.</summary>
    private bool IsDecision(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { ReturnsVoid: false, MethodKind: MethodKind.Ordinary } method } call
        && (TypeOf(operation.Type).Kind == Ir.TypeKind.Boolean
            || (_decisions.Contains(method.Name) && method.ContainingType.Name != "BitConverter" && TypeOf(operation.Type).Kind == Ir.TypeKind.Integer))
        && !IsHarmless(operation)
        && _context.Bodies.Of(method) is null
        && method.ContainingType.TypeKind != Microsoft.CodeAnalysis.TypeKind.Interface
        && method.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In)
        && call.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation or IParameterReferenceOperation && Mentions(part));

    private Operand Decision(IInvocationOperation call, IrType type)
    {
        var code = Verbatim(call, type, allowActive: true);
        if (code.Operands.Any(operand => operand.Type.IsArray && MayBe(operand).OfType<Value>().Any(_owned.Contains)))
        {
            // What such an array holds is no matter of its name.
            throw Refuse(call);
        }

        HintRounding(call, call.TargetMethod.Name, code, [.. code.Operands.Where(operand => operand.Type.IsReal || operand.Type.IsArray)]);
        return Items(Effects.May(call) ? Once(code) : code, call.Type);
    }

    /// <summary>A function of Math, double or float that gives an integer or a bool: constant between its jumps.</summary>
    private bool IsTest(CallSite site) =>
        site.Method is { IsStatic: true } method
        && OwnerOf(site) is var type
        && TypeOf(method.ReturnType).Kind is Ir.TypeKind.Integer or Ir.TypeKind.Boolean
        && method.Parameters.All(parameter => TypeOf(parameter.Type).IsReal)
        && (type.SpecialType is SpecialType.System_Double or SpecialType.System_Single || type.ToDisplayString() is "System.Math" or "System.MathF");

    /// <summary>A number is equal to itself.</summary>
    private Expression IsNaN(Expression real) => Operation(Operator.NotEqual, IrType.Boolean, real, real);

    private Operand Test(IInvocationOperation call)
    {
        if (call.TargetMethod.Name == "IsNaN")
        {
            return Operand.Of(IsNaN(Term(call.Arguments[0].Value)));
        }

        var code = Verbatim(call, TypeOf(call.Type), allowActive: true);
        if (TypeOf(call.Type).Kind == Ir.TypeKind.Integer)
        {
            HintRounding(call, call.TargetMethod.Name, code, [.. code.Operands]);
        }

        return Operand.Of(code);
    }
}
