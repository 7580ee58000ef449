using System.Globalization;
using System.Runtime.ExceptionServices;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>A thread with a large stack, which does one piece of work at a time and ends when there has been none for a while.</summary>
internal sealed class RoomyThread
{
    /// <summary>Reserved, and used only as far as it is needed: a body within the budgets needs a small part of it.</summary>
    private const int Size = 64 << 20;

    private const int MillisecondsIdle = 2000;

    private const int Waiting = 0;
    private const int Working = 1;
    private const int Ended = 2;

    [ThreadStatic]
    private static bool _isCurrent;

    private readonly SemaphoreSlim _given = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Action? _work;
    private Action<RoomyThread>? _free;
    private ExceptionDispatchInfo? _fault;
    private int _state;

    private RoomyThread()
    {
    }

    /// <summary>Whether the caller runs on such a thread already.</summary>
    public static bool IsCurrent => _isCurrent;

    /// <summary>A new one, or null where the process has no address space for it.</summary>
    public static RoomyThread? Start()
    {
        var started = new RoomyThread();
        try
        {
            new Thread(started.Loop, Size) { IsBackground = true }.Start();
            return started;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Runs work there and waits for its end. False, and nothing is run, where the thread has ended.</summary>
    public bool TryRun(Action work, out ExceptionDispatchInfo? fault)
    {
        fault = null;
        if (!TryGive(work, free: null))
        {
            return false;
        }

        _done.Wait();
        fault = _fault;
        (_work, _fault) = (null, null);
        Volatile.Write(ref _state, Waiting);
        return true;
    }

    /// <summary>Runs work, which throws nothing, and does not wait for it. False, and nothing is run, where the thread has ended.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="free">Told when the thread can be used again.</param>
    public bool TryBegin(Action work, Action<RoomyThread> free) => TryGive(work, free);

    private bool TryGive(Action work, Action<RoomyThread>? free)
    {
        if (Interlocked.CompareExchange(ref _state, Working, Waiting) != Waiting)
        {
            return false;
        }

        (_work, _free) = (work, free);
        _given.Release();
        return true;
    }

    private void Loop()
    {
        _isCurrent = true;

        // Whatever language its starter speaks: it lives longer than that.
        Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        while (true)
        {
            if (!_given.Wait(MillisecondsIdle))
            {
                if (Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting)
                {
                    return;
                }

                continue;
            }

            try
            {
                _work!();
            }
            catch (Exception exception)
            {
                _fault = ExceptionDispatchInfo.Capture(exception);
            }

            if (_free is not { } free)
            {
                _done.Release();
                continue;
            }

            (_work, _free, _fault) = (null, null, null);
            Volatile.Write(ref _state, Waiting);
            free(this);
        }
    }
}
