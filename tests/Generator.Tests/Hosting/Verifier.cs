using System.Runtime.CompilerServices;
using System.Text;

namespace SymbolicJacobian.Generator.Tests.Hosting;

/// <summary>
/// Compares text with the file that was approved for it, with the file names and the received/verified flow of Verify, whose
/// package is not to be had here: moving there is a using directive. A difference leaves a <c>.received.</c> file beside the
/// <c>.verified.</c> one; approving it is renaming it, or running the tests once with VERIFY_ACCEPT=1.
/// </summary>
internal static class Verifier
{
    public static void Verify(string type, string method, string hint, string text, [CallerFilePath] string sourceFile = "")
    {
        var directory = Path.GetDirectoryName(sourceFile)!;
        var stem = Path.Combine(directory, $"{type}.{method}#{hint}");
        var (verified, received) = (stem + ".verified.cs", stem + ".received.cs");
        var normal = text.Replace("\r\n", "\n");
        File.Delete(received);
        if (File.Exists(verified) && Read(verified) == normal)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("VERIFY_ACCEPT") == "1")
        {
            File.WriteAllText(verified, normal, new UTF8Encoding(false));
            return;
        }

        File.WriteAllText(received, normal, new UTF8Encoding(false));
        Assert.Fail(File.Exists(verified)
            ? $"{Path.GetFileName(verified)} differs at {FirstDifference(Read(verified), normal)}"
            : $"{Path.GetFileName(verified)} does not exist; look at the received file and rename it");
    }

    /// <summary>Approved files for which the run gave nothing: they prove nothing any more.</summary>
    public static IReadOnlyList<string> Orphans(string type, string method, IEnumerable<string> hints, [CallerFilePath] string sourceFile = "")
    {
        var known = new HashSet<string>(hints.Select(hint => $"{type}.{method}#{hint}.verified.cs"), StringComparer.Ordinal);
        return [.. Directory.GetFiles(Path.GetDirectoryName(sourceFile)!, $"{type}.{method}#*.verified.cs").Select(file => Path.GetFileName(file)!).Where(file => !known.Contains(file))];
    }

    private static string Read(string file) => File.ReadAllText(file).Replace("\r\n", "\n");

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        for (var line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            var (a, b) = (line < left.Length ? left[line] : "(end)", line < right.Length ? right[line] : "(end)");
            if (a != b)
            {
                return $"line {line + 1}:\n  approved: {a}\n  received: {b}";
            }
        }

        return "no line";
    }
}
