using System.Numerics;

namespace SymbolicJacobian.Benchmarks.Numbers;

/// <summary>What a kernel needs of its numbers, so that one text serves plain reals and dual numbers.</summary>
internal interface IReal<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>, IUnaryNegationOperators<T, T>
    where T : struct, IReal<T>
{
    static abstract implicit operator T(double value);

    static abstract bool operator >(T left, T right);

    static abstract bool operator <(T left, T right);

    static abstract T Sqrt(T x);

    static abstract T Exp(T x);

    static abstract T Log(T x);

    static abstract T Sin(T x);

    static abstract T Cos(T x);

    static abstract T Tanh(T x);

    static abstract T Abs(T x);
}
