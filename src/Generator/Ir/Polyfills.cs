namespace System.Runtime.CompilerServices
{
    /// <summary>Lets init accessors and records compile for netstandard2.0.</summary>
    internal static class IsExternalInit
    {
    }
}
