namespace SymbolicJacobian;

/// <summary>A function from <c>n</c> inputs to <c>m</c> outputs that writes its value in place.</summary>
/// <param name="x">The inputs, in the order of the Jacobian's columns; only valid during the call.</param>
/// <param name="y">Receives the outputs, in the order of the Jacobian's rows; zero on entry.</param>
public delegate void VectorFunction(ReadOnlySpan<double> x, Span<double> y);
