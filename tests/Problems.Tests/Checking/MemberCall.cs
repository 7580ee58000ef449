using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Problems.Checking;

/// <summary>Calls methods whose parameters or results reflection cannot box: arrays stand for spans.</summary>
internal static class MemberCall
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<object?[], object?>> _calls = new();

    /// <summary>Calls a method; an argument of an <c>in</c>, <c>ref</c> or <c>out</c> parameter is replaced by what it is afterwards.</summary>
    public static object? Run(MethodInfo method, params object?[] arguments) => _calls.GetOrAdd(method, Compile)(arguments);

    private static Func<object?[], object?> Compile(MethodInfo method)
    {
        var call = new DynamicMethod("Call", typeof(object), [typeof(object?[])], typeof(MemberCall).Module, skipVisibility: true);
        var il = call.GetILGenerator();
        var parameters = method.GetParameters();
        var locals = new LocalBuilder?[parameters.Length];
        var first = method.IsStatic ? 0 : 1;
        if (first == 1)
        {
            LoadArgument(il, 0);
            il.Emit(method.DeclaringType!.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, method.DeclaringType);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            if (parameters[i].IsOut)
            {
                locals[i] = il.DeclareLocal(type.GetElementType()!);
                il.Emit(OpCodes.Ldloca, locals[i]!);
                continue;
            }

            LoadArgument(il, first + i);
            Unwrap(il, type.IsByRef ? type.GetElementType()! : type);
            if (!type.IsByRef) continue;
            locals[i] = il.DeclareLocal(type.GetElementType()!);
            il.Emit(OpCodes.Stloc, locals[i]!);
            il.Emit(OpCodes.Ldloca, locals[i]!);
        }

        il.Emit(OpCodes.Call, method);
        Wrap(il, method.ReturnType);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (locals[i] is not { } local) continue;
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, first + i);
            il.Emit(OpCodes.Ldloc, local);
            Wrap(il, local.LocalType);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Func<object?[], object?>>();
    }

    private static void LoadArgument(ILGenerator il, int index)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    private static void Unwrap(ILGenerator il, Type type)
    {
        if (ElementOfSpan(type) is { } element)
        {
            il.Emit(OpCodes.Castclass, element.MakeArrayType());
            il.Emit(OpCodes.Newobj, type.GetConstructor([element.MakeArrayType()])!);
            return;
        }

        il.Emit(OpCodes.Unbox_Any, type);
    }

    private static void Wrap(ILGenerator il, Type type)
    {
        if (type == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (ElementOfSpan(type) is not null)
        {
            var local = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, local);
            il.Emit(OpCodes.Ldloca, local);
            il.Emit(OpCodes.Call, type.GetMethod("ToArray")!);
        }
        else if (type.IsValueType)
        {
            il.Emit(OpCodes.Box, type);
        }
    }

    /// <summary>The type of the elements, where the type is a span.</summary>
    public static Type? ElementOfSpan(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Span<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>))
            ? type.GetGenericArguments()[0]
            : null;
}
