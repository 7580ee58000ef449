using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Diagnostics;
using SymbolicJacobian.Generator.Ir;
using SymbolicJacobian.Generator.Pipeline;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A marked method as the pipeline takes it over: a model equal by value, and diagnostics with their raw locations.</summary>
internal sealed class MethodResult
{
    public MethodResult(MethodModel? model, IReadOnlyList<Diagnostic> diagnostics)
    {
        Model = model;
        Diagnostics = diagnostics;
    }

    public MethodModel? Model { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

/// <summary>Reads one marked method: signature, context, body. Nothing but cancellation leaves here as an exception.</summary>
internal sealed class MethodReader
{
    private readonly GeneratorAttributeSyntaxContext _syntax;
    private readonly IMethodSymbol _method;
    private readonly MethodBodies _bodies;
    private readonly CancellationToken _cancellation;
    private readonly List<Diagnostic> _diagnostics = [];

    private MethodReader(GeneratorAttributeSyntaxContext syntax, IMethodSymbol method, MethodBodies bodies, CancellationToken cancellation)
    {
        _syntax = syntax;
        _bodies = bodies;
        _method = method.PartialImplementationPart ?? method;
        _cancellation = cancellation;
    }

    public static MethodResult Read(GeneratorAttributeSyntaxContext context, MethodBodies bodies, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol method)
        {
            return new MethodResult(null, []);
        }

        var reader = new MethodReader(context, method, bodies, cancellation);
        try
        {
            return new MethodResult(reader.Model(), reader._diagnostics);
        }
        catch (BrokenSource)
        {
            return new MethodResult(null, []);
        }
        catch (Refusal refusal)
        {
            reader.Report(refusal, DiagnosticSeverity.Error);
            return new MethodResult(null, reader._diagnostics);
        }
        catch (BudgetExceededException excess)
        {
            reader.Report(new Refusal(Descriptors.Budget, method.Locations[0], excess.Message), DiagnosticSeverity.Error);
            return new MethodResult(null, reader._diagnostics);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            reader.Report(fault);
            return new MethodResult(null, reader._diagnostics);
        }
    }

    private MethodModel? Model()
    {
        var compilation = _syntax.SemanticModel.Compilation;
        for (ISymbol? around = _method; around is not (null or INamespaceSymbol { IsGlobalNamespace: true }); around = around.ContainingSymbol)
        {
            // While it is being typed a type may have no name yet.
            if (around is INamedTypeSymbol or INamespaceSymbol && around.Name.Length == 0)
            {
                throw new BrokenSource();
            }
        }

        var source = _bodies.Of(_method);
        var signature = new SignatureReader(_method, _syntax.Attributes[0], new CompositeReader(_method, compilation, _bodies, _cancellation), _cancellation) { Bodies = _bodies }.Read(source?.Body);
        if (source is null)
        {
            throw new BrokenSource();
        }

        if (MemberClash.Find(_method) is { } clash)
        {
            throw new Refusal(Descriptors.MemberExists, _method.Locations[0], clash);
        }

        var kinds = new AskedKinds(_method, _syntax.Attributes[0], _diagnostics, _cancellation).Read(signature);
        if (kinds == DerivativeKinds.None)
        {
            return null;
        }

        var code = ContextReader.Read(source.Model, source.Body.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() ?? source.Body.Syntax);
        var body = Body(source, signature, code);
        if (body is null && (signature.IsStrict || IsOutOfReach(signature)))
        {
            return null;
        }

        var output = body?.Function.Output is { } lowered
            ? signature.Output with { Shape = lowered.Shape, FixedRows = lowered.Rows is Constant rows ? (int)rows.Integer : signature.Output.FixedRows }
            : signature.Output;
        return new MethodModel(
            MethodName.Hint(_method),
            _method.ContainingNamespace.IsGlobalNamespace ? "" : _method.ContainingNamespace.ToDisplayString(),
            new EquatableArray<string>(MethodName.ContainingTypes(_method)),
            MethodName.Modifiers(_method),
            _method.Name,
            MethodName.TypeParameters(_method),
            MethodName.Constraints(_method),
            signature.ReturnType,
            signature.Parameters,
            kinds,
            code,
            output,
            body)
        {
            IsStrict = signature.IsStrict,
            IsObsolete = _method.GetAttributes().Any(attribute => attribute.Is("System.ObsoleteAttribute")),
        };
    }

    /// <summary>No delegate, and so no difference, gets hold of what may only live on the stack; and the number of rows has to be asked for.</summary>
    private bool IsOutOfReach(Signature signature)
    {
        var setsArrays = signature.Output is { Shape: OutputShape.Array, SetsParameters: true };
        var culprit = !_method.IsStatic && _method.ContainingType.IsRefLikeType
            ? _method.ContainingType.Name
            : signature.Parameters.FirstOrDefault(parameter => parameter.Capture == CaptureForm.Impossible)?.Name.TrimStart('@');
        if (culprit is not null || setsArrays)
        {
            var why = culprit is not null ? $"'{culprit}' lives on the stack alone, where differences cannot call it" : "it sets parameters beside an array, whose length differences cannot ask for";
            _diagnostics.Add(Diagnostic.Create(Descriptors.NoDifferences, _method.Locations[0], _method.Name, why));
            return true;
        }

        return false;
    }

    /// <summary>The lowered body; null where it cannot be followed, which is reported at the token.</summary>
    private LoweredBody? Body(MethodSource source, Signature signature, CodeContext code)
    {
        if (CompilerErrors.Find(source, _method, _cancellation) is { } companion)
        {
            Report(companion, Severity(signature));
            return null;
        }

        var context = new MethodContext(_method, _syntax.SemanticModel.Compilation, code, _bodies, _cancellation);
        try
        {
            var (lowering, function) = BodyLowering.Run(context, source, signature, _cancellation);
            foreach (var hint in MathHints.Of(_method, lowering, function, _cancellation))
            {
                _diagnostics.Add(hint.In(_method.Name));
            }

            return Approximated(lowering, function, signature);
        }
        catch (Refusal refusal) when (refusal.Descriptor.Id != Descriptors.ByReference.Id)
        {
            Report(refusal, Severity(signature));
            return null;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or BrokenSource or Refusal))
        {
            Report(fault);
            return null;
        }
    }

    /// <summary>Says which parts are differenced; null where the user wants none.</summary>
    private LoweredBody? Approximated(Lowering lowering, Function function, Signature signature)
    {
        var isTwice = (signature.Kinds & (DerivativeKinds.Hessian | DerivativeKinds.HessianVectorProduct)) != 0;
        var wanted = lowering.Approximations.Where(approximation => approximation.Order == 1 || isTwice).ToArray();
        foreach (var approximation in wanted)
        {
            Report(approximation.Refusal, Severity(signature));
        }

        return signature.IsStrict && wanted.Length > 0 ? null : new LoweredBody(function, Names(1), Names(2)) { Companions = lowering.Companions, Written = lowering.Written };

        string[] Names(int order) => [.. lowering.Approximations.Where(approximation => approximation.Order <= order)
            .Select(approximation => approximation.Name).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];
    }

    private static DiagnosticSeverity Severity(Signature signature) =>
        signature.IsStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;

    private void Report(Refusal refusal, DiagnosticSeverity severity)
    {
        object[] arguments = refusal.IsBare ? refusal.Arguments : [_method.Name, .. refusal.Arguments];
        _diagnostics.Add(Diagnostic.Create(refusal.Descriptor, refusal.Location, severity, null, null, arguments));
    }

    /// <summary>Declarations that do not compile may mean anything, and the compiler has said so: what we make of them is no fault to report.</summary>
    private void Report(Exception fault)
    {
        if (_syntax.SemanticModel.Compilation.SyntaxTrees.All(tree => !Errors(tree.GetDiagnostics(_cancellation)))
            && !Errors(_syntax.SemanticModel.Compilation.GetDeclarationDiagnostics(_cancellation)))
        {
            _diagnostics.Add(Diagnostic.Create(
                Descriptors.InternalFault, _method.Locations[0], _method.Name, $"{fault.GetType().Name}: {fault.Message}"));
        }

        static bool Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
    }
}
