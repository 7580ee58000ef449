using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>
/// The last result for each marked method. It holds as long as its own body, the bodies that were followed for it and everything
/// outside of bodies stay as they are: then an edit costs nothing. Never more than one result for each method of the last compilation.
/// </summary>
/// <param name="read">Reads a method.</param>
/// <param name="lowered">Told of each that is read.</param>
/// <param name="changed">Told of each model that is not the one of before.</param>
internal sealed class LoweringMemo(
    Func<GeneratorAttributeSyntaxContext, MethodBodies, CancellationToken, MethodResult> read,
    Action<string>? lowered = null,
    Action<MethodModel, CancellationToken>? changed = null)
{
    private Generation? _generation;

    public MethodResult Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var surroundings = Surroundings.Of(context.SemanticModel.Compilation, cancellation);
        var generation = GenerationIn(surroundings);
        var results = generation.Results;
        var place = surroundings.Find(context.TargetNode);
        if (place is { } known && results.TryGetValue(known, out var entry) && entry.HoldsIn(surroundings))
        {
            return entry.Result;
        }

        lowered?.Invoke(context.TargetSymbol.Name);
        var bodies = new MethodBodies(context.SemanticModel, cancellation);
        var result = RoomyStack.Run(() => read(context, bodies, cancellation), cancellation);
        if (result.Model is { } model && generation.IsNew(model))
        {
            changed?.Invoke(model, cancellation);
        }

        if (place is { } own && Entry.Of(result, bodies, surroundings) is { } made)
        {
            results[own] = made;
        }

        return result;
    }

    /// <summary>The results that were found in such surroundings; a new one without results where they are new.</summary>
    private Generation GenerationIn(Surroundings surroundings)
    {
        var generation = Volatile.Read(ref _generation);
        if (generation is null || !generation.Shape.Equals(surroundings.Shape))
        {
            generation = new Generation(surroundings.Shape, generation?.Models);
            Volatile.Write(ref _generation, generation);
        }

        return generation;
    }

    private sealed class Generation(CompilationShape shape, ConcurrentDictionary<string, MethodModel>? before)
    {
        public CompilationShape Shape => shape;

        public ConcurrentDictionary<BodyPlace, Entry> Results { get; } = new();

        /// <summary>The last model by its name.</summary>
        public ConcurrentDictionary<string, MethodModel> Models { get; } = new(StringComparer.Ordinal);

        /// <summary>Notes a model, and says whether it differs from the last one of that name: if not, the driver has its files.</summary>
        public bool IsNew(MethodModel model)
        {
            var isKnown = Models.TryGetValue(model.HintName, out var last) || (before is not null && before.TryGetValue(model.HintName, out last));
            Models[model.HintName] = model;
            return !isKnown || !model.Equals(last);
        }
    }

    /// <summary>A result and the bodies it was made from.</summary>
    private sealed class Entry(MethodResult result, (BodyPlace Place, string Digest)[] bodies)
    {
        public MethodResult Result => result;

        public static Entry? Of(MethodResult result, MethodBodies bodies, Surroundings surroundings)
        {
            var places = bodies.Followed.Select(surroundings.Find).ToArray();
            return bodies.DependsOnLines || places.Contains(null)
                ? null
                : new Entry(result, [.. places.Select(place => (place!.Value, surroundings.DigestOf(place.Value)))]);
        }

        /// <summary>Diagnostics point into trees, so these must still be there.</summary>
        public bool HoldsIn(Surroundings surroundings) =>
            bodies.All(body => surroundings.DigestOf(body.Place) == body.Digest)
            && result.Diagnostics.All(diagnostic => (diagnostic.Location.SourceTree is not { } tree || surroundings.Contains(tree))
                && diagnostic.AdditionalLocations.All(location => location.SourceTree is not { } other || surroundings.Contains(other)));
    }
}
