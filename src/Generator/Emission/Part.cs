using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>
/// Statements of a region that become a local function of their own. The JIT stops optimising a method over 60,000 bytes of IL or
/// 2,000 locals; what parts have in common they capture, which costs the compiler a struct on the stack and no allocation.
/// </summary>
internal sealed class Part : Statement
{
    /// <summary>A region longer than this is taken apart…</summary>
    private const int Longest = 25_000;

    /// <summary>… into parts of about this length…</summary>
    private const int Length = 8_000;

    /// <summary>… of which none is shorter than this.</summary>
    private const int Shortest = 1_000;

    private Part(int first, int count)
    {
        First = first;
        Count = count;
    }

    public int First { get; }

    public int Count { get; }

    /// <summary>The parts of every region that is too long, in order, by their first statement.</summary>
    public static Dictionary<Region, Dictionary<int, Part>> Of(Function function)
    {
        var parts = new Dictionary<Region, Dictionary<int, Part>>();
        var sizes = new CodeSize();
        Visit(function.Body);
        return parts;

        void Visit(Region region)
        {
            if (!IsLong(region, sizes))
            {
                return;
            }

            parts.Add(region, Cut(region, sizes).ToDictionary(part => part.First));
            foreach (var statement in region.Statements)
            {
                foreach (var nested in Walk.Regions(statement))
                {
                    Visit(nested);
                }
            }
        }
    }

    public static bool IsLong(Region region, CodeSize sizes) => sizes.Of(region) > Longest;

    private static IEnumerable<Part> Cut(Region region, CodeSize sizes)
    {
        var (first, size) = (0, 0);
        for (var i = 0; i <= region.Statements.Count; i++)
        {
            var next = i < region.Statements.Count && CanMove(region.Statements[i]) ? sizes.Of(region.Statements[i]) : -1;
            var isFull = size > 0 && size + next > Length && !IsPair(region, i - 1);
            if (next < 0 || isFull)
            {
                if (size >= Shortest)
                {
                    yield return new Part(first, i - first);
                }

                (first, size) = (next < 0 ? i + 1 : i, 0);
            }

            size += Math.Max(next, 0);
        }
    }

    /// <summary>A read and the write that is printed with it as one.</summary>
    private static bool IsPair(Region region, int position) =>
        region.Statements[position] is Let { Definition: Operation { Operator: Operator.Element } } && region.Statements[position + 1] is Store;

    /// <summary>Memory and tapes live until the end of their own block, spans cannot be captured, and a throw ends the member.</summary>
    private static bool CanMove(Statement statement) => statement switch
    {
        Allocate or OpenTape or Throw or Require => false,
        _ => Walk.Binds(statement).All(value => value.Type.IsReal || value.Type.Kind is TypeKind.Boolean or TypeKind.Integer or TypeKind.Array || SinCosPairs.IsPair(value.Type)),
    };
}
