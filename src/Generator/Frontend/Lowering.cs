using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// Turns a method body into the IR. Locals become versions of variables: where branches join or a loop hands on, the
/// versions are merged; break, continue and early return become bool variables that guard what follows.
/// </summary>
internal sealed partial class Lowering
{
    private const int StatementLimit = 20_000;
    private const int InlineLimit = 24;
    private const int NestingLimit = 120;

    /// <summary>Deeper terms are cut by temporaries, so that no later pass overflows the stack.</summary>
    private const int TermDepthLimit = 100;

    private readonly ExpressionPool _pool = new();
    private readonly MethodContext _context;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<Value, RegionBuilder> _bound = [];
    private readonly Dictionary<Value, Expression> _definitions = [];
    private readonly Dictionary<Value, IReadOnlyList<Expression>> _lengths = [];
    private readonly Dictionary<Expression, int> _depths = [];
    private readonly HashSet<Value> _active = [];
    private RegionBuilder _builder = new(null);
    private State _state = new();
    private Frame _frame = null!;
    private SyntaxNode? _at;
    private IOperation? _statement;

    /// <summary>Where the current statement stands: what its expressions declare lives on beside it, on whichever path they run.</summary>
    private RegionBuilder? _home;

    private int _statements;
    private int _nesting;

    public Lowering(MethodContext context, CancellationToken cancellation)
    {
        _context = context;
        _cancellation = cancellation;
    }

    private Expression Operation(Operator op, IrType type, params Expression[] operands) =>
        Shallow(_pool.Operation(op, type, operands));

    /// <summary>Binds a term that has grown deep to a temporary.</summary>
    private Expression Shallow(Expression term)
    {
        var depth = 0;
        foreach (var operand in term.Operands)
        {
            depth = Math.Max(depth, _depths.TryGetValue(operand, out var known) ? known : 0);
        }

        if (depth < TermDepthLimit)
        {
            _depths[term] = depth + 1;
            return term;
        }

        return Name(term, "");
    }

    /// <summary>Binds a term to a new value.</summary>
    private Value Name(Expression term, string name, int variable = 0)
    {
        var value = _pool.Local(term.Type, name, variable);
        if (IsActive(term))
        {
            _active.Add(value);
        }

        _definitions[value] = term;
        Add(new Let(value, term), value);
        return value;
    }

    private void Add(Statement statement, params Value[] binds)
    {
        _builder.Statements.Add(statement);
        foreach (var value in binds)
        {
            _bound[value] = _builder;
        }
    }

    private Variable NewVariable(string name, IrType type, bool isActive) =>
        new(name, name.Length == 0 ? 0 : _pool.NewVariable(), type, _builder, isActive);

    private Variable NewFlag(string name)
    {
        var flag = new Variable(name, _pool.NewVariable(), IrType.Boolean, _builder, isActive: false);
        _state[flag] = _pool.Boolean(false);
        return flag;
    }

    /// <summary>Sets a variable; a term that is more than a name or a literal gets the variable's name.</summary>
    private void Assign(Variable variable, Expression term)
    {
        _state[variable] = term switch
        {
            Value or Constant => term,
            Opaque { Type.IsArray: true } => term,
            _ when variable.Name.Length == 0 => term,
            _ when IsCallee(term) || IsReference(term) => term,
            _ => Name(term, variable.Name, variable.Number),
        };
        if (variable is { IsActive: true, Type.IsArray: true } && term is Value array)
        {
            MarkActive(array);
        }
    }

    /// <summary>
    /// An element that was read only to be put into this place takes the name of its variable. Nothing else may use the
    /// temporary, as the part of a struct does that was made of it: it is gone.
    /// </summary>
    private Operand Named(Place place, Operand operand)
    {
        if (place.Variable is not { } variable
            || operand.Term is not Value { Name: "" } read
            || _builder.Statements.Count == 0
            || _builder.Statements[_builder.Statements.Count - 1] is not Let let
            || !ReferenceEquals(let.Target, read)
            || _state.Variables.Any(other => ReferenceEquals(_state[other], read)))
        {
            return operand;
        }

        _builder.Statements.RemoveAt(_builder.Statements.Count - 1);
        return Operand.Of(Name(let.Definition, variable.Name, variable.Number));
    }

    private void Assign(Place place, Operand operand)
    {
        if (place.Element is { } element)
        {
            Store(element.Array, element.Indices, operand, element.Operation);
            return;
        }

        if (place.Chosen is { } chosen)
        {
            Branch(chosen.Condition, () => Assign(chosen.Then, operand), () => Assign(chosen.Otherwise, operand));
            return;
        }

        if (IsListKept(place, operand))
        {
            return;
        }

        Adopt(place, operand);
        if (place.Variable is { } variable)
        {
            if (Fitting(operand, isWhole: true) is { } term)
            {
                Assign(variable, term);
            }
            else
            {
                _state[variable] = null;
            }

            return;
        }

        Fitting(operand, isWhole: false);
        for (var i = 0; i < place.Items.Count; i++)
        {
            Assign(place.Items[i], PartOf(operand, i));
        }
    }

    /// <summary>The term for a variable. A value that cannot be taken apart fits no place of parts, and the other way round.</summary>
    private Expression? Fitting(Operand operand, bool isWhole) =>
        ReferenceEquals(operand, Operand.Missing) || operand.Term is not null == isWhole
            ? operand.Term
            : throw Unsupported.Expression(Here);

    /// <summary>The statement that is being followed.</summary>
    private SyntaxNode Here => _at ?? _context.Method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);

    private static Operand PartOf(Operand operand, int index) =>
        ReferenceEquals(operand, Operand.Missing) ? operand : operand.Items[index];

    /// <summary>Keeps terms as they are: for results that get their name elsewhere.</summary>
    private void Keep(Place place, Operand operand)
    {
        if (place.Element is not null || place.Chosen is not null)
        {
            Assign(place, operand);
            return;
        }

        if (IsListKept(place, operand))
        {
            return;
        }

        Adopt(place, operand);
        if (place.Variable is { } variable)
        {
            _state[variable] = Fitting(operand, isWhole: true);
            return;
        }

        Fitting(operand, isWhole: false);
        for (var i = 0; i < place.Items.Count; i++)
        {
            Keep(place.Items[i], PartOf(operand, i));
        }
    }

    private Operand? Peek(Place place)
    {
        if (place.List is { } list)
        {
            return Operand.OfList(list);
        }

        if (place.Element is { } element)
        {
            return Read(element.Array, element.Indices);
        }

        if (place.Chosen is { } chosen)
        {
            return Choose(chosen.Condition, () => Peek(chosen.Then) ?? Operand.Missing, () => Peek(chosen.Otherwise) ?? Operand.Missing, chosen.Syntax);
        }

        if (place.Variable is { } variable)
        {
            return _state[variable] is { } term ? Operand.Of(term) : null;
        }

        Operand[] items = [.. place.Items.Select(item => Peek(item) ?? Operand.Missing)];
        return !place.IsRows ? Operand.OfObjects(items, place.Objects) : items.Length > 0 ? Operand.OfRows(items) : null;
    }

    private bool IsActive(Expression term)
    {
        var seen = new HashSet<Expression>();
        var open = new Stack<Expression>([term]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if ((!next.Type.IsReal && !next.Type.IsArray) || !seen.Add(next))
            {
                continue;
            }

            if (next is Value value && _active.Contains(_views.TryGetValue(value, out var view) && view.Base is Value whole ? whole : value))
            {
                return true;
            }

            foreach (var operand in next.Operands.Skip(next is Operation { Operator: Operator.Select } ? 1 : 0))
            {
                open.Push(operand);
            }
        }

        return false;
    }

    /// <summary>Whether all that a term names is bound where the current region sees it.</summary>
    private bool IsVisible(Expression term) => Walk.ExpressionsOf(term).OfType<Value>().All(value =>
        _views.TryGetValue(value, out var view)
            ? IsVisible(view.Base) && view.Prefix.All(IsVisible) && IsVisible(view.Offset) && IsVisible(view.Length)
            : value.IsInput || (_bound.TryGetValue(value, out var home) && home.Encloses(_builder)));

    /// <summary>Stands for what is never read: the value of a variable on a path that has left.</summary>
    private Expression? Unread(IrType type) => type.Kind switch
    {
        Ir.TypeKind.Double or Ir.TypeKind.Float => _pool.Real(0, type),
        Ir.TypeKind.Integer => _pool.Int(0, type),
        Ir.TypeKind.Boolean => _pool.Boolean(false),
        Ir.TypeKind.Opaque => _pool.Opaque(type, [$"default({type.CSharp})!"]),
        _ => null,
    };

    private IDisposable Nest(SyntaxNode node)
    {
        _cancellation.ThrowIfCancellationRequested();
        return ++_nesting > NestingLimit ? throw Unsupported.Nesting(node, NestingLimit) : new NestingScope(this);
    }

    /// <summary>What was too much, at the statement where it became so.</summary>
    public Refusal TooLarge(Exception excess) => Unsupported.Excess(
        _at ?? _context.Method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation), excess is BudgetExceededException ? excess.Message : BudgetExceededException.Depth);

    private sealed class NestingScope(Lowering owner) : IDisposable
    {
        public void Dispose() => owner._nesting--;
    }
}

/// <summary>What lowering knows of the method from its signature.</summary>
internal sealed class MethodContext
{
    public MethodContext(IMethodSymbol method, Compilation compilation, CodeContext code, MethodBodies bodies, CancellationToken cancellation)
    {
        Rules = TaughtRules.Of(compilation, cancellation);
        Method = method;
        Compilation = compilation;
        Code = code;
        Bodies = bodies;
    }

    public IMethodSymbol Method { get; }

    public Compilation Compilation { get; }

    public CodeContext Code { get; }

    public MethodBodies Bodies { get; }

    /// <summary>The rules that users have taught.</summary>
    public TaughtRules Rules { get; }

    /// <summary>What earlier attempts at the same body have found out about its loops.</summary>
    public CarriedVariables Carried { get; } = new();
}
