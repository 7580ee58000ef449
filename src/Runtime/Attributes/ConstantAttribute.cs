namespace SymbolicJacobian;

/// <summary>The parameter is not differentiated: it has no column in the Jacobian.</summary>
/// <remarks>Integers, booleans, enums, strings, delegates and fields are constant without it.</remarks>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false, Inherited = false)]
public sealed class ConstantAttribute : Attribute;
