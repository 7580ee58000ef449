using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// The functions that a call of a method with derivatives of its own goes through: one gives its value, part by part, and after that its Jacobian, another the second
/// derivatives. Both are plain calls of the members, with memory made for them.
/// </summary>
internal sealed class DerivedBody(ExpressionPool pool, DerivedMembers members, IrType element, string name)
{
    private readonly List<Statement> _statements = [];
    private readonly string _home = Types.Text(members.Method.ContainingType);

    /// <summary>What the functions take, in order.</summary>
    public List<Input> Inputs { get; } = [];

    /// <summary>The object that it is called on.</summary>
    public Value? Receiver { get; set; }

    /// <summary>For each parameter what is passed on: an input, or what is made of several.</summary>
    public List<Expression> Arguments { get; } = [];

    /// <summary>The parts of the result as C# reads them from it, with their types; one part without a name where it has none.</summary>
    public IReadOnlyList<(string Reader, IrType Type)> Parts { get; set; } = [];

    private bool IsScalar => Parts is [{ Type.IsReal: true }] && !members.Method.ReturnsVoid && Parts[0].Reader.Length == 0;

    /// <summary>The number of columns, as a term over the inputs.</summary>
    public Expression Columns => Inputs.Where(input => input.IsActive)
        .Select(input => Count(input.Value))
        .Aggregate((Expression)pool.Int(0), Plus);

    /// <summary>Whether the numbers of rows and columns are known, so that no memory is needed but on the stack.</summary>
    public bool IsFixed => Columns is Constant && members is { Jacobian: not null, Destination: < 0 } && Parts.All(part => part.Type.IsReal);

    /// <summary>Yields the parts of the value, then the Jacobian, which is an array or, where all is fixed, its entries one by one.</summary>
    public Function First()
    {
        _statements.Clear();
        var taken = Taken();
        var (parts, rows) = Value(taken);
        var jacobian = IsFixed && rows is Constant count ? OnStack((int)count.Integer * (int)((Constant)Columns).Integer) : Array("jacobian", Times(rows, Columns));
        FillJacobian(taken, jacobian, rows);
        if (!IsFixed)
        {
            return Close([.. parts, jacobian]);
        }

        var reals = Inputs.Where(input => input.Value.Type.IsReal).ToArray();
        var yields = new List<Expression>(parts);
        for (var r = 0; r < parts.Length; r++)
        {
            var column = 0;
            var columns = (int)((Constant)Columns).Integer;
            yields.AddRange(reals.Select(input => input.IsActive ? Entry(jacobian, (r * columns) + column++) : pool.Real(0, parts[r].Type)));
        }

        return Close(yields);
    }

    /// <summary>As <see cref="First"/> in the fixed form, with the second partials behind: for each part, by each pair of real inputs.</summary>
    public Function FirstAndSecond()
    {
        var first = First();
        var yields = new List<Expression>(first.Body.Yields);
        var columns = (int)((Constant)Columns).Integer;
        var taken = Taken();
        var hessian = OnStack(Parts.Count * columns * columns, "hessian");
        Run(members.Hessian!, [.. Passed(taken), hessian]);
        int[] places = [.. Inputs.Where(input => input.Value.Type.IsReal).Select(input => input.IsActive ? Inputs.TakeWhile(other => other != input).Count(other => other.IsActive) : -1)];
        for (var r = 0; r < Parts.Count; r++)
        {
            foreach (var i in places)
            {
                yields.AddRange(places.Select(j => i < 0 || j < 0 ? pool.Real(0, element) : Entry(hessian, (((r * columns) + i) * columns) + j)));
            }
        }

        return Close(yields);
    }

    /// <summary>Yields the second derivatives as one array, row by row; by differences of the Jacobian where the method has no exact ones.</summary>
    public Function Second()
    {
        _statements.Clear();
        var taken = Taken();
        var rows = IsScalar ? pool.Int(1) : members.Destination >= 0 || Parts.All(part => part.Type.IsReal) ? RowsBefore() : Value(taken).Rows;
        var second = Array("second", Times(Times(rows, Columns), Columns));
        if (members.Hessian is { } hessian)
        {
            Run(hessian, members.HessianTakesRows ? [.. Passed(taken), rows, second] : [.. Passed(taken), second]);
        }
        else
        {
            Difference(second, rows);
        }

        return Close([second]);
    }

    private Function Close(IReadOnlyList<Expression> yields) =>
        new(name, pool, Inputs, new Region([.. _statements], yields), new Output(OutputShape.List, element, "", [], null));

    /// <summary>What is passed on for each parameter: spans become arrays where the method takes those.</summary>
    private Expression[] Taken()
    {
        var arrays = new Dictionary<Expression, Expression>();
        var taken = new Expression[Arguments.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            var type = members.Method.Parameters[i].Type;
            taken[i] = i == members.Destination ? Arguments[i]
                : Arguments[i] is Opaque whole ? pool.Opaque(whole.Type, whole.Fragments, [.. whole.Operands.Select(AsArray)])
                : type is INamedTypeSymbol { Name: "ReadOnlySpan" } ? Arguments[i]
                : AsArray(Arguments[i]);
        }

        return taken;

        Expression AsArray(Expression term)
        {
            if (term.Type.Kind != Ir.TypeKind.ReadOnlySpan)
            {
                return term;
            }

            if (!arrays.TryGetValue(term, out var array))
            {
                arrays.Add(term, array = Bound(IrType.Array(term.Type.Element!), ((Value)term).Name, pool.Opaque(IrType.Array(term.Type.Element!), ["", ".ToArray()"], term)));
            }

            return array;
        }
    }

    /// <summary>The call itself, part by part, and how many rows there are.</summary>
    private (Expression[] Parts, Expression Rows) Value(Expression[] taken)
    {
        if (members.Destination >= 0)
        {
            var filled = Array("values", taken[members.Destination]);
            taken[members.Destination] = filled;
            Run(members.Method, taken);
            return ([filled], pool.Length(filled));
        }

        var type = Types.Of(members.Method.ReturnType);
        var whole = Bound(type, "value", Call(members.Method, type, taken));
        Expression[] parts = Parts is [{ Reader: "" }] ? [whole] : [.. Parts.Select(part => Part(pool.Opaque(part.Type, ["", part.Reader], whole)))];
        return (parts, parts.Where(part => part.Type.IsReal || part.Type.IsArray).Select(Count).Aggregate((Expression)pool.Int(0), Plus));
    }

    private Expression Part(Opaque part) => part.Type.IsArray ? Bound(part.Type, "part", part) : part;

    private Expression RowsBefore() => members.Destination >= 0 ? Arguments[members.Destination] : pool.Int(Parts.Count);

    private void FillJacobian(Expression[] taken, Expression jacobian, Expression rows)
    {
        var passed = Passed(taken);
        if (members.Jacobian is { } member)
        {
            Run(member, [.. passed, jacobian]);
            return;
        }

        var isForward = members.Jvp is not null;
        var (count, length) = isForward ? (Columns, rows) : (rows, Columns);
        var direction = Array("direction", count);
        var products = IsScalar && isForward ? null : Array("products", length);
        var (k, i) = (pool.Local(IrType.Int, "k"), pool.Local(IrType.Int, "i"));
        var outer = _statements.ToList();
        _statements.Clear();
        _statements.Add(new Store(direction, [k], pool.Real(1, element)));
        if (products is null)
        {
            _statements.Add(new Store(jacobian, [k], Bound(element, "product", Call(members.Jvp!, element, [.. passed, direction]))));
        }
        else
        {
            Run(isForward ? members.Jvp! : members.Vjp!, [.. passed, direction, products]);
            var product = pool.Local(element);
            var entry = isForward ? Plus(Times(i, Columns), k) : Plus(Times(k, Columns), i);
            _statements.Add(Ranges.For(i, length, new Region([new Let(product, pool.Element(products, i)), new Store(jacobian, [entry], product)], [])));
        }

        _statements.Add(new Store(direction, [k], pool.Real(0, element)));
        outer.Add(Ranges.For(k, count, new Region([.. _statements], [])));
        _statements.Clear();
        _statements.AddRange(outer);
    }

    /// <summary>Central differences of the first function's Jacobian.</summary>
    private void Difference(Value second, Expression rows)
    {
        var point = Array("point", Columns);
        var operands = new List<Expression>();
        var fragments = new List<string> { $"global::SymbolicJacobian.FiniteDifference.Central((given_, into_) => new global::System.ReadOnlySpan<{element}>({name}(" };
        Expression start = pool.Int(0);
        for (var i = 0; i < Inputs.Count; i++)
        {
            var input = Inputs[i];
            var count = input.Value.Type.IsArray ? Bound(IrType.Int, "count", pool.Opaque(IrType.Int, ["", ".Length"], input.Value)) : Count(input.Value);
            Say(i > 0 ? ", " : "");
            if (!input.IsActive)
            {
                Hole(input.Value.Type.Kind == Ir.TypeKind.ReadOnlySpan ? Bound(IrType.Array(input.Value.Type.Element!), input.Value.Name, pool.Opaque(IrType.Array(input.Value.Type.Element!), ["", ".ToArray()"], input.Value)) : input.Value);
                continue;
            }

            Say(input.Value.Type.IsReal ? "given_[" : "given_.Slice(");
            Hole(start);
            if (input.Value.Type.IsReal)
            {
                Say("]");
                _statements.Add(new Store(point, [start], input.Value));
            }
            else
            {
                Say(", ");
                Hole(count);
                Say(")");
                var k = pool.Local(IrType.Int, "k");
                var number = pool.Local(element);
                _statements.Add(Ranges.For(k, count, new Region([new Let(number, pool.Element(input.Value, k)), new Store(point, [Plus(start, k)], number)], [])));
            }

            start = Plus(start, count);
        }

        Say($").Item{Parts.Count + 1}).CopyTo(into_), ");
        Hole(point);
        Say(", ");
        Hole(second);
        Say(", ");
        Hole(Times(rows, Columns));
        Say(")");
        var code = pool.Opaque(IrType.Opaque("void"), fragments, [.. operands]);
        _statements.Add(new Evaluate(pool.Local(code.Type), code));

        void Say(string text) => fragments[fragments.Count - 1] += text;

        void Hole(Expression term)
        {
            operands.Add(term);
            fragments.Add("");
        }
    }

    private IEnumerable<Expression> Passed(Expression[] taken) => taken.Where((_, i) => i != members.Destination);

    private void Run(IMethodSymbol method, IReadOnlyList<Expression> arguments)
    {
        var code = Call(method, IrType.Opaque("void"), arguments);
        _statements.Add(new Evaluate(pool.Local(code.Type), code));
    }

    private Opaque Call(IMethodSymbol method, IrType type, IReadOnlyList<Expression> arguments)
    {
        var called = MethodName.Escape(method.Name);
        var between = Enumerable.Repeat(", ", Math.Max(0, arguments.Count - 1));
        return Receiver is { } receiver
            ? (Opaque)pool.Opaque(type, arguments.Count == 0 ? ["", $".{called}()"] : ["", $".{called}(", .. between, ")"], [receiver, .. arguments])
            : (Opaque)pool.Opaque(type, [$"{_home}.{called}(", .. between, ")"], [.. arguments]);
    }

    private Value Bound(IrType type, string own, Expression code)
    {
        var value = pool.Local(type, own);
        _statements.Add(new Evaluate(value, (Opaque)code));
        return value;
    }

    /// <summary>Memory that the members fill: made by C#, so that nobody takes it for zeros.</summary>
    private Value Array(string own, Expression length) => Bound(IrType.Array(element), own, pool.Opaque(IrType.Array(element), [$"new {element}[", "]"], length));

    private Value OnStack(int length, string own = "jacobian")
    {
        var memory = pool.Local(IrType.Span(element), own);
        _statements.Add(new Allocate(memory, [pool.Int(length)]));
        return memory;
    }

    private Expression Entry(Value matrix, int position)
    {
        var entry = pool.Local(element);
        _statements.Add(new Let(entry, pool.Element(matrix, pool.Int(position))));
        return entry;
    }

    private Expression Count(Expression term) => !term.Type.IsArray ? pool.Int(1)
        : Enumerable.Range(0, term.Type.Rank).Select(dimension => pool.Length(term, dimension)).Aggregate((a, b) => pool.Operation(Operator.Multiply, IrType.Int, a, b));

    private Expression Plus(Expression a, Expression b) =>
        a is Constant { Bits: 0 } ? b : b is Constant { Bits: 0 } ? a : a is Constant x && b is Constant y ? pool.Int(x.Integer + y.Integer) : pool.Operation(Operator.Add, IrType.Int, a, b);

    private Expression Times(Expression a, Expression b) =>
        a is Constant { Bits: 1 } ? b : b is Constant { Bits: 1 } ? a : a is Constant x && b is Constant y ? pool.Int(x.Integer * y.Integer) : pool.Operation(Operator.Multiply, IrType.Int, a, b);
}
