using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What a local function cannot capture of the parameters of a method, and so is handed under the same name.</summary>
internal sealed class PartSignature
{
    /// <summary>Since then a parameter of a local function may have the name of one of its method.</summary>
    private const int ShadowingSince = 800;

    private PartSignature(IReadOnlyList<ParameterModel> parameters)
    {
        Parameters = parameters;
    }

    /// <summary>Spans, what is passed by reference, and other things of the stack.</summary>
    public IReadOnlyList<ParameterModel> Parameters { get; }

    /// <summary>Null where a method has no parts: in older C#, and where <c>this</c> cannot be captured.</summary>
    public static PartSignature? Of(MethodModel model)
    {
        var isOfStruct = model.ContainingTypes.Count > 0 && model.ContainingTypes[model.ContainingTypes.Count - 1].Contains("struct ") && !model.Modifiers.Contains("static");
        return model.Context.LanguageVersion < ShadowingSince || isOfStruct
            ? null
            : new PartSignature([.. model.Parameters.Where(parameter => Signature.IsByReference(parameter) || parameter.Passing is ParameterPassing.Ref or ParameterPassing.InOut || parameter.Capture != CaptureForm.Plain)]);
    }

    public static string Declaration(ParameterModel parameter) => Signature.WithoutDefault(parameter.Declaration);
}
