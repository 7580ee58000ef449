using System.Globalization;

namespace SymbolicJacobian.Generator.Tests.Differentiation;

/// <summary>A number from the environment.</summary>
internal static class Setting
{
    public static int Of(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
