using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Frontend;

/// <content>
/// Private constants of other types, which the derivative cannot name: numbers and tables whose initializers it can compute itself, as long as nobody changes them.
/// </content>
internal sealed partial class Lowering
{
    /// <summary>Tables that the derivative has made already.</summary>
    private Dictionary<IFieldSymbol, Operand> _tables = new(SymbolEqualityComparer.Default);

    /// <summary>The outermost region of what is lowered: the method, or a function of a recursive one.</summary>
    private RegionBuilder? _outermost;

    private Operand? HiddenValue(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (field is not { IsStatic: true, IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } || field.ContainingType.IsGenericType || IsReachable(field))
        {
            return null;
        }

        if (_tables.TryGetValue(field, out var known))
        {
            return known;
        }

        if (!(IsArray(field.Type) || IsNumber(TypeOf(field.Type))) || InitializerOf(field, IsFixed) is not var (value, model) || (IsArray(field.Type) && !IsOnlyRead(field))
            || (RowsOf(field.Type) is not null && WithoutConversion(value) is not IArrayCreationOperation { Initializer: not null } && !NewerKinds.IsCollection(WithoutConversion(value))))
        {
            return null;
        }

        // Where the outermost statement around this one begins.
        var (builder, receiver) = (_builder, _receiver);
        _builder = IsArray(field.Type) ? _outermost ?? _builder : _builder;
        try
        {
            var callee = new Frame(_frame.Method, model, _frame, null, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
            var name = field.Name.TrimStart('_');
            _receiver = TypeOf(field.Type).IsArray && name.Length > 0 ? Place.Of(NewVariable(char.ToLowerInvariant(name[0]) + name.Substring(1), TypeOf(field.Type), isActive: false)) : null;
            var operand = Within(callee, () => Made(field.Type, WithoutConversion(value)));
            if (IsArray(field.Type))
            {
                _tables.Add(field, operand);
            }

            return operand;
        }
        finally
        {
            (_builder, _receiver) = (builder, receiver);
        }
    }

    private Operand Made(ITypeSymbol type, IOperation value)
    {
        if (RowsOf(type) is null)
        {
            return LowerAs(value, type);
        }

        IEnumerable<IOperation> rows = value is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : value.ChildOperations;
        return RowsOfItems(type, [.. rows], receiver: null, changes: false);
    }

    /// <summary>Follows a method that becomes a function of its own: it has its own tables.</summary>
    private T Apart<T>(Frame callee, Func<T> run)
    {
        var (tables, outermost) = (_tables, _outermost);
        (_tables, _outermost) = (new(SymbolEqualityComparer.Default), _builder);
        try
        {
            return Within(callee, run);
        }
        finally
        {
            (_tables, _outermost) = (tables, outermost);
        }
    }

    private bool IsOnlyRead(IFieldSymbol field) => field.Type is IArrayTypeSymbol array
        && new OnlyRead(_context.Bodies, _cancellation).Holds(_context.Bodies.DeclarationsOf(field.ContainingType), field.Name, array.ElementType is IArrayTypeSymbol);

    /// <summary>What always gives the same and does nothing else.</summary>
    private static bool IsFixed(IOperation part) => part.ConstantValue.HasValue || NewerKinds.IsCollection(part) || part switch
    {
        IArrayCreationOperation or IArrayInitializerOperation or IArgumentOperation or ITupleOperation or IObjectCreationOperation { Type.IsValueType: true } => true,
        IConversionOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or IBinaryOperation { OperatorMethod: null } => true,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: { Name: "Math" or "MathF", ContainingNamespace.Name: "System" } } } => true,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, Type.TypeKind: not Microsoft.CodeAnalysis.TypeKind.Array } } => true,
        _ => false,
    };
}
