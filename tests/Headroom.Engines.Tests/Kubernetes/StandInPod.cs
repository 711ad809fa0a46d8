using System.Diagnostics;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>A pod whose only container is a process group of this machine.</summary>
internal sealed class StandInPod(V1Pod first, string log)
{
    private readonly TaskCompletionSource _deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Process? _process;
    private bool _isTold;

    public V1Pod First { get; } = first;

    public string Name => First.Metadata.Name;

    public string Log => log;

    public bool IsOverTime { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Starts its program; the time of it.</summary>
    public DateTime Start()
    {
        var container = First.Spec.Containers[0];
        string[] shell = ["-w", "/bin/sh", "-c", "exec \"$@\" >\"$0\" 2>&1", log];
        var start = new ProcessStartInfo("/usr/bin/setsid", [.. shell, .. container.Command.Select(Text)]);
        start.Environment.Clear();
        foreach (var variable in container.Env ?? []) start.Environment[variable.Name] = Text(variable.Value);
        lock (_lock) _process = Process.Start(start)!;
        if (First.Spec.ActiveDeadlineSeconds is { } seconds) _ = EndAtAsync(TimeSpan.FromSeconds(seconds));
        return Now;
    }

    /// <summary>Its exit code once it has ended, as a container runtime tells it.</summary>
    public async Task<int> EndAsync()
    {
        await _process!.WaitForExitAsync();
        HasEnded = true;
        return _process.ExitCode;
    }

    /// <summary>Ends when somebody has deleted it.</summary>
    public Task DeletedAsync(CancellationToken cancellation) => _deleted.Task.WaitAsync(cancellation);

    /// <summary>Takes in what the server has of it now: a deletion, or one with less patience.</summary>
    public void See(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not { } at) return;

        _deleted.TrySetResult();
        lock (_lock)
        {
            if (!_isTold) Kill(15);
            _isTold = true;
        }

        _ = KillAtAsync(at);
    }

    public void Kill(int signal)
    {
        if (_process is { HasExited: false } running)
            Process.Start("/bin/kill", [$"-{signal}", "--", $"-{running.Id}"]).WaitForExit();
    }

    public V1ContainerStatus Status(V1ContainerState state) => new()
    {
        Name = First.Spec.Containers[0].Name,
        Image = First.Spec.Containers[0].Image,
        ImageID = "",
        State = state,
    };

    private async Task KillAtAsync(DateTime at)
    {
        var wait = at - Now;
        if (wait > TimeSpan.Zero) await Task.Delay(wait);
        Kill(9);
    }

    private async Task EndAtAsync(TimeSpan time)
    {
        await Task.Delay(time);
        if (HasEnded) return;

        IsOverTime = true;
        Kill(15);
        await KillAtAsync(Now.AddSeconds(First.Spec.TerminationGracePeriodSeconds ?? 30));
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static string Text(string text) => text.Replace("$$", "$", StringComparison.Ordinal);
}
