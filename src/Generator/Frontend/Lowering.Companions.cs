using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>Methods of referenced assemblies that have exact derivatives of their own: value and gradient by their generated member.</summary>
internal sealed partial class Lowering
{
    private const string GeneratedDerivative = "SymbolicJacobian.GeneratedDerivativeAttribute";
    private const string ConstantAttribute = "SymbolicJacobian.ConstantAttribute";
    private const int JacobianKind = 1;
    private const int HessianKind = 8;

    /// <summary>The call by value and gradient; null where the method has no exact derivative that could be called.</summary>
    private Operand? Derived(CallSite site)
    {
        var method = site.Method;
        if (!method.IsStatic || method.Arity > 0 || method.ContainingType.IsGenericType || !TypeOf(method.ReturnType).IsReal || !site.Operation.Arguments.Any(argument => Mentions(argument.Value))
            || method.Parameters.Any(parameter => parameter.RefKind is not (RefKind.None or RefKind.In) || !IsColumnOrConstant(parameter))
            || ValueAndGradient(method) is not { } member || !IsReachable(method) || !IsReachable(member))
        {
            return null;
        }

        var arguments = new Expression[site.Operation.Arguments.Length];
        foreach (var argument in site.Operation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = ConvertTo(Term(argument.Value), TypeOf(argument.Parameter.Type));
        }

        var isKnown = method.Parameters.Zip(arguments, (parameter, argument) => !IsConstant(parameter) || !IsActive(argument)).All(known => known)
            && arguments.All(argument => !argument.Type.IsArray || !(IsActive(argument) || IsWritable(argument)));
        if (!isKnown)
        {
            return null;
        }

        var own = _recursive.FirstOrDefault(one => one.IsFor(method, [], null, null));
        if (own is null)
        {
            var second = _isTwice && Hessian(method) is { } hessian && IsReachable(hessian) ? hessian : null;
            own = new Recursive(method, [], null, null, CompanionName(method)) { IsDerived = true, HasSecond = second is not null, Function = CallOf(method, member, second) };
            _recursive.Add(own);
        }

        return Evaluated(own, Unsupported.Call(site.Operation, method), method, arguments);
    }

    /// <summary>
    /// A function that calls the member and gives the value and the gradient's entries, one for each real parameter, and, where a second member is called, the entries
    /// of the Hessian after them.
    /// </summary>
    private Function CallOf(IMethodSymbol method, IMethodSymbol member, IMethodSymbol? second)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Input[] inputs = [.. method.Parameters.Select(parameter => TypeOf(parameter.Type) is var type ? new Input(NewInput(type, parameter.Name, names), type.IsReal) : null!)];
        var type = TypeOf(method.ReturnType);
        var columns = method.Parameters.Count(parameter => TypeOf(parameter.Type).IsReal && !IsConstant(parameter));
        var gradient = _pool.Local(IrType.Span(type), "gradient");
        var value = _pool.Local(type, "value");
        string[] spelling = [$"{Text(method.ContainingType)}.{member.Name}(", .. Enumerable.Repeat(", ", inputs.Length), ")"];
        var statements = new List<Statement>
        {
            new Allocate(gradient, [_pool.Int(columns)]),
            new Evaluate(value, _pool.Opaque(type, spelling, [.. inputs.Select(input => input.Value), gradient])),
        };
        var yields = new List<Expression> { value };
        var column = 0;
        foreach (var parameter in method.Parameters.Where(parameter => TypeOf(parameter.Type).IsReal))
        {
            if (IsConstant(parameter))
            {
                yields.Add(_pool.Real(0, type));
                continue;
            }

            var entry = _pool.Local(type, "");
            statements.Add(new Let(entry, _pool.Element(gradient, _pool.Int(column++))));
            yields.Add(entry);
        }

        if (second is not null)
        {
            yields.AddRange(SecondOf(method, second, inputs, statements));
        }

        return new Function(member.Name, _pool, inputs, new Region(statements, yields), new Output(OutputShape.List, type, "", [], null));
    }

    /// <summary>The second partials, for each pair of real parameters; 0 by constant ones.</summary>
    private IEnumerable<Expression> SecondOf(IMethodSymbol method, IMethodSymbol member, Input[] inputs, List<Statement> statements)
    {
        var type = TypeOf(method.ReturnType);
        var hessian = _pool.Local(IrType.Array(type, 2), "hessian");
        string[] spelling = [$"{Text(method.ContainingType)}.{member.Name}(", .. Enumerable.Repeat(", ", inputs.Length - 1), ")"];
        statements.Add(new Evaluate(hessian, _pool.Opaque(hessian.Type, spelling, [.. inputs.Select(input => input.Value)])));
        IParameterSymbol[] reals = [.. method.Parameters.Where(parameter => TypeOf(parameter.Type).IsReal)];
        int[] columns = [.. reals.Select((parameter, i) => IsConstant(parameter) ? -1 : reals.Take(i).Count(earlier => !IsConstant(earlier)))];
        foreach (var i in columns)
        {
            foreach (var j in columns)
            {
                if (i < 0 || j < 0)
                {
                    yield return _pool.Real(0, type);
                    continue;
                }

                var entry = _pool.Local(type, "");
                statements.Add(new Let(entry, _pool.Element(hessian, _pool.Int(i), _pool.Int(j))));
                yield return entry;
            }
        }
    }

    private static IMethodSymbol? Hessian(IMethodSymbol method) => method.ContainingType
        .GetMembers(method.Name + "Hessian")
        .OfType<IMethodSymbol>()
        .FirstOrDefault(member => member is { IsStatic: true, Arity: 0, ReturnType: IArrayTypeSymbol { Rank: 2 } }
            && member.Parameters.Length == method.Parameters.Length
            && IsExact(method, member, HessianKind));

    private static IMethodSymbol? ValueAndGradient(IMethodSymbol method) => method.ContainingType
        .GetMembers(method.Name + "ValueAndGradient")
        .OfType<IMethodSymbol>()
        .FirstOrDefault(member => member.IsStatic && member.Arity == 0
            && member.Parameters.Length == method.Parameters.Length + 1
            && IsExact(method, member, JacobianKind));

    /// <summary>A derivative of the method, of that kind, with its parameters first, of which no part is approximated.</summary>
    private static bool IsExact(IMethodSymbol method, IMethodSymbol member, int kind) =>
        method.Parameters.Zip(member.Parameters, (a, b) => a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)
        && member.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == GeneratedDerivative
            && attribute.ConstructorArguments is [{ Value: string name }, { Value: int found }] && found == kind && name == method.Name
            && attribute.NamedArguments.Any(named => named is { Key: "IsExact", Value.Value: true }));

    private bool IsColumnOrConstant(IParameterSymbol parameter) => TypeOf(parameter.Type) is var type
        && (type.IsReal || type.Kind is Ir.TypeKind.Integer or Ir.TypeKind.Boolean || (IsConstant(parameter) && !parameter.Type.IsRefLikeType));

    private static bool IsConstant(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == ConstantAttribute);
}
