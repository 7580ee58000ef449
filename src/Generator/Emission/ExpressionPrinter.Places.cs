using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <content>Which place needs parentheses, and which allows the short form of a literal.</content>
internal sealed partial class ExpressionPrinter
{
    /// <summary>
    /// What the neighbour of a binary operator, or of the other arm of a choice, allows: if it has the real type by itself,
    /// an integer beside it is converted; if it could be shortened too, neither is.
    /// </summary>
    public static Latitude LatitudeBeside(Expression neighbour) =>
        neighbour is Constant || IsImplicit(neighbour) ? Latitude.None : Latitude.Conversion;

    /// <summary>A conversion that C# would insert by itself, of an operand that misleads nobody (an integer division would).</summary>
    private static bool IsImplicit(Expression expression)
    {
        if (expression is not Operation { Operator: Operator.Convert } conversion)
        {
            return false;
        }

        var operand = conversion.Operands[0];
        var isSimple = operand is Value
            or Operation { Operator: Operator.Element or Operator.Length or Operator.Add or Operator.Subtract or Operator.Multiply };
        return isSimple && !NeedsUnchecked(operand) && (operand.Type.Kind, conversion.Type.Kind) switch
        {
            (TypeKind.Integer, TypeKind.Double or TypeKind.Float) => operand.Type.CSharp != "ulong",
            (TypeKind.Float, TypeKind.Double) => operand is not Operation { Operator: Operator.Add or Operator.Subtract or Operator.Multiply },
            (TypeKind.Integer, TypeKind.Integer) => operand.Type == IrType.Int && conversion.Type == IrType.Long,
            _ => false,
        };
    }

    private static bool StartsWithMinus(Expression term) => term switch
    {
        Operation { Operator: Operator.Negate } => true,
        Constant => IsNegative((Constant)term),
        _ => false,
    };

    private static bool IsNegative(Constant constant) => constant.Type.IsReal
        ? constant.Bits < 0 && !double.IsNaN(constant.Real) && !double.IsInfinity(constant.Real)
        : constant.Bits < 0 && constant.Type.CSharp is "int" or "long";

    private int PrecedenceOf(Expression term, Latitude latitude) => term switch
    {
        Constant constant => ConstantPrecedence(constant),
        Operation { Operator: Operator.Convert } conversion when latitude == Latitude.Conversion && IsImplicit(conversion) =>
            PrecedenceOf(conversion.Operands[0], Latitude.None),
        _ when NeedsUnchecked(term) => Precedence.Primary,
        Operation operation when IsNaNTest(operation) => operation.Operator == Operator.Equal ? Precedence.Unary : Precedence.Primary,
        Operation operation => Precedence.Of(operation.Operator),
        Call { Rule: ForeignFunction foreign } => IsPrimary(foreign.Spelling) ? Precedence.Primary : Precedence.Lowest + 1,
        Call call => _spelling.Function(call.Rule, call.Type).NeedsCast ? Precedence.Unary : Precedence.Primary,
        Opaque opaque => IsPrimary(opaque.Fragments) ? Precedence.Primary : Precedence.Lowest + 1,
        _ => Precedence.Primary,
    };

    /// <summary>The compiler computes such a term itself and refuses an overflow that the running program just wraps.</summary>
    private static bool NeedsUnchecked(Expression term) =>
        term is Operation { Type.Kind: TypeKind.Integer } operation
        && (Precedence.IsArithmetic(operation.Operator) || operation.Operator is Operator.Negate or Operator.Convert)
        && CompilerCouldFold(operation);

    /// <summary>Made of literals alone. What is folded while it is built never gets here, so that these terms are rare and small.</summary>
    private static bool CompilerCouldFold(Expression term, int depth = 12) =>
        term is Constant
        || (depth > 0 && term is Operation operation && operation.Operands.All(operand => CompilerCouldFold(operand, depth - 1)));

    private static bool IsIntegerDivision(Operator op, IrType type) =>
        op is Operator.Divide or Operator.Remainder && type.Kind == TypeKind.Integer;

    private static int ConstantPrecedence(Constant constant)
    {
        var isPlain = constant.Type.IsReal || constant.Type.CSharp is "int" or "long" or "uint" or "ulong" || constant.Type.Kind == TypeKind.Boolean;
        return isPlain && !IsNegative(constant) ? Precedence.Primary : Precedence.Unary;
    }

    /// <summary>C# text with terms in its holes.</summary>
    private void Expand(IReadOnlyList<string> fragments, IReadOnlyList<Expression> operands)
    {
        var pieces = new Piece[(2 * fragments.Count) - 1];
        for (var i = 0; i < fragments.Count; i++)
        {
            pieces[2 * i] = fragments[i];
            if (i + 1 < fragments.Count)
            {
                // After a closing bracket the hole is what a cast is applied to, before an opening one it is called or indexed.
                var isDelimited = LastMark(fragments[i]) is '(' or ',' or '[' && FirstMark(fragments[i + 1]) is ')' or ',' or ']';

                // An order sign in a list of arguments could begin a list of type arguments.
                var precedence = isDelimited ? Precedence.Additive : Precedence.Primary;
                pieces[(2 * i) + 1] = new Piece(operands[i], precedence);
            }
        }

        Push(pieces);
    }

    private static char LastMark(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length == 0 ? ' ' : trimmed[trimmed.Length - 1];
    }

    private static char FirstMark(string text)
    {
        var trimmed = text.TrimStart();
        return trimmed.Length == 0 ? ' ' : trimmed[0];
    }

    /// <summary>Names, member accesses, calls and indexing bind tightest; any other sign outside brackets might not.</summary>
    private static bool IsPrimary(IReadOnlyList<string> fragments)
    {
        // So does the call of a constructor.
        const string New = "new ";
        var depth = 0;
        var start = fragments[0].StartsWith(New, StringComparison.Ordinal) && fragments[fragments.Count - 1].EndsWith(")", StringComparison.Ordinal) ? New.Length : 0;
        foreach (var (fragment, i) in fragments.Select((fragment, i) => (fragment, i)))
        {
            foreach (var c in i == 0 ? fragment.Substring(start) : fragment)
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                var isName = char.IsLetterOrDigit(c) || c is '_' or '.' or '@' or ':';
                if (depth == 0 && !isName && c is not (')' or ']' or '}'))
                {
                    return false;
                }
            }
        }

        // A cast begins with a bracket as well, and so does a tuple.
        return fragments[0].Length == 0 || fragments[0][0] != '(';
    }
}
