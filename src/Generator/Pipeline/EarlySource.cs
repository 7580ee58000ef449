using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SymbolicJacobian.Generator.Pipeline;

/// <summary>
/// The driver has every method read, one after another, before it asks for the first file. Meanwhile another thread makes the files of
/// those that have been read; one that it has not begun when it is asked for is made by the one who asks, who makes others, too, rather
/// than wait for one that is being made.
/// </summary>
internal sealed class EarlySource
{
    private static readonly ConditionalWeakTable<MethodModel, EarlySource> _known = new();
    private static readonly ConcurrentQueue<EarlySource> _waiting = new();
    private static int _isAtWork;

    private readonly MethodModel _model;
    private readonly CancellationToken _cancellation;
    private readonly TaskCompletionSource<GeneratedSource> _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isTaken;

    private EarlySource(MethodModel model, CancellationToken cancellation)
    {
        _model = model;
        _cancellation = cancellation;
    }

    /// <summary>Sees to it that the files of this model are made, soon and elsewhere.</summary>
    public static void Begin(MethodModel model, CancellationToken cancellation)
    {
        var early = new EarlySource(model, cancellation);
        if (_known.GetValue(model, _ => early) == early)
        {
            _waiting.Enqueue(early);
            Work();
        }
    }

    /// <summary>What was made of this model before, is being made, or is made now.</summary>
    public static GeneratedSource Of(MethodModel model, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(model, out var early))
        {
            return GeneratedSource.Of(model, cancellation);
        }

        early.TryMake(cancellation);
        early.Help(cancellation);
        try
        {
            // The token is that of the one who asks, who may be gone before the work is done.
            early._made.Task.Wait(cancellation);
            return early._made.Task.Result;
        }
        catch (AggregateException)
        {
            // It was begun for somebody who has gone.
            cancellation.ThrowIfCancellationRequested();
            return GeneratedSource.Of(model, cancellation);
        }
    }

    /// <summary>Makes what the same driver will ask for next, as long as this one is being made.</summary>
    private void Help(CancellationToken cancellation)
    {
        while (!_made.Task.IsCompleted && _waiting.TryPeek(out var next) && next._cancellation == cancellation && _waiting.TryDequeue(out next))
        {
            next.TryMake(next._cancellation);
        }
    }

    /// <summary>One thread for all: the driver's is the other.</summary>
    private static void Work()
    {
        if (!_waiting.IsEmpty && Interlocked.Exchange(ref _isAtWork, 1) == 0 && !RoomyStack.TryBegin(WorkOff))
        {
            Volatile.Write(ref _isAtWork, 0);
        }
    }

    private static void WorkOff()
    {
        while (_waiting.TryDequeue(out var early))
        {
            early.TryMake(early._cancellation);
        }

        // What came after the last look finds nobody at work, or is seen here.
        Volatile.Write(ref _isAtWork, 0);
        Work();
    }

    /// <summary>Makes it, unless somebody else has begun.</summary>
    private void TryMake(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _isTaken, 1) != 0)
        {
            return;
        }

        try
        {
            _made.SetResult(GeneratedSource.Of(_model, cancellation));
        }
        catch (OperationCanceledException)
        {
            _made.SetCanceled();
        }
        catch (Exception exception)
        {
            _made.SetException(exception);
        }
    }
}
