using System.Runtime.CompilerServices;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>Gives every local a name of its own in its block: the user's where there is one, numbered from 2 where it is taken.</summary>
internal sealed class Naming
{
    private static readonly string[] _indices = ["i", "j", "k", "l", "m"];

    private readonly HashSet<string> _reserved;
    private readonly Dictionary<Value, Expression> _definitions = [];
    private readonly Dictionary<(Scope, string), int> _versions = [];

    private Naming(IEnumerable<string> reserved)
    {
        _reserved = new HashSet<string>(reserved, StringComparer.Ordinal);
    }

    /// <param name="reserved">Parameters, members and whatever else a local must not hide, without @; <see cref="MentionedNames"/> among them.</param>
    public static void Apply(Function function, Placement placement, IEnumerable<string> reserved)
    {
        var naming = new Naming(reserved.Concat(Identifiers.Reserved));
        naming.Collect(function.Body);

        // Who can have the plain name takes it first, so that a second z never takes the user's own z2.
        var waiting = new List<(Local Local, string Name)>();
        foreach (var local in placement.Order)
        {
            var name = naming.WishOf(local);
            if (name.Length == 0 || !naming.TryTake(local, name))
            {
                waiting.Add((local, name));
            }
        }

        foreach (var (local, name) in waiting)
        {
            naming.Settle(local, name);
        }
    }

    /// <summary>A name not yet used in a block, for what emission itself declares there.</summary>
    public static string Fresh(Scope scope, string name, IEnumerable<string> reserved, int first = 2)
    {
        var naming = new Naming(reserved.Concat(Identifiers.Reserved));
        var candidate = first < 2 ? Identifiers.Version(name, first) : name;
        for (var version = Math.Max(first + 1, 2); naming._reserved.Contains(candidate) || !scope.IsFree(candidate); version++)
        {
            candidate = Identifiers.Version(name, version);
        }

        scope.Declare(candidate);
        return Identifiers.Escape(candidate);
    }

    private void Collect(Region region)
    {
        foreach (var statement in region.Statements)
        {
            if (statement is Let let)
            {
                _definitions.Add(let.Target, let.Definition);
            }

            foreach (var inner in Uses.Regions(statement))
            {
                Collect(inner);
            }
        }
    }

    private string WishOf(Local local)
    {
        var named = local.Values.FirstOrDefault(value => value.Variable != 0 && value.Name.Length > 0)
            ?? local.Values.FirstOrDefault(value => value.Name.Length > 0);
        if (named is not null)
        {
            return Identifiers.Clean(named.Name);
        }

        foreach (var value in local.Values)
        {
            if (_definitions.TryGetValue(value, out var definition) && value.Pool.HintOf(definition) is { Length: > 0 } hint)
            {
                return Identifiers.Clean(hint);
            }
        }

        return "";
    }

    private void Settle(Local local, string name)
    {
        if (name.Length > 0)
        {
            TakeVersion(local, name, 2);
        }
        else if (!local.IsIndex || !_indices.Any(index => TryTake(local, index)))
        {
            var stem = local.Type.Kind switch
            {
                _ when local.IsIndex => "i",
                TypeKind.Boolean => "condition",
                TypeKind.Integer => "n",
                TypeKind.Array or TypeKind.Span or TypeKind.ReadOnlySpan => "values",
                TypeKind.Opaque => "item",
                _ => "t",
            };
            TakeVersion(local, stem, 1);
        }
    }

    private void TakeVersion(Local local, string name, int version)
    {
        // What is taken in a block stays taken there, so the search goes on where it ended for this name.
        var key = (local.Scope!, name);
        version = _versions.TryGetValue(key, out var next) ? Math.Max(next, version) : version;
        while (!TryTake(local, Identifiers.Version(name, version)))
        {
            version++;
        }

        _versions[key] = version + 1;
    }

    private bool TryTake(Local local, string name)
    {
        if (_reserved.Contains(name) || !local.Scope!.IsFree(name))
        {
            return false;
        }

        local.Scope.Declare(name);
        local.Name = Identifiers.Escape(name);
        return true;
    }
}

/// <summary>The identifiers in those parts of a function that are C# already.</summary>
internal static class MentionedNames
{
    private static readonly ConditionalWeakTable<Rule, string[]> OfRules = new();

    public static HashSet<string> In(Function function)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in function.Inputs)
        {
            names.UnionWith(Identifiers.In(input.Value.Access!));
        }

        foreach (var fragment in function.Output.Fragments)
        {
            names.UnionWith(Identifiers.In(fragment));
        }

        foreach (var term in Walk.AllTerms(function))
        {
            Collect(term, names);
        }

        return names;
    }

    private static void Collect(Expression term, HashSet<string> names)
    {
        if (term is Opaque opaque)
        {
            names.UnionWith(opaque.Fragments.SelectMany(Identifiers.In));
        }
        else if (term is Call call)
        {
            names.UnionWith(OfRules.GetValue(call.Rule, NamesOf));
        }

        if (term.Type.Kind == TypeKind.Opaque)
        {
            names.UnionWith(Identifiers.In(term.Type.CSharp));
        }
    }

    private static string[] NamesOf(Rule rule) =>
        [.. rule.Methods.Concat(rule is ForeignFunction foreign ? foreign.Spelling : []).SelectMany(Identifiers.In)];
}
