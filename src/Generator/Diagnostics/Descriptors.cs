using Microsoft.CodeAnalysis;

namespace SymbolicJacobian.Generator.Diagnostics;

/// <summary>Everything the generator can say. A message names the thing, says what is wrong, then what to do.</summary>
internal static class Descriptors
{
    private const string Category = "SymbolicJacobian";

    // SJ0xxx: the declaration cannot be used.
    public static readonly DiagnosticDescriptor TypeNotPartial = Error("SJ0001", "The containing type is not partial",
        "The derivatives of '{0}' become members of '{1}', which is not partial; add 'partial' to its declaration");

    public static readonly DiagnosticDescriptor NoOutput = Error("SJ0002", "The method gives no result",
        "'{0}' returns nothing and fills no Span<double>; return the result, or write it to a Span<double> parameter");

    public static readonly DiagnosticDescriptor NothingToDifferentiate = Error("SJ0003", "There is nothing to differentiate",
        "'{0}' has no parameter to differentiate by; give it a double, a float, an array or a span of them that is not [Constant]");

    public static readonly DiagnosticDescriptor AsyncMethod = Error("SJ0004", "The method is async",
        "'{0}' is async; move its mathematics into a method that returns at once, and mark that one");

    public static readonly DiagnosticDescriptor IteratorMethod = Error("SJ0005", "The method is an iterator",
        "'{0}' yields its results one by one; return them as an array instead");

    public static readonly DiagnosticDescriptor NoBody = Error("SJ0006", "The method has no body",
        "'{0}' is {1} and has no body to differentiate; mark a method that has one");

    public static readonly DiagnosticDescriptor ParameterType = Error("SJ0007", "The type of a parameter cannot be differentiated",
        "Parameter '{0}' of '{1}' has type '{2}', which has no columns; {3}, or mark it [Constant]");

    public static readonly DiagnosticDescriptor ReturnType = Error("SJ0008", "The type of the result cannot be differentiated",
        "'{0}' returns '{1}', which has no rows; return double, float, an array of them, a tuple, struct or record made of them, or fill a Span<double>");

    public static readonly DiagnosticDescriptor ByReference = Error("SJ0009", "A parameter is passed by reference",
        "Parameter '{0}' of '{1}' is '{2}', and {3}; pass it by value and return what it gives");

    public static readonly DiagnosticDescriptor InterfaceMember = Error("SJ0010", "The method belongs to an interface",
        "'{0}' belongs to the interface '{1}'; mark the method of a class, struct or record that implements it");

    public static readonly DiagnosticDescriptor NotAMethod = Error("SJ0011", "The attribute stands on something else than a method",
        "'{0}' is {1}; move its body to an ordinary method, and mark that one");

    public static readonly DiagnosticDescriptor FileLocalType = Error("SJ0012", "The containing type is local to its file",
        "'{1}' is local to its file, where the derivatives of '{0}' cannot be added; drop 'file' from its declaration");

    public static readonly DiagnosticDescriptor Size = Error("SJ0013", "[Size] does not fit",
        "[Size] on '{0}' {1}; give one positive length for each dimension of an array or span");

    public static readonly DiagnosticDescriptor SeveralDestinations = Error("SJ0014", "Several spans could be the result",
        "'{0}' has several Span<double> parameters and which one it fills is not clear; pass those it only reads as ReadOnlySpan<double>");

    public static readonly DiagnosticDescriptor MemberExists = Error("SJ0015", "A derivative would be declared twice",
        "'{0}' would get the member '{1}', which its type has already; rename one of the two methods, or remove the member");

    public static readonly DiagnosticDescriptor Pointer = Error("SJ0016", "A parameter is a pointer",
        "Parameter '{0}' of '{1}' has type '{2}', which derivatives cannot declare; pass a span or an array");

    public static readonly DiagnosticDescriptor KindNotYet = Make("SJ0017", "A kind of derivative is not generated yet", DiagnosticSeverity.Warning,
        "{1} of '{0}' is not generated yet; ask for Derivatives.Jacobian");

    public static readonly DiagnosticDescriptor WrongEntry = Make("SJ0018", "An entry of a Jacobian is wrong", DiagnosticSeverity.Warning,
        "'{0}' gives {1} for the derivative of {2}{3}; it should be {4}");

    public static readonly DiagnosticDescriptor JacobianMisfit = Error("SJ0025", "A Jacobian does not fit its function",
        "'{0}' is marked as the Jacobian of '{1}', but {2}; {3}");

    public static readonly DiagnosticDescriptor JacobianNotCompared = Make("SJ0026", "A Jacobian is not compared", DiagnosticSeverity.Warning,
        "'{0}' is not compared with the derivative of '{1}', because {2}; compare the two in a test by JacobianCheck.Compare");

    public static readonly DiagnosticDescriptor RuleSignature = Make("SJ0021", "A derivative rule has another signature than its function", DiagnosticSeverity.Error,
        "'{0}' is a derivative rule of '{1}' and does not fit it; expected is {2}");

    public static readonly DiagnosticDescriptor RuleOfNothing = Make("SJ0022", "A derivative rule names no function", DiagnosticSeverity.Error,
        "'{0}' is a derivative rule, but '{1}' has no method '{2}'; name a method of that type");

    public static readonly DiagnosticDescriptor NoDifferences = Make("SJ0019", "Differences are out of reach", DiagnosticSeverity.Warning,
        "'{0}' cannot be followed, and {1}; nothing is generated until what is named beside this is rewritten");

    public static readonly DiagnosticDescriptor VarIsAType = Error("SJ0020", "A type is called var",
        "'{0}' has no derivatives here, because the type '{1}' hides the keyword 'var' from generated code; rename that type");

    public static readonly DiagnosticDescriptor KindHasNoMember = Make("SJ0024", "A kind of derivative has no members here", DiagnosticSeverity.Warning,
        "Derivatives.{1} of '{0}' has no members, because '{0}' {2}; {3}");

    // SJ1xxx: a part of the body has no exact derivative.
    public static readonly DiagnosticDescriptor UnknownCall = Fallback("SJ1001", "A called method has no derivative rule",
        "'{0}' calls '{1}', which has no derivative rule and no source here; {2}");

    public static readonly DiagnosticDescriptor Recursion = Fallback("SJ1002", "A method calls itself",
        "'{0}' calls '{1}', which calls itself in a way that cannot be followed; pass reals of one type and arrays of them, or write the recursion as a loop");

    public static readonly DiagnosticDescriptor LoopForm = Fallback("SJ1003", "The form of a loop cannot be followed",
        "'{0}' loops over '{1}', which is neither an array nor a span; loop over an array, or by an index");

    public static readonly DiagnosticDescriptor Jump = Fallback("SJ1004", "A jump cannot be followed",
        "'{0}' uses '{1}'; write it with if, loops, break and continue");

    public static readonly DiagnosticDescriptor Statement = Fallback("SJ1005", "A statement cannot be followed",
        "'{0}' uses '{1}', through which values cannot be followed; {2}");

    public static readonly DiagnosticDescriptor Expression = Fallback("SJ1006", "An expression cannot be followed",
        "'{0}' uses {1} on a value that depends on the inputs; write it with arithmetic, Math functions and arrays");

    public static readonly DiagnosticDescriptor Budget = Fallback("SJ1007", "The method is too large",
        "'{0}' exceeds {1}; split it into methods that are marked on their own");

    public static readonly DiagnosticDescriptor VirtualCall = Fallback("SJ1008", "A call is decided at run time",
        "'{0}' calls '{1}', which may be overridden; call a method that is not virtual, or seal it");

    public static readonly DiagnosticDescriptor ArrayRebinding = Fallback("SJ1009", "Which array a variable names is decided at run time",
        "'{0}' lets '{1}' name different arrays as it runs; keep one array and copy elements into it");

    public static readonly DiagnosticDescriptor SideEffect = Fallback("SJ1010", "A write leaves the method",
        "'{0}' writes to '{1}', which outlives the call; write to a local and return it");

    public static readonly DiagnosticDescriptor Inaccessible = Fallback("SJ1011", "A member cannot be reached from the derivative",
        "'{0}' reads '{1}' of another type, which the derivative cannot access; make it internal, or pass its value as a parameter");

    public static readonly DiagnosticDescriptor LocalType = Fallback("SJ1012", "The type of a value cannot be followed",
        "'{0}' keeps a value that depends on the inputs in '{1}'; use double, float, arrays of them, or tuples, structs and records made of those");

    public static readonly DiagnosticDescriptor Pattern = Fallback("SJ1013", "A pattern cannot be followed",
        "'{0}' matches {1} on a value that depends on the inputs; use constants, comparisons, and, or, not");

    public static readonly DiagnosticDescriptor Slice = Fallback("SJ1014", "A part of an array cannot be followed",
        "'{0}' takes a part of '{1}'; pass the whole array and an offset");

    public static readonly DiagnosticDescriptor Companion = Fallback("SJ1015", "A generated derivative is called",
        "'{0}' calls '{1}', which does not exist before the generator has run; its derivative is approximated");

    public static readonly DiagnosticDescriptor Row = Fallback("SJ1017", "A row of an array of arrays cannot be followed",
        "'{0}' gives '{1}' a row whose length is not known where '{1}' is made, or in place of one that may have another name; make each row once, in a loop right after it (for (int i = 0; i < n; i++) rows[i] = new double[m]), or use a 2-D array");

    public static readonly DiagnosticDescriptor SharedRow = Fallback("SJ1018", "A row that is shared is written to",
        "'{0}' puts '{1}' into an array of arrays while another row or name means the same array, and writes to one of them; give each row an array of its own (new, Clone) and fill it before");

    public static readonly DiagnosticDescriptor AlwaysThrows = Fallback("SJ1016", "The method never returns",
        "'{0}' throws on every path; there is no value to differentiate");

    // SJ2xxx: hints on the mathematics.
    public static readonly DiagnosticDescriptor Rounding = Hint("SJ2001", "A value is rounded",
        "The derivative of {1} in '{0}' is zero; whatever depends on the inputs only through it has no derivative");

    public static readonly DiagnosticDescriptor EqualityOfReals = Hint("SJ2002", "Reals are compared for equality",
        "'{0}' compares a value that depends on the inputs by '{1}'; the derivative is that of the branch taken, which differs at single points");

    public static readonly DiagnosticDescriptor ConstantRow = Hint("SJ2003", "An output depends on no input",
        "{1} of '{0}' depends on no input; its derivatives are zero");

    public static readonly DiagnosticDescriptor UnusedInput = Hint("SJ2004", "An input reaches no output",
        "{1} of '{0}' reaches no output; its derivatives are zero, mark it [Constant] if it is meant to have none");

    public static readonly DiagnosticDescriptor RowInSteps = Make("SJ2005", "An output changes in steps alone", DiagnosticSeverity.Warning,
        "{1} of '{0}' changes with the inputs in steps alone (by rounding, comparisons or counting); its derivatives are zero wherever they exist");

    public static readonly DiagnosticDescriptor LoopTrips = Hint("SJ2006", "The inputs decide how often a loop runs",
        "The inputs of '{0}' decide how often this loop runs; the derivative is that of the iterations carried out");

    public static readonly DiagnosticDescriptor Kink = Hint("SJ2007", "A function has a kink",
        "'{1}' in '{0}' has a kink where its arguments meet; there the derivative is that of one side");

    public static readonly DiagnosticDescriptor SizeCouldBeSaid = Make("SJ2008", "An array could have a fixed size", DiagnosticSeverity.Hidden,
        "{1} of '{0}' is read at constant indices alone; with [Size({2})] its columns are known while compiling");

    public static readonly DiagnosticDescriptor JacobianAgrees = Make("SJ2009", "A Jacobian agrees with the generated one", DiagnosticSeverity.Hidden,
        "'{0}' agrees with the derivative of '{1}'; the generated member can take its place");

    public static readonly DiagnosticDescriptor NoFunction = Hint("SJ2011", "A value is no function of the inputs",
        "'{1}' in '{0}' changes something, or gives another value each time; the derivatives run it too, so pass its result as a parameter if that matters");

    public static readonly DiagnosticDescriptor LeftOut = Hint("SJ2010", "A statement stays out of the derivative",
        "'{0}' runs '{1}', which has no part in its value; its derivatives leave it out");

    // SJ9xxx: our own faults.
    public static readonly DiagnosticDescriptor InternalFault = Make("SJ9001", "The generator failed", DiagnosticSeverity.Warning,
        "The generator failed on '{0}' ({1}), whose derivatives are approximated by differences for now; please report it with the method's source");

    public static readonly DiagnosticDescriptor Disproven = Make("SJ9002", "The derivative found is wrong", DiagnosticSeverity.Warning,
        "The derivative found for '{0}' is not that of the method ({1}) and is approximated by differences for now; please report it with the method's source");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Make(id, title, DiagnosticSeverity.Error, message);

    private static DiagnosticDescriptor Fallback(string id, string title, string message) => Make(id, title, DiagnosticSeverity.Warning, message);

    private static DiagnosticDescriptor Hint(string id, string title, string message) => Make(id, title, DiagnosticSeverity.Info, message);

    private static DiagnosticDescriptor Make(string id, string title, DiagnosticSeverity severity, string message) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.To(id));
}
