using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>The parameters of F as its derivatives declare and pass them, and the names that are still free beside them.</summary>
internal sealed class Signature
{
    private readonly MethodModel _model;
    private readonly HashSet<string> _taken;

    public Signature(MethodModel model)
    {
        _model = model;
        _taken = new HashSet<string>(model.Parameters.Select(parameter => Identifiers.Clean(parameter.Name)), StringComparer.Ordinal)
        {
            model.Name,
        };
        _taken.UnionWith(Identifiers.Reserved);
    }

    /// <summary>Every name that means something in a member: its parameters and what <see cref="Free"/> gave away.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    public IEnumerable<ParameterModel> Inputs => _model.Parameters.Where(parameter => !parameter.IsLeftOut);

    public ParameterModel? Destination => _model.Parameters.FirstOrDefault(parameter => parameter.IsDestination);

    /// <summary>A name for an added parameter, from now on taken: jacobian, jacobianValues, jacobianValues2.</summary>
    public string Free(string name)
    {
        var free = name;
        for (var suffix = 2; !_taken.Add(free); suffix++)
        {
            free = suffix == 2 ? name + "Values" : $"{name}Values{suffix}";
        }

        return free;
    }

    /// <summary>A name for a local of a member, from now on taken: item, item2.</summary>
    public string Local(string name)
    {
        var free = name;
        for (var version = 2; !_taken.Add(free); version++)
        {
            free = Identifiers.Version(name, version);
        }

        return free;
    }

    /// <summary>The list of parameters. Defaults and params stay only where nothing follows.</summary>
    public string Declaration(bool withDestination, params string[] added)
    {
        var own = _model.Parameters
            .Where(parameter => withDestination || !parameter.IsLeftOut)
            .Select(parameter => (withDestination ? Passing(parameter) : "") + (added.Length == 0 ? parameter.Declaration : WithoutDefault(parameter.Declaration)));
        return string.Join(", ", own.Concat(added));
    }

    /// <summary>The arguments of a call that hands the parameters on.</summary>
    public string Arguments(bool withDestination, params string[] added) =>
        string.Join(", ", _model.Parameters.Where(parameter => withDestination || !parameter.IsLeftOut).Select(parameter => (withDestination ? Passing(parameter) : "") + parameter.Name).Concat(added));

    /// <summary>How the method itself, and the member with the value, take a parameter.</summary>
    public static string Passing(ParameterModel parameter) => parameter.Passing switch
    {
        ParameterPassing.Ref or ParameterPassing.InOut => "ref ",
        ParameterPassing.Out => "out ",
        _ => "",
    };

    /// <summary>Lambdas cannot capture it as it stands.</summary>
    public static bool IsByReference(ParameterModel parameter) =>
        parameter.Declaration.StartsWith("in ", StringComparison.Ordinal) || parameter.Type.Kind is TypeKind.Span or TypeKind.ReadOnlySpan;

    public static string WithoutDefault(string declaration)
    {
        const string Params = "params ";
        var end = declaration.IndexOf(" = ", StringComparison.Ordinal);
        var text = end < 0 ? declaration : declaration.Substring(0, end);
        return text.StartsWith(Params, StringComparison.Ordinal) ? text.Substring(Params.Length) : text;
    }
}
