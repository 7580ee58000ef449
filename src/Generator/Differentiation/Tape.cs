using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Transform;

namespace SymbolicJacobian.Generator.Differentiation;

/// <summary>
/// How the reverse sweep gets at values of the forward sweep that are out of scope by then: those of loop bodies and of
/// branches. What is cheap is computed again from what is there, the rest is pushed at the end of its region and popped at the
/// start of the region's reversal. What nobody asks for goes away as dead code, tape and all.
/// </summary>
internal sealed class Tape(ExpressionPool pool, SettledArrays settled, CancellationToken cancellation) : Rewriter(pool, cancellation)
{
    private readonly Dictionary<Region, IReadOnlyList<(Value Value, Value Tape)>> _saved = [];
    private readonly List<Statement> _opened = [];
    private readonly HashSet<Value> _lost = [];

    /// <summary>The tapes, to be opened at the top of the function.</summary>
    public IReadOnlyList<Statement> Opened => _opened;

    /// <summary>A term of the forward sweep as the reverse sweep can evaluate it.</summary>
    public Expression Restored(Expression term) => Rewrite(term);

    public void Replace(Value value, Value restored) => base.Replace(value, restored);

    /// <summary>Pushes what a region binds, at its end.</summary>
    public void Save(Region region, IReadOnlyList<Value> bound, List<Statement> into) => _saved.Add(region, Pushed(bound, into));

    /// <summary>Pushes values; gives the tape of each.</summary>
    public IReadOnlyList<(Value Value, Value Tape)> Pushed(IReadOnlyList<Value> bound, List<Statement> into)
    {
        var saved = new List<(Value, Value)>();
        foreach (var value in bound)
        {
            if (value.Type.IsStackOnly)
            {
                _lost.Add(value);
                continue;
            }

            var name = value.Name.Length == 0 ? "tape" : value.Name + "Tape";
            var tape = Pool.Local(OpenTape.TypeOf(value.Type), name);
            _opened.Add(new OpenTape(tape, value.Type));
            into.Add(new Push(tape, value));
            saved.Add((value, tape));
        }

        return saved;
    }

    /// <summary>Brings the values of a region back, at the start of its reversal.</summary>
    /// <param name="region">Which is reversed.</param>
    /// <param name="known">Values that are there without the tape.</param>
    /// <param name="into">The reversal.</param>
    public void Restore(Region region, IReadOnlyCollection<Value> known, List<Statement> into)
    {
        foreach (var (value, tape) in _saved[region].Reverse())
        {
            if (!known.Contains(value))
            {
                into.Add(new Pop(Bind(value), tape));
            }
        }

        foreach (var statement in region.Statements)
        {
            if (statement is Let let && IsCheap(let))
            {
                base.Rewrite(statement, into);
            }
        }
    }

    /// <summary>Whether a let is computed again instead of kept: arithmetic on what is there anyway.</summary>
    public bool IsCheap(Let let) => Walk.ExpressionsOf(let.Definition).All(term => term switch
    {
        Call => false,
        Operation { Operator: Operator.Element } element => element.Operands[0] is Opaque or Value { IsInput: true } || (ReferenceEquals(element, let.Definition) && settled.Contains(let)),
        Operation { Operator: Operator.Divide, Type.IsReal: true } => false,
        _ => true,
    });

    protected override Expression Unbound(Value value) => _lost.Contains(value) ? throw new LostValueException(value.Type) : value;
}

/// <summary>A value is needed backwards that no tape can keep, made in a loop or branch by code that is not to run twice.</summary>
internal sealed class LostValueException(IrType type) : BudgetExceededException($"what the way back can keep (no {type.CSharp} that is made in a loop or branch)");
