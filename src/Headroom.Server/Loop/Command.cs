using System.Diagnostics;

namespace Headroom.Server.Loop;

/// <summary>Something that the loop does in its turn. Whoever waits for it hears of it when it is stored.</summary>
internal abstract class Command
{
    /// <summary>The span of whoever sent it; null where there is none.</summary>
    public ActivityContext? Sender { get; } = Activity.Current?.Context;

    /// <summary>Does it. What it throws is told to whoever waits; nothing may have been changed then.</summary>
    public abstract void Run(Turn turn);

    /// <summary>The turn is stored.</summary>
    public abstract void Settle();

    /// <summary>It was refused, or the turn could not be stored.</summary>
    public abstract void Fail(Exception fault);
}

/// <summary>A command with an answer.</summary>
/// <param name="run">Does it.</param>
internal sealed class Command<T>(Func<Turn, T> run) : Command
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    /// <summary>The answer, once it is stored.</summary>
    public Task<T> Answer => _done.Task;

    public override void Run(Turn turn) => _answer = run(turn);

    public override void Settle() => _done.TrySetResult(_answer!);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
