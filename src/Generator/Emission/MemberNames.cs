using SymbolicJacobian.Generator.Differentiation;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Emission;

/// <summary>What the members of one method are called and made of, exact or not.</summary>
internal sealed class MemberNames
{
    public MemberNames(MethodModel model, DerivativeKinds kind = DerivativeKinds.Jacobian)
    {
        Model = model;
        Kinds = kind;
        Spelling = new Spelling(model.Context, PartSignature.Of(model));
        IsScalar = model.Output.Shape == OutputShape.Scalar;
        Element = model.Output.Element.CSharp;
    }

    public MethodModel Model { get; }

    /// <summary>The one kind of derivative that these members are.</summary>
    public DerivativeKinds Kinds { get; }

    public Spelling Spelling { get; }

    public bool IsScalar { get; }

    /// <summary>T of the contract.</summary>
    public string Element { get; }

    public bool IsFloat => Model.Output.Element.Kind == TypeKind.Float;

    public string Method => Identifiers.Escape(Model.Name);

    /// <summary>A method of the type as a member calls it; a parameter may have taken its plain name.</summary>
    public string Call(string method)
    {
        var isTaken = Model.Parameters.Any(parameter => Identifiers.Clean(parameter.Name) == method);
        var qualifier = !isTaken ? "" : IsInstance ? "this." : WholeType + ".";
        return qualifier + Identifiers.Escape(method) + Model.TypeParameters;
    }

    public string Derivative => Model.Name + Kind;

    public string ValueAndDerivative => $"{Model.Name}ValueAnd{Kind}";

    public string Check => $"{Model.Name}Check{Kind}";

    /// <summary>The members of a sparse Jacobian.</summary>
    public string Pattern => Model.Name + "JacobianPattern";

    public string Values => Model.Name + "JacobianValues";

    /// <summary>The span that the members in place fill.</summary>
    public string Result => Kinds switch
    {
        DerivativeKinds.Hessian => "hessian",
        DerivativeKinds.HessianVectorProduct => "result",
        _ => IsScalar ? "gradient" : "jacobian",
    };

    public string SpanOfElements => $"{Spelling.System("Span")}<{Element}>";

    /// <summary>The destination has no fixed length, so that members without one need to be told.</summary>
    public bool TakesRows => Model.Output.Shape == OutputShape.Destination && Model.Output.FixedRows == 0;

    /// <summary>A method of a struct cannot give lambdas its <c>this</c>, only a copy of it.</summary>
    public bool NeedsCopyOfThis => IsInstance && ContainingType.Contains("struct");

    /// <summary>The instance itself lives on the stack alone: no delegate can reach F.</summary>
    public bool IsOutOfReachOfDelegates => IsInstance && ContainingType.Contains("struct") && ContainingType.StartsWith("ref ", StringComparison.Ordinal);

    /// <summary>The containing type from the root: <c>global::N.A&lt;T&gt;</c>.</summary>
    private string WholeType =>
        "global::" + string.Join(".", (Model.Namespace.Length > 0 ? new[] { Model.Namespace } : []).Concat(Model.ContainingTypes.Select(NameIn)));

    private static string NameIn(string header)
    {
        var bare = header;
        foreach (var word in new[] { "ref ", "partial ", "record ", "class ", "struct " })
        {
            bare = bare.StartsWith(word, StringComparison.Ordinal) ? bare.Substring(word.Length) : bare;
        }

        return bare;
    }

    /// <summary>Of a member that only the others call.</summary>
    public string PrivateModifiers => IsInstance ? "private" : "private static";

    private bool IsInstance => !Model.Modifiers.Split(' ').Contains("static");

    private string ContainingType => Model.ContainingTypes[Model.ContainingTypes.Count - 1].Replace("readonly ", "");

    private string Kind => Kinds is DerivativeKinds.Jacobian ? (IsScalar ? "Gradient" : "Jacobian") : Kinds.ToString();

    /// <summary>One member: attributes, header, body in braces.</summary>
    public void Member(CodeWriter writer, bool isExact, string returnType, string name, string parameters, Action body)
    {
        var version = typeof(MemberNames).Assembly.GetName().Version.ToString(3);
        var exactness = isExact && Model.Approximated(Kinds).Count == 0 ? "true" : "false";
        var reads = Model.Body is { } own && DestinationReads.MayPrecedeWrites(own.Function) ? ", ReadsDestination = true" : "";
        writer.Line($"[{Spelling.Runtime("GeneratedDerivative")}({Spelling.NameOf(Method)}, {Spelling.Runtime("Derivatives")}.{Kinds}, IsExact = {exactness}{reads})]");
        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"SymbolicJacobian\", \"{version}\")]");
        if (Model.IsObsolete)
        {
            // What is obsolete may call what is obsolete.
            writer.Line("[global::System.Obsolete]");
        }

        writer.Line($"{Model.Modifiers} {returnType} {name}{Model.TypeParameters}({parameters}){Model.Constraints}");
        writer.Open();
        body();
        writer.Close();
    }

    /// <summary>The checks of what [Size] fixes, on entry of a member that computes by itself.</summary>
    public void RequireSizes(CodeWriter writer, bool withDestination)
    {
        foreach (var parameter in Model.Parameters)
        {
            if (parameter.Size.Count == 0 || (parameter.IsDestination && !withDestination))
            {
                continue;
            }

            var check = $"{Spelling.Runtime("GeneratedCode")}.{(parameter.IsDestination ? "RequireLength" : "RequireSize")}";
            for (var d = 0; d < parameter.Size.Count; d++)
            {
                var length = parameter.Size.Count > 1 ? $"GetLength({d})" : "Length";
                writer.Line($"{check}({parameter.Name}.{length}, {parameter.Size[d]}, {Spelling.NameOf(parameter.Name)});");
            }
        }
    }
}
