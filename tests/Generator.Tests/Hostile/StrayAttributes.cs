using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Hosting;

namespace SymbolicJacobian.Generator.Tests.Hostile;

/// <summary>The attributes of the package where nobody expects them, with arguments that nobody expects.</summary>
internal static class StrayAttributes
{
    private static readonly string[] _attributes =
    [
        "[Constant]", "[Constant, Constant]", "[Size]", "[Size(0)]", "[Size(-1)]", "[Size(2)]", "[Size(2, 3)]", "[Size(1, 2, 3)]", "[Size(int.MaxValue)]", "[Size(n)]", "[Size(\"2\")]", "[Size(null)]",
        "[return: Size(2)]", "[return: Size(2), Size(3)]", "[return: Constant]", "[param: Size(2)]",
        "[DerivativeRule]", "[DerivativeRule(null, null)]", "[DerivativeRule(typeof(Math), nameof(Math.Sin))]", "[DerivativeRule(typeof(Math), \"\")]", "[DerivativeRule(typeof(Torn), \"F\")]",
        "[DerivativeRule(typeof(List<>), \"Add\")]", "[DerivativeRule(typeof(void), \"F\")]", "[DerivativeRule(typeof(Missing), nameof(Missing.F))]", "[DerivativeRule(typeof(double[]), \"Clone\")]",
        "[JacobianOf]", "[JacobianOf(null)]", "[JacobianOf(\"\")]", "[JacobianOf(\"F\")]", "[JacobianOf(nameof(Torn))]", "[JacobianOf(nameof(Math.Sin))]", "[JacobianOf(\"Torn.F\"), JacobianOf(\"F\")]",
        "[Differentiable]", "[Differentiable, Differentiable]", "[Differentiable((Derivatives)123456)]", "[Differentiable(0)]", "[Differentiable(Derivatives.Batch, Fallback = (Fallback)7)]",
        "[Differentiable(Fallback = Fallback.Error)]", "[Differentiable(Fallback = null)]", "[Differentiable(Missing.Jacobian)]", "[GeneratedDerivative(\"F\", Derivatives.Jacobian)]",
    ];

    /// <summary>The text with some more of them, at parameters, methods, types, statements and functions within methods.</summary>
    public static string Scatter(string text, Random random)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var root = CSharpSyntaxTree.ParseText(text, GeneratorHost.ParseOptions).GetRoot();
            SyntaxNode[] places = [.. root.DescendantNodes().Where(node => node is ParameterSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax or TypeParameterSyntax or AccessorDeclarationSyntax or ParenthesizedLambdaExpressionSyntax)];
            if (places.Length == 0)
            {
                return text;
            }

            var at = places[random.Next(places.Length)].SpanStart;
            text = text.Insert(at, _attributes[random.Next(_attributes.Length)] + " ");
        }

        return text;
    }
}
