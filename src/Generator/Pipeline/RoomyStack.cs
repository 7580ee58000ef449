using System.Runtime.ExceptionServices;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>
/// Deep programs make deep recursions, in the compiler's binder as much as here, and an editor calls generators on small stacks.
/// Overflow ends the whole process and cannot be caught, so whatever follows a method runs on a thread with room.
/// </summary>
internal static class RoomyStack
{
    /// <summary>Reserved, and used only as far as it is needed: a body within the budgets needs a small part of it.</summary>
    private const int Size = 64 << 20;

    /// <summary>Set on the threads made here.</summary>
    [ThreadStatic]
    private static bool _hasRoom;

    public static T Run<T>(Func<T> work)
    {
        if (_hasRoom)
        {
            return work();
        }

        var result = default(T)!;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(Work, Size) { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // No address space for it, as in a 32-bit process: small methods do without.
            return work();
        }

        thread.Join();
        fault?.Throw();
        return result;

        void Work()
        {
            _hasRoom = true;
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                fault = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
