using System.Text;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What the place of a term converts by itself, so that the text need not.</summary>
internal enum Latitude
{
    /// <summary>The text must have exactly the term's type.</summary>
    None,

    /// <summary>A whole literal may stand as an integer: <c>2</c> for <c>2.0</c>.</summary>
    Literal,

    /// <summary>And a simple operand may leave an implicit conversion to C#: <c>i * x</c> for <c>(double)i * x</c>.</summary>
    Conversion,
}

/// <summary>
/// Terms as C# text that parses back to the same tree: parentheses only where the order of operators needs them, never
/// a rearrangement. It works off a stack of its own, so that no depth of nesting overflows the thread's.
/// </summary>
internal sealed partial class ExpressionPrinter
{
    private readonly Spelling _spelling;
    private readonly Func<Value, string> _nameOf;
    private readonly Stack<Piece> _pending = new();
    private readonly StringBuilder _text = new();

    public ExpressionPrinter(Spelling spelling, Func<Value, string> nameOf)
    {
        _spelling = spelling;
        _nameOf = nameOf;
    }

    /// <summary>The text of a term, in parentheses if it binds less tightly than <paramref name="precedence"/>.</summary>
    public string Print(Expression expression, Latitude latitude = Latitude.None, int precedence = Precedence.Lowest)
    {
        _text.Clear();
        _pending.Push(new Piece(expression, precedence, latitude));
        while (_pending.Count > 0)
        {
            var piece = _pending.Pop();
            if (piece.Term is null)
            {
                _text.Append(piece.Text);
            }
            else if (piece.IsUnchecked)
            {
                Spell(piece.Term, piece.Latitude);
            }
            else
            {
                Expand(piece.Term, piece.Precedence, piece.Latitude);
            }
        }

        return _text.ToString();
    }

    /// <summary>The opposite of a condition. An order of reals is not turned round: with a NaN neither side holds.</summary>
    public string PrintNegated(Expression condition)
    {
        if (condition is Operation { Operator: Operator.Not } negation)
        {
            return Print(negation.Operands[0]);
        }

        if (condition is Operation comparison && !IsNaNTest(condition) && Opposite(comparison) is { } opposite)
        {
            var (left, right) = (comparison.Operands[0], comparison.Operands[1]);
            var precedence = Precedence.Of(opposite) + 1;
            var first = Print(left, LatitudeBeside(right), precedence);
            return $"{first} {Precedence.Sign(opposite)} {Print(right, LatitudeBeside(left), precedence)}";
        }

        var text = Print(condition, Latitude.None, Precedence.Unary);
        return IsNaNTest(condition) && text[0] == '!' ? text.Substring(1) : "!" + text;
    }

    /// <summary>A real is not equal to itself: it is NaN.</summary>
    private static bool IsNaNTest(Expression term) =>
        term is Operation { Operator: Operator.Equal or Operator.NotEqual } test && test.Operands[0].Type.IsReal && ReferenceEquals(test.Operands[0], test.Operands[1]);

    private static Operator? Opposite(Operation comparison) => comparison.Operator switch
    {
        Operator.Equal => Operator.NotEqual,
        Operator.NotEqual => Operator.Equal,
        _ when comparison.Operands.Count == 0 || comparison.Operands[0].Type.Kind != TypeKind.Integer => null,
        Operator.Less => Operator.GreaterOrEqual,
        Operator.LessOrEqual => Operator.Greater,
        Operator.Greater => Operator.LessOrEqual,
        Operator.GreaterOrEqual => Operator.Less,
        _ => null,
    };

    private void Expand(Expression term, int precedence, Latitude latitude)
    {
        if (PrecedenceOf(term, latitude) < precedence)
        {
            Push("(", new Piece(term, Precedence.Lowest, latitude), ")");
            return;
        }

        if (NeedsUnchecked(term))
        {
            Push("unchecked(", new Piece(term, Precedence.Lowest, isUnchecked: true), ")");
            return;
        }

        Spell(term, latitude);
    }

    private void Spell(Expression term, Latitude latitude)
    {
        switch (term)
        {
            case Constant constant:
                _text.Append(Literals.Text(constant, latitude != Latitude.None, _spelling.Math));
                break;
            case Value value:
                _text.Append(_nameOf(value));
                break;
            case Operation operation when IsNaNTest(operation):
                Push($"{(operation.Operator == Operator.Equal ? "!" : "")}{operation.Operands[0].Type.CSharp}.IsNaN(", new Piece(operation.Operands[0], Precedence.Lowest), ")");
                break;
            case Operation operation:
                Expand(operation, latitude);
                break;
            case Call { Rule: ForeignFunction foreign } call:
                Expand([.. foreign.Spelling.Select(_spelling.Foreign)], call.Operands);
                break;
            case Call call:
                Expand(call);
                break;
            case Opaque opaque:
                Expand(opaque.Fragments, opaque.Operands);
                break;
            default:
                throw new InvalidOperationException($"{term.GetType().Name} has no C# form.");
        }
    }

    private void Expand(Operation operation, Latitude latitude)
    {
        var operands = operation.Operands;
        switch (operation.Operator)
        {
            case Operator.Negate or Operator.Not or Operator.Complement:
                // Two signs in a row would read as a decrement.
                var tight = operation.Operator == Operator.Negate && StartsWithMinus(operands[0]);
                Push(Precedence.Sign(operation.Operator), new Piece(operands[0], tight ? Precedence.Primary : Precedence.Unary));
                break;
            case Operator.Convert:
                ExpandConversion(operation, latitude);
                break;
            case Operator.Select:
                Push(
                    new Piece(operands[0], Precedence.Conditional + 1),
                    " ? ",
                    new Piece(operands[1], Precedence.Conditional + 1, LatitudeBeside(operands[2])),
                    " : ",
                    new Piece(operands[2], Precedence.Conditional, LatitudeBeside(operands[1])));
                break;
            case Operator.Length:
                if (ArrayLayout.IsScattered(operands[0]))
                {
                    var whole = _nameOf((Value)operands[0]);
                    _text.Append(whole, 0, whole.IndexOf(ArrayLayout.Hole) - 1).Append(".Length");
                    break;
                }

                var length = operands[0].Type.Rank > 1 ? $".GetLength({((Constant)operands[1]).Integer})" : ".Length";
                Push(new Piece(operands[0], Precedence.Primary), length);
                break;
            case Operator.Element when ArrayLayout.IsScattered(operands[0]):
                var fragments = _nameOf((Value)operands[0]).Split(ArrayLayout.Hole);
                Push([fragments[0], .. operands.Skip(1).SelectMany((index, i) => new[] { new Piece(index, Precedence.Lowest), fragments[i + 1] })]);
                break;
            case Operator.Element:
                PushList(operands, 1, "]", _ => Latitude.None);
                Push(new Piece(operands[0], Precedence.Primary), "[");
                break;
            default:
                ExpandBinary(operation);
                break;
        }
    }

    private void ExpandBinary(Operation operation)
    {
        var (left, right) = (operation.Operands[0], operation.Operands[1]);
        var op = operation.Operator;
        var precedence = Precedence.Of(op);
        // Sums and products keep the tree's own grouping, to the last bit; of && and || every grouping is the same.
        var rightPrecedence = op is Operator.And or Operator.Or ? precedence : precedence + 1;
        var mayConvert = Precedence.IsArithmetic(op) || Precedence.IsComparison(op);
        _pending.Push(new Piece(right, rightPrecedence, mayConvert ? LatitudeBeside(left) : Latitude.None));
        if (IsIntegerDivision(op, operation.Type) && CompilerCouldFold(right) && right is not Constant { Integer: not 0 })
        {
            // The compiler refuses a constant divisor that is 0; the running program throws where F throws.
            _pending.Pop();
            var zero = new Piece(right, Precedence.Additive);
            Push(_spelling.Math + ".Max(", zero, ", ", zero, ")");
        }

        Push(new Piece(left, precedence, mayConvert ? LatitudeBeside(right) : Latitude.None), $" {Precedence.Sign(op)} ");
    }

    private void ExpandConversion(Operation conversion, Latitude latitude)
    {
        var operand = conversion.Operands[0];
        if (latitude == Latitude.Conversion && IsImplicit(conversion))
        {
            _pending.Push(new Piece(operand, Precedence.Lowest));
            return;
        }

        // (Name)-x would read as a subtraction.
        var tight = StartsWithMinus(operand) && conversion.Type.Kind == TypeKind.Opaque;
        Push($"({_spelling.Type(conversion.Type)})", new Piece(operand, tight ? Precedence.Primary : Precedence.Unary));
    }

    private void Expand(Call call)
    {
        var (method, needsCast) = _spelling.Function(call.Rule, call.Type);
        _text.Append(needsCast ? $"({call.Type.CSharp})" : "").Append(method).Append('(');
        var isFramework = Spelling.IsFramework(call.Rule) && !needsCast;
        var hasReal = call.Operands.Any(argument => argument is not Constant && argument.Type == call.Type);
        PushList(
            call.Operands,
            0,
            ")",
            argument => isFramework && hasReal && argument.Type == call.Type ? Latitude.Literal : Latitude.None);
    }

    private void PushList(IReadOnlyList<Expression> terms, int from, string end, Func<Expression, Latitude> latitude)
    {
        _pending.Push(end);
        for (var i = terms.Count - 1; i >= from; i--)
        {
            _pending.Push(new Piece(terms[i], Precedence.Lowest, latitude(terms[i])));
            if (i > from)
            {
                _pending.Push(", ");
            }
        }
    }

    private void Push(params Piece[] pieces)
    {
        for (var i = pieces.Length - 1; i >= 0; i--)
        {
            _pending.Push(pieces[i]);
        }
    }

    /// <summary>Text that is ready, or a term that is still to be printed.</summary>
    private readonly struct Piece
    {
        public Piece(Expression term, int precedence, Latitude latitude = Latitude.None, bool isUnchecked = false)
        {
            IsUnchecked = isUnchecked;
            Term = term;
            Precedence = precedence;
            Latitude = latitude;
            Text = "";
        }

        private Piece(string text)
        {
            Text = text;
        }

        public string Text { get; }

        public Expression? Term { get; }

        public int Precedence { get; }

        public Latitude Latitude { get; }

        /// <summary>The text around it says <c>unchecked</c> already.</summary>
        public bool IsUnchecked { get; }

        public static implicit operator Piece(string text) => new(text);
    }
}
