using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Traces.Fleets;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Replay.Share;

/// <summary>Fleets and policies as the command line names them.</summary>
internal static class SharedPools
{
    // Model of the accelerators of a fleet that is only given as a shape.
    private const string PlainModel = "gpu";

    /// <summary>A fleet from <c>NODESxGPUS</c>, a YAML file or a node list.</summary>
    public static Fleet ReadFleet(string text)
    {
        if (File.Exists(text)) return FleetFile.Read(text);
        if (FleetShapes.TryParse(text, out var shape)) return Fleet.Uniform(shape, PlainModel);
        if (FleetShapes.IsMeant(text)) throw new CommandFailure(ExitCode.WrongUse, FleetShapes.Fault("--fleet", text));

        return FleetFile.Read(text);
    }

    /// <summary>A policy from a YAML file, checked against the fleet.</summary>
    public static NamedPolicy ReadPolicy(string path, Fleet fleet) =>
        new(Path.GetFileNameWithoutExtension(path), PolicyFile.Read(path, new Resources(fleet)));
}

/// <summary>A policy with what it is called in results.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Policy">The policy; null for one even queue a tenant.</param>
internal sealed record NamedPolicy(string Name, SharingPolicy? Policy)
{
    /// <summary>What happens without a policy: every tenant is owed nothing and weighs the same.</summary>
    public static NamedPolicy Even { get; } = new("even", null);
}
