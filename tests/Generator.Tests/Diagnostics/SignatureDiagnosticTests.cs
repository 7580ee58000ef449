using Microsoft.CodeAnalysis;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Diagnostics;

/// <summary>SJ0xxx: declarations that cannot be used are errors, and nothing is generated for them.</summary>
public sealed class SignatureDiagnosticTests
{
    [Fact]
    public void The_type_must_be_partial() => File(
        "public class Outer { public partial class Inner { [Differentiable] public static double F(double x) => x; } }",
        "SJ0001", "F", "The derivatives of 'F' become members of 'Outer', which is not partial; add 'partial' to its declaration");

    [Fact]
    public void A_void_method_needs_a_span() => Members(
        "[Differentiable] public static void F(double x) { }",
        "SJ0002", "F", "'F' returns nothing and fills no Span<double>; return the result, or write it to a Span<double> parameter");

    [Theory]
    [InlineData("[Differentiable] public static double F(int n) => n;")]
    [InlineData("[Differentiable] public static double F([Constant] double x) => x;")]
    [InlineData("[Differentiable] public static void F(Span<double> y) { y[0] = 1; }")]
    public void An_active_parameter_is_needed(string members) => Members(
        members,
        "SJ0003", "F", "'F' has no parameter to differentiate by; give it a double, a float, an array or a span of them that is not [Constant]");

    [Fact]
    public void Async_is_refused() => Members(
        "[Differentiable] public static async System.Threading.Tasks.Task<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x; }",
        "SJ0004", "F", "'F' is async; move its mathematics into a method that returns at once, and mark that one");

    [Fact]
    public void An_iterator_is_refused() => Members(
        "[Differentiable] public static IEnumerable<double> F(double x) { yield return x; }",
        "SJ0005", "F", "'F' yields its results one by one; return them as an array instead");

    [Theory]
    [InlineData("public abstract partial class A { [Differentiable] public abstract double F(double x); }", "abstract")]
    [InlineData("public partial class A { [Differentiable, System.Runtime.InteropServices.DllImport(\"m\")] public static extern double F(double x); }", "extern")]
    [InlineData("public partial class A { [Differentiable] static partial void F(double x); }", "partial")]
    public void A_body_is_needed(string source, string what) => File(
        source, "SJ0006", "F", $"'F' is {what} and has no body to differentiate; mark a method that has one");

    [Theory]
    [InlineData("double[,,]", "double[*,*,*]")]
    [InlineData("List<double>", "System.Collections.Generic.List<double>")]
    [InlineData("System.Numerics.Vector<double>", "System.Numerics.Vector<double>")]
    [InlineData("decimal", "decimal")]
    [InlineData("double?", "double?")]
    public void Reals_in_another_dress_are_named(string type, string shown) => Members(
        $"[Differentiable] public static double F(double x, {type} p) => x;",
        "SJ0007", "p", $"Parameter 'p' of 'F' has type '{shown}', which has no columns; pass double, float, arrays or spans of them, or structs and records made of those, or mark it [Constant]");

    [Theory]
    [InlineData("public class P { public double X; }", "make 'P' a record or a struct")]
    [InlineData("public record P(double X) { public double Y { get; set; } }", "make 'P' a record or a struct")]
    [InlineData("public struct P { private double x; public double Square => x * x; }", "let 'P.x' be read where the method stands")]
    [InlineData("public struct P { public double X; public decimal Y; }", "give 'P.Y' a type of reals")]
    public void Structs_and_records_say_what_stands_in_the_way(string type, string advice) => Members(
        $"{type} [Differentiable] public static double F(double x, P p) => x;",
        "SJ0007", "p", $"Parameter 'p' of 'F' has type 'Sample.P', which has no columns; {advice}, or mark it [Constant]");

    [Fact]
    public void What_is_marked_constant_may_have_any_type() =>
        Assert.Empty(GeneratorHost.RunMembers("[Differentiable] public static double F(double x, [Constant] List<double> p) => x * p[0];").Diagnostics);

    [Theory]
    [InlineData("string", "\"\"", "string")]
    [InlineData("double[][]", "new double[1][]", "double[][]")]
    [InlineData("(double, System.Collections.Generic.List<double>)", "(x, null!)", "(double, System.Collections.Generic.List<double>)")]
    public void The_result_must_have_rows(string type, string value, string shown) => Members(
        $"[Differentiable] public static {type} F(double x) => {value};",
        "SJ0008", "F", $"'F' returns '{shown}', which has no rows; return double, float, an array of them, a tuple, struct or record made of them, or fill a Span<double>");

    [Theory]
    [InlineData("ref", "double[] x", "x = [z];")]
    [InlineData("out", "object x", "x = z;")]
    [InlineData("out", "System.Collections.Generic.List<double> x", "x = [z];")]
    public void By_reference_only_what_can_be_given_back_is_set(string modifier, string declaration, string body) => Members(
        $"[Differentiable] public static double F({modifier} {declaration}, double z) {{ {body} return z; }}",
        "SJ0009", "x", $"Parameter 'x' of 'F' is '{modifier}', and '{declaration[..^2]}' cannot be given back as a result; pass it by value and return what it gives");

    [Fact]
    public void Where_the_method_alone_knows_its_rows_it_sets_no_arrays() => Members(
        "[Differentiable] public static void F(double z, out double[] x) { int n = 0; for (double t = z; t > 1; t /= 2) n++; x = new double[n]; for (int i = 0; i < n; i++) x[i] = z; }",
        "SJ0009", "x", "Parameter 'x' of 'F' is 'out', and only a run tells how many rows there are; pass it by value and return what it gives");

    [Fact]
    public void Interfaces_are_refused() => File(
        "public partial interface I { [Differentiable] double F(double x) => x; }",
        "SJ0010", "F", "'F' belongs to the interface 'I'; mark the method of a class, struct or record that implements it");

    [Theory]
    [InlineData("[Differentiable] public static A operator +(A a, A b) => a;", "op_Addition", "+", "an operator")]
    [InlineData("public double G(double x) { [Differentiable] double F(double t) => t; return F(x); }", "F", "F", "a local function")]
    [InlineData("public double P { [Differentiable] get => 1; }", "get_P", "get", "an accessor")]
    public void Only_methods_are_marked(string member, string name, string token, string what) => File(
        $"public partial class A {{ {member} }}",
        "SJ0011", token, $"'{name}' is {what}; move its body to an ordinary method, and mark that one");

    [Fact]
    public void File_local_types_are_refused() => File(
        "file static partial class A { [Differentiable] public static double F(double x) => x; }",
        "SJ0012", "F", "'A' is local to its file, where the derivatives of 'F' cannot be added; drop 'file' from its declaration");

    [Theory]
    [InlineData("public struct @var { } public static partial class A { [Differentiable] public static double F(double x) => x; }", "var")]
    [InlineData("public partial class A { public class @var { } [Differentiable] public static double F(double x) => x; }", "A.var")]
    [InlineData("public class B { public class @var { } } public partial class A : B { [Differentiable] public static double F(double x) => x; }", "B.var")]
    [InlineData("public partial class A<@var> { [Differentiable] public static double F(double x) => x; }", "var")]
    public void A_type_called_var_hides_the_keyword(string source, string type) => File(
        source,
        "SJ0020", "F", $"'F' has no derivatives here, because the type '{type}' hides the keyword 'var' from generated code; rename that type");

    [Theory]
    [InlineData("[Size(3)] double", "stands on something else than an array or span")]
    [InlineData("[Size(0)] double[]", "has a length below 1")]
    [InlineData("[Size(2)] double[,]", "has 1 lengths for 2 dimensions")]
    public void Sizes_must_fit(string parameter, string fault) => Members(
        $"[Differentiable] public static double F(double x, {parameter} p) => x;",
        "SJ0013", "p", $"[Size] on 'p' {fault}; give one positive length for each dimension of an array or span");

    [Fact]
    public void One_span_is_filled() => Members(
        "[Differentiable] public static void F(double x, Span<double> a, Span<double> b) { a[0] = x; b[0] = x; }",
        "SJ0014", "F", "'F' has several Span<double> parameters and which one it fills is not clear; pass those it only reads as ReadOnlySpan<double>");

    [Fact]
    public void The_span_that_is_written_is_the_result()
    {
        var model = GeneratorHost.RunMembers("[Differentiable] public static void F(Span<double> a, Span<double> b) { b[0] = a[0]; }").Model;

        Assert.Equal([false, true], model.Parameters.Select(parameter => parameter.IsDestination));
        Assert.Equal([true, false], model.Parameters.Select(parameter => parameter.IsActive));
    }

    private static void Members(string members, string id, string token, string message) =>
        Nothing(Refused.Members(members, id, token, message));

    private static void File(string source, string id, string token, string message) =>
        Nothing(Refused.File(source, id, token, message));

    private static void Nothing(HostResult result)
    {
        Assert.Equal(DiagnosticSeverity.Error, result.Diagnostics[0].Severity);
        Assert.Empty(result.Sources);
    }
}
