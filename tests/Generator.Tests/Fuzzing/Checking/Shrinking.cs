using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymbolicJacobian.Generator.Tests.Fuzzing.Grammar;

namespace SymbolicJacobian.Generator.Tests.Fuzzing.Checking;

/// <summary>Makes a program that fails smaller: takes statements away, puts parts in place of wholes, as long as it is C# and fails in the same way.</summary>
internal static partial class Shrinking
{
    private const int MostAttempts = 500;

    public static (SourceProgram Program, string Fault) Smallest(SourceProgram program, string fault)
    {
        var attempts = 0;
        for (var isSmaller = true; isSmaller && attempts < MostAttempts;)
        {
            isSmaller = false;
            foreach (var text in Smaller(program.Text).DistinctBy(text => text))
            {
                if (++attempts > MostAttempts)
                {
                    break;
                }

                var candidate = program with { Text = text };
                if (FaultOf(candidate) is { } same && Sort(same) == Sort(fault))
                {
                    (program, fault, isSmaller) = (candidate, same, true);
                    break;
                }
            }
        }

        return (program, fault);
    }

    private static string? FaultOf(SourceProgram program)
    {
        try
        {
            return ProgramCheck.Run([program])[0].Fault;
        }
        catch (NotCSharpException)
        {
            return null;
        }
    }

    // Another fault than the one that was found would hide it.
    private static string Sort(string fault) => fault.Contains("SJ9", StringComparison.Ordinal) ? "SJ9"
        : fault.Contains("entry ", StringComparison.Ordinal) ? "entry"
        : fault.Contains("the value is", StringComparison.Ordinal) ? "value"
        : fault.Contains("error CS", StringComparison.Ordinal) ? "C#"
        : fault.Contains("throws", StringComparison.Ordinal) ? Sizes().Replace(fault.Split('\n')[0], "")
        : "other";

    [GeneratedRegex("^sizes [^:]*: ")]
    private static partial Regex Sizes();

    private static IEnumerable<string> Smaller(string text)
    {
        const string Head = "class C\n{\n";
        var root = CSharpSyntaxTree.ParseText(Head + text + "}").GetRoot();
        var nodes = root.DescendantNodes().ToArray();
        string Without(SyntaxNode node, string instead = "") => Replaced(node, instead);
        string Replaced(SyntaxNode node, string instead)
        {
            var whole = root.ToFullString();
            return whole[Head.Length..node.SpanStart] + instead + whole[node.Span.End..^1];
        }

        foreach (var node in nodes.OfType<MethodDeclarationSyntax>().Where(method => method.Identifier.Text != "F"))
        {
            yield return Without(node);
        }

        foreach (var node in nodes.OfType<StatementSyntax>().Where(statement => statement is not BlockSyntax || statement.Parent is BlockSyntax))
        {
            yield return Without(node, node.Parent is BlockSyntax ? "" : "{ }");
            foreach (var inner in node.ChildNodes().OfType<StatementSyntax>())
            {
                yield return Replaced(node, inner.ToString());
            }
        }

        foreach (var node in nodes.OfType<ElseClauseSyntax>())
        {
            yield return Without(node);
        }

        foreach (var node in nodes.OfType<ExpressionSyntax>().Where(node => node is not (LiteralExpressionSyntax or TypeSyntax or NameSyntax or DeclarationExpressionSyntax)))
        {
            foreach (var part in node.DescendantNodes(child => child == node || child is ArgumentListSyntax or ArgumentSyntax or ParenthesizedExpressionSyntax).OfType<ExpressionSyntax>().Where(part => part != node && part is not TypeSyntax { Parent: not ArgumentSyntax and not BinaryExpressionSyntax }))
            {
                yield return Replaced(node, part.ToString());
            }

            yield return Replaced(node, "0.5");
            yield return Replaced(node, "1");
        }

        foreach (var node in nodes.OfType<ParameterSyntax>().Where(node => node.Parent?.Parent is MethodDeclarationSyntax { Identifier.Text: not "F" }))
        {
            yield return Without(node);
        }
    }
}
