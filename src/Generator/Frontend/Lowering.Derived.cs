using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Methods of referenced assemblies that have exact derivatives of their own: value and Jacobian by their generated members.</summary>
internal sealed partial class Lowering
{
    /// <summary>A method of another assembly with the functions that its calls go through.</summary>
    private sealed record DerivedMethod(DerivedMembers Members, DerivedBody Body, string Name, Function First, Function? Second)
    {
        /// <summary>All that is given and comes back are numbers, and how many is known: one tuple of them.</summary>
        public Recursive? Fixed { get; init; }

        public IEnumerable<Companion> Companions => Fixed is not null ? []
            : new[] { new Companion(Name, First, 0) { IsApart = true } }.Concat(Second is null ? [] : [new Companion(Companion.SecondOf(Name), Second, 0) { IsApart = true }]);
    }

    private readonly List<DerivedMethod> _derived = [];

    /// <summary>The call by its value and Jacobian; null where the method has no exact derivatives that could be called.</summary>
    private Operand? Derived(CallSite site)
    {
        var call = site.Operation;
        return !call.Arguments.Any(argument => Mentions(argument.Value)) || IsOpen(site) || site.Method.ContainingType.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface
            || DerivedMembers.Of(site.Method, IsReachable) is not { } members || TypeOf(members.Element) is not { IsReal: true } element
                ? null
                : Try(() => Derived(site, members, element));
    }

    private Operand Derived(CallSite site, DerivedMembers members, IrType element)
    {
        var call = site.Operation;
        var receiver = site.Method.IsStatic ? null : site.Receiver ?? ReceiverTerm(site);
        var operands = new Operand[call.Arguments.Length];
        foreach (var argument in call.Arguments)
        {
            var parameter = site.ParameterOf(argument);
            operands[parameter.Ordinal] = LowerAs(argument.Value, parameter.Type);
        }

        var given = new List<Expression>();
        if (receiver is not null)
        {
            given.Add(receiver);
        }

        for (var i = 0; i < operands.Length; i++)
        {
            given.AddRange(GivenFor(members, i, operands[i], element, call.Arguments.First(argument => site.ParameterOf(argument).Ordinal == i)));
        }

        var own = _derived.FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Members.Method, members.Method)) ?? DerivedOf(members, element, call);
        if (own.Fixed is { } single)
        {
            return Evaluated(single, Unsupported.Call(call, site.Method), site.Method, [.. given]);
        }

        if (_isTwice && members.Hessian is null)
        {
            ApproximateOnce(Unsupported.Display(site.Method), Unsupported.Call(call, site.Method), HighestOrder);
        }

        return EvaluatedDerived(own, element, [.. given], members.Destination < 0 ? null : operands[members.Destination].Term, call);
    }

    private Expression ReceiverTerm(CallSite site) => site.Operation.Instance switch
    {
        null or IInstanceReferenceOperation => _frame.Receiver ?? Lower(site.Operation.Instance!).Term,
        var instance => Lower(instance) is var operand && !operand.Leaves().Any(leaf => IsActive(leaf) || IsCallee(leaf)) ? Whole(operand, instance.Type) : null,
    } ?? throw Unsupported.Call(site.Operation, site.Method);

    /// <summary>The terms that stand for an argument: what the columns are made of, whole constants, and of what is filled the length.</summary>
    private IEnumerable<Expression> GivenFor(DerivedMembers members, int position, Operand operand, IrType element, IArgumentOperation argument)
    {
        var (parameter, site) = (members.Method.Parameters[position], argument.Parent!);
        Expression[] leaves = [.. operand.Leaves()];
        Require(leaves.All(leaf => !IsCallee(leaf)) && operand.IsComplete, site, members);
        if (position == members.Destination)
        {
            Require(leaves is [{ Type: { IsArray: true, Rank: 1 } }] && leaves[0].Type.Element == element, site, members);
            return [LengthOf(leaves[0])];
        }

        if (IsOneConstant(parameter))
        {
            Require(!leaves.Any(leaf => IsActive(leaf)) || !Mentions(argument.Value), site, members);
            return [Whole(operand, parameter.Type) ?? throw Unsupported.Call(site, members.Method)];
        }

        Require(leaves.All(leaf => (leaf.Type.IsArray ? leaf.Type.Element! : leaf.Type) is var type && (type == element || (!type.IsReal && IsScalar(type)))), site, members);
        return leaves.Select(leaf => leaf.Type.IsArray && ArrayLayout.IsScattered(BaseOf(leaf)) ? CopyOf(leaf, IrType.Array(leaf.Type.Element!, leaf.Type.Rank)) : leaf);
    }

    private static void Require(bool condition, IOperation site, DerivedMembers members)
    {
        if (!condition)
        {
            throw Unsupported.Call(site, members.Method);
        }
    }

    /// <summary>What the signature makes no columns of, and what is passed on whole.</summary>
    private bool IsOneConstant(IParameterSymbol parameter) => DerivedMembers.IsConstant(parameter)
        || parameter.Type.TypeKind is Microsoft.CodeAnalysis.TypeKind.Enum or Microsoft.CodeAnalysis.TypeKind.Delegate
        || parameter.Type.SpecialType is SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Decimal;

    /// <summary>Columns can be counted: numbers, arrays of numbers, and what is made of them.</summary>
    private bool IsKnown(ITypeSymbol type, IrType element) => CompositeOf(type) is { IsNullable: false } composite
        ? composite.Parts.All(part => IsKnown(part.Type, element))
        : TypeOf(type) is var known && (known.IsArray ? known.Element! : known) is var number && (number == element || (!number.IsReal && IsScalar(number)));

    private DerivedMethod DerivedOf(DerivedMembers members, IrType element, IOperation site)
    {
        var (method, name) = (members.Method, CompanionName(members.Method));
        var body = new DerivedBody(_pool, members, element, name);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!method.IsStatic)
        {
            body.Receiver = NewInput(IrType.Opaque(Types.Text(method.ContainingType)), "instance", names);
            body.Inputs.Add(new Input(body.Receiver, false));
        }

        foreach (var parameter in method.Parameters)
        {
            body.Arguments.Add(ArgumentFor(members, parameter, element, body, names, site));
        }

        Require(method.ReturnsVoid || IsKnown(method.ReturnType, element), site, members);
        body.Parts = method.ReturnsVoid ? [("", IrType.Array(element))] : [.. PartsOf(method.ReturnType, "", site, members)];
        Require(body.Parts.All(part => part.Type.Kind != Ir.TypeKind.Span && part.Type.Kind != Ir.TypeKind.ReadOnlySpan), site, members);
        DerivedMethod own;
        if (body.IsFixed)
        {
            var isTwice = _isTwice && members.Hessian is not null;
            var function = isTwice ? body.FirstAndSecond() : body.First();
            var single = new Recursive(method, [], null, null, name) { IsDerived = true, HasSecond = isTwice, Function = function };
            _recursive.Add(single);
            own = new DerivedMethod(members, body, name, function, null) { Fixed = single };
        }
        else
        {
            Require(!_isTwice || members.Hessian is not null || (element == IrType.Double && body.Inputs.All(input => !input.IsActive || input.Value.Type.Rank < 2)), site, members);
            own = new DerivedMethod(members, body, name, body.First(), _isTwice ? body.Second() : null);
        }

        _derived.Add(own);
        return own;
    }

    private Expression ArgumentFor(DerivedMembers members, IParameterSymbol parameter, IrType element, DerivedBody body, HashSet<string> names, IOperation site)
    {
        if (parameter.Ordinal == members.Destination)
        {
            return One(IrType.Int, parameter.Name + "Length", false);
        }

        if (IsOneConstant(parameter))
        {
            return One(TypeOf(parameter.Type), parameter.Name, false);
        }

        Require(IsKnown(parameter.Type, element), site, members);
        return Inputs(parameter.Type, parameter.Name) is var inputs && inputs.Term is { } term ? term
            : Construction.Of(this, parameter.Type) is { } fragments ? _pool.Opaque(TypeOf(parameter.Type), fragments, [.. inputs.Leaves()])
            : throw Unsupported.Call(site, members.Method);

        Operand Inputs(ITypeSymbol type, string name) => CompositeOf(type) is { } composite
            ? Operand.Of([.. composite.Parts.Select(part => Inputs(part.Type, NameOf(name, part)))])
            : Operand.Of(One(TypeOf(type), name, (TypeOf(type) is { IsArray: true } array ? array.Element! : TypeOf(type)).IsReal));

        Value One(IrType type, string name, bool isActive)
        {
            var input = NewInput(type is { IsArray: true, Rank: 1 } ? IrType.ReadOnlySpan(type.Element!) : type, name, names);
            body.Inputs.Add(new Input(input, isActive));
            return input;
        }
    }

    private IEnumerable<(string Reader, IrType Type)> PartsOf(ITypeSymbol type, string reader, IOperation site, DerivedMembers members) => CompositeOf(type) is { } composite
        ? composite.Parts.SelectMany((part, i) => PartsOf(part.Type, reader + (ReaderOf(composite, i) ?? throw Unsupported.Call(site, members.Method)), site, members))
        : [(reader, TypeOf(type))];
}
