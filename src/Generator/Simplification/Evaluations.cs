using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Simplification;

/// <summary>
/// Where the program evaluates, in any case, the terms that may throw. Behind such a point the same term is safe to evaluate
/// anywhere: it has come through once. So it is where the program is bound to come to such a point.
/// </summary>
internal sealed class Evaluations(Scopes scopes)
{
    private readonly Dictionary<Expression, List<Place>> _places = [];
    private readonly Stack<Expression> _pending = new();
    private readonly HashSet<(Region Region, Expression Term)> _noted = [];

    /// <summary>Notes the parts of a root that are evaluated whatever the choices in it.</summary>
    public void Note(Expression root, Place place)
    {
        var stack = _pending;
        stack.Push(root);
        while (stack.Count > 0)
        {
            var term = stack.Pop();
            // Roots come in the order of the program: what a region has evaluated before stays evaluated in the rest of it.
            if (term is Value or Constant || !_noted.Add((place.Region, term)))
            {
                continue;
            }

            if (TermKinds.MayThrow(term))
            {
                if (!_places.TryGetValue(term, out var places))
                {
                    _places.Add(term, places = []);
                }

                places.Add(place);
            }

            for (var i = 0; i < term.Operands.Count; i++)
            {
                if (!IsLazy(term, i))
                {
                    stack.Push(term.Operands[i]);
                }
            }
        }
    }

    /// <summary>Notes what the first iteration of a loop evaluates that does not depend on the loop, where there is a first iteration in any case.</summary>
    public void NoteFirst(For loop, Place place)
    {
        var seen = new HashSet<Expression>();
        foreach (var statement in loop.Body.Statements)
        {
            if (Scopes.MayEnd(statement))
            {
                return;
            }

            foreach (var term in Walk.Head(statement).SelectMany(root => Certain(root, seen)).Where(term => scopes.IsInside(place.Region, scopes.Home(term))))
            {
                Note(term, place);
            }
        }
    }

    /// <summary>The parts of a term that are evaluated whatever the choices in it, each once.</summary>
    private static List<Expression> Certain(Expression root, HashSet<Expression> seen)
    {
        var certain = new List<Expression>();
        var pending = new Stack<Expression>([root]);
        while (pending.Count > 0)
        {
            var term = pending.Pop();
            if (!seen.Add(term))
            {
                continue;
            }

            certain.Add(term);
            for (var operand = 0; operand < term.Operands.Count; operand++)
            {
                if (!IsLazy(term, operand))
                {
                    pending.Push(term.Operands[operand]);
                }
            }
        }

        return certain;
    }

    /// <summary>Whether a term can be evaluated at a place without throwing where the program would not.</summary>
    public bool IsSafe(Expression term, Place place) =>
        Walk.ExpressionsOf(term).All(part => !TermKinds.MayThrow(part) || (_places.TryGetValue(part, out var places) && places.Any(known => scopes.Precedes(known, place) || scopes.LeadsTo(place, known))));

    public static bool IsLazy(Expression term, int operand) =>
        operand > 0 && term is Operation { Operator: Operator.Select or Operator.And or Operator.Or };
}
