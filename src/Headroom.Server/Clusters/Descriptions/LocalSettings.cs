using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;
using Headroom.Engines.Local;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>How the machine that the pool runs on is used.</summary>
internal static class LocalSettings
{
    /// <summary>Name of the machine that the pool runs on, where it has one set of slots.</summary>
    public const string OwnName = "local";

    /// <summary>Its keys, beside those of every cluster.</summary>
    public static readonly string[] Keys = ["gpus"];

    // Far more than training starts, and far less than a machine bears.
    private const int ProcessesMax = 8_192;

    /// <summary>What the engine goes by.</summary>
    /// <param name="settings">What is set.</param>
    /// <param name="supervisor">The program that watches over runs, with its first arguments.</param>
    /// <exception cref="ClusterException">It says what cannot be.</exception>
    public static LocalEngineOptions Options(ClusterSettings settings, ValueList<string> supervisor) => new()
    {
        Root = settings.Root,
        Supervisor = supervisor,
        Name = settings.Name,
        NodeName = settings.Name,
        Gpus = settings.Text("gpus") is { Length: > 0 } declared ? Declared(settings, declared) : null,
        ProcessesMax = ProcessesMax,
    };

    private static ValueList<DiscoveredGpu> Declared(ClusterSettings settings, string text)
    {
        var gpus = GpuDeclaration.Parse(text, out var fault);
        return fault is null ? gpus : throw settings.Wrong($"gpus {fault.TrimEnd('.')}");
    }
}
