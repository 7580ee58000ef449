using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Rules.Library;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Members of System.Numerics. Their value is that of the library's own call, to the last bit; their derivative is that of the formula
/// in the table. Where the formula is the value itself, only the formula is left.
/// </summary>
internal sealed partial class Lowering
{
    private Operand? Library(IInvocationOperation call) => Inverted(call) ?? Library(call, call.TargetMethod, call.Instance, call.Arguments);

    private Operand? Library(IOperation site, IMethodSymbol method, IOperation? instance, IReadOnlyList<IArgumentOperation> arguments)
    {
        if (LibraryRowOf(method) is null)
        {
            return null;
        }

        IEnumerable<Operand> own = instance is null ? [] : [Lower(instance)];
        var given = new Operand[arguments.Count];
        foreach (var argument in arguments)
        {
            given[argument.Parameter!.Ordinal] = LowerAs(argument.Value, argument.Parameter.Type);
        }

        return Library(site, method, [.. own, .. given]);
    }

    private static LibraryRow? LibraryRowOf(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" } && method.ContainingType is { Arity: 0 } && !method.ContainingType.Locations.Any(location => location.IsInSource)
            ? LibraryTable.Find($"{method.ContainingType.Name}.{method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.Name))})")
            : null;

    private Operand? LibraryConstant(IFieldSymbol field) =>
        CompositeOf(field.Type) is { IsLibrary: true } && LibraryTable.Find($"{field.ContainingType.Name}.{field.Name}") is { } row
            ? OfLeaves(field.Type, row.Formula!(_pool, []))
            : null;

    private Operand Library(IOperation site, IMethodSymbol method, IReadOnlyList<Operand> arguments)
    {
        var row = LibraryRowOf(method)!;
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
        if (arguments.Any(argument => !argument.IsComplete))
        {
            throw Unsupported.Expression(site);
        }

        Expression[] leaves = [.. arguments.SelectMany(argument => argument.Leaves())];
        if (row.IsExact)
        {
            return OfLeaves(type, row.Formula!(_pool, leaves));
        }

        var whole = CallOf(site, method, type, arguments);
        _pool.Hint(whole, NameOf(method));
        if (!leaves.Any(IsActive))
        {
            return Items(whole, type);
        }

        string[] readers = CompositeOf(type) is { } composite ? [.. ReadersOf(composite)] : [""];
        var values = row.Partials is null
            ? (IsOld(method) && row.Before is { } before ? before : row.Formula!)(_pool, leaves).Select((formula, i) => ByFormula(NameOf(method), whole, readers[i], formula))
            : Analytic(row, NameOf(method), whole, readers, leaves);
        return OfLeaves(type, [.. values], whole);
    }

    private static bool IsOld(IMethodSymbol method) => method.ContainingAssembly.Identity.Version.Major < 9;

    private static string NameOf(IMethodSymbol method)
    {
        var name = method.MethodKind switch
        {
            MethodKind.UserDefinedOperator or MethodKind.Conversion => method.Name.Substring("op_".Length),
            MethodKind.PropertyGet => method.AssociatedSymbol!.Name,
            _ => method.Name,
        };
        name = name switch { "Multiply" => "product", "Division" or "Divide" => "quotient", "UnaryNegation" or "Negate" => "negative", _ => name.StartsWith("Create", StringComparison.Ordinal) ? name.Substring("Create".Length) : name };
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private IEnumerable<string> ReadersOf(Composite composite) => composite.Parts.SelectMany((part, i) => CompositeOf(part.Type) is { } inner
        ? ReadersOf(inner).Select(reader => ReaderOf(composite, i) + reader)
        : [ReaderOf(composite, i)!]);

    /// <summary>A value of a type from its leaves in order.</summary>
    private Operand OfLeaves(ITypeSymbol type, IReadOnlyList<Expression> leaves, Expression? whole = null)
    {
        var next = 0;
        var value = Next(type);
        return whole is null || value.Term is not null ? value : Remember(value, whole);

        Operand Next(ITypeSymbol part) => CompositeOf(part) is { } composite
            ? Operand.Of([.. composite.Parts.Select(item => Next(item.Type))])
            : Operand.Of(Shallow(leaves[next++]));
    }

    /// <summary>The value of the call, the derivative of the formula.</summary>
    private Expression ByFormula(string name, Expression whole, string reader, Expression formula)
    {
        // What the formula knows to be constant may still differ by the sign of a zero.
        var function = new ForeignFunction(name + reader.Replace(".", ""), "formula", ["", reader], 2, (arguments, _) => [null, arguments[1].Pool.Real(1, arguments[1].Type)]);
        return formula is Constant ? _pool.Opaque(formula.Type, ["", reader], whole) : _pool.Call(function, formula.Type, whole, formula);
    }

    /// <summary>Of w = f(z, …) with complex partials f′: ∂Re w = Re f′ dRe z − Im f′ dIm z, ∂Im w = Im f′ dRe z + Re f′ dIm z.</summary>
    private Expression[] Analytic(LibraryRow row, string name, Expression whole, string[] readers, Expression[] leaves)
    {
        var functions = new ForeignFunction[2];
        for (var i = 0; i < functions.Length; i++)
        {
            var own = i;
            functions[i] = new ForeignFunction(name + readers[own].Substring(1), $"{row.Signature} {own}", ["", readers[own]], leaves.Length + 1, (operands, _) => Partials(operands, own));
        }

        return [.. functions.Select(function => _pool.Call(function, IrType.Double, [whole, .. leaves]))];

        Expression?[] Partials(IReadOnlyList<Expression> operands, int part)
        {
            var pool = operands[0].Pool;
            var arguments = new List<ComplexTerm>();
            for (var (i, k) = (1, 0); i < operands.Count; k++)
            {
                arguments.Add(row.IsComplex[k] ? new ComplexTerm(operands[i++], operands[i++]) : new ComplexTerm(operands[i++], null));
            }

            var w = new ComplexTerm(pool.Call(functions[0], IrType.Double, [.. operands]), pool.Call(functions[1], IrType.Double, [.. operands]));
            var partials = row.Partials!(arguments, w);
            var result = new List<Expression?> { null };
            for (var k = 0; k < arguments.Count; k++)
            {
                var slope = partials[k];
                result.Add(part == 0 ? slope?.Re : slope?.Im);
                if (row.IsComplex[k])
                {
                    result.Add(part == 0 ? slope?.Im is { } im ? -im : null : slope?.Re);
                }
            }

            return [.. result];
        }
    }

    /// <summary>The member called as C# on its arguments put together again.</summary>
    private Expression CallOf(IOperation site, IMethodSymbol method, ITypeSymbol type, IReadOnlyList<Operand> arguments)
    {
        var types = method.IsStatic || method.MethodKind == MethodKind.Constructor ? method.Parameters.Select(parameter => parameter.Type) : [method.ContainingType, .. method.Parameters.Select(parameter => parameter.Type)];
        Expression[] operands = [.. arguments.Zip(types, (argument, own) => Whole(argument, own) ?? throw Unsupported.Expression(site))];
        return _pool.Opaque(TypeOf(type), Spelling(method, operands.Length), operands);
    }

    private static IReadOnlyList<string> Spelling(IMethodSymbol method, int operands)
    {
        var between = Enumerable.Repeat(", ", Math.Max(0, operands - 1));
        return method switch
        {
            { MethodKind: MethodKind.PropertyGet } => ["", "." + method.AssociatedSymbol!.Name],
            { MethodKind: MethodKind.UserDefinedOperator } when Sign(method.Name) is { } sign => operands == 1 ? [$"({sign}", ")"] : ["(", $" {sign} ", ")"],
            { IsStatic: true } => [$"{Types.Text(method.ContainingType)}.{method.Name}(", .. between, ")"],
            _ when operands == 1 => ["", $".{method.Name}()"],
            _ => ["", $".{method.Name}(", .. between.Skip(1), ")"],
        };
    }

    private static string? Sign(string name) => name switch
    {
        "op_Addition" => "+",
        "op_Subtraction" or "op_UnaryNegation" => "-",
        "op_Multiply" => "*",
        "op_Division" => "/",
        _ => null,
    };
}
