using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>A parameter of the method, as its derivatives declare it again.</summary>
/// <param name="Name">As C# spells it in code, with @ where needed.</param>
/// <param name="Declaration">Without attributes, fully qualified: <c>double[] x</c>, <c>global::A.B b</c>, <c>int n = 3</c>, <c>this double x</c> becomes <c>double x</c>.</param>
/// <param name="Type">double, float, array or span of them, or opaque.</param>
/// <param name="IsActive">Its elements are columns.</param>
/// <param name="Size">The lengths that [Size] fixes; empty where none.</param>
/// <param name="IsDestination">The span that a void method fills.</param>
internal sealed record ParameterModel(
    string Name,
    string Declaration,
    IrType Type,
    bool IsActive,
    EquatableArray<int> Size,
    bool IsDestination)
{
    /// <summary>For an active tuple, struct or record what its columns are, in order. Empty for reals and arrays.</summary>
    public EquatableArray<LeafModel> Leaves { get; init; }

    /// <summary>What is differentiated: the parameter itself or its leaves.</summary>
    public IReadOnlyList<LeafModel> Columns => Leaves.Count > 0 ? Leaves : new[] { new LeafModel(Name, Type) { Size = Size } };

    /// <summary>By value, or by which sort of reference. Only the member with the value passes it so.</summary>
    public ParameterPassing Passing { get; init; }

    /// <summary>It only takes up results: all members but the one with the value leave it out.</summary>
    public bool IsLeftOut => IsDestination || Passing == ParameterPassing.Out;

    /// <summary>How a lambda gets hold of it.</summary>
    public CaptureForm Capture { get; init; }

    /// <summary>
    /// The texts around new leaves that make such a parameter again, one more than <see cref="Leaves"/>: <c>new P(</c>, <c>, </c>, <c>)</c>;
    /// <see cref="Self"/> stands for the parameter as it is, whose constants are kept. Empty where it cannot be made.
    /// </summary>
    public EquatableArray<string> Construction { get; init; }

    /// <summary>A sign that no C# has where names stand.</summary>
    public const string Self = "$";
}

/// <summary>One real, or array of reals, that a parameter is made of.</summary>
/// <param name="Access">The C# that reads it: <c>p.X</c>.</param>
/// <param name="Type">double, float, or an array or span of them.</param>
internal sealed record LeafModel(string Access, IrType Type)
{
    /// <summary>The lengths that [Size] fixes; empty where none.</summary>
    public EquatableArray<int> Size { get; init; }

    /// <summary>For an array whose elements are more than numbers: what they are. Then <see cref="Type"/> is only its name.</summary>
    public ElementsModel? Elements { get; init; }

    /// <summary>Whether it is more than one column.</summary>
    public bool IsArray => Type.IsArray || Elements is not null;

    /// <summary>Whether any column of it is a float.</summary>
    public bool HasFloats => Elements is { } elements ? elements.Leaves.Any(leaf => leaf.HasFloats) : (Type.Element ?? Type).Kind == Ir.TypeKind.Float;
}

/// <summary>The elements of an array that are structs, records, tuples or arrays themselves.</summary>
/// <param name="Type">Their type in C#.</param>
/// <param name="Leaves">What their columns are, in order: each reads an element, <c>.X</c>.</param>
/// <param name="Construction">See <see cref="ParameterModel.Construction"/>, of one element; empty where it cannot be made.</param>
internal sealed record ElementsModel(string Type, EquatableArray<LeafModel> Leaves, EquatableArray<string> Construction)
{
    /// <summary>How many columns one of them has, where that does not depend on which.</summary>
    public int? Columns => Leaves.Any(leaf => leaf.IsArray) ? null : Leaves.Count;
}

/// <summary>How a parameter is passed to the method itself.</summary>
internal enum ParameterPassing
{
    Value,

    /// <summary>By ref, and only read.</summary>
    Ref,

    /// <summary>By ref: an input, and a result.</summary>
    InOut,

    /// <summary>By out: a result.</summary>
    Out,
}

/// <summary>One value that a method gives.</summary>
/// <param name="Target">The parameter that it is put into; empty for what is returned.</param>
/// <param name="Rows">The reals and arrays of reals in it, each with the C# that reads it from the value.</param>
internal sealed record CarrierModel(string Target, EquatableArray<LeafModel> Rows);

/// <summary>How a lambda gets hold of a parameter.</summary>
internal enum CaptureForm
{
    /// <summary>By its name, or as a copy where it is passed by reference.</summary>
    Plain,

    /// <summary>As an array of what the span holds.</summary>
    Span,

    /// <summary>It lives on the stack alone.</summary>
    Impossible,
}

/// <summary>What the surroundings of the method allow the generated text to say.</summary>
/// <param name="ShortNames">Math, MathF, Span, ReadOnlySpan, ArgumentException… mean System's where the method stands; else write global::System.</param>
/// <param name="LanguageVersion">7.3 is 703, 9 is 900, 13 is 1300.</param>
/// <param name="HasCreateSpan">MemoryMarshal.CreateSpan exists in the compilation's framework.</param>
internal sealed record CodeContext(bool ShortNames, int LanguageVersion, bool HasCreateSpan)
{
    /// <summary>The runtime package of the compilation's framework has vector functions.</summary>
    public bool HasLanes { get; init; }

    /// <summary>Math.SinCos exists in the compilation's framework.</summary>
    public bool HasSinCos { get; init; }
}

/// <summary>Everything the stages after the cache barrier need to know of one annotated method. Equal by value.</summary>
/// <param name="HintName">Namespace.Type.F (generic arity and overload number included): unique in the compilation.</param>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="ContainingTypes">Outermost first, as headers to reopen: <c>partial class Course</c>, <c>partial record struct P&lt;T&gt;</c>.</param>
/// <param name="Modifiers">Accessibility and static: <c>public static</c>, <c>private</c>.</param>
/// <param name="Name">F, as written (no @).</param>
/// <param name="TypeParameters">Of the method: <c>&lt;T&gt;</c> or empty.</param>
/// <param name="Constraints">Of the method: <c> where T : struct</c> or empty.</param>
/// <param name="ReturnType">Fully qualified.</param>
/// <param name="Kinds">What to generate.</param>
/// <param name="Body">The lowered method, or null where it could not be followed: then every member falls back to differences.</param>
internal sealed record MethodModel(
    string HintName,
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Modifiers,
    string Name,
    string TypeParameters,
    string Constraints,
    string ReturnType,
    EquatableArray<ParameterModel> Parameters,
    DerivativeKinds Kinds,
    CodeContext Context,
    MethodOutput Output,
    LoweredBody? Body)
{
    /// <summary>An instance method of a ref struct.</summary>
    public bool IsOnStack => !Modifiers.EndsWith("static", StringComparison.Ordinal) && ContainingTypes.Count > 0 && ContainingTypes.Last().StartsWith("ref ", StringComparison.Ordinal);

    /// <summary>A part with no exact derivative is an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The method is marked [Obsolete].</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether a call may leave other numbers in the arrays of a parameter.</summary>
    public bool MayWrite(ParameterModel parameter) => Body is not { } body || body.Written.Any(access => access == parameter.Name || access.StartsWith(parameter.Name + ".", StringComparison.Ordinal) || access.StartsWith(parameter.Name + "[", StringComparison.Ordinal));

    /// <summary>The calls in the body that a derivative of this kind takes differences of, by name.</summary>
    public IReadOnlyList<string> Approximated(DerivativeKinds kind)
    {
        if (Body is null)
        {
            return [];
        }

        return kind is DerivativeKinds.Hessian or DerivativeKinds.HessianVectorProduct ? Body.ApproximatedTwice : Body.Approximated;
    }
}

/// <summary>The result of the method, known from its signature and attributes alone, so that the fallback knows it too.</summary>
/// <param name="Shape">Scalar, List (collection expression or tuple), Array or Destination.</param>
/// <param name="Element">double or float.</param>
/// <param name="FixedRows">From [return: Size] or a lowered body; 0 where unknown.</param>
internal sealed record MethodOutput(OutputShape Shape, IrType Element, int Rank, int FixedRows)
{
    /// <summary>Where the method returns a tuple or struct: what follows its name to read each row, <c>.X</c>. Empty for arrays and what else <c>foreach</c> walks.</summary>
    public EquatableArray<string> Readers { get; init; }

    /// <summary>Where the method returns an array of structs, records or tuples: what its elements are.</summary>
    public ElementsModel? Elements { get; init; }

    /// <summary>Where the method gives more than its rows, or puts them into parameters: the values they are parts of. Else empty.</summary>
    public EquatableArray<CarrierModel> Carriers { get; init; }

    /// <summary>Parameters are set, so that no expression asks for the number of rows.</summary>
    public bool SetsParameters => Carriers.Any(carrier => carrier.Target.Length > 0);

    /// <summary>The number of rows of a result, as C#.</summary>
    public string RowsOf(string result) => Carriers.Count > 0 && Shape == OutputShape.Array ? RowsOfParts(result) : Elements is { Columns: > 1 and var rows } ? $"{rows} * {result}.Length" : result + ".Length";

    private string RowsOfParts(string result)
    {
        // No parameter of the user's is called so.
        const string Given = "given_";
        var counts = Carriers[0].Rows.Select(row => ColumnCount.Of(row, Given + row.Access));
        return $"({result} is var {Given} ? {string.Join(" + ", counts)} : 0)";
    }
}

/// <summary>A function that compares by its text: equal texts are equal functions.</summary>
internal sealed class LoweredBody : IEquatable<LoweredBody>
{
    /// <param name="function">The body.</param>
    /// <param name="approximated">See <see cref="Approximated"/>.</param>
    /// <param name="approximatedTwice">See <see cref="ApproximatedTwice"/>.</param>
    public LoweredBody(Function function, IReadOnlyList<string>? approximated = null, IReadOnlyList<string>? approximatedTwice = null)
    {
        Function = function;
        Approximated = approximated ?? [];
        ApproximatedTwice = approximatedTwice ?? Approximated;
        Text = IrText.Of(function);
    }

    public Function Function { get; }

    public string Text { get; }

    /// <summary>The same with all its loops left as they are.</summary>
    public LoweredBody WithLoops() => new(Function.WithLoops(), Approximated, ApproximatedTwice) { Companions = Companions, Written = Written };

    /// <summary>The recursive methods that it calls, as functions of their own.</summary>
    public IReadOnlyList<Companion> Companions { get; init; } = [];

    /// <summary>What the method writes to of the arrays that it is given, as C# reads them, in order.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>The calls that a first derivative takes differences of, by name, in order.</summary>
    public IReadOnlyList<string> Approximated { get; }

    /// <summary>The same of a second derivative.</summary>
    public IReadOnlyList<string> ApproximatedTwice { get; }

    public bool Equals(LoweredBody? other) => other is not null && Text == other.Text
        && Companions.Select(Describe).SequenceEqual(other.Companions.Select(Describe))
        && Written.SequenceEqual(other.Written) && Approximated.SequenceEqual(other.Approximated) && ApproximatedTwice.SequenceEqual(other.ApproximatedTwice);

    public override bool Equals(object? obj) => Equals(obj as LoweredBody);

    private static string Describe(Companion companion) => $"{companion.Name} {companion.Order} {companion.IsWhole} {companion.IsApart}\n{IrText.Of(companion.Primal)}";

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
