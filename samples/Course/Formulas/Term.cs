namespace Course.Formulas;

/// <summary>A C# expression of the kind that stands in a generated Jacobian.</summary>
internal abstract record Term;

/// <summary>A literal, without its suffix.</summary>
internal sealed record Number(string Text) : Term;

/// <summary>A variable or constant; the last part where it is qualified, as in <c>Layer.W</c>.</summary>
internal sealed record Name(string Text) : Term;

/// <summary>A call; the function's name without the type, as <c>Tanh</c> for <c>Math.Tanh</c>.</summary>
internal sealed record Call(string Function, IReadOnlyList<Term> Arguments) : Term;

/// <summary>An array element.</summary>
internal sealed record Element(Term Array, IReadOnlyList<Term> Indices) : Term;

/// <summary>A sign, or <c>!</c>.</summary>
internal sealed record Prefixed(string Operator, Term Operand) : Term;

/// <summary>Two operands and what stands between them.</summary>
internal sealed record Infix(string Operator, Term Left, Term Right) : Term;

/// <summary><c>condition ? then : else</c>.</summary>
internal sealed record Choice(Term Condition, Term Then, Term Else) : Term;
