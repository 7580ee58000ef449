namespace System.Runtime.CompilerServices;

/// <summary>Lets init accessors and records compile for netstandard2.0.</summary>
internal static class IsExternalInit;

[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiredMemberAttribute : Attribute;

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class CompilerFeatureRequiredAttribute(string name) : Attribute
{
    public string FeatureName { get; } = name;
}
