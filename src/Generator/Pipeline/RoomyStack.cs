using System.Collections.Concurrent;
using SymbolicJacobian.Generator.Ir;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>
/// Deep programs make deep recursions, in the compiler's binder as much as here, and an editor calls generators on small stacks.
/// Overflow ends the whole process and cannot be caught, so whatever follows a method runs on a thread with room.
/// </summary>
internal static class RoomyStack
{
    /// <summary>Threads that wait for the next method: most compilations have several, and making a thread costs more than a small one.</summary>
    private static readonly ConcurrentBag<RoomyThread> _idle = [];

    public static T Run<T>(Func<T> work, CancellationToken cancellation)
    {
        if (RoomyThread.IsCurrent)
        {
            return Effort.Run(work, cancellation);
        }

        // One that has ended meanwhile takes nothing.
        while (Thread() is { } thread)
        {
            var result = default(T)!;
            if (thread.TryRun(() => result = Effort.Run(work, cancellation), out var fault))
            {
                _idle.Add(thread);
                fault?.Throw();
                return result;
            }
        }

        // No address space for one, as in a 32-bit process: small methods do without.
        return Effort.Run(work, cancellation);
    }

    /// <summary>Begins work, which throws nothing, and does not wait for it. False where there is no thread for it.</summary>
    public static bool TryBegin(Action work)
    {
        while (Thread() is { } thread)
        {
            if (thread.TryBegin(work, _idle.Add))
            {
                return true;
            }
        }

        return false;
    }

    private static RoomyThread? Thread() => _idle.TryTake(out var thread) ? thread : RoomyThread.Start();
}
