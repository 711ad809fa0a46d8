using System.Diagnostics;

namespace Headroom.Server.Loop;

/// <summary>
/// Spans of what the pool does, for whoever listens. Where nobody does, each costs a look at an empty list.
/// </summary>
internal static class LoopTrace
{
    /// <summary>Name of the source, for whoever listens.</summary>
    public const string Name = "Headroom";

    // A transaction stores up to thousands of commands.
    private const int LinksMax = 100;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A cycle of the scheduler.</summary>
    public static Activity? Cycle() => Source.StartActivity("cycle");

    /// <summary>A transaction, with links to the requests that wait for it.</summary>
    public static Activity? Commit(IReadOnlyList<Command> commands)
    {
        if (!Source.HasListeners()) return null;

        var links = commands.Select(command => command.Sender).OfType<ActivityContext>().Distinct().Take(LinksMax);
        return Source.StartActivity(
            "store commit", ActivityKind.Client, parentContext: default,
            tags: [new("headroom.commands", commands.Count)], links: links.Select(sender => new ActivityLink(sender)));
    }

    /// <summary>An engine is told something of a run.</summary>
    public static Activity? Dispatch(string kind, string run, string engine)
    {
        var span = Source.StartActivity("dispatch", ActivityKind.Client);
        span?.SetTag("headroom.message", kind).SetTag("headroom.run", run).SetTag("headroom.engine", engine);
        return span;
    }
}
