using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>What becomes of an operation of a kind.</summary>
internal enum Treatment
{
    /// <summary>Turned into the IR; a form of it that cannot be is refused at its token.</summary>
    Lowered,

    /// <summary>Never has a derivative of its own: copied as C# where it is constant, refused where an active value reaches it.</summary>
    Constant,

    /// <summary>Belongs to the operation around it, which says what becomes of both.</summary>
    Part,

    /// <summary>Refused wherever it stands.</summary>
    Refused,

    /// <summary>Not made from the body of a C# method: another language's, or of flow graphs alone. Refused should one come.</summary>
    Absent,
}

/// <summary>
/// The refusal contract: every kind of operation that Roslyn has, and what becomes of it. A kind that is not here is one of a newer C#, and is
/// refused at its token. A test holds the table against the list of kinds of the oldest Roslyn and of the one that runs it.
/// </summary>
internal static class OperationContract
{
    private static readonly Dictionary<int, (string Name, Treatment Treatment, string By)> _rows = Rows().ToDictionary(row => row.Kind, row => (row.Name, row.Treatment, row.By));

    public static IEnumerable<(int Kind, string Name, Treatment Treatment, string By)> All => Rows();

    public static Treatment Of(OperationKind kind) => _rows.TryGetValue((int)kind, out var row) ? row.Treatment : Treatment.Refused;

    /// <summary>Whether an operation is refused by its kind alone, whatever it is applied to.</summary>
    public static bool Refuses(IOperation operation) => Of(operation.Kind) is Treatment.Refused or Treatment.Absent;

    // Numbers, because the oldest Roslyn has no name for the newest kinds, and the newest has two names for some.
    private static IEnumerable<(int Kind, string Name, Treatment Treatment, string By)> Rows() =>
    [
        (000, "None", Treatment.Lowered, "stackalloc by StackAllocation; pointers, fixed and __arglist by Passthrough: SJ1006, SJ1005"),
        (001, "Invalid", Treatment.Refused, "does not compile: the compiler's to report"),
        (002, "Block", Treatment.Lowered, "Run"),
        (003, "VariableDeclarationGroup", Treatment.Lowered, "Declare"),
        (004, "Switch", Treatment.Lowered, "RunSwitch"),
        (005, "Loop", Treatment.Lowered, "RunFor, RunWhile, RunForEach; other collections: SJ1003"),
        (006, "Labeled", Treatment.Lowered, "Run: SJ1004"),
        (007, "Branch", Treatment.Lowered, "Jump; goto case: GoToSection; goto a label: SJ1004"),
        (008, "Empty", Treatment.Lowered, "Run"),
        (009, "Return", Treatment.Lowered, "Return"),
        (010, "YieldBreak", Treatment.Lowered, "Run: SJ1005; in F itself SJ0005"),
        (011, "Lock", Treatment.Lowered, "RunLock; around shared fields: SJ1005"),
        (012, "Try", Treatment.Lowered, "RunTry; a catch that computes: SJ1005"),
        (013, "Using", Treatment.Lowered, "RunUsing; a resource that is read: SJ1005"),
        (014, "YieldReturn", Treatment.Lowered, "Run: SJ1005; in F itself SJ0005"),
        (015, "ExpressionStatement", Treatment.Lowered, "Evaluate"),
        (016, "LocalFunction", Treatment.Lowered, "Inline, where it is called"),
        (017, "Stop", Treatment.Absent, "Visual Basic"),
        (018, "End", Treatment.Absent, "Visual Basic"),
        (019, "RaiseEvent", Treatment.Absent, "Visual Basic"),
        (020, "Literal", Treatment.Constant, "Literal"),
        (021, "Conversion", Treatment.Lowered, "Conversion; boxing and foreign types: SJ1006"),
        (022, "Invocation", Treatment.Lowered, "Call; without source or rule: SJ1001, by differences"),
        (023, "ArrayElementReference", Treatment.Lowered, "Element"),
        (024, "LocalReference", Treatment.Lowered, "Read"),
        (025, "ParameterReference", Treatment.Lowered, "Read"),
        (026, "FieldReference", Treatment.Lowered, "Field; a write that leaves the method: SJ1010"),
        (027, "MethodReference", Treatment.Lowered, "Create, of delegates"),
        (028, "PropertyReference", Treatment.Lowered, "Property"),
        (030, "EventReference", Treatment.Constant, "Passthrough; called with active values: SJ1001"),
        (031, "Unary", Treatment.Lowered, "Unary"),
        (032, "Binary", Treatment.Lowered, "Binary"),
        (033, "Conditional", Treatment.Lowered, "Choose, RunBranch"),
        (034, "Coalesce", Treatment.Lowered, "Coalesce; of other active values: SJ1006"),
        (035, "AnonymousFunction", Treatment.Lowered, "Inline, where it is called"),
        (036, "ObjectCreation", Treatment.Lowered, "Create; foreign types: SJ1012"),
        (037, "TypeParameterObjectCreation", Treatment.Lowered, "Passthrough: SJ1006 on active values"),
        (038, "ArrayCreation", Treatment.Lowered, "Create"),
        (039, "InstanceReference", Treatment.Lowered, "Self"),
        (040, "IsType", Treatment.Lowered, "Passthrough: SJ1006 on active values"),
        (041, "Await", Treatment.Refused, "SJ1006; in F itself SJ0004"),
        (042, "SimpleAssignment", Treatment.Lowered, "Set"),
        (043, "CompoundAssignment", Treatment.Lowered, "Set"),
        (044, "Parenthesized", Treatment.Absent, "Visual Basic; C# drops them"),
        (045, "EventAssignment", Treatment.Refused, "SJ1010: it outlives the call"),
        (046, "ConditionalAccess", Treatment.Lowered, "ConditionalAccess; of other active values: SJ1006"),
        (047, "ConditionalAccessInstance", Treatment.Part, "ConditionalAccess"),
        (048, "InterpolatedString", Treatment.Constant, "Passthrough; SJ1006 on active values outside of exceptions"),
        (049, "AnonymousObjectCreation", Treatment.Lowered, "Create"),
        (050, "ObjectOrCollectionInitializer", Treatment.Part, "ObjectCreation, With"),
        (051, "MemberInitializer", Treatment.Part, "ObjectCreation"),
        (052, "CollectionElementInitializer", Treatment.Absent, "no longer made: Invocation"),
        (053, "NameOf", Treatment.Constant, "Literal"),
        (054, "Tuple", Treatment.Lowered, "Lower"),
        (055, "DynamicObjectCreation", Treatment.Refused, "SJ1006: bound at run time"),
        (056, "DynamicMemberReference", Treatment.Refused, "SJ1006: bound at run time"),
        (057, "DynamicInvocation", Treatment.Refused, "SJ1006: bound at run time"),
        (058, "DynamicIndexerAccess", Treatment.Refused, "SJ1006: bound at run time"),
        (059, "TranslatedQuery", Treatment.Lowered, "Passthrough, or as the calls it stands for"),
        (060, "DelegateCreation", Treatment.Lowered, "Create"),
        (061, "DefaultValue", Treatment.Lowered, "Default"),
        (062, "TypeOf", Treatment.Constant, "Passthrough"),
        (063, "SizeOf", Treatment.Constant, "Literal, Passthrough"),
        (064, "AddressOf", Treatment.Refused, "SJ1006: no derivative follows a pointer"),
        (065, "IsPattern", Treatment.Lowered, "Match"),
        (066, "Increment", Treatment.Lowered, "Set"),
        (067, "Throw", Treatment.Lowered, "Throw"),
        (068, "Decrement", Treatment.Lowered, "Set"),
        (069, "DeconstructionAssignment", Treatment.Lowered, "Set"),
        (070, "DeclarationExpression", Treatment.Lowered, "TargetOf"),
        (071, "OmittedArgument", Treatment.Absent, "Visual Basic"),
        (072, "FieldInitializer", Treatment.Part, "the constructor that is followed"),
        (073, "VariableInitializer", Treatment.Part, "VariableDeclarator"),
        (074, "PropertyInitializer", Treatment.Part, "the constructor that is followed"),
        (075, "ParameterInitializer", Treatment.Part, "Invocation"),
        (076, "ArrayInitializer", Treatment.Part, "ArrayCreation"),
        (077, "VariableDeclarator", Treatment.Part, "VariableDeclarationGroup"),
        (078, "VariableDeclaration", Treatment.Part, "VariableDeclarationGroup"),
        (079, "Argument", Treatment.Part, "Invocation"),
        (080, "CatchClause", Treatment.Part, "Try"),
        (081, "SwitchCase", Treatment.Part, "Switch"),
        (082, "CaseClause", Treatment.Part, "Switch"),
        (083, "InterpolatedStringText", Treatment.Part, "InterpolatedString"),
        (084, "Interpolation", Treatment.Part, "InterpolatedString"),
        (085, "ConstantPattern", Treatment.Part, "IsPattern, Switch, SwitchExpression: Match"),
        (086, "DeclarationPattern", Treatment.Part, "Match; other types: SJ1013"),
        (087, "TupleBinary", Treatment.Lowered, "Compare"),
        (088, "MethodBody", Treatment.Part, "the method that is followed"),
        (089, "ConstructorBody", Treatment.Part, "the constructor that is followed"),
        (090, "Discard", Treatment.Part, "SimpleAssignment, Argument"),
        (091, "FlowCapture", Treatment.Absent, "flow graphs"),
        (092, "FlowCaptureReference", Treatment.Absent, "flow graphs"),
        (093, "IsNull", Treatment.Absent, "flow graphs"),
        (094, "CaughtException", Treatment.Absent, "flow graphs"),
        (095, "StaticLocalInitializationSemaphore", Treatment.Absent, "flow graphs"),
        (096, "FlowAnonymousFunction", Treatment.Absent, "flow graphs"),
        (097, "CoalesceAssignment", Treatment.Lowered, "CoalesceInto; of other types: SJ1006"),
        (099, "Range", Treatment.Lowered, "Views; a value of it is two positions"),
        (101, "ReDim", Treatment.Absent, "Visual Basic"),
        (102, "ReDimClause", Treatment.Absent, "Visual Basic"),
        (103, "RecursivePattern", Treatment.Part, "Match; other types: SJ1013"),
        (104, "DiscardPattern", Treatment.Part, "Match"),
        (105, "SwitchExpression", Treatment.Lowered, "SwitchExpression"),
        (106, "SwitchExpressionArm", Treatment.Part, "SwitchExpression"),
        (107, "PropertySubpattern", Treatment.Part, "RecursivePattern"),
        (108, "UsingDeclaration", Treatment.Lowered, "RunUsing; a resource that is read: SJ1005"),
        (109, "NegatedPattern", Treatment.Part, "Match"),
        (110, "BinaryPattern", Treatment.Part, "Match"),
        (111, "TypePattern", Treatment.Part, "Match: SJ1013"),
        (112, "RelationalPattern", Treatment.Part, "Match"),
        (113, "With", Treatment.Lowered, "With"),
        (114, "InterpolatedStringHandlerCreation", Treatment.Lowered, "Passthrough, as the argument of a constant call; else SJ1006"),
        (115, "InterpolatedStringAddition", Treatment.Part, "InterpolatedStringHandlerCreation"),
        (116, "InterpolatedStringAppendLiteral", Treatment.Part, "InterpolatedStringHandlerCreation"),
        (117, "InterpolatedStringAppendFormatted", Treatment.Part, "InterpolatedStringHandlerCreation"),
        (118, "InterpolatedStringAppendInvalid", Treatment.Part, "InterpolatedStringHandlerCreation"),
        (119, "InterpolatedStringHandlerArgumentPlaceholder", Treatment.Part, "InterpolatedStringHandlerCreation"),
        (120, "FunctionPointerInvocation", Treatment.Refused, "SJ1006: which function is called is known at run time"),
        (121, "ListPattern", Treatment.Part, "MatchList"),
        (122, "SlicePattern", Treatment.Part, "ListPattern"),
        (123, "ImplicitIndexerReference", Treatment.Lowered, "Element"),
        (124, "Utf8String", Treatment.Constant, "Passthrough"),
        (125, "Attribute", Treatment.Absent, "stands on declarations"),
        (126, "InlineArrayAccess", Treatment.Lowered, "InlineElement; as a span: SJ1006"),
        (127, "CollectionExpression", Treatment.Lowered, "Collection"),
        (128, "Spread", Treatment.Part, "CollectionExpression"),
    ];
}
